"""Addresses and the map: streets, compass points, mountains, and `St.` as street or saint."""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.abbreviations import STREET_NAMES, STREETS
from briefing.spoken.short import Short
from briefing.spoken.written import Said, Written

__all__ = ["at_letter"]

WITHOUT_STOP = frozenset({"ave", "blvd", "hwy", "pkwy", "fwy", "expy"})
BEFORE_NUMBERS = frozenset({"apt", "bldg", "hwy", "rte", "ste"})
SAINTS = frozenset(
    "albans andrew andrews ann anne anthony augustine barnabas barthelemy barts basil benedict bernard bonaventure "
    "catharines catherine charles clair cloud croix denis elizabeth etienne francis gallen george germain helena "
    "helens helier honore ives james jean joe joes john johns joseph jude kilda kitts lawrence louis lucia lucie luke "
    "maarten malo marie mark martin mary matthew michael michel moritz nicholas olaf pancras patrick paul peter "
    "petersburg pierre stephen thomas tropez vincent".split()
)
PLACE_HEADS = frozenset(
    "port fort mount mt mt. ft ft. bay lake east west north south new old upper downtown the in at of from near "
    "to and against for with by sault pointe isle".split()
)
"""Words before `St.` or `Dr.` that are no names of streets."""
PEAKS = {"Mt": "Mount", "Mts": "Mounts", "Ft": "Fort", "Pt": "Point"}
COMPASS = {"N": "North", "S": "South", "E": "East", "W": "West"}
CORNER = re.compile(r"(?:N\.W\.|N\.E\.|S\.W\.|S\.E\.|NW|NE|SW|SE)(?![\w])")
CORNERS = {"NW": "Northwest", "NE": "Northeast", "SW": "Southwest", "SE": "Southeast"}
STREET_END = re.compile(rf"(?:{STREET_NAMES})\.?", re.IGNORECASE)
REST_OF_STREET = re.compile(rf"\s(?:[A-Z0-9][\w'’.]{{0,20}}\s){{1,3}}(?:{STREET_NAMES})\b")


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Say an abbreviation of an address or a map in full."""
    short = Short.at_word(written, at, end, word)
    return next((said for rule in RULES if (said := rule(short))), None)


def _saint_or_street(short: Short) -> Said | None:
    if short.name not in {"st", "ste"} or not (short.capital or short.stopped):
        return None
    beside = short.written.char(short.behind) in {" ", "-"}
    following, before = short.written.word_after(short.behind + 1) if beside else "", short.before
    on_map = before.casefold() in PLACE_HEADS or before.endswith("-")
    is_address = before[:1].isupper() or (before[:1].isdigit() and before[-1:].isalpha())
    saint = re.sub(r"['’]s\Z", "", following).casefold() in SAINTS
    if following[:1].isupper() and (saint or on_map or not is_address):
        return short.said("Saint" if short.name == "st" else "Sainte")
    return short.said_before_name("Street") if is_address and short.name == "st" else None


def _doctor_or_drive(short: Short) -> Said | None:
    if short.name != "dr" or not short.capital:
        return None
    words = short.written.words_before(short.at)
    is_address = bool(words) and words[-1][:1].isupper() and words[-1].casefold() not in PLACE_HEADS
    numbered = any(word.isdigit() for word in words[-4:])
    if short.names_follow() and not (is_address and numbered):
        return short.said("Doctor")
    return short.said_before_capital("Drive") if is_address else None


def _street(short: Short) -> Said | None:
    full = STREETS.get(short.name)
    if full is None or not short.capital or not (short.stopped or short.name in WITHOUT_STOP):
        return None
    named = short.before[:1].isupper() or short.before[:1].isdigit()
    return short.said_before_name(full) if named or short.name in BEFORE_NUMBERS else None


def _peak(short: Short) -> Said | None:
    """Say `Mt.` and its like before the name of a place."""
    full = PEAKS.get(short.word)
    return short.said(full) if full and short.stopped and short.names_follow() else None


def _compass(short: Short) -> Said | None:
    """Say the `E.` of `123 E. Main St.`."""
    full = COMPASS.get(short.word)
    if full is None or not REST_OF_STREET.match(short.written.text, short.behind):
        return None
    words = short.written.words_before(short.at)
    return short.said(full) if words and words[-1][:1].isdigit() else None


def _corner(short: Short) -> Said | None:
    """Say the `NW` behind a street."""
    found = CORNER.match(short.written.text, short.at)
    if found is None or not STREET_END.fullmatch(short.before):
        return None
    closes = found[0].endswith(".") and short.written.ends_sentence(found.end())
    return Said(found.end(), CORNERS[found[0].replace(".", "")] + ("." if closes else ""))


RULES = (_saint_or_street, _doctor_or_drive, _street, _peak, _compass, _corner)
