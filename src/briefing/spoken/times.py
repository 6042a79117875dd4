"""Times of day, time zones, durations and finishing times."""

from __future__ import annotations

import re

from briefing.spoken.numbers import cardinal, decimal, digits
from briefing.spoken.written import Reader, Said, Written, read_first

__all__ = ["WORDS", "at_digit", "at_letter"]

WORDS = frozenset({"noon", "midnight"})
"""Times of day in words."""

CLOCK = r"(?:[01]?\d|2[0-4])"
HALF = r"(?:[ap]\.m\.?|[ap]m\b\.?|[AP]\.M\.?|[AP]M\b\.?)"
TWELVE_HOURS = re.compile(
    rf"(?P<first>{CLOCK}(?:[:.][0-5]\d)?(?::[0-5]\d)?)(?:\s?(?P<half1>{HALF}))?\s?[-–—]\s?"
    rf"(?P<last>{CLOCK}(?:[:.][0-5]\d)?)\s?(?P<half2>{HALF})"
    rf"|(?P<one>{CLOCK}(?:[:.][0-5]\d)?(?::[0-5]\d)?)\s?(?P<half>{HALF})"
)
LONG = re.compile(r"(?P<h>\d{1,3}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?P<f>\.\d{1,3})?(?![\d:])")
LETTERED = re.compile(r"(?:\d{1,2}h\s?[0-5]?\dm(?:\s?[0-5]?\ds)?|\d{1,3}m\s?[0-5]?\ds)(?!\w)")
MINUTE = 60
NOUNS = {"h": "hour", "m": "minute", "s": "second"}
LAP = re.compile(r"(?P<m>\d{1,2}):(?P<s>[0-5]\d\.\d{1,3})(?![\d:])")
TWENTY_FOUR = re.compile(
    rf"(?P<h>{CLOCK})(?::|\.(?=[0-5]\d\s?(?:GMT|UTC|BST)))(?P<m>[0-5]\d)(?![\d:])(?:\s?[-–—]\s?(?P<h2>{CLOCK}):(?P<m2>[0-5]\d)(?![\d:]))?"
)
MILITARY = re.compile(
    r"(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?=\s?(?:GMT|UTC|BST|CET|CEST|EET|EST|EDT|CST|CDT|MST|MDT|PST|PDT|hours\b|hrs\b))"
)
ZONE = re.compile(r"\s?(?P<zone>[ecmp]\.[sd]?\.?t)\.?(?!\w)", re.IGNORECASE)
BEHIND_ZONE = re.compile(r"\s?(?:GMT|UTC|BST|CET|CEST|EET|EEST|IST|JST|MSK|hours\b|hrs\b)")
ONWARD = re.compile(r"\s?[-–]\s?(?=(?:noon|midnight)\b)")
FROM_WORD = re.compile(rf"\s?[-–]\s?(?={CLOCK}(?:[:.][0-5]\d)?\s?{HALF})")
RATIO = re.compile(r"(?P<a>\d{1,3}):(?P<b>\d{1,3})(?![\d:])")


def at_digit(written: Written, at: int) -> Said | None:
    """Say a time of day, a span of it, a duration in figures, or a ratio."""
    return _with_zone(written, at) or read_first(RULES, written, at)


def at_letter(written: Written, _at: int, end: int, word: str) -> Said | None:
    """Say a span of time that begins with a word: `noon-2 p.m.`."""
    found = FROM_WORD.match(written.text, end) if word.casefold() in WORDS else None
    return Said(found.end(), f"{word} to ") if found else None


def _with_zone(written: Written, at: int) -> Said | None:
    found = TWELVE_HOURS.match(written.text, at)
    if found is None:
        return None
    said = _twelve_hours(found)
    if zone := ZONE.match(written.text, found.end()):
        return Said(zone.end(), f"{said} {zone['zone'].replace('.', '').upper()}")
    if onward := ONWARD.match(written.text, found.end()):
        return Said(onward.end(), f"{said} to ")
    return Said(found.end(), f"{said} " if written.char(found.end()).isalpha() else said)


