"""A long history in several documents: the newest episodes in the feed, older ones in archives (RFC 5005, section 4).

An archive is cut off once and keeps its episodes for good, so that no app fetches it twice: archives are numbered
from the oldest, and only the newest of them changes once, when the next one is cut off after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import FEED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.model import Episode

__all__ = ["LISTED", "Page", "archive_name", "cuts", "pages"]

LISTED = 200
"""Episodes that the feed holds at most."""
ARCHIVED = 100
"""Episodes that are cut off at a time."""


@dataclass(frozen=True, slots=True)
class Page:
    """One document of a feed."""

    name: str = FEED
    """Its path under the public folder."""
    older: str | None = None
    """The archive before it."""
    newer: str | None = None
    """The archive after it."""

    @property
    def links(self) -> Mapping[str, str]:
        """Paths of the others, by what they are to it."""
        named = {"prev-archive": self.older, "next-archive": self.newer}
        if self.name != FEED:
            named["current"] = FEED
        return {relation: name for relation, name in named.items() if name}


def archive_name(number: int) -> str:
    """Where an archive lies; 1 is the oldest."""
    return f"feed-{number}.xml"


def pages(archives: Sequence[int]) -> tuple[Page, ...]:
    """The documents of a feed with archives of these numbers, the oldest first, the feed itself last."""
    names = [archive_name(number) for number in archives]
    around = zip([None, *names], [*names[1:], None], strict=False)
    listed = (Page(name, older, newer) for name, (older, newer) in zip(names, around, strict=False))
    return (*listed, Page(FEED, names[-1] if names else None))


def cuts(newest_first: Sequence[Episode]) -> Iterator[Episode]:
    """The last episode of each archive that is to be cut off from those that are in no archive yet, oldest first."""
    oldest_first = newest_first[::-1]
    for end in range(ARCHIVED, len(oldest_first) - (LISTED - ARCHIVED), ARCHIVED):
        yield oldest_first[end - 1]
