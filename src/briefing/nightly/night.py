"""A night: what became of it, in a value that is kept as a file."""

from __future__ import annotations

import logging
import re
import textwrap
import time
from collections import Counter
from collections.abc import Mapping  # noqa: TC003  read at run time, when a night is decoded
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
from filelock import FileLock, Timeout

from briefing.disk import make_folder, write_whole
from briefing.nightly.paths import reports_folder
from briefing.report import Report, Status, counted
from briefing.store.files import DAY_S

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Night", "begun", "censored", "keep", "last_nights", "save", "write_down"]

log = logging.getLogger(__name__)

KEPT = 400
"""Nights that are kept."""
LISTED = 5
"""Stories named in a message; the report has them all."""
STAMP = "%Y-%m-%dT%H%M%SZ"
BEGUN = ".begun"
BUSY = 75
PARTIAL = 3


@dataclass(frozen=True, slots=True)
class Night:
    """What became of a night."""

    started: datetime
    """Aware."""
    took_s: float
    exit_code: int
    """As the README has them."""
    report: Report
    error: str = ""
    """What ended it, where something did."""
    hint: str = ""
    """What to do about that."""
    freed: int = 0
    """Bytes that old files took."""
    broken: bool = False
    """Whether somebody or something stopped it before its end."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What came of telling others: `ping` and `webhook`, as far as there are any."""

    def count(self, *statuses: Status) -> int:
        """How many stories became one of these."""
        found = Counter(outcome.status for outcome in self.report.outcomes)
        return sum(found[status] for status in statuses)

    def message(self, show: str, log: str) -> str:
        """One paragraph for who has to look after it; empty where all is well and nothing new waits for an editor."""
        text = self._told(show, self._reasons(), f"Log: {log}")
        return textwrap.fill(text, 78, break_long_words=False, break_on_hyphens=False)

    def summary(self, show: str) -> str:
        """The same in one line for who is outside: what failed is counted, and no source, file or address is named."""
        return self._told(show, [], "`briefing report` says more")

    def _told(self, show: str, reasons: Sequence[str], more: str) -> str:
        told = [self._outcome(), *reasons] if self.exit_code else []
        told += [self._held()] if self.report.held else []
        if not told:
            return ""
        when = f"{self.started.astimezone(UTC):%d %B %Y %H:%M} UTC"
        parts = [f"{show}, {when}: {told[0]}", *told[1:], more]
        return " ".join(_sentence(part) for part in parts if part)

    def _held(self) -> str:
        count = self.report.held
        waits = f"{counted(count, 'edition')} {'waits' if count == 1 else 'wait'} for an editor."
        return f"{waits} `briefing approve --list` shows what waits, `briefing approve` publishes it."

    def _outcome(self) -> str:
        if self.exit_code == BUSY:
            return "no edition was made, since another run is at work."
        bad, total = self.count(Status.FAILED), len(self.report.outcomes)
        unused = f"{bad} of {total} stories could not be used"
        if self.exit_code == PARTIAL and bad:
            return f"{unused}; {self._others()}."
        if self.exit_code == PARTIAL:
            return "what there was is published, but not all is well."
        return f"no edition was published; {unused}." if bad else "no edition was published."

    def _others(self) -> str:
        """What became of the stories that did not fail."""
        if self.report.made:
            return (
                "the others are published" if not self.count(Status.HELD) else "of the others some wait for an editor"
            )
        return "the others wait for an editor" if self.count(Status.HELD) else "nothing else was new"

    def _reasons(self) -> list[str]:
        failed = [each for each in self.report.outcomes if each.status is Status.FAILED]
        named = [text for each in islice(failed, LISTED) for text in (each.reason, each.hint)]
        more = f"And {len(failed) - LISTED} more." if len(failed) > LISTED else ""
        return [self.error, self.hint, *named, more]


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) or text.startswith("Log:") else f"{text}."


