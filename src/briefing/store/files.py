"""Writing a file so that no reader and no crash ever sees half of it."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["DAY_S", "sweep", "touch", "write_whole"]

DAY_S = 86_400
"""Seconds of a day."""

LEFT_OVER = ("edition-*", "blocks/*/.mix-*", "blocks/*/.*.part", "clips/*/.*.part")
"""What a run that was killed leaves under the state folder; one that ends otherwise, at Ctrl-C too, takes it away."""


def sweep(state: Path) -> None:
    """Take away what killed runs left half-done; only for who holds the run's lock, or it is somebody's work."""
    for pattern in LEFT_OVER:
        for path in state.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`, by a temporary file beside it and a rename.

    Raises:
        OSError: it could not be written; what stood at `path` still stands there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def touch(path: Path) -> None:
    """Let the time of a file, if it is there, tell the day on which it was last wanted.

    Once a day is enough to tell what is used from what is not, and costs no write for the rest of it.
    """
    with suppress(OSError):  # a file that is somebody else's can be used all the same
        if time.time() - path.stat().st_mtime > DAY_S:
            os.utime(path)
