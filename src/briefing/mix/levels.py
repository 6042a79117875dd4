"""How much louder or quieter a voice must be made, so that all voices are heard alike."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from briefing.errors import MixError
from briefing.mix.encode import loudness
from briefing.mix.tracks import HEADROOM_DB, Tracks

if TYPE_CHECKING:
    from collections.abc import Iterable

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
_LEAST_SLOPE = 0.2
_PAUSE_MS = 250
_UTMOST_DB = 40.0


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
                    tracks.add(clip, 0.0, _PAUSE_MS)
                tracks.finish()
            return _settle(tracks, audio, name) if tracks.frames else 0.0
    except OSError as error:
        raise MixError(str(name), str(error)) from error


def _settle(tracks: Tracks, audio: AudioSettings, name: Path) -> float:
    """Secant steps: of the last dB that a peaky voice is raised, the limiter leaves a third."""
    gain, slope = 0.0, 1.0
    heard = loudness(tracks, audio, HEADROOM_DB, name)
    for _ in range(_STEPS):
        if heard is None:
            return 0.0
        if abs(audio.loudness_lufs - heard) < _NEAR_LU:
            break
        step = (audio.loudness_lufs - heard) / slope
        reached = loudness(tracks, audio, HEADROOM_DB + gain + step, name)
        slope = max(_LEAST_SLOPE, min(1.0, ((reached or heard) - heard) / step))
        gain, heard = gain + step, reached
    return round(max(-_UTMOST_DB, min(_UTMOST_DB, gain)), 2)
