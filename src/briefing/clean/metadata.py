"""What a page says about its article, in JSON-LD, `<meta>`, tags and print: headline, authors, dates, site.

What is printed goes before what is declared for the headline, since a listener is to hear what a reader reads; for
everything else what is declared goes first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from briefing.clean.dateline import read_date
from briefing.clean.dates import date_in_address, midnight, read_moment
from briefing.clean.linked_data import Node, declared_nodes, main_article, named, plain, texts
from briefing.clean.people import distinct, is_name, people_in, person
from briefing.clean.titles import best_headline, without_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from lxml.etree import _Element

    from briefing.clean.blocks import Block
    from briefing.model import Story

__all__ = ["Metadata", "read_metadata"]

_TITLES = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title", "headline")
_AUTHORS = (
    *("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author"),
    *("article:author", "og:article:author", "og:author", "article:author_name", "authors", "byline", "creator"),
)
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "article.published", "dc.date.issued"),
    *("dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "cxenseparse:recs:publishtime"),
    *("ptime", "originalpublicationdate", "article_date_original", "date"),
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "lastmod",
    "dcterms.modified",
)
_IMAGES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_SECTIONS = ("article:section", "og:article:section", "parsely-section", "section", "category")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?![A-Za-z])")
_BYLINE_NAMES = re.compile(r"(?:^|[\s_-])(?:by-?line|author)s?(?:$|[\s_-]|__)", re.IGNORECASE)
_LONGEST_BYLINE = 120
_LINES_UNDER_HEADLINE = 12
_LONGEST_SECTION = 100


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article before its body is found."""

    headline: str
    headlines: frozenset[str]
    """Every form in which the page gives the headline, in lower case."""
    byline: tuple[str, ...]
    published: datetime | None
    modified: datetime | None
    site: str | None
    language: str | None
    url: str | None
    image: str | None
    sections: tuple[str, ...]
    """What the paper files it under."""
    declared_body: str
    """The `articleBody`, or nothing."""
    paywalled: bool
    """The page says that not everybody may read it."""
    video: bool
    """The page says that it is about a video."""


def read_metadata(tree: _Element, blocks: Sequence[Block], story: Story) -> Metadata:
    """Everything that the page, or else its carrier, says of the article."""
    page = _Declarations(tree, blocks, story)
    headline, forms = page.headline()
    return Metadata(
        headline=headline,
        headlines=frozenset(form.casefold() for form in forms),
        byline=page.byline(),
        published=page.published(),
        modified=page.moment(("dateModified",), _MODIFIED),
        site=page.site,
        language=page.language(),
        url=page.url(),
        image=page.image(),
        sections=page.sections(),
        declared_body=plain(page.article.get("articleBody")),
        paywalled=page.paywalled(),
        video=page.first("og:type").startswith("video"),
    )


