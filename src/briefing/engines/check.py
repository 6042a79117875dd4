"""Whether an utterance can be said at once, and whether a clip can be the whole of it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from briefing.errors import SynthesisError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.engines.port import Engine
    from briefing.model import Clip, Utterance

__all__ = ["check_clip", "check_length", "shortest_ms"]

MS_PER_CHARACTER = 25
"""Speech at `AT_RATE` takes 60; the oddest text tried (`illllll`, at 400 words a minute) took 29."""
AT_RATE = 175
"""Words a minute."""
QUIET = 328
"""−40 dBFS: far under any voice, far above the noise of an engine that says nothing."""


def check_length(engine: Engine, utterance: Utterance) -> None:
    """Refuse an utterance that is longer than the engine takes at once.

    Raises:
        SynthesisError: it is; cutting it is the caller's business.
    """
    if len(utterance.text) > engine.max_chars:
        reason = f"{len(utterance.text)} characters are more than the {engine.max_chars} it takes at once"
        raise SynthesisError(engine.name, utterance.text, reason)


def check_clip(clip: Clip, utterance: Utterance, *, audible: bool) -> None:
    """Refuse a clip that would be a gap in the programme.

    Raises:
        SynthesisError: there was nothing to say; or an audible engine gave silence, or less than 25 ms of sound for
            each letter and digit at 175 words a minute.
    """
    shortest = shortest_ms(utterance)
    if not shortest:
        raise _error(utterance, "there is nothing to say: neither a letter nor a digit")
    if not audible:
        return
    sounding = _sounding_ms(clip)
    if not sounding:
        raise _error(utterance, "the clip is silent")
    if sounding < shortest:
        raise _error(utterance, f"the clip has {sounding} ms of sound, and must have at least {shortest}")


def shortest_ms(utterance: Utterance) -> int:
    """How long a clip of the utterance must be at least; 0 where it has neither a letter nor a digit."""
    characters = sum(map(str.isalnum, utterance.text))
    return MS_PER_CHARACTER * characters * AT_RATE // utterance.prosody.rate


def _sounding_ms(clip: Clip) -> int:
    """From the first sound to the last: a pause at the end must not stand in for lost words."""
    samples = clip.samples
    first = _quiet_frames(samples)
    last = len(samples) - _quiet_frames(reversed(samples))
    return max(0, last - first) * 1000 // clip.sample_rate


def _quiet_frames(samples: Iterable[int]) -> int:
    """How many frames pass before anything is heard."""
    return sum(1 for _ in takewhile(lambda sample: abs(sample) < QUIET, samples))


def _error(utterance: Utterance, reason: str) -> SynthesisError:
    return SynthesisError(utterance.voice.engine, utterance.text, reason)
