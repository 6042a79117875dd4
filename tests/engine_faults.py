"""Engines that each break one promise, for tests of the conformance suite.  Loaded by `engine_faults:Good`."""

from __future__ import annotations

import time
from array import array
from typing import TYPE_CHECKING, ClassVar

from briefing.engines.check import check_length
from briefing.errors import SynthesisError
from briefing.model import Clip, Voice, WordMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Utterance


class Good:
    """Buzzes for 60 ms a letter or digit, in two voices; keeps every promise."""

    name = "good"
    audible = True
    max_chars = 600
    version = "1"
    periods: ClassVar = {"low": 40, "high": 20}

    def describe(self) -> str:
        """Say what it is."""
        return "a buzz"

    def voices(self) -> Sequence[Voice]:
        """Two."""
        return tuple(Voice(self.name, each) for each in self.periods)

    def say(self, utterance: Utterance) -> Clip:
        """Buzz."""
        check_length(self, utterance)
        period = self.periods.get(utterance.voice.id)
        if not period:
            raise SynthesisError(self.name, utterance.text, "no such voice")
        frames = sum(map(str.isalnum, utterance.text)) * 60 * 8 * 175 // utterance.prosody.rate
        buzz = array("h", [9000] * (period // 2) + [-9000] * (period // 2))
        return Clip((buzz * (frames // period + 1))[:frames].tobytes(), 8000)


class NoVersion(Good):
    """Its clips could not be told from those of another version."""

    version = ""


class Short(Good):
    """Takes less than the program asks for at once."""

    max_chars = 599


class HeavyToBuild(Good):
    """Loads its model too early."""

    def voices(self) -> Sequence[Voice]:
        """Take long about it."""
        time.sleep(1.1)
        return super().voices()


class HalfFrames(Good):
    """Loses a byte."""

    def say(self, utterance: Utterance) -> Clip:
        """Cut the last byte off."""
        clip = super().say(utterance)
        return Clip(clip.pcm[:-1], clip.sample_rate)


class Pausing(Good):
    """Falls silent in the middle."""

    def say(self, utterance: Utterance) -> Clip:
        """Pause for two seconds."""
        clip = super().say(utterance)
        return Clip(clip.pcm + bytes(32_000) + clip.pcm, clip.sample_rate)


class BadMarks(Good):
    """Marks words that are not there."""

    def say(self, utterance: Utterance) -> Clip:
        """Mark the end of the text."""
        clip = super().say(utterance)
        return Clip(clip.pcm, clip.sample_rate, (WordMark(0, 0, 1000),))


class OneVoice(Good):
    """Has two names for the same voice."""

    periods: ClassVar = {"low": 40, "high": 40}


class Sticky(Good):
    """Stays a little slower for every voice that it had: its clips depend on the ones before."""

    asked = 0

    def say(self, utterance: Utterance) -> Clip:
        """Take two per cent longer each time."""
        self.asked += 1
        clip = super().say(utterance)
        return Clip(clip.pcm + clip.pcm[: clip.frames // 25 * self.asked * 2], clip.sample_rate)


class SameRate(Good):
    """Does not listen to the rate."""

    def say(self, utterance: Utterance) -> Clip:
        """Speak at its own pace."""
        return Clip(super().say(utterance).pcm[:16_000], 8000)


class Choking(Good):
    """Raises errors of its own at anything that is not ASCII."""

    def say(self, utterance: Utterance) -> Clip:
        """Fail with what the library raised."""
        utterance.text.encode("ascii")
        return super().say(utterance)


class Inventing(Good):
    """Finds words where there are none."""

    def say(self, utterance: Utterance) -> Clip:
        """Speak a default text."""
        clip = super().say(utterance)
        return clip if clip.pcm else Clip(array("h", [9000, -9000] * 4000).tobytes(), 8000)


class Cutting(Good):
    """Speaks the beginning of what is too long."""

    def say(self, utterance: Utterance) -> Clip:
        """Cut it."""
        if len(utterance.text) > self.max_chars:
            return Clip(array("h", [9000, -9000] * 400_000).tobytes(), 8000)
        return super().say(utterance)


class AnyVoice(Good):
    """Takes the first voice for one that it does not know."""

    def say(self, utterance: Utterance) -> Clip:
        """Speak all the same."""
        voice = utterance.voice if utterance.voice.id in self.periods else self.voices()[0]
        return super().say(type(utterance)(utterance.text, voice, utterance.prosody))


class Chatty(Good):
    """Prints."""

    def say(self, utterance: Utterance) -> Clip:
        """Say that it is at work."""
        print("Working …")  # noqa: T201  its fault
        return super().say(utterance)


class Leaking(Good):
    """Keeps all it ever made, and more."""

    kept: ClassVar[list[bytes]] = []

    def say(self, utterance: Utterance) -> Clip:
        """Keep two megabytes."""
        self.kept.append(bytes([len(self.kept) % 250 + 1]) * 2_000_000)
        return super().say(utterance)


class Dying(Good):
    """Ends its process at a long word."""

    def say(self, utterance: Utterance) -> Clip:
        """Exit."""
        if "StrengthsStrengths" in utterance.text:
            raise SystemExit(3)
        return super().say(utterance)


class Hanging(Good):
    """Never answers."""

    def say(self, utterance: Utterance) -> Clip:
        """Sleep."""
        time.sleep(3600)
        return super().say(utterance)
