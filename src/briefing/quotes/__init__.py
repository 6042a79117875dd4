"""Article → Quotes: which words are somebody else's, and whose."""

from __future__ import annotations

from briefing.model import Quote
from briefing.quotes.marks import find_marked, lines_of

__all__ = ["find_quotes"]


def find_quotes(text: str, *, headline: str = "") -> tuple[Quote, ...]:  # noqa: ARG001  used once speakers are sought
    """Every quotation of `text`, in order; `text` holds one paragraph a line, and no Quote crosses a line break."""
    return tuple(Quote(m.start, m.end) for m in find_marked(text, lines_of(text)))
