"""How fast the whole program is, against the bare engine and a bare encoder on the same utterances.

    python bench/speed.py [PART …] [--stories 40] [--engine espeak] [--times 1]

PART is any of `edition` (CPU and wall time against the bare engine and encoder, with one worker and with two), `again`
(an unchanged re-run; one word changed in one story of fifty), `start`, `memory` (ten hours) and `stitch`; all without
any.  Everything is measured over whole processes, children included, in turn, in one run.  A sample whose CPU time
is more than wall time × cores is measured again.  Ends with 1 when a limit is broken.

The bare engine is `bare.py`; the bare encoder is ffmpeg, called once as its manual shows, for the same format.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import imageio_ffmpeg

from briefing.cast import cast_story
from briefing.clean import clean
from briefing.cli.shared import room_of
from briefing.config import Home
from briefing.pacing import lines
from briefing.scripted import script_article
from briefing.settings import Settings
from briefing.sources import read_source
from stories import write_stories

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BENCH = Path(__file__).parent
BRIEFING = (sys.executable, "-c", "from briefing.cli import main; main()")
CORES = len(os.sched_getaffinity(0))
TRIES = 3
QUIET = 0.05
"""Where other programs took a larger share of the cores, wall times are shown but not judged."""
RATE = 22_050


@dataclass(frozen=True)
class Sample:
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, of the process and all that it started and waited for."""
    memory: float
    """Peak of the process alone, in MB."""
    idle: float
    """Seconds that cores had nothing to do."""

    @property
    def others(self) -> float:
        """Share of the cores that other programs took."""
        return max(0.0, 1 - (self.cpu + self.idle) / (self.wall * CORES))


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    value: float
    unit: str = ""
    most: float = math.inf
    least: float = -math.inf

    @property
    def kept(self) -> bool:
        """Whether it is within its limits."""
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        limit = f"≤ {self.most:g}" if self.most < math.inf else f"≥ {self.least:g}" if self.least > -math.inf else ""
        verdict = "" if not limit else "kept" if self.kept else "BROKEN"
        return f"{self.name:<54}{self.value:>9.2f} {self.unit:<5}{limit:<8}{verdict}"


def timed(*command: str) -> Sample:
    """Run a command and measure it; again where the sample cannot be true."""
    for _ in range(TRIES):
        sample = _once(command)
        if sample.cpu <= sample.wall * CORES * 1.01:
            return sample
    raise SystemExit(f"CPU time stays above wall time x cores: {' '.join(command)[:200]}")


def _once(command: Sequence[str]) -> Sample:
    start, idle, peak, pid = time.perf_counter(), _idle(), 0, 0
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        while not pid:
            time.sleep(0.02)
            peak = max(peak, _peak(running.pid))
            pid, status, used = os.wait4(running.pid, os.WNOHANG)
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)[:200]}: {said.read().decode()[-2000:]}")
    wall = time.perf_counter() - start
    return Sample(wall, used.ru_utime + used.ru_stime, peak / 1024, _idle() - idle)


def _idle() -> float:
    """Seconds that this machine's cores had nothing to do since it was started."""
    words = Path("/proc/stat").read_text().split(maxsplit=6)
    return (int(words[4]) + int(words[5])) / os.sysconf("SC_CLK_TCK")


def _peak(pid: int) -> int:
    """Peak memory of a process in kB; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) if "VmHWM:" in status else 0


def make(home: Path, stories: Path, engine: str, *, workers: int = 0) -> Sample:
    """Run `briefing make` on a folder of stories."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "briefing.toml").write_text(f"[engine]\nworkers = {workers}\n")
    return timed(*BRIEFING, "--home", str(home), "make", "--engine", engine, "-q", str(stories))


def clips(home: Path) -> int:
    """Clips that are kept."""
    return sum(1 for _ in (home / "out" / "state" / "clips").rglob("*.clip"))


def blocks(home: Path) -> dict[Path, int]:
    """Kept blocks, and when they were written."""
    return {path: path.stat().st_mtime_ns for path in (home / "out" / "state" / "blocks").rglob("*.mp3")}


# --- the bare engine and the bare encoder ---------------------------------------------------------------------------


def write_utterances(stories: Path, target: Path) -> int:
    """Write what the program gives its engine for these stories; how many words that is."""
    room = room_of(Home(target.parent, Settings()))
    said = []
    for story in read_source(str(stories), settings=room.settings.sources, home=target.parent):
        segments = script_article(clean(story), room.settings.quotes)
        said += [line.utterance for line in lines(segments, cast_story(segments, room.cast, {}), room.reading)]
    target.write_text(json.dumps([[each.text, each.voice.id, each.prosody.rate] for each in said]))
    return sum(len(each.text.split()) for each in said)


def bare(folder: Path) -> tuple[Sample, Sample]:
    """The engine and the encoder, each alone."""
    raw = folder / "bare.raw"
    spoken = timed(sys.executable, str(BENCH / "bare.py"), str(folder / "utterances.json"), str(raw))
    pcm = ("-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", str(raw))
    mp3 = ("-ar", "44100", "-c:a", "libmp3lame", "-b:a", "96k", str(folder / "bare.mp3"))
    return spoken, timed(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *pcm, *mp3)


# --- the parts ---------------------------------------------------------------------------------------------------


