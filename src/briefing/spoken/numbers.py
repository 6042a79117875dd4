"""Numbers as words.  Knows nothing of text around them.

US English leaves `and` out of numbers; British English says it before the tens.
"""

# ruff: noqa: SIM905  a list of words reads better as a line of them
# ruff: noqa: PLR2004  ten, a hundred and a thousand are what this module is about
from __future__ import annotations

import unicodedata

__all__ = [
    "cardinal",
    "decade",
    "decimal",
    "digits",
    "number",
    "ordinal",
    "paired",
    "plural",
    "singular_or_plural",
    "year",
]

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = (
    "",
    "thousand",
    "million",
    "billion",
    "trillion",
    "quadrillion",
    "quintillion",
    "sextillion",
    "septillion",
    "octillion",
)
LONGEST = 3 * len(SCALES)
"""Digits of the longest number that has a name; longer ones are read digit by digit."""

IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def cardinal(value: int, *, british: bool = False) -> str:
    """Say a whole number: `one thousand two hundred four`; a negative one starts with `minus`."""
    if value < 0:
        return f"minus {cardinal(-value, british=british)}"
    if value < 1000:
        return _below_thousand(value, british=british)
    if value >= 10**LONGEST:
        return digits(str(value))
    groups: list[str] = []
    rest, scale = value, 0
    while rest:
        rest, group = divmod(rest, 1000)
        if group:
            words = _below_thousand(group, british=british)
            if british and scale == 0 and group < 100:
                words = f"and {words}"
            groups.append(f"{words} {SCALES[scale]}".rstrip())
        scale += 1
    return " ".join(reversed(groups))


def _below_thousand(value: int, *, british: bool) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _below_hundred(rest)
    said = f"{ONES[hundreds]} hundred"
    if not rest:
        return said
    return f"{said} and {_below_hundred(rest)}" if british else f"{said} {_below_hundred(rest)}"


def _below_hundred(value: int) -> str:
    if value < 20:
        return ONES[value]
    tens, ones = divmod(value, 10)
    return f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens]


def ordinal(value: int, *, british: bool = False) -> str:
    """Say a place in an order: `twenty-first`."""
    words = cardinal(value, british=british)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in IRREGULAR_ORDINALS:
        return head + IRREGULAR_ORDINALS[last]
    return head + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def plural(words: str) -> str:
    """Put the last number word into the plural: `thirty-five` → `thirty-fives`, `twenty` → `twenties`."""
    if words.endswith("y"):
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith("x") else f"{words}s"


def singular_or_plural(amount: str, one: str, many: str) -> str:
    """Choose the form of a noun that goes with a written amount: only a bare `1` takes the singular."""
    return one if amount in {"1", "1.00"} else many


def digits(written: str, *, zero: str = "zero") -> str:
    """Say each digit of `written`, whatever its script; anything else in it is passed over."""
    named = (unicodedata.digit(char, None) for char in written)
    return " ".join(zero if value == 0 else ONES[value] for value in named if value is not None)


def year(value: int, *, british: bool = False) -> str:
    """Say a year: `nineteen oh four`, `two thousand nine`, `twenty twenty-two`."""
    century, rest = divmod(value, 100)
    if value < 100 or value >= 10_000 or (century % 10 == 0 and rest < 10):
        return cardinal(value, british=british)
    return _in_pairs(century, rest)


def paired(written: str) -> str:
    """Say a number that is a name, two digits at a time: `737` → `seven thirty-seven`, `101` → `one oh one`."""
    value = int(written)
    if written.startswith("0") or len(written) > 4:
        return digits(written, zero="oh")
    if value < 100 or value % 1000 == 0:
        return cardinal(value)
    return _in_pairs(*divmod(value, 100))


def _in_pairs(head: int, rest: int) -> str:
    if not rest:
        return f"{_below_hundred(head)} hundred"
    return f"{_below_hundred(head)} {f'oh {ONES[rest]}' if rest < 10 else _below_hundred(rest)}"


def decade(value: int) -> str:
    """Say a decade: `nineteen nineties`; two digits give `eighties`, a century `nineteen hundreds`."""
    return plural(year(value))


def decimal(written: str, *, british: bool = False) -> str:
    """Say a number with a point: `0.25` → `zero point two five`; its fraction is read digit by digit."""
    whole, _, fraction = written.partition(".")
    return f"{number(whole, british=british)} point {digits(fraction)}" if whole else f"point {digits(fraction)}"


def number(written: str, *, british: bool = False) -> str:
    """Say a number as printed: commas between thousands, a decimal point, or neither."""
    plain = written.replace(",", "")
    if "." in plain:
        return decimal(plain, british=british)
    if len(plain) > LONGEST:
        return digits(plain)
    return cardinal(int(plain), british=british)
