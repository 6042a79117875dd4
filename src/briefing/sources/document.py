"""A source's bytes, and what is known of them before anything is read into them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from briefing.model import Story

__all__ = ["MAX_BYTES", "Document", "Kind", "Link"]

MAX_BYTES = 10_000_000
"""How much of one file, one response or one unpacked archive member is read at most."""


class Kind(StrEnum):
    """What the bytes turn out to be."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    SCRIPT = "script"
    MAIL = "mail"
    MBOX = "mbox"
    DOCX = "docx"
    EPUB = "epub"
    FEED = "feed"
    SITEMAP = "sitemap"
    OPML = "opml"


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes with what their carrier (a file name, HTTP headers) says of them; nothing of it is trusted."""

    id: str
    """What a story made of it is remembered by."""
    name: str
    """What people call it in messages, and the file name whose suffix counts."""
    content: bytes
    media_type: str = ""
    """As in Content-Type, lower case, without parameters; empty where nothing is said."""
    charset: str | None = None
    url: str | None = None
    """Where it was fetched from, after redirects."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a feed or a sitemap leads to."""

    url: str
    id: str | None = None
    """The feed's name for the entry; None where the address is its name."""
    published: datetime | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    instead: Story | None = None
    """What the feed itself gives, used where the page cannot be had; None where that is cut short."""
    complete: bool = False
    """Whether `instead` is meant for the whole story, and so goes before a page that has less of it."""
    site: str | None = None
    """What the feed calls itself, or the paper that the entry is from."""
    words: int = 0
    """How many words of it the feed has."""
