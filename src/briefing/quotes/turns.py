"""Turns: quotations whose own paragraph credited nobody, and what the paragraphs around them say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.quotes.attribution import credit_paragraph, leads_in
from briefing.quotes.names import surname
from briefing.quotes.paragraph import Credit, Credits, Paragraph
from briefing.quotes.phrases import phrase_after
from briefing.quotes.saying import said_last
from briefing.quotes.tokens import Kind, closes_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.quotes.marks import Marked
    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = ["credit_story", "pages_of"]

SIGNATURE = 16  # tokens in a line that says who said the line above
RUNS_ON = "quotation runs on"


def credit_story(pages: Mapping[int, Paragraph], tokens: Sequence[Sequence[Token]]) -> dict[int, Credit]:
    """Quotation → the phrase that credits it, wherever that stands."""
    credited: Credits = {}
    for page in pages.values():
        credited |= credit_paragraph(page)
    story = _Story(pages, tokens, credited)
    for line in story.without_credit():
        found = story.stated(line)
        if found:
            story.spread(line, found)
    # Who ends a quotation over several paragraphs has begun it, whoever spoke before.
    for line in sorted(pages, reverse=True):
        if not story.last_is_closed(line):
            story.take_from_below(line, RUNS_ON)
    for line in story.without_credit():
        dialogue = story.in_dialogue(line)
        found = story.stated(line) or (None if dialogue else story.carried_over(line))
        if found or dialogue:
            story.spread(line, found)
    for line in sorted(pages, reverse=True):
        if story.last_is_closed(line):
            story.take_from_below(line, "paragraph after")
    return {quote: credit for quote, credit in credited.items() if credit}


def pages_of(text: str, marked: Sequence[Marked], tokens: Sequence[Sequence[Token]]) -> dict[int, Paragraph]:
    """Paragraph number → the paragraph, for those with quotations."""
    numbers: dict[int, list[int]] = {}
    for i, m in enumerate(marked):
        numbers.setdefault(m.line, []).append(i)
    pages = {}
    for line, quotes in numbers.items():
        places = [i for i, t in enumerate(tokens[line]) if t.kind == Kind.QUOTE]
        pages[line] = Paragraph(line, tokens[line], dict(zip(places, quotes, strict=True)), marked, text)
    return pages


@dataclass(frozen=True, slots=True)
class _Story:
    """The paragraphs of a story, and who is credited by now."""

    pages: Mapping[int, Paragraph]
    tokens: Sequence[Sequence[Token]]
    credited: Credits

    def without_credit(self) -> Iterator[int]:
        """Paragraphs that begin with a quotation of which nothing is known yet, in order."""
        return (line for line, page in self.pages.items() if min(page.quotes.values()) not in self.credited)

    def last_is_closed(self, line: int) -> bool:
        """Whether the last quotation of a paragraph ends there."""
        page = self.pages[line]
        return page.marked[max(page.quotes.values())].closed

    def spread(self, line: int, credit: Credit | None) -> None:
        """Credit the quotations at the head of a paragraph that have nobody yet, as far as nobody else may speak."""
        page, before = self.pages[line], -1
        for at, quote in page.quotes.items():
            if quote in self.credited:
                break
            credit = None if before >= 0 and page.turns(before, at) else credit
            self.credited[quote] = credit
            before = at

    def stated(self, line: int) -> Credit | None:
        """What plainly credits the words that open a paragraph: the part before, a lead-in above, a name below."""
        page, before = self.pages[line], self.pages.get(line - 1)
        opens = line > 0 and min(page.quotes) == 0
        start = self._last_credit(line - 1) if before and opens and not self.last_is_closed(line - 1) else None
        if start:
            return replace(start, rule=RUNS_ON)
        lead = None
        if opens:
            above = before or Paragraph(line - 1, self.tokens[line - 1], {}, page.marked, page.text)
            lead = leads_in(above, page)
        return lead or _signed(page, self.tokens[line + 1] if line + 1 < len(self.tokens) else ())

    def carried_over(self, line: int) -> Credit | None:
        """Whoever spoke last in the paragraph before, in quotation marks or without."""
        if not line or min(self.pages[line].quotes):
            return None
        last, told = self._last_credit(line - 1), said_last(self.tokens[line - 1], line - 1)
        if last and (told is None or last.phrase.start >= told.phrase.start):
            return replace(last, rule="paragraph before")
        if told and last:
            return replace(told, rule="told after a quotation before")
        return told

    def in_dialogue(self, line: int) -> bool:
        """Whether speakers take turns, so that whoever spoke last need not be who opens a paragraph with quotations.

        That is where one of the two is a question or the one before is nobody's, where another turn follows at once,
        and where several paragraphs of nothing but a quotation follow two speakers.
        """
        page, before = self.pages[line], self.pages.get(line - 1)
        first, *others = page.quotes
        if page.asks(first) or (others and page.turns(first, others[0])):
            return True
        if before is None:
            return False
        last = max(before.quotes)
        if before.asks(last) or self.credited.get(before.quotes[last], ...) is None:
            return True
        return _is_bare(page) and _is_bare(self.pages.get(line + 1)) and self._two_spoke(line)

    def take_from_below(self, line: int, rule: str) -> None:
        """Give words that nobody is credited with to whoever goes on speaking in the next paragraph."""
        page, below = self.pages[line], self.pages.get(line + 1)
        credit = self.credited.get(min(below.quotes.values())) if below and min(below.quotes) == 0 else None
        if credit is None or (credit.line != line + 1 and credit.rule != rule):
            return
        after = -1
        for at, quote in reversed(page.quotes.items()):
            if quote in self.credited or page.asks(at) or (after >= 0 and page.turns(at, after)):
                break
            self.credited[quote] = replace(credit, rule=rule)
            after = at

    def _last_credit(self, line: int) -> Credit | None:
        page = self.pages.get(line)
        return self.credited.get(max(page.quotes.values())) if page else None

    def _two_spoke(self, line: int) -> bool:
        """Whether each of the two paragraphs before one credits its last words, and to two speakers."""
        first, second = self._last_credit(line - 2), self._last_credit(line - 1)
        if first is None or second is None or (first.line, second.line) != (line - 2, line - 1):
            return False
        one, other = first.phrase, second.phrase
        # A pronoun after a name, or a name after it, may mean the same one.
        return bool(one.pronoun) == bool(other.pronoun) and _called(one) != _called(other)


def _is_bare(page: Paragraph | None) -> bool:
    """Whether a paragraph is a whole quotation and nothing else."""
    return page is not None and len(page.tokens) == 1 and page.marked[page.quotes[0]].closed


def _called(phrase: Phrase) -> str:
    return phrase.pronoun or surname(phrase.name or phrase.words)


def _signed(page: Paragraph, below: Sequence[Token]) -> Credit | None:
    """A name under the quotation, after a dash: alone, or with what somebody is after a comma."""
    if len(page.tokens) > 1 or not 2 <= len(below) <= SIGNATURE or below[0].text != "-":  # noqa: PLR2004
        return None
    dashes = sum(t.text == "-" for t in below[:2])
    phrase = phrase_after(below, dashes, len(below))
    if phrase is None or not phrase.name or not closes_phrase(below, phrase.last + 1):
        return None
    return Credit(phrase, "dash name", page.line + 1)
