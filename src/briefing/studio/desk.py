"""The desk: lines become blocks, each mixed and encoded once and kept."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from briefing.mix import LEVEL_TEXT, STING, Take, load_block, mix_block, recipe, sting, voice_gain
from briefing.model import Kind, Prosody, Utterance
from briefing.pacing import pauses
from briefing.store.blocks import BlockFolder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from briefing.mix import Block
    from briefing.model import Segment, Voice
    from briefing.pacing import Line
    from briefing.settings import Settings
    from briefing.studio.booth import Booth

__all__ = ["Desk", "Strip"]

STING_RATE = 22_050
"""Frames a second of the sound between stories: that of the default engine, so that most blocks have one rate."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What becomes one block."""

    lines: tuple[Line, ...]
    """At least one."""
    last: bool = False
    """Whether the programme ends with it; otherwise a short sound follows."""


class Desk:
    """Mixes for one run, strips beside one another.  A context manager: leaving it drops what has not begun."""

    def __init__(self, root: Path, booth: Booth, settings: Settings) -> None:
        self.booth = booth
        """Where its clips come from."""
        self._settings = settings
        self._folder = BlockFolder(root)
        self._gains: dict[str, float] = {}
        self._mixers = ThreadPoolExecutor(settings.engine.workers or os.cpu_count() or 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._mixers.shutdown(cancel_futures=True)

    def mix(self, strip: Strip) -> Future[Block]:
        """The block of a strip, made in the background unless it is there already.

        Raises:
            SynthesisError: a voice cannot be heard, so its loudness cannot be measured.
            MixError: through the future; so a SynthesisError, when a kept clip was damaged and cannot be made again.
        """
        gains = {name: self._gain(voice) for name, voice in self._voices(strip).items()}
        silences = pauses(strip.lines, self._settings.pauses)
        return self._mixers.submit(self._block, strip, silences, gains)

    def _block(self, strip: Strip, silences: Sequence[int], gains: dict[str, float]) -> Block:
        path = self._folder.path(self._key(strip, silences, gains))
        return load_block(path) or mix_block(
            self._takes(strip, silences), path, gains=gains, audio=self._settings.audio
        )

    def _key(self, strip: Strip, silences: Sequence[int], gains: dict[str, float]) -> str:
        """Names everything that the block's bytes and its transcript depend on."""
        takes = [
            [self.booth.key(line.utterance), pause, line.written.strip(), _speaker(line.segment)]
            for line, pause in zip(strip.lines, silences, strict=True)
        ]
        after = None if strip.last else self._settings.pauses.story_ms
        return _digest([recipe(self._settings.audio), takes, after, sorted(gains.items())])

    def _takes(self, strip: Strip, silences: Sequence[int]) -> Iterator[Take]:
        """One take after the other, so that never more than one clip is in memory."""
        gap = self._settings.pauses.story_ms
        for line, pause in zip(strip.lines, silences, strict=True):
            after = gap if line is strip.lines[-1] else pause
            voice = self.booth.voice(line.utterance.voice)
            yield Take(self.booth.clip(line.utterance), voice, after, line.written.strip(), _speaker(line.segment))
        if not strip.last:
            yield Take(sting(STING_RATE), STING, gap, "", "")

    def _voices(self, strip: Strip) -> dict[str, Voice]:
        heard = (self.booth.voice(line.utterance.voice) for line in strip.lines)
        return {str(voice): voice for voice in heard}

    def _gain(self, voice: Voice) -> float:
        """Decibels that bring `voice` to the programme's loudness: measured once, on the same words for everyone."""
        name, rate = str(voice), self._settings.engine.rate
        if name not in self._gains:
            key = _digest([recipe(self._settings.audio), name, self.booth.version(voice.engine), rate])
            self._gains[name] = self._folder.gain(key, lambda: self._measure(voice))
        return self._gains[name]

    def _measure(self, voice: Voice) -> float:
        asked = [Utterance(text, voice, Prosody(self._settings.engine.rate)) for text in LEVEL_TEXT]
        self.booth.speak(asked)  # all at once, so that every worker has some
        return voice_gain(map(self.booth.clip, asked), self._settings.audio)


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts).encode("utf-8", "surrogatepass")).hexdigest()


def _speaker(segment: Segment) -> str:
    """Who is heard, for the transcript."""
    return segment.speaker.name if segment.kind is Kind.QUOTE and segment.speaker else "Reporter"
