"""What the newsreader says around the stories: the introduction and the closing words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Kind, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["closing", "episode_title", "introduction"]

LONGEST_TITLE = 200
"""Characters; Apple cuts an item title at 255."""


def introduction(show: str, day: date, headlines: Sequence[str]) -> tuple[Segment, ...]:
    """The greeting, and what is to come."""
    greeting = f"This is {show} for {day:%A}, {day:%B} {day.day}, {day.year}."
    ahead = "In this edition:" if len(headlines) > 1 else "In this edition, one story:"
    return tuple(Segment(text, Kind.COPY, number) for number, text in enumerate((greeting, ahead, *headlines)))


def closing(show: str) -> tuple[Segment, ...]:
    """The disclosure, and goodbye."""
    texts = (
        f"That was {show}.",
        "All voices in this programme are synthetic. Quotations are read by a voice, not by the persons quoted.",
    )
    return tuple(Segment(text, Kind.COPY, number) for number, text in enumerate(texts))


def episode_title(day: date, headlines: Sequence[str]) -> str:
    """The date and the lead: what tells one episode from the next in a list."""
    title = f"{day:%A} {day.day} {day:%B} {day.year}: {headlines[0]}"
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
