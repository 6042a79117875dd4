"""What the mix has to know of a format, and nothing else in it does."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from briefing.model import Chapter

__all__ = ["DELAY", "Codec", "Stretch", "copy_frames"]

DELAY = 1105
"""Samples at 44.1 kHz by which every format is late: MP3's, the longest of them.  Others are given silence before, so
that one transcript holds for all: 576 samples are LAME's, 529 every decoder's."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The frames of a block that are to be heard: the first of them, as many as keep the format in time."""

    path: Path
    frames: int
    whole: bool
    """Whether that is all of them."""


@dataclass(frozen=True, slots=True)
class Codec:
    """A format: how a block is encoded in it, and how blocks become one file without being encoded again."""

    suffix: str
    """Of the finished file: `.mp3`."""
    samples: int
    """In every frame, counted at 44.1 kHz."""
    delay: int
    """Samples at 44.1 kHz that come before the first one that was encoded."""
    kbps: int
    """Its own bitrate: what is good enough for speech."""
    quieter_db: Callable[[int], float]
    """How much quieter the encoder makes what it encodes, at a bitrate; given back before it."""
    encoder: str
    """What ffmpeg calls it: `libmp3lame`."""
    arguments: Callable[[int, int], Sequence[str]]
    """Bitrate and channels → what tells ffmpeg how to encode a block, and how to write it."""
    count: Callable[[bytes], int]
    """How many frames a block's file holds; a ValueError tells what is broken in it."""
    join: Callable[[Sequence[Stretch], Path, Sequence[Chapter]], None]
    """Writes the file of these stretches, with the chapters where the container itself keeps them."""


def copy_frames(stretch: Stretch, ends: Callable[[bytes], Iterable[int]], file: BinaryIO) -> None:
    """Append a stretch of a block that is frames and nothing else to a file; `ends` tells where each frame ends."""
    with stretch.path.open("rb") as block:
        if stretch.whole:
            shutil.copyfileobj(block, file, 1 << 20)
        else:
            data = block.read()
            file.write(data[: next(islice(ends(data), stretch.frames - 1, None))])
