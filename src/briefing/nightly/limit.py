"""What ends a run before its end: its time limit, or a signal."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["TimeIsUp", "stoppable", "time_limit"]

GRACE_S = 60.0
"""For what is open to be closed, before the program is ended without ado."""


class TimeIsUp(BaseException):
    """The run took longer than it may."""


@contextmanager
def time_limit(seconds: float, end: Callable[[], object], grace_s: float = GRACE_S) -> Iterator[None]:
    """Raise `TimeIsUp` inside when it takes longer; `end` is called where even that has no effect.

    For the main thread.  Where the system has no alarm (Windows), only `end` is called.
    """
    backstop = threading.Timer(seconds + grace_s, end)
    backstop.daemon = True
    backstop.start()
    try:
        with _alarm(seconds):
            yield
    finally:
        backstop.cancel()


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, the signal by which a system ends its programs (SIGTERM) is as Ctrl-C.  For the main thread."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(*_: object) -> None:
    raise TimeIsUp
