"""Nights on which something goes wrong: which thing, a seeded generator says."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import msgspec

import briefing.press
import briefing.targets.carriers
from briefing.errors import PublishError, SynthesisError
from briefing.nightly import run_nights
from briefing.report import Status
from briefing.settings import PublishSettings
from briefing.studio import Booth
from tests.faults.newsroom import START, faults_of, items, open_room, write_story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.model import Clip, Utterance
    from briefing.nightly import Night
    from briefing.targets.headers import Headers

__all__ = ["BadNight", "bad_nights"]

SETTLED = {Status.PUBLISHED, Status.UNCHANGED, Status.CORRECTED}
SEED = 365


@dataclass(frozen=True, slots=True)
class BadNight:
    """What went wrong on purpose, what the night said, and what went wrong that should not."""

    kinds: tuple[str, ...]
    exit_code: int
    faults: tuple[str, ...]


def bad_nights(count: int, seed: int = SEED) -> Iterator[BadNight]:
    """So many in a row, in one newsroom, and a good one at the end, in which all that was kept waiting is published."""
    pick = random.Random(seed)  # noqa: S311  not for secrets
    with TemporaryDirectory(prefix="nights-") as folder:
        home = Path(folder)
        for number in range(count + 1):
            names = [f"boat{number}x{each}" for each in range(pick.randint(1, 2))] if number < count else []
            kinds = pick.sample(sorted(KINDS), pick.randint(1, 2)) if names else []
            for name in names:
                write_story(home, name)
            yield _night(home, START + timedelta(days=number), kinds, pick, last=number == count)


def _night(home: Path, now: datetime, kinds: list[str], pick: random.Random, *, last: bool) -> BadNight:
    back = timedelta(days=pick.randint(1, 40)) if "clock" in kinds else timedelta()
    room = open_room(home)
    room = replace(room, settings=msgspec.structs.replace(room.settings, publish=PublishSettings(to="s3://bucket/")))
    with patch.object(briefing.targets.carriers, "open_carrier", lambda _: _Bucket(home)), ExitStack() as broken:
        for kind in kinds:
            broken.enter_context(KINDS[kind](home, pick))
        ((night, _),) = run_nights((room,), now=now - back)
    return BadNight(tuple(kinds), night.exit_code, (*_faults(home, night, last=last), *_brought(home, last=last)))


def _brought(home: Path, *, last: bool) -> Iterator[str]:
    """What listeners fetch is never a feed that names what is not there; in the end it is all that is published."""
    there, public = home / "bucket", home / "out/public"
    for _, path, length in items(there) if (there / "feed.xml").exists() else ():
        if not (there / path).is_file() or (there / path).stat().st_size != length:
            yield f"the bucket's feed names {path}"
    if last and _content(there) != _content(public):
        yield "the bucket is not what is published"


def _content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class _Bucket:
    """A carrier into a folder."""

    at_once = 2

    def __init__(self, home: Path) -> None:
        self._folder = home / "bucket"

    def put(self, file: Path, name: str, _: Headers) -> None:
        try:
            (self._folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_bytes(file.read_bytes())
        except OSError as error:
            raise PublishError(name, "is not taken") from error

    def remove(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)


def _faults(home: Path, night: Night, *, last: bool) -> Iterator[str]:
    """Nothing without a reason; nothing half-published; in the end everything, once."""
    unsettled = [each for each in night.report.outcomes if each.status not in SETTLED]
    yield from (f"{each.name} has no reason" for each in unsettled if not each.reason)
    for each in (*(outcome.hint for outcome in unsettled), night.hint):
        if "fault of the program" in each:
            yield f"{night.error} {[outcome.reason for outcome in unsettled]}"
    if night.exit_code and not (night.error or unsettled):
        yield f"exit code {night.exit_code} without a reason"
    if not night.error:
        named = {Path(each.name).name for each in night.report.outcomes}
        yield from (f"nothing was said of {path.name}" for path in (home / "inbox").iterdir() if path.name not in named)
    if last:
        good = (path for path in (home / "inbox").glob("boat*.txt") if path.stat().st_size)
        yield from faults_of(home, Counter(path.stem for path in good))


@contextmanager
def _broken_story(home: Path, pick: random.Random) -> Iterator[None]:
    """A file that is no story, for one night."""
    path = home / "inbox" / f"broken{pick.randint(0, 9)}.txt"
    path.write_bytes(pick.choice((b"", bytes(range(256)) * 9, b"PK\x03\x04 no archive", b"x" * 10_000_001)))
    yield
    path.unlink(missing_ok=True)


@contextmanager
def _silenced(home: Path, pick: random.Random) -> Iterator[None]:
    """An engine that fails at every fifth utterance or so."""
    real, share = Booth._speak, pick.choice((0.05, 0.2, 1.0))

    def speak(booth: Booth, utterance: Utterance) -> Clip:
        if pick.random() < share:
            raise SynthesisError("silent", utterance.text, "it is hoarse")
        return real(booth, utterance)

    with patch.object(Booth, "_speak", speak):
        yield


@contextmanager
def _full_disk(home: Path, pick: random.Random) -> Iterator[None]:
    """Somewhere in the run there is no room left for a while."""
    first, length, done = pick.randint(1, 60), pick.choice((1, 3, 1000)), [0]

    def full(*_: object) -> None:
        done[0] += 1
        if first <= done[0] < first + length:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with _before(os, "fsync", full), _before(Path, "replace", full), _before(Path, "write_bytes", full):
        yield


@contextmanager
def _full_library(home: Path, pick: random.Random) -> Iterator[None]:
    """SQLite finds no room for a page."""
    connect, pages = sqlite3.connect, pick.randint(10, 60)

    def small(*args: Any, **named: Any) -> sqlite3.Connection:
        db = connect(*args, **named)
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    with patch.object(sqlite3, "connect", small):
        yield


@contextmanager
def _vanishing(home: Path, pick: random.Random) -> Iterator[None]:
    """A story that is gone when it is its turn, and there again the next night."""
    path = pick.choice(sorted((home / "inbox").glob("boat*.txt")))
    real = Path.open

    def opened(self: Path, *args: Any, **named: Any) -> Any:
        if self.name == path.name:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self))
        return real(self, *args, **named)

    with patch.object(Path, "open", opened):
        yield


@contextmanager
def _refusing(home: Path, pick: random.Random) -> Iterator[None]:
    """The target takes no file from some point on."""
    first, done = pick.randint(0, 8), [0]
    real = briefing.press.publish

    def publish(files: dict[str, bytes | Path], root: Path) -> tuple[str, ...]:
        taken: list[str] = []
        for name, content in files.items():
            done[0] += 1
            if done[0] > first:
                raise PublishError(name, "is refused")
            taken += real({name: content}, root)
        return tuple(taken)

    with patch.object(briefing.press, "publish", publish):
        yield


@contextmanager
def _half_refused(home: Path, pick: random.Random) -> Iterator[None]:
    """Of what is uploaded, half is refused, as it comes."""
    real = _Bucket.put

    def put(bucket: _Bucket, file: Path, name: str, headers: Headers) -> None:
        if pick.random() < 0.5:
            raise PublishError(name, "is refused")
        real(bucket, file, name, headers)

    with patch.object(_Bucket, "put", put):
        yield


@contextmanager
def _clock(home: Path, pick: random.Random) -> Iterator[None]:
    """It is earlier than it was: `_night` sees to that."""
    yield


@contextmanager
def _before(owner: Any, name: str, call: Callable[..., None]) -> Iterator[None]:
    real = getattr(owner, name)

    def wrapped(*args: Any, **named: Any) -> Any:
        call(*args)
        return real(*args, **named)

    with patch.object(owner, name, wrapped):
        yield


KINDS = {
    "broken story": _broken_story,
    "clock": _clock,
    "engine": _silenced,
    "full disk": _full_disk,
    "full library": _full_library,
    "half of the uploads": _half_refused,
    "refusing target": _refusing,
    "vanishing source": _vanishing,
}
"""What can go wrong."""
