"""Points at which a run can be pulled out: every change to the disk that Python or SQLite is about to make."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["count_points"]

_CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.utime", "subprocess.Popen"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


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
        if event in _CHANGES or (event == "open" and isinstance(args[2], int) and args[2] & _WRITES):
            point()

    sys.addaudithook(hook)
    _before(os, "fsync", point)
    _trace(point)
    return lambda: reached[0]


def _before(module: Any, name: str, call: Callable[[], None]) -> None:
    real = getattr(module, name)

    def wrapped(*args: Any) -> Any:
        call()
        return real(*args)

    setattr(module, name, wrapped)


def _trace(call: Callable[[], None]) -> None:
    """Every statement of SQLite that may write is a point."""
    connect = sqlite3.connect

    def traced(*args: Any, **named: Any) -> sqlite3.Connection:
        db = connect(*args, **named)
        db.set_trace_callback(lambda statement: None if statement.lstrip().startswith("SELECT") else call())
        return db

    sqlite3.connect = traced
