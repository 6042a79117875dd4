"""Where the models of neural voices lie, and whether they are still what they were when they came."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RECORD", "changed_file", "fingerprint", "models_folder", "record", "sha256"]

RECORD = ".sha256"
"""Ending of the file of checksums that lies beside a model that was fetched; `sha256sum -c` reads it too."""


def models_folder(engine: str) -> Path:
    """Where an engine's models lie: in the folder that BRIEFING_MODELS names, else among the user's own data.

    They are shared by all installations of a user, since each weighs as much as a month of episodes.
    """
    named = os.environ.get("BRIEFING_MODELS")
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return (Path(named) if named else data / "briefing" / "models") / engine


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal digits.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def record(files: Iterable[Path]) -> str:
    """What stands in a file of checksums, a line for each of `files`.

    Raises:
        OSError: one of them cannot be read.
    """
    return "".join(f"{sha256(path)}  {path.name}\n" for path in files)


def changed_file(model: Path) -> str | None:
    """The name of a file that is not what the record beside `model` says; None where all are, or nothing is recorded.

    Raises:
        OSError: a file that is recorded cannot be read.
    """
    recorded = model.with_suffix(RECORD)
    if not recorded.is_file():
        return None
    for line in recorded.read_text("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        beside = model.parent / Path(name).name  # a record that was tampered with must not lead elsewhere
        if name and (not beside.is_file() or sha256(beside) != digest):
            return beside.name
    return None


def fingerprint(*files: Path) -> str:
    """Names the bytes of a model's files, the model first: as recorded when they came, or else read now.

    Empty where none is there: whoever loads the model will say so.
    """
    there = [file for file in files if file.is_file()]
    if there and (recorded := there[0].with_suffix(RECORD)).is_file():
        return sha256(recorded)
    return " ".join(map(sha256, there))
