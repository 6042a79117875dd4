"""Fractions: `2/3`, `4 1/2`, `1½`; also what hangs on them (`a 2/3 majority`, `4 1/2 lbs`).

In running text more parts than there are is no fraction: odds are `7/2`, a score in cricket `234/6`.
"""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from briefing.spoken.numbers import cardinal, ordinal, plural
from briefing.spoken.written import SIGHT, Said, Written

__all__ = ["VULGAR", "at_digit", "in_words"]

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
"""Characters that are a fraction by themselves."""
SLASH = re.compile(
    r"(?:(?P<whole>\d{1,4})[ -])?(?P<over>\d{1,4})[/⁄](?P<under>\d{1,4})(?:st|nd|rd|th|ths|rds)?(?![\w/⁄]|[.,]\d)"
)
GLYPH = re.compile(rf"(?P<whole>\d{{1,6}})?[\s-]?(?P<glyph>[{VULGAR}])")
BETTING = frozenset("odds bet bets betting bookmaker bookmakers favorite favourite outsider shot priced".split())
CRICKET = frozenset("innings wicket wickets overs bowled stumps tea lunch declared over".split())
"""Words around a score."""
LONGEST_ODDS = 20
"""Of one to several; beyond it a number over a small one is a score in cricket."""
WICKETS = 10
MARKS = frozenset({10, 100})
"""The most that a critic or a jury gives."""
PARTS = re.compile(r"[\s-](?:of|an?|acres?|cents?|cm|inch(?:es)?|miles?|mm|percent|points?|seconds?)\b")
"""What is divided."""
YEARS = 1000
"""As many and more are no odds and no score."""


def at_digit(written: Written, at: int) -> Said | None:
    """Say a fraction or a mixed number, odds or a score."""
    said = in_words(written.text, at)
    if said is None or not written.text[at].isdigit() or written.text[said.end - 1] in VULGAR:
        return said
    if written.char(at - 1) in {"/", "-"}:
        return None
    return _ratio(written, at) or said


def _ratio(written: Written, at: int) -> Said | None:
    """Say what is no part of a whole: `seven to two`, `two hundred thirty-four for six`, `eight out of ten`."""
    found = SLASH.match(written.text, at)
    if found is None or found["whole"] or (written.opens(at) and written.closes(found.end())):
        return None
    over, under = int(found["over"]), int(found["under"])
    around = {word.strip(".,;:").casefold() for word in _around(written, at, found.end())}
    betting = not BETTING.isdisjoint(around)
    if 1 < over <= under and under in MARKS and not PARTS.match(written.text, found.end()):
        return Said(found.end(), f"{cardinal(over)} out of {cardinal(under)}")
    if over >= YEARS or (over <= under and not betting):
        return None
    joint = "to" if betting else _joint(over, under, cricket=not CRICKET.isdisjoint(around))
    return Said(found.end(), f"{cardinal(over)} {joint} {cardinal(under)}")


def _around(written: Written, at: int, end: int) -> list[str]:
    return [*written.words_before(at), *written.text[end : end + SIGHT].split()[:4]]


def _joint(over: int, under: int, *, cricket: bool) -> str:
    if under <= WICKETS and (cricket or (over > LONGEST_ODDS and under > 1)):
        return "for"
    return "to" if under <= WICKETS else "over"


def in_words(text: str, at: int) -> Said | None:
    """Say the fraction that begins at `at`; None where there is none."""
    if found := GLYPH.match(text, at):
        value = Fraction(unicodedata.numeric(found["glyph"])).limit_denominator(10)
        return Said(found.end(), _mixed(found["whole"], value.numerator, value.denominator))
    if found := SLASH.match(text, at):
        return Said(found.end(), _mixed(found["whole"], int(found["over"]), int(found["under"])))
    return None


def _mixed(whole: str | None, over: int, under: int) -> str:
    said = _fraction(over, under)
    if whole is None:
        return said
    return f"{cardinal(int(whole))} and {'a half' if (over, under) == (1, 2) else said}"


def _fraction(over: int, under: int) -> str:
    if under in {0, 1}:
        return f"{cardinal(over)} over {cardinal(under)}"
    part = {2: "half", 4: "quarter"}.get(under) or ordinal(under)
    if over == 1:
        return f"one {part}"
    return f"{cardinal(over)} {'halves' if part == 'half' else plural(part)}"
