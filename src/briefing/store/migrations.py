"""The library's shape, as the steps that led to it.

A library of an older program takes the steps it lacks, each in one transaction, after a copy of it was put beside it.
A step that was once released is never edited: what must change is a step of its own.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from briefing.disk import settle
from briefing.errors import StoreError
from briefing.model import Article
from briefing.similar import sketch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["VERSION", "migrate", "refuse_pages_that_are_not_there"]

log = logging.getLogger(__name__)


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Bring the library, opened from `path`, to the shape that this program knows; a new file gets all of it.

    Raises:
        StoreError: a newer program made it, which is then not touched; or the copy cannot be written.
        sqlite3.Error: a step failed; the library is as it was before that step.
    """
    if _version(db) > VERSION:
        hint = "Install the newer program again; the library was not touched."
        raise StoreError(str(path), "a newer version of this program made this library", hint=hint)
    while (version := _version(db)) < VERSION:
        if not version:
            _take(db, 0, VERSION)
            return
        kept = _copy(db, path, version)
        log.info("library: from version %d to %d; as it was before: %s", version, version + 1, kept)
        _take(db, version, version + 1)


def _version(db: sqlite3.Connection) -> int:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return int(version)


def _copy(db: sqlite3.Connection, path: Path, version: int) -> Path:
    """Put a copy of the library beside it, whole or not at all."""
    target = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    partial = target.with_name(f".{target.name}.part")
    try:
        partial.unlink(missing_ok=True)
        refuse_pages_that_are_not_there(db, path)
        with closing(sqlite3.connect(partial)) as copy:
            db.backup(copy)
        partial.replace(target)
        settle(target.parent)
    except (sqlite3.Error, OSError) as error:
        hint = "Make room for a copy of the library; it was not touched."
        raise StoreError(str(target), f"the library cannot be copied ({error})", hint=hint) from error
    return target


def refuse_pages_that_are_not_there(db: sqlite3.Connection, path: Path) -> None:
    """Copying a library whose head claims millions of pages, as damage has it, would not end."""
    (pages,), (size,) = (db.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    files = (path, path.with_name(f"{path.name}-wal"))
    if pages * size > sum(file.stat().st_size for file in files if file.is_file()):
        raise sqlite3.DatabaseError("it is damaged: it names more pages than it has")


def _take(db: sqlite3.Connection, version: int, goal: int) -> None:
    """Take the steps from `version` to `goal` in one transaction, unless another process just did."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if _version(db) == version:
            for step in STEPS[version:goal]:
                step(db)
            db.execute(f"PRAGMA user_version = {goal}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # where the disk is full, SQLite has rolled it back already
            db.execute("ROLLBACK")
        raise


def _each(db: sqlite3.Connection, statements: str) -> None:
    """Unlike `executescript`, inside the transaction that is open."""
    for statement in statements.split(";"):
        db.execute(statement)


def _editions(db: sqlite3.Connection) -> None:
    _each(
        db,
        """
        CREATE TABLE show (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE episodes (guid TEXT PRIMARY KEY, published TEXT NOT NULL, episode TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE stories (
            id TEXT PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            guid TEXT NOT NULL REFERENCES episodes (guid),
            position INTEGER NOT NULL,
            article TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX stories_by_edition ON stories (guid, position);
        CREATE TABLE voices (name TEXT PRIMARY KEY, voice TEXT NOT NULL) WITHOUT ROWID
        """,
    )


def _versions_of_stories(db: sqlite3.Connection) -> None:
    """Stories met in several versions, and those that wait.  A few early libraries of version 1 have these already."""
    _each(
        db,
        """
        CREATE TABLE IF NOT EXISTS versions (
            id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, story TEXT NOT NULL
        ) WITHOUT ROWID;
        INSERT OR IGNORE INTO versions SELECT id, fingerprint, id FROM stories;
        CREATE TABLE IF NOT EXISTS waiting (
            position INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            id TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            article TEXT NOT NULL
        )
        """,
    )
    if "sketch" not in {row[1] for row in db.execute("PRAGMA table_info (stories)")}:
        db.execute("ALTER TABLE stories ADD COLUMN sketch BLOB NOT NULL DEFAULT x''")
        db.create_function("sketch_of", 1, lambda text: sketch(msgspec.json.decode(text, type=Article)))
        db.execute("UPDATE stories SET sketch = sketch_of(article)")


def _keeping(db: sqlite3.Connection) -> None:
    """What left the feed, what was withdrawn, which files wait for their end, and what was fetched."""
    _each(
        db,
        """
        ALTER TABLE episodes ADD COLUMN retired TEXT;
        CREATE TABLE withdrawn (id TEXT PRIMARY KEY, moment TEXT NOT NULL, article TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE unnamed (path TEXT PRIMARY KEY, due TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE fetches (url TEXT PRIMARY KEY, headers TEXT NOT NULL) WITHOUT ROWID
        """,
    )


def _scripts(db: sqlite3.Connection) -> None:
    """What an editor made of a story."""
    _each(
        db,
        """
        ALTER TABLE stories ADD COLUMN script TEXT NOT NULL DEFAULT '';
        ALTER TABLE waiting ADD COLUMN script TEXT NOT NULL DEFAULT ''
        """,
    )


def _rows(db: sqlite3.Connection) -> None:
    """Without a rowid, SQLite gives every row of more than about a kilobyte a page of its own, most of it empty."""
    _each(
        db,
        """
        CREATE TABLE rows (guid TEXT PRIMARY KEY, published TEXT NOT NULL, episode TEXT NOT NULL, retired TEXT);
        INSERT INTO rows SELECT guid, published, episode, retired FROM episodes ORDER BY published;
        DROP TABLE episodes;
        ALTER TABLE rows RENAME TO episodes;
        CREATE TABLE rows (
            id TEXT PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            guid TEXT NOT NULL REFERENCES episodes (guid),
            position INTEGER NOT NULL,
            article TEXT NOT NULL,
            sketch BLOB NOT NULL,
            script TEXT NOT NULL
        );
        INSERT INTO rows SELECT id, fingerprint, guid, position, article, sketch, script FROM stories;
        DROP TABLE stories;
        ALTER TABLE rows RENAME TO stories;
        CREATE INDEX stories_by_edition ON stories (guid, position)
        """,
    )


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _editions,
    _versions_of_stories,
    _keeping,
    _scripts,
    _rows,
)
VERSION = len(STEPS)
"""Of the libraries that this program makes."""
