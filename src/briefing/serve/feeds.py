"""Feeds, kept in memory: whole at every moment, and with addresses that the one who asks can reach."""

from __future__ import annotations

import html
import os
import re
import threading
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Feed", "Feeds", "addressed", "invitation"]

KEPT = 32
"""Feeds, and feeds as they are given to one subscriber, that are remembered at a time."""
_WHOLE = (b"</rss>", b"</feed>", b"</opml>")
_SELF = re.compile(rb'<atom:link\b[^<>]{0,2000}\brel="self"[^<>]{0,2000}>')
_HREF = re.compile(rb'\bhref="(https?://[^"<>\s]{1,2000})"')
_FIGURE = re.compile(rb"<figure>\s{0,9}<div class=\"qr\".{0,100000}?</figure>", re.DOTALL)
_LOCAL = re.compile(rb"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?/")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is sent."""

    body: bytes
    tag: str
    """Another one for other bytes."""
    modified: float
    """Seconds since 1970."""


class Feeds:
    """What was read last of every feed.  It is read again when its file changed, and taken when that is whole.

    So a reader never gets half of one, also where it is copied in place by a program that does not rename.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[Path, tuple[tuple[int, int, int], Feed]] = {}

    def read(self, path: Path) -> Feed:
        """The feed in that file.

        Raises:
            OSError: there is none, or it cannot be read.
        """
        seen = _stamp(os.stat(path))  # noqa: PTH116  a third of the time, and asked for at every request
        with self._lock:
            kept = self._kept.get(path)
            if kept and kept[0] == seen:
                return kept[1]
            fresh = _load(path)
            if kept and not (fresh and fresh[1].body.rstrip().endswith(_WHOLE)):
                return kept[1]
            if fresh is None:
                raise InterruptedError(path)
            if len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[path] = fresh
            return fresh[1]


def _load(path: Path) -> tuple[tuple[int, int, int], Feed] | None:
    """None where it was changed while it was read."""
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        body = file.read()
        after = os.fstat(file.fileno())
    if _stamp(before) != _stamp(after) or len(body) != after.st_size:
        return None
    return _stamp(after), Feed(body, f"{after.st_mtime_ns:x}-{after.st_size:x}", after.st_mtime)


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino


@lru_cache(maxsize=KEPT)
def addressed(feed: Feed, path: str, origin: str, prefix: str) -> Feed:
    """The feed with addresses that work for who asked; its ids and texts stay as they are.

    Args:
        feed: as it was published; where it does not tell its own address it stays as it is.
        path: where it lies under the public folder.
        origin: scheme and host that were asked, `http://192.168.1.20:8000`; takes the place of localhost, which means
            another machine there, and of nothing else.
        prefix: what stands before every path of this subscriber, `t/TOKEN/`.
    """
    old = _base(feed.body, path)
    _, _, host = origin.partition("://")
    if old is None or not (prefix or _LOCAL.fullmatch(old)):
        return feed
    at = f"{origin}/".encode() if _LOCAL.fullmatch(old) and _HOST.fullmatch(host) else old
    new = at + prefix.encode()
    fetched = rb'(="|<(?:link|url|itunes:new-feed-url)>)' + re.escape(old)
    body = re.sub(fetched, lambda found: found[1] + new, feed.body)
    return Feed(body, f"{feed.tag}-{zlib.crc32(new):x}", feed.modified)


def invitation(index: bytes, feed: Feed, path: str, prefix: str) -> bytes:
    """The index page for one subscriber: its links to apps name their own feed, not the one that they would be refused.

    The QR code, which cannot be changed, goes.  Where the show's address is localhost the page's own script does this.

    Args:
        index: the page as it was published.
        feed: that feed as it was published.
        path: where the feed lies under the public folder.
        prefix: what stands before every path of this subscriber, `t/TOKEN/`.
    """
    base = _base(feed.body, path)
    if base is None or _LOCAL.fullmatch(base):
        return index
    told, own = (f"{html.unescape(base.decode())}{begin}{path}" for begin in ("", prefix))
    index = index.replace(_bare(told), _bare(own)).replace(_quoted(told), _quoted(own))
    return _FIGURE.sub(b"", index)


def _bare(address: str) -> bytes:
    """As it stands in a page, without its scheme."""
    return html.escape(address.partition("://")[2]).encode()


def _quoted(address: str) -> bytes:
    """As it stands in another address."""
    return quote(address, safe="").encode()


def _base(body: bytes, path: str) -> bytes | None:
    """Under which address the feed was published, by its own link to itself."""
    link = _SELF.search(body, 0, 100_000)
    href = _HREF.search(link[0]) if link else None
    end = path.encode(errors="replace")
    return href[1].removesuffix(end) if href and href[1].endswith(b"/" + end) else None
