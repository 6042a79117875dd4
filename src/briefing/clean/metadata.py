"""What a page says about its article: headline, authors, dates, site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from lxml.etree import _Element

    from briefing.model import Story

__all__ = ["Metadata", "read_metadata"]


@dataclass(frozen=True, slots=True)
class Metadata:
    headline: str
    headlines: frozenset[str] = frozenset()
    byline: tuple[str, ...] = ()
    published: datetime | date | None = None
    modified: datetime | date | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    image: str | None = None
    declared_body: str = ""
    paywalled: bool = False


def read_metadata(tree: _Element, story: Story) -> Metadata:
    h1 = [" ".join("".join(e.itertext()).split()) for e in tree.iter("h1")]
    title = tree.findtext(".//title") or ""
    return Metadata((h1 or [story.headline or title])[0] or title, frozenset(x.casefold() for x in h1))
