"""What the newsreader says around the stories: the introduction and the closing words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Kind, Segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

__all__ = ["closing", "edition_name", "episode_title", "introduction"]

LONGEST_TITLE = 200
"""Characters; Apple cuts an item title at 255."""


def edition_name(names: Mapping[str, str], moment: datetime) -> str:
    """Which of the editions of a day it is at `moment`, in the show's zone; empty where they have no names.

    Each name holds from its time, as `HH:MM`, to the next one; the last of a day until the first of the next.
    """
    clock = f"{moment:%H:%M}"
    begun = {name: since for name, since in names.items() if since <= clock} or names
    return max(begun, key=lambda name: begun[name], default="")


def introduction(
    show: str, day: date, headlines: Sequence[str], *, name: str = "", alone: bool = False
) -> tuple[Segment, ...]:
    """The greeting, and what is to come.

    Args:
        show: its title.
        day: in the show's zone.
        headlines: of the stories, in running order; empty where one has none, which is not announced then.
        name: of the edition, where a day has several.
        alone: the story is an episode of its own, and its headline the next words to be heard.
    """
    whole = f"the {name} edition of {show}" if name else show
    greeting = f"This is {whole} for {day:%A}, {day:%B} {day.day}, {day.year}."
    ahead = "In this edition:" if len(headlines) > 1 else "In this edition, one story:"
    announced = [headline for headline in headlines if headline.strip()]
    texts = (greeting,) if alone or not announced else (greeting, ahead, *announced)
    return tuple(Segment(text, Kind.COPY, number) for number, text in enumerate(texts))


def closing(show: str) -> tuple[Segment, ...]:
    """The disclosure, and goodbye."""
    texts = (
        f"That was {show}.",
        "All voices in this programme are synthetic. Quotations are read by a voice, not by the persons quoted.",
    )
    return tuple(Segment(text, Kind.COPY, number) for number, text in enumerate(texts))


def episode_title(day: date, titles: Sequence[str], *, name: str = "", alone: bool = False) -> str:
    """The date and the lead: what tells one episode from the next in a list; its own title where a story is `alone`."""
    edition = f"{name} edition, " if name else ""
    title = titles[0] if alone else f"{edition}{day:%A} {day.day} {day:%B} {day.year}: {titles[0]}"
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
