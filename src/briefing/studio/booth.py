"""The booth: utterances become clips, each spoken once and kept."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Self

from briefing.engines import load_engine
from briefing.engines.port import Modelled
from briefing.engines.workers import Workers
from briefing.errors import SynthesisError
from briefing.store.clips import ClipCache, clip_key
from briefing.studio.stand_in import voices_instead

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from briefing.cast import Cast
    from briefing.engines.cluster import ClusterExecutor
    from briefing.engines.port import Engine
    from briefing.model import Clip, Utterance, Voice
    from briefing.settings import EngineSettings

__all__ = ["Booth"]

log = logging.getLogger(__name__)


class Booth:
    """Speaks for one run; may be asked by several threads.  A context manager: leaving it ends the workers.

    `engine` takes the place of whatever engines the cast names, with voices of its own for the members of `cast`; the
    workers of a `cluster` speak where it is given.
    """

    def __init__(
        self,
        root: Path,
        settings: EngineSettings,
        engine: str | None = None,
        cluster: ClusterExecutor | None = None,
        cast: Cast | None = None,
    ) -> None:
        self.spoken = 0
        """Utterances that an engine was asked for."""
        self._settings = settings
        self._engine = engine
        self._cast = cast
        self._engines: dict[str, Engine] = {}
        self._versions: dict[Voice, str] = {}
        self._workers: dict[str, Workers] = {}
        self._clips = ClipCache(root)
        self._open = ExitStack()
        self._guard = Lock()
        self._cluster = cluster
        if cluster:
            self._open.callback(cluster.shutdown, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def voice(self, voice: Voice) -> Voice:
        """The voice that is heard in this run.

        Raises:
            SynthesisError: the engine that is to speak for all is not there.
        """
        if not self._engine:
            return voice
        return replace(self._instead.get(str(voice), voice), engine=self._engine)

    @cached_property
    def _instead(self) -> dict[str, Voice]:
        return voices_instead(self._cast, self._engine) if self._cast and self._engine else {}

    def version(self, voice: Voice) -> str:
        """What the clips of a voice are kept under besides its name: the engine's version and the voice's model.

        Raises:
            SynthesisError: the engine is not there, or cannot tell.
        """
        if voice not in self._versions:
            try:
                self._versions[voice] = self._version(voice)
            except SynthesisError:
                raise
            except Exception as error:  # other people's engines may raise what they like
                raise SynthesisError(voice.engine, "", f"{type(error).__name__}: {error}") from error
        return self._versions[voice]

    def _version(self, voice: Voice) -> str:
        engine = self._loaded(voice.engine)
        model = engine.model(voice) if isinstance(engine, Modelled) else ""
        return f"{engine.version}/{model}" if model else engine.version

    def _loaded(self, engine: str) -> Engine:
        if engine not in self._engines:
            self._engines[engine] = load_engine(engine)
            log.info("%s", self._engines[engine].describe())
        return self._engines[engine]

    def key(self, utterance: Utterance) -> str:
        """What the clip of an utterance is kept under."""
        voice = self.voice(utterance.voice)
        return clip_key(replace(utterance, voice=voice), self.version(voice))

    def clip(self, utterance: Utterance) -> Clip:
        """The clip of an utterance: the one that is kept, or else it is spoken now, and kept.

        Raises:
            SynthesisError: it could not be spoken.
            StoreError: it could not be kept.
        """
        key = self.key(utterance)
        clip = self._clips.get(key)
        if clip is None:
            clip = self._speak(replace(utterance, voice=self.voice(utterance.voice)))
            self._clips.put(key, clip)
        return clip

    def _speak(self, utterance: Utterance) -> Clip:
        with self._guard:
            self.spoken += 1
            workers = self._pool(utterance.voice.engine)
        (outcome,) = workers.say_all([utterance])
        if isinstance(outcome, SynthesisError):
            raise outcome
        return outcome

    def _pool(self, engine: str) -> Workers:
        """The workers of an engine, started when first needed."""
        if engine not in self._workers:
            count = 0 if isinstance(self._settings.workers, str) else self._settings.workers
            workers = Workers(engine, count, self._settings.time_limit_s, self._cluster)
            self._workers[engine] = self._open.enter_context(workers)
        return self._workers[engine]
