"""The nights, as the doctor sees them: what starts them, and what became of the last one."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.doctor.check import State, well
from briefing.held import held_scripts
from briefing.nightly import TOLD, last_nights, reports_folder
from briefing.report import counted
from briefing.schedule import programs, scheduled
from briefing.store.files import DAY_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.doctor.check import Told
    from briefing.newsroom import Newsroom

__all__ = ["look_at_held", "look_at_nights", "look_at_timetable"]

OVERDUE = timedelta(hours=26)
_FAILED = (1, 2)
"""Exit codes."""


def look_at_timetable(room: Newsroom, _now: datetime) -> Iterator[Told]:
    """It stands on one, and only one, which starts a program that is there."""
    places, running = scheduled(room.home), Path(sys.executable).with_name("briefing")
    again = "Put it there again: briefing nightly install"
    if not places:
        yield State.ADVICE, "the nightly run is on no timetable", "Put it there: briefing nightly install"
        return
    yield well(f"in {', '.join(places)}")
    if len(places) > 1:
        mend = "Keep one: briefing nightly remove, with --system or --systemd for those."
        yield State.ADVICE, f"the nightly run stands in {len(places)} timetables: {', '.join(places)}", mend
    for program in programs(room.home):
        if not program.is_file():
            yield State.FAULT, f"the timetable starts {program}, which is gone", again
        elif program != running and running.is_file():
            yield State.ADVICE, f"the timetable starts {program}, and this is {running}", again


def _none_yet(room: Newsroom, now: datetime) -> Told:
    """Not known is since when it stands on a timetable: so it is advice."""
    written = room.home / "briefing.toml"
    age = now.timestamp() - written.stat().st_mtime if written.is_file() else 0.0
    if not scheduled(room.home) or age <= OVERDUE.total_seconds():
        return well("there was none yet")
    found = f"there was none yet, although the run is on a timetable and {written.name} is {age / DAY_S:.0f} days old"
    return State.ADVICE, found, "Wait for the first night if it was put there today.  Otherwise: is cron running?"


def look_at_held(room: Newsroom, _now: datetime) -> Iterator[Told]:
    """Nothing waits for an editor, without whom it is not heard."""
    waiting = held_scripts(room.state)
    if waiting:
        found = f"{counted(len(waiting), 'edition')} waiting for an editor, the first is {waiting[0].stem}"
        yield State.ADVICE, found, "Look at what waits, `briefing approve --list`, then: briefing approve"
    else:
        yield well("nothing waits for an editor")


def look_at_nights(room: Newsroom, now: datetime) -> Iterator[Told]:
    """The last one was well, and is not long ago."""
    last = next(iter(last_nights(reports_folder(room.state), 1)), None)
    if last is None:
        yield _none_yet(room, now)
        return
    when, look = (
        f"{last.started.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        "briefing report; the log is out/state/log/nightly.log",
    )
    if scheduled(room.home) and now - last.started > OVERDUE:
        mend = "Is cron running? Was the machine off? `--systemd` makes up for missed nights."
        yield State.FAULT, f"the last night was {when}", mend
    if last.broken:
        yield State.FAULT, f"the last one was broken off; it began at {when}", look
    elif last.exit_code in _FAILED:
        yield State.FAULT, f"the last one failed, {when}{last.error and ': '}{last.error}", last.hint or look
    elif last.exit_code:
        yield State.ADVICE, f"the last one was not all well, {when}", look
    else:
        yield well(f"the last one was well, {when}")
    for channel, told in last.told.items():
        if not told.endswith(TOLD):
            yield State.ADVICE, f"the {channel} after the last one: {told}", "Is its address right?"
