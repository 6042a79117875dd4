"""Which passage of a dump is the headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.clean.byline import is_byline
from briefing.clean.dateline import read_date
from briefing.clean.reading import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.clean.reading import Reading

__all__ = ["find_headline", "may_be_headline"]

REACH = 80
"""Passages: how far above the body a headline is looked for."""
TOP = 4
"""Passages: where the body starts as high as this, whatever may be a headline is the headline."""
MOST_WORDS, LONGEST = 40, 220
"""Words and code points: a longer passage is no headline."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_SEPARATOR = re.compile(r" [-–—|»:·] ")
"""What parts a headline from its site in the title of a page."""
_STOP = re.compile(r"(?:(?<![.A-Z])[.:;,]|[.][\"”’')]+)$")


def find_headline(readings: Sequence[Reading], body: Sequence[int]) -> int | None:
    """Which passage is the headline of the body that stands in the passages `body`; None where none can be told.

    It is the passage above the body that says most of what the body says, is repeated, marked as a heading or part of
    the page's title, and stands near.
    """
    if not body:
        return None
    said = {word.lower() for at in body for word in _WORD.findall(readings[at].passage.text, 0, 2000)}
    titles = {part for reading in readings[:3] for part in _SEPARATOR.split(reading.passage.text)[:-1]}
    above = range(max(0, body[0] - REACH), body[0])
    near = {at: sum(readings[between].words > 0 for between in range(at, body[0])) for at in above}
    rated = [(_rate(readings[at], said, titles) - 0.02 * near[at], at) for at in above if may_be_headline(readings[at])]
    best = max(rated, default=(0.0, -1))
    return best[1] if best[1] >= 0 and (best[0] > 0 or body[0] <= TOP) else None


def may_be_headline(reading: Reading) -> bool:
    """Whether a passage has the form of a headline: short, and without a full stop."""
    text = reading.passage.text
    if reading.furniture or not 0 < reading.words <= MOST_WORDS or len(text) > LONGEST or _STOP.search(text):
        return False
    return not is_byline(text) and not (read_date(text) and reading.words < SENTENCE)


def _rate(reading: Reading, said: set[str], titles: set[str]) -> float:
    words = [word.lower() for word in _WORD.findall(reading.passage.text)]
    shared = sum(word in said for word in words) / max(3, len(words))
    heading, item, titled = reading.heading, reading.item, reading.passage.text in titles
    return shared + 0.3 * reading.repeated + 0.5 * titled + 0.3 * heading - 0.5 * item - 0.3 * (len(words) < 3)  # noqa: PLR2004
