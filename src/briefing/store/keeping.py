"""The part of the library that is about what leaves: the feed, the public folder, or the show for good."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from briefing.model import Article, Episode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from typing import TypeVar

    Kind = TypeVar("Kind")

__all__ = ["FOR_THE_FEED", "Keeping", "decoded"]

LOOSE = 0.2
"""Share of a library that may be empty."""
_FORGET = (
    "DELETE FROM waiting WHERE id IN (SELECT id FROM withdrawn)",
    """
    DELETE FROM episodes WHERE guid IN (SELECT guid FROM stories JOIN withdrawn USING (id))
    AND guid NOT IN (SELECT guid FROM stories WHERE id NOT IN (SELECT id FROM withdrawn))
    """,
    """
    DELETE FROM stories WHERE id IN (SELECT id FROM withdrawn)
    AND guid IN (SELECT guid FROM episodes WHERE retired IS NOT NULL)
    """,
    "DELETE FROM stories WHERE guid NOT IN (SELECT guid FROM episodes)",
)
"""What follows from a withdrawal."""
FOR_THE_FEED = "retired IS NULL AND guid NOT IN (SELECT guid FROM stories JOIN withdrawn USING (id))"
"""Which episodes are: none that left it, and none that still holds a story which was withdrawn."""


class Keeping:
    """What a `Library` can do besides; not for use on its own.  Moments are aware."""

    _db: sqlite3.Connection

    def retire(self, guids: Iterable[str], moment: datetime) -> None:
        """Take editions out of the feed for good; their stories stay known."""
        rows = [(_utc(moment), guid) for guid in guids]
        self._db.executemany("UPDATE episodes SET retired = ? WHERE guid = ? AND retired IS NULL", rows)

    def archive(self) -> tuple[tuple[Episode, bool], ...]:
        """Every edition, newest first, and whether it left the feed."""
        query = "SELECT episode, retired IS NOT NULL FROM episodes ORDER BY published DESC, guid"
        with closing(self._db.execute(query)) as rows:
            return tuple((decoded(text, Episode), bool(retired)) for text, retired in rows)

    def cuts(self) -> tuple[tuple[str, str], ...]:
        """Where the feed's history was cut into archives, oldest first: moment and guid of the last episode of each."""
        query = "SELECT value FROM show WHERE key LIKE 'archive-%' ORDER BY CAST(substr(key, 9) AS INTEGER)"
        with closing(self._db.execute(query)) as rows:
            return tuple(decoded(text, tuple[str, str]) for (text,) in rows)

    def cut(self, episode: Episode) -> None:
        """Cut off an archive whose last episode this is; that stays so for good."""
        text = json.dumps([episode.published.isoformat(), episode.guid])
        self._db.execute("INSERT INTO show VALUES (?, ?)", (f"archive-{len(self.cuts()) + 1}", text))

    def history(self, after: tuple[str, str] = ("", "")) -> Iterator[tuple[tuple[str, str], str]]:
        """The episodes for the feed after a cut, oldest first: moment and guid, and the `Episode` as JSON."""
        query = f"""
            SELECT published, guid, episode FROM episodes
            WHERE {FOR_THE_FEED} AND (published, guid) > (?, ?) ORDER BY published, guid
        """  # noqa: S608  a constant
        with closing(self._db.execute(query, after)) as rows:
            for published, guid, text in rows:
                yield (published, guid), text

    def note(self, key: str, value: str) -> None:
        """Keep a passing fact about the show; it takes the place of what was there."""
        self._db.execute("INSERT OR REPLACE INTO show VALUES (?, ?)", (key, value))

    def withdraw(self, stories: Iterable[tuple[str, Article]], moment: datetime) -> None:
        """Remember that these stories, id and words, are never to be heard again; none of them waits any more.

        An edition that holds nothing else is forgotten; another one is `unfinished` until it is made again.
        """
        rows = [(id_, _utc(moment), msgspec.json.encode(article).decode()) for id_, article in stories]
        with self._whole():
            self._db.executemany("INSERT OR IGNORE INTO withdrawn VALUES (?, ?, ?)", rows)
            for statement in _FORGET:
                self._db.execute(statement)

    def withdrawn(self) -> dict[str, Article]:
        """Every story that was withdrawn, by id, with its words."""
        with closing(self._db.execute("SELECT id, article FROM withdrawn ORDER BY moment, id")) as rows:
            return {id_: decoded(text, Article) for id_, text in rows}

    def since(self, moment: datetime) -> tuple[tuple[str, bytes], ...]:
        """Id and sketch of every story of the editions that were first published after an aware `moment`."""
        query = "SELECT id, sketch FROM stories JOIN episodes USING (guid) WHERE published > ? ORDER BY published, id"
        with closing(self._db.execute(query, (moment.astimezone(UTC).isoformat(),))) as rows:
            return tuple(rows.fetchall())

    def forget_sketches(self, moment: datetime) -> None:
        """Let go of the sketches of editions first published in the 30 days before `moment`; nothing asks for them.

        Those still older went on the nights before, so that the cost does not grow with the history.
        """
        query = """UPDATE stories SET sketch = x'' WHERE sketch <> x'' AND guid IN
                   (SELECT guid FROM episodes WHERE published <= ? AND published > ?)"""
        last, first = moment.astimezone(UTC), (moment - timedelta(days=30)).astimezone(UTC)
        self._db.execute(query, (last.isoformat(), first.isoformat()))

    def origin(self, id_: str) -> str:
        """The id of the story that `id_` was met as a version of; itself, where it is none."""
        row = self._db.execute("SELECT story FROM versions WHERE id = ?", (id_,)).fetchone()
        return str(row[0]) if row else id_

    def free(self, id_: str) -> None:
        """Let an id be that of another story from now on.

        A published story that has it keeps its place, its words and its versions under an id of its own.
        """
        with self._whole():
            self._db.execute("DELETE FROM versions WHERE id = ? AND story <> id", (id_,))
            for (guid,) in self._db.execute("SELECT guid FROM stories WHERE id = ?", (id_,)).fetchall():
                name = f"{id_}#{guid[-12:]}"
                self._db.execute("UPDATE stories SET id = ? WHERE id = ?", (name, id_))
                self._db.execute("UPDATE versions SET story = ? WHERE story = ?", (name, id_))
                self._db.execute("UPDATE versions SET id = ? WHERE id = ?", (name, id_))

    def fingerprinted(self, fingerprint: str) -> str | None:
        """The id of the published story that was met in the words of this fingerprint."""
        query = "SELECT story FROM versions JOIN stories ON stories.id = story WHERE versions.fingerprint = ?"
        row = self._db.execute(query, (fingerprint,)).fetchone()
        return str(row[0]) if row else None

    def unfinished(self) -> tuple[str, ...]:
        """Guids of the editions that still hold a story which was withdrawn."""
        query = (
            "SELECT DISTINCT guid FROM stories JOIN withdrawn USING (id) JOIN episodes USING (guid) ORDER BY published"
        )
        with closing(self._db.execute(query)) as rows:
            return tuple(guid for (guid,) in rows)

    def unnamed(self) -> dict[str, datetime]:
        """Public files that nothing names any more, and from when on each may be deleted."""
        with closing(self._db.execute("SELECT path, due FROM unnamed ORDER BY path")) as rows:
            return {path: decoded(json.dumps(due), datetime) for path, due in rows}

    def let_go(self, paths: Iterable[str], due: datetime) -> None:
        """Have public files deleted from `due` on, or earlier where that was said before."""
        rows = [(path, _utc(due)) for path in paths]
        query = "INSERT INTO unnamed VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET due = min(due, excluded.due)"
        with self._whole():
            self._db.executemany(query, rows)

    def let_stay(self, paths: Collection[str]) -> None:
        """These are deleted, or named again."""
        with self._whole():
            self._db.executemany("DELETE FROM unnamed WHERE path = ?", [(path,) for path in paths])

    def fetches(self, wanted: str) -> dict[str, dict[str, str]]:
        """Address → conditional headers of the next request for it; none where something else was `wanted` then."""
        then = self._db.execute("SELECT value FROM show WHERE key = 'wanted'").fetchone()
        if then != (wanted,):
            return {}
        with closing(self._db.execute("SELECT url, headers FROM fetches")) as rows:
            return {url: decoded(headers, dict[str, str]) for url, headers in rows}

    def remember_fetches(self, memory: Mapping[str, Mapping[str, str]], wanted: str) -> None:
        """Keep these, and no others, and in few letters what was wanted of the sources."""
        rows = [(url, json.dumps(dict(headers))) for url, headers in memory.items()]
        with self._whole():
            self._db.execute("DELETE FROM fetches")
            self._db.executemany("INSERT INTO fetches VALUES (?, ?)", rows)
            self._db.execute("INSERT OR REPLACE INTO show VALUES ('wanted', ?)", (wanted,))

    def vacuum(self) -> None:
        """Give back the room of what was deleted, once it is worth writing the whole library anew."""
        self._db.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        (free,) = self._db.execute("PRAGMA freelist_count").fetchone()
        (pages,) = self._db.execute("PRAGMA page_count").fetchone()
        if free > pages * LOOSE:
            self._db.execute("VACUUM")

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """One transaction."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # where the disk is full, SQLite has rolled it back already
                self._db.execute("ROLLBACK")
            raise


def decoded(text: str, kind: type[Kind]) -> Kind:
    """What a column holds as JSON.

    Raises:
        sqlite3.DatabaseError: it is damaged, as where SQLite itself finds that.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except (ValueError, TypeError, RecursionError) as error:
        raise sqlite3.DatabaseError(f"a row is damaged: {error}") from error


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
