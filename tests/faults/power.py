"""A power cut: what a process did to names and bytes, and did not sync, may be as if it had never been done.

The process writes down what it does; when it has been killed, what a disk could have lost is taken back.  Any of it
may be lost, in whatever order it was done, which is more than most file systems do to anybody.  SQLite sees to its own
files; the folders above them are ours.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.faults.points import WRITES

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

__all__ = ["cut", "watch"]

LOG = "log"


def watch(keep: Path) -> None:
    """Have this process write down in the folder `keep` what it does, and keep there what it replaces or removes."""
    log = os.open(keep / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(*words: str) -> None:
        os.write(log, json.dumps(words).encode() + b"\n")

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(args[0], str | os.PathLike) and isinstance(args[2], int) and args[2] & WRITES:
            path = os.fspath(args[0])
            tell("write" if os.path.exists(path) else "create", path)  # noqa: PTH110  pathlib would be heard here

    def fsync(descriptor: int, real: Callable[[int], None] = os.fsync) -> None:
        real(descriptor)
        tell("sync", os.readlink(f"/proc/self/fd/{descriptor}"))  # noqa: PTH115  the same

    os.fsync = fsync
    sys.addaudithook(hook)
    for name in ("rename", "replace", "unlink", "remove", "mkdir"):
        _tell_of(name, keep, tell)


def _tell_of(name: str, keep: Path, tell: Callable[..., None]) -> None:
    """Have a function of `os` tell what it did to the last of its paths."""
    real = getattr(os, name)

    def wrapped(*args: Any, **named: Any) -> Any:
        paths = [os.fspath(each) for each in args if isinstance(each, str | os.PathLike)]
        absolute = all(map(os.path.isabs, paths))  # others are of folders that are being removed
        kept = _kept(paths[-1], keep) if absolute else ""
        answer = real(*args, **named)
        if absolute:
            tell(name, *paths, kept)
        return answer

    setattr(os, name, wrapped)


def _kept(path: str, keep: Path) -> str:
    """A second name for the file at a path, by which it outlives the first; empty where there is none."""
    if not os.path.isfile(path):  # noqa: PTH113  as above
        return ""
    name = f"{keep}/{os.stat(path).st_ino}"  # noqa: PTH116  as above
    if not os.path.exists(name):  # noqa: PTH110  as above
        os.link(path, name)
    return name


class _Disk:
    """What is not certain to be on it."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        """Name → where the file is kept that certainly had it; empty where there was none."""
        self.synced: set[str] = set()
        self.written: set[str] = set()
        """Files with bytes that are not certain."""

    def replay(self, what: str, path: str, *more: str) -> None:
        """Something was done."""
        if what in {"write", "create"}:
            self.written.add(path)
            if what == "create":
                self.names.setdefault(path, "")
        elif what == "sync":
            self.synced.add(path)
            self.written.discard(path)
            self.names = {name: kept for name, kept in self.names.items() if str(Path(name).parent) != path}
        elif what in {"rename", "replace"}:
            self._rename(path, *more)
        else:
            self.names.setdefault(path, more[0])
            self.written.discard(path)

    def _rename(self, path: str, target: str, kept: str) -> None:
        self.names.setdefault(target, kept)
        self.written -= {path, target}
        if path not in self.synced:  # another process wrote it, or this one
            self.written.add(target)
        self.synced.discard(path)


def cut(keep: Path, pick: random.Random) -> int:
    """Take back what is not certain, or some of it; how much that was."""
    disk = _Disk()
    for line in (keep / LOG).read_text("utf-8").splitlines():
        disk.replay(*json.loads(line))
    share = pick.choice((0.3, 0.7, 1.0))
    lost = [name for name in disk.names if pick.random() < share]
    for name in lost:
        _take_back(Path(name), disk.names[name])
    damaged = [path for path in disk.written if Path(path).is_file() and pick.random() < share]
    for path in damaged:
        _damage(Path(path), pick)
    return len(lost) + len(damaged)


def _take_back(path: Path, kept: str) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    if kept and path.parent.is_dir():
        os.link(kept, path)


def _damage(path: Path, pick: random.Random) -> None:
    """Its length is known to the disk, and not its bytes; or not even that."""
    data = path.read_bytes()
    path.write_bytes(pick.choice((bytes(len(data)), b"", data[: len(data) // 2])))
