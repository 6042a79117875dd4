"""Runs every program of bench/ in one go: `bench/run.py [--quick] [--quotes FILE] [--clean FILE] [--spoken FILE]`.

Accuracy needs data of your own, in the forms that the programs' own help tells; a neural engine is measured where it
has voices (BRIEFING_MODELS), and what needs a recogniser where faster-whisper is installed.  What is left out is said
to be.  `--quick` takes smaller sizes where there is a choice.  Ends with 1 when a program found a limit broken.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
import time
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


RUNS = (
    Run("speed.py", "", "--quick"),
    Run("stitch.py", "", "50 200"),
    Run("serve.py", "", "--quick"),
    Run("feed.py", "", "10 1000"),
    Run("speed.py", "edition synthesis --engine piper", "edition --engine piper --quick", engine="piper"),
    Run("scale.py", "", "--utterances 24", module="distributed"),
    Run("voices.py", "", "100"),
    Run("lost.py", "", "--utterances 200"),
    Run("lost.py", "--engine piper --utterances 250", "--engine piper --utterances 25", engine="piper"),
    Run("hammer.py", "", "50"),
    Run("faults.py", "", "--quick"),
    Run("mutate.py", "", "--seeds 1"),
    Run("listen.py", "", "--words 500", module=RECOGNISER),
    Run("listen.py", "--engine piper --words 2000", "--engine piper --words 200", RECOGNISER, "piper"),
)
"""What is timed by the clock comes first."""


def run(program: str, arguments: list[str]) -> bool:
    """Whether a program ended well; what it prints goes straight to the terminal."""
    print(f"\n## bench/{program} {' '.join(arguments)}\n", flush=True)
    start = time.monotonic()
    done = subprocess.run([sys.executable, str(HERE / program), *arguments], check=False)
    print(f"\n({time.monotonic() - start:.0f} s, exit {done.returncode})", flush=True)
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


def on_its_own(*, quick: bool) -> Iterator[bool]:
    """What makes all that it measures."""
    for each in RUNS:
        arguments = each.quick if quick else each.full
        if reason := lacks(each):
            print(f"\n## bench/{each.program} {arguments}: left out, {reason}")
        else:
            yield run(each.program, arguments.split())


def on_data(chosen: argparse.Namespace) -> Iterator[bool]:
    """What compares with annotated data."""
    for name in DATA:
        if file := getattr(chosen, name):
            yield run(f"{name}.py", [str(file)])
        else:
            print(f"\n## bench/{name}.py: left out, no --{name} FILE was given")


def tell_where() -> None:
    """What the figures belong to."""
    asked = ["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "no commit"
    python, system = platform.python_version(), platform.system()
    print(f"# briefing {briefing.__version__} ({commit}), Python {python}, {system}, {time.strftime('%d %B %Y')}")


def main() -> int:
    """Run them one after the other, so that none disturbs another's figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    for name in DATA:
        parser.add_argument(f"--{name}", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    tell_where()
    ended = [*on_its_own(quick=chosen.quick), *on_examples(), *on_data(chosen)]
    return 0 if all(ended) else 1


if __name__ == "__main__":
    sys.exit(main())
