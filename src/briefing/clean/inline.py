"""What a page says by tags inside a line and not by letters, put into letters: words struck out, powers, quotations.

Without it, a figure that was corrected would be heard beside the right one, 10 to the power of 6 as 106, a footnote as
part of a number, and a quotation that only its tag marks would have no speaker.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["write_out"]

STRUCK = ("del", "s", "strike")
"""Elements whose words no longer hold."""
MARKS = (("“", "”"), ("‘", "’"))
"""Around a quotation, and around one inside it."""
LONGEST_NOTE = 8
"""Stretches of text between tags."""
RAISED = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")

_FIGURE = re.compile(r"[-−]?\d{1,3}")
_NOTE = re.compile(r"(?:\d{1,3}|[a-z*†‡])(?:,\s?\d{1,3}){0,4}")
"""A note's number; one in brackets stays, since it can be told from the text, and is not spoken."""
_BASE = re.compile(r"(?<![\d,.])\d{1,3}$")
"""What is raised to a power; a longer number, such as a year, has a footnote behind it."""
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcm]?m|ft|yd|mi)$")
_MARKED = ("“", '"', "‘", "«", "„")


def write_out(tree: _Element) -> None:
    """Change `tree` so that its text alone says what its inline tags say; nothing else is touched."""
    etree.strip_elements(tree, *STRUCK, with_tail=False)
    for raised in list(tree.iter("sup")):
        _raise(raised)
    depth = 0
    for event, quotation in list(etree.iterwalk(tree, events=("start", "end"), tag="q")):
        if event == "start":
            _mark(quotation, *MARKS[depth % 2])
        depth += 1 if event == "start" else -1


def _raise(element: _Element) -> None:
    """A power into raised figures; the number or the link of a footnote into nothing."""
    text = _head(element)
    before = _before(element)
    powers = _FIGURE.fullmatch(text) and (_BASE.search(before) or (text in {"2", "3"} and _UNIT.search(before)))
    if powers and not _is_linked(element):
        _fill(element, text.translate(RAISED))
    elif _NOTE.fullmatch(text) and (_is_linked(element) or text[0].isdigit()):
        _fill(element, "")


def _head(element: _Element) -> str:
    """The text of an element, of which no more is looked at than tells a figure from words."""
    return "".join(islice(element.itertext(), LONGEST_NOTE)).strip()


def _is_linked(element: _Element) -> bool:
    """Whether a link is in it, or around it and nothing else."""
    parent = element.getparent()
    alone = element.getprevious() is None and element.getnext() is None
    if alone and parent is not None and parent.tag == "a":
        return not f"{parent.text or ''}{element.tail or ''}".strip()
    return element.find(".//a") is not None


def _before(element: _Element) -> str:
    """The last letters before an element, in what holds it."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return str((parent is not None and parent.text) or "")[-8:]
    inside = previous[-1].tail if len(previous) else previous.text
    return str(previous.tail or inside or "")[-8:]


def _fill(element: _Element, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text


def _mark(element: _Element, opening: str, closing: str) -> None:
    """Quotation marks around a quotation that has none of its own."""
    if next(filter(str.strip, element.itertext()), "").lstrip().startswith(_MARKED):
        return
    element.text = f"{opening}{(element.text or '').lstrip()}"
    if len(element):
        element[-1].tail = f"{(element[-1].tail or '').rstrip()}{closing}"
    else:
        element.text = f"{element.text.rstrip()}{closing}"