def edition(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    """Against the bare engine and encoder, and with one worker against two: by turns."""
    stories = folder / "stories"
    write_stories(stories, given.stories)
    words = write_utterances(stories, folder / "utterances.json")
    ones, twos, engines, encoders = [], [], [], []
    for number in range(given.times):
        alone = bare(folder)
        engines.append(alone[0].cpu)
        encoders.append(alone[1].cpu)
        ones.append(make(folder / f"one-{number}", stories, given.engine, workers=1))
        twos.append(make(folder / f"two-{number}", stories, given.engine, workers=2))
    peer = median(engines) + median(encoders)
    yield Row("words", words)
    yield Row("programme", (folder / "bare.raw").stat().st_size / 2 / RATE / 60, "min")
    yield Row("bare engine, CPU", median(engines), "s")
    yield Row("bare encoder, CPU", median(encoders), "s")
    for name, runs in (("one worker", ones), ("two workers", twos)):
        cpu = median([run.cpu for run in runs])
        yield Row(f"whole program, {name}, CPU", cpu, "s")
        yield Row(f"whole program, {name}, wall", median([run.wall for run in runs]), "s")
        yield Row(f"whole program over bare, {name}, CPU", cpu / peer, most=1.5)
    others = max(run.others for run in (*ones, *twos))
    yield Row("cores' time that other programs took, at most", 100 * others, "%")
    gain = median([one.wall / two.wall for one, two in zip(ones, twos, strict=True)])
    yield Row("two workers over one, wall", gain, least=1.7 if others < QUIET else -math.inf)
    yield Row("peak memory of the parent", max(run.memory for run in twos), "MB", most=100)


def again(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    """An edition of fifty stories: made, made again as it is, and with one word changed."""
    home, stories = folder / "again", folder / "fifty"
    paths = write_stories(stories, 50)
    first = make(home, stories, given.engine)
    spoken, mixed = clips(home), blocks(home)
    rerun = make(home, stories, given.engine)
    yield Row("first run, CPU", first.cpu, "s")
    yield Row("unchanged: clips made", clips(home) - spoken, most=0)
    yield Row("unchanged: blocks made", len(blocks(home).items() - mixed.items()), most=0)
    yield Row("unchanged, CPU", rerun.cpu, "s")
    share = 100 * rerun.cpu / first.cpu
    yield Row("unchanged over first run, CPU", share, "%", most=3)
    paths[24].write_text(paths[24].read_text("utf-8").replace(" on ", " late on ", 1), "utf-8")
    change = make(home, stories, given.engine)
    fresh = [path for path, _ in blocks(home).items() - mixed.items()]
    yield Row("one word: clips made", clips(home) - spoken, most=1)
    yield Row("one word: blocks made", len(fresh), most=1)
    yield Row("one word, CPU", change.cpu, "s")
    yield Row("one word beyond an unchanged run, CPU", change.cpu - rerun.cpu, "s")
    encoded = whole_encode(home, folder)
    yield Row("encoding the touched file (the episode) bare, CPU", encoded.cpu, "s")
    ratio = change.cpu / encoded.cpu
    yield Row("one word over encoding the touched file, CPU", ratio, most=1.2)


def whole_encode(home: Path, folder: Path) -> Sample:
    """What it takes to encode the newest episode again, which is what others do for a changed word."""
    newest = max((home / "out" / "public" / "episodes").glob("*.mp3"), key=lambda path: path.stat().st_mtime_ns)
    run = (imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y")
    subprocess.run([*run, "-i", str(newest), str(folder / "whole.wav")], check=True)
    mp3 = ("-map_metadata", "-1", "-c:a", "libmp3lame", "-b:a", "96k", str(folder / "whole.mp3"))
    return timed(*run, "-i", str(folder / "whole.wav"), *mp3)


def start(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    """How long it takes until something is heard of the program: the best of five."""
    del given
    for name, words in (("--help", ["--help"]), ("voices", ["voices"])):
        runs = [timed(*BRIEFING, "--home", str(folder), *words) for _ in range(5)]
        yield Row(f"briefing {name}, CPU", min(run.cpu for run in runs), "s")
        yield Row(f"briefing {name}, wall", min(run.wall for run in runs), "s")


def memory(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    """Ten hours, in silence: time is kept and files are written as in any edition."""
    stories = folder / "many"
    write_stories(stories, given.memory_stories)
    home = folder / "ten-hours"
    run = make(home, stories, "silent")
    size = sum(path.stat().st_size for path in (home / "out" / "public" / "episodes").glob("*.mp3"))
    yield Row("programme", size / 12_000 / 3600, "h")
    yield Row("peak memory of the parent", run.memory, "MB", most=100)
    yield Row("CPU", run.cpu, "s")


def stitch(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    """How the cost of mixing grows: see `stitch.py`."""
    del folder, given
    done = subprocess.run([sys.executable, BENCH / "stitch.py", "800", "3200"], capture_output=True, check=True)
    print(done.stdout.decode())
    grown = float(done.stdout.decode().split(" times the CPU")[0].split()[-1])
    yield Row("stitching 3200 clips over 800, CPU", grown, most=4.5)


PARTS = (edition, again, start, memory, stitch)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *(part.__name__ for part in PARTS)], metavar="PART")
    parser.add_argument("--engine", default="espeak")
    parser.add_argument("--stories", type=int, default=40)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--memory-stories", type=int, default=400)
    given = parser.parse_args()
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            if not given.parts or part.__name__ in given.parts:
                print(f"{part.__name__} ({CORES} cores, load {os.getloadavg()[0]:.1f})", flush=True)
                for row in part(Path(folder), given):
                    print(f"  {row}", flush=True)
                    kept = kept and row.kept
    sys.exit(not kept)


if __name__ == "__main__":
    main()
