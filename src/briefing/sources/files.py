"""Files and folders.  Nothing is ever written, moved or deleted."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.sources.document import MAX_BYTES, Document

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SETTINGS", "folder", "read_file"]

SETTINGS = "briefing.toml"
"""By this file a folder is known to be a show's own: beside it lie notes, voices and what was published."""
MISSING = "Check the name; a URL starts with https://. `briefing new` makes a folder with an inbox."


def folder(path: Path) -> tuple[Path, ...]:
    """The files of a folder in name order: not hidden ones, not `*.toml`, and not those of folders inside it.

    Raises:
        SourceError: the folder cannot be listed, or is a show's own.
    """
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
        files = [entry for entry in entries if not entry.name.startswith(".") and not entry.is_dir()]
    except OSError as error:
        raise _unreadable(path, error) from error
    if any(file.name == SETTINGS for file in files):
        raise SourceError(str(path), "is the show's own folder; put stories into inbox/")
    return tuple(file for file in files if file.suffix.lower() != ".toml")


def read_file(path: Path, *, home: Path) -> Document:
    """A file's bytes.

    Raises:
        SourceError: it is missing, no plain file, not allowed to be read, or larger than 10 MB.
    """
    try:
        # A named pipe or a terminal would be waited on for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(str(path), "is not a plain file")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unreadable(path, error) from error
    if len(content) > MAX_BYTES:
        raise SourceError(str(path), "is larger than 10 MB", hint="Cut it into stories.")
    return Document(id=file_id(path, home=home), name=str(path), content=content)


def file_id(path: Path, *, home: Path) -> str:
    """Relative to the home folder where it lies below it, so that an edition can be moved; else absolute."""
    # A link is remembered by its own name; the folders above it by their real ones, however they were come by.
    whole = path.parent.resolve() / path.name
    base = home.resolve()
    return (whole.relative_to(base) if whole.is_relative_to(base) else whole).as_posix()


def _unreadable(path: Path, error: Exception) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError(str(path), "does not exist", hint=MISSING)
    if isinstance(error, PermissionError):
        return SourceError(str(path), "must not be read by you", hint="Change its permissions (chmod u+r).")
    return SourceError(str(path), f"cannot be read ({getattr(error, 'strerror', None) or error})")
