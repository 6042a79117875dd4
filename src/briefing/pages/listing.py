"""Lists of episodes, as the pages that are no episode's show them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.notes import SYNTHETIC, printable, shorten
from briefing.pages.places import INDEX, page_path
from briefing.pages.template import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from briefing.model import Episode
    from briefing.settings import ShowSettings

__all__ = ["Entry", "Older", "by_month", "entries", "older_page", "older_path"]

ABOUT_BYTES = 600
"""Of an episode's summary, where it is shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An episode in a list."""

    page: str
    """Its path under the public folder."""
    title: str
    published: datetime
    """In the show's zone."""
    duration_ms: int
    about: str


@dataclass(frozen=True, slots=True)
class Older:
    """A page of older episodes, as it is linked to."""

    path: str
    """Under the public folder."""
    first: datetime
    """When its oldest episode was published; aware."""
    last: datetime


def entries(episodes: Iterable[Episode], show: ShowSettings) -> list[Entry]:
    """The newest first."""
    newest = sorted(episodes, key=lambda episode: (episode.published, episode.guid), reverse=True)
    zone = ZoneInfo(show.timezone)
    return [_entry(episode, zone) for episode in newest]


def _entry(episode: Episode, zone: ZoneInfo) -> Entry:
    about = shorten(episode.summary.removesuffix(SYNTHETIC), ABOUT_BYTES)  # the suffix is said once, for all of them
    title = printable(episode.title) or "Untitled"
    return Entry(page_path(episode), title, episode.published.astimezone(zone), episode.duration_ms, about)


def by_month(listed: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Name of each month, such as `March 2026`, and its episodes; in the order of the list."""
    return [(name, list(group)) for name, group in groupby(listed, key=lambda entry: f"{entry.published:%B %Y}")]


def older_path(number: int) -> str:
    """Where a page of older episodes lies under the public folder; 1 is the oldest, and no page gets another number."""
    return f"older-{number}.html"


def older_page(
    show: ShowSettings,
    episodes: Sequence[Episode],
    path: str,
    *,
    older: str | None = None,
    newer: str | None = None,
) -> bytes:
    """HTML in UTF-8 for `path`: every episode with a link to its page; the same arguments give the same bytes.

    Args:
        show: the podcast.
        episodes: at least one, in any order.
        path: of the page, under the public folder.
        older: path of the page with the episodes before these, where there is one.
        newer: path of the page with those after them; the index where none is named.
    """
    listed = entries(episodes, show)
    return fill(
        "older",
        show,
        path,
        months=by_month(listed),
        first=listed[-1].published,
        last=listed[0].published,
        older=older,
        newer=newer or INDEX,
        synthetic=SYNTHETIC,
    )
