"""Brings the public folder to where listeners fetch it from: what changed, and the feed last.

What was brought is remembered, so that publishing again brings nothing, and a run that was broken off is gone on
with.  What was brought once and has left the public folder since is removed there too, after the feed has ceased to
name it; nothing else there is ever touched.
"""

from __future__ import annotations

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import msgspec

from briefing.disk import write_whole
from briefing.errors import PublishError
from briefing.model import FEED
from briefing.targets.headers import Headers, headers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["Carrier", "Known", "Sent", "bring"]

SAVED_EVERY_S = 2.0
HINT = "What was made is in the public folder; the next run goes on with what is missing."


class Carrier(Protocol):
    """Writes files where they are served."""

    @property
    def at_once(self) -> int:
        """How many calls it takes at a time."""

    def put(self, file: Path, name: str, headers: Headers) -> None:
        """Put a file there, whole or not at all, in the place of what was there.

        Raises:
            PublishError: it was not put there.
        """

    def remove(self, name: str) -> None:
        """Remove a file; it may be gone already.

        Raises:
            PublishError: it is still there.
        """


class Known(msgspec.Struct, frozen=True):
    """A file that is there."""

    size: int
    time: int
    """Of its last change here, in nanoseconds: while both stay, it need not be read again."""
    digest: str
    """SHA-256."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was done."""

    put: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(slots=True)
class _Memory:
    """What is there, as a file remembers it."""

    path: Path
    known: dict[str, Known]
    saved: float = field(default_factory=time.monotonic)

    @classmethod
    def read(cls, path: Path) -> _Memory:
        """From its file; where that is missing or damaged, nothing is known, and all is brought again."""
        with suppress(OSError, ValueError, RecursionError):
            return cls(path, msgspec.json.decode(path.read_bytes(), type=dict[str, Known]))
        return cls(path, {})

    def save(self, *, now: bool = False) -> None:
        """Write the file, at once or when that was not done lately."""
        if now or time.monotonic() - self.saved > SAVED_EVERY_S:
            write_whole(self.path, msgspec.json.encode(self.known))
            self.saved = time.monotonic()


def bring(public: Path, carrier: Carrier, memory: Path) -> Sent:
    """Make what is served the same as the public folder, which must not change meanwhile.

    Args:
        public: the folder, with a feed in it; without one, nothing is done.
        carrier: to where.
        memory: the file that remembers what is there, one for each place.

    Raises:
        PublishError: something was not brought; the feed is then the old one, and all that it names is still there.
    """
    files = _files(public)
    if not any(_is_feed(name) for name in files):
        return Sent((), ())
    remembered = _Memory.read(memory)
    try:
        changed = {name: now for name in files if (now := _changed(public / name, remembered.known.get(name)))}
        for names in _in_order(changed):
            _put_all(names, changed, public, carrier, remembered)
        gone = _unnamed(remembered.known.keys() - files, public)
        for name in gone:
            carrier.remove(name)
            del remembered.known[name]
            remembered.save()
    except OSError as error:
        raise PublishError(str(error.filename), f"cannot be read ({error.strerror})", hint=HINT) from error
    finally:
        with suppress(OSError):
            remembered.save(now=True)
    return Sent(tuple(changed), gone)


def _files(public: Path) -> set[str]:
    """Paths under the public folder; hidden files are half-written ones."""
    found = (path.relative_to(public) for path in public.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)}


def _is_feed(name: str) -> bool:
    """Whether it is a show's: of the main one, or of one in a folder below."""
    return name == FEED or name.endswith(f"/{FEED}")


def _unnamed(names: Iterable[str], public: Path) -> tuple[str, ...]:
    """Those that no document of their show's feed names: were files lost here, listeners should keep theirs."""
    feeds: dict[str, bytes] = {}
    for path in (*public.glob("feed*.xml"), *public.glob("*/feed*.xml")):
        folder = path.relative_to(public).as_posix().removesuffix(path.name)
        feeds[folder] = feeds.get(folder, b"") + path.read_bytes()

    def is_named(name: str) -> bool:
        return any(name.startswith(at) and name.removeprefix(at).encode() in text for at, text in feeds.items())

    return tuple(name for name in sorted(names) if not is_named(name))


def _changed(path: Path, known: Known | None) -> Known | None:
    """What the file is now, where other bytes are known, or none."""
    status = path.stat()
    if known and (known.size, known.time) == (status.st_size, status.st_mtime_ns):
        return None
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if known and known.digest == digest:
        return None
    return Known(status.st_size, status.st_mtime_ns, digest)


def _in_order(names: Iterable[str]) -> Iterable[Sequence[str]]:
    """In steps: what others name comes before them, and the feeds come last."""
    steps: list[list[str]] = [[], [], [], []]
    for name in sorted(names):
        step = 3 if _is_feed(name) else 2 if name.endswith(".xml") else 1 if name.endswith(".html") else 0
        steps[step].append(name)
    return filter(None, steps)


def _put_all(names: Sequence[str], changed: dict[str, Known], public: Path, carrier: Carrier, memory: _Memory) -> None:
    """Put these there, several at a time; after one has failed no other is begun."""
    pool = ThreadPoolExecutor(min(carrier.at_once, len(names)))
    tasks = {pool.submit(carrier.put, public / name, name, headers_of(name)): name for name in names}
    try:
        for task in as_completed(tasks):
            if task.exception():
                break
            memory.known[tasks[task]] = changed[tasks[task]]
            memory.save()
    finally:
        pool.shutdown(cancel_futures=True)
    ended = {task: name for task, name in tasks.items() if not task.cancelled()}
    memory.known |= {name: changed[name] for task, name in ended.items() if not task.exception()}
    for task in ended:
        task.result()
