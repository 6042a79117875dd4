"""The lock of the state folder: one program at a time changes it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from briefing.disk import make_folder
from briefing.errors import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["locked"]


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Hold the lock of the state folder; the system lets go of it when the program dies.

    Raises:
        Busy: another program holds it.
    """
    make_folder(state)
    try:
        with FileLock(state / "lock", timeout=0):
            yield
    except Timeout as error:
        raise Busy(str(state / "lock")) from error
