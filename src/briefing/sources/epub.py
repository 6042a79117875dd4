"""E-books and magazines (EPUB 2 and 3): a chapter is a story."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefing.errors import SourceError
from briefing.model import Form, Story
from briefing.sources.archive import open_zip, unzip
from briefing.sources.markup import elements, parse_xml

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from briefing.sources.document import Document

__all__ = ["chapters"]

_CHAPTER_TYPES = frozenset({"application/xhtml+xml", "text/html"})
_TAG = re.compile(rb"<[^<>]{0,5000}>")
_FURNITURE = re.compile(
    rb"epub:type\s{0,9}=\s{0,9}[\"'][^\"'<>]{0,80}\b(?:toc|cover|titlepage|halftitlepage|copyright-page|landmarks|loi|index)\b"
)
_LEAST_WORDS = 30  # covers, title pages and dividers have fewer


def chapters(document: Document) -> Iterator[Story | SourceError]:
    """The chapters in reading order, without cover, contents and pages of fewer than thirty words.

    Raises:
        SourceError: it is damaged, too large, or locked by its seller.
    """
    name = document.name
    with open_zip(document.content, name) as archive:
        _refuse_locked(archive, name)
        path, package = _package(archive, name)
        byline = tuple(text for each in elements(package, "creator") if (text := (each.text or "").strip()))
        found = False
        for href in _spine(package):
            member = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))
            try:
                content = unzip(archive, member, name)
            except SourceError as error:
                yield error
                continue
            if _is_chapter(content):
                found = True
                yield Story(f"{document.id}#{href}", f"{name}#{href}", content, Form.HTML, byline=byline)
        if not found:
            raise SourceError(name, "has no chapters with text")


def _package(archive: zipfile.ZipFile, name: str) -> tuple[str, object]:
    """Where the package document lies, and its root element."""
    container = parse_xml(unzip(archive, "META-INF/container.xml", name), name)
    path = next((each.get("full-path") for each in elements(container, "rootfile") if each.get("full-path")), None)
    if path is None:
        raise SourceError(name, "does not say where its contents are")
    return path, parse_xml(unzip(archive, path, name), name)


def _spine(package: object) -> list[str]:
    """The files to be read, in order, without the table of contents and what stands outside the reading order."""
    items = {
        item.get("id"): item.get("href", "")
        for item in elements(package, "item")
        if item.get("media-type") in _CHAPTER_TYPES and "nav" not in item.get("properties", "").split()
    }
    order = (each.get("idref") for each in elements(package, "itemref") if each.get("linear") != "no")
    return list(dict.fromkeys(items[idref] for idref in order if items.get(idref)))


def _refuse_locked(archive: zipfile.ZipFile, name: str) -> None:
    """Fonts may be encrypted (obfuscated); when chapters are, a reader program of the seller is needed."""
    if "META-INF/encryption.xml" not in archive.namelist():
        return
    root = parse_xml(unzip(archive, "META-INF/encryption.xml", name), name)
    for reference in elements(root, "CipherReference"):
        if reference.get("URI", "").lower().endswith((".xhtml", ".html", ".htm", ".xml")):
            raise SourceError(name, "is locked by its seller (DRM)")


def _is_chapter(content: bytes) -> bool:
    return not _FURNITURE.search(content[:5_000]) and len(_TAG.sub(b" ", content).split()) >= _LEAST_WORDS
