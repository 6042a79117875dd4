"""How much louder or quieter a voice must be made, so that all voices are heard alike."""

from __future__ import annotations

import audioop
import math
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import MixError
from briefing.mix.encode import loudness
from briefing.mix.tracks import HEADROOM_DB, Tracks, cut_to_speech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefing.model import Clip
    from briefing.settings import AudioSettings

__all__ = ["LEVEL_TEXT", "Level", "correction", "level", "voice_gain"]

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

_ENOUGH_S = 3.0
_MOST_CORRECTED_DB = 1.5


class Level(NamedTuple):
    """How loud a voice is as its engine gives it."""

    power: float
    """Mean square of its samples, silence around the speech left out."""
    seconds: float


def level(clips: Iterable[Clip]) -> Level:
    """The level of some clips together."""
    power = seconds = 0.0
    for clip in map(cut_to_speech, clips):
        power += audioop.rms(clip.pcm, 2) ** 2 * (clip.frames / clip.sample_rate)
        seconds += clip.frames / clip.sample_rate
    return Level(power / seconds if seconds else 0.0, seconds)


def correction(said: Level, measured: Level) -> float:
    """Decibels to add to a voice's gain, since some words are louder than those that it was measured on.

    Of one voice, loudness goes with power.  That brings speakers of a dozen seconds from within 1.0 LU of one another
    to within 0.7.  0 for less than three seconds; never more than 1.5 dB, so that a whisper stays one.
    """
    if said.seconds < _ENOUGH_S or not (said.power and measured.power):
        return 0.0
    louder = 10 * math.log10(said.power / measured.power)
    return -max(-_MOST_CORRECTED_DB, min(_MOST_CORRECTED_DB, louder))


def voice_gain(clips: Iterable[Clip], audio: AudioSettings, folder: Path | None = None) -> float:
    """The gain in dB that brings a voice to the programme's loudness; 0 for clips without any sound.

    It is found through the limiter, whose work makes some voices quieter than others.  Give it some 20 seconds of
    the voice (`LEVEL_TEXT`), and keep the answer: it holds as long as the voice and its rate are the same.  What is
    measured lies in a folder below `folder` meanwhile, or where the system has its temporary files.

    Raises:
        MixError: ffmpeg is not there or failed.
    """
    name = Path("voice level")
    try:
        with TemporaryDirectory(prefix=".mix-", dir=folder) as place:
            with Tracks(Path(place)) as tracks:
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
