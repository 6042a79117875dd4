"""Text as a dump or an editor broke it into lines, put back into passages.

A wrapped line is told from a short one by the width: a greedy filler (lynx, w3m, html2text, an editor) breaks only
where the next word would not have fitted.  The width is the one that explains most of the breaks.  Markup that the
tools leave behind goes: bullets, heading signs, emphasis, link numbers and addresses, names of pictures and controls.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.model import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Passage", "passages_of"]

SHORTEST_FULL_LINE = 40
"""Code points: nobody wraps narrower, and a shorter line that stands alone is a label."""
NO_WIDTH = 1_000_000
"""Wider than any line: nothing was wrapped."""

_BULLET = re.compile(r"(?P<mark>[*+•·●▪■◦‣–-]|[o@=#](?=\s{1,3}\S)|\(?\d{1,3}[.)])(?:\s+|$)")
_HEADING = re.compile(r"#{1,6}(?:\s+|$)")
_QUOTED = re.compile(r"(?:>\s?)+")
_LINK_NUMBER = re.compile(r"\[(\d{1,4})\](?=\S)")
_ANY_NUMBER = re.compile(r"\[\d{1,4}\]\s?")
_MARKUP = re.compile(
    r"!\[[^\[\]]{0,200}\]\([^()\s]{1,500}\)"  # a picture in Markdown
    r"|\[DEL:[^\[\]]{0,400}?:DEL\]"  # what lynx and w3m print for words struck out
    r"|\[(?:INS|DEL):\s?|\s?:(?:INS|DEL)\]"  # and around inserted ones
    r"|\[[^\[\]\s]{1,200}\.(?:png|jpe?g|gif|svg|webp)[^\[\]\s]{0,300}\]"  # what lynx prints for a picture without words
    r"|\[(?:submit|button|link|embed)\]"
    r"|\(BUTTON\)|\[BUTTON[^\[\]]{0,40}\](?: \(not implemented\))?|_{4,}|\[\s{3,}\]",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\((?:https?:|mailto:|/|#|<)[^()\s]{0,500}(?: \"[^\"]{0,200}\")?\)")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]{1,400})(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([-.*_+#>\[\](){}!`\\|])")
_CLOSED = re.compile(r"[.!?:;…][\"”’')\]]*$")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_SUSPENDED = frozenset({"and", "or", "to", "und"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, an item or a stray line of a dump: one thing, whatever it turns out to be."""

    text: str
    """On one line, without the tool's markup."""
    shape: Shape = Shape.PARAGRAPH


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indent: int
    """Where the text begins, behind a bullet."""
    shape: Shape
    marked: bool
    parted: bool
    """Whether an empty line stands before it."""

    @property
    def width(self) -> int:
        return self.indent + len(self.text)

    @property
    def first_word(self) -> str:
        return self.text.split(maxsplit=1)[0]


def passages_of(text: str) -> tuple[Passage, ...]:
    """The passages of `text` in order; every letter of it is in one of them, save the markup of tools.  Linear time."""
    lines = list(_lines(text))
    width = _fill_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    numbered = _numbers_links(text)
    made = (Passage(_plain(_joined(group), numbered=numbered), group[0].shape) for group in groups)
    return tuple(passage for passage in made if passage.text)


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not empty, each with its place and mark."""
    parted = True
    for raw in text.splitlines():
        stripped = raw.strip()
        if not stripped.strip(">"):
            parted = True
            continue
        yield _read_line(raw.rstrip(), stripped, parted=parted)
        parted = False


def _read_line(raw: str, stripped: str, *, parted: bool) -> _Line:
    indent = len(raw) - len(stripped)
    for form, shape in ((_HEADING, Shape.SUBHEADING), (_QUOTED, Shape.BLOCKQUOTE)):
        if (found := form.match(stripped)) and found.end() < len(stripped):
            return _Line(stripped[found.end() :], indent + found.end(), shape, shape is Shape.SUBHEADING, parted)
    found = _BULLET.match(stripped)
    if found and (indent or found["mark"][-1] not in ".)–") and found.end() < len(stripped):
        return _Line(stripped[found.end() :], indent + found.end(), Shape.ITEM, marked=True, parted=parted)
    return _Line(stripped, indent, Shape.PARAGRAPH, marked=False, parted=parted)


def _fill_width(lines: Sequence[_Line]) -> int:
    """The width that explains most breaks before a small letter; `NO_WIDTH` where they do not agree on one."""
    edges: Counter[int] = Counter()
    breaks = 0
    for above, below in pairwise(lines):
        if _may_continue(above, below) and above.width >= SHORTEST_FULL_LINE and below.text[0].islower():
            breaks += 1
            edges[above.width] += 1
            edges[above.width + len(below.first_word) + 1] -= 1
    best = widest = most = votes = 0
    for width in sorted(edges):
        if votes == most:
            widest = width - 1
        votes += edges[width]
        if votes > most:
            best, most = width, votes
    wider = sum(line.width > widest for line in lines)
    return best if most * 2 >= breaks and most > wider else NO_WIDTH


def _may_continue(above: _Line, below: _Line) -> bool:
    aligned = below.indent == above.indent or (below.shape is above.shape and not above.marked)
    return not below.parted and not below.marked and aligned and (below.shape in {above.shape, Shape.PARAGRAPH})


def _continues(above: _Line, below: _Line, width: int) -> bool:
    """Whether the break between two lines is the filler's, and no end of a passage."""
    if not _may_continue(above, below):
        return False
    margin = max(0, above.indent - 3)  # lynx sets block quotations in from both sides
    if above.width + 1 + len(below.first_word) > width - margin:
        return True
    return below.text[0].islower() and above.width >= SHORTEST_FULL_LINE and not _CLOSED.search(above.text[-8:])


def _joined(group: list[_Line]) -> str:
    parts = [group[0].text]
    for above, below in pairwise(group):
        broken_word = above.text[-1] == "-" and above.text[-2:-1].isalpha() and below.text[0].isalpha()
        parts.append("" if broken_word and below.first_word not in _SUSPENDED else " ")
        parts.append(below.text)
    return "".join(parts)


def _plain(text: str, *, numbered: bool) -> str:
    """`text` without the markup of the tools, ordinary white space collapsed."""
    if numbered:
        text = _ANY_NUMBER.sub("", text)  # one at a line's end has a space behind it by now
    if "[" in text or "_" in text or "(BUTTON)" in text:
        text = _LINK.sub(r"\1", _MARKUP.sub(" ", text))
    text = _STRONG.sub(r"\2", text) if "*" in text or "_" in text else text
    return _SPACES.sub(" ", _ESCAPE.sub(r"\1", text) if "\\" in text else text).strip()


def _numbers_links(text: str) -> bool:
    """Whether a dump numbers its links in order before their words, as lynx does."""
    numbers = [int(found[1]) for found in _LINK_NUMBER.finditer(text)]
    return len(numbers) > 2 and all(a <= b for a, b in pairwise(numbers[:200]))  # noqa: PLR2004
