"""Opus (RFC 6716) in Ogg (RFC 7845); mutagen reads and writes the pages.

A block is an Ogg file by itself; its packets, which are the frames, go into the pages of the whole.
"""

from __future__ import annotations

import struct
from io import BytesIO
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any, BinaryIO

from briefing.mix.codec import Codec
from briefing.mix.tracks import RATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from briefing.mix.codec import Stretch
    from briefing.model import Chapter

__all__ = ["OPUS"]

_CLOCK = 48_000
"""Opus counts time at this rate, whatever was encoded."""
_SAMPLES = 960
"""In 20 ms, at that rate."""
_DELAY = 312
"""What libopus looks ahead."""
_HEADERS = 2
_SERIAL = 1
_MOST_PACKETS = 50
"""In a page: a second."""
_MOST_PIECES = 255
"""Of 255 bytes, in a page."""
_CHANNEL_KBPS = 256
_NEAR_KBPS = 56
"""From here on it is as loud as what was encoded."""


def _arguments(kbps: int, channels: int) -> Sequence[str]:
    codec = ("-b:a", f"{min(kbps, _CHANNEL_KBPS * channels)}k", "-frame_duration", "20")
    return (*codec, "-flags:a", "+bitexact", "-fflags", "+bitexact", "-f", "opus")


def _packets(file: BinaryIO) -> Iterator[bytes]:
    """The packets of a block, the two headers left out; a ValueError where it is no whole Ogg file."""
    ogg = _ogg()
    pages: list[Any] = []
    try:
        while not pages or not pages[-1].last:
            pages.append(ogg.OggPage(file))
        return islice(ogg.OggPage.to_packets(pages, strict=True), _HEADERS, None)
    except (ogg.error, EOFError) as broken:
        raise ValueError(f"no whole Ogg file: {broken}") from broken


def _ogg() -> Any:  # noqa: ANN401  mutagen has types in places only
    import mutagen.ogg  # noqa: PLC0415  slowly

    return mutagen.ogg


def _count(data: bytes) -> int:
    return sum(1 for _ in _packets(BytesIO(data)))


def _join(stretches: Sequence[Stretch], target: Path, _chapters: Sequence[Chapter]) -> None:
    """All packets in new pages.

    The file skips nothing at its start (pre-skip 0): every block begins with the silence that others have there, so
    that all are equally late.
    """
    with stretches[0].path.open("rb") as file:
        channels = file.read(64)[28 + 9]
    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, channels, 0, RATE, 0, 0)
    tags = b"OpusTags" + struct.pack("<I8sI", 8, b"briefing", 0)
    with target.open("wb") as file:
        file.write(_page([head], 0, 0))
        file.write(_page([tags], 1, 0))
        heard = 0
        for number, (packets, following) in enumerate(pairwise(chain(_paged(_all(stretches)), (None,))), _HEADERS):
            heard += _SAMPLES * len(packets or ())
            file.write(_page(packets or (), number, heard, last=following is None))


def _all(stretches: Iterable[Stretch]) -> Iterator[bytes]:
    for stretch in stretches:
        with stretch.path.open("rb") as file:
            yield from islice(_packets(file), stretch.frames)


def _paged(packets: Iterable[bytes]) -> Iterator[list[bytes]]:
    """As many as a page can hold, up to a second."""
    page: list[bytes] = []
    pieces = 0
    for packet in packets:
        more = len(packet) // _MOST_PIECES + 1
        if len(page) == _MOST_PACKETS or pieces + more > _MOST_PIECES:
            yield page
            page, pieces = [], 0
        page.append(packet)
        pieces += more
    yield page


def _page(packets: Iterable[bytes], number: int, heard: int, *, last: bool = False) -> bytes:
    """A page that ends when so many samples were heard."""
    page = _ogg().OggPage()
    page.packets = list(packets)
    page.serial, page.sequence, page.position = _SERIAL, number, heard
    page.first, page.last = number == 0, last
    return bytes(page.write())


OPUS = Codec(
    suffix=".opus",
    samples=_SAMPLES * RATE // _CLOCK,
    delay=round(_DELAY * RATE / _CLOCK),
    kbps=40,
    quieter_db=lambda kbps: 0.2 if kbps < _NEAR_KBPS else 0.0,
    encoder="libopus",
    arguments=_arguments,
    count=_count,
    join=_join,
)
"""Less than half of an MP3's size; Apple Podcasts does not play it."""
