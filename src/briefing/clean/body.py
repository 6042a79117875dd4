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

from briefing.clean.furniture import Furniture, furniture
from briefing.clean.promos import heads_links, is_note, is_promo
from briefing.clean.signs import Sign, sign_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

    from briefing.clean.blocks import Block

__all__ = ["Body", "find_body"]

_WORD = re.compile(r"\w+")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ARTICLE_SHARE = 0.8
"""The article's place holds at least this much of what was taken for the article."""
TOO_MUCH = 0.25
"""An element that holds this much of the article is not furniture, whatever it is called."""
REPEATS = 6
"""Words from which a line that stands elsewhere too is a pull quote."""
HOME_SHARE = 0.1
"""A home holds at least this much of the article's letters."""
SENTENCE_ENDS = (".", "!", "?", "…", ":", "。", "؟", "।")
BOXES = frozenset({"div", "section", "article", "main", "body", "td"})
"""Elements that may hold paragraphs without a tag of their own."""
POSTS = frozenset({"twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed"})
"""Classes of a quoted post, as its network gives them."""
LABEL = 60
"""Letters of the longest label over a list."""
MOSTLY = 0.5
"""Share of links from which a block calls the reader elsewhere."""
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
    def long(self) -> bool:
        return len(self.block.text) >= PROSE and self.block.links < 0.5 and self.block.tag not in HEADINGS  # noqa: PLR2004

    @property
    def sentence(self) -> bool:
        return self.block.tag not in HEADINGS and _ends_sentence(self.block.text) and self.block.links < 0.9  # noqa: PLR2004  a sentence may be one link


def find_body(blocks: Sequence[Block], vouched: Callable[[str], bool], headlines: frozenset[str]) -> Body:
    """The article among `blocks`: those that `vouched` takes for it, and those that stand at home among them.

    `headlines` are the forms of the headline, which the body does not repeat.
    """
    taken = _with_twins(blocks, [vouched(block.text) for block in blocks])
    weight = _weigh(blocks, taken)
    place = max((element for element in weight if weight[element] >= ARTICLE_SHARE), key=_depth, default=None)
    if place is None:
        return Body((), ())
    candidates = _candidates(blocks, taken, place, weight)
    stretch = _stretch(candidates)
    kept = [candidate.block for candidate in _outside_promotions(stretch) if _is_copy(candidate, headlines)]
    kept = _without_tail(_without_repeats(kept))
    kept_ids = set(map(id, kept))
    dropped = [c.block for c in candidates if id(c.block) not in kept_ids]
    return Body(tuple(kept), tuple(dropped))


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"'”’)]*» ").endswith(SENTENCE_ENDS)


def _is_prose(block: Block) -> bool:
    return (
        len(block.text) >= PROSE and block.links < 0.5 and block.tag not in HEADINGS and _ends_sentence(block.text)  # noqa: PLR2004  half a paragraph of links is a list of links
    )


def _weigh(blocks: Sequence[Block], taken: Sequence[bool]) -> dict[_Element, float]:
    """How much of all that was taken for the article each element holds: 0 to 1."""
    letters: Counter[_Element] = Counter()
    for block, vouched in zip(blocks, taken, strict=True):
        if vouched:
            for element in block.ancestors():
                letters[element] += len(block.text)
    total = max(letters.values(), default=1)
    return {element: share / total for element, share in letters.items()}


def _depth(element: _Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _with_twins(blocks: Sequence[Block], taken: Sequence[bool]) -> list[bool]:
    """Vouch also for prose in elements of the same make as a home, in the same `<article>`.

    Some pages cut an article into several boxes with pictures between them, of which an opinion may see one.
    """
    homes = Counter(
        (_make(block), _article(block))
        for block, vouched in zip(blocks, taken, strict=True)
        if vouched and _is_prose(block)
    )
    makes = {home for home, count in homes.items() if count >= 3 and None not in home}  # noqa: PLR2004  three make a pattern
    return [
        vouched or (bool(makes) and _is_prose(block) and (_make(block), _article(block)) in makes)
        for block, vouched in zip(blocks, taken, strict=True)
    ]


def _home(block: Block) -> _Element:
    """The box in which a block is a paragraph, an item or a quotation."""
    return next((element for element in block.ancestors() if element.tag in BOXES), block.element)


def _make(block: Block) -> tuple[str, str] | None:
    """Tag and class of a block's home, None where it has no class."""
    home = _home(block)
    return (home.tag, home.get("class")) if home.get("class") else None


def _article(block: Block) -> _Element | None:
    return next((element for element in block.ancestors() if element.tag == "article"), None)


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
    return _home(block) in homes or (
        candidate.sentence and not block.links and block.element.getparent() in homes and not len(block.element)
    )


def _homes(candidates: Sequence[_Candidate]) -> set[_Element]:
    """The parents of the article's paragraphs."""
    letters: Counter[_Element] = Counter()
    for candidate in candidates:
        if candidate.vouched and candidate.prose and candidate.sign is Sign.NONE:
            letters[_home(candidate.block)] += len(candidate.block.text)
    total = sum(letters.values())
    return {element for element, size in letters.items() if size >= HOME_SHARE * total}


def _stretch(candidates: Sequence[_Candidate]) -> Sequence[_Candidate]:
    """From the first sentence of the article to its last line."""
    firm = [
        number
        for number, c in enumerate(candidates)
        if c.sign is Sign.NONE and (c.sentence or (c.vouched and c.long)) and (c.at_home or (c.vouched and c.prose))
    ]
    if not firm:
        firm = [number for number, c in enumerate(candidates) if c.vouched]
    last = max((number for number, c in enumerate(candidates) if c.vouched and c.at_home), default=0)
    return candidates[firm[0] : max(firm[-1], last) + 1] if firm else ()


def _outside_promotions(candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Without what stands under `More stories` and the like: a list, or lines that are mostly links."""
    promoted = False
    for candidate in candidates:
        block = candidate.block
        if heads_links(block.text):
            promoted = True
        elif furniture(block.text) is Furniture.PROMOTION:
            promoted = len(block.text) <= LABEL
        elif promoted and not (block.tag == "li" or block.links > MOSTLY):
            promoted = False
        if not promoted:
            yield candidate


def _is_copy(candidate: _Candidate, headlines: frozenset[str]) -> bool:
    block = candidate.block
    if candidate.sign is Sign.CERTAIN or (candidate.sign is Sign.DOUBTFUL and not candidate.vouched):
        return False
    kind = furniture(block.text)
    if (kind and kind is not Furniture.WIRE) or is_promo(block) or block.text.casefold() in headlines:
        return False
    if block.links > 0.9 and not candidate.vouched:  # noqa: PLR2004  nothing but a link
        return False
    return candidate.vouched or candidate.at_home or candidate.prose


def _without_repeats(kept: Sequence[Block]) -> list[Block]:
    """Without pull quotes: lines that stand word for word in a longer paragraph."""
    lines = [tuple(_WORD.findall(block.text.casefold())) for block in kept]
    equal = Counter(lines)
    runs = Counter(run for line in lines for run in _runs(line))
    return [
        block
        for block, line in zip(kept, lines, strict=True)
        if len(line) < REPEATS or any(runs[run] <= equal[line] for run in _runs(line))
    ]


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(REPEATS)), strict=False))


def _without_tail(kept: list[Block]) -> list[Block]:
    """Without what follows the last line of copy: notes on the author and the paper."""
    end = len(kept)
    while end > 1 and (is_note(kept[end - 1]) or kept[end - 1].tag in HEADINGS):
        end -= 1
    return kept[:end]
