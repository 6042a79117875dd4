"""A parsed page as the reader sees it: a row of blocks of text, each knowing where in the page it stands.

The text of a block is what the page prints, white space collapsed.  Inline tags never join or split words; block
tags, and two line breaks in a row, always part them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from briefing.clean.decode import printable
from briefing.clean.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Block", "blocks_of"]

UNSEEN = listed("""
    audio button canvas datalist dialog head iframe input map math noscript object option script select style svg
    template textarea video
    """)
"""Elements whose text a reader does not see, or sees as a control."""

BREAKING = listed("""
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p picture pre section summary table tbody tfoot
    thead tr ul
    """)
"""Elements that end a line."""

CELLS = frozenset({"td", "th"})
"""A row of a table is one line, unless its cells are long: then the table is there for the layout."""
LONG_CELL = 100
"""Letters."""
SHORT_LINE = 60
"""Letters: a line break behind fewer was meant; a longer line may have been wrapped by hand."""
SENTENCE_ENDS = (".", "!", "?", ":", "…", "”", '"', "。")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text between two block tags."""

    text: str
    element: _Element
    """The block element that directly holds it."""
    links: float
    """Share of its letters that stand inside links."""
    strong: float
    """Share of its letters in bold or italics."""

    @property
    def tag(self) -> str:
        """Name of the element that holds it."""
        return str(self.element.tag)

    def ancestors(self) -> Iterator[_Element]:
        """The holding element and those around it, innermost first."""
        yield self.element
        yield from self.element.iterancestors()


def blocks_of(tree: _Element) -> list[Block]:
    """All text of the page that a reader sees, in order."""
    reader = _Reader()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            reader.leave(element, tag)
        elif not isinstance(tag, str) or tag in UNSEEN or _hidden(element):
            walk.skip_subtree()
            reader.skip(element, tag)
        else:
            reader.enter(element, tag)
    reader.end_block()
    return reader.blocks


def _hidden(element: _Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and "display:none" in style[:500].replace(" ", "").lower()


class _Reader:
    """Collects text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open: list[_Element] = []
        self._text: list[str] = []
        self._skipped: _Element | None = None
        self._in_link = 0
        self._in_strong = 0
        self._linked = 0
        self._strong = 0
        self._breaks = 0
        self._line_ends = False
        self._line, self._last = 0, ""

    def enter(self, element: _Element, tag: str) -> None:
        if tag in BREAKING:
            self.end_block()
            self._open.append(element)
        elif tag in CELLS:
            self._text.append(" ")
            self._open.append(element)
        elif tag == "a":
            self._in_link += 1
        elif tag in {"b", "strong", "em", "i"}:
            self._in_strong += 1
        self.hear(element.text)

    def skip(self, element: _Element, tag: object) -> None:
        if tag in BREAKING:
            self.end_block()
        self._skipped = element

    def leave(self, element: _Element, tag: object) -> None:
        if element is self._skipped:
            self._skipped = None
        elif tag in BREAKING:
            self.end_block()
            self._open.pop()
        elif tag in CELLS:
            if sum(map(len, self._text)) > LONG_CELL:
                self.end_block()
            self._open.pop()
        elif tag == "a":
            self._in_link -= 1
        elif tag in {"b", "strong", "em", "i"}:
            self._in_strong -= 1
        elif tag == "br":
            self._break()
        self.hear(element.tail)

    def _break(self) -> None:
        """A line break: a second in a row ends the block; one may, if it was not made to wrap a sentence."""
        self._breaks += 1
        if self._breaks > 1:
            self.end_block()
            return
        in_cell = bool(self._open) and self._open[-1].tag in CELLS
        self._line_ends = not in_cell and (self._line < SHORT_LINE or self._last.rstrip().endswith(SENTENCE_ENDS))
        self._line, self._last = 0, ""
        self._text.append(" ")

    def hear(self, text: str | None) -> None:
        """Text between two tags."""
        if not text:
            return
        if not text.isspace():
            if self._line_ends and not text.lstrip()[0].islower():
                self.end_block()
            self._breaks, self._line_ends = 0, False
            letters = len(text.strip())
            self._line, self._last = self._line + letters, text
            self._linked += letters if self._in_link else 0
            self._strong += letters if self._in_strong else 0
        self._text.append(text)

    def end_block(self) -> None:
        """What was heard since the last block tag becomes a block, unless it is nothing."""
        text = " ".join(printable("".join(self._text)).split())
        if text and self._open:
            size = len(text)
            self.blocks.append(Block(text, self._open[-1], self._linked / size, self._strong / size))
        self._text.clear()
        self._linked = self._strong = self._breaks = self._line = 0
        self._last = ""
        self._line_ends = False
