"""What a server is to say of a published file.  Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["FOR_EVER", "TYPES", "Headers", "headers_of"]

TYPES = {
    ".chapters.json": "application/json+chapters",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/x-m4a",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
}
"""Content types by the ending of the name; of `.chapters.json` and `.json` the longer one holds.  M4A as Apple asks."""
FOR_EVER = "public, max-age=31536000, immutable"
"""Cache-Control of what never has other bytes at its address."""
FOR_NOW = "public, max-age=300"
_NAMED_BY_CONTENT = re.compile(
    r"(?:[a-z0-9-]{1,40}/)?(?:assets/[^/]{1,200}|cover-[^/]{1,200}|episodes/[^/]{1,200}\.(?:m4a|mp3|opus))", re.ASCII
)


class Headers(NamedTuple):
    """Of one file."""

    type: str
    """Content-Type."""
    cache: str
    """Cache-Control."""


def headers_of(name: str) -> Headers:
    """Of the file at a path under the public folder; what is named by its content may be kept for ever."""
    ending = next((ending for ending in TYPES if name.endswith(ending)), "")
    return Headers(
        TYPES.get(ending, "application/octet-stream"), FOR_EVER if _NAMED_BY_CONTENT.fullmatch(name) else FOR_NOW
    )
