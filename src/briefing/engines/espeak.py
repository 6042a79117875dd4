"""espeak-ng through pyttsx3, on the shared library that comes as a wheel.

pyttsx3 2.99, used as its manual shows, loses audio.  The faults it has are numbered in the comments:

1. `runAndWait` may return before the file exists.
2. A property that is set while an utterance is under way is queued, and changes the wrong utterance.
3. Of two queued files only the last is written; it prints to stdout; it takes 22,050 Hz for granted.
4. It crashes in threads and hangs after a fork: one engine a process, spawned (see `workers`).
5. A bad data folder ends the process; an unknown voice leaves the one before in place.
6. It copies all it has at every buffer.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
import threading
import unicodedata
import wave
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.engines.check import check_length
from briefing.engines.espeak_library import EspeakLibrary
from briefing.engines.espeak_marks import WordEvents, word_marks
from briefing.engines.port import EngineStuck
from briefing.errors import SynthesisError
from briefing.model import Clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.engines.espeak_data import EspeakVoice
    from briefing.model import Utterance, Voice

__all__ = ["Espeak", "plain_text"]

ADAPTER = 1
"""Raised whenever this module makes the same utterance sound different."""


class Espeak:
    """Small, fast and clear on any machine; not pretty.  For the ids of its voices see `EspeakData`."""

    name = "espeak"
    audible = True
    max_chars = 800
    """37 s at 175 words a minute, 77 s at 80: made in a seventh of a second, before the copying tells (fault 6)."""
    answer_limit_s = 120.0
    """Many times what `max_chars` can take; the workers' own limit, which ends the process, usually comes first."""

    def __init__(self) -> None:
        self._library = EspeakLibrary()
        self._stuck = False

    @property
    def version(self) -> str:
        """Library, pyttsx3 and this adapter: `1.52.0/2.99/1`."""
        return f"{self._library.version}/{self._library.pyttsx3_version}/{ADAPTER}"

    def describe(self) -> str:
        """Say which library is in use, and where it lies."""
        library = self._library
        return f"espeak-ng {library.version} through pyttsx3 {library.pyttsx3_version}, from {library.path}"

    def voices(self) -> Sequence[Voice]:
        """List the languages, and the English ones in every variant; the library is not started."""
        return tuple(self._library.data.voices(self.name))

    def say(self, utterance: Utterance) -> Clip:
        """Speak it.

        Raises:
            SynthesisError: too long, no such voice, or the library failed.
            EngineStuck: the library does not answer, now or at an earlier utterance.
            EngineMissing: pyttsx3 or the library cannot be loaded.
        """
        check_length(self, utterance)
        text = plain_text(utterance.text)
        if not text:
            raise self._error(utterance, "there is nothing to say")
        if self._stuck:
            raise EngineStuck(self.name, utterance.text, "it stopped answering at an earlier utterance")
        self._choose(utterance, self._library.data.voice(utterance.voice.id))
        return self._speak(utterance, text)

    def _choose(self, utterance: Utterance, voice: EspeakVoice) -> None:
        """Set voice, rate and pitch, and see that they were taken (fault 5)."""
        self._settle()
        engine, faults = self._library.pyttsx3, list[object]()
        token = engine.connect("error", lambda **told: faults.append(told.get("exception")))
        for key, value in (("voice", voice.name), ("rate", utterance.prosody.rate), ("pitch", voice.pitch)):
            engine.setProperty(key, value)
        engine.disconnect(token)
        taken = engine.getProperty("voice")
        if faults or taken != voice.name.lower():
            reason = f"voice {utterance.voice.id} was not taken ({taken} is in use)"
            raise self._error(utterance, reason) from (
                faults[0] if faults and isinstance(faults[0], Exception) else None
            )

    def _settle(self) -> None:
        """Wait until nothing is under way, and have commands carried out at once instead of queued (fault 2)."""
        self._library.pyttsx3.proxy.setBusy(False)
        self._library.driver.Synchronize()

    def _speak(self, utterance: Utterance, text: str) -> Clip:
        """Have one file written and nothing printed (fault 3)."""
        with tempfile.TemporaryDirectory(prefix="briefing-") as folder, contextlib.redirect_stdout(io.StringIO()):
            path = Path(folder, "utterance.wav")
            self._settle()
            self._events.forget()
            if not self._write(text, path):
                self._stuck = True
                raise EngineStuck(self.name, utterance.text, f"no answer after {self.answer_limit_s:g} s")
            try:
                pcm = _pcm(path)
            except ValueError as error:
                raise self._error(utterance, str(error)) from error
            return self._clip(pcm, text, utterance)

    def _clip(self, pcm: bytes, text: str, utterance: Utterance) -> Clip:
        """Mark its words, unless characters were left out of the text, which nearly never happens."""
        whole = len(text) == len(utterance.text)
        marks = word_marks(self._events.told(), text, len(pcm) // 2) if whole else ()
        return Clip(pcm, self._library.sample_rate, marks)

    @cached_property
    def _events(self) -> WordEvents:
        return WordEvents(self._library.driver, self._library.pyttsx3.proxy._driver)  # noqa: SLF001  as below

    def _write(self, text: str, path: Path) -> bool:
        """Have the library speak into a file, and wait until pyttsx3 tells that it is there (fault 1).

        This is what `runAndWait` does, without its naps of 10 ms: there are two in every utterance, and they take
        four times as long as the speaking.
        """
        engine, finished = self._library.pyttsx3, threading.Event()
        token = engine.connect("finished-utterance", lambda **told: finished.set() if told["completed"] else None)
        engine.save_to_file(text, str(path))
        engine.proxy._driver._start_synthesis(text)  # noqa: SLF001  the only way in beside `runAndWait`
        done = finished.wait(self.answer_limit_s)
        engine.disconnect(token)
        return done

    def _error(self, utterance: Utterance, reason: str) -> SynthesisError:
        return SynthesisError(self.name, utterance.text, reason)


def plain_text(text: str) -> str:
    """Give the text without anything that espeak-ng could take for a command.

    Its embedded commands begin with a control character, and code points for private use stand for its own symbols.
    Marks that only steer the display (soft hyphens, joiners, directions) would split words.  It reads `<…>` and
    `[[…]]` as text, since neither SSML nor phonemes are switched on.  Digits of other scripts, which it skips, become
    ours.
    """
    return " ".join("".join(map(_plain, text)).split())


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return " " if category[0] == "C" else character


def _pcm(path: Path) -> bytes:
    """The samples of a file as the library writes them: mono, 16 bits.

    Raises:
        ValueError: it is another file, or not whole.
    """
    try:
        with wave.open(str(path), "rb") as file:
            shape, frames = (file.getnchannels(), file.getsampwidth()), file.getnframes()
            pcm = file.readframes(frames)
    except (wave.Error, EOFError, OSError, RuntimeError) as error:  # whatever the module makes of a damaged one
        raise ValueError(f"what it wrote cannot be read ({error})") from error
    if shape != (1, 2) or len(pcm) != 2 * frames:
        raise ValueError("what it wrote is not whole")
    return pcm
