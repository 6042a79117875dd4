"""Pages that hold too little to be narrated, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.clean.blocks import Block
    from briefing.clean.body import Body
    from briefing.clean.metadata import Metadata

__all__ = ["refuse_too_little"]

FEWEST_WORDS = 25
"""A brief of two sentences is a story."""


def refuse_too_little(blocks: Sequence[Block], body: Body, metadata: Metadata, name: str) -> None:
    """Do nothing, unless what was found is no story.

    Raises:
        ArticleError: Says what the page seems to be instead.
    """
    words = sum(len(block.text.split()) for block in body.kept)
    if words >= FEWEST_WORDS:
        return
    if metadata.paywalled:
        raise ArticleError(name, "behind a paywall", hint="Save the page from a browser in which you are signed in.")
    raise ArticleError(name, "too little text", hint="")
