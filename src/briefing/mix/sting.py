"""The short sound between two stories: three soft bell tones of our own making."""

from __future__ import annotations

import math
from array import array
from functools import cache
from sys import byteorder

from briefing.model import Clip, Voice

__all__ = ["STING", "sting"]

STING = Voice("briefing", "sting")
"""What reads it, in a take; its loudness is right at a gain of 0."""

_SECONDS = 1.1
_TONES = ((523.25, 0.0), (659.25, 0.16), (783.99, 0.32))
"""C5, E5, G5: frequency in Hz, start in seconds."""
_PARTIALS = ((1.0, 1.0), (2.0, 0.28), (3.0, 0.10))
"""Multiple of the frequency, strength."""
_RISE_S = 0.012
_FALL_S = 0.22
_PEAK = 20_000


@cache
def sting(sample_rate: int) -> Clip:
    """A second of it, near −16 LUFS, starting and ending without a click."""
    frames = int(_SECONDS * sample_rate)
    wave = [0.0] * frames
    for frequency, start in _TONES:
        for at in range(int(start * sample_rate), frames):
            wave[at] += _tone(frequency, at / sample_rate - start)
    loudest = max(map(abs, wave))
    samples = array(
        "h",
        (
            round(_PEAK * value / loudest * min(1.0, (frames - at) / (0.1 * sample_rate)))
            for at, value in enumerate(wave)
        ),
    )
    if byteorder == "big":
        samples.byteswap()
    return Clip(samples.tobytes(), sample_rate)


def _tone(frequency: float, seconds: float) -> float:
    envelope = min(1.0, seconds / _RISE_S) * math.exp(-seconds / _FALL_S)
    return envelope * sum(part * math.sin(math.tau * frequency * times * seconds) for times, part in _PARTIALS)
