"""MP3 frames: counted, and the one that describes all others.

MPEG-1 Layer III (ISO/IEC 11172-3, 2.4.1.3), mono, 44.1 kHz, no CRC: the only kind that we write.
"""

from __future__ import annotations

__all__ = ["DELAY", "SAMPLES", "count_frames", "info_frame"]

SAMPLES = 1152
"""In every frame."""
DELAY = 1105
"""Samples before the first one that was encoded: 576 are LAME's, 529 every decoder's."""

_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_SYNC = b"\xff\xfb"
_MONO = 0xC0
_INFO_KBPS = 64
"""The least bitrate whose frame has room for the table of contents."""
_HAS_FRAMES_BYTES_TOC = 7
_SIDE_INFORMATION = 17


def count_frames(data: bytes) -> int:
    """How many frames these bytes are.

    Raises:
        ValueError: they are not whole frames of our kind from start to end.
    """
    at = count = 0
    while at < len(data):
        bitrate, rate, padding = data[at + 2] >> 4 if at + 4 <= len(data) else 0, data[at + 2 : at + 3], 0
        if data[at : at + 2] != _SYNC or not 0 < bitrate < len(_KBPS) or rate[0] & 0x0C:
            raise ValueError(f"no MP3 frame at byte {at}")
        padding = rate[0] >> 1 & 1
        at += _size(_KBPS[bitrate]) + padding
        count += 1
    if at != len(data):
        raise ValueError("the last MP3 frame is cut off")
    return count


def info_frame(frames: int, size: int, first: bytes) -> bytes:
    """The silent frame at the head of a file by which players know its length and find their way in it.

    Laid out as Xing laid it out and LAME names it (`Info`: constant bitrate), without the fields of gapless playing,
    which not all players heed: so all count the same `frames` × 1152 samples.

    Args:
        frames: how many follow.
        size: of those, in bytes.
        first: the header of the first of them.
    """
    bitrate = max(first[2] >> 4, _KBPS.index(_INFO_KBPS))
    header = _SYNC + bytes([bitrate << 4, _MONO])
    whole = size + _size(_KBPS[bitrate])
    numbers = b"".join(number.to_bytes(4, "big") for number in (_HAS_FRAMES_BYTES_TOC, frames, whole))
    contents = bytes(percent * 256 // 100 for percent in range(100))
    body = header + bytes(_SIDE_INFORMATION) + b"Info" + numbers + contents
    return body.ljust(_size(_KBPS[bitrate]), b"\0")


def _size(kbps: int) -> int:
    """Bytes of a frame, without the byte of padding that some have."""
    return 144_000 * kbps // 44_100
