"""An engine on trial, in a process of its own: the witness that `conformance` asks."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.engines import load_engine
from briefing.engines.check import check_clip
from briefing.errors import SynthesisError
from briefing.model import Clip, Prosody, Utterance, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from briefing.engines.pool import ProcessExecutor
    from briefing.engines.port import Engine

    Result = TypeVar("Result")

__all__ = ["Broken", "Trial", "alike", "hear", "peak_mb", "printed", "require", "speak"]

SAME = 0.01
"""By how much the length of an utterance may vary: a story's cues would be wrong otherwise."""


class Broken(Exception):  # noqa: N818  a promise is
    """Why a promise is not kept."""


@dataclass(frozen=True, slots=True)
class _About:
    """What an engine says of itself."""

    name: str
    version: str
    description: str
    audible: bool
    max_chars: int
    voices: tuple[Voice, ...]
    built_s: float


class Trial:
    """An engine in a process of its own."""

    def __init__(self, engine: str, voices: Sequence[str], executor: ProcessExecutor) -> None:
        self.engine = engine
        self._executor = executor
        self._voices = voices
        self._said: _About | None = None

    @property
    def about(self) -> _About:
        """What it says of itself, asked once."""
        self._said = self._said or self.call(_about, self.engine)
        return self._said

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices on trial: those asked for, else the first two that it lists."""
        return tuple(Voice(self.about.name, each) for each in self._voices) or self.about.voices[:2]

    def call(self, function: Callable[..., Result], *given: object) -> Result:
        """Have it called in the process."""
        return self._executor.submit(function, *given).result()

    def hear(self, text: str, voice: Voice | None = None, rate: int = 175) -> Clip | SynthesisError:
        """What comes of an utterance in the program: a clip that was checked, or why there is none."""
        return self.call(hear, self.engine, Utterance(text, voice or self.voices[0], Prosody(rate)))

    def clip(self, text: str, voice: Voice | None = None, rate: int = 175) -> Clip:
        """The clip of an utterance that must be spoken."""
        heard = self.hear(text, voice, rate)
        if isinstance(heard, SynthesisError):
            raise Broken(str(heard))
        return heard

    def refused(self, text: str, voice: Voice | None = None) -> None:
        """Require that the utterance is not spoken."""
        require(isinstance(self.hear(text, voice), SynthesisError), f"{text[:20]!r} in voice {voice} was spoken")


def require(condition: bool, reason: str) -> None:
    """Hold a promise to be broken, for that reason, unless the condition is true."""
    if not condition:
        raise Broken(reason)


def alike(one: Clip, other: Clip) -> bool:
    """Whether two clips are of the same length, as far as a transcript can tell."""
    return abs(one.frames - other.frames) <= SAME * max(one.frames, other.frames)


# In the engine's process:


@cache
def _engine(name: str) -> Engine:
    return load_engine(name)


def _about(name: str) -> _About:
    started = time.monotonic()
    engine = load_engine(name)
    voices, built_s = tuple(engine.voices()), time.monotonic() - started
    return _About(engine.name, engine.version, engine.describe(), engine.audible, engine.max_chars, voices, built_s)


def speak(name: str, utterance: Utterance) -> Clip | SynthesisError:
    """What the engine itself makes of it."""
    try:
        return _engine(name).say(utterance)
    except SynthesisError as error:
        return error


def hear(name: str, utterance: Utterance) -> Clip | SynthesisError:
    """A clip that passed the program's own checks, or why there is none."""
    clip = speak(name, utterance)
    try:
        if isinstance(clip, Clip):
            check_clip(clip, utterance, audible=_engine(name).audible)
    except SynthesisError as error:
        return error
    return clip


def printed(name: str, utterance: Utterance) -> bytes:
    """What arrives at standard output, from C libraries too, while it speaks."""
    with tempfile.TemporaryFile() as file:
        kept = os.dup(1)
        os.dup2(file.fileno(), 1)
        try:
            hear(name, utterance)
            print(end="", flush=True)  # noqa: T201  whatever Python still holds back
        finally:
            os.dup2(kept, 1)
            os.close(kept)
        file.seek(0)
        return file.read(200)


def peak_mb() -> float:
    """The most memory that this process ever held; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if status.is_file():  # Linux: `getrusage` there counts what the process held from which this one was started
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1_000
    try:
        import resource  # noqa: PLC0415  not on every system
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
