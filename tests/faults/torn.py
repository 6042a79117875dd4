"""A library whose files were torn in the middle of a transaction, or of its move from the log to the file itself.

SQLite writes a transaction to the end of the log (`-wal`) and moves it into the file later.  A crash leaves some of
the log's bytes, a power cut perhaps others in their place; or some of the file's pages, with the log still whole.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from briefing.model import Article, Enclosure, Episode
from briefing.store.library import LIBRARY, Library, Published

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["torn"]

NOW = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
PAGE = 4096
OLD, NEW = {"a": 1}, {"a": 1, "b": 20}
"""Guid → how many stories, before and after."""


def torn(times: int) -> Iterator[str]:
    """Tear the files of a library so many times; what was then neither as before nor as after."""
    pick = random.Random(times)  # noqa: S311  not for secrets
    with TemporaryDirectory(prefix="torn-") as folder:
        path = Path(folder, LIBRARY)
        with Library(path) as library:
            _record(library, OLD, "a")
        before = path.read_bytes()
        with Library(path) as library:
            _record(library, NEW, "b")
            log = _log(path).read_bytes()
            assert path.read_bytes() == before, "the transaction is still in the log"
        after = path.read_bytes()
        for number in range(times):
            cut = _cut_log(log, pick) if number % 2 else log
            file = before if number % 2 else _mixed(before, after, pick)
            found = _found(Path(folder, str(number)), file, cut)
            if found not in ((OLD, NEW) if number % 2 else (NEW,)):
                yield f"{'log' if number % 2 else 'file'} {number}: {found}"


def _record(library: Library, editions: dict[str, int], guid: str) -> None:
    episode = Episode(guid, "Ferry", NOW, NOW, Enclosure(f"{guid}.mp3", 3, "audio/mpeg"), 1000, "s", "<p>n</p>")
    article = Article("Ferry", ("The ferry sailed on Tuesday. " * 99,))
    library.record(episode, [Published(f"{guid}{at}", "1", article) for at in range(editions[guid])], {})


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _cut_log(log: bytes, pick: random.Random) -> bytes:
    """As far as it was written; then nothing, or zeros, or something else."""
    anywhere, page = pick.randint(0, len(log)), pick.randint(0, len(log) // PAGE) * PAGE
    at = pick.choice((anywhere, page, len(log) - pick.randint(0, 9)))
    rest = len(log) - at
    return log[:at] + pick.choice((b"", bytes(rest), pick.randbytes(rest)))


def _mixed(before: bytes, after: bytes, pick: random.Random) -> bytes:
    """Pages of the one and of the other; the last may be written by half."""
    pages = range(0, max(len(before), len(after)), PAGE)
    mixed = b"".join((pick.choice((before, after)) or after)[at : at + PAGE].ljust(PAGE, b"\0") for at in pages)
    half = pick.choice(list(pages)) + PAGE // 2
    return mixed[:half] + bytes(PAGE // 2) + mixed[half + PAGE // 2 :]


def _found(folder: Path, file: bytes, log: bytes) -> dict[str, int]:
    folder.mkdir()
    path = folder / LIBRARY
    path.write_bytes(file)
    _log(path).write_bytes(log)
    with Library(path) as library:
        (whole,) = library._db.execute("PRAGMA integrity_check").fetchone()
        assert whole == "ok", whole
        return {episode.guid: len(library.stories(episode.guid)) for episode in library.episodes()}
