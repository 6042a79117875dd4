"""What a run has done, as data; printed at the edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["OUR_FAULT", "Made", "Outcome", "Progress", "Report", "Status", "counted", "worst"]

Progress = Callable[[str, int, int], object]
"""Who is told, during a run, of a stage, how much of it is done, and how much there is."""

OUR_FAULT = "This is a fault of the program: `briefing -v make` shows where, and so does the log of a night."
"""The hint where one of many stories met an error that nobody foresaw."""
BY_GRAVITY = (0, 3, 75, 1, 2)
"""Exit codes: well, partly, busy, failed, misuse."""


class Status(StrEnum):
    """What became of a story."""

    PUBLISHED = "published"
    CORRECTED = "corrected"  # it was published before, in other words
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # the same story as another, which is heard
    HELD = "held"  # an editor is to look at it first
    LEFT = "left"  # there was no room; the next edition has it
    FAILED = "failed"
    WITHDRAWN = "withdrawn"  # its owner took it back, and it does not come again
    WITHHELD = "withheld"  # a kill or embargo note stopped it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one story."""

    name: str
    """What people call it: its file or address."""
    status: Status
    headline: str = ""
    duration_ms: int = 0
    speakers: tuple[str, ...] = ()
    """Who is quoted in a voice."""
    reason: str = ""
    """Why it failed, or is not heard; or what else there is to be known of it."""
    hint: str = ""
    """What the editor can do about it."""


@dataclass(frozen=True, slots=True)
class Made:
    """An episode that was made in this run."""

    title: str
    path: str
    """Of the audio, under the public folder."""
    duration_ms: int
    length: int
    """Bytes."""
    voices: tuple[str, ...]
    """Every voice heard in it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has done."""

    outcomes: tuple[Outcome, ...]
    made: tuple[Made, ...] = ()
    spoken: int = 0
    """Utterances that an engine spoke."""
    feed: str = ""
    """Address of the feed."""
    reused: int = 0
    """Lines for which nothing had to be spoken, at least."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """How long each stage took."""
    passed_over: int = 0
    """Stories of sections that `edition.only` does not name."""
    held: int = 0
    """Editions that began to wait for an editor in this run."""

    unchanged: int = 0
    """Pages and feeds that have not changed at their source since they were last read."""
    trouble: str = ""
    """What went wrong after all was made: it could not be brought to where it is served."""
    hint: str = ""
    """What to do about that."""

    @property
    def exit_code(self) -> int:
        """0 published or nothing new; 1 nothing could be used; 3 some stories failed, the rest is published.

        With `trouble`, 3 where there is something new, and else 1.
        """
        if self.trouble:
            return 3 if self.made else 1
        bad = sum(outcome.status is Status.FAILED for outcome in self.outcomes)
        if not bad:
            return 0
        return 1 if bad == len(self.outcomes) else 3


def counted(count: int, noun: str) -> str:
    """How many there are of what: `1 voice`, `2 voices`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def worst(codes: Iterable[int]) -> int:
    """The gravest of exit codes: what one show lacks is not hidden by what the others have."""
    return max(codes, key=BY_GRAVITY.index, default=0)
