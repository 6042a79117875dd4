"""Measures a finished programme: `python bench/sound.py EDITION.mp3 [TRANSCRIPT.vtt]`.

Loudness and true peak are ffmpeg's (EBU R128); silences, speakers and clicks are found here.  With the transcript, the
loudness of every speaker and the silence between two speakers are measured too, and a voice's own short sounds are told
from clicks.  Ends with 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import audioop
import re
import subprocess
import sys
import tempfile
from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import imageio_ffmpeg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

RATE = 44_100
HOP = 220
"""Samples looked at together: 5 ms."""
SILENT_RMS = 104  # -50 dBFS
FULL_SCALE = (-32_768, 32_767)
CLICK_MS = 10
EDGE_MS = 30
"""Of an utterance: the air that is left around it, and the fades."""
ENOUGH_S = 3.0
"""Of a speaker, to say how loud he or she is."""


class Cue(NamedTuple):
    """A line of the transcript."""

    start_ms: int
    end_ms: int
    speaker: str


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    value: float
    unit: str
    limit: str = ""
    kept: Callable[[float], bool] = lambda _: True

    def __str__(self) -> str:
        verdict = "" if not self.limit else "kept" if self.kept(self.value) else "BROKEN"
        return f"{self.name:<42}{self.value:>10.2f} {self.unit:<6}{self.limit:<12}{verdict}"


def ffmpeg(*arguments: str) -> str:
    """Run it; what it said."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-y", *arguments]
    return subprocess.run(command, capture_output=True, check=True).stderr.decode("utf-8", "replace")


def meter(*source: str) -> tuple[float, float]:
    """Integrated loudness and true peak of an input."""
    said = ffmpeg(*source, "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-")
    found = re.search(r"I: +(-?[\d.]+) LUFS.*Peak: +(-?[\d.]+|-inf) dBFS", said, re.DOTALL)
    if not found:
        raise SystemExit(f"ffmpeg measured nothing: {said[-200:]}")
    return float(found[1]), float(found[2])


def sounds(raw: Path) -> list[tuple[int, int]]:
    """Stretches that are not silent, in ms: 5 ms at a time, so that hours need no more memory than minutes."""
    edges, loud = [], False
    number = 0
    for number, hop in enumerate(hops(raw), start=1):
        if (audioop.rms(hop, 2) > SILENT_RMS) != loud:
            loud = not loud
            edges.append(number - 1)
    edges += [number] * loud
    times = [round(edge * HOP * 1000 / RATE) for edge in edges]
    return list(zip(times[::2], times[1::2], strict=True))


def hops(raw: Path) -> Iterator[bytes]:
    """The samples, 5 ms at a time."""
    with raw.open("rb") as file:
        while hop := file.read(2 * HOP):
            yield hop


def transcript(path: Path) -> list[Cue]:
    """Cues of a WebVTT file whose voice spans name the speakers."""
    time = r"(?:(\d+):)?(\d\d):(\d\d)\.(\d{3})"
    cues = re.findall(rf"^{time} --> {time}.*\n<v(?:\.\S+)? ([^>]+)>", path.read_text("utf-8"), re.MULTILINE)
    return [Cue(ms(*cue[:4]), ms(*cue[4:8]), cue[8]) for cue in cues]


def ms(hours: str, minutes: str, seconds: str, thousandths: str) -> int:
    """A WebVTT time."""
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def speakers(raw: Path, cues: Sequence[Cue], folder: Path) -> dict[str, float]:
    """Loudness of everybody who says enough."""
    said: dict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        said[cue.speaker].append(cue)
    return {
        speaker: meter("-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", str(excerpt(raw, parts, folder)))[0]
        for speaker, parts in said.items()
        if sum(cue.end_ms - cue.start_ms for cue in parts) >= ENOUGH_S * 1000
    }


