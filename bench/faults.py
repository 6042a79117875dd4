"""Whatever is pulled out, at whatever moment: `bench/faults.py [kills|power|torn|twice|nights|fuzz|year …] [--quick]`.

    kills   SIGKILL at 200 points of a first night, a third one and a take-down, each followed by one normal run
    power   a power cut at 200 points of the same runs: what was not synced is lost, or full of zeros
    torn    a library torn 1,000 times in the middle of a transaction
    twice   two runs at once, 50 times
    nights  100 nights on which something goes wrong
    fuzz    10,000 mutants for every parser of what comes from outside
    year    365 nights of 20 short stories (`--nights`)

All on the silent engine, in temporary folders.  `make test` has a sample of each; `--quick` has more than that.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the suite holds what this does at length

from tests.faults.fuzz import Fuzzed, fuzz
from tests.faults.kills import kills, power_cuts
from tests.faults.nights import bad_nights
from tests.faults.parsers import PARSERS
from tests.faults.torn import torn
from tests.faults.twice import twice
from tests.faults.years import year

FULL = {"kills": 200, "power": 200, "torn": 1000, "twice": 50, "nights": 100, "fuzz": 10_000, "year": 365}
QUICK = {"kills": 20, "power": 20, "torn": 100, "twice": 5, "nights": 10, "fuzz": 500, "year": 31}


def run_kills(points: int) -> bool:
    """Whether the next run always mended it."""
    good, killed, looks = 0, 0, 0
    for kill in kills(points):
        good += not kill.faults
        killed += kill.killed
        looks += kill.looks
        if kill.faults:
            print(f"{kill.scene} night, point {kill.point}: {'; '.join(kill.faults)}", flush=True)
    print(f"kills    {good} of {points} followed by a night as if nothing had been; {killed} were killed in the middle")
    print(f"reader   looked {looks} times and saw nothing torn or missing" if good == points else "reader   see above")
    return good == points


def run_power(points: int) -> bool:
    """Whether the next run always mended it."""
    found = list(power_cuts(points))
    for each in found:
        if each.faults:
            print(f"{each.scene} night, power cut at {each.point}: {'; '.join(each.faults)}", flush=True)
    good = sum(not each.faults for each in found)
    lost = sum(each.lost for each in found)
    print(
        f"power    {good} of {len(found)} followed by a night as if nothing had been; {lost} names and files were lost"
    )
    return good == len(found)


def run_torn(times: int) -> bool:
    """Whether the library was always as before a transaction, or as after it."""
    faults = list(torn(times))
    print("\n".join([*faults, f"torn     {times - len(faults)} of {times} libraries were as before, or as after"]))
    return not faults


def run_twice(nights: int) -> bool:
    """Whether one always published and the other left."""
    found = list(twice(nights))
    for faults in filter(None, found):
        print("; ".join(faults))
    print(f"twice    {found.count([])} of {nights}: one published, the other ended with 75, nothing was damaged")
    return found.count([]) == nights


def run_nights(nights: int) -> bool:
    """Whether every story was published once, or reported with its reason."""
    found = list(bad_nights(nights))
    for number, each in enumerate(found):
        if each.faults:
            print(f"night {number} ({', '.join(each.kinds)}): {'; '.join(each.faults)}")
    good = sum(not each.faults for each in found)
    codes = ", ".join(
        f"{count} ended with {code}" for code, count in sorted(Counter(x.exit_code for x in found).items())
    )
    print(f"nights   {good} of {len(found)} lost, repeated or concealed nothing; {codes}")
    return good == len(found)


def run_fuzz(inputs: int) -> bool:
    """Whether every parser read or refused everything in time."""
    print("parser          inputs   refused   slowest    grown")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        found = list(processes.map(_fuzz, PARSERS, [inputs] * len(PARSERS)))
    for each in found:
        sizes = f"{each.inputs:>8,}{each.refused:>10,}{each.slowest_s:>8.2f} s{each.grown_mb:>6.0f} MB"
        print(f"{each.parser:<14}{sizes}  {'; '.join(each.faults)}")
    return not any(each.faults for each in found)


def _fuzz(name: str, inputs: int) -> Fuzzed:
    """In a process of its own, whose growth is the parser's."""
    warnings.simplefilter("ignore")
    return fuzz(name, inputs)


def run_year(nights: int) -> bool:
    """Whether late nights cost no more than early ones."""
    found = year(nights, told=lambda *each: print("night {} {:.2f} s {:.0f} MB".format(*each), file=sys.stderr))
    (cpu_early, cpu_late), (mb_early, mb_late) = found.cpu_s, found.memory_mb
    print(f"year     {nights} nights; CPU {cpu_early:.2f} → {cpu_late:.2f} s ({cpu_late / cpu_early:.2f} times)")
    print(f"         memory {mb_early:.0f} → {mb_late:.0f} MB ({mb_late / mb_early:.2f} times)")
    print(f"         library {found.library:,} bytes for {found.stories:,} stories of {found.text:,} bytes")
    return found.holds


PARTS = {
    "kills": run_kills,
    "power": run_power,
    "torn": run_torn,
    "twice": run_twice,
    "nights": run_nights,
    "fuzz": run_fuzz,
    "year": run_year,
}


def main() -> int:
    """Run the parts that were asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--nights", type=int, metavar="N", help="of the year; more than 20")
    chosen = parser.parse_args()
    if unknown := set(chosen.part) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    sizes = (QUICK if chosen.quick else FULL) | ({"year": chosen.nights} if chosen.nights else {})
    held = [PARTS[part](sizes[part]) for part in chosen.part or PARTS]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
