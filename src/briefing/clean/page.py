"""A web page into an article."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from briefing.clean.blocks import blocks_of
from briefing.clean.body import find_body
from briefing.clean.dateline import find_dateline
from briefing.clean.furniture import Furniture, furniture
from briefing.clean.inline import write_out
from briefing.clean.metadata import read_metadata
from briefing.clean.notices import find_corrections, refuse_withheld
from briefing.clean.opinion import Opinion
from briefing.clean.stubs import refuse_too_little
from briefing.errors import ArticleError
from briefing.model import Article, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from briefing.clean.blocks import Block
    from briefing.clean.body import Body
    from briefing.clean.metadata import Metadata
    from briefing.model import Story

__all__ = ["clean_page"]

MOST_TAGS = 400_000
"""Opening and closing; real pages stay under 40,000."""
MOST_TABLES = 15
"""Inside one another; trafilatura takes time that grows with the cube of their number."""
NOTES = 5
"""Blocks just before the article that may be a note of the desk; they are no list of links."""
IN_LINKS = 0.5
"""Share of a block's letters in links from which it leads elsewhere."""
AGREED = 0.7
"""A block is vouched for when an opinion contains this much of it."""
_SHAPES = {"blockquote": Shape.BLOCKQUOTE, "li": Shape.ITEM, "dd": Shape.ITEM} | dict.fromkeys(
    ("h1", "h2", "h3", "h4", "h5", "h6", "dt"), Shape.SUBHEADING
)


def clean_page(page: str, story: Story) -> Article:
    """The article on an HTML page.

    Raises:
        ArticleError: There is none, or too little of it.
        StoryWithheld: A kill or embargo note stands at its head.
    """
    tree = _parse(page, story.name)
    write_out(tree)
    blocks = blocks_of(tree)
    metadata = read_metadata(tree, blocks, story)
    body = find_body(blocks, _vouch(tree, metadata, story), metadata.headlines)
    paragraphs = tuple(block.text for block in body.kept)
    refuse_withheld((metadata.headline, *_notes(blocks, body), *paragraphs), story.name)
    refuse_too_little(blocks, body.kept, metadata, story.name)
    return _article(metadata, body, paragraphs)


def _notes(blocks: Sequence[Block], body: Body) -> list[str]:
    """Where a note of the desk may stand: in the lines just before the article; anywhere where there is none."""
    copy = set(map(id, body.kept))
    start = next((at for at, block in enumerate(blocks) if id(block) in copy), None)
    lines = [block.text for block in blocks[:start] if block.links <= IN_LINKS]
    return lines if start is None else lines[-NOTES:]


def _article(metadata: Metadata, body: Body, paragraphs: tuple[str, ...]) -> Article:
    return Article(
        headline=metadata.headline,
        body=paragraphs,
        byline=metadata.byline,
        dateline=find_dateline(paragraphs[0]),
        shapes=_shapes(body.kept),
        published=metadata.published,
        modified=metadata.modified,
        site=metadata.site,
        language=metadata.language,
        url=metadata.url,
        image=metadata.image,
        sections=metadata.sections,
        captions=tuple(block.text for block in body.dropped if _is_caption(block)),
        corrections=find_corrections(paragraphs),
        dropped=tuple(block.text for block in body.dropped),
    )


def _parse(page: str, name: str) -> _Element:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True)
    if page.count("<") > MOST_TAGS:
        raise ArticleError(name, f"more than {MOST_TAGS} tags on one page", hint="This is no news page; leave it out.")
    try:
        tree = document_fromstring(page.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError(name, "the page is empty", hint="Save the page from a browser.") from error
    if any(
        entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log
    ):  # else text is cut off unsaid
        raise ArticleError(name, "its tags are nested too deeply", hint="This is no news page; leave it out.")
    return tree


def _vouch(tree: _Element, metadata: Metadata, story: Story) -> Callable[[str], bool]:
    """Whether trafilatura, or the page itself, takes a line for the article."""
    extracted, declared = Opinion(_extract(tree, story.url)), Opinion(metadata.declared_body)
    return lambda line: extracted.share(line) > AGREED or declared.share(line) > AGREED


def _extract(tree: _Element, url: str | None) -> str:
    """What trafilatura takes for the article; nothing where it fails."""
    from trafilatura import bare_extraction  # noqa: PLC0415  half a second to import

    try:
        found = bare_extraction(_shallow(tree), url=url, include_comments=False, favor_precision=True)
    except Exception:  # noqa: BLE001  its fault on an odd page must cost no more than its opinion
        return ""
    return str(getattr(found, "text", None) or "")


def _shallow(tree: _Element) -> _Element:
    """The page, or a copy in which tables that stand too deep inside others are boxes like any other."""
    if not _deep_tables(tree):
        return tree
    copy = deepcopy(tree)
    for table in _deep_tables(copy):
        table.tag = "div"
    return copy


def _deep_tables(tree: _Element) -> list[_Element]:
    deep, depth = [], 0
    for event, table in etree.iterwalk(tree, events=("start", "end"), tag="table"):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > MOST_TABLES:
            deep.append(table)
    return deep


def _shapes(blocks: tuple[Block, ...]) -> tuple[Shape, ...]:
    shapes = tuple(_shape(block) for block in blocks)
    return () if set(shapes) == {Shape.PARAGRAPH} else shapes


def _shape(block: Block) -> Shape:
    for element in block.ancestors():
        if shape := _SHAPES.get(str(element.tag)):
            return shape
        if element.tag not in ("p", "div", "ul", "ol", "cite"):
            break
    return Shape.PARAGRAPH


def _is_caption(block: Block) -> bool:
    inside_figure = any(element.tag in ("figure", "figcaption") for element in block.ancestors())
    return inside_figure or furniture(block.text) is Furniture.CAPTION
