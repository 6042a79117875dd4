"""Dates as pages write them for machines."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from briefing.clean.dateline import read_date

if TYPE_CHECKING:
    from datetime import date

__all__ = ["date_in_address", "midnight", "read_moment"]

EARLIEST, LATEST = 1970, 2100
"""Years; anything else is a fault of the page."""

_ISO_LOOSE = re.compile(
    r"(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{2}|[a-z]{3})[/-]?(\d{2})(?!\d)")


def read_moment(text: str) -> datetime | None:
    """When `text` says, a naive midnight where it names the day only; None where it says nothing, or nonsense.

    Reads ISO 8601 and its common misspellings, RFC 5322, and dates in English words.
    """
    text = text.strip()[:60]
    moment = _iso(text) or _mail(text) or midnight(read_date(text))
    return moment if moment and EARLIEST <= moment.year < LATEST else None


def date_in_address(url: str) -> datetime | None:
    """The day in an address such as `…/2026/03/14/…`."""
    found = _IN_ADDRESS.search(url[:500].lower())
    if not found:
        return None
    year, month, day = found.groups()
    named = None if month.isdigit() else read_date(f"{day} {month} {year}")
    return midnight(named) if named else _day(year, month, day)


def _iso(text: str) -> datetime | None:
    found = _ISO_LOOSE.match(text)
    if not found:
        return None
    day, clock, zone = _day(*found.group(1, 2, 3)), *found.group(4, 5)
    if day is None or clock is None:
        return day
    zone = "+00:00" if zone and zone.upper() in {"Z", "UTC", "GMT"} else zone or ""
    try:
        return datetime.fromisoformat(f"{day.date().isoformat()}T{clock}{zone}")
    except ValueError:
        return day


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text[:3].isalpha() else None
    except (ValueError, IndexError, TypeError):
        return None


def _day(year: str, month: str, day: str) -> datetime | None:
    try:
        return datetime(int(year), int(month), int(day))  # noqa: DTZ001  no zone is known
    except ValueError:
        return None


def midnight(day: date | None) -> datetime | None:
    """The naive start of a day, which stands for the day itself."""
    return datetime(day.year, day.month, day.day) if day else None  # noqa: DTZ001  no zone is known
