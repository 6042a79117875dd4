"""The booth: utterances become clips, each spoken once and kept."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Self

from briefing.engines import load_engine
from briefing.engines.workers import Workers
from briefing.errors import SynthesisError
from briefing.store.clips import ClipCache, clip_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from briefing.engines.port import Engine
    from briefing.model import Clip, Utterance, Voice
    from briefing.settings import EngineSettings

__all__ = ["Booth"]


class Booth:
    """Speaks for one run.  A context manager: leaving it ends the engines' workers.

    `engine` takes the place of whatever engines the cast names.
    """

    def __init__(self, root: Path, settings: EngineSettings, engine: str | None = None) -> None:
        self.spoken = 0
        """Utterances that an engine was asked for."""
        self._settings = settings
        self._engine = engine
        self._engines: dict[str, Engine] = {}
        self._workers: dict[str, Workers] = {}
        self._clips = ClipCache(root)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def voice(self, voice: Voice) -> Voice:
        """The voice that is heard in this run."""
        return replace(voice, engine=self._engine) if self._engine else voice

    def version(self, engine: str) -> str:
        """The version of an engine, as its clips are kept under."""
        if engine not in self._engines:
            self._engines[engine] = load_engine(engine)
        return self._engines[engine].version

    def key(self, utterance: Utterance) -> str:
        """What the clip of an utterance is kept under."""
        voice = self.voice(utterance.voice)
        return clip_key(replace(utterance, voice=voice), self.version(voice.engine))

    def speak(
        self, utterances: Iterable[Utterance], done: Callable[[], object] = lambda: None
    ) -> dict[str, SynthesisError]:
        """Have a clip of every utterance; what could not be spoken comes back by its key.

        `done` is called for each utterance when it is settled.

        Raises:
            StoreError: a clip could not be kept.
        """
        missing: dict[str, Utterance] = {}
        for utterance in utterances:
            key = self.key(utterance)
            if key in missing or self._clips.path(key).is_file():
                done()
            else:
                missing[key] = replace(utterance, voice=self.voice(utterance.voice))
        return dict(self._make(missing, done))

    def clip(self, utterance: Utterance) -> Clip:
        """The clip of an utterance; one that is missing, or whose file was damaged, is spoken now.

        Raises:
            SynthesisError: it could not be spoken.
        """
        key = self.key(utterance)
        clip = self._clips.get(key)
        if clip is None:
            for error in self._make({key: replace(utterance, voice=self.voice(utterance.voice))}, lambda: None):
                raise error[1]
            clip = self._clips.get(key)
        if clip is None:
            raise SynthesisError(utterance.voice.engine, utterance.text, "its clip cannot be read back")
        return clip

    def _make(self, missing: dict[str, Utterance], done: Callable[[], object]) -> Iterator[tuple[str, SynthesisError]]:
        """Speak and keep what is missing, engine by engine; give back what failed."""
        by_engine = sorted(missing.items(), key=lambda item: item[1].voice.engine)
        for engine, items in groupby(by_engine, key=lambda item: item[1].voice.engine):
            asked = list(items)
            results = self._pool(engine).say_all(utterance for _, utterance in asked)
            for (key, _), result in zip(asked, results, strict=True):
                self.spoken += 1
                if isinstance(result, SynthesisError):
                    yield key, result
                else:
                    self._clips.put(key, result)
                done()

    def _pool(self, engine: str) -> Workers:
        """The workers of an engine, started when first needed."""
        if engine not in self._workers:
            chosen = self._settings
            workers = Workers(engine, count=chosen.workers, time_limit_s=chosen.time_limit_s)
            self._workers[engine] = self._open.enter_context(workers)
        return self._workers[engine]
