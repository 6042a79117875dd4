"""A backup of the library, and the way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from briefing.config import NAME
from briefing.corrections import archive, withdraw
from briefing.edition import make_edition
from briefing.errors import Busy, StoreError
from briefing.report import Status
from briefing.store.backup import back_up, restore
from briefing.store.library import LIBRARY, Library
from briefing.store.migrations import VERSION
from tests.commands import run
from tests.conftest import NOW, story
from tests.test_migrations import old_library

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
    with Library(kept.library) as replaced:
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


def test_what_was_withdrawn_since_the_backup_stays_so(room: Newsroom) -> None:
    """The feed had it again, with audio that is not there."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    file = room.home / "copy.sqlite"
    back_up({room.state: file}, room.state)
    withdraw("alba", room, now=NOW)
    (replaced,) = restore({room.state: file}, room.state, NOW).values()
    assert (replaced and replaced.withdrawn) == 1
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    (episode,) = archive(room)
    assert [each.id for each in episode.stories] == ["brigid"]
    assert (room.public / episode.episode.enclosure.path).is_file()
    assert b"Alba" not in (room.public / "feed.xml").read_bytes()


@pytest.mark.parametrize("step", ["it is put in place", "its folder is synced"])
def test_a_restore_that_is_killed_brings_nothing_back_that_was_withdrawn(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whichever step it was at: neither in the next edition, nor after a second restore; and a library is there."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    file = room.home / "copy.sqlite"
    back_up({room.state: file}, room.state)
    withdraw("alba", room, now=NOW)

    def kill(path: Path, *_: object) -> Path:
        if path == room.state or "put" in step:
            raise KeyboardInterrupt
        return path

    with monkeypatch.context() as patch:
        patch.setattr(*((Path, "replace", kill) if "put" in step else ("briefing.store.backup.settle", kill)))
        with pytest.raises(KeyboardInterrupt):
            restore({room.state: file}, room.state, NOW)
    for later in (1, 2):
        make_edition([story("alba"), story("brigid")], room, now=NOW)
        assert [each.id for found in archive(room) for each in found.stories] == ["brigid"]
        restore({room.state: file}, room.state, NOW + timedelta(seconds=later))


def test_a_library_that_cannot_be_told_what_was_withdrawn_is_not_put_back(
    room: Newsroom, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk: nothing was changed, and nothing is left over."""
    before = (room.state / LIBRARY).read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Library, "withdraw", full)
    with pytest.raises(StoreError):
        restore({room.state: copy}, room.state, NOW)
    assert (room.state / LIBRARY).read_bytes() == before
    assert not list(room.state.glob("*replaced*"))
    assert not list(room.state.glob(".library*"))


def test_the_backup_of_an_older_program_leaves_nothing_beside_the_library(room: Newsroom, copy: Path) -> None:
    """What it takes to bring it to the new shape goes."""
    copy.unlink()
    old_library(copy)
    restore({room.state: copy}, room.state, NOW)
    assert editions(room) == 1
    kept = f"library.replaced-{NOW:%Y%m%dT%H%M%SZ}.sqlite"
    assert {path.name for path in room.state.iterdir() if "library" in path.name} == {LIBRARY, kept}


def test_where_what_was_replaced_is_damaged_nobody_knows_what_was_withdrawn(room: Newsroom, copy: Path) -> None:
    """And that is said."""
    (room.state / LIBRARY).write_bytes(b"rubbish" * 1000)
    (replaced,) = restore({room.state: copy}, room.state, NOW).values()
    assert replaced
    assert replaced.withdrawn is None


@pytest.mark.parametrize("harm", [Path.unlink, _torn])
def test_an_episode_whose_audio_is_not_as_the_feed_says_is_made_again(room: Newsroom, harm: object) -> None:
    """As after a backup that is older than a correction; under its guid, and it is told."""
    make_edition([story()], room, now=NOW)
    (before,) = archive(room)
    assert callable(harm)
    harm(room.public / before.episode.enclosure.path)
    report = make_edition([story()], room, now=NOW)
    (after,) = archive(room)
    assert after.episode.guid == before.episode.guid
    assert (room.public / after.episode.enclosure.path).stat().st_size == after.episode.enclosure.length
    assert [each.status for each in report.outcomes] == [Status.UNCHANGED, Status.CORRECTED]
    assert "was missing or cut off" in report.outcomes[1].reason
    assert len(make_edition([story()], room, now=NOW).outcomes) == 1


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An installation of two shows that have published."""
    desk = tmp_path / "desk"
    run("new", str(desk))
    (desk / NAME).write_text('[shows.council.show]\ntitle = "Council"\n')
    (desk / "inbox" / "ferry.txt").write_text(str(story().content), "utf-8")
    run("--home", str(desk), "make", "--engine", "silent", "-q")
    return desk


def test_a_show_that_is_named_has_its_own_file_and_never_the_main_ones(desk: Path, tmp_path: Path) -> None:
    """Restored from it, two feeds would have one guid; backed up to it, the main show's backup would be gone."""
    file, home = tmp_path / "news.sqlite", ("--home", str(desk))
    run(*home, "backup", str(file))
    main = file.read_bytes()
    council = tmp_path / "news.council.sqlite"
    assert run(*home, "backup", "--show", "council", str(file)).stdout == f"Copied: {council}\n"
    assert file.read_bytes() == main
    assert f"Restored: {council}\n" in run(*home, "restore", "--show", "council", str(file)).stdout
    council.write_bytes(main)
    with pytest.raises(StoreError, match="a backup of the main show, not of the show council"):
        run(*home, "restore", "--show", "council", str(file))
    council.unlink()
    gone = run(*home, "restore", "--show", "council", str(file))
    assert (gone.exit_code, str(council) in gone.stderr) == (2, True)


def test_every_show_has_its_backup_even_where_the_settings_are_gone(desk: Path, tmp_path: Path) -> None:
    """The shows are those that have a state, as where they are broken."""
    file = tmp_path / "news.sqlite"
    (desk / NAME).unlink()
    told = run("--home", str(desk), "backup", str(file))
    assert told.stdout == f"Copied: {file}\nCopied: {tmp_path / 'news.council.sqlite'}\n"


def test_every_show_has_its_backup_even_where_the_settings_are_broken(desk: Path, tmp_path: Path) -> None:
    """Each in a file of its own; and back."""
    file = tmp_path / "news.sqlite"
    (desk / NAME).write_text("broken")
    told = run("--home", str(desk), "backup", str(file))
    assert told.stdout == f"Copied: {file}\nCopied: {tmp_path / 'news.council.sqlite'}\n"
    back = run("--home", str(desk), "restore", str(file))
    assert (back.exit_code, back.stdout.count("Restored"), back.stdout.count("before")) == (0, 2, 2)
