"""Article → Quotes: which words are somebody else's, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Person, Quote, Span
from briefing.quotes.attribution import Credit
from briefing.quotes.marks import Marked, find_marked, lines_of
from briefing.quotes.names import Register, namings_of
from briefing.quotes.tokens import Token, masked, tokens_of
from briefing.quotes.turns import credit_story

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
    credits = credit_story(text, marked, tokens)
    return tuple(_quote(m, credits.get(i), register) for i, m in enumerate(marked))


def _register(tokens: Sequence[Sequence[Token]]) -> Register:
    register = Register()
    namings = [n for line, row in enumerate(tokens) for n in namings_of(row, line)]
    for naming in sorted(namings, key=lambda n: (n.name.count(" ") == 0, n.start)):
        register.add(naming)
    return register


def _quote(m: Marked, credit: Credit | None, register: Register) -> Quote:
    if credit is None:
        return Quote(m.start, m.end)
    phrase = credit.phrase
    entity = register.find(phrase.name, phrase.title) if phrase.name else None
    name = entity.name if entity else phrase.name or phrase.words
    return Quote(m.start, m.end, Person(name), Span(phrase.start, phrase.end), 0.9, partial=False, rule=credit.rule)
