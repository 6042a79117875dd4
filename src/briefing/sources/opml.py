"""OPML: a list of feeds, as feed readers export it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.sources.links import is_web
from briefing.sources.markup import elements, parse_xml

if TYPE_CHECKING:
    from briefing.sources.document import Document

__all__ = ["feeds_of"]


def feeds_of(document: Document) -> tuple[str, ...]:
    """The addresses of the feeds in the list, each once, in order.

    Raises:
        SourceError: there are none.
    """
    outlines = elements(parse_xml(document.content, document.name), "outline")
    addresses = (outline.get("xmlUrl", "").strip() for outline in outlines)
    found = tuple(dict.fromkeys(address for address in addresses if is_web(address)))
    if not found:
        raise SourceError(document.name, "lists no feeds")
    return found
