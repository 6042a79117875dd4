"""Two runs at once, again and again."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.faults.newsroom import START, faults_of, night, write_story

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["twice"]

BUSY = 75


def twice(nights: int) -> Iterator[list[str]]:
    """In each of so many nights begin two runs at the same moment; what went wrong."""
    with TemporaryDirectory(prefix="twice-") as folder, ThreadPoolExecutor(2) as hands:
        home = Path(folder)
        stories: Counter[str] = Counter()
        for number in range(nights):
            write_story(home, f"boat{number}")
            stories[f"boat{number}"] += 1
            now = START + timedelta(days=number)
            told = [each.result() for each in [hands.submit(night, home, now) for _ in range(2)]]
            codes = sorted(each.exit_code if each else -9 for each in told)
            faults = faults_of(home, stories)
            yield faults if codes == [0, BUSY] else [f"exit codes {codes}", *faults]
