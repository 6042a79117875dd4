"""The library: which stories were published in which edition, which wait for one, and which voice is whose.

One SQLite file.  A change is one transaction, so a crash leaves the state before it or the state after it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, Self

import msgspec

from briefing.disk import is_full, make_folder
from briefing.errors import StoreError
from briefing.model import Article, Episode
from briefing.similar import sketch
from briefing.store.keeping import FOR_THE_FEED, Keeping, decoded
from briefing.store.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

__all__ = ["LIBRARY", "Entry", "Known", "Library", "Published", "Version", "has_library", "remembered_voices"]

LIBRARY = "library.sqlite"
"""The file's name in the state folder."""
MOST_PAGES = 262_144
"""1 GB, which lasts for decades: damaged in certain ways, a library would grow until the disk is full."""
_HINTS: dict[type[sqlite3.Error], str] = {
    sqlite3.DatabaseError: "It is damaged: put a backup back with `briefing restore FILE`."
}
"""What to do about an error of exactly that kind."""


@dataclass(frozen=True, slots=True)
class Published:
    """A story as it stands in an edition."""

    id: str
    fingerprint: str
    """Of the article's words as the source gave them; another one means that the story was corrected."""
    article: Article
    script: str = ""
    """What an editor made of it, as text; empty where nobody did."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A story that can be used."""

    name: str
    """What people call it."""
    story: Published
    places: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Of a script that was read now: voice, as a cast writes it → where it first stands, as `FILE:LINE`."""
    nameless: bool = False
    """Whether it is a script that does not say of which story."""


@dataclass(frozen=True, slots=True)
class Version:
    """A form in which a published story was met: as its source gave it, as another gave it, as it was before."""

    id: str
    """The source's, so that it is known the next time."""
    fingerprint: str
    story: str
    """Id of the published story that it is a version of."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an id that was met before."""

    fingerprint: str
    """Of the words that it came with."""
    published: str
    """Fingerprint of the words that were published, of this version or another."""
    story: str
    """Id of the published story."""
    guid: str
    """Of its edition."""
    retired: bool = False
    """Whether that left the feed; then it is not made again."""


