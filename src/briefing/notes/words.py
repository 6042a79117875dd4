"""Words that can stand anywhere: in XML, in JSON, on a terminal."""

from __future__ import annotations

import re
from urllib.parse import quote

__all__ = ["TEXT_BYTES", "followable", "printable", "shorten"]

TEXT_BYTES = 1_000  # one headline or name: none may crowd out the rest

_UNPRINTABLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    "\u202a-\u202e\u2066-\u2069"  # overrides that would turn the rest of a page round
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of surrogate pairs, and no characters at all
    "]"
)


def printable(text: str) -> str:
    """On one line, runs of white space made one space, without characters that XML, JSON or a terminal cannot bear."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


def shorten(text: str, limit: int) -> str:
    """The printable text in at most `limit` bytes, cut between words if it can be, an ellipsis where something went."""
    text = printable(text)
    data = text.encode()
    if len(data) <= limit:
        return text
    kept = data[: limit - len("…".encode())].decode(errors="ignore")
    head, space, _ = kept.rpartition(" ")
    return (head if space else kept).rstrip() + "…"


def followable(url: str | None) -> str | None:
    """The address in ASCII, when it can be followed from an app; a longer one would be cut, and lead astray."""
    link = quote(url or "", safe=":/?#[]@!$&'()*+,;=%~", errors="ignore")
    is_web = link.lower().startswith(("http://", "https://"))
    return link if is_web and len(link) <= TEXT_BYTES else None
