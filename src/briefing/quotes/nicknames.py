"""Nicknames: `William “Bill” Carr` is a name with a name inside it, and nobody says anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.quotes.words import NOT_NAMES, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.quotes.marks import Marked

__all__ = ["without_nicknames"]

SMALL = NOT_NAMES | TIMES
REACH = 24  # characters that the word on either side is looked for in
MOST_WORDS = 3
BEFORE = re.compile(r"(?<![\w'’-])[^\W\d_a-z][\w.-]*\s$")
AFTER = re.compile(r"\s(?P<word>[^\W\d_a-z][\w'’-]+)")
NICK = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s[\w.'’-]+)*")


def without_nicknames(text: str, marked: Iterable[Marked]) -> list[Marked]:
    """The same quotations without those that stand inside somebody's name: short, large and between two names."""
    return [m for m in marked if not _is_nickname(text, m)]


def _is_nickname(text: str, m: Marked) -> bool:
    said = text[m.start : m.end]
    if not (m.opened and m.closed and said.count(" ") < MOST_WORDS and NICK.fullmatch(said)):
        return False
    before = BEFORE.search(text[max(0, m.outer_start - REACH) : m.outer_start])
    after = AFTER.match(text, m.outer_end, m.outer_end + REACH)
    return before is not None and after is not None and not (_strange(before[0]) or _strange(after["word"]))


def _strange(word: str) -> bool:
    """Whether a word with a large letter is no part of a name."""
    return word.strip().lower() in SMALL
