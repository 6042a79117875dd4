"""Turns: quotations whose own paragraph credited nobody, and what the paragraphs around them say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.quotes.attribution import credit_paragraph, leads_in, said_last
from briefing.quotes.paragraph import Credit, Paragraph
from briefing.quotes.phrases import phrase_after
from briefing.quotes.tokens import Kind, closes_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.quotes.marks import Marked
    from briefing.quotes.tokens import Token

__all__ = ["credit_story", "pages_of"]

Credits = dict[int, Credit]
SIGNATURE = 16  # tokens in a line that says who said the line above


def credit_story(pages: Mapping[int, Paragraph], tokens: Sequence[Sequence[Token]]) -> Credits:
    """Quotation → the phrase that credits it, wherever that stands."""
    credited: Credits = {}
    for page in pages.values():
        credited |= credit_paragraph(page)
    for line, page in pages.items():
        first = min(page.quotes.values())
        if first not in credited:
            found = _from_around(line, first, pages, tokens, credited)
            if found:
                _spread(page, found, credited)
    for line in sorted(pages, reverse=True):
        _from_below(pages, line, credited)
    return credited


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


def _spread(page: Paragraph, credit: Credit, credited: Credits) -> None:
    """Credit the quotations at the head of a paragraph that have nobody yet."""
    for quote in page.quotes.values():
        if quote in credited:
            break
        credited[quote] = credit


def _from_around(
    line: int, first: int, pages: Mapping[int, Paragraph], tokens: Sequence[Sequence[Token]], credited: Credits
) -> Credit | None:
    page = pages[line]
    opens = min(page.quotes) == 0
    before = pages.get(line - 1)
    if before and opens and not before.marked[first - 1].closed and first - 1 in credited:
        return replace(credited[first - 1], rule="quotation runs on")
    if opens and line:
        lead = leads_in(before or Paragraph(line - 1, tokens[line - 1], {}, page.marked, page.text), page)
        if lead:
            return lead
    signed = _signed(page, tokens[line + 1] if line + 1 < len(tokens) else ())
    if signed or not (opens and line):
        return signed
    return _carried_over(line, first, before, tokens[line - 1], credited)


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
    last = max(page.quotes.values())
    if last in credited or below is None or min(below.quotes) != 0 or page.labelled(max(page.quotes)):
        return
    credit = credited.get(last + 1)
    if credit is None or credit.line != line + 1:
        return
    continued = replace(credit, rule="paragraph after" if page.marked[last].closed else "quotation runs on")
    for quote in reversed(page.quotes.values()):
        if quote in credited:
            break
        credited[quote] = continued
