"""The library: which stories were published in which edition, and which voice is whose.

One SQLite file.  A change is one transaction, so a crash leaves the state before it or the state after it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import msgspec

from briefing.errors import StoreError
from briefing.model import Article, Episode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

__all__ = ["LIBRARY", "Library", "Published", "remembered_voices"]

LIBRARY = "library.sqlite"
"""The file's name in the state folder."""

VERSION = 1
SCHEMA = """
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
CREATE TABLE voices (name TEXT PRIMARY KEY, voice TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Published:
    """A story as it stands in an edition."""

    id: str
    fingerprint: str
    """Of the article's words; another one means that the story was corrected."""
    article: Article


class Library:
    """What has been published.  A context manager; closing it releases the file.

    Raises:
        StoreError: the file is damaged, of a newer program, or cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._open()
        except (sqlite3.Error, OSError) as error:
            hint = "Mend its permissions, or put a backup in its place."
            raise StoreError(str(path), f"the library cannot be opened ({error})", hint=hint) from error

    def _open(self) -> None:
        """Make the tables in a new file; refuse those of a newer program."""
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            self._db.close()
            hint = "Install the newer program again; the library was not touched."
            raise StoreError(str(self.path), "a newer version of this program made this library", hint=hint)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        if version == 0:
            self._db.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def show(self, key: str) -> str | None:
        """A lasting fact about the show, such as its `guid`."""
        row = self._db.execute("SELECT value FROM show WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def remember_show(self, key: str, value: str) -> None:
        """Keep a lasting fact about the show; what was there stays."""
        self._db.execute("INSERT OR IGNORE INTO show VALUES (?, ?)", (key, value))

    def find(self, story: str) -> tuple[str, str] | None:
        """The fingerprint of a published story, and the guid of its edition."""
        row = self._db.execute("SELECT fingerprint, guid FROM stories WHERE id = ?", (story,)).fetchone()
        return (row[0], row[1]) if row else None

    def stories(self, guid: str) -> tuple[Published, ...]:
        """The stories of an edition, in running order."""
        query = "SELECT id, fingerprint, article FROM stories WHERE guid = ? ORDER BY position"
        with closing(self._db.execute(query, (guid,))) as rows:
            return tuple(Published(id_, print_, msgspec.json.decode(text, type=Article)) for id_, print_, text in rows)

    def episode(self, guid: str) -> Episode:
        """The episode of that guid, which must be there."""
        (text,) = self._db.execute("SELECT episode FROM episodes WHERE guid = ?", (guid,)).fetchone()
        return msgspec.json.decode(text, type=Episode)

    def episodes(self, most: int) -> tuple[Episode, ...]:
        """The newest episodes, newest first, at most so many."""
        query = "SELECT episode FROM episodes ORDER BY published DESC, guid LIMIT ?"
        with closing(self._db.execute(query, (most,))) as rows:
            return tuple(msgspec.json.decode(text, type=Episode) for (text,) in rows)

    def voices(self) -> dict[str, str]:
        """Whose voice is whose: name → voice as a cast writes it."""
        with closing(self._db.execute("SELECT name, voice FROM voices")) as rows:
            return dict(rows.fetchall())

    def record(self, episode: Episode, stories: Iterable[Published], voices: Mapping[str, str]) -> None:
        """An edition was made, or made again: it, its stories and the voices given out in it, all or nothing."""
        rows = [
            (story.id, story.fingerprint, episode.guid, position, msgspec.json.encode(story.article).decode())
            for position, story in enumerate(stories)
        ]
        added = (episode.guid, episode.published.isoformat(), msgspec.json.encode(episode).decode())
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.execute("INSERT OR REPLACE INTO episodes VALUES (?, ?, ?)", added)
            self._db.execute("DELETE FROM stories WHERE guid = ?", (episode.guid,))
            self._db.executemany("INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?)", rows)
            self._db.executemany("INSERT OR IGNORE INTO voices VALUES (?, ?)", voices.items())
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise


def remembered_voices(state: Path) -> dict[str, str]:
    """Whose voice is whose, without making a library where there is none."""
    path = state / LIBRARY
    if not path.is_file():
        return {}
    with Library(path) as library:
        return library.voices()
