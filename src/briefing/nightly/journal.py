"""The log of the nights, as lines or as JSON; the oldest part of it goes when it grows."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from briefing.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["LOG", "journal"]

LOG = "nightly.log"
"""Its file, in out/state/log/."""
SIZE = 1_000_000
"""Bytes, from which a new file is begun."""
OLD_FILES = 9


@contextmanager
def journal(folder: Path, form: str, censor: Callable[[str], str]) -> Iterator[None]:
    """Write what the program logs inside to `nightly.log` in `folder`.

    Args:
        folder: made where it is missing.
        form: `lines`, or `json` for one object a line.
        censor: what every message passes through.

    Raises:
        StoreError: the log cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Quiet(folder / LOG, maxBytes=SIZE, backupCount=OLD_FILES, encoding="utf-8", errors="replace")
    except OSError as error:
        hint = "Mend the permissions of the folder, or make room."
        raise StoreError(str(folder / LOG), f"the log cannot be written ({error.strerror})", hint=hint) from error
    handler.setFormatter(_Form(censor, as_json=form == "json"))
    ours, root = logging.getLogger("briefing"), logging.getLogger()
    level, propagate = ours.level, ours.propagate
    ours.setLevel(logging.INFO)
    ours.propagate = root.isEnabledFor(logging.INFO)  # to the terminal only where that was asked for
    ours.addHandler(handler)
    try:
        yield
    finally:
        ours.removeHandler(handler)
        handler.close()
        ours.setLevel(level)
        ours.propagate = propagate


class _Quiet(RotatingFileHandler):
    """A disk that is full must not add to what cron mails; the run itself tells of it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's own name
        """Nothing."""


class _Form(logging.Formatter):
    """A line a record; times in UTC."""

    def __init__(self, censor: Callable[[str], str], *, as_json: bool) -> None:
        super().__init__()
        self._censor = censor
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line; a traceback follows it, or is in it as `error`."""
        time = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        message = self._censor(record.getMessage())
        trace = self._censor(self.formatException(record.exc_info)) if record.exc_info else ""
        if self._as_json:
            told = {"time": time, "level": record.levelname.lower(), "message": message}
            return json.dumps(told | ({"error": trace} if trace else {}), ensure_ascii=False)
        line = f"{time} {record.levelname:7} {' '.join(message.split())}"
        return f"{line}\n{trace}" if trace else line
