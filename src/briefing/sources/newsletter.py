"""What only newsletters have, taken out: tables for layout, hidden previews, tracking links, unsubscribe footers.

Everything that pages have too is left for `briefing.clean`.
"""

from __future__ import annotations

import re
from typing import Any

from briefing.errors import SourceError
from briefing.sources.page import as_page

__all__ = ["readable_html", "readable_text"]

_KIND = r"(?:e-?mail |newsletter |subscription )"
_FURNITURE = re.compile(
    "|".join(
        (
            r"\bunsubscribe\b",
            r"\bno longer wish to receive\b",
            r"\bview (?:it|(?:this )?(?:e-?mail|message|newsletter)?) ?(?:in|on) (?:your|a|the) (?:web )?browser\b",
            rf"\b(?:manage|update|change) (?:your {_KIND}?|{_KIND})(?:preferences|subscriptions?|settings)\b",
            r"\byou(?:['’]| a)re (?:receiving|getting) this (?:e-?mail|message|newsletter)\b",
            r"\byou (?:have )?(?:received|got|get|receive) this (?:e-?mail|newsletter)\b",
            r"\bthis (?:e-?mail|newsletter) was sent (?:to|by|from)\b",
            r"\bour (?:mailing|postal) address\b",
            r"\badd us to your address book\b",
            r"^\s{0,20}(?:was this (?:e-?mail )?)?forwarded (?:this|to you)\b",
        )
    ),
    re.IGNORECASE,
)
_MAX_FURNITURE_WORDS = 60
_MAX_TAIL_WORDS = 40
_TAIL_SHARE = 0.6
"""A footer starts no earlier than after this share of the message's words."""

_BRACKETED_URL = re.compile(
    r"[ \t]?(?:<https?://[^\s<>]{1,4000}>|\[https?://[^\s\[\]]{1,4000}\]|\(\s?https?://[^\s()]{1,4000}\s?\))"
)
_BARE_URL_LINE = re.compile(r"^[ \t]{0,40}https?://\S{1,4000}[ \t]{0,40}$", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]{0,40}\n")
_HIDDEN = re.compile(
    r"display\s{0,5}:\s{0,5}none|mso-hide\s{0,5}:\s{0,5}all|max-height\s{0,5}:\s{0,5}0(?:px)?\s{0,5}(?:;|$)",
    re.IGNORECASE,
)
_LAYOUT = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "center")
_BLOCKS = (
    *("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd"),
    *("blockquote", "section", "article", "header", "footer", "main", "aside", "figure", "pre"),
)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def readable_text(text: str) -> str:
    """A plain-text part without the addresses that stand behind its links and without its footer."""
    text = _BARE_URL_LINE.sub("", _BRACKETED_URL.sub("", text.replace("\r\n", "\n")))
    paragraphs = [paragraph.strip("\n") for paragraph in _BLANK_LINE.split(text) if paragraph.strip()]
    furniture = _furniture(paragraphs)
    return "".join(f"{each}\n\n" for number, each in enumerate(paragraphs) if number not in furniture)


def readable_html(markup: str, *, headline: str, name: str) -> str:
    """An HTML part as a plain page of blocks, with the message's subject for its title.

    Raises:
        SourceError: nothing of it is HTML.
    """
    from lxml import etree, html  # noqa: PLC0415  heavy, and of no use for plain text

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = as_page(markup, headline=headline).encode("utf-8", "replace")
        root = html.document_fromstring(page, parser=parser)
        _make_plain(root, headline)
        return str(html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError(name, "is a message whose HTML is damaged") from error


def _make_plain(root: Any, headline: str) -> None:  # noqa: ANN401  lxml ships no types
    """Blocks that are seen, and no footer."""
    from lxml import etree  # noqa: PLC0415  as above

    for each in root.iter():  # a browser shows nothing for these, and lxml moves no text that has one
        each.text, each.tail = (text and _NO_XML.sub(" ", text) for text in (each.text, each.tail))
    _plainly(root, [each for each in root.iter(etree.Element) if _is_unseen(each)])
    for title in root.iter("title"):  # where there is one, it hardly ever changes from letter to letter
        title.text = headline or title.text
    blocks = _innermost_blocks(root)
    for number in _furniture([block.text_content() for block in blocks]):
        blocks[number].drop_tree()


def _plainly(root: Any, unseen: list[Any]) -> None:  # noqa: ANN401
    """Without what is not seen, and with plain blocks where tables were used to lay them out."""
    for element in unseen:
        if element.getparent() is not None:
            element.drop_tree()
    for element in root.iter(*_LAYOUT):
        element.tag = "div"
        element.attrib.clear()


def _is_unseen(element: Any) -> bool:  # noqa: ANN401
    """Style sheets, and the preview line that mail programs show in their list of messages."""
    return element.tag == "style" or bool(_HIDDEN.search(element.get("style", "")[:2_000]))


def _innermost_blocks(root: Any) -> list[Any]:  # noqa: ANN401
    """The blocks with words in them and no block inside, in order."""
    outer = set()
    blocks = list(root.iter(*_BLOCKS))
    for block in blocks:
        parent = block.getparent()
        while parent is not None and parent not in outer:
            outer.add(parent)
            parent = parent.getparent()
    return [block for block in blocks if block not in outer and block.text_content().strip()]


def _furniture(blocks: list[str]) -> frozenset[int]:
    """Which blocks are not news: those that say so, and the short ones after such a block, to the end."""
    words = [len(block.split()) for block in blocks]
    stated = [
        number
        for number, block in enumerate(blocks)
        if words[number] <= _MAX_FURNITURE_WORDS and _FURNITURE.search(block)
    ]
    last_long = max((number for number, count in enumerate(words) if count > _MAX_TAIL_WORDS), default=-1)
    enough = _TAIL_SHARE * sum(words)
    footers = (number for number in stated if number >= last_long and sum(words[:number]) >= enough)
    return frozenset(stated) | frozenset(range(next(footers, len(blocks)), len(blocks)))
