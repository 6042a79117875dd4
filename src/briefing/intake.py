"""From the sources to editions, with the memory of what was fetched before."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from briefing.edition import make_edition
from briefing.report import Status
from briefing.sources import read_source, sources_of
from briefing.sources.web import Web, contact
from briefing.store.library import LIBRARY, Library, has_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from briefing.errors import SourceError
    from briefing.model import Story
    from briefing.newsroom import Newsroom
    from briefing.report import Progress, Report
    from briefing.settings import SourceSettings

    Fetches = dict[str, dict[str, str]]

__all__ = ["Intake", "make_edition_of"]

SETTLED = frozenset(
    {Status.PUBLISHED, Status.CORRECTED, Status.UNCHANGED, Status.DUPLICATE, Status.LEFT, Status.WITHDRAWN}
)
"""What the library remembers, so that its source need not give it again."""


def make_edition_of(
    sources: Sequence[str],
    room: Newsroom,
    *,
    now: datetime,
    stdin: bytes = b"",
    progress: Progress = lambda *_: None,
) -> Report:
    """An edition of what these sources give, whatever the show takes otherwise.

    Raises:
        BriefingError: as `make_edition`.
    """
    edition = msgspec.structs.replace(room.settings.edition, only=())
    asked = replace(room, settings=msgspec.structs.replace(room.settings, edition=edition))
    return Intake((asked,), sources, stdin).make_edition(asked, now=now, progress=progress)


@dataclass(slots=True)
class _Read:
    """What the same sources gave to the first of several shows."""

    stories: list[Story | SourceError]
    web: Web


@dataclass(frozen=True, slots=True)
class Intake:
    """What the sources give to the shows of one run; where several shows name the same sources, they are read once.

    What has not changed since every one of those shows last had it, wanting the same of it, is not read again.
    """

    rooms: Sequence[Newsroom]
    """The shows that are to have an edition."""
    sources: Sequence[str] = ()
    """Instead of those that the settings name; they are read whether or not they have changed."""
    stdin: bytes = b""
    _read: dict[SourceSettings, _Read] = field(default_factory=dict, init=False)

    def make_edition(self, room: Newsroom, *, now: datetime, progress: Progress = lambda *_: None) -> Report:
        """An edition of one of the shows.

        What was fetched is remembered only after a run in which every story was settled: otherwise a feed that did not
        change would hide the one that failed.

        Raises:
            BriefingError: as `make_edition`.
        """
        there = self._read.get(room.settings.sources)
        before = self._memory(room)
        web = there.web if there else self._web(room)
        report = make_edition(there.stories if there else self._stories(room, web), room, now=now, progress=progress)
        if not self.sources and web.memory != before and all(outcome.status in SETTLED for outcome in report.outcomes):
            with Library(room.state / LIBRARY) as library:
                library.remember_fetches(web.memory, _wanted(room))
        return replace(report, unchanged=web.unchanged)

    def _web(self, room: Newsroom) -> Web:
        """With the memory that all shows of these sources have in common."""
        settings = room.settings.sources
        every = [self._memory(each) for each in self.rooms if each.settings.sources == settings]
        return Web(settings, show_url=contact(room.settings.show), memory=_in_common(every))

    def _memory(self, room: Newsroom) -> Fetches:
        """Without making a library where there is none."""
        if self.sources or not has_library(room.state):
            return {}
        with Library(room.state / LIBRARY) as library:
            return library.fetches(_wanted(room))

    def _stories(self, room: Newsroom, web: Web) -> Iterator[Story | SourceError]:
        """Read one after the other; kept, once all were read, where another show asks for the same."""
        settings = room.settings.sources
        shared = Counter(each.settings.sources for each in self.rooms)[settings] > 1
        read: list[Story | SourceError] = []
        for source in self.sources or sources_of(settings, home=room.home):
            try:
                for story in read_source(source, settings=settings, home=room.home, stdin=self.stdin, web=web):
                    if shared:
                        read.append(story)
                    yield story
            except BaseException as error:
                error.add_note(f"reading {source}")
                raise
        if shared:
            self._read[settings] = _Read(read, web)


def _in_common(memories: Iterable[Fetches]) -> Fetches:
    first, *others = memories
    return {url: headers for url, headers in first.items() if all(each.get(url) == headers for each in others)}


def _wanted(room: Newsroom) -> str:
    """What decides which stories of its sources a show takes: where it changes, old ones may be news."""
    settings = room.settings
    return hashlib.sha256(msgspec.json.encode((settings.sources, settings.edition.only))).hexdigest()[:16]
