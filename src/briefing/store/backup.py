"""A library's backup, and the way back: whole copies, whatever a killed run left beside the file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefing.disk import make_folder, settle
from briefing.errors import StoreError
from briefing.store.files import remove
from briefing.store.library import LIBRARY, Library, has_library
from briefing.store.lock import locked
from briefing.store.migrations import VERSION, refuse_pages_that_are_not_there

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

__all__ = ["Replaced", "back_up", "restore"]

TABLES = {"show", "episodes", "stories", "voices"}
"""What every library has had from the first version on."""
_NO_COPY = "Is there room, and may this user write there?"


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was in the place of a library that was put back."""

    library: Path
    """Where it is now, with what lay beside it."""
    withdrawn: int | None
    """How many stories it knew to be withdrawn that the backup did not; `None` where it cannot be read."""


def back_up(files: Mapping[Path, Path], lock: Path) -> None:
    """Copy the library of each state folder to the file named for it, which is whole or as it was before.

    What a run that was killed left beside a library (its `-wal`) is in the copy.

    Args:
        files: state folder → file.
        lock: the state folder whose lock all of them share.

    Raises:
        Busy: a run is at work.
        StoreError: there is no library, it is damaged, or the copy cannot be written.
    """
    with locked(lock):
        for state, file in files.items():
            with _copied(state / LIBRARY, file) as copy:
                _name(copy, _show(state, lock))
                copy.replace(file)
            settle(file.parent)


def restore(files: Mapping[Path, Path], lock: Path, now: datetime) -> dict[Path, Replaced | None]:
    """Put each file in the place of the library of a state folder; none, if one of them is not fit.

    What was withdrawn since it was copied stays so, as far as the library that it replaces can tell.

    Args:
        files: state folder → file.
        lock: as in `back_up`.
        now: aware; it names what was replaced.

    Returns:
        state folder → the library that was there; `None` where there was none.

    Raises:
        Busy: a run is at work.
        StoreError: a file is no sound library of this program or an older one, or of another show, or it cannot be
            put there.
    """
    with locked(lock), ExitStack() as copies:  # all are ready before one is put in its place
        ready = {
            state: copies.enter_context(_ready(file, state / LIBRARY, _show(state, lock), now))
            for state, file in files.items()
        }
        return {state: _put(copy, state / LIBRARY, told) for state, (copy, told) in ready.items()}


@contextmanager
def _ready(file: Path, library: Path, show: str, now: datetime) -> Iterator[tuple[Path, Replaced | None]]:
    """A copy that is fit to be put in the place of a library, and what is to be said of what is there now."""
    kept = library.with_name(f"{library.stem}.replaced-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{library.suffix}")
    there = has_library(library.parent)
    with _copied(file, library) as copy:
        _refuse_another(copy, file, show)
        told = Replaced(kept, _withdraw_again(library, copy, now)) if there else None
        settle(copy)
        yield copy, told


def _put(copy: Path, library: Path, told: Replaced | None) -> Replaced | None:
    """Put it there; a library that was in its place is kept."""
    if told:
        _keep(library, told.library)
    for end in ("-wal", "-shm"):  # SQLite would play a log that lay beside the old library into the new one
        library.with_name(library.name + end).unlink(missing_ok=True)
    copy.replace(library)
    settle(library.parent)
    return told


def _keep(library: Path, kept: Path) -> None:
    """Give a library, with the log beside it, another name; where a file can have two, none is ever missing."""
    try:
        kept.hardlink_to(library)
    except OSError:
        library.replace(kept)
    if (log := library.with_name(f"{library.name}-wal")).is_file():
        log.replace(kept.with_name(f"{kept.name}-wal"))


def _withdraw_again(old: Path, copy: Path, now: datetime) -> int | None:
    """Have a copy know what the library knows to be withdrawn: how many stories; `None` where that is unreadable.

    It is done before the copy is in the library's place, or a run in between would publish them again.
    """
    try:
        with Library(old) as replaced:
            gone = replaced.withdrawn()
    except StoreError:
        return None
    with Library(copy) as there:
        new = gone.keys() - there.withdrawn().keys()
        there.withdraw([(id_, gone[id_]) for id_ in sorted(new)], now)
        there.vacuum()  # what is in its log would stay behind
    return len(new)


def _show(state: Path, lock: Path) -> str:
    """The show whose state folder it is, by the folder's name; the main one has the lock, and needs none."""
    return "" if state == lock else state.name


def _name(copy: Path, show: str) -> None:
    """Have a backup tell whose it is: shows are alike but for that."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        db.execute("INSERT OR REPLACE INTO show VALUES ('backup-of', ?)", (show,))
    settle(copy)


def _refuse_another(copy: Path, file: Path, show: str) -> None:
    """Raise for a backup of another show; one that does not say whose it is was made by an older program."""
    with closing(sqlite3.connect(copy)) as db:
        named = db.execute("SELECT value FROM show WHERE key = 'backup-of'").fetchone()
    if named and named[0] != show:
        whose, asked = (f"the show {name}" if name else "the main show" for name in (named[0], show))
        hint = "Name the file of the main show; the others' are found beside it.  Nothing was changed."
        raise StoreError(str(file), f"is a backup of {whose}, not of {asked}", hint=hint)


@contextmanager
def _copied(library: Path, target: Path) -> Iterator[Path]:
    """A sound copy of a library beside `target`, which is gone afterwards unless it was renamed."""
    if not library.is_file() or not library.stat().st_size:
        raise StoreError(str(library), "there is no library", hint="Name the file that `briefing backup` wrote.")
    if target.exists() and target.samefile(library):
        raise StoreError(str(target), "is the library itself", hint="Name another file.")
    folder = target.with_name(f".{target.name}.part")  # for what lies beside a library while it is open, too
    partial = folder / target.name
    try:
        make_folder(target.parent)
        remove(folder)
        folder.mkdir()
        with closing(_opened(library)) as db, closing(sqlite3.connect(partial)) as copy:
            refuse_pages_that_are_not_there(db, library)
            db.backup(copy)
            _refuse_unsound(copy, library)
        settle(partial)
        yield partial
    except sqlite3.DatabaseError as error:
        hint = "Take another backup; nothing was changed."
        raise StoreError(str(library), f"is no sound library ({error})", hint=hint) from error
    except OSError as error:
        raise StoreError(str(target), f"cannot be written ({error.strerror})", hint=_NO_COPY) from error
    finally:
        remove(folder)


def _opened(library: Path) -> sqlite3.Connection:
    """With what is in the log beside it; from a place where nothing can be written, as it is."""
    mode = "mode=rw" if os.access(library.parent, os.W_OK) and os.access(library, os.W_OK) else "immutable=1"
    return sqlite3.connect(f"file:{quote(str(library.resolve()))}?{mode}", uri=True)


def _refuse_unsound(db: sqlite3.Connection, library: Path) -> None:
    """Raise for what is damaged, no library, or a newer program's."""
    (told,) = db.execute("PRAGMA integrity_check (1)").fetchone()
    if told != "ok":
        raise sqlite3.DatabaseError(" ".join(str(told).split()))
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        hint = "Install the newer program first; nothing was changed."
        raise StoreError(str(library), "a newer version of this program made this library", hint=hint)
    if missing := TABLES - {name for (name,) in db.execute("SELECT name FROM sqlite_master")}:
        raise sqlite3.DatabaseError(f"it has no table {min(missing)}")
