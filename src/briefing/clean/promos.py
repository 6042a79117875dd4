"""Furniture of web pages that stands among the paragraphs and looks like one: promotions and notes on the author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.clean.blocks import Block

__all__ = ["heads_links", "is_note", "is_promo"]

LONGEST_LABEL = 80
LONGEST_NOTE = 500
"""Letters: what is longer is copy."""

_LABEL = re.compile(
    r"\W*(?:related|read more|see also|also|also see|more|watch|listen|don['’]t miss|insight|warning|just in|must read"
    r"|in pictures|explained|analysis|comments?|click to tweet|advertisement|up next|filed under)\b[\s\w]{0,20}"
    r"[:\]|—–-]",
    re.IGNORECASE,
)
_HEADS_LINKS = re.compile(
    r"(?:more (?:[\w'’.]+ ){0,5}(?:stories|news|reading|articles|coverage|headlines|videos|posts|features)"
    r"|(?:further|suggested|recommended) reading"
    r"|(?:latest|top|other|featured) (?:stories|news|headlines|videos|articles|posts)"
    r"|(?:stories|articles|posts) you (?:may|might|will|['’]ll) like)\W*",
    re.IGNORECASE,
)
_MORE_AT = re.compile(r"(?:more|follow|read|see|full)\b.{0,200}(?:https?://|www\.|\b[a-z]+\.com/)", re.IGNORECASE)
_CLICK = re.compile(r"\bclick to tweet\W*$|^(?:\W*comments?\W*){1,2}$", re.IGNORECASE)
_TRADE = r"\b(?:reporter|writer|editor|correspondent|columnist|journalist)\b"
_NOTE = re.compile(
    r"\bfollow (?:him|her|them|me|us|@|[A-Z]\w+ (?:[A-Z]\w+ )?on|on)\b"
    r"|\bfollow\b.{0,80}\bon (?:twitter|facebook|x|instagram)\b"
    r"|\b(?:can|may) be (?:reached|contacted|followed)\b|\be-?mail (?:him|her|them|me)\b"
    rf"|\b(?:is|are) (?:an? |the )?[^.]{{0,80}}{_TRADE}[^.]{{0,80}}\bfor\b"
    r"|\bcontribut(?:ed|ing)\b.{0,40}\b(?:reporting|to this (?:report|story|article))\b|\badditional reporting\b"
    r"|\bsign up\b|\bsubscribe\b|\bcomments?\b.{0,60}\bmoderat(?:ed|ing|ion)\b",
    re.IGNORECASE,
)


def heads_links(text: str) -> bool:
    """Whether a line stands over a list of links: `More great stories`."""
    return len(text) <= LONGEST_LABEL and _HEADS_LINKS.fullmatch(text) is not None


def is_promo(block: Block) -> bool:
    """Whether a block calls the reader elsewhere: `Related: …`, `More of this: https://…`, a link in capitals."""
    text = block.text
    if len(text) > LONGEST_NOTE:
        return False
    if _CLICK.search(text) or _MORE_AT.match(text):
        return True
    return block.links > 0.4 and _LABEL.match(text) is not None  # noqa: PLR2004  a label and its link


def is_note(block: Block) -> bool:
    """Whether a last paragraph is no copy: about those who wrote the story, or a note of the paper in italics."""
    if len(block.text) > LONGEST_NOTE:
        return False
    if block.links > 0.6 and not block.text.endswith((".", "!", "?", "”", '"')):  # noqa: PLR2004  a list of links
        return True
    return (block.strong > 0.9 and block.links > 0.1) or _NOTE.search(block.text) is not None  # noqa: PLR2004  all in italics, with a link
