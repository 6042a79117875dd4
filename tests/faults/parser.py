"""What a parser is to the fuzzer."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.mutants import MOST

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Parser", "in_file"]


@dataclass(frozen=True, slots=True)
class Parser:
    """Something that reads what it did not write."""

    seeds: tuple[bytes, ...]
    """What it can read."""
    read: Callable[[bytes], object]
    most: int = MOST
    """Bytes of a mutant."""


def in_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """For what reads a file of that name, in a folder of its own."""

    def reading(content: bytes) -> object:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            return read(path)

    return reading
