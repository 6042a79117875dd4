"""Bare numbers: ordinals, ranges and scores, sums, and any number that nothing else has claimed."""

from __future__ import annotations

import re

from briefing.spoken.numbers import cardinal, digits, number, ordinal, plural
from briefing.spoken.written import AMOUNT, DASH, Said, Written

__all__ = ["at_digit"]

ORDINAL = re.compile(
    r"(?P<value>\d{1,3}(?:,\d{3}){0,8}|\d{1,15})(?P<ending>st|nd|rd|th|ST|ND|RD|TH)(?P<many>s?)(?![A-Za-z])"
)
SUM = re.compile(rf"(?P<first>{AMOUNT})\s?[-−]\s?(?P<last>{AMOUNT})(?=\s?=)")
CHAIN = re.compile(rf"{AMOUNT}(?:{DASH}{AMOUNT}){{2,8}}(?!\d)")
RANGE = re.compile(rf"(?P<first>{AMOUNT})(?:{DASH}|\s[-–—]\s)(?P<last>{AMOUNT})(?![\d])")
TIMES = re.compile(rf"(?P<first>{AMOUNT})\s?(?P<sign>[x×*])\s?(?P<last>{AMOUNT})(?!\d)")
PLURAL = re.compile(r"(?P<value>\d{1,4}|\d{1,3},000)['’]?s\b")
NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")


def at_digit(written: Written, at: int) -> Said:
    """Say a number, whatever it is; this never declines."""
    return _ordinal(written, at) or _joined(written, at) or _plural(written, at) or _alone(written, at)


def _ordinal(written: Written, at: int) -> Said | None:
    found = ORDINAL.match(written.text, at)
    if found is None:
        return None
    printed, ending = found["value"].replace(",", ""), found["ending"].casefold()
    value = int(printed)
    if ending != _right_ending(value):
        said = digits(printed) if len(printed) > 2 else cardinal(value)  # noqa: PLR2004  a slip of the pen
        return Said(found.end(), f"{said} {found['ending']}")
    said = ordinal(value, british=written.british)
    return Said(found.end(), plural(said) if found["many"] else said)


def _right_ending(value: int) -> str:
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _joined(written: Written, at: int) -> Said | None:
    text = written.text
    if found := SUM.match(text, at):
        return Said(found.end(), f"{_say(found['first'], written)} minus {_say(found['last'], written)}")
    if written.char(at - 1) not in {"-", "–"} or not written.char(at - 2).isalnum():
        if found := CHAIN.match(text, at):
            return Said(found.end(), " ".join(_say(part, written) for part in re.split(DASH, found[0])))
        if found := RANGE.match(text, at):
            return Said(found.end(), f"{_say(found['first'], written)} to {_say(found['last'], written)}")
    if found := TIMES.match(text, at):
        raised = written.char(found.end()) in {*"⁻⁰¹²³⁴⁵⁶⁷⁸⁹"}
        sign = "x" if found["sign"] == "x" and not raised else "times"
        return Said(found.end(), f"{_say(found['first'], written)} {sign} {_say(found['last'], written)}")
    return None


def _plural(written: Written, at: int) -> Said | None:
    found = PLURAL.match(written.text, at)
    if found is None or (written.char(at - 1) == "-" and not written.before(at, 3)[:2].isalpha()):
        return None  # behind a word a hyphen leaves it a number, behind a letter it makes a name
    words = cardinal(int(found["value"].replace(",", "")))
    return Said(found.end(), plural(words.removeprefix("one ") if words in {"one hundred", "one thousand"} else words))


def _alone(written: Written, at: int) -> Said:
    found = NUMERAL.match(written.text, at)
    if found is None:  # a digit of another kind, such as ³
        return Said(at + 1, digits(written.text[at]))
    return Said(found.end(), _say(found[0], written))


def _say(printed: str, written: Written) -> str:
    if printed[0] == "0" and printed[1:].isdigit() and len(printed) > 2:  # noqa: PLR2004  `007` is no count
        return digits(printed, zero="oh")
    return number(printed, british=written.british)
