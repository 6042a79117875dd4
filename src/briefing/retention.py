"""What is kept, and for how long: editions in the feed, files in the public folder, speech in the caches.

An edition leaves the feed first.  A public file that nothing names any more (of an edition that left, or of one that
was made again) stays for the grace period, since apps may still hold its address; then it goes.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.disk import is_full, settle
from briefing.store.files import left_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from briefing.model import Episode
    from briefing.settings import KeepSettings
    from briefing.store.library import Library

__all__ = ["Plan", "carry_out", "files_of", "make_room", "plan", "retire", "sweep", "unnamed"]

EPISODES = "episodes"
"""The folder under the public one where the files of episodes lie."""
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go."""

    leaving: tuple[Episode, ...]
    """Editions that leave the feed."""
    waiting: tuple[str, ...]
    """Public files, by path, that nothing names any more, and that wait for the end of their grace period."""
    public: tuple[str, ...]
    """Public files whose grace period is over."""
    cached: tuple[Path, ...]
    """Clips and blocks that were not used for longest, and what a run that was killed left behind."""
    freed: int
    """Bytes, of the files that go."""


def plan(library: Library, public: Path, state: Path, keep: KeepSettings, now: datetime) -> Plan:
    """What is to go at an aware moment `now`; nothing is changed."""
    episodes = library.episodes()
    leaving = _leaving(episodes, keep, now)
    loose = unnamed(public, [each for each in episodes if each not in leaving])
    due = library.unnamed()
    grace = now + timedelta(days=keep.grace_days)
    over = tuple(path for path in loose if due.get(path, grace) <= now)
    cached = (*_oldest(state, keep.clips_mb * MEGABYTE), *_left_behind(public, state))
    freed = sum(map(_size, (*(public / path for path in over), *cached)))
    return Plan(leaving, tuple(path for path in loose if path not in over), over, cached, freed)


def make_room(public: Path, state: Path) -> int:
    """Where the disk is full, let go of all speech that was kept, and of what killed runs left; bytes that it took.

    It can be spoken again, and needs no library, which cannot be opened without room.
    """
    if not is_full(state):
        return 0
    cached = (*_oldest(state, 0), *_left_behind(public, state))
    freed = sum(map(_size, cached))
    _delete(cached)
    return freed


def carry_out(plan: Plan, library: Library, public: Path, keep: KeepSettings, now: datetime) -> None:
    """Delete what is due and begin the other files' grace period; the feed must no longer name any of them."""
    library.let_go(plan.waiting, now + timedelta(days=keep.grace_days))
    _delete(public / path for path in plan.public)
    loose = {*plan.waiting, *plan.public}
    library.let_stay([path for path in library.unnamed() if path not in loose or path in plan.public])
    _delete(plan.cached)
    library.vacuum()


def retire(library: Library, keep: KeepSettings, now: datetime) -> None:
    """Take old editions out of the feed, for good; it is still to be written."""
    library.retire([episode.guid for episode in _leaving(library.episodes(), keep, now)], now)


def sweep(library: Library, public: Path, now: datetime) -> None:
    """Delete the public files that were let go, whose time has come and that no edition names."""
    loose = unnamed(public, library.episodes())
    over = [path for path, due in library.unnamed().items() if due <= now]
    gone = [public / path for path in over if path in loose]
    _delete(gone)
    if gone:
        settle(public / EPISODES)  # what was withdrawn does not come back with the power
    library.let_stay(over)


def files_of(episode: Episode, public: Path) -> tuple[str, ...]:
    """The public files of an episode, which share the name of its audio: transcript, chapters, page."""
    return tuple(path for path in _files(public) if _stem(path) == _stem(episode.enclosure.path))


def unnamed(public: Path, episodes: Iterable[Episode]) -> tuple[str, ...]:
    """The public files of no episode: of those that left the feed, and of editions as they were before a correction."""
    named = {_stem(episode.enclosure.path) for episode in episodes}
    return tuple(path for path in _files(public) if _stem(path) not in named)


def _leaving(episodes: Sequence[Episode], keep: KeepSettings, now: datetime) -> tuple[Episode, ...]:
    """Of episodes, newest first, those that the feed has no place for; never the newest, or it would be empty."""
    most = keep.editions or len(episodes)
    since = now - timedelta(days=keep.days) if keep.days else None
    old = (at >= most or (since is not None and each.published < since) for at, each in enumerate(episodes))
    return tuple(each for each, leaves in zip(episodes[1:], list(old)[1:], strict=False) if leaves)


def _files(public: Path) -> Iterator[str]:
    """Paths under the public folder of what belongs to an episode; hidden files are half-written ones."""
    names = sorted(path.name for path in (public / EPISODES).glob("[!.]*") if path.is_file())
    return (f"{EPISODES}/{name}" for name in names)


def _stem(path: str) -> str:
    """`episodes/2026-11-22-1a2b3c4d.chapters.json` → `2026-11-22-1a2b3c4d`."""
    return path.rpartition("/")[2].partition(".")[0]


def _oldest(state: Path, limit: int) -> Iterator[Path]:
    """Clips and blocks, least recently used first, until what stays takes no more than `limit` bytes."""
    found = sorted((*_kept(state / "clips"), *_kept(state / "blocks")))
    excess = sum(size for _, _, size in found) - limit
    for _, path, size in found:
        if excess <= 0:
            return
        excess -= size
        yield Path(path)


def _kept(folder: Path) -> Iterator[tuple[float, str, int]]:
    """When it was last used, path, and bytes of each file two levels down; there are tens of thousands."""
    for below in os.scandir(folder) if folder.is_dir() else ():
        for entry in os.scandir(below) if below.is_dir() else ():
            if entry.is_file() and not entry.name.startswith("."):
                told = entry.stat()
                yield told.st_mtime, entry.path, told.st_size


def _left_behind(public: Path, state: Path) -> Iterator[Path]:
    """What a run that was killed left half-written; whoever asks holds the lock, so that none is in the making."""
    yield from left_over(state)
    yield from public.rglob(".*.part")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _delete(paths: Iterable[Path]) -> None:
    """What cannot be deleted now is met again the next time."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                continue
