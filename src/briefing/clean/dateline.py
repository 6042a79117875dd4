"""Where and when a story was filed: the dateline at the head of its first paragraph.

The forms are those of AP, Reuters, AFP, the U.S. Department of Defense and press-release wires.  A place alone counts
only where it is printed in capitals, or as `Town, Region`, and a sentence starts behind the dash; so the dash of an
ordinary sentence (`The mayor — a lawyer — said`) is left alone.
"""

from __future__ import annotations

import re
from datetime import date

from briefing.model import Dateline

__all__ = ["find_dateline", "read_date"]

LONGEST = 120
"""Code points: no dateline is longer, and so no search goes further."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MONTH_FIRST = re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}}) {_MONTH}(?:,? (?P<year>\d{{4}}))?\b", re.IGNORECASE)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")

_HEAD = re.compile(
    r"(?P<place>[^\W\d_][^()\n—–:;!?\"“”]{1,70}?)"
    r"(?P<details>(?:,? ?\([^()\n]{2,40}\)|,? ?/[^/\n]{2,30}/|, (?=[^()\n—–]{0,24}\d)[^()\n—–/-]{3,24}?){0,3})"
    r" ?(?P<dash>—|–|--?)(?P<space>\s|(?=[\"“‘A-Z]))"
)
_STARTS_SENTENCE = re.compile(r"[\"“‘'(\[]*[A-ZÀ-ÖØ-Þ0-9$£€]")
_AGENCY = re.compile(
    r"\((?:AP|AFP|UPI|PA|dpa|DPA|EFE|ANSA|TASS|ANI|PTI|IANS|CP|NNA|CNN|BBC|Reuters|REUTERS|Bloomberg|Xinhua)\b|/"
)
_LINKING = frozenset({"and", "of", "the", "on", "de", "la", "le", "del", "near", "in", "at", "upon", "al"})
_LABELS = frozenset(
    {"advisory", "analysis", "breaking", "correction", "editorial", "exclusive", "fact", "live", "note", "opinion"}
    | {"poll", "review", "update", "updated", "urgent", "video", "watch"}
)


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline that `paragraph` opens with, or None.

    `text` is the printed form with its dash, so that `paragraph.startswith(text)` holds; `date` is known only where
    a full date with its year is printed.
    """
    head = paragraph[:LONGEST]
    found = _HEAD.match(head)
    if not found or (found["dash"] == "-" and not found["details"] and not found["place"].isupper()):
        return None
    place, details = found["place"].strip(), found["details"]
    if not _is_place(place, filed=_names_desk(details), follows=head[found.end() :]):
        return None
    return Dateline(place.rstrip(","), read_date(details), head[: found.end("dash")])


def read_date(text: str) -> date | None:
    """The first full date (day, month, year) printed in `text`, or None."""
    for form in (_MONTH_FIRST, _DAY_FIRST, _ISO):
        for found in form.finditer(text):
            if found["year"] and (day := _calendar_day(found)):
                return day
    return None


def _calendar_day(found: re.Match[str]) -> date | None:
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        return date(int(found["year"]), number, int(found["day"]))
    except ValueError:  # 31 June
        return None


def _names_desk(details: str) -> bool:
    """Whether a place stands beside an agency or a day, which no ordinary sentence has before its dash."""
    return _AGENCY.search(details) is not None or any(form.search(details) for form in (_MONTH_FIRST, _DAY_FIRST, _ISO))


def _is_place(place: str, *, filed: bool, follows: str) -> bool:
    """Tell a place from the start of a sentence; `filed` says that an agency or a date stands behind it."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", place)
    if not words or len(words) > 8 or any(map(str.isdigit, place)) or words[0].lower().rstrip(".,") in _LABELS:  # noqa: PLR2004  longest: an air base
        return False
    if not all(word[0].isupper() or word in _LINKING for word in words):
        return False
    if filed:
        return True
    town = place.partition(",")[0]
    printed_so = (town.isupper() and sum(map(str.isalpha, town)) > 2) or "," in place  # noqa: PLR2004  `UK —`, `TV —`
    return printed_so and _STARTS_SENTENCE.match(follows) is not None