class _Declarations:
    """The declarations of one page, each read once."""

    def __init__(self, tree: _Element, blocks: Sequence[Block], story: Story) -> None:
        self._tree, self._blocks, self._story = tree, blocks, story
        self._nodes = declared_nodes(tree)
        self._metas: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            content = (meta.get("content") or "").strip()
            for key in ("property", "name", "itemprop", "http-equiv"):
                if content and meta.get(key):
                    self._metas.setdefault(meta.get(key).lower().strip(), []).append(content)
        self._title = plain(tree.findtext(".//title") or "")
        self.article: Node = main_article(self._nodes, [self._title, *self.all(_TITLES)])

    def first(self, *keys: str) -> str:
        """The first value of these `<meta>`, or nothing."""
        return next(iter(self.all(keys)), "")

    def all(self, keys: Iterable[str]) -> Iterator[str]:
        """All values of these `<meta>`, in the order of `keys`."""
        return (plain(value) for key in keys for value in self._metas.get(key, ()))

    @cached_property
    def site(self) -> str | None:
        """The paper's name; its host where it gives none."""
        publisher = next((name for name, _ in named(self.article.get("publisher"), self._nodes)), "")
        host = _host(self.url()).removeprefix("www.")
        return self.first("og:site_name") or publisher or self.first("application-name") or host or None

    def headline(self) -> tuple[str, list[str]]:
        """The headline, and all forms in which it stands on the page."""
        declared = [plain(self.article.get("headline")), *self.all(_TITLES), self._title]
        host = _host(self._story.url or self.url())
        clean = [without_site(title, self.site or "", host) for title in declared if title]
        printed = [block.text for block in self._blocks if block.tag in ("h1", "h2")]
        mains = [block.text for block in self._blocks if block.tag == "h1"]
        best = best_headline(mains, printed, clean) or self._story.headline or ""
        return best, [best, *declared, *clean]

    def byline(self) -> tuple[str, ...]:
        """People's names; an organisation's only where nobody else is named."""
        declared = list(named(self.article.get("author") or self.article.get("creator"), self._nodes))
        site = (self.site or "").casefold()
        sources = (
            (name for text, human in declared if human and text.casefold() != site for name in person(text)),
            (name for text in self.all(_AUTHORS) for name in people_in(text)),
            next(filter(None, map(people_in, self._printed_bylines())), ()),
            self._story.byline,
        )
        for source in sources:
            if names := distinct(source):
                return names
        return distinct(filter(is_name, (*(text for text, _ in declared), *self.all(_AUTHORS))))[:1]

    def _printed_bylines(self) -> Iterator[str]:
        """What is marked as the author, then what reads `By …`, near the head of the page."""
        for element in self._tree.iter("a", "span", "div", "p", "address", "li"):
            marks = f"{element.get('rel', '')} {element.get('itemprop', '')}".split()
            if "author" in marks or _BYLINE_NAMES.search((element.get("class") or "")[:200]):
                text = "; ".join(filter(None, map(str.strip, element.itertext())))
                if text and len(text) <= _LONGEST_BYLINE:
                    yield text
        yield from (
            b.text
            for b in self._blocks
            if b.text.lower().startswith(("by ", "written by ")) and len(b.text) <= _LONGEST_BYLINE
        )

    def published(self) -> datetime | None:
        """When the page says; else its first `<time>`, its address, its carrier."""
        return (
            self.moment(("datePublished", "dateCreated", "uploadDate"), _PUBLISHED)
            or self._printed_time()
            or self._printed_date()
            or date_in_address(self._story.url or "")
            or self._story.published
            or self._guessed_date()
        )

    def moment(self, keys: Iterable[str], metas: Iterable[str]) -> datetime | None:
        """The first date that is one, of the article's node, then of `<meta>`."""
        declared = (plain(text) for key in keys for text in texts(self.article.get(key)))
        return next(filter(None, map(read_moment, (*declared, *self.all(metas)))), None)

    def _printed_time(self) -> datetime | None:
        times = [*self._tree.iter("time"), *self._tree.iterfind(".//*[@itemprop='datePublished']")]
        marked = [
            time for time in times if "datePublished" in (time.get("itemprop") or "") or time.get("pubdate") is not None
        ]
        values = (time.get("datetime") or time.get("content") or "".join(time.itertext()) for time in (*marked, *times))
        return next(filter(None, map(read_moment, values)), None)

    def _printed_date(self) -> datetime | None:
        """The first date printed on a short line under the headline."""
        start = next((at for at, block in enumerate(self._blocks) if block.tag == "h1"), 0)
        lines = (block.text for block in self._blocks[start : start + _LINES_UNDER_HEADLINE])
        return next(filter(None, (midnight(read_date(line)) for line in lines if len(line) <= _LONGEST_BYLINE)), None)

    def _guessed_date(self) -> datetime | None:
        """What htmldate finds in places that none of the above looks at."""
        from htmldate import find_date  # noqa: PLC0415  seldom needed

        try:
            guess = find_date(self._tree, url=self._story.url, original_date=True, extensive_search=False)
        except Exception:  # noqa: BLE001  its fault on an odd page must cost no more than the date
            return None
        return read_moment(guess) if guess else None

    def language(self) -> str | None:
        """BCP 47, in its usual case."""
        for said in (self._tree.get("lang"), self.first("og:locale"), self.first("content-language", "language")):
            if said and (found := _LANGUAGE.match(said.strip())):
                language, script, region = found.groups()
                return "-".join(filter(None, (language.lower(), (script or "").title(), (region or "").upper())))
        return None

    def url(self) -> str | None:
        """The canonical address; where that is a mere front page, the one that the story came from."""
        links = (link.get("href") for link in self._tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
        for link in (*filter(None, links), self.first("og:url")):
            address = self._absolute(link)
            if address and urlsplit(address).path.strip("/"):
                return address
        return self._story.url

    def image(self) -> str | None:
        """The lead picture."""
        candidates = (*self.all(_IMAGES), *texts(self.article.get("image")))
        return next(filter(None, map(self._absolute, candidates)), None)

    def sections(self) -> tuple[str, ...]:
        """Section and categories, as the page and its carrier write them."""
        declared = (*texts(self.article.get("articleSection")), *self.all(_SECTIONS))
        names = (plain(name)[:_LONGEST_SECTION] for name in (*declared, *self._story.sections))
        return tuple(dict.fromkeys(filter(None, names)))

    def _absolute(self, link: str) -> str | None:
        try:
            address = urljoin(self._story.url or "", link.strip())
            return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).netloc else None
        except ValueError:
            return None

    def paywalled(self) -> bool:
        """Whether schema.org's `isAccessibleForFree` is denied."""
        return any(str(node.get("isAccessibleForFree", "true")).lower() == "false" for node in self._nodes)


def _host(address: str | None) -> str:
    """The host of an address; nothing where it has none, or is none."""
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
