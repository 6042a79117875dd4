"""A library outlives the program that made it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
import pytest

import briefing.store.migrations
from briefing.errors import StoreError
from briefing.model import Article, Enclosure, Episode
from briefing.similar import sketch
from briefing.store.library import Library
from briefing.store.migrations import STEPS, VERSION

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
ARTICLE = Article("Rain", ("It rained on the pier all night and nobody went out to look for the boat.",))
EPISODE = Episode("g", "Title", NOW, NOW, Enclosure("e.mp3", 3, "audio/mpeg"), 1000, "s", "<p>n</p>")


def old_library(path: Path) -> None:
    """One of version 1, with an edition of one story."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        STEPS[0](db)
        db.execute("PRAGMA user_version = 1")
        db.execute(
            "INSERT INTO episodes VALUES (?, ?, ?)", ("g", NOW.isoformat(), msgspec.json.encode(EPISODE).decode())
        )
        told = msgspec.json.encode(ARTICLE).decode()
        db.execute("INSERT INTO stories VALUES ('a', 'f', 'g', 0, ?)", (told,))


def shape(path: Path) -> set[tuple[str, ...]]:
    """Every table and its columns."""
    with closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {(table, *(row[1] for row in db.execute(f"PRAGMA table_info ({table})"))) for table in tables}


def version(path: Path) -> int:
    """What the file says of itself."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def test_an_older_library_is_brought_to_the_shape_of_a_new_one(tmp_path: Path) -> None:
    """And what it held is there."""
    old_library(tmp_path / "l.sqlite")
    with Library(tmp_path / "l.sqlite") as library, Library(tmp_path / "new.sqlite"):
        known = library.find("a")
        assert known is not None
        assert (known.fingerprint, known.guid, known.retired) == ("f", "g", False)
        assert library.since(NOW.replace(year=2000)) == (("a", sketch(ARTICLE)),)
        assert library.episodes() == (EPISODE,)
    assert shape(tmp_path / "l.sqlite") == shape(tmp_path / "new.sqlite")


def test_a_copy_is_put_beside_it_before_each_step(tmp_path: Path) -> None:
    """So that the older program can go on from there."""
    old_library(tmp_path / "l.sqlite")
    Library(tmp_path / "l.sqlite").__exit__(None, None, None)
    assert [version(tmp_path / f"l.v{number}.sqlite") for number in range(1, VERSION)] == list(range(1, VERSION))
    with closing(sqlite3.connect(tmp_path / "l.v1.sqlite")) as db:
        assert db.execute("SELECT id FROM stories").fetchall() == [("a",)]


def test_a_new_library_needs_no_copy(tmp_path: Path) -> None:
    """There is nothing to lose."""
    Library(tmp_path / "l.sqlite").__exit__(None, None, None)
    assert not list(tmp_path.glob("l.v*"))
    assert version(tmp_path / "l.sqlite") == VERSION


def test_a_step_that_fails_leaves_the_library_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is taken the next time."""
    path = tmp_path / "l.sqlite"
    old_library(path)

    def broken(db: sqlite3.Connection) -> None:
        STEPS[1](db)
        db.execute("CREATE nonsense")

    with monkeypatch.context() as patch:
        patch.setattr(briefing.store.migrations, "STEPS", (STEPS[0], broken, STEPS[2]))
        with pytest.raises(StoreError, match="cannot be opened"):
            Library(path)
    assert version(path) == 1
    with Library(path) as library:
        assert library.find("a") is not None


def test_without_room_for_a_copy_nothing_is_touched(tmp_path: Path) -> None:
    """A folder stands in its way here."""
    path = tmp_path / "l.sqlite"
    old_library(path)
    before = path.read_bytes()
    (tmp_path / "l.v1.sqlite").mkdir()
    with pytest.raises(StoreError, match="cannot be copied") as caught:
        Library(path)
    assert caught.value.hint
    assert path.read_bytes() == before


def test_a_library_that_claims_more_pages_than_it_has_is_refused(tmp_path: Path) -> None:
    """Its head says how many there are; damaged, that may be millions."""
    path = tmp_path / "library.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE show (key TEXT, value TEXT)")
        db.execute("PRAGMA user_version = 1")
    head = bytearray(path.read_bytes())
    head[28:32] = (1 << 24).to_bytes(4, "big")  # pages; valid while the counters at 24 and 92 agree
    path.write_bytes(head)
    with pytest.raises(StoreError, match=r"malformed|more pages than it has"), Library(path):
        pass
    assert path.read_bytes() == head
    assert list(tmp_path.glob("*.v1.*")) == []
