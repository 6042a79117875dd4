"""Feeds that came in part, or are no feeds that can be read: where the fault is."""

from __future__ import annotations

import re
from collections import deque
from typing import Any
from xml.sax import SAXException, SAXParseException

__all__ = ["READ_AGAIN", "broken_off", "why_unreadable"]

READ_AGAIN = "It is read again at the next run. If it stays so, only its paper can mend it."
"""What can be done about a broken feed."""
_END = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\s{0,20}>", re.IGNORECASE)
_ENTRY = re.compile(rb"<(/?)(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]", re.IGNORECASE)


def broken_off(parsed: Any, content: bytes) -> tuple[int, bool]:  # noqa: ANN401  feedparser ships no types
    """In which line a feed breaks off, 0 where it does not; and whether that is inside an entry."""
    if not isinstance(parsed.get("bozo_exception"), SAXException):
        return 0, False
    content = content.replace(b"\0", b"")  # UTF-16 becomes readable enough
    if _END.search(content):
        return 0, False
    last = deque(_ENTRY.finditer(content), maxlen=1)
    return content.count(b"\n") + 1, bool(last) and not last[0][1]


def why_unreadable(parsed: Any) -> str | None:  # noqa: ANN401
    """What is wrong with a feed that gave no entries; None where it has none today."""
    error = parsed.get("bozo_exception")
    if isinstance(error, SAXParseException):
        return f"is a broken feed ({error.getMessage()} in line {error.getLineNumber()})"
    return None if parsed.get("version") else "is no feed of a kind that is read"
