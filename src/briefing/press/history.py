"""The feed's older episodes: cut off into archives, which are written only when something in them changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from briefing.feed import Page, archive_name, cuts, pages, write_feed
from briefing.model import Episode
from briefing.store.keeping import decoded
from briefing.targets.folder import publish

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.settings import ShowSettings
    from briefing.store.library import Library

__all__ = ["Documents", "newest"]


def newest(library: Library) -> tuple[Episode, ...]:
    """The episodes of the feed itself, newest first; what is too old for it is cut off."""
    last = library.cuts()[-1:] or (("", ""),)
    found = [decoded(text, Episode) for _, text in library.history(last[0])][::-1]
    for cut in cuts(found):
        library.cut(cut)
        del found[found.index(cut) :]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of one show's feed."""

    library: Library
    show: ShowSettings
    guid: str
    image: str
    """Path of the picture under the public folder."""

    def publish_archives(self, public: Path) -> Page:
        """Write the archives that are not as they should be, and tell what the feed itself is called and links to.

        Raises:
            PublishError: one could not be written.
        """
        archives = self._archives()
        listed = pages([number for number, texts in archives.items() if texts])
        for page, texts in zip(listed, filter(None, archives.values()), strict=False):
            self._publish(page, texts, public)
        for number in (number for number, texts in archives.items() if not texts):
            (public / archive_name(number)).unlink(missing_ok=True)
        return listed[-1]

    def _archives(self) -> dict[int, list[str]]:
        """Number of each archive and its episodes as JSON, in order; those that left the feed are missing."""
        ends = self.library.cuts()
        archives: dict[int, list[str]] = {number: [] for number in range(1, len(ends) + 1)}
        number = 1
        for mark, text in takewhile(lambda row: row[0] <= ends[-1], self.library.history() if ends else ()):
            while mark > ends[number - 1]:
                number += 1
            archives[number].append(text)
        return archives

    def _publish(self, page: Page, texts: list[str], public: Path) -> None:
        """Write it, unless it was made of the same before."""
        made_of = msgspec.json.encode((page, self.show, self.guid, self.image, texts))
        stamp = hashlib.blake2b(made_of, digest_size=16).hexdigest()
        if self.library.show(page.name) == stamp and (public / page.name).is_file():
            return
        episodes = [decoded(text, Episode) for text in texts]
        publish({page.name: write_feed(self.show, episodes, guid=self.guid, image=self.image, page=page)}, public)
        self.library.note(page.name, stamp)
