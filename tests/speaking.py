"""What `find_quotes` finds in a text, as the tests ask for it."""

from __future__ import annotations

from briefing.quotes import find_quotes

__all__ = ["speakers", "spoken"]


def spoken(text: str) -> list[tuple[str, str | None]]:
    """Each quotation with the name of its speaker."""
    return [(text[q.start : q.end], q.speaker.name if q.speaker else None) for q in find_quotes(text)]


def speakers(text: str) -> list[str | None]:
    """The name of each quotation's speaker."""
    return [name for _, name in spoken(text)]
