"""Tags of MP3: ID3v2.4 with the chapter frames of its addendum 1.0 (CHAP, CTOC)."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from briefing.tags.facts import GENRE, clean, picture_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from briefing.model import Chapter
    from briefing.tags.facts import Tags

__all__ = ["write_id3"]

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
_ID3_HEADER = 10
_IN_URLS = "%!#$&'()*+,/:;=?@[]~"
"""What a written URL may hold besides letters and digits; anything else is percent-encoded, as ID3 wants it."""


def write_id3(path: Path, fresh: Path, tags: Tags) -> None:
    """Write the audio of `path`, without the tag that it may have, behind a tag of ours."""
    with path.open("rb") as audio, fresh.open("wb") as file:
        file.write(_rendered(_frames(tags)))
        _skip_tags(audio)
        shutil.copyfileobj(audio, file, 1 << 20)


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
    texts = {"TIT2": tags.title, "TPE1": tags.artist, "TALB": tags.album, "TDRC": tags.day, "TDRL": tags.day}
    for name, text in {**texts, "TLAN": language, "TCON": GENRE}.items():
        yield _frame(name, text=[clean(text)])
    if tags.comment:
        yield _frame("COMM", lang=language, desc="", text=[clean(tags.comment)])
    if tags.cover:
        yield _frame("APIC", mime=picture_type(tags.cover), type=_FRONT_COVER, desc="", data=tags.cover)
    names = [f"chp{number}" for number in range(len(tags.chapters))]
    yield from map(_chapter, names, tags.chapters)
    yield from _contents(names)


def _frame(name: str, **fields: object) -> Any:  # noqa: ANN401
    from mutagen.id3 import Frames  # noqa: PLC0415

    return Frames[name](encoding=_UTF8, **fields)


def _chapter(name: str, chapter: Chapter) -> Any:  # noqa: ANN401
    from mutagen.id3 import CHAP  # noqa: PLC0415

    inside = [_frame("TIT2", text=[clean(chapter.title)])]
    if chapter.url:
        inside.append(_frame("WXXX", desc="", url=quote(clean(chapter.url), safe=_IN_URLS)))
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


def _skip_tags(audio: BinaryIO) -> None:
    """Go to the end of the ID3v2 tag at the file's head, if there is one."""
    header = audio.read(_ID3_HEADER)
    size = 0
    if header[:3] == b"ID3" and len(header) == _ID3_HEADER:
        for byte in header[6:]:  # four times seven bits
            size = size << 7 | byte & 0x7F
        size += _ID3_HEADER
    audio.seek(size)
