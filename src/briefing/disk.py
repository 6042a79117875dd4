"""Writing so that no reader, no crash and no power cut ever shows half of it.

A file is on the disk once it was synced, and its name once its folder was (fsync(2)); what was not synced may be gone
after a power cut, or be full of zeros, in whatever order it was written.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

__all__ = ["LEAST", "is_full", "make_folder", "settle", "write_whole"]

LEAST = 8_000_000
"""Bytes; with less than that neither a library can grow nor an edition be made."""


def is_full(path: Path) -> bool:
    """Whether there is hardly any room where `path` is, or will be."""
    here = next(each for each in (path, *path.parents) if each.exists())
    return shutil.disk_usage(here).free < LEAST


def settle(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk; Windows is left to do that by itself.

    Raises:
        OSError: they are not.
    """
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network file systems sync no folder
                raise
        finally:
            os.close(descriptor)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where they are missing; each new name is on the disk.

    Raises:
        OSError: it could not be made.
    """
    missing = [each for each in (path, *path.parents) if not each.is_dir()]
    path.mkdir(parents=True, exist_ok=True)
    for each in missing:
        settle(each.parent)


def write_whole(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Put `data` at `path`, by a temporary file beside it and a rename; only this user may read it.

    Args:
        path: its folder is made where it is missing.
        data: all of it.
        lasting: wait until it is on the disk.  What can be told to be damaged, and made again, need not be.

    Raises:
        OSError: it could not be written; what stood at `path` still stands there.
    """
    if lasting:
        make_folder(path.parent)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if lasting:
        settle(path.parent)
