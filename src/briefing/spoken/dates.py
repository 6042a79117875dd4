"""Dates in all the orders of the news, years, decades and eras.

US English says `January twenty-fifth`, British English `January the twenty-fifth`; where the day stands first, both
say `the twenty-fifth of January`.
"""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.abbreviations import MONTHS
from briefing.spoken.numbers import cardinal, decade, ordinal, plural, year
from briefing.spoken.written import COUNTED, Reader, Said, Written, read_first

__all__ = ["at_digit", "at_letter", "at_mark", "is_month"]

NAMES = {name.casefold(): name for name in MONTHS.values()} | MONTHS
ALSO_WORDS = frozenset({"may", "march", "mar"})
"""Month names that mean something else in small letters."""
MONTHS_OF_YEAR = 12
SHORT_DECADES = {0: "two thousands", 10: "twenty-tens"}
"""`'00s` and `'10s`; all others are the plural of their number."""
ALL_NAMES = "|".join(sorted(NAMES, key=len, reverse=True))
CENTURY = r"(?:1\d|20)"
YEAR = rf"{CENTURY}\d\d"
DAY_OF_MONTH = re.compile(
    r"\.?\s{1,3}(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s?(?:a\.?m|p\.?m|percent|million|billion)\b)"
    r"(?:\s?(?P<to>[-–—]|to|and|&)\s?(?P<last>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s?(?:a\.?m|p\.?m)\b))?"
    rf"(?:(?P<comma>,?)\s{{1,2}}(?P<year>{YEAR})(?![\d%]|[.,]\d|\s(?:people|men|women|troops|votes)\b))?"
)
ONWARD = re.compile(rf"\s?[-–—]\s?(?P<month>{ALL_NAMES})\b", re.IGNORECASE)
YEAR_OF_MONTH = re.compile(rf"\.?(?P<comma>,?)\s{{1,2}}(?P<year>{YEAR})(?![\d%-]|[.,]\d)")
DAY_FIRST = re.compile(
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:\s?[-–—]\s?(?P<last>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)?"
    rf"(?P<of>\sof)?\s{{1,2}}(?P<month>{ALL_NAMES})\b\.?(?:,?\s(?P<year>{YEAR})(?![\d%]|[.,]\d))?",
    re.IGNORECASE,
)
NUMERIC = re.compile(
    r"(?:(?P<y>(?:1[5-9]|20)\d\d)(?P<s1>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s1)(?P<d>0?[1-9]|[12]\d|3[01])"
    r"|(?P<a>0?[1-9]|[12]\d|3[01])(?P<s2>[-/.])(?P<b>0?[1-9]|[12]\d|3[01])(?P=s2)(?P<yy>(?:1[5-9]|20)\d\d|\d\d))"
    r"(?:T(?=\d\d:)|(?![\w/-]|[.,]\d))"
)
DECADE = re.compile(rf"(?P<first>{CENTURY}\d0|[1-9]0)['’]?s(?:\s?[-–—]\s?['’]?(?P<last>{CENTURY}\d0|[1-9]0)['’]?s)?\b")
SHORT = re.compile(r"['’‘](?P<tens>\d)(?P<ones>\d)(?P<decade>['’]?s)?(?![\w%]|[.,]\d)")
YEARS = re.compile(rf"(?P<first>{YEAR})\s?[-–—/]\s?(?P<last>{YEAR}|\d\d)(?![\d%:-]|[.,]\d)")
ERA = re.compile(r"(?P<year>\d{1,4})(?=\s?(?:B\.C\.|A\.D\.|BCE?\b|CE\b|AD\b|B\.C\.E\.|C\.E\.))")
ALONE = re.compile(r"(?P<year>[1-9]\d{3})(?![\d%]|(?:[a-z]{1,2}|lbs|mph)\b|[.,:-]\d)")
"""No unit and no `th` clings to a year."""
MEASURED = frozenset("m km cm mm kg lb lbs ft mph sq".split())
"""Units behind a number that show that it is no year."""
EVENTS = frozenset("war wars siege plague famine revolt revolts rebellion uprising reign winter winters years".split())
"""What is told by its years: `the war of 1650-60`."""
NAMED = re.compile(r"[^\W\d_]\w*\Z")
"""A word or a name with letters in it: `pre`, `G8`."""
FISCAL = re.compile(r"FY\s?['’]?(?=\d\d)")


