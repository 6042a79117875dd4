"""Whether a clip can be the whole of what was to be said."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from briefing.errors import SynthesisError

if TYPE_CHECKING:
    from briefing.model import Clip, Utterance

__all__ = ["check_clip", "shortest_ms"]

MS_PER_CHARACTER = 25
"""Speech at `AT_RATE` takes two to three times as long; a clip that lost its end or was cut short takes less."""
AT_RATE = 175
"""Words a minute."""
QUIETEST_PEAK = 328
"""−40 dBFS: far under any voice, far above the noise of an engine that says nothing."""


def check_clip(clip: Clip, utterance: Utterance, *, audible: bool) -> None:
    """Refuse a clip that would be a gap in the programme.

    Raises:
        SynthesisError: there was nothing to say; or an audible engine gave silence, or less than 25 ms for each letter
            and digit at 175 words a minute.
    """
    shortest = shortest_ms(utterance)
    if not shortest:
        raise _error(utterance, "there is nothing to say: neither a letter nor a digit")
    if not audible:
        return
    if _peak(clip) < QUIETEST_PEAK:
        raise _error(utterance, "the clip is silent")
    if clip.duration_ms < shortest:
        raise _error(utterance, f"the clip has {clip.duration_ms} ms, which is too short for what it is to say")


def shortest_ms(utterance: Utterance) -> int:
    """How long a clip of the utterance must be at least; 0 where it has neither a letter nor a digit."""
    characters = sum(map(str.isalnum, utterance.text))
    return MS_PER_CHARACTER * characters * AT_RATE // utterance.prosody.rate


def _peak(clip: Clip) -> int:
    samples = array("h", clip.pcm)
    return max(map(abs, samples), default=0)


def _error(utterance: Utterance, reason: str) -> SynthesisError:
    return SynthesisError(utterance.voice.engine, utterance.text, reason)
