"""Right voice, always: is each clip as long as a fresh process makes it, when two voices and rates take turns?

    python bench/voices.py [COUNT]

Prints how many of COUNT (500) clips are off by more than 1 %: through the workers of the program, and through pyttsx3
used as its manual shows.  A clip spoken in the wrong voice or at the wrong rate has the wrong length.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import tempfile
import time
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from briefing.engines.espeak import Espeak
from briefing.engines.espeak_library import EspeakLibrary
from briefing.engines.workers import Workers
from briefing.model import Clip, Prosody, Utterance, Voice

PARTS = (("en-us+m1", 150), ("en-gb-x-rp+f2", 230))
TEXTS = (
    "The night ferry to Ostrow will not sail before Thursday, the harbour master said.",
    "Nobody on the island had seen the northern lights as bright as that.",
    "The council voted by nine to four.",
    "A spokeswoman for the mill said that work would go on.",
    "It was, he added, a matter of weeks and not of months.",
    "Prices rose by two and a half per cent.",
    "The bridge has been closed since March.",
)
TOLERANCE = 0.01


def utterances(count: int) -> list[Utterance]:
    """Two voices and rates by turns, over seven texts."""
    turns = ((TEXTS[number % len(TEXTS)], *PARTS[number % len(PARTS)]) for number in range(count))
    return [Utterance(text, Voice("espeak", voice), Prosody(rate)) for text, voice, rate in turns]


def fresh(utterance: Utterance) -> int:
    """Frames of the clip that a process makes that has said nothing before."""
    here = str(Path(__file__).resolve())
    words = [sys.executable, here, "--one", utterance.voice.id, str(utterance.prosody.rate), utterance.text]
    return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def one(voice: str, rate: str, text: str) -> None:
    """Print the frames of one clip: what `fresh` runs."""
    print(Espeak().say(Utterance(text, Voice("espeak", voice), Prosody(int(rate)))).frames)


def through_workers(said: list[Utterance]) -> list[int]:
    """Frames of each clip as the program makes them; 0 for an error."""
    with Workers("espeak") as workers:
        return [outcome.frames if isinstance(outcome, Clip) else 0 for outcome in workers.say_all(said)]


def naive(said: list[Utterance]) -> list[int]:
    """Frames of each clip as pyttsx3's manual has it: set, save, run; 0 where there is no file."""
    library = EspeakLibrary()
    engine, data = library.pyttsx3, library.data
    frames = []
    with tempfile.TemporaryDirectory() as folder:
        for number, utterance in enumerate(said):
            path = Path(folder, f"{number}.wav")
            with contextlib.redirect_stdout(io.StringIO()):
                engine.setProperty("voice", data.voice(utterance.voice.id).name)
                engine.setProperty("rate", utterance.prosody.rate)
                engine.save_to_file(utterance.text, str(path))
                engine.runAndWait()
            frames.append(frames_in(path))
    return frames


def frames_in(path: Path) -> int:
    """How long the file is; 0 where there is none, or half of one."""
    try:
        with wave.open(str(path), "rb") as file:
            return file.getnframes()
    except (OSError, EOFError, wave.Error):
        return 0


def wrong(made: list[int], expected: list[int]) -> int:
    """How many lengths are off by more than the tolerance."""
    return sum(abs(got - want) > TOLERANCE * want for got, want in zip(made, expected, strict=True))


def main(count: int) -> int:
    """Measure and print; 1 if the program spoke any clip wrongly."""
    said = utterances(count)
    distinct = list(dict.fromkeys(said))
    with ThreadPoolExecutor(2) as threads:
        lengths = dict(zip(distinct, threads.map(fresh, distinct), strict=True))
    expected = [lengths[utterance] for utterance in said]
    ours = 0
    for name, make in (("workers", through_workers), ("naive", naive)):
        start = time.perf_counter()
        bad = wrong(make(said), expected)
        print(f"{name:8} {bad:4} of {count} clips wrong  {time.perf_counter() - start:6.1f} s")
        ours = bad if name == "workers" else ours
    return int(ours > 0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
