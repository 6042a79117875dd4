"""How a cluster scales: `python bench/scale.py [--utterances 120]`; needs the extra `cluster`.

Speaks on local clusters of 1, 2 and 4 workers with an engine that only waits and with one that only computes, 0.2 s an
utterance each, and prints the wall time and what share of the ideal was reached.
"""

from __future__ import annotations

import argparse
import os
import time
from typing import TYPE_CHECKING

import distributed

from briefing.engines.cluster import ClusterExecutor
from briefing.engines.workers import Workers
from briefing.model import Clip, Utterance, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 0.2
RATE = 22_050


class Waits:
    """An engine somewhere else: five seconds of sound after 0.2 s of waiting."""

    name = "waits"
    audible = False
    max_chars = 800
    version = "1"

    def describe(self) -> str:
        """Say what it is."""
        return self.name

    def voices(self) -> Sequence[Voice]:
        """One."""
        return (Voice(self.name, "1"),)

    def say(self, utterance: Utterance) -> Clip:
        """Wait."""
        del utterance
        time.sleep(SECONDS)
        return Clip(bytes(2 * RATE * 5), RATE)


class Computes(Waits):
    """An engine in this process: 0.2 s of CPU time."""

    name = "computes"

    def say(self, utterance: Utterance) -> Clip:
        """Compute."""
        del utterance
        end = time.thread_time() + SECONDS
        while time.thread_time() < end:
            sum(range(1000))
        return Clip(bytes(2 * RATE * 5), RATE)


def speak(engine: str, workers: int, count: int) -> float:
    """Seconds that it takes, without the start of the cluster."""
    with distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as local:
        cluster = ClusterExecutor(local.scheduler_address, 60)
        with Workers(f"scale:{engine}", cluster=cluster) as pool:
            list(pool.say_all(Utterance("warm", Voice(engine, "1")) for _ in range(workers * 2)))
            start = time.perf_counter()
            said = list(pool.say_all(Utterance(f"word {n}", Voice(engine, "1")) for n in range(count)))
            wall = time.perf_counter() - start
        cluster.shutdown(cancel_futures=True)
    if not all(isinstance(each, Clip) for each in said):
        raise SystemExit("an utterance was lost")
    return wall


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--utterances", type=int, default=120)
    count = parser.parse_args().utterances
    print(f"{count} utterances of {SECONDS} s; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for engine in ("Waits", "Computes"):
        for workers in (1, 2, 4):
            wall = speak(engine, workers, count)
            ideal = count * SECONDS / workers
            print(f"{engine:<10}{workers} workers {wall:>8.2f} s   {ideal / wall:>5.0%} of the ideal", flush=True)


if __name__ == "__main__":
    main()
