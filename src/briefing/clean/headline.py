"""Which passage of a dump is the headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.clean.byline import is_byline
from briefing.clean.dateline import read_date
from briefing.model import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.clean.region import Reading

__all__ = ["find_headline"]

REACH = 25
"""Passages: how far above the body a headline is looked for."""
LONGEST = 220
"""Code points: a longer passage is no headline."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_STOP = re.compile(r"(?<![.A-Z])[.:;,]$")


def find_headline(readings: Sequence[Reading], start: int, end: int) -> int | None:
    """Which passage is the headline of the body that `readings[start:end]` hold; None where none can be told.

    It is the passage above the body, or the first of it, that says most of what the body says, is repeated or marked as
    a heading, and stands near.
    """
    body = {word.lower() for reading in readings[start:end] for word in _WORD.findall(reading.passage.text, 0, 2000)}
    above = range(max(0, start - REACH), start)
    rated = [(_rate(readings[at], body) - 0.04 * (start - at), at) for at in above if _may_be(readings[at])]
    best = max(rated, default=(0.0, -1))
    return best[1] if best[0] > 0 else None


def _may_be(reading: Reading) -> bool:
    text = reading.passage.text
    if reading.furniture or not 1 < reading.words <= 40 or len(text) > LONGEST or _STOP.search(text):  # noqa: PLR2004
        return False
    return not is_byline(text) and not (read_date(text) and reading.words < 8)  # noqa: PLR2004


def _rate(reading: Reading, body: set[str]) -> float:
    words = [word.lower() for word in _WORD.findall(reading.passage.text)]
    shared = sum(word in body for word in words) / max(3, len(words))
    heading = reading.passage.shape is Shape.SUBHEADING
    item = reading.passage.shape is Shape.ITEM
    return shared + 0.3 * reading.repeated + 0.3 * heading - 0.5 * item - 0.3 * (len(words) < 3)  # noqa: PLR2004