def _twelve_hours(found: re.Match[str]) -> str:
    if found["one"]:
        return f"{_hours(found['one'])} {_half(found['half'])}"
    first_half = f" {_half(found['half1'])}" if found["half1"] else ""
    return f"{_hours(found['first'])}{first_half} to {_hours(found['last'])} {_half(found['half2'])}"


def _half(printed: str) -> str:
    return f"{printed[0].lower()}.m."


def _hours(printed: str) -> str:
    """Say a time of day, with its seconds if it is not full to the minute."""
    hours, minutes, seconds = (*re.split(r"[:.]", printed), "00", "00")[:3]
    if seconds == "00":
        return _clock(hours, minutes, full=False)
    return f"{_clock(hours, minutes)} and {_counted(int(seconds), 'second')}"


def _clock(hours: str, minutes: str, *, full: bool = True) -> str:
    """Say hours and minutes; a full hour is `o'clock` where nothing else tells that it is a time."""
    said = cardinal(int(hours))
    if minutes == "00":
        return f"{said} o'clock" if full else said
    return f"{said} {digits(minutes, zero='oh') if minutes[0] == '0' else cardinal(int(minutes))}"


def _military(hours: str, minutes: str) -> str:
    said = f"{'oh ' if hours[0] == '0' and hours != '00' else ''}{cardinal(int(hours))}"
    if minutes == "00":
        return f"{said} hundred"
    return f"{said} {digits(minutes, zero='oh') if minutes[0] == '0' else cardinal(int(minutes))}"


def _duration(found: re.Match[str], _written: Written) -> str:
    said = _long(int(found["h"]), int(found["m"]), int(found["s"]))
    if not found["f"]:
        return said
    return said.removesuffix("seconds").removesuffix("second") + f"point {digits(found['f'])} seconds"


def _lettered(found: re.Match[str], _written: Written) -> str:
    return " ".join(_counted(int(value), NOUNS[letter]) for value, letter in re.findall(r"(\d+)([hms])", found[0]))


def _long(hours: int, minutes: int, seconds: int) -> str:
    return f"{_counted(hours, 'hour')} {_counted(minutes, 'minute')} and {_counted(seconds, 'second')}"


def _counted(value: int, noun: str) -> str:
    return f"{cardinal(value)} {noun if value == 1 else noun + 's'}"


def _lap(found: re.Match[str], _written: Written) -> str:
    return f"{_counted(int(found['m']), 'minute')} {decimal(found['s'].lstrip('0'))} seconds"


def _twenty_four(found: re.Match[str], written: Written) -> str:
    if found["h2"]:
        return f"{_clock(found['h'], found['m'], full=False)} to {_clock(found['h2'], found['m2'])}"
    if found["m"] == "00" and BEHIND_ZONE.match(written.text, found.end()):
        return _military(found["h"], found["m"])
    return _clock(found["h"], found["m"])


def _ratio(found: re.Match[str], written: Written) -> str:
    """`sixty to forty`; but `thirty-eight minutes and twelve seconds` in which somebody ran: hours end at 24."""
    timed = written.words_before(found.start())[-1:] == ["in"] and len(found["b"]) == 2 and int(found["b"]) < MINUTE  # noqa: PLR2004  two figures
    if timed:
        return f"{_counted(int(found['a']), 'minute')} and {_counted(int(found['b']), 'second')}"
    return f"{cardinal(int(found['a']))} to {cardinal(int(found['b']))}"


RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (LONG, _duration),
    (LAP, _lap),
    (LETTERED, _lettered),
    (TWENTY_FOUR, _twenty_four),
    (MILITARY, lambda found, _written: _military(found["h"], found["m"])),
    (RATIO, _ratio),
)
