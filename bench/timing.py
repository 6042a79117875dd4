"""What a command takes, children included, and the rows of a table that says so.

A sample is worth nothing where its CPU time is more than wall time × cores, and little where other programs were at
work on the same cores: the first kind is taken again, the second is shown but not judged.
"""

from __future__ import annotations

import math
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CORES", "Row", "Sample", "timed"]

CORES = len(os.sched_getaffinity(0))
TRIES = 3
QUIET = 0.05
"""Where other programs took a larger share of the cores, figures are shown but not judged."""


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
    of: tuple[Sample, ...] = ()
    """What it was reckoned from, where other programs would make it wrong."""

    @property
    def rejected(self) -> str:
        """Why it is not judged, if it is not."""
        others = max((sample.others for sample in self.of), default=0)
        return f"REJECTED: other programs took {others:.0%} of the cores" if others > QUIET else ""

    @property
    def kept(self) -> bool:
        """Whether it is within its limits, or not judged."""
        return bool(self.rejected) or self.least <= self.value <= self.most

    def __str__(self) -> str:
        limit = f"≤ {self.most:g}" if self.most < math.inf else f"≥ {self.least:g}" if self.least > -math.inf else ""
        verdict = "" if not limit else self.rejected or ("kept" if self.kept else "BROKEN")
        return f"{self.name:<54}{self.value:>9.2f} {self.unit:<5}{limit:<8}{verdict}"


def timed(*command: str) -> Sample:
    """Run a command and measure it; again where the sample cannot be true."""
    for _ in range(TRIES):
        sample = _once(command)
        if sample.cpu <= sample.wall * CORES * 1.01:
            return sample
        print(f"  rejected: {sample.cpu:.1f} s of CPU in {sample.wall:.1f} s on {CORES} cores", flush=True)
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
