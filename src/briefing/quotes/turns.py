"""Turns: quotations whose own paragraph credited nobody, and what the paragraphs around them say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.quotes.attribution import credit_paragraph, leads_in
from briefing.quotes.names import surname
from briefing.quotes.paragraph import Credit, Credits, Paragraph
from briefing.quotes.phrases import phrase_after
from briefing.quotes.saying import said_last
from briefing.quotes.tokens import Kind, closes_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.quotes.marks import Marked
    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = ["credit_story", "pages_of"]

SIGNATURE = 16  # tokens in a line that says who said the line above


def credit_story(pages: Mapping[int, Paragraph], tokens: Sequence[Sequence[Token]]) -> dict[int, Credit]:
    """Quotation → the phrase that credits it, wherever that stands."""
    credited: Credits = {}
    for page in pages.values():
        credited |= credit_paragraph(page)
    for line, page in pages.items():
        first = min(page.quotes.values())
        if first not in credited:
            dialogue = _in_dialogue(line, pages, credited)
            found = _told_around(line, first, pages, tokens, credited)
            if found is None and not dialogue and line and min(page.quotes) == 0:
                found = _carried_over(line, first, pages.get(line - 1), tokens[line - 1], credited)
            if found or dialogue:
                _spread(page, found, credited)
    for line in sorted(pages, reverse=True):
        _from_below(pages, line, credited)
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


def _in_dialogue(line: int, pages: Mapping[int, Paragraph], credited: Credits) -> bool:
    """Whether speakers take turns, so that whoever spoke last need not be who opens a paragraph with quotations.

    That is where one of the two is a question or the one before is nobody's, where another turn follows at once, and
    where several paragraphs of nothing but a quotation follow two speakers.
    """
    page, before = pages[line], pages.get(line - 1)
    first, *others = page.quotes
    if page.asks(first) or (others and page.turns(first, others[0])):
        return True
    if before is None:
        return False
    last = max(before.quotes)
    if before.asks(last) or credited.get(before.quotes[last], ...) is None:
        return True
    return _is_bare(page) and _is_bare(pages.get(line + 1)) and _two_spoke(line, pages, credited)


def _is_bare(page: Paragraph | None) -> bool:
    """Whether a paragraph is a whole quotation and nothing else."""
    return page is not None and len(page.tokens) == 1 and page.marked[page.quotes[0]].closed


def _two_spoke(line: int, pages: Mapping[int, Paragraph], credited: Credits) -> bool:
    """Whether the two paragraphs before one credit their words to two speakers."""
    first, second = (_credited_in(pages.get(line - back), credited) for back in (2, 1))
    if first is None or second is None or first.line + 1 != second.line:
        return False
    one, other = first.phrase, second.phrase
    # A pronoun after a name, or a name after it, may mean the same one.
    return bool(one.pronoun) == bool(other.pronoun) and _called(one) != _called(other)


def _credited_in(page: Paragraph | None, credited: Credits) -> Credit | None:
    """What credits the last quotation of a paragraph, in that very paragraph."""
    credit = credited.get(max(page.quotes.values())) if page else None
    return credit if page and credit and credit.line == page.line else None


def _called(phrase: Phrase) -> str:
    return phrase.pronoun or surname(phrase.name or phrase.words)


def _spread(page: Paragraph, credit: Credit | None, credited: Credits) -> None:
    """Credit the quotations at the head of a paragraph that have nobody yet, as far as nobody else may speak."""
    before: int | None = None
    for at, quote in page.quotes.items():
        if quote in credited:
            break
        credit = None if before is not None and page.turns(before, at) else credit
        credited[quote] = credit
        before = at


def _told_around(
    line: int, first: int, pages: Mapping[int, Paragraph], tokens: Sequence[Sequence[Token]], credited: Credits
) -> Credit | None:
    """What plainly credits the words that open a paragraph: the part before, a lead-in above, a name below."""
    page = pages[line]
    opens = min(page.quotes) == 0
    before = pages.get(line - 1)
    if before and opens and not before.marked[first - 1].closed:
        start = credited.get(first - 1)
        if start:
            return replace(start, rule="quotation runs on")
    if opens and line:
        lead = leads_in(before or Paragraph(line - 1, tokens[line - 1], {}, page.marked, page.text), page)
        if lead:
            return lead
    return _signed(page, tokens[line + 1] if line + 1 < len(tokens) else ())


def _signed(page: Paragraph, below: Sequence[Token]) -> Credit | None:
    """A name under the quotation, after a dash: alone, or with what somebody is after a comma."""
    if len(page.tokens) > 1 or not 2 <= len(below) <= SIGNATURE or below[0].text != "-":  # noqa: PLR2004
        return None
    dashes = sum(t.text == "-" for t in below[:2])
    phrase = phrase_after(below, dashes, len(below))
    if phrase is None or not phrase.name or not closes_phrase(below, phrase.last + 1):
        return None
    return Credit(phrase, "dash name", page.line + 1)


def _carried_over(
    line: int, first: int, before: Paragraph | None, above: Sequence[Token], credited: Credits
) -> Credit | None:
    """Whoever spoke last in the paragraph before, in quotation marks or without."""
    last = credited.get(first - 1) if before else None
    told = said_last(above, line - 1)
    if last and (told is None or last.phrase.start >= told.phrase.start):
        return replace(last, rule="paragraph before")
    if told and last:
        return replace(told, rule="told after a quotation before")
    return told


def _from_below(pages: Mapping[int, Paragraph], line: int, credited: Credits) -> None:
    """A paragraph that nobody is credited with belongs to whoever goes on speaking in the next."""
    page, below = pages[line], pages.get(line + 1)
    if below is None or min(below.quotes) != 0:
        return
    last = max(page.quotes.values())
    credit = credited.get(last + 1)
    if credit is None or credit.line != line + 1:
        return
    continued = replace(credit, rule="paragraph after" if page.marked[last].closed else "quotation runs on")
    later: int | None = None
    for at, quote in reversed(page.quotes.items()):
        if quote in credited or page.asks(at) or (later is not None and page.turns(at, later)):
            break
        credited[quote] = continued
        later = at
