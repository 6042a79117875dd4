"""Tells what bytes are: by their own signs where these are plain, else by content type, else by file suffix.

Signs in the content go first because servers send feeds as `text/html` and people name files as they like.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.errors import SourceError
from briefing.sources.archive import SAVE_AGAIN
from briefing.sources.document import Kind

if TYPE_CHECKING:
    from briefing.sources.document import Document

__all__ = ["recognise", "suffix"]

_HEAD = 65_536  # enough for every sign; keeps the check quick on a file of 10 MB

_BY_MEDIA_TYPE = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "text/markdown": Kind.MARKDOWN,
    "text/x-markdown": Kind.MARKDOWN,
    "message/rfc822": Kind.MAIL,
    "application/mbox": Kind.MBOX,
}
_BY_SUFFIX = {
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".eml": Kind.MAIL,
    ".mbox": Kind.MBOX,
    ".mbx": Kind.MBOX,
}
_SCRIPT = re.compile(
    r"(?:source: [^\n]{1,2000}\n(?:[a-z]{1,20}: [^\n]{0,2000}\n){0,40}\s{0,20})?"
    r"\[(?:headline|byline|dateline|copy|quote)[a-z ]{0,40}\][^\n]{0,2000}\n\| "
)
_BY_ROOT = {
    "rss": Kind.FEED,
    "rdf": Kind.FEED,
    "feed": Kind.FEED,
    "urlset": Kind.SITEMAP,
    "sitemapindex": Kind.SITEMAP,
    "opml": Kind.OPML,
    "html": Kind.HTML,
}
_FRAGMENT_TAG = re.compile(
    r"(?:head|body|main|article|section|header|div|p|h[1-3]|ul|ol|table|blockquote|figure|span|title|meta)",
    re.IGNORECASE,
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PRINTABLE_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x08")
_CONTROLS = bytes(code for code in range(32) if code not in _PRINTABLE_CONTROLS) + b"\x7f"
_MAX_CONTROL_SHARE = 0.04  # random bytes have 0.1, text with a few stray NULs far less

_PROLOGUE = re.compile(r"\s{1,4096}|<\?[^>]{0,1000}>|<!--.{0,4000}?-->", re.DOTALL)
_ROOT = re.compile(r"<(?:!DOCTYPE\s{1,20})?(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})[\s/>\[]", re.IGNORECASE)
_TAG = re.compile(r"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})[\s/>]")
_MBOX_START = re.compile(r"From \S{1,320} .{0,100}\d{4}[^\n]{0,20}\r?\n[A-Za-z-]{2,60}:")
_MAIL_HEADER = re.compile(r"^([A-Za-z][A-Za-z-]{1,60}):[ \t]", re.MULTILINE)


def recognise(document: Document) -> Kind:
    """What `document` is.

    Raises:
        SourceError: it is empty, binary, or XML of a kind that is not read.
    """
    content = document.content
    if not content.strip():
        raise SourceError(document.name, "is empty")
    if content.startswith(b"PK\x03\x04"):
        return _zipped(document)
    _refuse_binary(document)
    head = _head_text(content)
    if _is_script(document, head):
        return Kind.SCRIPT
    return (
        _by_root(document, head)
        or _BY_MEDIA_TYPE.get(document.media_type)
        or _BY_SUFFIX.get(suffix(document))
        or _by_first_lines(head)
    )


def _is_script(document: Document, head: str) -> bool:
    """Whether it is one of ours.  A script names the story that it stands for, so none is taken from the web."""
    return not document.url and (suffix(document) == ".script" or bool(_SCRIPT.match(head.lstrip().replace("\r", ""))))


def suffix(document: Document) -> str:
    """The suffix of its file name or of its address's path, in lower case: `.html`."""
    path = urlsplit(document.url).path if document.url else document.name
    return PurePosixPath(path).suffix.lower()


def _zipped(document: Document) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        what = {".docx": "Word document", ".epub": "e-book"}.get(suffix(document), "archive")
        raise SourceError(document.name, f"is a damaged {what} ({error})", hint=SAVE_AGAIN) from error
    if "META-INF/container.xml" in names:
        return Kind.EPUB
    if "word/document.xml" in names:
        return Kind.DOCX
    raise SourceError(
        document.name, "is a ZIP archive, but neither a Word document nor an EPUB", hint="Unpack it first."
    )


def _refuse_binary(document: Document) -> None:
    head = document.content[:_HEAD]
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise SourceError(document.name, f"is {what}, not text", hint="Save it as text, HTML or .docx first.")
    if _is_utf16(head):
        return
    controls = len(head) - len(head.translate(None, delete=_CONTROLS))
    if controls > len(head) * _MAX_CONTROL_SHARE:
        raise SourceError(document.name, "is binary, not text")


def _is_utf16(head: bytes) -> bool:
    """By its mark, or because nearly every other byte, and hardly any between them, is zero."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    even, odd = head[::2].count(0), head[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    return len(head) >= 8 and most > len(head) * 0.35 and least < len(head) * 0.05  # noqa: PLR2004  shares of a half


def _head_text(content: bytes) -> str:
    head = content[:_HEAD]
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    if _is_utf16(head):
        return head.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace")
    return head.decode("latin-1")  # the signs are ASCII; which letters stand between them does not matter


def _by_root(document: Document, head: str) -> Kind | None:
    """By the first element, when the content opens like XML or like a whole HTML page."""
    position = 0
    while match := _PROLOGUE.match(head, position):
        position = match.end()
    root = _ROOT.match(head, position)
    kind = _BY_ROOT.get(root[1].lower()) if root else None
    if kind is None and root and head.lstrip()[:9].upper().startswith(("<?XML", "<!DOCTYPE")):
        raise SourceError(document.name, f"is XML of a kind that is not read (<{root[1]}>)")
    return kind


def _by_first_lines(head: str) -> Kind:
    """For standard input and files without a telling name."""
    start = head.lstrip()
    if _MBOX_START.match(start):
        return Kind.MBOX
    headers = {match[1].lower() for match in _MAIL_HEADER.finditer(start.split("\n\n", 1)[0].split("\r\n\r\n", 1)[0])}
    if "from" in headers and headers & {"mime-version", "message-id", "received"}:
        return Kind.MAIL
    tag = _TAG.match(start)
    if tag and _FRAGMENT_TAG.fullmatch(tag[1]):
        return Kind.HTML
    return Kind.TEXT
