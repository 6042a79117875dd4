"""Pitch is measured as it is heard."""

from __future__ import annotations

import math
import random
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.engines.pitch import median_pitch_hz
from briefing.model import Clip


def voice(pitch_hz: float, rate: int = 22_050) -> Clip:
    """Half a second that is as rich in overtones as a voice."""
    tones = [(overtone * pitch_hz, 3000 / overtone) for overtone in range(1, 9)]
    turns = (math.tau * frame / rate for frame in range(rate // 2))
    samples = (int(sum(level * math.sin(hz * turn) for hz, level in tones)) for turn in turns)
    return Clip(array("h", samples).tobytes(), rate)


@pytest.mark.parametrize("pitch_hz", [78, 104, 144, 199, 255, 340])
@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000])
def test_the_fundamental_is_found(pitch_hz: float, rate: int) -> None:
    """Within a fifth of a semitone, for men's, women's and children's voices, and not an octave off."""
    found = median_pitch_hz(voice(pitch_hz, rate))
    assert found is not None
    assert 12 * abs(math.log2(found / pitch_hz)) < 0.2


def test_noise_and_silence_have_no_pitch() -> None:
    """Nothing is made up where nothing is sung."""
    noise = random.Random(7)  # noqa: S311  noise, not a secret
    hiss = array("h", [noise.randrange(-9000, 9000) for _ in range(11_025)])
    assert median_pitch_hz(Clip(hiss.tobytes(), 22_050)) is None
    assert median_pitch_hz(Clip(bytes(22_050), 22_050)) is None


@given(st.binary(max_size=2000).map(lambda pcm: pcm[: len(pcm) // 2 * 2]), st.sampled_from((8000, 22_050, 48_000)))
def test_any_clip_is_measured(pcm: bytes, rate: int) -> None:
    """Whatever the samples, there is a pitch that a voice can have, or none."""
    found = median_pitch_hz(Clip(pcm, rate))
    assert found is None or 55 < found < 450
