"""Pages that hold too little to be narrated, and what they seem to be instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.clean.blocks import Block
    from briefing.clean.metadata import Metadata

__all__ = ["is_paywall", "refuse_too_little"]

FEWEST_WORDS = 20
"""A brief of two sentences is a story."""
FEWEST_WORDS_OF_DOUBT = 60
"""Where the page says that it is a video, or that the story goes on behind a paywall."""
BARE_PAGE = 300
"""Letters: a page that shows fewer is built by scripts, or empty."""
OPENING = 500
"""Letters of a line in which it says that there is a paywall."""
MOSTLY = 0.5
"""Share of letters in links from which a text is a list of links."""

_PAYWALL = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber))\b.{0,60}"
    r"\b(?:to|and) (?:continue|keep|read|unlock|get full access)\b"
    r"|to (?:continue reading|read the (?:full|rest of the) (?:story|article))\b|already a (?:subscriber|member)\b"
    r"|\b(?:this|the) (?:article|story|content) is (?:only )?(?:for|available to|reserved for|exclusive to)\b.{0,30}"
    r"\b(?:subscribers|members)\b|\bsubscribers[- ]only\b"
    r"|\byou(?:['’]ve| have) (?:reached|read|used)\b.{0,60}\bfree (?:articles?|stories)\b",
    re.IGNORECASE,
)
_SAVE = "Save the page from a browser in which it shows in full, and hand in that file."


def is_paywall(line: str) -> bool:
    """Whether a line asks the reader to subscribe before the story goes on."""
    return _PAYWALL.search(line[:OPENING]) is not None


def refuse_too_little(blocks: Sequence[Block], body: Sequence[Block], metadata: Metadata, name: str) -> None:
    """Do nothing, unless `body`, which was found among all `blocks`, is no story.

    Raises:
        ArticleError: Says what the page seems to be instead.
    """
    words = sum(len(block.text.split()) for block in body)
    if words >= FEWEST_WORDS and _in_links(body) > MOSTLY:
        raise ArticleError(name, "a list of links, no article", hint="Hand in the stories that it links to.")
    if words >= FEWEST_WORDS_OF_DOUBT:
        return
    if metadata.paywalled or any(is_paywall(block.text) for block in blocks):
        raise ArticleError(name, f"only {words} words of it stand before a paywall", hint=_SAVE)
    if metadata.video:
        raise ArticleError(name, f"the page of a video, with {words} words of text", hint="Leave it out.")
    if words < FEWEST_WORDS:
        raise ArticleError(name, _explain(blocks, words), hint=_SAVE)


def _explain(blocks: Sequence[Block], words: int) -> str:
    shown = sum(len(block.text) for block in blocks)
    if shown < BARE_PAGE:
        return "the page shows hardly any text; it may be put there by scripts"
    if _in_links(blocks) > MOSTLY:
        return "a list of links, no article"
    return f"no article was found on the page, only {words} words"


def _in_links(blocks: Sequence[Block]) -> float:
    letters = sum(len(block.text) for block in blocks)
    return sum(len(block.text) * block.links for block in blocks) / letters if letters else 0.0