def is_month(word: str) -> bool:
    """Tell whether `word` names a month; `may` and `march` only with a capital."""
    name = word.casefold()
    return name in NAMES and (name not in ALSO_WORDS or word[0].isupper())


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Say a date that begins with its month, or a shortened month alone; also fiscal years."""
    if word == "FY" and (fiscal := FISCAL.match(written.text, at)):
        return Said(fiscal.end(), "fiscal year ")
    if not is_month(word):
        return None
    month = NAMES[word.casefold()]
    return _dated(written, end, month) or _shortened(written, end, month, word.casefold())


def _dated(written: Written, end: int, month: str) -> Said | None:
    if found := DAY_OF_MONTH.match(written.text, end):
        said = _month_first(month, found, written)
        if (onward := ONWARD.match(written.text, found.end())) and is_month(onward["month"]):
            return Said(onward.start("month"), f"{said} to ")
        return Said(found.end(), said)
    if found := YEAR_OF_MONTH.match(written.text, end):
        return Said(found.end(), f"{month}{found['comma']} {_year(found['year'], written)}")
    return None


def _shortened(written: Written, end: int, month: str, name: str) -> Said | None:
    if name in {month.casefold(), "mar"}:
        return None
    if written.char(end) != ".":
        return Said(end, month) if name == "sept" else None
    stop = "." if written.ends_sentence(end + 1) else ""
    return Said(end + 1, month + stop)


def _month_first(month: str, found: re.Match[str], written: Written) -> str:
    the = "the " if written.british else ""
    said = f"{month} {the}{ordinal(int(found['day']))}"
    if found["last"]:
        joint = "and" if found["to"] in {"and", "&"} else "to"
        said += f" {joint} {the}{ordinal(int(found['last']))}"
    return said + (f"{found['comma']} {_year(found['year'], written)}" if found["year"] else "")


def _year(printed: str, written: Written) -> str:
    return year(int(printed), british=written.british)


def at_digit(written: Written, at: int) -> Said | None:
    """Say a date that begins with its day or is all figures, a decade, a span of years, or a year."""
    return read_first(RULES, written, at)


def _decades(found: re.Match[str], _written: Written) -> str:
    last = f" to {decade(int(found['last']))}" if found["last"] else ""
    return decade(int(found["first"])) + last


def _span(found: re.Match[str], written: Written) -> str | None:
    heads = {word.casefold() for word in written.words_before(found.start())[-2:]}
    if not _is_span(found, told=bool(heads & EVENTS)):
        return None
    return f"{_year(found['first'], written)} to {_last_year(found, written)}"


def _alone(found: re.Match[str], written: Written) -> str | None:
    return _year(found["year"], written) if _is_year(found, written) else None


def _numeric(found: re.Match[str], written: Written) -> str | None:
    clock = ", " if found[0].endswith("T") else ""
    if found["y"]:
        return _in_words(int(found["d"]), int(found["m"]), found["y"], written, day_first=written.british) + clock
    first, second = int(found["a"]), int(found["b"])
    day_first = written.british or found["s2"] == "." or first > MONTHS_OF_YEAR
    day, month = (first, second) if day_first and second <= MONTHS_OF_YEAR else (second, first)
    if month > MONTHS_OF_YEAR:
        return None
    return _in_words(day, month, found["yy"], written, day_first=day_first) + clock


def _in_words(day: int, month: int, printed: str, written: Written, *, day_first: bool) -> str:
    name = tuple(dict.fromkeys(MONTHS.values()))[month - 1]
    said = _year(printed, written) if len(printed) == 4 else _short_year(printed)  # noqa: PLR2004  2022 or 22
    return f"the {ordinal(day)} of {name} {said}" if day_first else f"{name} {ordinal(day)}, {said}"


def _short_year(printed: str) -> str:
    return f"{'oh ' if printed[0] == '0' else ''}{cardinal(int(printed))}"


def _day_first(found: re.Match[str], written: Written) -> str | None:
    sure = found["year"] or found["of"] or not found[0][: found.start("month") - found.start()].strip().isdigit()
    if not is_month(found["month"]) and not sure:
        return None
    the = "" if written.word_before(found.start()).casefold() == "the" else "the "
    days = ordinal(int(found["day"]))
    if found["last"]:
        days += f" to the {ordinal(int(found['last']))}"
    said = f"{the}{days} of {NAMES[found['month'].casefold()]}"
    if found["year"]:
        return f"{said} {_year(found['year'], written)}"
    return f"{said}." if found[0].endswith(".") and written.ends_sentence(found.end()) else said


def _last_year(found: re.Match[str], written: Written) -> str:
    first, last = found["first"], found["last"]
    return _year(first[:2] + last if last[0] == "0" and len(last) == 2 else last, written)  # noqa: PLR2004  the century is not repeated


def _is_span(found: re.Match[str], *, told: bool) -> bool:
    """Take `2021-22` for years, but not `1500-12` unless it is `told`, nor years that run backwards."""
    first, last = int(found["first"]), int(found["last"])
    if len(found["last"]) == 2:  # noqa: PLR2004  the century is not repeated
        return last == (first + 1) % 100 or ((told or first >= 1700) and last > first % 100)  # noqa: PLR2004
    return first < last


def _is_year(found: re.Match[str], written: Written) -> bool:
    value = int(found["year"])
    if not 1000 < value <= 2100 or value % 1000 == 0 or _is_joined(written, found.start()):  # noqa: PLR2004  read as a count
        return False
    printed = written.word_after(found.end()) if written.char(found.end()) == " " else ""
    following = printed.casefold()
    if following in COUNTED or printed in MEASURED:
        return False
    return value >= 1900 or not following.endswith("s") or following in {"was", "is", "as", "its", "has"}  # noqa: PLR2004  `1,204 sheep`


def _is_joined(written: Written, at: int) -> bool:
    """Tell a figure that is part of something longer; `pre-2020` and `G8-1998` are not."""
    mark = written.char(at - 1)
    return mark in {"/", "."} or (mark in {"-", "–"} and not NAMED.search(written.before(at - 1)))


def at_mark(written: Written, at: int) -> Said | None:
    """Say a year or a decade without its century: `'80s`, `the class of '22`."""
    found = SHORT.match(written.text, at)
    if found is None or written.char(at - 1).isalnum():
        return None
    value = int(found["tens"] + found["ones"])
    if found["decade"]:
        return Said(found.end(), SHORT_DECADES.get(value) or plural(cardinal(value)))
    return Said(found.end(), _short_year(found["tens"] + found["ones"]))


RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (NUMERIC, _numeric),
    (DAY_FIRST, _day_first),
    (DECADE, _decades),
    (YEARS, _span),
    (ERA, lambda found, written: _year(found["year"], written)),
    (ALONE, _alone),
)
