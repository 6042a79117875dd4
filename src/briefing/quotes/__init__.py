"""Article → Quotes: which words are somebody else's, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Quote, Span
from briefing.quotes.attribution import Credit
from briefing.quotes.marks import Marked, find_marked, lines_of
from briefing.quotes.speakers import Speaker, meet, settle
from briefing.quotes.tokens import masked, tokens_of
from briefing.quotes.turns import credit_story, pages_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["find_quotes"]


def find_quotes(text: str, *, headline: str = "") -> tuple[Quote, ...]:  # noqa: ARG001  used once speakers are sought
    """Every quotation of `text`, in order; `text` holds one paragraph a line, and no Quote crosses a line break."""
    lines = lines_of(text)
    marked = find_marked(text, lines)
    mask = masked(text, marked)
    tokens = [tokens_of(mask, line) for line in lines]
    pages = pages_of(text, marked, tokens)
    credits = credit_story(pages, tokens)
    speakers = settle(credits, meet(tokens), tokens, [text[m.start : m.end] for m in marked])
    return tuple(_quote(m, credits.get(i), speakers) for i, m in enumerate(marked))


def _quote(m: Marked, credit: Credit | None, speakers: Mapping[int, Speaker]) -> Quote:
    if credit is None:
        return Quote(m.start, m.end)
    phrase = credit.phrase
    speaker = speakers[phrase.start]
    return Quote(m.start, m.end, speaker.person, Span(phrase.start, phrase.end), 0.9, rule=credit.rule)
