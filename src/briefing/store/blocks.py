"""Where encoded blocks and the measured gains of voices are kept, by key, under `out/state`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing.disk import write_whole
from briefing.errors import StoreError
from briefing.store.files import touch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["BlockFolder"]

LOUDEST_DB = 100.0
"""No gain goes beyond the range of 16 bits."""


class BlockFolder:
    """Blocks and gains, by key.

    Raises:
        StoreError: there is no room or no permission.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, key: str) -> Path:
        """Where the block of `key` is, or is to be put, its files each with a suffix; its folder is there."""
        folder = _made(self.root / key[:2])
        for file in folder.glob(f"{key}.*"):
            touch(file)
        return folder / key

    def gain(self, key: str, measure: Callable[[], float]) -> float:
        """The gain kept under `key`, in decibels; measured and kept where it was not known.

        `measure` may work in `root`, which is there by then.
        """
        path = _made(self.root / "gains") / f"{key}.json"
        try:
            gain = float(json.loads(path.read_text("utf-8")))
            if abs(gain) <= LOUDEST_DB:  # and it is a number at all
                return gain
        except (OSError, ValueError, TypeError, OverflowError, RecursionError):
            pass  # it is damaged, or not there
        gain = measure()
        try:
            write_whole(path, json.dumps(gain).encode(), lasting=False)
        except OSError as error:
            raise _refused(path, error) from error
        return gain


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from error
    return folder


def _refused(path: Path, error: OSError) -> StoreError:
    hint = "Make room or mend the permissions; what is already there is kept."
    return StoreError(str(path), f"cannot be written ({error.strerror})", hint=hint)
