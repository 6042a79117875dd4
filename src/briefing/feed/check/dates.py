"""Dates and durations as feeds write them.  Pure."""

from __future__ import annotations

import re
from datetime import datetime

__all__ = ["moment", "seconds"]

_DATE = re.compile(
    r"(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?P<rest>\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2}) "
    r"(?P<zone>[+-]\d{4}|GMT|UT)",
    re.ASCII,
)
_DURATION = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)", re.ASCII)


def moment(text: str | None) -> datetime | None:
    """An aware moment as RFC 5322 (3.3) has it written; None for anything else, and where the weekday is wrong."""
    found = _DATE.fullmatch(text or "")
    if not found:
        return None
    zone = found["zone"] if found["zone"][0] in "+-" else "+0000"
    try:
        date = datetime.strptime(f"{found['rest']} {zone}", "%d %b %Y %H:%M:%S %z")
    except ValueError:
        return None
    return date if ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[date.weekday()] == found["day"] else None


def seconds(text: str | None) -> int | None:
    """A duration, in whole seconds or as `H:MM:SS`; None for anything else."""
    if re.fullmatch(r"\d{1,7}", text or "", re.ASCII):
        return int(text or "")
    found = _DURATION.fullmatch(text or "")
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]) if found else None
