"""Runs every program of bench/ in one go: `bench/run.py [--quotes FILE] [--clean FILE] [--spoken FILE] [--quick]`.

Accuracy needs data of your own, in the forms that the programs' own help tells; without a file that program is left
out, and said to be.  `--quick` takes smaller sizes where there is a choice.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
ALWAYS = {
    "voices.py": ([], ["100"]),
    "stitch.py": ([], ["50", "200"]),
    "feed.py": ([], ["10", "1000"]),
    "speed.py": ([], ["--quick"]),
    "serve.py": ([], ["--quick"]),
    "faults.py": ([], ["--quick"]),
}
"""Program → its arguments in full, and when there is little time."""
DATA = ("quotes", "clean", "spoken")


def run(program: str, arguments: list[str]) -> bool:
    """Whether a program ended well; what it prints goes straight to the terminal."""
    print(f"\n## bench/{program} {' '.join(arguments)}\n", flush=True)
    start = time.monotonic()
    done = subprocess.run([sys.executable, str(HERE / program), *arguments], check=False)
    print(f"\n({time.monotonic() - start:.0f} s, exit {done.returncode})", flush=True)
    return done.returncode == 0


def main() -> int:
    """Run them one after the other, so that none disturbs another's figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    for name in DATA:
        parser.add_argument(f"--{name}", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    ended = [run(program, list(sizes[chosen.quick])) for program, sizes in ALWAYS.items()]
    for name in DATA:
        file = getattr(chosen, name)
        if file:
            ended.append(run(f"{name}.py", [str(file)]))
        else:
            print(f"\n## bench/{name}.py: left out, no --{name} FILE was given")
    return 0 if all(ended) else 1


if __name__ == "__main__":
    sys.exit(main())
