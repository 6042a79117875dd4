"""A year of good nights: what one costs late in it, against what one cost early."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.faults.newsroom import START, night, write_story

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Year", "year"]

AT_MOST = 1.2
LIBRARY_FACTOR = 2
LIBRARY_EACH = 1024


@dataclass(frozen=True, slots=True)
class Year:
    """What it came to."""

    cpu_s: tuple[float, float]
    """Median of nights 10 to 20, and of the last ten; engines and encoders included."""
    memory_mb: tuple[float, float]
    """The same of the largest memory of a night's main process."""
    text: int
    """Bytes of all stories."""
    library: int
    """Bytes."""
    stories: int

    @property
    def holds(self) -> bool:
        """Whether late nights cost about as much as early ones, and the library is no larger than agreed."""
        grown = (late / early for early, late in (self.cpu_s, self.memory_mb))
        return max(grown) <= AT_MOST and self.library <= LIBRARY_FACTOR * self.text + LIBRARY_EACH * self.stories


def year(nights: int, stories: int = 20, told: Callable[[int, float, float], object] = lambda *_: None) -> Year:
    """So many nights, more than 20, of so many short stories; `told` hears number, CPU seconds and MB of each."""
    cpu, memory, text = [], [], 0
    with TemporaryDirectory(prefix="year-") as folder:
        home = Path(folder)
        for number in range(nights):
            names = [f"n{number}s{each}" for each in range(stories)]
            for name in names:
                write_story(home, name)
            done = night(home, START + timedelta(days=number))
            if not done or done.exit_code:
                raise RuntimeError(f"night {number}: {done}")
            for path in (home / "inbox").iterdir():  # a source that gives each night its own
                text += path.stat().st_size
                path.unlink()
            cpu.append(done.cpu_s)
            memory.append(done.memory_mb)
            told(number, done.cpu_s, done.memory_mb)
        library = sum(path.stat().st_size for path in (home / "out/state").glob("library.sqlite*"))
    return Year(_early_and_late(cpu), _early_and_late(memory), text, library, nights * stories)


def _early_and_late(values: Sequence[float]) -> tuple[float, float]:
    return statistics.median(values[10:20]), statistics.median(values[-10:])
