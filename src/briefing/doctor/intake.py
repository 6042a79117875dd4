"""Where stories come from, as the doctor sees it: the folder, the inbox, and every feed and page that is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import NAME
from briefing.doctor.check import State, well
from briefing.errors import SourceError
from briefing.settings import SourceSettings
from briefing.sources.archive import gunzipped
from briefing.sources.document import Kind
from briefing.sources.exchange import Limits
from briefing.sources.files import folder, read_file
from briefing.sources.links import is_web
from briefing.sources.no_feed import no_feed
from briefing.sources.recognise import recognise
from briefing.sources.web import Web, contact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from briefing.doctor.check import Told
    from briefing.newsroom import Newsroom

__all__ = ["look_at_folder", "look_at_inbox", "look_at_sources"]

LIMITS = Limits(connect_s=5.0, read_s=5.0, total_s=10.0, tries=1)
"""For one address: a night waits longer, and asks again."""
LISTS = frozenset({Kind.FEED, Kind.SITEMAP, Kind.OPML})


def look_at_folder(room: Newsroom, _now: datetime) -> Iterator[Told]:
    """There is a briefing.toml, or an inbox at least; otherwise one stands in the wrong folder."""
    path = room.home / NAME
    if path.is_file():
        yield well(str(path))
    elif (room.home / room.settings.sources.inbox).is_dir():
        mend = f"`briefing new FOLDER` writes one with every setting explained; copy it to {path}."
        yield State.ADVICE, f"there is no {NAME} in {room.home}: every setting is at its default", mend
    else:
        mend = "`cd` into your show's folder, or `briefing --home FOLDER doctor`; `briefing new FOLDER` makes one."
        yield State.FAULT, f"there is no {NAME} in {room.home} or above", mend


def look_at_inbox(room: Newsroom, _now: datetime) -> Iterator[Told]:
    """It is there where it is needed, or was named on purpose."""
    sources = room.settings.sources
    path = room.home / sources.inbox
    if _is_the_mains(room):
        return
    if path.is_dir():
        yield well(f"{sum(isinstance(each, Path) for each in folder(path))} files in {path}")
    elif path.exists():
        yield State.FAULT, f"{path} is no folder", "Name a folder in `sources.inbox`."
    elif (sources.feeds or sources.pages) and sources.inbox == SourceSettings().inbox:
        yield well("there is none; feeds and pages are read")
    else:
        mend = f"Make it: mkdir {path}; or name another in `sources.inbox`, or feeds or pages."
        yield State.FAULT, f"{path} is not there", mend


def look_at_sources(room: Newsroom, _now: datetime) -> Iterator[Told]:
    """Every feed and page that the settings name can be had, asked once and as politely as a night asks.

    Only what stands there itself is fetched, nothing that it leads to; what a file lists is not asked for.
    """
    sources = room.settings.sources
    if _is_the_mains(room):
        return
    if not (sources.feeds or sources.pages):
        yield well("no feeds or pages are named; the inbox is read")
        return
    web = Web(sources, show_url=contact(room.settings.show), limits=LIMITS)
    good = 0
    for source in (*sources.feeds, *sources.pages):
        try:
            _look_at(source, source in sources.feeds, web, room.home)
            good += 1
        except SourceError as error:
            yield State.FAULT, error.message, error.hint or _mend(source)
    if good:
        yield well(f"{good} of {len(sources.feeds) + len(sources.pages)} feeds and pages can be read")


def _is_the_mains(room: Newsroom) -> bool:
    """Whether the same was said of the main show."""
    return room.main is not None and room.main.settings.sources == room.settings.sources


def _look_at(source: str, as_feed: bool, web: Web, home: Path) -> None:
    """Nothing where it can be read.

    Raises:
        SourceError: it cannot, or is a page where a feed was named.
    """
    if not is_web(source):
        read_file(Path(source), home=home)
        return
    document = web.fetch(source, ask_robots=not as_feed)
    kind = recognise(gunzipped(document)) if document else None
    if document and as_feed and kind and kind not in LISTS:
        raise no_feed(document, kind)


def _mend(source: str) -> str:
    """For what carries no hint of its own."""
    kind = "address" if is_web(source) else "name"
    return f"Open it in a browser, and mend its {kind} below [sources] in {NAME}, or leave it out."
