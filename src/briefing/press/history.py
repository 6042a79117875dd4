"""The feed's older episodes: cut off into archives, each with a page that lists them, written only when they change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime  # noqa: TC003  read at run time, when an episode is decoded
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from briefing.feed import Page, archive_name, cuts, pages, write_feed
from briefing.model import Episode
from briefing.pages import Older, assets, older_page, older_path
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

    def publish_archives(self, public: Path) -> tuple[Page, tuple[Older, ...]]:
        """Write the archives and their pages that are not as they should be.

        Returns:
            what the feed itself is called and links to; and the pages of older episodes, the newest first.

        Raises:
            PublishError: one could not be written.
        """
        archives = self._archives()
        kept = {number: texts for number, texts in archives.items() if texts}
        listed = pages(list(kept))
        for page, texts in zip(listed, kept.values(), strict=False):
            self._publish(page, texts, public)
        for number in archives.keys() - kept.keys():
            (public / archive_name(number)).unlink(missing_ok=True)
            (public / older_path(number)).unlink(missing_ok=True)
        return listed[-1], tuple(_older(number, texts) for number, texts in reversed(kept.items()))

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
        """Write an archive and its page, unless they were made of the same before."""
        html = _beside(page.name)
        made_of = msgspec.json.encode((page, self.show, self.guid, self.image, list(assets()), texts))
        stamp = hashlib.blake2b(made_of, digest_size=16).hexdigest()
        if self.library.show(page.name) == stamp and (public / page.name).is_file() and (public / html).is_file():
            return
        episodes = [decoded(text, Episode) for text in texts]
        older, newer = (name and _beside(name) for name in (page.older, page.newer))
        listed = older_page(self.show, episodes, html, older=older, newer=newer)
        feed = write_feed(self.show, episodes, guid=self.guid, image=self.image, page=page)
        publish({**assets(), html: listed, page.name: feed}, public)
        self.library.note(page.name, stamp)


class _Dated(msgspec.Struct):
    """Of an episode, what is asked for here."""

    published: datetime


def _older(number: int, texts: list[str]) -> Older:
    first, last = (decoded(text, _Dated).published for text in (texts[0], texts[-1]))
    return Older(older_path(number), first, last)


def _beside(archive: str) -> str:
    """`feed-3.xml` → `older-3.html`."""
    return older_path(int(archive.partition("-")[2].partition(".")[0]))
