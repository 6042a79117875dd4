"""A clip that would be a gap in the programme is refused."""

from __future__ import annotations

from array import array
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.engines.check import check_clip, shortest_ms
from briefing.engines.workers import Workers
from briefing.errors import SynthesisError
from briefing.model import Clip, Prosody, Utterance, Voice

ODD_TEXTS = (
    "illllllllllllll",
    "through thorough thought though",
    "Queueing queues straightforwardly brought thoughts",
    "A",
    "I, a",
    "gh",
    "a b c d e",
    "hhhhhhhh ssssssss",
    "oooooooooooooooooooo",
    "NATO, UNESCO and the US",
    "11111111111111111111",
    "10,000,000,000",
    "1/2, 50% and €5",
    "x² + y²",
    "COVID-19",
    "www.example.org",
    "Ångström, naïve café, Zürich",
    "Αθήνα, Москва, 日本語, مرحبا",
    "١٢٣ २०२२ １２３",
    "𝐀𝐁𝐂 ｆｕｌｌ ﬁne",
    "Mississippi Massachusetts committee accommodation",
    '"Right," said Mr Ostrow -- and left.',
)


def utterance(text: str, rate: int = 175, voice: str = "en-us") -> Utterance:
    """Something for espeak to say."""
    return Utterance(text, Voice("espeak", voice), Prosody(rate))


def buzz(duration_ms: int, silence_ms: int = 0, level: int = 8000) -> Clip:
    """A tone of that length, and silence after it."""
    return Clip(array("h", [level, -level] * (duration_ms // 2) + [0] * silence_ms).tobytes(), 1000)


def test_real_speech_passes_whatever_it_says() -> None:
    """The limit is calibrated: odd texts, spoken by fast and slow voices, all keep to it."""
    voices = ("en-us", "en-gb+f2", "en-029+m3")
    said = [utterance(text, rate, voice) for text in ODD_TEXTS for voice in voices for rate in (80, 175, 400)]
    with Workers("espeak", 2) as workers:
        assert [outcome for outcome in workers.say_all(said) if isinstance(outcome, SynthesisError)] == []


def test_silence_is_refused() -> None:
    """An audible engine's silent clip is an error, whatever its length."""
    with pytest.raises(SynthesisError, match="silent"):
        check_clip(buzz(5000, level=9), utterance("Ten words"), audible=True)


def test_no_clip_at_all_is_refused() -> None:
    """An empty clip is silent."""
    with pytest.raises(SynthesisError, match="silent"):
        check_clip(Clip(b"", 22_050), utterance("Ten words"), audible=True)


def test_silence_is_what_the_silent_engine_gives() -> None:
    """An engine that is not audible is not asked for sound."""
    check_clip(buzz(5000, level=0), utterance("Ten words"), audible=False)


def test_a_clip_that_lost_its_end_is_refused() -> None:
    """A pause does not stand in for words: only sound counts."""
    with pytest.raises(SynthesisError, match="100 ms of sound, and must have at least 200"):
        check_clip(buzz(100, silence_ms=2000), utterance("Ten words"), audible=True)


def test_a_faster_voice_may_take_less() -> None:
    """The limit goes with the rate."""
    assert shortest_ms(utterance("Ten words", 350)) == 100


@pytest.mark.parametrize("text", ["", "...", " — ", "“”", "🙂"])
@pytest.mark.parametrize("audible", [True, False])
def test_nothing_to_say_is_refused(text: str, audible: bool) -> None:
    """Punctuation alone is the caller's to leave out, with any engine."""
    with pytest.raises(SynthesisError, match="nothing to say"):
        check_clip(buzz(5000), utterance(text), audible=audible)


@given(st.text(max_size=60), st.binary(max_size=200).map(lambda pcm: pcm[: len(pcm) // 2 * 2]))
def test_any_clip_gives_a_verdict(text: str, pcm: bytes) -> None:
    """Whatever an engine returns, the answer is yes or a SynthesisError."""
    with suppress(SynthesisError):
        check_clip(Clip(pcm, 8000), utterance(text), audible=True)
