"""How values are written in a script: as they are where that is plain, else as a JSON string."""

from __future__ import annotations

import json
import re

__all__ = ["DOUBTFUL", "HEADERS", "SURE", "plain", "quoted", "unquoted"]

HEADERS = (
    "edition", "source", "fingerprint", "url", "site", "language", "published", "modified", "image", "section",
    "byline", "place", "filed",
)  # fmt: skip
"""What may stand before the segments, a line each."""
SURE = re.compile(r"([0-9]{1,3}(?:[.][0-9]{1,2})?)%$")
"""A confidence, as a script writes it: `92%`."""
DOUBTFUL = "?"
"""Marks a line that an editor should look at first."""
_SIGNS = frozenset('"()<>[]?%;')
_DECODER = json.JSONDecoder()


def plain(text: str, *, but: frozenset[str] = _SIGNS) -> bool:
    """Whether `text` can stand as it is: printable, without white space at its ends, without any of `but`."""
    return bool(text) and text == text.strip() and text.isprintable() and but.isdisjoint(text)


def quoted(text: str, *, safe: bool) -> str:
    """As it is where that is `safe`, else as a JSON string."""
    return text if safe else json.dumps(text, ensure_ascii=False)


def unquoted(text: str) -> tuple[str, str]:
    """The JSON string that `text` opens with, and what follows it.

    Raises:
        ValueError: it has no end, or half a character in it, which no file and no library can hold.
    """
    value, end = _DECODER.raw_decode(text)
    str(value).encode()
    return str(value), text[end:]
