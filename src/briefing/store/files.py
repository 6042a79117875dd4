"""What a file is kept under, what tells one that is used from one that is not, and what a killed run left behind."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["DAY_S", "key_of", "left_over", "remove", "sweep", "touch"]

DAY_S = 86_400
"""Seconds of a day."""

LEFT_OVER = (
    "edition-*",
    "blocks/.mix-*",
    "blocks/*/.mix-*",
    "blocks/*/.*.part",
    "clips/*/.*.part",
    "held/.*.part",
    "shows/*/held/.*.part",
    "remote/.*.part",
    ".library.sqlite.part",
    "shows/*/.library.sqlite.part",
)
"""What a run that was killed leaves under the state folder; one that ends otherwise, at Ctrl-C too, takes it away."""


def key_of(facts: object) -> str:
    """What a file is kept under whose bytes depend on these facts, which JSON can hold, and on nothing else."""
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def left_over(state: Path) -> Iterator[Path]:
    """What killed runs left half-done; only for who holds the run's lock, or it is somebody's work."""
    for pattern in LEFT_OVER:
        yield from state.glob(pattern)


def sweep(state: Path) -> None:
    """Take away what is `left_over`."""
    for path in left_over(state):
        remove(path)


def remove(path: Path) -> None:
    """Take away a file, or a folder with what is in it, where it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def touch(path: Path) -> None:
    """Let the time of a file, if it is there, tell the day on which it was last wanted.

    Once a day is enough to tell what is used from what is not, and costs no write for the rest of it.
    """
    with suppress(OSError):  # a file that is somebody else's can be used all the same
        if time.time() - path.stat().st_mtime > DAY_S:
            os.utime(path)
