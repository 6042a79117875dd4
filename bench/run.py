"""Runs every program of bench/ in one go: `bench/run.py [--quick] [--quotes FILE] [--clean FILE] [--spoken FILE]`.

Accuracy needs data of your own, in the forms that the programs' own help tells; what needs a recogniser is run where
faster-whisper is installed.  What is left out is said to be.  `--quick` takes smaller sizes where there is a choice.
Ends with 1 when a program found a limit broken.
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
from typing import TYPE_CHECKING

import briefing

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
ALWAYS: dict[str, tuple[list[str], list[str]]] = {
    "speed.py": ([], ["--quick"]),
    "stitch.py": ([], ["50", "200"]),
    "serve.py": ([], ["--quick"]),
    "feed.py": ([], ["10", "1000"]),
    "voices.py": ([], ["100"]),
    "lost.py": ([], ["--utterances", "200"]),
    "hammer.py": ([], ["50"]),
    "faults.py": ([], ["--quick"]),
    "mutate.py": ([], ["--seeds", "1"]),
}
"""Program → its arguments in full, and when there is little time."""
DATA = ("quotes", "clean", "spoken")
RECOGNISER = "faster_whisper"


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


def with_recogniser() -> Iterator[bool]:
    """What listens."""
    if find_spec(RECOGNISER):
        yield run("listen.py", [])
    else:
        print(f"\n## bench/listen.py, bench/transcript.py: left out, {RECOGNISER} is not installed")


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
    ended = [run(program, list(sizes[chosen.quick])) for program, sizes in ALWAYS.items()]
    ended += [*on_examples(), *with_recogniser(), *on_data(chosen)]
    return 0 if all(ended) else 1


if __name__ == "__main__":
    sys.exit(main())
