"""What players show of an audio file: title, picture, chapters (mutagen here).

ID3v2.4 with the chapter frames of its addendum 1.0 (CHAP, CTOC).
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from briefing.errors import MixError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from briefing.model import Chapter

__all__ = ["Tags", "write_tags"]

_LANGUAGES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "gl": "glg", "he": "heb",
    "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit",
    "lv": "lav", "mk": "mkd", "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa", "th": "tha", "tr": "tur",
    "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""BCP 47 writes two letters; ID3 wants the three of ISO 639-2."""
_UNKNOWN = "und"
_UTF8 = 3
_NO_OFFSET = 0xFFFFFFFF
_FRONT_COVER = 3
_TOP_LEVEL = 1
_ORDERED = 2
_CONTENTS_LIMIT = 255
"""A table of contents counts its children in one byte."""
_PNG = b"\x89PNG\r\n\x1a\n"
_ID3_HEADER = 10
_IN_URLS = "%!#$&'()*+,/:;=?@[]~"
"""What a written URL may hold besides letters and digits; anything else is percent-encoded, as ID3 wants it."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What is known about an episode."""

    title: str
    """ID3: TIT2."""
    artist: str
    """ID3: TPE1."""
    album: str
    """The show.  ID3: TALB."""
    date: date
    """Of publication.  ID3: TDRC and TDRL."""
    language: str
    """BCP 47.  ID3: TLAN."""
    comment: str = ""
    """ID3: COMM; left out while empty."""
    chapters: tuple[Chapter, ...] = ()
    """ID3: CHAP, named in order by CTOC."""
    cover: bytes | None = None
    """A JPEG or PNG.  ID3: APIC."""


def write_tags(path: Path, tags: Tags) -> None:
    """Give an MP3 these tags and no others; its audio stays as it is, and the same tags give the same bytes.

    Raises:
        MixError: the file stayed as it was; it cannot be read, or the disk is full.
    """
    head = _rendered(_frames(tags))
    try:
        with TemporaryDirectory(prefix=".tags-", dir=path.parent) as folder:
            fresh = Path(folder, path.name)
            with path.open("rb") as audio, fresh.open("wb") as file:
                _skip_tags(audio)
                file.write(head)
                shutil.copyfileobj(audio, file, 1 << 20)
            fresh.replace(path)
    except OSError as error:
        raise MixError(str(path), f"the tags were not written: {error}") from error


def _rendered(frames: Iterable[Any]) -> bytes:
    """The tag, frames in our order: mutagen sorts chapters by size, and some players list them as they lie."""
    body = b"".join(map(_alone, frames))
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\x00\x00" + size + body


def _alone(frame: Any) -> bytes:  # noqa: ANN401  mutagen's frames have no common type to name
    from mutagen.id3 import ID3  # noqa: PLC0415  imports slowly

    tag, whole = ID3(), BytesIO()  # type: ignore[no-untyped-call]  # mutagen is typed in places only
    tag.add(frame)  # type: ignore[no-untyped-call]
    tag.save(whole, padding=lambda _: 0, v1=0)
    return whole.getvalue()[_ID3_HEADER:]


def _frames(tags: Tags) -> Iterator[Any]:
    language = _LANGUAGES.get(tags.language.split("-")[0].lower(), _UNKNOWN)
    day = tags.date.isoformat()[: len("2026-11-22")]
    texts = {"TIT2": tags.title, "TPE1": tags.artist, "TALB": tags.album, "TDRC": day, "TDRL": day, "TLAN": language}
    for name, text in {**texts, "TCON": "Podcast"}.items():
        yield _frame(name, text=[_clean(text)])
    if tags.comment:
        yield _frame("COMM", lang=language, desc="", text=[_clean(tags.comment)])
    if tags.cover:
        mime = "image/png" if tags.cover.startswith(_PNG) else "image/jpeg"
        yield _frame("APIC", mime=mime, type=_FRONT_COVER, desc="", data=tags.cover)
    names = [f"chp{number}" for number in range(len(tags.chapters))]
    yield from map(_chapter, names, tags.chapters)
    yield from _contents(names)


def _frame(name: str, **fields: object) -> Any:  # noqa: ANN401
    from mutagen.id3 import Frames  # noqa: PLC0415

    return Frames[name](encoding=_UTF8, **fields)


def _chapter(name: str, chapter: Chapter) -> Any:  # noqa: ANN401
    from mutagen.id3 import CHAP  # noqa: PLC0415

    inside = [_frame("TIT2", text=[_clean(chapter.title)])]
    if chapter.url:
        inside.append(_frame("WXXX", desc="", url=quote(_clean(chapter.url), safe=_IN_URLS)))
    times = {"start_time": chapter.start_ms, "end_time": chapter.end_ms}
    offsets = {"start_offset": _NO_OFFSET, "end_offset": _NO_OFFSET}
    return CHAP(element_id=name, **times, **offsets, sub_frames=inside)  # type: ignore[no-untyped-call]


def _contents(names: Sequence[str]) -> Iterator[Any]:
    """One table that names all chapters, or one that names tables of 255, which do for 65,025."""
    groups = [names[at : at + _CONTENTS_LIMIT] for at in range(0, len(names), _CONTENTS_LIMIT)]
    if len(groups) <= 1:
        yield from (_table("toc", _TOP_LEVEL | _ORDERED, group) for group in groups)
        return
    parts = [f"toc{number}" for number in range(len(groups))]
    yield _table("toc", _TOP_LEVEL | _ORDERED, parts)
    yield from (_table(part, _ORDERED, group) for part, group in zip(parts, groups, strict=True))


def _table(name: str, flags: int, children: Sequence[str]) -> Any:  # noqa: ANN401
    from mutagen.id3 import CTOC  # noqa: PLC0415

    return CTOC(element_id=name, flags=flags, child_element_ids=children, sub_frames=[])  # type: ignore[no-untyped-call]


def _clean(text: str) -> str:
    """As UTF-8 can hold it, and without the NUL at which ID3 would cut it."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _skip_tags(audio: BinaryIO) -> None:
    """Go to the end of the ID3v2 tag at the file's head, if there is one."""
    header = audio.read(_ID3_HEADER)
    size = 0
    if header[:3] == b"ID3" and len(header) == _ID3_HEADER:
        for byte in header[6:]:  # four times seven bits
            size = size << 7 | byte & 0x7F
        size += _ID3_HEADER
    audio.seek(size)
