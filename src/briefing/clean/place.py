"""Where on a page its article stands: the element that holds most of it, and the boxes its paragraphs stand in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from briefing.clean.blocks import Block

__all__ = ["HEADINGS", "box_of", "ends_sentence", "find_place", "is_long", "is_prose", "weigh", "with_twins"]

ARTICLE_SHARE = 0.8
"""The article's place holds at least this much of what was taken for the article."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""The elements of headings."""
BOXES = frozenset({"div", "section", "article", "main", "body", "td"})
"""Elements that may hold paragraphs without a tag of their own."""
SENTENCE_ENDS = (".", "!", "?", "…", ":", "。", "؟", "।")
PROSE = 80
"""Letters from which a block is long enough to be prose."""
LINKED = 0.5
"""Share of links up to which it may be."""
PATTERN = 3
"""Paragraphs in boxes of one make that show it to be the make of the article's boxes."""


def ends_sentence(text: str) -> bool:
    """Whether `text` closes as a sentence does, quotation marks and brackets aside."""
    return text.rstrip("\"'”’)]*» ").endswith(SENTENCE_ENDS)


def is_long(block: Block) -> bool:
    """Whether a block is of a paragraph's length, and not mostly links."""
    return len(block.text) >= PROSE and block.links < LINKED and block.tag not in HEADINGS


def is_prose(block: Block) -> bool:
    """Whether a block reads like a paragraph of copy."""
    return is_long(block) and ends_sentence(block.text)


def weigh(blocks: Sequence[Block], taken: Sequence[bool]) -> dict[_Element, float]:
    """How much of all that was taken for the article each element holds: 0 to 1."""
    letters: Counter[_Element] = Counter()
    for block, vouched in zip(blocks, taken, strict=True):
        if vouched:
            for element in block.ancestors():
                letters[element] += len(block.text)
    total = max(letters.values(), default=1)
    return {element: share / total for element, share in letters.items()}


def find_place(weight: dict[_Element, float]) -> _Element | None:
    """The innermost element that holds most of the article, or None where nothing was taken for it."""
    return max((element for element in weight if weight[element] >= ARTICLE_SHARE), key=_depth, default=None)


def _depth(element: _Element) -> int:
    return sum(1 for _ in element.iterancestors())


def with_twins(blocks: Sequence[Block], taken: Sequence[bool]) -> list[bool]:
    """Vouch also for prose in elements of the same make as a home, in the same `<article>`.

    Some pages cut an article into several boxes with pictures between them, of which an opinion may see one.
    """
    homes = Counter(
        (_make(block), _article(block))
        for block, vouched in zip(blocks, taken, strict=True)
        if vouched and is_prose(block)
    )
    makes = {home for home, count in homes.items() if count >= PATTERN and None not in home}
    return [
        vouched or (is_prose(block) and (_make(block), _article(block)) in makes)
        for block, vouched in zip(blocks, taken, strict=True)
    ]


def box_of(block: Block) -> _Element:
    """The box in which a block is a paragraph, an item or a quotation."""
    return next((element for element in block.ancestors() if element.tag in BOXES), block.element)


def _make(block: Block) -> tuple[str, str] | None:
    """Tag and class of a block's home, None where it has no class."""
    home = box_of(block)
    return (home.tag, home.get("class")) if home.get("class") else None


def _article(block: Block) -> _Element | None:
    return next((element for element in block.ancestors() if element.tag == "article"), None)
