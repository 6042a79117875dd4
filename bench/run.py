"""Runs every program of bench/ in one go: `bench/run.py [--quick] [--quotes FILE] [--clean FILE] [--spoken FILE]`.

Accuracy needs data of your own, in the forms that the programs' own help tells, each given as often as there are
files; a neural engine is measured where it has voices (BRIEFING_MODELS), and what needs a recogniser where faster-
whisper is installed.  What is left out is said to be.  `--quick` takes smaller sizes where there is a choice.  Ends
with 1 when a program found a limit broken.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import briefing
from briefing.engines import load_engine
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
DATA = ("quotes", "clean", "spoken")
RECOGNISER = "faster_whisper"


class Run(NamedTuple):
    """A call of a program."""

    program: str
    full: str = ""
    """Its arguments."""
    quick: str = ""
    """Its arguments when there is little time."""
    module: str = ""
    """What must be installed."""
    engine: str = ""
    """What must have voices."""


BY_THE_CLOCK = (
    Run("speed.py", "", "--quick"),
    Run("stitch.py", "", "50 200"),
    Run("serve.py", "", "--quick"),
    Run("feed.py", "", "10 1000"),
    Run("speed.py", "edition synthesis --engine piper", "edition --engine piper --quick", engine="piper"),
    Run("scale.py", "", "--utterances 24", module="distributed"),
)
"""One after the other, so that none disturbs another's figures."""
SIDE_BY_SIDE = (
    Run("listen.py", "", "--words 500", module=RECOGNISER),
    Run("faults.py", "year", "year --quick"),
    Run("lost.py", "", "--utterances 200"),
    Run("faults.py", "fuzz", "fuzz --quick"),
    Run("faults.py", "kills", "kills --quick"),
    Run("listen.py", "--engine piper --words 2000", "--engine piper --words 200", RECOGNISER, "piper"),
    Run("lost.py", "--engine piper --utterances 250", "--engine piper --utterances 25", engine="piper"),
    Run("faults.py", "power torn twice nights", "power torn twice nights --quick"),
    Run("mutate.py", "--jobs 1 --seeds 1-2", "--jobs 1 --seeds 1"),
    Run("hammer.py", "", "50"),
    Run("voices.py", "", "100"),
)
"""Two at a time: what they count is the same beside other work.  The longest come first."""


def run(program: str, arguments: list[str]) -> bool:
    """Whether a program ended well; what it prints goes straight to the terminal."""
    print(f"\n## bench/{program} {' '.join(arguments)}\n", flush=True)
    start = time.monotonic()
    done = subprocess.run([sys.executable, str(HERE / program), *arguments], check=False)
    print(f"\n({time.monotonic() - start:.0f} s, exit {done.returncode})", flush=True)
    return done.returncode == 0


def run_aside(program: str, arguments: list[str]) -> bool:
    """Whether a program that runs beside another ended well; it is printed as a whole when it has ended."""
    start = time.monotonic()
    command = [sys.executable, str(HERE / program), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    told = done.stdout.decode(errors="replace")
    ended = f"({time.monotonic() - start:.0f} s, exit {done.returncode})"
    print(f"\n## bench/{program} {' '.join(arguments)}\n\n{told}\n{ended}", flush=True)
    return done.returncode == 0


def on_examples() -> Iterator[bool]:
    """Make an edition of the examples, and run what measures a finished file."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "briefing", "make", "-q", str(EXAMPLES)]
        yield subprocess.run(command, cwd=folder, check=False).returncode == 0
        for audio in Path(folder, "out/public/episodes").glob("*.mp3"):
            yield run("sound.py", [str(audio), str(audio.with_suffix(".vtt"))])
            if find_spec(RECOGNISER):
                yield run("transcript.py", [str(audio), str(audio.with_suffix(".json"))])


def lacks(each: Run) -> str:
    """What a run needs and cannot have here."""
    if each.module and not find_spec(each.module):
        return f"{each.module} is not installed"
    try:
        voices = load_engine(each.engine).voices() if each.engine else True
    except BriefingError as error:
        return error.message
    return "" if voices else f"{each.engine} has no voices"


def to_run(runs: tuple[Run, ...], *, quick: bool) -> Iterator[tuple[str, list[str]]]:
    """The programs that can run here with their arguments; the others are told, with the reason."""
    for each in runs:
        arguments = each.quick if quick else each.full
        if reason := lacks(each):
            print(f"\n## bench/{each.program} {arguments}: left out, {reason}")
        else:
            yield each.program, arguments.split()


def on_its_own(*, quick: bool) -> Iterator[bool]:
    """What makes all that it measures."""
    for program, arguments in to_run(BY_THE_CLOCK, quick=quick):
        yield run(program, arguments)
    with ThreadPoolExecutor(2) as threads:
        yield from threads.map(lambda each: run_aside(*each), to_run(SIDE_BY_SIDE, quick=quick))


def on_data(chosen: argparse.Namespace) -> Iterator[bool]:
    """What compares with annotated data."""
    for name in DATA:
        for file in getattr(chosen, name):
            yield run(f"{name}.py", [str(file)])
        if not getattr(chosen, name):
            print(f"\n## bench/{name}.py: left out, no --{name} FILE was given")


def tell_where() -> None:
    """What the figures belong to."""
    asked = ["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "no commit"
    python, system = platform.python_version(), platform.system()
    print(f"# briefing {briefing.__version__} ({commit}), Python {python}, {system}, {time.strftime('%d %B %Y')}")


def main() -> int:
    """Run what is timed by the clock, then the rest, then what compares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    for name in DATA:
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", action="append", default=[])
    chosen = parser.parse_args()
    tell_where()
    ended = [*on_its_own(quick=chosen.quick), *on_examples(), *on_data(chosen)]
    return 0 if all(ended) else 1


if __name__ == "__main__":
    sys.exit(main())
