"""Numbers with a unit: measures, percentages, temperatures, heights, coordinates, and ranges of them."""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.fractions import VULGAR, in_words
from briefing.spoken.numbers import cardinal, number
from briefing.spoken.units import AMBIGUOUS, PER, UNITS
from briefing.spoken.written import AMOUNT, DASH, Said, Written, is_counted

__all__ = ["at_digit"]

SYMBOLS = "|".join(re.escape(symbol).replace(r"\ ", r"\.?\s") for symbol in sorted(UNITS, key=len, reverse=True))
MIXED = rf"(?:\d{{1,4}}[ -]\d{{1,2}}/\d{{1,2}}|\d{{1,2}}/\d{{1,2}}|\d{{0,6}}[{VULGAR}]|{AMOUNT})"
MEASURE = re.compile(
    rf"(?P<first>{MIXED})(?:(?P<unit0>%|[°º][CF]?)?\s?(?P<joint>{DASH}|to|or|x|×|by)\s?(?P<last>{MIXED}))?"
    rf"(?P<gap>\s|-|)(?P<unit>{SYMBOLS})(?P<square>²|³)?(?:(?<=[A-Za-z])(?P<stop>\.))?(?![\w²³])"
    rf"(?:/(?P<per>{'|'.join(PER)})\b|(?!/[a-z]))"
)
FOLDED = re.compile(MEASURE.pattern, re.IGNORECASE)
MANY = re.compile(r"[A-Z]{2,}s")
"""Initials in the plural."""
BY_FOLDED = {symbol.casefold(): symbol for symbol in reversed(UNITS)}
HEIGHT = re.compile(r"(?P<feet>\d{1,2})['’′]\s?(?P<inches>\d{1,2}(?:\.\d)?)(?:\"|”|″|''|’’)?(?!\w)")
FOOT = re.compile(r"(?P<feet>\d{1,2})-?(?:foot|feet|ft\.?)-(?P<inches>\d{1,2})(?P<rest>-inch(?:es)?)?(?!\w)")
INCHES = re.compile(r"(?P<amount>\d{1,3}(?:\.\d{1,2})?)(?:\"|″|”)(?!\w)")
PLACE = re.compile(
    r"(?P<deg>\d{1,3}(?:\.\d{1,6})?)\s?[°º]\s?(?:(?P<min>\d{1,2}(?:\.\d{1,4})?)\s?['’′]\s?)?(?:(?P<sec>\d{1,2}(?:\.\d{1,4})?)\s?(?:\"|”|″)\s?)?"
    r"(?P<dir>[NSEW])\b"
)
DIRECTIONS = {"N": "north", "S": "south", "E": "east", "W": "west"}
ATTRIBUTED = frozenset(
    "race races sprint dash freestyle hurdles steeplechase butterfly breaststroke backstroke relay run walk swim "
    "howitzer howitzers shell shells round rounds gun guns cannon cannons artillery ammunition caliber lens film "
    "mortar mortars pistol handgun tank bottle bag zone radius stretch line lines limit limits speed walls "
    "fence".split()
)
"""Nouns that a measure before them describes."""
PICTURES = frozenset("144 240 360 480 720 1080 1440 2160 4320".split())
"""Lines of a picture, as in `1080p`; all else are pence."""
HOTTEST = 200
"""Degrees; no weather and no oven of the news is hotter without saying so."""
RACES = frozenset(
    "race sprint dash freestyle hurdles butterfly breaststroke backstroke relay final finals high long tall wide "
    "deep away above below from of up mark run pool champion title record medley".split()
)
TALLIED = frozenset(
    "profit profits sales revenue revenues turnover income earnings losses loss debt debts deficit surplus budget "
    "spending funding donations exports imports viewers viewership audience audiences listeners readers readership "
    "users subscribers customers visitors passengers voters votes population downloads streams".split()
)
"""What is told in millions, and never in meters."""
COUNTING = frozenset("to from of by at was were is hit reached totaled totalled".split())
"""Words between what is told and the amount; of `viewers walked 500m` there is none."""


def at_digit(written: Written, at: int) -> Said | None:
    """Say a measure, a height, a coordinate, or a range of measures."""
    return _place(written, at) or _height(written, at) or _measure(written, at) or _inches(written, at)


def _measure(written: Written, at: int) -> Said | None:
    found = MEASURE.match(written.text, at) or _folded(written, at)
    if found is None or not _is_unit(found, written):
        return None
    one, many = _names(found)
    if found["unit"] == "m" and found["gap"] == "" and _is_million(found, written):
        one = many = "million"
    last = found["last"] or found["first"]
    single = last in {"1", "½", "1/2"} or found["gap"] == "-" or _describes(found, written)
    said = f"{_ends(found, written)} {one if single else many}"
    if found["per"]:
        said += f" per {PER[found['per'].casefold()]}"
    stop = "." if found["stop"] and written.ends_sentence(found.end()) else ""
    return Said(found.end(), _british(said) + stop if written.british else said + stop)


