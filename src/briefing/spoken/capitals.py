"""Headlines wholly in capitals, which voices spell out or shout: put into small letters with capital initials.

Initials, numerals of kings and names of few letters that every newsroom knows stay as they are.
"""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.acronyms import SPELT
from briefing.spoken.written import Said

__all__ = ["is_shouting", "quieten"]

WORDS = re.compile(r"[^\W\d_]{2,}")
LONG = 2000
"""A headline is shorter; longer texts are left alone."""
NAMES_IN_CAPITALS = frozenset(
    "NATO NASA UNESCO UNICEF OPEC FIFA UEFA ASEAN FEMA NOAA AIDS ISIS AUKUS BRICS DACA".split()
)


def is_shouting(text: str) -> bool:
    """Tell whether all words, and at least four of them, are in capitals."""
    if len(text) > LONG or any(char.islower() for char in text):
        return False
    return len(WORDS.findall(text)) >= 4  # noqa: PLR2004  fewer may be initials


def quieten(end: int, word: str) -> Said | None:
    """Say a word of a headline in capitals; None for initials."""
    if len(word) < 2 or word in NAMES_IN_CAPITALS or (word in SPELT and word != "IT"):  # noqa: PLR2004
        return None
    return Said(end, word.capitalize())
