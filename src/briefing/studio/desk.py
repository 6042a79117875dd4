"""The desk: strips of lines become blocks, each mixed and encoded once and kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Self

from briefing.errors import SynthesisError
from briefing.mix import (
    LEVEL_TEXT,
    STING,
    Take,
    correction,
    level,
    load_block,
    mix_block,
    recipe,
    sting,
    voice_gain,
)
from briefing.model import REPORTER, Kind, Prosody, Utterance
from briefing.pacing import pauses
from briefing.store.blocks import BlockFolder
from briefing.store.files import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

    from briefing.mix import Block, Level
    from briefing.model import Clip, Segment, Voice
    from briefing.pacing import Line
    from briefing.settings import Settings
    from briefing.studio.booth import Booth
    from briefing.studio.crew import Crew

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


@dataclass(frozen=True, slots=True)
class _Session:
    """A strip that is being spoken."""

    strip: Strip
    path: Path
    block: Block | None
    """Where it was mixed in an earlier run."""
    gains: Mapping[str, Future[float]]
    clips: tuple[Future[object], ...]


class Desk:
    """Has strips spoken and mixes them, side by side.  A context manager: leaving it drops what has not begun."""

    def __init__(self, root: Path, booth: Booth, crew: Crew, settings: Settings) -> None:
        self.booth = booth
        """Where its clips come from."""
        self._crew = crew
        self._settings = settings
        self._folder = BlockFolder(root)
        self._gains: dict[str, Future[float]] = {}
        self._levels: dict[Voice, Level] = {}
        self._asked: dict[str, Future[object]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._crew.drop()

    def record(
        self, strips: Iterable[Strip], done: Callable[[], object] = lambda: None
    ) -> Iterator[Future[Block] | SynthesisError]:
        """For each strip, in order: its block, mixed in the background while the next is spoken, or why it cannot be.

        Strips are taken one ahead of what is given back, so that there is always something to speak.  `done` is called
        for each line that had to be asked for, when it is settled.

        Raises:
            StoreError: a clip could not be kept.
            SynthesisError: the cluster that is to speak does not answer.
            MixError: the loudness of a voice could not be measured; through the future, a block could not be made.
        """
        for begun, _ in pairwise(chain(map(self._begin, strips), (None,))):
            if begun:
                yield begun if isinstance(begun, SynthesisError) else self._finish(begun, done)

    def unusable(self, voices: Iterable[Voice]) -> dict[Voice, SynthesisError]:
        """Which of these voices cannot be heard, and why; the others' loudness is then known.

        Raises:
            StoreError: a clip could not be kept.
            SynthesisError: the cluster that is to speak does not answer.
        """
        gains: dict[Voice, Future[float]] = {}
        missing: dict[Voice, SynthesisError] = {}
        for voice in voices:
            try:
                heard = self.booth.voice(voice)
                self.booth.version(heard)
            except SynthesisError as error:  # its engine is not there
                missing[voice] = error
            else:
                gains[voice] = self._gain(heard)
        failures = {voice: _failure(gain) for voice, gain in gains.items()}
        return missing | {voice: failure for voice, failure in failures.items() if failure}

    def _begin(self, strip: Strip) -> _Session | SynthesisError:
        """Ask for everything that a strip needs and that is not there; why not, where one of its engines is missing."""
        try:
            path = self._folder.path(self._key(strip))
        except SynthesisError as error:
            return error
        block = load_block(path)
        if block:
            return _Session(strip, path, block, {}, ())
        gains = {str(voice): self._gain(voice) for voice in self._voices(strip)}
        return _Session(strip, path, None, gains, tuple(self._ask(line.utterance) for line in strip.lines))

    def _finish(self, session: _Session, done: Callable[[], object]) -> Future[Block] | SynthesisError:
        """Wait until a strip is spoken, and have it mixed."""
        error = next((error for error in map(_failure, session.gains.values()) if error), None)
        for clip in session.clips:
            error = _failure(clip) or error
            done()
        self._forget(session)
        return error or self._crew.mix(self._block, session)

    def _forget(self, session: _Session) -> None:
        """What failed is remembered, so that no line that hangs is tried again in every story that has it."""
        for line, clip in zip(session.strip.lines, session.clips, strict=False):
            if not clip.exception():
                self._asked.pop(self.booth.key(line.utterance), None)

    def _ask(self, utterance: Utterance) -> Future[object]:
        """Have it spoken, unless it is under way or there; the clip itself stays on disk."""
        key = self.booth.key(utterance)
        if key not in self._asked:
            self._asked[key] = self._crew.speak(self._have, utterance)
        return self._asked[key]

    def _have(self, utterance: Utterance) -> None:
        self.booth.clip(utterance)

    def _block(self, session: _Session) -> Block:
        if session.block:
            return session.block
        strip = session.strip
        gains = {
            str(voice): session.gains[str(voice)].result() + self._correction(voice, strip)
            for voice in self._voices(strip)
        }
        return mix_block(self._takes(strip), session.path, gains=gains, audio=self._settings.audio)

    def _correction(self, voice: Voice, strip: Strip) -> float:
        """Decibels between what a voice was measured on and what it says here."""
        if voice not in self._levels:
            self._levels[voice] = level(self._level_clips(voice))
        said = (line.utterance for line in strip.lines if self.booth.voice(line.utterance.voice) == voice)
        return correction(level(map(self.booth.clip, said)), self._levels[voice])

    def _key(self, strip: Strip) -> str:
        """Names everything that the block's bytes and its transcript depend on."""
        takes = [
            [self.booth.key(line.utterance), pause, line.written.strip(), _speaker(line.segment), line.words]
            for line, pause in zip(strip.lines, pauses(strip.lines, self._settings.pauses), strict=True)
        ]
        after = None if strip.last else self._settings.pauses.story_ms
        return key_of([recipe(self._settings.audio), takes, after, sorted(map(self._gain_key, self._voices(strip)))])

    def _takes(self, strip: Strip) -> Iterator[Take]:
        """One take after the other, so that never more than one clip is in memory."""
        gap = self._settings.pauses.story_ms
        for line, pause in zip(strip.lines, pauses(strip.lines, self._settings.pauses), strict=True):
            after = gap if line is strip.lines[-1] else pause
            yield self._take(line, after)
        if not strip.last:
            yield Take(sting(STING_RATE), STING, gap, "", "")

    def _take(self, line: Line, pause_ms: int) -> Take:
        asked = line.utterance
        clip, voice = self.booth.clip(asked), self.booth.voice(asked.voice)
        return Take(clip, voice, pause_ms, line.written.strip(), _speaker(line.segment), asked.text, line.words)

    def _voices(self, strip: Strip) -> set[Voice]:
        return {self.booth.voice(voice) for voice in {line.utterance.voice for line in strip.lines}}

    def _gain(self, voice: Voice) -> Future[float]:
        """Decibels that bring `voice` to the programme's loudness: measured once, on the same words for everyone."""
        name = str(voice)
        if name not in self._gains:
            self._gains[name] = self._crew.speak(self._folder.gain, self._gain_key(voice), lambda: self._measure(voice))
        return self._gains[name]

    def _gain_key(self, voice: Voice) -> str:
        rate, version = self._settings.engine.rate, self.booth.version(voice)
        return key_of([recipe(self._settings.audio), str(voice), version, rate])

    def _measure(self, voice: Voice) -> float:
        return voice_gain(self._level_clips(voice), self._settings.audio, self._folder.root)

    def _level_clips(self, voice: Voice) -> Iterator[Clip]:
        asked = (Utterance(text, voice, Prosody(self._settings.engine.rate)) for text in LEVEL_TEXT)
        return map(self.booth.clip, asked)


def _failure(asked: Future[object] | Future[float]) -> SynthesisError | None:
    """Wait; what is no fault of the strip is raised."""
    try:
        asked.result()
    except SynthesisError as error:
        return error
    return None


def _speaker(segment: Segment) -> str:
    """Who is heard, for the transcript."""
    return segment.speaker.name if segment.kind is Kind.QUOTE and segment.speaker else REPORTER
