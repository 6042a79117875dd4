"""Fractions: `2/3`, `4 1/2`, `1½`; also what hangs on them (`a 2/3 majority`, `4 1/2 lbs`)."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from briefing.spoken.numbers import cardinal, ordinal, plural
from briefing.spoken.written import Said, Written

__all__ = ["VULGAR", "at_digit", "in_words"]

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
"""Characters that are a fraction by themselves."""
SLASH = re.compile(
    r"(?:(?P<whole>\d{1,4})[ -])?(?P<over>\d{1,4})[/⁄](?P<under>\d{1,4})(?:st|nd|rd|th|ths|rds)?(?![\w/⁄]|[.,]\d)"
)
GLYPH = re.compile(rf"(?P<whole>\d{{1,6}})?[\s-]?(?P<glyph>[{VULGAR}])")


def at_digit(written: Written, at: int) -> Said | None:
    """Say a fraction or a mixed number."""
    said = in_words(written.text, at)
    if said is None or not written.text[at].isdigit() or written.text[said.end - 1] in VULGAR:
        return said
    return None if written.char(at - 1) in {"/", "-"} else said


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
