"""Files and folders.  Nothing is ever written, moved or deleted."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefing.errors import SourceError
from briefing.sources.document import MAX_BYTES, Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["SETTINGS", "folder", "read_file"]

SETTINGS = "briefing.toml"
"""By this file a folder is known to be a show's own: beside it lie notes, voices and what was published."""
_NO_TEXT = re.compile("[\ud800-\udfff]+")
_DEEPEST = 5
"""Folders inside one another that are read."""
MISSING = "Check the name; a URL starts with https://. `briefing new` makes a folder with an inbox."


def folder(path: Path, *, depth: int = 0) -> Iterator[Path | SourceError]:
    """The files of a folder in name order, then those of each folder inside it; what cannot be listed is an error.

    Left out are hidden names, `*.toml`, what a browser saved beside a page, links to folders, and below the folder
    itself every link: it could lead out.
    """
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
        entries = [each for each in entries if not each.name.startswith(".") and not (depth and each.is_symlink())]
        inner = dict.fromkeys(each for each in entries if each.is_dir())
    except OSError as error:
        yield _unreadable(path, error)
        return
    names = {each.name for each in entries}
    if SETTINGS in names:
        yield SourceError(_written(path), "is the show's own folder; put stories into inbox/")
        return
    yield from (each for each in entries if each not in inner and each.suffix.lower() != ".toml")
    for each in inner:
        if not each.is_symlink() and not _is_beside_page(each.name, names):
            yield from _inside(each, depth + 1)


def _inside(path: Path, depth: int) -> Iterator[Path | SourceError]:
    if depth > _DEEPEST:
        yield SourceError(
            _written(path), f"was not read: it lies more than {_DEEPEST} folders deep", hint="Move it up."
        )
    else:
        yield from folder(path, depth=depth)


def _is_beside_page(name: str, names: Collection[str]) -> bool:
    """Whether a folder holds the pictures and advertisements of a saved page: `tide_files` beside `tide.html`."""
    mark = max(map(name.rfind, "_.-"))
    return mark > 0 and any(f"{name[:mark]}{suffix}" in names for suffix in (".html", ".htm", ".xhtml"))


def read_file(path: Path, *, home: Path) -> Document:
    """A file's bytes.

    Raises:
        SourceError: it is missing, no plain file, not allowed to be read, or larger than 10 MB.
    """
    try:
        # A named pipe or a terminal would be waited on for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(_written(path), "is not a plain file")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unreadable(path, error) from error
    if len(content) > MAX_BYTES:
        raise SourceError(_written(path), "is larger than 10 MB", hint="Cut it into stories.")
    return Document(id=file_id(path, home=home), name=_written(path), content=content)


def file_id(path: Path, *, home: Path) -> str:
    """Relative to the home folder where it lies below it, so that an edition can be moved; else absolute.

    Bytes of a name that are no UTF-8 are written as `%E9`.
    """
    # A link is remembered by its own name; the folders above it by their real ones, however they were come by.
    whole = path.parent.resolve() / path.name
    base = home.resolve()
    return _written((whole.relative_to(base) if whole.is_relative_to(base) else whole).as_posix())


def _written(path: Path | str) -> str:
    """A path as it can be kept and shown: Python stands half characters for bytes of a name that are no UTF-8."""
    return _NO_TEXT.sub(lambda found: quote(os.fsencode(found[0])), str(path))


def _unreadable(path: Path, error: Exception) -> SourceError:
    name = _written(path)
    if isinstance(error, FileNotFoundError):
        return SourceError(name, "does not exist", hint=MISSING)
    if isinstance(error, PermissionError):
        return SourceError(name, "must not be read by you", hint="Change its permissions (chmod u+r).")
    return SourceError(name, f"cannot be read ({getattr(error, 'strerror', None) or error})")
