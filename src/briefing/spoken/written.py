"""A written text while it is being read: what stands around a place in it.

Every verbaliser is a function of a `Written` and an offset.  It gives what is `Said` from there on, or None where it
has nothing to say; it looks back only a little, so that reading stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Said", "Verbaliser", "Written"]

SIGHT = 48
"""How many characters a verbaliser may look back."""
LAST_WORD = re.compile(r"([^\W_][\w.'’&-]*)[\s(“\"‘'\[]*\Z")
NEXT_WORD = re.compile(r"[\s(“\"‘'\[]{0,8}([^\W_](?:[\w'’]|-(?=\w)){0,40})")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said for the written text up to `end`."""

    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and by which conventions it is read."""

    text: str
    british: bool = False

    def before(self, at: int, width: int = SIGHT) -> str:
        """Give the few characters before `at`."""
        return self.text[max(0, at - width) : at]

    def char(self, at: int) -> str:
        """Give the character at `at`, or an empty string beyond either end."""
        return self.text[at : at + 1] if at >= 0 else ""

    def word_before(self, at: int) -> str:
        """Give the word that ends just before `at`, across spaces and opening marks; else an empty string."""
        found = LAST_WORD.search(self.before(at))
        return found[1] if found else ""

    def words_before(self, at: int) -> list[str]:
        """Give the words of the clause before `at`, nearest last."""
        clause = re.split(r"[,;:!?()—–]|\.\s", self.before(at))[-1]
        return clause.split()

    def word_after(self, end: int) -> str:
        """Give the word that starts just behind `end`, across spaces and opening marks; else an empty string."""
        found = NEXT_WORD.match(self.text, end)
        return found[1] if found else ""

    def ends_sentence(self, end: int) -> bool:
        """Tell whether a full stop just before `end` may close a sentence: nothing or a capital follows."""
        found = re.compile(r"[\"”’')\]]{0,3}(?:\Z|\s{1,8}[“\"‘'(\[]{0,2}(?=[A-Z]))").match(self.text, end)
        return found is not None


Verbaliser = Callable[[Written, int], Said | None]
