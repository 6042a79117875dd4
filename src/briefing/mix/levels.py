"""How much louder or quieter a voice must be made, so that all voices are heard alike."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from briefing.errors import MixError
from briefing.mix.encode import loudness
from briefing.mix.tracks import HEADROOM_DB, Tracks, cut_to_speech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefing.model import Clip
    from briefing.settings import AudioSettings

__all__ = ["LEVEL_TEXT", "voice_gain"]

LEVEL_TEXT = (
    "The harbour council voted late on Tuesday to open the north quay again, after eleven months of repairs.",
    "Nobody in this room wanted to wait another winter, and nobody will have to.",
    "Officials said that the work had cost four million dollars, which was a fifth less than they had feared.",
    "How many ships will use it, though, is a question for the spring.",
)
"""What a voice says to have its loudness measured: some twenty seconds, every sound of English, no names."""

_STEPS = 5
_NEAR_LU = 0.1
"""The meter's own resolution."""
_LEAST_SLOPE = 0.2
_PAUSE_MS = 250
_MOST_LIMITED_DB = 10.0
"""A voice that the limiter would have to press harder than this is left quieter: it would be loud, but sound broken."""


def voice_gain(clips: Iterable[Clip], audio: AudioSettings) -> float:
    """The gain in dB that brings a voice to the programme's loudness; 0 for clips without any sound.

    It is found through the limiter, whose work makes some voices quieter than others.  Give it some 20 seconds of
    the voice (`LEVEL_TEXT`), and keep the answer: it holds as long as the voice and its rate are the same.

    Raises:
        MixError: ffmpeg is not there or failed.
    """
    name = Path("voice level")
    try:
        with TemporaryDirectory(prefix="briefing-level-") as folder:
            with Tracks(Path(folder)) as tracks:
                for clip in clips:
                    tracks.add(cut_to_speech(clip), 0.0, _PAUSE_MS)
                tracks.finish()
            if not tracks.frames:
                return 0.0
            return _settle(lambda gain: loudness(tracks, audio, HEADROOM_DB + gain, name), audio.loudness_lufs)
    except OSError as error:
        raise MixError(str(name), error.strerror or str(error), hint="Is there room left on the disk?") from error


def _settle(hear: Callable[[float], float | None], target: float) -> float:
    """The gain at which `target` is heard.

    Secant steps: the limiter takes the more the louder it gets; of the last dB that a peaky voice is raised, it leaves
    a third.
    """
    heard = hear(0.0)
    if heard is None:
        return 0.0
    gain, slope, most = 0.0, 1.0, target - heard + _MOST_LIMITED_DB
    for _ in range(_STEPS):
        step = min((target - heard) / slope, most - gain)
        if abs(target - heard) <= _NEAR_LU or not step:
            break
        reached = hear(gain + step) or heard
        slope = max(_LEAST_SLOPE, min(1.0, (reached - heard) / step))
        gain, heard = gain + step, reached
    return round(gain, 2)
