"""Clips, trimmed and in their places, as raw tracks on disk: one for each sample rate that occurs.

Clips are written as they come, so memory does not grow with the length of the programme.
"""

from __future__ import annotations

import audioop
import warnings
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, Self

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.model import Clip

__all__ = ["HEADROOM_DB", "RATE", "Tracks", "cut_to_speech", "ms_of"]

RATE = 44_100
"""Frames a second of the finished programme, and of the clock here."""
HEADROOM_DB = 12.0
"""Tracks are this much quieter than the programme: 16-bit samples cannot hold the peaks that the limiter takes down."""

_HOP_MS = 5
_FLOOR = 500
"""What swings less than a 500th of the clip (54 dB below) is silence: below the weakest f of any voice measured."""
_LEAD_MS = 20
_TRAIL_MS = 30
_FADE_MS = 3
_SILENCE = bytes(1 << 16)


def ms_of(frames: int) -> int:
    """Whole milliseconds nearest to a place in the programme."""
    return round(frames * 1000 / RATE)


def _frames_of(milliseconds: int, rate: int = RATE) -> int:
    """Whole frames nearest to a time."""
    return round(milliseconds * rate / 1000)


def cut_to_speech(clip: Clip) -> Clip:
    """The clip without the silence around its speech, but for a little air; a silent clip stays whole."""
    floor = _swing(clip.pcm) // _FLOOR
    hop = 2 * max(1, _frames_of(_HOP_MS, clip.sample_rate))
    samples = memoryview(clip.pcm)
    starts = range(0, len(samples), hop)
    first = next((at for at in starts if _swing(samples[at : at + hop]) > floor), None)
    if first is None:
        return clip
    last = next(at for at in reversed(starts) if _swing(samples[at : at + hop]) > floor)
    start = max(0, first - 2 * _frames_of(_LEAD_MS, clip.sample_rate))
    pcm = clip.pcm[start : last + hop + 2 * _frames_of(_TRAIL_MS, clip.sample_rate)]
    marks = (replace(mark, frame=min(max(mark.frame - start // 2, 0), len(pcm) // 2)) for mark in clip.marks)
    return replace(clip, pcm=pcm, marks=tuple(marks))


def _swing(samples: bytes | memoryview) -> int:
    """From the lowest sample to the highest: other than a peak, direct current is no part of it."""
    lowest, highest = audioop.minmax(samples, 2) if samples else (0, 0)
    return int(highest - lowest)


def _levelled(pcm: bytes, rate: int, gain_db: float) -> bytes:
    """Louder or quieter, with fades too short to hear but long enough to leave no click."""
    segment = _segment()(data=pcm, sample_width=2, frame_rate=rate, channels=1)
    return bytes(segment.apply_gain(gain_db).fade_in(_FADE_MS).fade_out(_FADE_MS).raw_data)


@cache
def _segment() -> Any:  # noqa: ANN401  pydub has no types
    """Its class, imported late since slowly, without its warnings about an ffmpeg that we do not want it to use."""
    warnings.filterwarnings("ignore", "Couldn't find ff", RuntimeWarning)
    warnings.filterwarnings("ignore", "invalid escape sequence", SyntaxWarning)  # in its sources, on Python 3.12
    from pydub import AudioSegment  # noqa: PLC0415

    return AudioSegment


class Tracks:
    """Raw mono 16-bit files in a folder, one a sample rate, that together are one stretch of programme."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[int, BinaryIO] = {}
        self._stack = ExitStack()
        self.frames = 0
        """Length so far, at `RATE`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def paths(self) -> dict[int, Path]:
        """Sample rate → file, in the order of first use; whole after `finish` and the end of the `with` block."""
        return {rate: self._folder / f"{rate}.raw" for rate in self._files}

    def add(self, clip: Clip, gain_db: float, pause_ms: int) -> tuple[int, int]:
        """Put a clip at the end, as it is, and silence after it.

        Returns:
            Where the clip starts and ends, in frames at `RATE`.
        """
        start = self.frames
        # Rounded up, so that the next clip never starts within this one, whatever its rate.
        end = start - (-clip.frames * RATE // clip.sample_rate)
        if audioop.max(clip.pcm, 2):
            track = self._track(clip.sample_rate)
            self._fill(track, start * clip.sample_rate // RATE)
            track.write(_levelled(clip.pcm, clip.sample_rate, gain_db - HEADROOM_DB))
        self.frames = end + _frames_of(pause_ms)
        return start, end

    def finish(self) -> None:
        """Make every track as long as the whole; there is at least one, be it of silence."""
        for rate in list(self._files) or [RATE]:
            self._fill(self._track(rate), self.frames * rate // RATE)

    def _track(self, rate: int) -> BinaryIO:
        if rate not in self._files:
            self._files[rate] = self._stack.enter_context((self._folder / f"{rate}.raw").open("wb"))
        return self._files[rate]

    @staticmethod
    def _fill(track: BinaryIO, frames: int) -> None:
        """Silence up to a place."""
        missing = 2 * frames - track.tell()
        while missing > 0:
            missing -= track.write(_SILENCE[:missing])
