"""Which blocks of a page are the article.

Trafilatura's extraction, and the `articleBody` that a page may declare, say of every block whether they take it for
the article.  Where most of that stands is the article's place; the parents of its paragraphs are its homes.  A block
at home is the article's even where an opinion lost it, and a block abroad has to be vouched for.  Nothing that its
makers mark, or its words show, as furniture is taken.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from briefing.clean.furniture import Furniture, furniture
from briefing.clean.promos import is_bio, is_promo
from briefing.clean.signs import Sign, sign_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from briefing.clean.blocks import Block

__all__ = ["Body", "find_body"]

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ARTICLE_SHARE = 0.8
"""The article's place holds at least this much of what was taken for the article."""
HOME_SHARE = 0.1
"""A home holds at least this much of the article's letters."""
SENTENCE_ENDS = (".", "!", "?", "…", ":", "。", "؟", "।")
PROSE = 80
"""Letters from which a block with a sentence's end is prose."""


@dataclass(frozen=True, slots=True)
class Body:
    """The article's blocks, and what stood among them and is not the article."""

    kept: tuple[Block, ...]
    dropped: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A block with all that is known of it."""

    block: Block
    vouched: bool
    """Somebody takes it for the article."""
    sign: Sign
    """The strongest sign on it and around it, inside the article's place."""
    at_home: bool = False

    @property
    def prose(self) -> bool:
        return _is_prose(self.block)

    @property
    def sentence(self) -> bool:
        return self.block.tag not in HEADINGS and _ends_sentence(self.block.text) and self.block.links < 0.9  # noqa: PLR2004  a sentence may be one link


def find_body(blocks: Sequence[Block], vouched: Callable[[str], bool], headlines: frozenset[str]) -> Body:
    """The article among `blocks`: those that `vouched` takes for it, and those that stand at home among them.

    `headlines` are the forms of the headline, which the body does not repeat.
    """
    taken = [vouched(block.text) for block in blocks]
    place = _place(blocks, taken)
    if place is None:
        return Body((), ())
    candidates = _candidates(blocks, taken, place)
    stretch = _stretch(candidates)
    kept = [candidate.block for candidate in stretch if _is_copy(candidate, headlines)]
    kept = _without_tail(kept)
    kept_ids = set(map(id, kept))
    dropped = [c.block for c in candidates if id(c.block) not in kept_ids]
    return Body(tuple(kept), tuple(dropped))


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"'”’)]*» ").endswith(SENTENCE_ENDS)


def _is_prose(block: Block) -> bool:
    return (
        len(block.text) >= PROSE and block.links < 0.5 and block.tag not in HEADINGS and _ends_sentence(block.text)  # noqa: PLR2004  half a paragraph of links is a list of links
    )


def _place(blocks: Sequence[Block], taken: Sequence[bool]) -> _Element | None:
    """The innermost element that holds most of what was taken for the article."""
    weight: Counter[_Element] = Counter()
    total = 0
    for block, vouched in zip(blocks, taken, strict=True):
        if vouched:
            total += len(block.text)
            for element in block.ancestors():
                weight[element] += len(block.text)
    holders = [element for element, share in weight.items() if share >= ARTICLE_SHARE * total]
    return min(holders, key=lambda element: weight[element] * 1000 - _depth(element)) if holders else None


def _depth(element: _Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _candidates(blocks: Sequence[Block], taken: Sequence[bool], place: _Element) -> list[_Candidate]:
    signs: dict[_Element, Sign] = {}
    inside = []
    for block, vouched in zip(blocks, taken, strict=True):
        around = list(takewhile(lambda element: element is not place, block.ancestors()))
        if place in (block.element, *block.element.iterancestors()):
            for element in around:
                if element not in signs:
                    signs[element] = sign_of(element)
            inside.append(_Candidate(block, vouched, max((signs[e] for e in around), default=Sign.NONE)))
    homes = _homes(inside)
    return [
        _Candidate(c.block, c.vouched, c.sign, at_home=bool(homes & {c.block.element, c.block.element.getparent()}))
        for c in inside
    ]


def _homes(candidates: Sequence[_Candidate]) -> set[_Element]:
    """The parents of the article's paragraphs."""
    letters: Counter[_Element] = Counter()
    for candidate in candidates:
        if candidate.vouched and candidate.prose and candidate.sign < Sign.CERTAIN:
            element = candidate.block.element
            letters[element if element.tag == "div" else element.getparent()] += len(candidate.block.text)
    total = sum(letters.values())
    return {element for element, size in letters.items() if size >= HOME_SHARE * total}


def _stretch(candidates: Sequence[_Candidate]) -> Sequence[_Candidate]:
    """From the first sentence of the article to its last line."""
    firm = [
        number
        for number, c in enumerate(candidates)
        if c.sign < Sign.CERTAIN and c.sentence and (c.at_home or (c.vouched and c.prose))
    ]
    if not firm:
        firm = [number for number, c in enumerate(candidates) if c.vouched]
    last = max((number for number, c in enumerate(candidates) if c.vouched and c.at_home), default=0)
    return candidates[firm[0] : max(firm[-1], last) + 1] if firm else ()


def _is_copy(candidate: _Candidate, headlines: frozenset[str]) -> bool:
    block = candidate.block
    if candidate.sign is Sign.CERTAIN or (candidate.sign is Sign.DOUBTFUL and not candidate.vouched):
        return False
    kind = furniture(block.text)
    if (kind and kind is not Furniture.WIRE) or is_promo(block) or block.text.casefold() in headlines:
        return False
    if block.links > 0.9 and not (candidate.vouched and _ends_sentence(block.text)):  # noqa: PLR2004  nothing but a link
        return False
    return candidate.vouched or candidate.at_home or candidate.prose


def _without_tail(kept: list[Block]) -> list[Block]:
    """Without what follows the last line of copy: notes on the author."""
    end = len(kept)
    while end > 1 and is_bio(kept[end - 1].text):
        end -= 1
    return kept[:end]
