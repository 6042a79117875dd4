"""Whether an engine keeps the promises that the program relies on: for ours, and for whoever writes another.

Everything happens in a worker process, as at night, so that an engine that hangs or crashes is a finding too.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.engines import load_engine
from briefing.engines.check import QUIET
from briefing.engines.pool import ProcessEnded, ProcessExecutor
from briefing.engines.trial import Broken, Trial, alike, hear, peak_mb, printed, require, speak
from briefing.errors import SynthesisError
from briefing.model import Clip, Utterance, Voice
from briefing.pacing import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["PROMISES", "Finding", "check"]

LIMIT_S = 60.0
"""For one utterance: the program's own default."""
STOP_S = 5.0
LONGEST_GAP_S = 1.2
SAMPLE_RATES = range(8_000, 48_001)
ROUNDS = 30
GROWTH_MB = 20.0

SENTENCE = "The night ferry to Port Ossa was late again, and nobody on the pier could say why."
SHORT = "Yes."
ODD = (
    "[[boom]] <speak>Hello</speak> <break time='9s'/> &amp; \\pau=9000\\",
    "-v --help -f /etc/passwd; $(reboot) `reboot`",
    "Bells\a and\0 escapes\x1b[2J, \x01\x02 and a soft\u00adhyphen.",
    "Right\u202eto left, joined\u200dwords, a byte order mark\ufeff.",
    "Digits of others: \u0661\u0662\u0663, \u0967\u0968.",
    "Names: Zoë Ångström, Þórarinn, Łukasz, Иван, 李明.",
    "Signs: 🚢 50% of €3 — “well…” (perhaps) / C# & R² ≥ 0.9.",
    "a",
    "Strengths" * 20,
    "Line\none\r\nand\tanother\u2028line",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A promise that an engine does not keep."""

    promise: str
    reason: str

    def __str__(self) -> str:
        return f"{self.promise}: {self.reason}"


def check(engine: str, voices: Sequence[str] = (), promises: Iterable[str] = ()) -> list[Finding]:
    """What an engine does not keep; nothing where all is well.

    Args:
        engine: as `load_engine` takes it: a name, or `package.module:Class`.
        voices: ids to try it with; the first two that it lists, if none are given.
        promises: some of `PROMISES`; all, if none are given.

    Raises:
        EngineMissing: there is no such engine.
    """
    load_engine(engine)
    with ProcessExecutor(1, LIMIT_S) as executor:
        trial = Trial(engine, voices, executor)
        found = ((promise, _try(PROMISES[promise], trial)) for promise in tuple(promises) or PROMISES)
        return [Finding(promise, reason) for promise, reason in found if reason]


def _try(proof: Callable[[Trial], None], trial: Trial) -> str:
    """Why a promise is not kept; empty where it is."""
    try:
        proof(trial)
    except (Broken, SynthesisError, TimeoutError) as error:
        return str(error)
    except ProcessEnded as error:
        return f"its process ended: {error}"
    except Exception as error:  # noqa: BLE001  whatever the engine raised came home
        return f"it raised {type(error).__name__}, where only SynthesisError may be: {error}"
    return ""


def _says_what_it_is(trial: Trial) -> None:
    about = trial.about
    require(bool(about.name and about.version and about.description), "name, version or description is empty")
    require("\n" not in about.description, "its description has more than one line")
    require(about.max_chars >= LONGEST, f"max_chars is {about.max_chars}; the program asks for up to {LONGEST} at once")
    require(bool(about.voices or trial.voices), "it lists no voice")
    require(all(voice.engine == about.name for voice in about.voices), "a voice names another engine")
    require(about.built_s < 1, f"it took {about.built_s:.1f} s to build; load what is heavy at the first `say`")


def _speaks(trial: Trial) -> None:
    for voice in trial.voices:
        clip = trial.clip(SENTENCE, voice)
        require(clip.sample_rate in SAMPLE_RATES, f"{clip.sample_rate} frames a second")
        require(len(clip.pcm) == 2 * clip.frames, "half a frame: the PCM has an odd number of bytes")
        gap = _longest_gap_s(clip) if trial.about.audible else 0.0
        require(gap <= LONGEST_GAP_S, f"{gap:.1f} s of silence inside a sentence")
        frames = [mark.frame for mark in clip.marks]
        require(frames == sorted(frames) and all(0 <= frame < clip.frames for frame in frames), "marks out of order")
        require(all(0 <= m.start < m.end <= len(SENTENCE) for m in clip.marks), "marks outside the text")


def _changes_voice(trial: Trial) -> None:
    voices = trial.voices
    if len(voices) < 2:  # noqa: PLR2004  nothing to change to
        return
    one, two, one_again, two_again = (trial.clip(SENTENCE, voice) for voice in (*voices[:2], *voices[:2]))
    require(alike(one, one_again) and alike(two, two_again), "a voice sounds different after another one")
    require(not trial.about.audible or one.pcm != two.pcm, f"{voices[0]} and {voices[1]} sound the same")


def _keeps_length(trial: Trial) -> None:
    first = trial.clip(SENTENCE)
    for _ in range(3):
        trial.clip(SHORT)
        again = trial.clip(SENTENCE)
        require(alike(first, again), f"the same utterance took {first.duration_ms} and {again.duration_ms} ms")


def _keeps_rate(trial: Trial) -> None:
    slow, fast = trial.clip(SENTENCE, rate=130), trial.clip(SENTENCE, rate=260)
    require(fast.frames < 0.8 * slow.frames, f"260 words a minute took {fast.duration_ms} ms, 130 {slow.duration_ms}")


def _bears_odd_text(trial: Trial) -> None:
    for text in ODD:
        trial.hear(text)
    trial.clip(SENTENCE)


def _refuses_nothing(trial: Trial) -> None:
    for text in ("", "  ", "…", "\0"):
        clip = trial.call(speak, trial.engine, Utterance(text, trial.voices[0]))
        require(isinstance(clip, SynthesisError) or not _sounds(clip), f"it made a sound of {text!r}")


def _refuses_too_much(trial: Trial) -> None:
    most = trial.about.max_chars
    trial.refused(f"{SENTENCE} " * (most // len(SENTENCE) + 1))
    trial.clip(" ".join([SENTENCE] * (most // (len(SENTENCE) + 1))))


def _refuses_unknown_voice(trial: Trial) -> None:
    if trial.about.audible:
        trial.refused(SENTENCE, Voice(trial.about.name, "nobody-has-this-voice"))


def _prints_nothing(trial: Trial) -> None:
    words = trial.call(printed, trial.engine, Utterance(SENTENCE, trial.voices[0]))
    require(not words, f"it printed {words!r}")


def _can_be_stopped(trial: Trial) -> None:
    utterance = Utterance(SENTENCE, trial.voices[0])
    executor = ProcessExecutor(1, LIMIT_S)
    executor.submit(hear, trial.engine, utterance).result()
    under_way = executor.submit(hear, trial.engine, utterance)
    started = time.monotonic()
    executor.shutdown(cancel_futures=True)
    took = time.monotonic() - started
    require(took < STOP_S, f"it took {took:.1f} s to stop")
    require(under_way.done(), "it goes on after it was stopped")
    with ProcessExecutor(1, LIMIT_S) as another:
        heard = another.submit(hear, trial.engine, utterance).result()
    require(isinstance(heard, Clip), f"after it was stopped: {heard}")


def _keeps_its_memory(trial: Trial) -> None:
    def rounds(count: int) -> float:
        for number in range(count):
            trial.clip((SENTENCE, SHORT)[number % 2], trial.voices[number // 2 % len(trial.voices)])
        return trial.call(peak_mb)

    before = rounds(ROUNDS // 3)
    growth = rounds(ROUNDS) - before
    require(growth <= GROWTH_MB, f"{ROUNDS} utterances left {growth:.0f} MB behind")


PROMISES: Mapping[str, Callable[[Trial], None]] = {
    "says what it is": _says_what_it_is,
    "speaks": _speaks,
    "changes voice": _changes_voice,
    "keeps the length of an utterance": _keeps_length,
    "keeps the rate": _keeps_rate,
    "bears odd text": _bears_odd_text,
    "refuses where there is nothing to say": _refuses_nothing,
    "refuses more than max_chars, takes as much": _refuses_too_much,
    "refuses an unknown voice": _refuses_unknown_voice,
    "prints nothing": _prints_nothing,
    "can be stopped": _can_be_stopped,
    "keeps its memory": _keeps_its_memory,
}
"""What is tried, in this order."""


def _longest_gap_s(clip: Clip) -> float:
    """The longest silence between two sounds."""
    runs = [(quiet, sum(1 for _ in run)) for quiet, run in groupby(clip.samples, lambda each: abs(each) < QUIET)]
    return max((length for quiet, length in runs[1:-1] if quiet), default=0) / clip.sample_rate


def _sounds(clip: Clip) -> bool:
    return any(abs(sample) >= QUIET for sample in clip.samples)
