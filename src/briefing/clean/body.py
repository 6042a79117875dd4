"""Which blocks of a page are the article.

Trafilatura's extraction, and the `articleBody` that a page may declare, say of every block whether they take it for
the article.  Where most of that stands is the article's place; the parents of its paragraphs are its homes.  A block
at home is the article's even where an opinion lost it, and a block abroad has to be vouched for.  Nothing that its
makers mark, or its words show, as furniture is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from briefing.clean.furniture import Furniture, ends_in_credit, furniture
from briefing.clean.place import HEADINGS, box_of, ends_sentence, find_place, is_long, is_prose, weigh, with_twins
from briefing.clean.promos import heads_links, is_note, is_promo
from briefing.clean.signs import Sign, sign_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

    from briefing.clean.blocks import Block

__all__ = ["Body", "find_body"]

_WORD = re.compile(r"\w+")
TOO_MUCH = 0.25
"""An element that holds this much of the article is not furniture, whatever it is called."""
REPEATS = 6
"""Words from which a line that stands elsewhere too is a pull quote."""
REPEATS_MARKED = 3
"""The same, where its makers mark it as something apart."""
HOME_SHARE = 0.1
"""A home holds at least this much of the article's letters."""
POSTS = frozenset({"twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed"})
"""Classes of a quoted post, as its network gives them."""
LABEL = 60
"""Letters of the longest label over a list."""
_BY_WORDS = (Furniture.PROMOTION, Furniture.SHARING, Furniture.NAVIGATION, Furniture.PICTURE, Furniture.CAPTION)
"""Kinds of furniture that are told by words which copy may have as well."""
ALL = 0.9
"""Share of links from which a block is nothing but a link."""
MOSTLY = 0.5
"""Share of links from which a block calls the reader elsewhere."""


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
        """Whether it is a paragraph of copy by its looks."""
        return is_prose(self.block)

    @property
    def sentence(self) -> bool:
        """Whether it is at least a sentence of copy."""
        return self.block.tag not in HEADINGS and ends_sentence(self.block.text) and self.block.links <= ALL


def find_body(blocks: Sequence[Block], vouched: Callable[[str], bool], headlines: frozenset[str]) -> Body:
    """The article among `blocks`: those that `vouched` takes for it, and those that stand at home among them.

    `headlines` are the forms of the headline, which the body does not repeat.
    """
    taken = with_twins(blocks, [vouched(block.text) for block in blocks])
    weight = weigh(blocks, taken)
    place = find_place(weight)
    if place is None:
        return Body((), ())
    candidates = _candidates(blocks, taken, place, weight)
    stretch = _stretch(candidates)
    copy = [candidate for candidate in _copy(stretch) if candidate.block.text.casefold() not in headlines]
    kept = _without_tail(list(_without_repeats(copy)))
    kept_ids = set(map(id, kept))
    dropped = [c.block for c in candidates if id(c.block) not in kept_ids]
    return Body(tuple(kept), tuple(dropped))


def _candidates(
    blocks: Sequence[Block], taken: Sequence[bool], place: _Element, weight: dict[_Element, float]
) -> list[_Candidate]:
    """The blocks inside the article's place; an element that holds much of the article is no aside by its name."""
    signs: dict[_Element, Sign] = {}
    inside = []
    for block, vouched in zip(blocks, taken, strict=True):
        around = list(takewhile(lambda element: element is not place, block.ancestors()))
        if around and around[-1].getparent() is not place:
            continue
        for element in around:
            if element not in signs:
                signs[element] = Sign.NONE if weight.get(element, 0) >= TOO_MUCH else sign_of(element)
        post = any(element.tag == "blockquote" and element.get("class") in POSTS for element in around)
        sign = Sign.NONE if post else max((signs[element] for element in around), default=Sign.NONE)
        inside.append(_Candidate(block, vouched, sign, at_home=post))
    homes = _homes(inside)
    return [replace(c, at_home=c.at_home or _is_at_home(c, homes)) for c in inside]


def _is_at_home(candidate: _Candidate, homes: set[_Element]) -> bool:
    """Whether a block is a paragraph of a home, or a box in it that holds but a sentence."""
    block = candidate.block
    return box_of(block) in homes or (
        candidate.sentence and not block.links and block.element.getparent() in homes and not len(block.element)
    )


