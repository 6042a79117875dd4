"""From the sources to an edition, with the memory of what was fetched before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.edition import make_edition
from briefing.report import Status
from briefing.sources import read_source, sources_of
from briefing.sources.web import Web
from briefing.store.library import LIBRARY, Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from briefing.errors import SourceError
    from briefing.model import Story
    from briefing.newsroom import Newsroom
    from briefing.report import Report

__all__ = ["make_edition_of"]

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
    progress: Callable[[str, int, int], object] = lambda *_: None,
) -> Report:
    """An edition of what the sources give; without any, of those that the settings name.

    What has not changed since it was last fetched is not read again.  That is remembered only after a run in which
    every story was settled: otherwise a feed that did not change would hide the one that failed.

    Raises:
        BriefingError: as `make_edition`.
    """
    settings = room.settings
    show = settings.show
    web = Web(settings.sources, show_url=show.link or show.address, memory=_memory(room))

    def stories() -> Iterator[Story | SourceError]:
        for source in sources or sources_of(settings.sources, home=room.home):
            yield from read_source(source, settings=settings.sources, home=room.home, stdin=stdin, web=web)

    report = make_edition(stories(), room, now=now, progress=progress)
    if web.memory != _memory(room) and all(outcome.status in SETTLED for outcome in report.outcomes):
        with Library(room.state / LIBRARY) as library:
            library.remember_fetches(web.memory)
    return report


def _memory(room: Newsroom) -> dict[str, dict[str, str]]:
    """Without making a library where there is none."""
    if not (room.state / LIBRARY).is_file():
        return {}
    with Library(room.state / LIBRARY) as library:
        return library.fetches()
