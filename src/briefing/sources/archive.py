"""Unpacking what strangers packed: never more than a limit, whatever the packed bytes promise."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.sources.document import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.sources.document import Document

__all__ = ["SAVE_AGAIN", "TooLarge", "gunzipped", "inflate", "open_zip", "unzip"]

SAVE_AGAIN = "Open it where it was made and save it again, or fetch it again: it may have come only in part."
"""What can be done about a damaged file."""
_MAX_MEMBERS = 5_000
_MAX_STREAMS = 1_000
"""One after the other in a gzip file; each costs a copy of the rest."""
_MAX_UNPACKED = 100_000_000
"""All members of an archive together: pictures count, though they are never unpacked."""
_GZIP = b"\x1f\x8b"
"""What a member of a gzip file begins with."""
_GZIP_OR_ZLIB = 47  # window bits: the largest window, and the header says which of the two it is
_RAW_DEFLATE = -15


class TooLarge(ValueError):  # noqa: N818  says what came of it
    """More comes out than is allowed."""


def inflate(chunks: Iterable[bytes], *, coding: str, limit: int) -> bytes:
    """The chunks joined, unpacked as the HTTP content coding says (`gzip`, `deflate`, or nothing).

    Stops as soon as more than `limit` bytes, packed or unpacked, have come by.

    Raises:
        TooLarge: more than `limit`.
        ValueError: another coding, or damaged content.
    """
    coding = coding.strip().lower()
    if coding in {"", "identity"}:
        return _join(chunks, limit)
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise ValueError(coding[:40])
    packed = _join(chunks, limit)
    try:
        return _unpack(packed, _GZIP_OR_ZLIB, limit)
    except zlib.error:
        if coding != "deflate":
            raise ValueError("damaged") from None
    try:  # some servers send it without the zlib header that RFC 9110 asks for
        return _unpack(packed, _RAW_DEFLATE, limit)
    except zlib.error:
        raise ValueError("damaged") from None


def _join(chunks: Iterable[bytes], limit: int) -> bytes:
    whole = bytearray()
    for chunk in chunks:
        whole += chunk
        if len(whole) > limit:
            raise TooLarge
    return bytes(whole)


def _unpack(packed: bytes, window_bits: int, limit: int) -> bytes:
    """The first stream, and all members that follow it in a gzip file (RFC 1952, 2.2)."""
    whole, rest = b"", packed
    for _ in range(_MAX_STREAMS):
        unpacker = zlib.decompressobj(window_bits)
        whole += unpacker.decompress(rest, limit + 1 - len(whole))
        if len(whole) > limit:
            raise TooLarge
        if not unpacker.eof:
            raise ValueError("cut short")
        rest = unpacker.unused_data
        if not rest.startswith(_GZIP):
            return whole
    raise ValueError("in too many pieces")


def gunzipped(document: Document) -> Document:
    """The document itself, or what is in it where it is gzipped, as sitemaps are.

    Raises:
        SourceError: it is damaged, or too large when unpacked.
    """
    if not document.content.startswith(_GZIP):
        return document
    try:
        content = inflate([document.content], coding="gzip", limit=MAX_BYTES)
    except TooLarge as error:
        raise SourceError(document.name, "is larger than 10 MB when unpacked") from error
    except ValueError as error:
        raise SourceError(document.name, f"is a damaged gzip archive ({error})", hint=SAVE_AGAIN) from error
    return replace(document, content=content, name=document.name.removesuffix(".gz"), media_type="")


def open_zip(content: bytes, name: str) -> zipfile.ZipFile:
    """An archive whose members, by what it says of them, stay within the limits; `unzip` holds them to it.

    Raises:
        SourceError: it is damaged, or a zip bomb.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SourceError(name, f"is a damaged archive ({error})", hint=SAVE_AGAIN) from error
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > _MAX_UNPACKED:
        raise SourceError(name, "unpacks to more than 100 MB, or to too many files")
    return archive


def unzip(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """One member's bytes, at most 10 MB.

    Raises:
        SourceError: it is missing, damaged, encrypted or too large.
    """
    try:
        with archive.open(member) as file:
            content = file.read(MAX_BYTES + 1)
    except KeyError as error:
        raise SourceError(name, f"has no {member} in it", hint=SAVE_AGAIN) from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise SourceError(name, f"cannot be unpacked ({error})", hint=SAVE_AGAIN) from error
    if len(content) > MAX_BYTES:
        raise SourceError(name, f"has a part larger than 10 MB ({member})")
    return content
