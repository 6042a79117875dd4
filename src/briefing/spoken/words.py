"""Where in what is said the words begin that were written."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Part

__all__ = ["one_line", "word_starts"]

_WORD = re.compile(r"\S+")
_DIGIT = 2
"""Letters that a digit counts for: less than it takes to say one, since a year is said in pairs."""


def one_line(text: str) -> str:
    """The text with single spaces, as an engine is given it."""
    return " ".join(text.split())


def word_starts(written: str, parts: Sequence[Part]) -> tuple[int, ...]:
    """For each word of `written.split()`, the offset in `one_line` of the parts at which a listener hears it begin.

    In order, and none behind the last letter.  A word for which nothing is said begins with the next one, a dash with
    the one before.  Of words that are said otherwise (`$5 million`) each is placed by its share of the letters, at the
    nearest spoken word.
    """
    said = _Said("".join(part.text for part in parts))
    begins = [part.start for part in parts]
    weight = list(accumulate((_DIGIT if char.isdigit() else 1 for char in written), initial=0))
    said_at = list(accumulate((len(part.text) for part in parts), initial=0))
    starts, least = list[int](), 0
    for word in _WORD.finditer(written):
        number = bisect_right(begins, word.start()) - 1
        part, at, into = parts[number], said_at[number], word.start() - parts[number].start
        if part.text == written[part.start : part.end]:
            found = said.offset(at + into)
        else:
            share = (weight[word.start()] - weight[part.start]) / max(weight[part.end] - weight[part.start], 1)
            found = said.nearest_word(at, at + share * len(part.text), at + len(part.text))
        if found is not None and (said.sounds(found) or any(map(str.isalnum, word[0]))):
            least = max(least, found)
        starts.append(least)
    return tuple(starts)


class _Said:
    """What is said, and where each of its words stands once the spaces are single."""

    def __init__(self, text: str) -> None:
        self._line = one_line(text)
        self._begins: list[int] = []
        self._ends: list[int] = []
        self._places: list[int] = []
        for word in _WORD.finditer(text):
            self._places.append(self._place_behind())
            self._begins.append(word.start())
            self._ends.append(word.end())

    def _place_behind(self) -> int:
        return self._places[-1] + self._ends[-1] - self._begins[-1] + 1 if self._places else 0

    def sounds(self, place: int) -> bool:
        """Whether a letter stands there, and not a mark."""
        return self._line[place].isalnum()

    def offset(self, at: int) -> int | None:
        """The place of a letter, or of the next one; None where no letter follows."""
        number = bisect_right(self._ends, at)
        if number == len(self._ends):
            return None
        return self._places[number] + max(at - self._begins[number], 0)

    def nearest_word(self, first: int, at: float, last: int) -> int | None:
        """The place of the word that begins nearest to `at`, of those that begin from `first` up to `last`."""
        low, high = bisect_right(self._begins, first - 1), bisect_right(self._begins, last - 1)
        if low == high:
            return self.offset(first)
        middle = bisect_right(self._begins, at, low, high)
        near = range(max(middle - 1, low), min(middle + 1, high))
        return self._places[min(near, key=lambda number: abs(self._begins[number] - at))]