def _homes(candidates: Sequence[_Candidate]) -> set[_Element]:
    """The parents of the article's paragraphs."""
    letters: Counter[_Element] = Counter()
    for candidate in candidates:
        if candidate.vouched and candidate.prose and candidate.sign is Sign.NONE:
            letters[box_of(candidate.block)] += len(candidate.block.text)
    total = sum(letters.values())
    return {element for element, size in letters.items() if size >= HOME_SHARE * total}


def _stretch(candidates: Sequence[_Candidate]) -> Sequence[_Candidate]:
    """From the first sentence of the article to its last line."""
    firm = [
        number
        for number, c in enumerate(candidates)
        if c.sign is Sign.NONE
        and (c.sentence or (c.vouched and is_long(c.block)))
        and (c.at_home or (c.vouched and c.prose))
    ]
    if not firm:
        firm = [number for number, c in enumerate(candidates) if c.vouched]
    last = max((number for number, c in enumerate(candidates) if c.vouched and c.at_home), default=0)
    return candidates[firm[0] : max(firm[-1], last) + 1] if firm else ()


def _copy(candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Without furniture, and without what stands under `More stories`: a list, or lines that are mostly links."""
    promoted = False
    for at, candidate in enumerate(candidates):
        block, kind = candidate.block, _kind(candidate)
        if kind is Furniture.DATE and _heads_day(candidates, at):
            kind = None
        if heads_links(block.text) or (kind is Furniture.PROMOTION and len(block.text) <= LABEL):
            promoted = True
        elif promoted and not (block.tag == "li" or block.links > MOSTLY):
            promoted = False
        if not promoted and kind is None and _is_copy(candidate):
            yield candidate


def _kind(candidate: _Candidate) -> Furniture | None:
    """What furniture it is; vouched for, a paragraph is none by its words alone: a link or a credit must be in it."""
    block = candidate.block
    kind = None if _is_break(block.text) else furniture(block.text)
    wordy = kind in _BY_WORDS and not block.links and not ends_in_credit(block.text)
    return None if wordy and candidate.vouched and candidate.prose else kind


def _heads_day(candidates: Sequence[_Candidate], at: int) -> bool:
    """Whether what stands at `at` is between two sentences of the article, as a day is in a chronology."""
    beside = (*candidates[at - 1 : at], *candidates[at + 1 : at + 2])
    return len(beside) == 2 and all(c.at_home and c.sentence and c.sign is Sign.NONE for c in beside)  # noqa: PLR2004


def _is_break(text: str) -> bool:
    """Whether a line is the rule between two parts of a wire story: `___`."""
    return not text.strip("_")


def _is_copy(candidate: _Candidate) -> bool:
    block = candidate.block
    if candidate.sign is Sign.CERTAIN or is_promo(block):
        return False
    if candidate.sign is Sign.DOUBTFUL or block.links > ALL:
        return candidate.vouched
    return candidate.vouched or candidate.at_home or candidate.prose


def _without_repeats(candidates: Sequence[_Candidate]) -> Iterator[Block]:
    """Without pull quotes: lines that stand word for word in a longer paragraph."""
    lines = [tuple(_WORD.findall(candidate.block.text.casefold())) for candidate in candidates]
    equal = Counter(lines)
    counted: dict[int, Counter[tuple[str, ...]]] = {}
    for candidate, line in zip(candidates, lines, strict=True):
        size = min(len(line), REPEATS)
        if size < (REPEATS_MARKED if candidate.sign else REPEATS):
            yield candidate.block
            continue
        if size not in counted:
            counted[size] = Counter(run for other in lines for run in _runs(other, size))
        if any(counted[size][run] <= equal[line] for run in _runs(line, size)):
            yield candidate.block


def _runs(words: tuple[str, ...], size: int) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(size)), strict=False))


def _without_tail(kept: list[Block]) -> list[Block]:
    """Without what follows the last line of copy: notes on the author and the paper."""
    end = len(kept)
    while end > 1 and (is_note(kept[end - 1]) or kept[end - 1].tag in HEADINGS):
        end -= 1
    return kept[:end]
