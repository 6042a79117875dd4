"""Finds the file a request asks for, and nothing outside the public folder."""

from __future__ import annotations

import os
import stat
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace
from email.utils import formatdate
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from briefing.model import FEED
from briefing.serve.feeds import addressed, invitation
from briefing.targets.headers import FOR_EVER, headers_of

if TYPE_CHECKING:
    from briefing.serve.access import Way
    from briefing.serve.feeds import Feeds

__all__ = ["BLOCK", "Found", "find"]

BLOCK = 256 * 1024
"""Bytes sent at a time; a file no longer than that is read at once."""
# The podcast namespace (transcripts.md): players of other sites fetch these.
FOR_WEB_PLAYERS = (".json", ".srt", ".vtt")
LONGEST = 1024  # code points of a path; ours are far shorter
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be sent, opened or read once, so that what is said of it holds for the bytes that are sent."""

    content: bytes | BinaryIO
    """A feed and a short file as bytes."""
    size: int
    """Bytes."""
    etag: str
    modified: str
    """As HTTP writes dates."""
    for_good: bool
    """Whether this address never holds other bytes."""
    headers: dict[str, str]
    """What the kind of file asks for."""

    def close(self) -> None:
        """Let go of the file."""
        if not isinstance(self.content, bytes):
            self.content.close()


def find(public: Path, way: Way, origin: str, feeds: Feeds) -> Found | None:
    """The file where the way leads; None where there is none to be served.

    No hidden file, no folder (but its index, where the path ends in a slash or is empty), no link that leads out.

    Args:
        public: the folder that is served.
        way: what was asked for.
        origin: scheme and host that were asked, `http://192.168.1.20:8000`.
        feeds: the feeds in memory; they are given with addresses that work for who asks.
    """
    path = way.path + INDEX if way.path == "" or way.path.endswith("/") else way.path
    try:
        real = _inside(public, path)
        if real is None:
            return None
        if path.endswith(".xml"):
            return _feed(real, way, origin, feeds)
        found = _file(real, path)
        return _for_subscriber(found, public, path, way, feeds) if found and way.prefix else found
    except (OSError, ValueError):  # not there, not ours to read, or no possible name
        return None


def _inside(public: Path, path: str) -> Path | None:
    parts = path.split("/")
    if len(path) > LONGEST or any(_is_refused(part) for part in parts):
        return None
    root = os.path.realpath(public)
    real = os.path.realpath(os.path.join(root, *parts), strict=True)  # noqa: PTH118  half the time of pathlib's
    return Path(real) if real.startswith(root.rstrip(os.sep) + os.sep) else None


def _is_refused(part: str) -> bool:
    """Empty, hidden, climbing, or of meaning to some file system."""
    return not part or part[0] == "." or "\\" in part or ":" in part or "\0" in part


def _feed(real: Path, way: Way, origin: str, feeds: Feeds) -> Found:
    feed = addressed(feeds.read(real), way.path, origin, way.prefix)
    tag, modified = f'"{feed.tag}"', _date(feed.modified)
    return Found(feed.body, len(feed.body), tag, modified, for_good=False, headers=_headers(way.path))


def _file(real: Path, path: str) -> Found | None:
    # Not to wait for whoever would write into a pipe that lies there.
    descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(descriptor, "rb", buffering=0)
    status = os.fstat(descriptor)
    content: bytes | BinaryIO = file
    if not stat.S_ISREG(status.st_mode):
        file.close()
        return None
    if status.st_size <= BLOCK:
        with file:
            content = file.read(status.st_size)
    return Found(
        content,
        size=len(content) if isinstance(content, bytes) else status.st_size,
        etag=f'"{status.st_mtime_ns:x}-{status.st_size:x}"',
        modified=_date(status.st_mtime),
        # All else is asked for again, which costs a 304.
        for_good=headers_of(path).cache == FOR_EVER,
        headers=_headers(path),
    )


def _for_subscriber(found: Found, public: Path, path: str, way: Way, feeds: Feeds) -> Found:
    """An index with addresses of this subscriber's own; any other file as it is."""
    folder, _, name = path.rpartition("/")
    feed = f"{folder}/{FEED}".removeprefix("/")
    if name != INDEX:
        return found
    with found.content if not isinstance(found.content, bytes) else BytesIO(found.content) as file:
        page = file.read()
    with suppress(OSError):  # no feed yet
        page = invitation(page, feeds.read(public / feed), feed, way.prefix)
    tag = f'"{found.etag.strip(chr(34))}-{zlib.crc32(page):x}"'
    return replace(found, content=page, size=len(page), etag=tag)


@lru_cache(maxsize=256)
def _date(modified: float) -> str:
    return formatdate(modified, usegmt=True)


def _headers(path: str) -> dict[str, str]:
    headers = {
        "Content-Type": headers_of(path).type,
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",  # this server is for one household
        "Referrer-Policy": "no-referrer",  # an address may hold a token, and pages link to their sources
    }
    return headers | ({"Access-Control-Allow-Origin": "*"} if path.endswith(FOR_WEB_PLAYERS) else {})
