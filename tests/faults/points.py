"""Points at which a run can be pulled out: every change to the disk that Python or SQLite is about to make.

A file that is written is half-written in between: what is to be written goes to the kernel in two halves, and the
point lies between them.
"""

from __future__ import annotations

import builtins
import io
import os
import signal
import sqlite3
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Buffer, Callable

__all__ = ["CHANGES", "WRITES", "before", "count_points"]

CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.utime", "subprocess.Popen"}
"""Events of Python's audit, besides the opening of a file that is to be written."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def count_points(kill_at: int) -> Callable[[], int]:
    """Count them in this process from now on, and end it with SIGKILL before the change of that number; 0 is none.

    Audit hooks cannot be taken away again: this is for a process that was started for it.

    Returns:
        How many there were.
    """
    numbers = count(1)
    reached = [0]

    def point() -> None:
        reached[0] = next(numbers)
        if reached[0] == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and isinstance(args[2], int) and args[2] & WRITES):
            point()

    sys.addaudithook(hook)
    before(os, "fsync", point)
    _halve(point)
    _trace(point)
    return lambda: reached[0]


def before(module: Any, name: str, call: Callable[..., None]) -> None:
    """Have `call` called before a function, from now on."""
    real = getattr(module, name)

    def wrapped(*args: Any) -> Any:
        call()
        return real(*args)

    setattr(module, name, wrapped)


def _halve(call: Callable[[], None]) -> None:
    """Whatever is written to a file has a point in the middle."""

    class Halved(io.BufferedWriter):
        def write(self, data: Buffer, /) -> int:
            view = memoryview(data).cast("B")
            super().write(view[: len(view) // 2])
            self.flush()
            call()
            super().write(view[len(view) // 2 :])
            return len(view)

    real = io.open

    def opened(*args: Any, **named: Any) -> Any:
        file = real(*args, **named)
        return Halved(file.detach()) if type(file) is io.BufferedWriter else file

    io.open = builtins.open = opened


def _trace(call: Callable[[], None]) -> None:
    """Every statement of SQLite that may write is a point."""
    connect = sqlite3.connect

    def traced(*args: Any, **named: Any) -> sqlite3.Connection:
        db = connect(*args, **named)
        db.set_trace_callback(lambda statement: None if statement.lstrip().startswith("SELECT") else call())
        return db

    sqlite3.connect = traced
