"""Article → Quotes: which words are somebody else's, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Person, Quote, Span
from briefing.quotes.attribution import Credit, Paragraph, credit_paragraph
from briefing.quotes.marks import Line, Marked, find_marked, lines_of
from briefing.quotes.names import Register, namings_of
from briefing.quotes.tokens import Kind, Token, masked, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_quotes"]


def find_quotes(text: str, *, headline: str = "") -> tuple[Quote, ...]:  # noqa: ARG001  used once speakers are sought
    """Every quotation of `text`, in order; `text` holds one paragraph a line, and no Quote crosses a line break."""
    lines = lines_of(text)
    marked = find_marked(text, lines)
    mask = masked(text, marked)
    tokens = [tokens_of(mask, line) for line in lines]
    register = _register(tokens)
    credits = _credits(text, lines, marked, tokens)
    return tuple(_quote(m, credits.get(i), register) for i, m in enumerate(marked))


def _register(tokens: Sequence[Sequence[Token]]) -> Register:
    register = Register()
    namings = [n for line, row in enumerate(tokens) for n in namings_of(row, line)]
    for naming in sorted(namings, key=lambda n: (n.name.count(" ") == 0, n.start)):
        register.add(naming)
    return register


def _credits(
    text: str, lines: Sequence[Line], marked: Sequence[Marked], tokens: Sequence[Sequence[Token]]
) -> dict[int, Credit]:
    credits: dict[int, Credit] = {}
    rows: dict[int, list[int]] = {}
    for i, m in enumerate(marked):
        rows.setdefault(m.line, []).append(i)
    last: Credit | None = None
    for line, quotes in rows.items():
        row = tokens[line]
        places = [i for i, t in enumerate(row) if t.kind == Kind.QUOTE]
        page = Paragraph(line, row, dict(zip(places, quotes, strict=True)), marked, text)
        found = credit_paragraph(page)
        first = quotes[0]
        if first not in found and last and places[0] == 0 and line - marked[last.quote].line <= 1:
            found[first] = Credit(last.phrase, "paragraph before", last.line, first)
            for q in quotes[1:]:
                found.setdefault(q, Credit(last.phrase, "paragraph before", last.line, q))
        credits |= found
        if quotes[-1] in found:
            c = found[quotes[-1]]
            last = Credit(c.phrase, c.rule, c.line, quotes[-1])
        else:
            last = None
    return credits


def _quote(m: Marked, credit: Credit | None, register: Register) -> Quote:
    if credit is None:
        return Quote(m.start, m.end)
    phrase = credit.phrase
    entity = register.find(phrase.name, phrase.title) if phrase.name else None
    name = entity.name if entity else phrase.name or phrase.words
    return Quote(m.start, m.end, Person(name), Span(phrase.start, phrase.end), 0.9, partial=False, rule=credit.rule)
