"""How fast the whole program is, against the bare engine and a bare encoder on the same utterances.

    python bench/speed.py [PART …] [--minutes 60] [--engine espeak] [--times 1]

PART is any of `edition` (CPU and wall time against the bare engine and encoder, with one worker and with two),
`synthesis` (speech alone, with one worker and with two), `again` (an unchanged re-run; one word changed in one story of
fifty), `start`, `memory` (ten hours) and `stitch`; all without any.  Everything is measured over whole processes,
children included, in turn, in one run.  A sample whose CPU time is more than wall time × cores is measured again; a
figure that other programs disturbed is shown but not judged.  Ends with 1 when a limit is broken.

`--engine` is espeak, piper or kokoro; for the last two the variable BRIEFING_MODELS names the folder of the models.
The bare engine is `bare.py`; the bare encoder is ffmpeg, called once as its manual shows, for the same format.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import wave
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import imageio_ffmpeg

from briefing.cast import cast_story
from briefing.clean import clean
from briefing.model import Story
from briefing.pacing import lines
from briefing.scripted import script_article
from briefing.sources import read_source
from rooms import install, newsroom
from stories import write_stories
from timing import CORES, Row, Sample, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCH = Path(__file__).parent
BRIEFING = (sys.executable, "-c", "from briefing.cli import main; main()")
MOST = {"espeak": (1.5, 1.5), "piper": (1.08, 1.15), "kokoro": (1.08, 1.15)}
"""CPU of the whole program over bare engine and encoder, with one worker and with two."""
MINUTES_A_STORY = 1.5
"""Of speech, in stories of the usual length."""


def make(home: Path, stories: Path, engine: str, *, workers: int = 0) -> Sample:
    """Run `briefing make` on a folder of stories."""
    install(home, engine, workers=workers)
    return timed(*BRIEFING, "--home", str(home), "make", "--engine", engine, "-q", str(stories))


def clips(home: Path) -> int:
    """Clips that are kept."""
    return sum(1 for _ in (home / "out" / "state" / "clips").rglob("*.clip"))


def blocks(home: Path) -> dict[Path, int]:
    """Kept blocks, and when they were written."""
    return {path: path.stat().st_mtime_ns for path in (home / "out" / "state" / "blocks").rglob("*.mp3")}


# --- the bare engine and the bare encoder ---------------------------------------------------------------------------


def write_utterances(stories: Path, target: Path, engine: str) -> int:
    """Write what the program gives its engine for these stories; how many words that is."""
    home = target.parent / "utterances"
    install(home, engine)
    room = newsroom(home, engine)
    said = []
    for story in read_source(str(stories), settings=room.settings.sources, home=home):
        if not isinstance(story, Story):
            raise SystemExit(str(story))
        segments = script_article(clean(story), room.settings.quotes)
        said += [line.utterance for line in lines(segments, cast_story(segments, room.cast, {}), room.reading)]
    target.write_text(json.dumps([[each.text, each.voice.id, each.prosody.rate] for each in said]), "utf-8")
    return sum(len(each.text.split()) for each in said)


def bare(folder: Path, engine: str) -> tuple[Sample, Sample]:
    """The engine and the encoder, each alone."""
    wav = folder / "bare.wav"
    spoken = timed(sys.executable, str(BENCH / "bare.py"), engine, str(folder / "utterances.json"), str(wav))
    return spoken, encode(wav, folder)


def encode(wav: Path, folder: Path) -> Sample:
    """The encoder, as its manual shows, for the format that is the program's default."""
    mp3 = ("-map_metadata", "-1", "-ar", "44100", "-c:a", "libmp3lame", "-b:a", "96k", str(folder / "bare.mp3"))
    return timed(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-i", str(wav), *mp3)


def minutes(wav: Path) -> float:
    """How long a file lasts."""
    with wave.open(str(wav), "rb") as sound:
        return sound.getnframes() / sound.getframerate() / 60


# --- the parts ---------------------------------------------------------------------------------------------------


def edition(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    """Against the bare engine and encoder, and with one worker against two: by turns."""
    stories, engine = folder / "stories", given.engine
    write_stories(stories, max(1, round(given.minutes / MINUTES_A_STORY)))
    yield Row("words", write_utterances(stories, folder / "utterances.json", engine))
    ones, twos, bares = [], [], []
    for number in range(given.times):
        bares.append(bare(folder, engine))
        ones.append(make(folder / f"one-{number}", stories, engine, workers=1))
        twos.append(make(folder / f"two-{number}", stories, engine, workers=2))
    yield Row("bare speech", minutes(folder / "bare.wav"), "min")
    yield Row("bare engine, CPU", median(engine.cpu for engine, _ in bares), "s")
    yield Row("bare encoder, CPU", median(encoder.cpu for _, encoder in bares), "s")
    peer = median(engine.cpu + encoder.cpu for engine, encoder in bares)
    for name, runs, most in zip(("one worker", "two workers"), (ones, twos), MOST[engine], strict=True):
        cpu = median(run.cpu for run in runs)
        yield Row(f"whole program, {name}, CPU", cpu, "s")
        yield Row(f"whole program, {name}, wall", median(run.wall for run in runs), "s")
        measured = (*runs, *(sample for pair in bares for sample in pair))
        yield Row(f"whole program over bare, {name}, CPU", cpu / peer, most=most, of=measured)
    yield faster("two workers over one, whole program, wall", ones, twos, 1.7)
    yield Row("peak memory of the parent", max(run.memory for run in twos), "MB", most=100)


def synthesis(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    """Speech alone, with one worker and with two, by turns; espeak is as soon done as a process is started."""
    stories, asked = folder / "stories", folder / "utterances.json"
    write_stories(stories, max(1, round(given.minutes / MINUTES_A_STORY)))
    write_utterances(stories, asked, given.engine)
    speak = (sys.executable, str(BENCH / "speak.py"), given.engine, str(asked))
    ones, twos = [], []
    for _ in range(given.times):
        ones.append(timed(*speak, "1"))
        twos.append(timed(*speak, "2"))
    for name, runs in (("one worker", ones), ("two workers", twos)):
        yield Row(f"speech, {name}, CPU", median(run.cpu for run in runs), "s")
        yield Row(f"speech, {name}, wall", median(run.wall for run in runs), "s")
    yield faster("two workers over one, speech, wall", ones, twos, 0 if given.engine == "espeak" else 1.75)


def faster(name: str, ones: list[Sample], twos: list[Sample], least: float) -> Row:
    """How many times as fast two workers are."""
    gain = median(one.wall / two.wall for one, two in zip(ones, twos, strict=True))
    return Row(name, gain, least=least, of=(*ones, *twos))


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
    encoded = encode(touched(home, folder), folder)
    yield Row("encoding the touched file (the episode) bare, CPU", encoded.cpu, "s")
    ratio = change.cpu / encoded.cpu
    yield Row("one word over encoding the touched file, CPU", ratio, most=1.2)


def touched(home: Path, folder: Path) -> Path:
    """The published file that the change touched, decoded: others would encode the whole of it again."""
    newest = max((home / "out" / "public" / "episodes").glob("*.mp3"), key=lambda path: path.stat().st_mtime_ns)
    run = (imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y")
    subprocess.run([*run, "-i", str(newest), str(folder / "whole.wav")], check=True)
    return folder / "whole.wav"


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


PARTS = (edition, synthesis, again, start, memory, stitch)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *(part.__name__ for part in PARTS)], metavar="PART")
    parser.add_argument("--engine", default="espeak", choices=MOST)
    parser.add_argument("--minutes", type=float, default=60, help="of speech, for `edition` and `synthesis`")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--memory-stories", type=int, default=310)
    parser.add_argument("--quick", action="store_true", help="five minutes instead of an hour, one hour instead of ten")
    given = parser.parse_args()
    if given.quick:
        given.minutes, given.memory_stories = 5, 31
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