class Library(Keeping):
    """What has been published.  A context manager; closing it releases the file.

    Raises:
        StoreError: the file is damaged, of a newer program, or cannot be opened; leaving it, that it could not be read
            or written, as where the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            make_folder(path.parent)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._open()
        except (sqlite3.Error, OSError, UnicodeError) as error:  # the last where even SQLite's message is damaged
            _refuse_full_disk(path, error)
            hint = "Mend its permissions, or put a backup back with `briefing restore FILE`."
            raise StoreError(str(path), f"the library cannot be opened ({error})", hint=hint) from error

    def _open(self) -> None:
        """Make or mend its shape; a library of a newer program is not touched."""
        try:
            migrate(self._db, self.path)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            (most,) = self._db.execute("PRAGMA max_page_count").fetchone()
            self._db.execute(f"PRAGMA max_page_count = {min(most, MOST_PAGES)}")
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        if isinstance(error, sqlite3.Error):
            _refuse_full_disk(self.path, error)
            hint = _HINTS.get(type(error), "Make room or mend its permissions; what was kept before is still there.")
            raise StoreError(str(self.path), f"the library cannot be used ({error})", hint=hint) from error

    def show(self, key: str) -> str | None:
        """A lasting fact about the show, such as its `guid`."""
        row = self._db.execute("SELECT value FROM show WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def remember_show(self, key: str, value: str) -> None:
        """Keep a lasting fact about the show; what was there stays."""
        self._db.execute("INSERT OR IGNORE INTO show VALUES (?, ?)", (key, value))

    def find(self, id_: str) -> Known | None:
        """What is known of the story of that id, under which one of its versions was met."""
        query = """
            SELECT versions.fingerprint, stories.fingerprint, stories.id, stories.guid, episodes.retired IS NOT NULL
            FROM versions JOIN stories ON stories.id = versions.story JOIN episodes USING (guid) WHERE versions.id = ?
        """
        row = self._db.execute(query, (id_,)).fetchone()
        if row is None:
            return None
        print_, published, story, guid, retired = row
        return Known(print_, published, story, guid, bool(retired))

    def article(self, story: str) -> Article:
        """The words of a published story, which must be there."""
        (text,) = self._db.execute("SELECT article FROM stories WHERE id = ?", (story,)).fetchone()
        return decoded(text, Article)

    def script(self, story: str) -> str:
        """What an editor made of a published story, which must be there; empty where nobody did."""
        (text,) = self._db.execute("SELECT script FROM stories WHERE id = ?", (story,)).fetchone()
        return str(text)

    def remember(self, versions: Iterable[Version]) -> None:
        """Know these ids the next time."""
        self._db.executemany("INSERT OR REPLACE INTO versions VALUES (?, ?, ?)", map(astuple, versions))

    def waiting(self) -> tuple[Entry, ...]:
        """What the last edition had no room for, and what waited and was not heard since, in running order."""
        query = "SELECT name, id, fingerprint, article, script FROM waiting ORDER BY position"
        with closing(self._db.execute(query)) as rows:
            return tuple(Entry(name, _read(*story)) for name, *story in rows)

    def leave(self, entries: Iterable[Entry]) -> None:
        """Let these wait for the next edition, and no others."""
        rows = [
            (position, entry.name, each.id, each.fingerprint, _written(each.article), each.script)
            for position, entry in enumerate(entries)
            for each in [entry.story]
        ]
        with self._whole():
            self._db.execute("DELETE FROM waiting")
            self._db.executemany("INSERT INTO waiting VALUES (?, ?, ?, ?, ?, ?)", rows)

    def stories(self, guid: str) -> tuple[Published, ...]:
        """The stories of an edition, in running order."""
        query = "SELECT id, fingerprint, article, script FROM stories WHERE guid = ? ORDER BY position"
        with closing(self._db.execute(query, (guid,))) as rows:
            return tuple(_read(*row) for row in rows)

    def episode(self, guid: str) -> Episode:
        """The episode of that guid, which must be there."""
        (text,) = self._db.execute("SELECT episode FROM episodes WHERE guid = ?", (guid,)).fetchone()
        return decoded(text, Episode)

    def number(self, guid: str, season: int) -> int:
        """The number of an edition in its season: the one that it has, 0 where it has none; of a new one, the next."""
        query = """
            SELECT coalesce(
                (SELECT coalesce(json_extract(episode, '$.number'), 0) FROM episodes WHERE guid = ?),
                (SELECT 1 + max(json_extract(episode, '$.number')) FROM episodes
                 WHERE json_extract(episode, '$.season') = ?),
                1
            )
        """
        (number,) = self._db.execute(query, (guid, season)).fetchone()
        return int(number)

    def episodes(self) -> tuple[Episode, ...]:
        """The episodes that are for the feed, newest first.

        One that left it is not, nor one that still holds a story which was withdrawn.
        """
        query = f"SELECT episode FROM episodes WHERE {FOR_THE_FEED} ORDER BY published DESC, guid"  # noqa: S608
        with closing(self._db.execute(query)) as rows:
            return tuple(decoded(text, Episode) for (text,) in rows)

    def voices(self) -> dict[str, str]:
        """Whose voice is whose: name → voice as a cast writes it."""
        with closing(self._db.execute("SELECT name, voice FROM voices")) as rows:
            return dict(rows.fetchall())

    def record(
        self,
        episode: Episode,
        stories: Iterable[Published],
        voices: Mapping[str, str],
        versions: Iterable[Version] = (),
    ) -> None:
        """An edition was made, or made again: it, its stories and the voices given out in it, all or nothing.

        None of its stories waits any more.
        `versions` are those of its stories that were met in this run; a new story's own goes without saying.
        """
        stories = tuple(stories)
        rows = [
            (
                each.id,
                each.fingerprint,
                episode.guid,
                position,
                _written(each.article),
                sketch(each.article),
                each.script,
            )
            for position, each in enumerate(stories)
        ]
        added = (episode.guid, episode.published.isoformat(), msgspec.json.encode(episode).decode())
        with self._whole():
            self._db.execute("INSERT OR REPLACE INTO episodes (guid, published, episode) VALUES (?, ?, ?)", added)
            self._db.execute("DELETE FROM stories WHERE guid = ?", (episode.guid,))
            self._db.executemany("INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            self._db.execute("DELETE FROM waiting WHERE id IN (SELECT id FROM stories WHERE guid = ?)", (episode.guid,))
            own = ((story.id, story.fingerprint, story.id) for story in stories)
            self._db.executemany("INSERT OR IGNORE INTO versions VALUES (?, ?, ?)", own)
            self.remember(versions)
            self._db.executemany("INSERT OR IGNORE INTO voices VALUES (?, ?)", voices.items())


def _refuse_full_disk(path: Path, error: Exception) -> None:
    """Where there is no room SQLite speaks of input and output; nobody should replace a library that is whole.

    Raises:
        StoreError: there is hardly any room.
    """
    if isinstance(error, sqlite3.OperationalError) and is_full(path):
        hint = "Make room, such as by `briefing editions prune`; put no backup in its place."
        raise StoreError(str(path), "there is no room on the disk; the library is whole", hint=hint) from error


def _read(id_: str, fingerprint: str, article: str, script: str) -> Published:
    return Published(id_, fingerprint, decoded(article, Article), script)


def _written(article: Article) -> str:
    return msgspec.json.encode(article).decode()


def has_library(state: Path) -> bool:
    """Whether a state folder has a library.  An empty file, as a full disk leaves it, is none."""
    path = state / LIBRARY
    return path.is_file() and path.stat().st_size > 0


def remembered_voices(state: Path) -> dict[str, str]:
    """Whose voice is whose, without making a library where there is none."""
    if not has_library(state):
        return {}
    with Library(state / LIBRARY) as library:
        return library.voices()
