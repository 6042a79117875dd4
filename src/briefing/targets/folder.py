"""Publishes into a folder, which any web server can then serve."""

from __future__ import annotations

import os
import shutil
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from briefing.disk import make_folder, settle
from briefing.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["publish"]

BLOCK = 1 << 20  # bytes compared or copied at a time
AUDIO = {".aac", ".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav"}


def publish(files: Mapping[str, bytes | Path], root: Path) -> tuple[str, ...]:
    """Put files below `root`, each whole or not at all, in the order given, and tell which were written.

    Name the feed last: then at no moment does it name a file that is not there.  A file that already has these bytes
    is not touched.

    Args:
        files: what to write, by its path under `root` with forward slashes; bytes, or the file that holds them.
        root: the public folder; made where it is missing.

    Raises:
        PublishError: a name leads out of the folder, other bytes already stand at an audio file's address (apps and
            caches never fetch that again), or the disk refused.  What was written before stays, and is whole.
    """
    written = []
    for name, content in files.items():
        try:
            if _put(_inside(root, name), name, content):
                written.append(name)
        except OSError as error:
            hint = "Is there room on the disk, and may this user write there?"
            raise PublishError(name, f"cannot be written: {error.strerror or error}", hint=hint) from error
    return tuple(written)


def _inside(root: Path, name: str) -> Path:
    """Where `name` is, when that is truly below `root`; its folder is made."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or any(_leads_astray(part) for part in parts):
        raise PublishError(name, "is no plain name below the public folder")
    target = root.joinpath(*parts)
    if not target.parent.resolve().is_relative_to(root.resolve()):
        raise PublishError(name, "a link leads out of the public folder", hint=f"Replace {target.parent} by a folder.")
    make_folder(target.parent)
    return target


def _leads_astray(part: str) -> bool:
    """Whether it climbs, is hidden, or means something else on another system."""
    return part.startswith(".") or any(character in part for character in "\\:\0")


def _put(target: Path, name: str, content: bytes | Path) -> bool:
    """Whether it had to be written."""
    if target.is_file() and not target.is_symlink():
        if _holds(target, content):
            return False
        if target.suffix.lower() in AUDIO:
            raise PublishError(name, "already holds other audio", hint="Publish it under a name of its own.")
    _write(target, content)
    return True


def _holds(target: Path, content: bytes | Path) -> bool:
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    if target.stat().st_size != size:
        return False
    with target.open("rb") as there, _open(content) as ours:
        while block := ours.read(BLOCK):
            if there.read(BLOCK) != block:
                return False
    return True


def _write(target: Path, content: bytes | Path) -> None:
    """By a hidden file beside it, which is on the disk before it takes the name."""
    partial = target.with_name(f".{target.name}.part")
    try:
        with partial.open("wb") as file, _open(content) as source:
            shutil.copyfileobj(source, file, BLOCK)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    settle(target.parent)


def _open(content: bytes | Path) -> BinaryIO:
    return content.open("rb") if isinstance(content, Path) else BytesIO(content)
