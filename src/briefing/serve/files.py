"""Finds the file a request asks for, and nothing outside the public folder."""

from __future__ import annotations

import os
import re
import stat
import zlib
from dataclasses import dataclass
from email.utils import formatdate
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

__all__ = ["Found", "find"]

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json+chapters",  # chapters are the only JSON that is published
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
}
FOR_WEB_PLAYERS = {".json", ".vtt"}  # transcripts.md of the podcast namespace: players fetch these from other sites
LONGEST = 1024  # code points of a path; ours are far shorter
_SELF_LINK = re.compile(rb'<atom:link href="(http://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?/)')
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Found:
    """A file, opened once, so that what is said of it holds for the bytes that are sent."""

    file: BinaryIO
    size: int
    """Bytes."""
    etag: str
    modified: str
    """As HTTP writes dates."""
    cache: str
    """Cache-Control."""
    headers: dict[str, str]
    """What the kind of file asks for."""


def find(public: Path, path: str, host: str) -> Found | None:
    """The file at `path` of the address (decoded, without its first slash); None where there is none to be served.

    No hidden file, no folder, no link that leads out.  A feed that was made for localhost is given with `host` in its
    place, so that the phone that asks for it finds the audio too.
    """
    file = _open(public, path)
    if file is None:
        return None
    status = os.fstat(file.fileno())
    suffix = PurePosixPath(path).suffix.lower()
    tag = f"{status.st_mtime_ns:x}-{status.st_size:x}"
    if suffix == ".xml":
        file, tag = _addressed(file, tag, host)
    return Found(
        file=file,
        size=file.seek(0, os.SEEK_END),
        etag=f'"{tag}"',
        modified=formatdate(status.st_mtime, usegmt=True),
        # An audio address never holds other bytes; everything else is asked for again, which costs a 304.
        cache="public, max-age=31536000, immutable" if TYPES.get(suffix, "").startswith("audio/") else "no-cache",
        headers=_headers(suffix),
    )


def _open(public: Path, path: str) -> BinaryIO | None:
    parts = path.split("/")
    if len(path) > LONGEST or any(_is_refused(part) for part in parts):
        return None
    try:
        root = public.resolve()
        real = root.joinpath(*parts).resolve()
        if not real.is_relative_to(root) or not stat.S_ISREG(real.stat().st_mode):
            return None
        return real.open("rb")
    except (OSError, ValueError):  # not there, not ours to read, or no possible name
        return None


def _is_refused(part: str) -> bool:
    """Empty, hidden, climbing, or of meaning to some file system."""
    return not part or part.startswith(".") or any(character in part for character in "\\:\0")


def _addressed(file: BinaryIO, tag: str, host: str) -> tuple[BinaryIO, str]:
    """The feed with `host` for localhost in the addresses that apps fetch from; ids and texts stay as they are."""
    with file:
        feed = file.read()
    made_for = _SELF_LINK.search(feed)
    if made_for is None or not _HOST.fullmatch(host):
        return BytesIO(feed), tag
    old, new = made_for[1], f"http://{host}/".encode()
    for before in (b'="', b"<link>"):
        feed = feed.replace(before + old, before + new)
    return BytesIO(feed), f"{tag}-{zlib.crc32(new):x}"


def _headers(suffix: str) -> dict[str, str]:
    headers = {
        "Content-Type": TYPES.get(suffix, "application/octet-stream"),
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",  # this server is for one household
    }
    return headers | ({"Access-Control-Allow-Origin": "*"} if suffix in FOR_WEB_PLAYERS else {})
