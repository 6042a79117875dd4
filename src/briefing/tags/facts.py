"""What is known about an episode, whatever the format that it is written into."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from briefing.model import Chapter

__all__ = ["GENRE", "Tags", "clean", "mutagen", "picture_type"]

GENRE = "Podcast"
"""Of every file, by which players sort it."""
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Tags:
    """What is known about an episode."""

    title: str
    """ID3: TIT2; MP4: ©nam; Vorbis: TITLE."""
    artist: str
    """ID3: TPE1; MP4: ©ART; Vorbis: ARTIST."""
    album: str
    """The show.  ID3: TALB; MP4: ©alb; Vorbis: ALBUM."""
    date: date
    """Of publication.  ID3: TDRC and TDRL; MP4: ©day; Vorbis: DATE."""
    language: str
    """BCP 47.  ID3: TLAN; Vorbis: LANGUAGE."""
    comment: str = ""
    """ID3: COMM; MP4: ©cmt; Vorbis: COMMENT; left out while empty."""
    chapters: tuple[Chapter, ...] = ()
    """ID3: CHAP, named in order by CTOC; Vorbis: CHAPTER000 and on.  An MP4 has them from its muxer."""
    cover: bytes | None = None
    """A JPEG or PNG.  ID3: APIC; MP4: covr; Vorbis: METADATA_BLOCK_PICTURE."""

    @property
    def day(self) -> str:
        """The date, as every format writes it."""
        return self.date.isoformat()


def clean(text: str) -> str:
    """As UTF-8 can hold it, and without the NUL at which ID3 would cut it."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def picture_type(data: bytes) -> str:
    """Content type of a cover."""
    return "image/png" if data.startswith(_PNG) else "image/jpeg"


def mutagen(name: str) -> Any:  # noqa: ANN401  it has types in places only
    """A module of it, imported late since slowly."""
    return import_module(f"mutagen.{name}")