def censored(night: Night, censor: Callable[[str], str]) -> Night:
    """The same night without secrets."""
    outcomes = tuple(
        replace(each, name=censor(each.name), reason=censor(each.reason), hint=censor(each.hint))
        for each in night.report.outcomes
    )
    told = night.report
    report = replace(told, outcomes=outcomes, trouble=censor(told.trouble), hint=censor(told.hint))
    return replace(night, report=report, error=censor(night.error), hint=censor(night.hint))


def write_down(night: Night, message: str, state: Path) -> None:
    """Log a night, and keep it in a show's state folder; that it cannot be kept is logged."""
    for outcome in night.report.outcomes:
        log.info("%s: %s", outcome.status, outcome.reason or outcome.headline or outcome.name)
    for made in night.report.made:
        log.info("published: %s, %s", made.title, made.path)
    if message:
        log.log(logging.ERROR if night.exit_code else logging.INFO, "%s", message)
    log.info("ends with exit code %d after %.1f s", night.exit_code, night.took_s)
    keep(night, state)


def keep(night: Night, state: Path) -> None:
    """Keep a night in a show's state folder, in the place of what is kept of it; that it cannot be kept is logged."""
    try:
        save(night, reports_folder(state))
    except OSError as error:
        log.error("the report of the night cannot be written (%s)", error.strerror)  # noqa: TRY400  says it all


def save(night: Night, folder: Path) -> Path:
    """Keep it as a file named after its time; the oldest ones go, and what a killed run left half-written.

    Raises:
        OSError: it cannot be written.
    """
    path = folder / f"{_stamp(night.started)}.json"
    text = msgspec.json.format(msgspec.json.encode(night), indent=2)
    write_whole(path, text)
    for old in (*_kept(folder)[KEPT:], *_half_written(folder)):
        old.unlink(missing_ok=True)
    return path


@contextmanager
def begun(started: datetime, folder: Path) -> Iterator[None]:
    """While inside, a file says that this night has begun; of one that is killed the file stays.

    A lock on it, which the system lets go of with the program, tells the one from the other.
    """
    mark = folder / f"{_stamp(started)}{BEGUN}"
    lock = FileLock(mark)
    try:
        make_folder(folder)
        lock.acquire(timeout=0)  # who began in the same second is told to wait by the lock of the run
    except (OSError, Timeout):  # a full disk is told of otherwise, and so is a second run
        yield
        return
    yield  # not in a `finally`: what ends the program here leaves its mark
    lock.release()
    mark.unlink(missing_ok=True)


def last_nights(folder: Path, most: int) -> tuple[Night, ...]:
    """The newest ones, newest first, with those that were killed; a file that is damaged is left out."""
    found = (night for path in _kept(folder) if (night := _read(path)))
    return tuple(islice(found, most))


def _kept(folder: Path) -> list[Path]:
    """Reports and marks, newest first; the report goes before the mark of the same night."""
    paths = [path for path in folder.glob("*") if re.fullmatch(rf"[\dT-]{{17}}Z(\.json|{BEGUN})", path.name)]
    nights = {path.stem: path for path in sorted(paths)}
    nights |= {path.stem: path for path in paths if path.suffix == ".json"}
    return [nights[stem] for stem in sorted(nights, reverse=True)]


def _half_written(folder: Path) -> list[Path]:
    """Those that no run is writing any more; reports are written without the lock, by one that found it held, too."""
    return [path for path in folder.glob(".*.part") if time.time() - path.stat().st_mtime > DAY_S]


def _killed(mark: Path) -> Night | None:
    """The night that left this mark, unless it is still at work."""
    try:
        with FileLock(mark, timeout=0):
            started = datetime.strptime(mark.stem, STAMP).replace(tzinfo=UTC)
    except (Timeout, OSError):
        return None
    hint = "Was the machine switched off, or short of memory?  The next run goes on from there."
    return Night(started, 0.0, 1, Report(()), "It was broken off", hint, broken=True)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):{STAMP}}"


def _read(path: Path) -> Night | None:
    if path.suffix == BEGUN:
        return _killed(path)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Night)
    except (OSError, ValueError, RecursionError):
        return None
