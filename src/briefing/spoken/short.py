"""An abbreviation where it stands: its letters, its stop, and what is around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.spoken.abbreviations import STARTERS
from briefing.spoken.written import Said, Written

__all__ = ["Short", "ends_sentence"]

CAPITAL = re.compile(r"\s{1,3}[“\"‘'(]?[A-Z]")
NUMBER = re.compile(r"\s{0,2}(?=\d|#)")


@dataclass(frozen=True, slots=True)
class Short:
    """A word that may be an abbreviation, at `at` in `written`."""

    written: Written
    at: int
    word: str
    name: str
    """The word in small letters."""
    stopped: bool
    """Whether a full stop follows."""
    behind: int
    """Offset behind the word and its stop."""

    @classmethod
    def at_word(cls, written: Written, at: int, end: int, word: str) -> Short:
        """Take the word that ends at `end`."""
        stopped = written.char(end) == "."
        return cls(written, at, word, word.casefold(), stopped, end + stopped)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.word[0].isupper()

    @property
    def before(self) -> str:
        """The word before it."""
        return self.written.word_before(self.at)

    @property
    def following(self) -> str:
        """The word behind it."""
        return self.written.word_after(self.behind)

    def names_follow(self) -> bool:
        """Tell whether a capital follows."""
        return CAPITAL.match(self.written.text, self.behind) is not None

    def number_follows(self) -> re.Match[str] | None:
        """Find the gap before the number that follows."""
        return NUMBER.match(self.written.text, self.behind)

    def said(self, full: str) -> Said:
        """Say it in full; its stop is not the sentence's."""
        return Said(self.behind, full)

    def said_before_name(self, full: str) -> Said:
        """Say it in full; keep its stop where the text ends or a word follows that opens sentences."""
        closes = self.stopped and ends_sentence(self.written, self.behind)
        return Said(self.behind, f"{full}." if closes else full)

    def said_before_capital(self, full: str) -> Said:
        """Say it in full; keep its stop where the text ends or any capital follows."""
        closes = self.stopped and self.written.ends_sentence(self.behind)
        return Said(self.behind, f"{full}." if closes else full)


def ends_sentence(written: Written, end: int) -> bool:
    """Tell whether the stop of an abbreviation ends the sentence too: the text ends there, or a new one opens."""
    following = written.word_after(end)
    return written.ends_sentence(end) and (not following or following.casefold() in STARTERS)
