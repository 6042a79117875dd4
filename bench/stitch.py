"""How the cost of mixing grows: `python bench/stitch.py [CLIPS …]` (default: 200 800 3200 clips of 5 s).

Each count is mixed in a process of its own, in blocks of 40 clips, and joined.  Prints CPU time of the parent and of
the encoder, and the parent's peak memory; the last lines say how cost grew from the first count to the last.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from briefing.mix import Take, join_blocks, mix_block
from briefing.model import Clip, Voice
from briefing.settings import AudioSettings

RATE = 22_050
A_BLOCK = 40


def mix(count: int) -> dict[str, float]:
    """Mix so many clips and say what it took."""
    noise = os.urandom(2 * RATE)
    quiet = bytes(b if at % 2 == 0 else 5 for at, b in enumerate(noise))  # the high bytes: noise of equal strength
    voices = [Voice("bench", str(number)) for number in range(4)]
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        blocks = []
        for first in range(0, count, A_BLOCK):
            numbers = range(first, min(count, first + A_BLOCK))
            # A clip of its own for every take, as from a cache on disk.
            takes = (Take(Clip(bytes(bytearray(quiet * 5)), RATE), voices[n % 4], 250, "Words.", "A") for n in numbers)
            blocks.append(mix_block(takes, Path(folder, f"{first}.mp3"), gains={}, audio=AudioSettings()))
        join_blocks(blocks, Path(folder, "edition.mp3"))
    own, encoder = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "clips": count,
        "wall": time.perf_counter() - start,
        "own": own.ru_utime + own.ru_stime,
        "encoder": encoder.ru_utime + encoder.ru_stime,
        "memory": own.ru_maxrss / 1024,
    }


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(mix(int(sys.argv[2]))))
        return
    counts = [int(word) for word in sys.argv[1:]] or [200, 800, 3200]
    print(f"{'clips':>7}{'hours':>7}{'wall s':>9}{'own CPU s':>11}{'encoder CPU s':>15}{'memory MB':>11}")
    rows = []
    for count in counts:
        done = subprocess.run([sys.executable, __file__, "--one", str(count)], capture_output=True, check=True)
        rows.append(row := json.loads(done.stdout))
        hours = count * 5.25 / 3600
        print(
            f"{count:>7}{hours:>7.1f}{row['wall']:>9.1f}{row['own']:>11.2f}{row['encoder']:>15.2f}{row['memory']:>11.1f}"
        )
    first, last = rows[0], rows[-1]
    grown = (last["own"] + last["encoder"]) / (first["own"] + first["encoder"])
    print(f"{last['clips'] / first['clips']:.1f} times the clips cost {grown:.2f} times the CPU")
    print(f"peak memory grew by {last['memory'] - first['memory']:.1f} MB")


if __name__ == "__main__":
    main()
