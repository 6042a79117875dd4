"""Tags of Opus: Vorbis comments (RFC 7845, 5.2), chapters as Xiph's chapter extension writes them."""

from __future__ import annotations

import base64
import shutil
from typing import TYPE_CHECKING

from briefing.tags.facts import GENRE, clean, mutagen, picture_type

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.model import Chapter
    from briefing.tags.facts import Tags

__all__ = ["write_vorbis"]

_FRONT_COVER = 3
_MOST_CHAPTERS = 1000
"""Their numbers have three digits."""


def write_vorbis(path: Path, fresh: Path, tags: Tags) -> None:
    """Write a copy of `path` with these tags and no others."""
    shutil.copyfile(path, fresh)
    file = mutagen("oggopus").OggOpus(fresh)
    file.tags.clear()
    file.tags.extend(_comments(tags))  # in this order: some players list chapters as they lie
    file.save(padding=lambda _: 0)


def _comments(tags: Tags) -> Iterator[tuple[str, str]]:
    texts = {"TITLE": tags.title, "ARTIST": tags.artist, "ALBUM": tags.album, "DATE": tags.day, "GENRE": GENRE}
    for name, text in {**texts, "LANGUAGE": tags.language, "COMMENT": tags.comment}.items():
        if text:
            yield name, clean(text)
    for number, chapter in enumerate(tags.chapters[:_MOST_CHAPTERS]):
        yield from _chapter(f"CHAPTER{number:03}", chapter)
    if tags.cover:
        yield "METADATA_BLOCK_PICTURE", _picture(tags.cover)


def _chapter(name: str, chapter: Chapter) -> Iterator[tuple[str, str]]:
    seconds, ms = divmod(chapter.start_ms, 1000)
    yield name, f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
    yield f"{name}NAME", clean(chapter.title)
    if chapter.url:
        yield f"{name}URL", clean(chapter.url)


def _picture(cover: bytes) -> str:
    """As FLAC keeps it, in base 64."""
    picture = mutagen("flac").Picture()
    picture.type, picture.mime, picture.data = _FRONT_COVER, picture_type(cover), cover
    return base64.b64encode(picture.write()).decode()
