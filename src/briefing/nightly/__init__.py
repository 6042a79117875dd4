"""A night from beginning to end: an edition of the sources, what is old let go, a report kept, others told."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.intake import Intake
from briefing.nightly.journal import journal
from briefing.nightly.limit import TimeIsUp, stoppable, time_limit
from briefing.nightly.night import PARTIAL, Night, begun, censored, keep, last_nights, write_down
from briefing.nightly.notices import TOLD, Channels, channels, ping, tell
from briefing.nightly.paths import log_file, reports_folder
from briefing.nightly.refused import Refused, refuse_nights
from briefing.nightly.secret import Censor
from briefing.press import bring_away, publish_feed
from briefing.press.lost import library_of
from briefing.report import Report, counted
from briefing.retention import carry_out, make_room, plan, retire
from briefing.store.lock import locked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefing.newsroom import Newsroom
    from briefing.retention import Plan

__all__ = [
    "TOLD",
    "Night",
    "Refused",
    "clear_out",
    "last_nights",
    "log_file",
    "refuse_nights",
    "reports_folder",
    "run_nights",
]

log = logging.getLogger(__name__)

TELLING_S = 60.0
"""For others to be told that a run had to be given up."""


def run_nights(
    rooms: Sequence[Newsroom], *, now: datetime, to: Channels | None = None, complete: bool = True
) -> list[tuple[Night, str]]:
    """Do the night's work for one show after the other, whatever happens.

    Args:
        rooms: at least one.
        now: aware.
        to: who is told; as the environment or the settings say when left out.
        complete: whether these are all shows that have a turn; without one of them it is no good night.

    Returns:
        for each show: the night, and what to say about it, which is nothing if all is well.  Where the run is stopped,
        those that would have come after it have none.

    Raises:
        StoreError: not even the log can be written.
    """
    main = rooms[0].first
    to = channels(main.settings.nightly) if to is None else to
    censor, intake = Censor((to.ping, to.webhook)), Intake(rooms)
    with journal(log_file(main.state).parent, main.settings.nightly.log, censor):
        nights = []
        with stoppable():
            for room in rooms:
                nights.append(_run(room, intake, now, censor, to))
                if nights[-1][0].broken:  # who stops one show means the whole night
                    break
        told = ping(to, good=complete and not any(night.exit_code for night, _ in nights))
        return [(_told(night, told, room), message) for room, (night, message) in zip(rooms, nights, strict=False)]


def _told(night: Night, told: dict[str, str], room: Newsroom) -> Night:
    """The night with what came of telling others, which is kept as well."""
    if told:
        night = replace(night, told={**night.told, **told})
        keep(night, room.state)
    return night


def _run(room: Newsroom, intake: Intake, now: datetime, censor: Censor, to: Channels) -> tuple[Night, str]:
    """Work, write it down, and tell it."""
    show = room.settings.show
    log.info("begins: %s", show.title)
    with begun(now, reports_folder(room.state)):
        night = censored(_work(room, intake, now, censor, to), censor)
        message = night.message(show.title, str(log_file(room.first.state)))
        write_down(night, message, room.state)
    return _told(night, tell(night, to, show), room), message


def clear_out(room: Newsroom, now: datetime, *, dry_run: bool = False) -> Plan:
    """Let go what is old, and on a full disk first of all the speech that was kept; what went, or would go.

    Raises:
        Busy: another run is at work.
        StoreError: the library is gone, or cannot be opened.
        PublishError: the feed cannot be written, and no file goes; or what is left could not be brought away.
    """
    keep, public, state = room.settings.keep, room.public, room.first.state
    with locked(state):
        freed = 0 if dry_run else make_room(public, state)
        with library_of(room) as library:
            found = plan(library, public, state, keep, now)
            if not dry_run:
                if found.leaving:
                    retire(library, keep, now)
                    publish_feed(library, room)
                carry_out(found, library, public, keep, now)
                if fault := bring_away(room):
                    raise fault
    return replace(found, freed=found.freed + freed)


def _work(room: Newsroom, intake: Intake, now: datetime, censor: Censor, to: Channels) -> Night:
    """Make the edition and clear out; an error becomes part of the night."""
    begun, minutes = time.monotonic(), room.settings.nightly.time_limit_min
    night = Night(now, 0.0, 0, Report(()))
    try:
        with time_limit(minutes * 60, lambda: _give_up(night, room, censor, to)):
            report = intake.make_edition(room, now=now)
            night = _with(night, report)
            freed = clear_out(room, now).freed
            # That brings everything away once more: whatever was in the way of it is gone.
            night = replace(_with(night, replace(report, trouble="", hint="")), freed=freed)
    except TimeIsUp as error:
        night = _overdue(night, minutes, _doing(error))
    except KeyboardInterrupt as error:
        hint = "What was made so far is kept: the next run goes on from there."
        night = replace(
            night, exit_code=_code(night, 1), error=f"It was stopped{_doing(error)}", hint=hint, broken=True
        )
    except BriefingError as error:
        night = replace(night, exit_code=_code(night, error.exit_code), error=error.message, hint=error.hint)
    except Exception as error:
        log.exception("a fault of the program")
        hint = "This is a fault of the program; the log has the details."
        night = replace(night, exit_code=_code(night, 1), error=f"{type(error).__name__}: {error}", hint=hint)
    return replace(night, took_s=round(time.monotonic() - begun, 3))


def _with(night: Night, report: Report) -> Night:
    """The night in which this was done."""
    return replace(night, report=report, exit_code=report.exit_code, error=report.trouble, hint=report.hint)


def _code(night: Night, code: int) -> int:
    """What is published is published, whatever fails after it."""
    return PARTIAL if night.report.made else code


def _overdue(night: Night, minutes: int, doing: str = "") -> Night:
    hint = "The next run goes on from there; `nightly.time_limit_min` can be raised."
    return replace(
        night, exit_code=_code(night, 1), error=f"It was ended after {counted(minutes, 'minute')}{doing}", hint=hint
    )


def _doing(error: BaseException) -> str:
    """What the run was at, as its stages and its sources noted it, the innermost first."""
    return "".join(f", while {note}" for note in getattr(error, "__notes__", ())[:1])


def _give_up(night: Night, room: Newsroom, censor: Censor, to: Channels) -> None:
    """Where something hangs so that not even an exception ends it: whatever is pulled out, the next run mends."""
    show = room.settings.show
    late = censored(_overdue(night, room.settings.nightly.time_limit_min), censor)
    message = late.message(show.title, str(log_file(room.first.state)))
    write_down(late, message, room.state)
    sys.stderr.write(message + "\n")
    sys.stderr.flush()
    last = threading.Timer(TELLING_S, os._exit, (late.exit_code,))  # telling may hang as well
    last.daemon = True
    last.start()
    _told(late, {**tell(late, to, show), **ping(to, good=False)}, room)
    os._exit(late.exit_code)
