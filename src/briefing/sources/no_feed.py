"""What was named as a feed and is none; a web page often tells where its feed is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from briefing.errors import SourceError
from briefing.sources.document import Kind
from briefing.sources.links import is_web

if TYPE_CHECKING:
    from briefing.sources.document import Document

__all__ = ["no_feed"]

_HEAD = 500_000  # bytes; some pages have as much style in their heads
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml"})


def no_feed(document: Document, kind: Kind) -> SourceError:
    """The error that says so, and names the first feed that the page tells of."""
    if kind is not Kind.HTML:
        return SourceError(document.name, "is not a feed", hint="Look its address up again.")
    feed = _told(document)
    hint = (
        f"Its feed is {feed}: name that one under feeds."
        if feed
        else "Look on the page for the address of its feed. A page that is to be read itself stands under pages."
    )
    return SourceError(document.name, "is a web page, not a feed", hint=hint)


def _told(document: Document) -> str:
    """The address of the first feed in the page's head, or nothing."""
    from lxml import etree, html  # noqa: PLC0415  heavy, and only needed here

    try:
        root = html.document_fromstring(document.content[:_HEAD])
        links = [(each.get("rel", ""), each.get("type", ""), each.get("href", "")) for each in root.iter("link")]
        found = (href.strip() for rel, form, href in links if _leads_to_feed(rel, form))
        addresses = (urljoin(document.url or "", href) for href in found if href)
        return next((address for address in addresses if is_web(address)), "")
    except (etree.LxmlError, ValueError):  # ValueError: an address that is none
        return ""


def _leads_to_feed(rel: str, form: str) -> bool:
    return "alternate" in rel.lower().split() and form.partition(";")[0].strip().lower() in _FEEDS
