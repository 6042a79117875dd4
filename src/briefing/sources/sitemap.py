"""Sitemaps (sitemaps.org), with the dates and titles that news sitemaps add."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefing.model import aware
from briefing.sources.document import Link
from briefing.sources.links import is_web
from briefing.sources.markup import child_texts, elements, parse_xml

if TYPE_CHECKING:
    from briefing.sources.document import Document

__all__ = ["links_of", "newest_first"]

_OLDEST = datetime.min.replace(tzinfo=UTC)


def links_of(document: Document) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The pages of a sitemap, and the sitemaps of a sitemap index, the newest first.

    Raises:
        SourceError: it is not XML.
    """
    root = parse_xml(document.content, document.name)
    return _links(root, "url"), _links(root, "sitemap")


def newest_first(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """By date; those without one last, in the order they had."""
    return tuple(sorted(links, key=lambda link: link.published or _OLDEST, reverse=True))


def _links(root: object, name: str) -> tuple[Link, ...]:
    found = []
    for element in elements(root, name):
        texts = child_texts(element)
        if is_web(texts.get("loc", "")):
            published = _date(texts.get("publication_date") or texts.get("lastmod") or "")
            found.append(Link(texts["loc"], published=published, headline=texts.get("title")))
    return newest_first(tuple(found))


def _date(text: str) -> datetime | None:
    """W3C date format: a date, with or without a time; UTC where no zone is given."""
    try:
        date = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    return aware(date)
