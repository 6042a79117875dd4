"""The cast that comes with the program can be told apart by ear."""

from __future__ import annotations

import math
import re
import tomllib
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from briefing.cast import APART, apart
from briefing.engines.pitch import median_pitch_hz
from briefing.engines.workers import Workers
from briefing.model import Clip, Prosody, Utterance, Voice

WRITTEN = (Path(__file__).parents[1] / "voices" / "newsroom.toml").read_text("utf-8")
# The voice for unknown speakers is there for whoever wants it, so it must be as good as the others.
CAST = tomllib.loads(re.sub(r"(?m)^# (\[unknown\]|(?:voice|gender|pitch_hz|accent) = )", r"\1", WRITTEN))
SENTENCE = (
    "The harbour bridge will close on Monday night, the council said, and ferries will run every ten minutes. "
    "We are ready, but nobody should expect miracles."
)


class Member(NamedTuple):
    """A voice of the cast, as its file describes it."""

    voice: str
    gender: str
    pitch_hz: float
    accent: str

    @property
    def as_voice(self) -> Voice:
        """As the program casts it."""
        return Voice("espeak", self.voice, language=self.accent, pitch_hz=self.pitch_hz)


MEMBERS = [Member(**entry) for entry in (CAST["reporter"], CAST["unknown"], *CAST["pool"])]


@pytest.fixture(scope="module")
def clips() -> dict[str, Clip]:
    """Each voice of the cast, saying the same."""
    said = [Utterance(SENTENCE, Voice("espeak", member.voice.partition("/")[2]), Prosody(175)) for member in MEMBERS]
    with Workers("espeak") as workers:
        outcomes = list(workers.say_all(said))
    return {member.voice: clip for member, clip in zip(MEMBERS, outcomes, strict=True) if isinstance(clip, Clip)}


def test_any_two_voices_differ_in_pitch_or_accent() -> None:
    """Every pair, the reporter's and the unknown speaker's included, is 4 semitones apart or of another accent."""
    alike = [
        (one.voice, other.voice)
        for one, other in combinations(MEMBERS, 2)
        if (apart(one.as_voice, other.as_voice) or 0) < APART
    ]
    assert alike == []


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.voice)
def test_pitches_are_as_written(member: Member, clips: dict[str, Clip]) -> None:
    """Measured again, each voice is within half a semitone of what the cast says of it, and speaks its accent."""
    pitch = median_pitch_hz(clips[member.voice])
    assert pitch is not None
    assert 12 * abs(math.log2(pitch / member.pitch_hz)) < 0.5
    assert member.voice.startswith(f"espeak/{member.accent}+")


def test_there_are_enough_for_a_busy_story() -> None:
    """Six men's and six women's voices to share out."""
    genders = [entry["gender"] for entry in CAST["pool"]]
    assert (genders.count("male"), genders.count("female")) == (6, 6)


def test_no_voice_is_cast_twice() -> None:
    """Each is somebody's own."""
    assert len({member.voice for member in MEMBERS}) == len(MEMBERS)
