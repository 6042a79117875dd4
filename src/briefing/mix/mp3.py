"""MP3: frames that can stand in any order, and the one that describes all others.

MPEG-1 Layer III (ISO/IEC 11172-3, 2.4.1.3), 44.1 kHz, no CRC: the only kind that we write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.mix.codec import DELAY, Codec, copy_frames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefing.mix.codec import Stretch
    from briefing.model import Chapter

__all__ = ["MP3"]

_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_SYNC = b"\xff\xfb"
_CHANNELS = 0xC0
_MONO = 0xC0
_INFO_KBPS = 64
"""The least bitrate whose frame has room for the table of contents."""
_HAS_FRAMES_BYTES_TOC = 7
_SIDE_INFORMATION = {True: 17, False: 32}
"""Bytes of it, in mono and in stereo."""
_QUIETER_DB = ((176, 0.446), (208, 0.265), (240, 0.175), (320, 0.0))
"""LAME makes what it encodes quieter: up to which bitrate, and by how much (its `abr_switch_map`: 0.95, 0.97, 0.98, 1).

We put it back, so that loudness before the encoder is loudness after it."""


def _quieter_db(kbps: int) -> float:
    return next(taken for most, taken in _QUIETER_DB if kbps <= most)


def _arguments(kbps: int, _channels: int) -> Sequence[str]:
    """Frames of constant bitrate that borrow no bits from their neighbours (`-reservoir 0`).

    Compression level 7 costs half the time of LAME's default and, at 96 kbit/s mono, comes 3 to 11 dB nearer to what
    went in: the default is content as soon as its model of the ear is.
    """
    codec = ("-b:a", f"{kbps}k", "-compression_level", "7", "-reservoir", "0")
    return (*codec, "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3")


def _ends(data: bytes) -> Iterator[int]:
    """Where each frame ends."""
    at = 0
    while at < len(data):
        bitrate, rate = data[at + 2] >> 4 if at + 4 <= len(data) else 0, data[at + 2 : at + 3]
        if data[at : at + 2] != _SYNC or not 0 < bitrate < len(_KBPS) or rate[0] & 0x0C:
            raise ValueError(f"no MP3 frame at byte {at}")
        at += _size(_KBPS[bitrate]) + (rate[0] >> 1 & 1)
        yield at
    if at != len(data):
        raise ValueError("the last MP3 frame is cut off")


def _count(data: bytes) -> int:
    return sum(1 for _ in _ends(data))


def _join(stretches: Sequence[Stretch], target: Path, _chapters: Sequence[Chapter]) -> None:
    """Frames one after the other, behind a frame that says how many there are."""
    with stretches[0].path.open("rb") as file:
        first = file.read(4)
    frames = sum(stretch.frames for stretch in stretches)
    with target.open("wb") as fresh:
        head = fresh.write(_info_frame(frames, 0, first))
        for stretch in stretches:
            copy_frames(stretch, _ends, fresh)
        size = fresh.tell() - head
        fresh.seek(0)
        fresh.write(_info_frame(frames, size, first))


def _info_frame(frames: int, size: int, first: bytes) -> bytes:
    """The silent frame at the head of a file by which players know its length and find their way in it.

    Laid out as Xing laid it out and LAME names it (`Info`: constant bitrate), without the fields of gapless playing,
    which not all players heed: so all count the same `frames` × 1152 samples.

    Args:
        frames: how many follow.
        size: of those, in bytes.
        first: the header of the first of them.
    """
    bitrate, channels = max(first[2] >> 4, _KBPS.index(_INFO_KBPS)), first[3] & _CHANNELS
    header = _SYNC + bytes([bitrate << 4, channels])
    whole = size + _size(_KBPS[bitrate])
    numbers = b"".join(number.to_bytes(4, "big") for number in (_HAS_FRAMES_BYTES_TOC, frames, whole))
    contents = bytes(percent * 256 // 100 for percent in range(100))
    body = header + bytes(_SIDE_INFORMATION[channels == _MONO]) + b"Info" + numbers + contents
    return body.ljust(_size(_KBPS[bitrate]), b"\0")


def _size(kbps: int) -> int:
    """Bytes of a frame, without the byte of padding that some have."""
    return 144_000 * kbps // 44_100


MP3 = Codec(
    suffix=".mp3",
    samples=1152,
    delay=DELAY,
    kbps=96,
    quieter_db=_quieter_db,
    encoder="libmp3lame",
    arguments=_arguments,
    count=_count,
    join=_join,
)
"""What every podcast app plays."""
