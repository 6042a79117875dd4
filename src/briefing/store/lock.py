"""The lock of the state folder: one program at a time changes it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from briefing.disk import make_folder
from briefing.errors import Busy, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LOCK", "locked"]

LOCK = "lock"
"""The file that is locked, in the state folder."""


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Hold the lock of the state folder; the system lets go of it when the program dies.

    Raises:
        Busy: another program holds it.
        StoreError: folder or lock cannot be written.
    """
    path = state / LOCK
    try:
        make_folder(state)
        held = FileLock(path, timeout=0).acquire()
    except Timeout as error:
        raise Busy(str(path)) from error
    except OSError as error:
        hint = f'If another user made it, root perhaps, take it over: sudo chown -R "$USER" {state.parent}'
        raise StoreError(str(path), f"cannot be written ({error.strerror or error})", hint=hint) from error
    with held:
        yield
