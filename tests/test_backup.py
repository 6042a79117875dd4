"""A backup of the library, and the way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from briefing.config import NAME
from briefing.edition import make_edition
from briefing.errors import Busy, StoreError
from briefing.store.backup import back_up, restore
from briefing.store.library import LIBRARY, Library
from briefing.store.migrations import VERSION
from tests.commands import run
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from briefing.newsroom import Newsroom


@pytest.fixture
def copy(room: Newsroom) -> Path:
    """A backup of a library with one edition."""
    make_edition([story()], room, now=NOW)
    file = room.home / "away" / "copy.sqlite"
    back_up({room.state: file}, room.state)
    return file


def editions(room: Newsroom) -> int:
    """How many the library has."""
    with Library(room.state / LIBRARY) as library:
        return len(library.archive())


def killed(library: Path, guid: str) -> None:
    """A run that wrote an edition and was killed: it is in the `-wal` alone."""
    aside = library.with_name("aside")
    with closing(sqlite3.connect(library, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("INSERT INTO episodes SELECT ?, published, episode, retired FROM episodes LIMIT 1", (guid,))
        for end in ("", "-wal"):
            shutil.copy(f"{library}{end}", f"{aside}{end}")
    for end in ("", "-wal"):
        Path(f"{aside}{end}").replace(f"{library}{end}")


def test_what_a_killed_run_left_in_the_log_is_in_the_backup(room: Newsroom) -> None:
    """Copying the file alone would miss it."""
    make_edition([story()], room, now=NOW)
    killed(room.state / LIBRARY, "late")
    file = room.home / "copy.sqlite"
    back_up({room.state: file}, room.state)
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT count(*) FROM episodes").fetchone() == (2,)
    assert sorted(path.name for path in room.home.glob("*copy*")) == ["copy.sqlite"]


def test_a_library_is_put_back_and_no_old_log_overrules_it(room: Newsroom, copy: Path) -> None:
    """What was replaced lies beside it, with its log."""
    killed(room.state / LIBRARY, "late")
    kept = restore({room.state: copy}, room.state, NOW)[room.state]
    assert editions(room) == 1
    assert kept
    with Library(kept) as replaced:
        assert len(replaced.archive()) == 2
    assert make_edition([story()], room, now=NOW).made == ()


def test_a_lost_library_is_put_back(room: Newsroom, copy: Path) -> None:
    """There is nothing to keep."""
    for path in room.state.glob(f"{LIBRARY}*"):
        path.unlink()
    assert restore({room.state: copy}, room.state, NOW) == {room.state: None}
    assert editions(room) == 1


def _torn(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _rubbish(file: Path) -> None:
    file.write_bytes(b"rubbish" * 1000)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _another(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE songs (name)")
        db.commit()


def _newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")


@pytest.mark.parametrize("harm", [_torn, _rubbish, _empty, _another, _newer])
def test_what_is_no_sound_library_is_not_put_back(room: Newsroom, copy: Path, harm: object) -> None:
    """And the one that is there stays, byte for byte."""
    before = (room.state / LIBRARY).read_bytes()
    assert callable(harm)
    harm(copy)
    with pytest.raises(StoreError):
        restore({room.state: copy}, room.state, NOW)
    assert (room.state / LIBRARY).read_bytes() == before
    assert not list(room.state.glob("*replaced*"))
    assert not list(room.state.glob(".library*"))


def test_neither_is_done_while_a_run_is_at_work(room: Newsroom, copy: Path) -> None:
    """Exit code 75."""
    with FileLock(room.state / "lock"):
        with pytest.raises(Busy):
            back_up({room.state: copy}, room.state)
        with pytest.raises(Busy):
            restore({room.state: copy}, room.state, NOW)


def test_a_library_is_no_backup_of_itself(room: Newsroom, copy: Path) -> None:
    """It would be gone when the copy fails."""
    with pytest.raises(StoreError, match="itself"):
        back_up({room.state: room.state / LIBRARY}, room.state)
    assert editions(room) == 1


def test_every_show_has_its_backup_even_where_the_settings_are_broken(tmp_path: Path) -> None:
    """Each in a file of its own; and back."""
    desk, file = tmp_path / "desk", tmp_path / "news.sqlite"
    run("new", str(desk))
    (desk / NAME).write_text('[shows.council.show]\ntitle = "Council"\n')
    (desk / "inbox" / "ferry.txt").write_text(str(story().content), "utf-8")
    run("--home", str(desk), "make", "--engine", "silent", "-q")
    (desk / NAME).write_text("broken")
    told = run("--home", str(desk), "backup", str(file))
    assert told.stdout == f"Copied: {file}\nCopied: {tmp_path / 'news.council.sqlite'}\n"
    back = run("--home", str(desk), "restore", str(file))
    assert (back.exit_code, back.stdout.count("Restored"), back.stdout.count("before")) == (0, 2, 2)
