"""The index of a show: its episodes, newest first, and how to subscribe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.notes import SYNTHETIC, printable, shorten
from briefing.pages.places import INDEX, page_path
from briefing.pages.subscribe import app_links, feed_address, is_local, qr_code
from briefing.pages.template import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefing.model import Episode
    from briefing.settings import ShowSettings

__all__ = ["index_page"]

LISTED = 200
"""Episodes, the newest; the feed holds as many."""


ABOUT_BYTES = 600
"""Of an episode's summary; two hundred of them make one page."""


@dataclass(frozen=True, slots=True)
class _Entry:
    page: str
    title: str
    published: datetime
    """In the show's zone."""
    duration_ms: int
    about: str


def index_page(show: ShowSettings, episodes: Sequence[Episode], *, feed: str = "feed.xml") -> bytes:
    """HTML in UTF-8 for `index.html`; the same arguments give the same bytes.

    Args:
        show: the podcast.
        episodes: in any order; the newest 200 are listed.
        feed: where the feed lies under the public folder.
    """
    newest = sorted(episodes, key=lambda episode: (episode.published, episode.guid), reverse=True)[:LISTED]
    address = feed_address(show.address, feed)
    return fill(
        "index",
        show,
        INDEX,
        feed,
        entries=[_entry(episode, ZoneInfo(show.timezone)) for episode in newest],
        address=address,
        apps=app_links(address),
        qr=qr_code(address),
        local=is_local(address),
        synthetic=SYNTHETIC,
    )


def _entry(episode: Episode, zone: ZoneInfo) -> _Entry:
    about = shorten(episode.summary.removesuffix(SYNTHETIC), ABOUT_BYTES)  # the suffix is said once, for all of them
    title = printable(episode.title) or "Untitled"
    return _Entry(page_path(episode), title, episode.published.astimezone(zone), episode.duration_ms, about)
