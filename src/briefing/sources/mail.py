"""Newsletters: a message (.eml, RFC 5322) is a story, and a mailbox (mbox, RFC 4155) holds several."""

from __future__ import annotations

import codecs
import hashlib
import re
from contextlib import suppress
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Form, Story, aware
from briefing.sources.newsletter import readable_html, readable_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import Message

    from briefing.sources.document import Document

__all__ = ["letter", "mailbox"]

_NEXT_MESSAGE = re.compile(rb"(?:\A|\r?\n\r?\n)From \S{1,320} [^\r\n]{10,60}\r?\n(?=[A-Za-z-]{2,60}:|>From )")
_QUOTED_FROM = re.compile(rb"^>(>{0,9}From )", re.MULTILINE)
_MULTIPART = re.compile(rb"multipart/", re.IGNORECASE)
_MAX_MULTIPARTS = 30
_MAX_LINES = 1_000_000
_PART_HEADER = re.compile(rb"^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_MAX_HEADER = 5_000
# With the depth of parts and with the length of such a header the standard library's time grows in the square.
_NO_LETTER = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what XML does not allow either
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Python knows them as encodings, but no message is written in them; some take time in the square of the length."""


def letter(document: Document) -> Story:
    """The message as a story: subject as headline, the sender's name as byline, the HTML part before the plain one.

    Raises:
        SourceError: it is damaged, or has no text.
    """
    return _story(document.content, story_id=document.id, name=document.name)


def mailbox(document: Document) -> Iterator[Story | SourceError]:
    """Every message of a mailbox, in order; what is wrong with one does not stop the others.

    Raises:
        SourceError: there are none.
    """
    openings = list(_NEXT_MESSAGE.finditer(document.content))
    if not openings:
        raise SourceError(document.name, "is a mailbox without messages")
    ends = [*(match.start() for match in openings[1:]), len(document.content)]
    for number, (opening, end) in enumerate(zip(openings, ends, strict=True), start=1):
        content = _QUOTED_FROM.sub(rb"\1", document.content[opening.end() : end])
        name = f"{document.name}, message {number}"
        try:
            yield _story(content, story_id=f"{document.id}#{_message_id(content)}", name=name)
        except SourceError as error:
            yield error


def _story(content: bytes, *, story_id: str, name: str) -> Story:
    if len(_MULTIPART.findall(content)) > _MAX_MULTIPARTS or content.count(b"\n") > _MAX_LINES:
        raise SourceError(name, "is nested too deeply, or has too many lines, for a message")
    if any(len(header[0]) > _MAX_HEADER for header in _PART_HEADER.finditer(content)):
        raise SourceError(name, "is a damaged message (a header of too many letters)")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(content)
        text, form = _text(message)
        headline, byline = _header(message, "subject"), parseaddr(_header(message, "from"))[0].strip()
        published = _date(_header(message, "date"))
    except Exception as error:
        raise SourceError(name, f"is a damaged message ({type(error).__name__})") from error
    if not text.strip():
        raise SourceError(name, "is a message without text")
    return Story(
        id=story_id,
        name=name,
        content=readable_html(text, headline=headline, name=name) if form is Form.HTML else readable_text(text),
        form=form,
        published=published,
        headline=headline or None,
        byline=(byline,) if byline else (),
    )


def _text(message: Message) -> tuple[str, Form]:
    """The first HTML part that has text in it, else the first plain one; attachments are no parts of the story."""
    for media_type, form in (("text/html", Form.HTML), ("text/plain", Form.TEXT)):
        for part in message.walk():
            if part.get_content_type() == media_type and part.get_content_disposition() != "attachment":
                text = _decoded(part)
                if text.strip():
                    return text, form
    return "", Form.TEXT


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return _in_charset(payload if isinstance(payload, bytes) else b"", part.get_content_charset())


def _in_charset(content: bytes, charset: str | None) -> str:
    """Decoded as is stated; where that is unknown or wrong, as UTF-8, and where that is wrong, as Windows-1252."""
    for encoding in (charset, "utf-8"):
        try:
            if encoding and codecs.lookup(encoding).name.replace("-", "_") not in _NO_CHARSETS:
                return content.decode(encoding)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def _header(message: Message, name: str) -> str:
    """A header's words; raw bytes, which many senders write, count as UTF-8; what cannot be decoded stays."""
    values = (value for key, value in message.raw_items() if key.lower() == name)
    raw = str(next(values, ""))[:_MAX_HEADER].encode("utf-8", "surrogateescape")
    text = _in_charset(raw, "utf-8")
    with suppress(HeaderParseError, LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    return _NO_LETTER.sub("", " ".join(text.split()))


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return aware(date)  # `-0000` comes without a zone, and means UTC (RFC 5322, 3.3)


def _message_id(content: bytes) -> str:
    head = content.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0][:65_536]
    found = re.search(rb"(?im)^message-id:\s{1,20}<([^<>\s]{1,400})>", head)
    return found[1].decode("ascii", "replace") if found else hashlib.sha256(content).hexdigest()[:16]