def excerpt(raw: Path, cues: Sequence[Cue], folder: Path) -> Path:
    """The stretches of some cues, one after the other."""
    path = folder / "excerpt.raw"
    with raw.open("rb") as whole, path.open("wb") as part:
        for cue in cues:
            whole.seek(2 * (cue.start_ms * RATE // 1000))
            part.write(whole.read(2 * ((cue.end_ms - cue.start_ms) * RATE // 1000)))
    return path


def turns(stretches: Sequence[tuple[int, int]], cues: Sequence[Cue]) -> list[int]:
    """Silence where one speaker follows another, in ms."""
    gaps = [(a[1], b[0]) for a, b in pairwise(stretches)]
    changes = [(a.end_ms, b.start_ms) for a, b in pairwise(cues) if a.speaker != b.speaker]
    found, at = [], 0
    for end, start in changes:
        while at < len(gaps) and gaps[at][1] < end:
            at += 1
        found.append(max((b - a for a, b in gaps[at : at + 3] if a <= start), default=0))
    return found


def clicks(stretches: Sequence[tuple[int, int]]) -> list[int]:
    """Where there are sounds too short to be speech, with silence of 50 ms on both sides, in ms."""
    alone = 50
    return [
        here[0]
        for before, here, after in zip(stretches, stretches[1:], stretches[2:], strict=False)
        if here[1] - here[0] < CLICK_MS and here[0] - before[1] >= alone and after[0] - here[1] >= alone
    ]


def spoken(at: int, cues: Sequence[Cue]) -> bool:
    """Whether it is well inside an utterance: nothing is joined there, so that it is the voice's own.

    Some voices end a word with such a sound, as a `t` before a pause: every one that was met was in the engine's clip.
    """
    near = cues[bisect(cues, at, key=lambda cue: cue.start_ms) - 1] if cues else Cue(0, 0, "")
    return near.start_ms + EDGE_MS <= at <= near.end_ms - EDGE_MS


def measure(audio: Path, vtt: Path | None, folder: Path) -> Iterator[Row]:
    """Every row of the table."""
    raw = folder / "whole.raw"
    said = ffmpeg("-v", "error", "-i", str(audio), "-ar", str(RATE), "-ac", "1", "-f", "s16le", str(raw))
    lufs, peak = meter("-i", str(audio))
    stretches = sounds(raw)
    gaps = [b[0] - a[1] for a, b in pairwise(stretches)]
    samples = raw.stat().st_size // 2
    yield Row("length", samples / RATE, "s")
    yield Row("lines of complaint from the decoder", len(said.splitlines()), "", "none", lambda n: n == 0)
    yield Row("loudness", lufs, "LUFS", "-16 ±0.5", lambda value: abs(value + 16) <= 0.5)  # noqa: PLR2004
    yield Row("true peak", peak, "dBTP", "≤ -1", lambda value: value <= -1)
    clipped = sum(max(audioop.minmax(hop, 2), key=abs) in FULL_SCALE for hop in hops(raw))
    yield Row("stretches of 5 ms that reach full scale", clipped, "", "none", lambda n: n == 0)
    bias = sum(audioop.avg(hop, 2) * len(hop) // 2 for hop in hops(raw)) / samples
    yield Row("direct current", abs(bias) * 100 / 32_768, "%", "≤ 0.05", lambda value: value <= 0.05)  # noqa: PLR2004
    yield Row("silence at the start", (stretches[0][0] if stretches else 0) / 1000, "s")
    yield Row("silence at the end", samples / RATE - (stretches[-1][1] / 1000 if stretches else 0), "s")
    yield Row("longest silence inside", max(gaps, default=0) / 1000, "s", "≤ 1.2", lambda value: value <= 1.2)  # noqa: PLR2004
    cues = transcript(vtt) if vtt else []
    found = [spoken(at, cues) for at in clicks(stretches)]
    yield Row("clicks where something is joined", found.count(False), "", "none", lambda n: n == 0)
    yield Row("sounds as short inside utterances", found.count(True), "")
    yield from by_speaker(raw, stretches, cues, folder)


def by_speaker(raw: Path, stretches: Sequence[tuple[int, int]], cues: Sequence[Cue], folder: Path) -> Iterator[Row]:
    """What the transcript lets us measure."""
    loud = speakers(raw, cues, folder)
    for speaker, lufs in sorted(loud.items(), key=lambda item: item[1]):
        yield Row(f"  {speaker[:38]}", lufs, "LUFS")
    if loud:
        spread = max(loud.values()) - min(loud.values())
        yield Row("spread between speakers", spread, "LU", "≤ 1", lambda value: value <= 1)
    if between := turns(stretches, cues):
        yield Row("shortest silence between two speakers", min(between), "ms", "≥ 80", lambda value: value >= 80)  # noqa: PLR2004


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("transcript", type=Path, nargs="?")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measure(given.audio, given.transcript, Path(folder)))
    print(*rows, sep="\n")
    sys.exit(not all(row.kept(row.value) for row in rows))


if __name__ == "__main__":
    main()
