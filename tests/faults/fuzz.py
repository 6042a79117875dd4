"""Gives mutants to a parser and watches what it does."""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from tests.faults.mutants import mutants
from tests.faults.parsers import PARSERS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Fuzzed", "fuzz"]

SLOW_S = 2.0
TRACED = 5
"""How many times as long a line may take whose passing is told to a tracer, as in `make coverage`."""
GROWN_MB = 200.0
SEED = 20260304


@dataclass(slots=True)
class Fuzzed:
    """What came of it."""

    parser: str
    inputs: int = 0
    refused: int = 0
    """With an error that the program can explain."""
    slowest_s: float = 0.0
    """CPU time."""
    grown_mb: float = 0.0
    """By how much the process became larger than it was after the first inputs."""
    faults: dict[str, bytes] = field(default_factory=dict)
    """What went wrong, with the first input that showed it."""


def fuzz(name: str, count: int, seed: int = SEED) -> Fuzzed:
    """What a parser does with its own examples and with so many mutants of them."""
    parser, done = PARSERS[name], Fuzzed(name)
    _try(name, parser.seeds, done)
    before = _memory_mb()
    _try(name, mutants(parser.seeds, count, seed, parser.most), done)
    done.grown_mb = _memory_mb() - before
    if done.grown_mb > GROWN_MB:
        done.faults[f"grew by {done.grown_mb:.0f} MB"] = b""
    return done


def _try(name: str, inputs: Iterable[bytes], done: Fuzzed) -> None:
    for content in inputs:
        done.inputs += 1
        begun = time.thread_time()
        try:
            PARSERS[name].read(content)
        except BriefingError:
            done.refused += 1
        except Exception as error:  # noqa: BLE001  that is what is looked for
            done.faults.setdefault(_where(error), content)
        took = time.thread_time() - begun
        done.slowest_s = max(done.slowest_s, took)
        if took > SLOW_S * (TRACED if sys.gettrace() else 1):
            done.faults.setdefault("slow", content)


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__} at {place}"


def _memory_mb() -> float:
    """At its largest; Linux counts in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