def _folded(written: Written, at: int) -> re.Match[str] | None:
    """Take `12KG` for kilograms, but neither `5G` for grams nor `12 HRs` for hours."""
    found = FOLDED.match(written.text, at)
    return found if found and len(found["unit"]) > 1 and not MANY.fullmatch(found["unit"]) else None


def _is_unit(found: re.Match[str], written: Written) -> bool:
    unit = _symbol(found["unit"])
    clings = found["gap"] == ""
    if unit == "in":
        behind_feet = written.before(found.start(), 6).rstrip().endswith(("ft", "ft.", "feet", "foot"))
        return clings or behind_feet or (bool(found["stop"]) and not written.ends_sentence(found.end()))
    if found["gap"] == "-" and unit in {"C", "F", "V", "W", "J", "MP"}:
        return False
    if unit in {"C", "F"}:
        return (
            clings and written.char(found.start() - 1) in {"", " ", "-", "("} and float(_first_number(found)) < HOTTEST
        )
    if unit in {"p", "s"}:  # `1080p` is a picture, the `1980s` are a decade
        return clings and (found["first"] not in PICTURES if unit == "p" else "." in found["first"])
    if unit in AMBIGUOUS:
        return (
            clings
            or bool(found["stop"])
            or (
                unit in {"m", "g", "hr", "min", "sec", "ms", "V", "W"} and found["gap"] == " " and found["unit"] == unit
            )
        )
    return True


def _first_number(found: re.Match[str]) -> str:
    return re.sub(r"[^\d.]", "", found["first"]) or "0"


def _symbol(printed: str) -> str:
    squeezed = re.sub(r"\.?\s", " ", printed)
    return squeezed if squeezed in UNITS else BY_FOLDED[squeezed.casefold()]


def _names(found: re.Match[str]) -> tuple[str, str]:
    unit = _symbol(found["unit"])
    if found["square"]:
        unit = f"{unit}{'2' if found['square'] == '²' else '3'}"
    if unit in UNITS:
        return UNITS[unit]
    one, many = UNITS[unit[:-1]]
    power = "square" if unit.endswith("2") else "cubic"
    return f"{power} {one}", f"{power} {many}"


def _is_million(found: re.Match[str], written: Written) -> bool:
    """Take `1.4m` for millions before what is counted, and behind what is never measured in meters."""
    before = [word.casefold() for word in written.words_before(found.start())]
    following = written.word_after(found.end()).casefold()
    if before and before[-1] in COUNTING and not TALLIED.isdisjoint(before):
        return following == "from" or following not in RACES
    return following not in RACES and is_counted(following)


def _describes(found: re.Match[str], written: Written) -> bool:
    """Take `a 5 km run` for a description, which stands in the singular."""
    if found["unit"] in {"%", "percent"} or written.char(found.end()) != " ":
        return False
    following = written.word_after(found.end()).casefold()
    if following in ATTRIBUTED:
        return True
    article = written.word_before(found.start()).casefold()
    return article in {"a", "an"} and following[:1].isalpha()


def _ends(found: re.Match[str], written: Written) -> str:
    first = _amount(found["first"], written)
    if not found["last"]:
        return first
    joint = {"x": "by", "×": "by", "by": "by", "or": "or"}.get(found["joint"], "to")
    return f"{first} {joint} {_amount(found['last'], written)}"


def _amount(printed: str, written: Written) -> str:
    if "/" in printed or printed[-1] in VULGAR:
        said = in_words(printed, 0)
        if said is not None:
            return said.text
    return number(printed, british=written.british)


def _british(said: str) -> str:
    """Spell as the British do; the sound is the same."""
    return re.sub(r"(meter|liter)(s?)\b", lambda unit: f"{unit[1][:-2]}re{unit[2]}", said)


def _height(written: Written, at: int) -> Said | None:
    if found := FOOT.match(written.text, at):
        rest = "-inch" if found["rest"] else ""
        return Said(found.end(), f"{cardinal(int(found['feet']))}-foot-{cardinal(int(found['inches']))}{rest}")
    if found := HEIGHT.match(written.text, at):
        return Said(found.end(), f"{cardinal(int(found['feet']))} foot {number(found['inches'])}")
    return None


def _inches(written: Written, at: int) -> Said | None:
    """Take a double quote behind a number for inches unless it closes a quotation."""
    found = INCHES.match(written.text, at)
    if found is None:
        return None
    head = written.before(at, 400)
    mark = written.text[found.end() - 1]
    is_open = head.count('"') % 2 == 1 if mark == '"' else head.count("“") > head.count("”")
    later = written.text.find(mark, found.end(), found.end() + 200) >= 0
    if mark != "″" and (is_open != later or (mark == "”" and is_open)):
        return None
    return Said(found.end(), f"{number(found['amount'])} {'inch' if found['amount'] == '1' else 'inches'}")


def _place(written: Written, at: int) -> Said | None:
    found = PLACE.match(written.text, at)
    if found is None:
        return None
    said = f"{number(found['deg'])} degrees"
    if found["min"]:
        said += f" {number(found['min'])} minutes"
    if found["sec"]:
        said += f" {number(found['sec'])} seconds"
    return Said(found.end(), f"{said} {DIRECTIONS[found['dir']]}")
