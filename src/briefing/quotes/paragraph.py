"""A paragraph with quotations in it, and what is found to credit them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.quotes.tokens import ENDS, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.marks import Marked
    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = ["REACH", "SENTENCE", "Credit", "Credits", "Paragraph"]

REACH = 40  # tokens between a quotation and what credits it
SENTENCE = 2 * REACH  # tokens that are looked back upon for the start of a sentence
MOST_QUOTES = 8  # quotations that one sentence may hold


@dataclass(frozen=True, slots=True)
class Credit:
    """The phrase that credits a quotation, and the rule that found it."""

    phrase: Phrase
    rule: str
    line: int
    """The paragraph where the phrase stands."""
    verb: str = ""
    """The verb that credits, as a dictionary lists it, where there is one."""
    verb_at: int = -1
    """Index of its token in the paragraph of the phrase."""


Credits = dict[int, Credit | None]
"""Quotation → what credits it; None where it is not to be guessed from the words around.

That is where a credit stands that does not tell whom it means, and where another speaker has the turn.
"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with quotations in it."""

    line: int
    tokens: Sequence[Token]
    quotes: dict[int, int]
    """Index of a quotation's token → which quotation of the story it is."""
    marked: Sequence[Marked]
    text: str

    def last_said(self, at: int) -> str:
        """The last character of the quotation at token index `at`."""
        return self.text[self.marked[self.quotes[at]].end - 1]

    def asks(self, at: int) -> bool:
        """Whether the quotation at token index `at` is a question, which somebody else may answer."""
        return self.marked[self.quotes[at]].closed and self.last_said(at) == "?"

    def turns(self, before: int, at: int) -> bool:
        """Whether another may speak in the quotation at token index `at` than in the one before: it is a dialogue.

        That is where one of the two is a question, or nothing stands between two whole sentences.
        """
        whole = before == 0 or self.tokens[before - 1].kind in ENDS
        beside = at - before == 1 and whole and self.marked[self.quotes[before]].closed
        return self.asks(before) or self.asks(at) or beside

    def resumes(self, at: int) -> bool:
        """Whether the quotation at token index `at` ends the sentence of the one before it: “…,” NAME said, “….”."""
        for i in range(at - 1, max(-1, at - REACH), -1):
            kind = self.tokens[i].kind
            if kind == Kind.QUOTE:
                ends = self.last_said(at) in ".?!…" and self.last_said(i) == ","
                return ends and self.tokens[at - 1].text == ","
            if kind == Kind.STOP:
                return False
        return False

    def labelled(self, at: int) -> bool:
        """Whether one word and a colon lead in to the quotation at token index `at`: `Verdict: “…”`."""
        return at > 1 and self.tokens[at - 1].text == ":" and self.sentence_start(at) == at - 2

    def sentence_end(self, at: int) -> int:
        """Index of the token that ends what may belong to the quotation before it: a full stop, another quotation."""
        most = min(len(self.tokens), at + REACH)
        return next((i for i in range(at + 1, most) if self.tokens[i].kind in ENDS), most)

    def sentence_start(self, at: int) -> int:
        """Index of the first token of the sentence that the quotation at token index `at` stands in."""
        passed = 0
        for i in range(at - 1, max(-1, at - SENTENCE), -1):
            kind = self.tokens[i].kind
            passed += kind == Kind.QUOTE
            if kind == Kind.STOP or passed > MOST_QUOTES or (kind == Kind.QUOTE and self._ends_sentence(i)):
                return i + 1
        return max(0, at - SENTENCE)

    def _ends_sentence(self, at: int) -> bool:
        return self.last_said(at) in ".!?" and not self.text[self.tokens[at + 1].start].islower()
