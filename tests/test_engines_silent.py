"""The silent engine keeps time without a sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.engines.silent import Silent
from briefing.errors import SynthesisError
from briefing.model import Prosody, Utterance, Voice


def test_fifteen_characters_take_a_second() -> None:
    """At 175 words a minute fifteen characters are one second, to the frame."""
    clip = Silent().say(Utterance("Fifteen letters", Voice("silent", "1")))
    assert (clip.frames, clip.duration_ms) == (22_050, 1000)


def test_twice_the_rate_takes_half_the_time() -> None:
    """Length goes with the rate."""
    clip = Silent().say(Utterance("Fifteen letters", Voice("silent", "1"), Prosody(350)))
    assert clip.duration_ms == 500


@given(st.text(max_size=200), st.text(max_size=9), st.integers(80, 400))
def test_any_text_and_any_voice_is_silence_in_whole_frames(text: str, voice: str, rate: int) -> None:
    """Whatever is asked, the clip is whole frames of zeros."""
    clip = Silent().say(Utterance(text, Voice("silent", voice), Prosody(rate)))
    assert len(clip.pcm) % 2 == 0
    assert not any(clip.pcm)


def test_what_is_too_long_for_espeak_is_refused() -> None:
    """A dry run finds utterances that nobody has cut."""
    with pytest.raises(SynthesisError, match="801 characters are more than the 800 it takes at once"):
        Silent().say(Utterance("x" * 801, Voice("silent", "1")))


def test_it_offers_voices_for_a_cast() -> None:
    """Eight voices of both genders, each with a pitch of its own."""
    voices = Silent().voices()
    assert len({voice.pitch_hz for voice in voices}) == len(voices) == 8
    assert {voice.gender for voice in voices} == {"male", "female"}
