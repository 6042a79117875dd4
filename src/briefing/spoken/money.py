"""Amounts of money: the unit is said after the number and its magnitude.

Before a noun that it describes the unit is singular: `a two point four million dollar ferry`.
"""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.currencies import CODES, MAGNITUDES, SYMBOLS, Currency
from briefing.spoken.numbers import cardinal, number, singular_or_plural
from briefing.spoken.units import PER
from briefing.spoken.written import AMOUNT, DASH, FUNCTION_WORDS, Said, Written

__all__ = ["at_digit", "at_letter", "at_mark"]

PREFIX = "|".join(re.escape(symbol) for symbol in sorted({**SYMBOLS, **CODES}, key=len, reverse=True))
MAGNITUDE = "|".join(sorted(MAGNITUDES, key=len, reverse=True))
SCALED = rf"(?:(?P<tight%s>[-\s]?)(?P<scale%s>{MAGNITUDE})(?![^\W_]))?"
LEADING = re.compile(
    rf"(?P<sign>[-−–]?)(?P<unit>{PREFIX})\s?(?P<sign2>[-−]?)(?P<first>{AMOUNT}){SCALED % (1, 1)}"
    rf"(?:\s?{DASH}\s?(?:{PREFIX})?\s?(?P<last>{AMOUNT}){SCALED % (2, 2)})?"
    rf"(?P<plus>\+(?!\w))?(?:\s(?:dollars|pounds|euros)\b)?(?:/(?P<per>[a-z]{{1,6}})\b)?",
    re.IGNORECASE,
)
BEHIND = rf"(?:[€£¢₽₴¥₹₪]|(?:{'|'.join(CODES)})\b)"
TRAILING = re.compile(
    rf"(?P<first>{AMOUNT}){SCALED % (1, 1)}(?:(?:\s?{BEHIND}\s?{DASH}\s?|{DASH})(?P<last>{AMOUNT}){SCALED % (2, 2)})?"
    rf"\s?(?P<unit>{BEHIND})(?!\d)"
    r"(?:/(?P<per>[a-z]{1,6})\b)?"
)
BILLS = re.compile(rf"(?:{PREFIX})(?=\d{{1,3}}(?:,000)?s\b)")
CENTS = re.compile(r"(?P<whole>[\d,]*)\.(?P<part>\d\d)0*\Z")
DETERMINERS = frozenset(
    "a an the this that each every another its his her their our my your no any some one per first second third "
    "these those".split()
)
PRICED = frozenset(
    "fine fines bail check checks salary pension payment payments bribe ransom jackpot tax "
    "bill bills note notes coin coins package plan deal deals contract contracts grant grants loan loans fee fees "
    "bond bonds settlement budget project program fund bounty reward lawsuit prize ticket tickets donation "
    "investment".split()
)
"""Nouns that an amount before them describes, with or without a determiner."""
ADJECTIVES = frozenset(
    "new proposed planned massive record additional further extra whopping sweeping huge estimated reported "
    "modest single initial mere bipartisan federal first second annual monthly weekly one-time possible "
    "potential".split()
)


def at_mark(written: Written, at: int) -> Said | None:
    """Say an amount that begins with the symbol of its currency, or with a minus before it; `$20s` are twenties."""
    if bills := BILLS.match(written.text, at):
        return Said(bills.end(), "")
    found = LEADING.match(written.text, at)
    return _leading(found, written) if found else None


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Say an amount that begins with letters: `US$60 trillion`, `EUR 5`."""
    if written.char(end) not in {"$", "¥", ".", " "} and not written.char(end).isdigit():
        return None
    if written.char(end) != "$" and word not in CODES and word not in {"CN", "U", "Rs"}:
        return None
    found = LEADING.match(written.text, at)
    return _leading(found, written) if found else None


def at_digit(written: Written, at: int) -> Said | None:
    """Say an amount that is followed by its currency: `5€`, `20 USD`, `99¢`."""
    found = TRAILING.match(written.text, at)
    if found is None:
        return None
    describes = _describes(written, at, found.end())
    return Said(found.end(), _amount(found, _currency(found["unit"]), written, describes=describes))


def _currency(unit: str) -> Currency:
    known = SYMBOLS | CODES
    return known.get(unit) or next(value for key, value in known.items() if key.casefold() == unit.casefold())


def _leading(found: re.Match[str], written: Written) -> Said:
    at, end, unit = found.start(), found.end(), found["unit"]
    minus = "minus " if found["sign"] or found["sign2"] else ""
    if found["scale1"] and not _is_magnitude(found, written):
        end = found.end("first")
        simple = re.compile(rf"{re.escape(unit)}\s?[-−]?(?P<first>{AMOUNT})(?P<last>)(?P<scale1>)(?P<scale2>)(?P<per>)")
        found = simple.match(written.text, found.start("unit")) or found
    describes = _describes(written, at, end)
    plus = " plus" if "plus" in found.re.groupindex and found["plus"] else ""
    return Said(end, minus + _amount(found, _currency(unit), written, describes=describes) + plus)


def _is_magnitude(found: re.Match[str], written: Written) -> bool:
    """Keep a stray letter behind a space from becoming billions: `$5 t` is one, `$5 m` is another, `$5 b.c` is not."""
    letters = found["scale1"]
    spaced = bool(found["tight1"].strip("-"))
    return len(letters) > 1 or not spaced or written.char(found.end("scale1")) in {"", " ", ",", ".", ";", ")"}


def _amount(found: re.Match[str], unit: Currency, written: Written, *, describes: bool) -> str:
    scale, last = _scale(found["scale1"]), found.groupdict().get("last")
    per = f" per {PER.get(found['per'], found['per'])}" if found["per"] else ""
    if not last:
        return _one(found["first"], scale, unit, written, describes=describes) + per
    last_scale = _scale(found["scale2"])
    if last_scale and not scale:
        said = f"{number(found['first'], british=written.british)} to "
    elif describes:
        said = f"{_bare(found['first'], scale, written)} to "
    else:
        said = f"{_one(found['first'], scale, unit, written, describes=False)} to "
    return said + _one(last, last_scale, unit, written, describes=describes) + per


def _scale(printed: str | None) -> str:
    return MAGNITUDES[printed.casefold()] if printed else ""


def _bare(amount: str, scale: str, written: Written) -> str:
    return f"{number(amount, british=written.british)} {scale}".rstrip()


def _one(amount: str, scale: str, unit: Currency, written: Written, *, describes: bool) -> str:
    if scale:
        return f"{_bare(amount, scale, written)} {unit.one if describes else unit.many}"
    cents = CENTS.fullmatch(amount if not re.fullmatch(r"[\d,]+\.\d", amount) else f"{amount}0")
    if cents and (unit.cent or cents["part"] == "00"):
        return _with_cents(
            int(cents["whole"].replace(",", "") or "0"), int(cents["part"]), unit, written, describes=describes
        )
    noun = unit.one if describes else singular_or_plural(amount, unit.one, unit.many)
    return f"{number(amount, british=written.british)} {noun}"


def _with_cents(whole: int, part: int, unit: Currency, written: Written, *, describes: bool) -> str:
    single = whole == 1 or (describes and not part)
    major = f"{cardinal(whole, british=written.british)} {unit.one if single else unit.many}"
    minor = f"{cardinal(part)} {unit.cent if part == 1 else unit.cents}"
    if not part:
        return major
    return f"{major} {minor}" if whole else minor


def _describes(written: Written, at: int, end: int) -> bool:
    """Tell whether the amount stands between a determiner and the noun that it describes."""
    if written.char(end) == "-" and written.char(end + 1).isalpha():
        return written.text[end + 1 : end + 5] != "plus"
    if written.char(end) != " ":
        return False
    following = written.word_after(end)
    if not following[:1].isalpha() or written.char(end + 1) in {"(", '"', "“", "‘"}:
        return False
    before = [word.casefold() for word in written.words_before(at)]
    while before and before[-1] in ADJECTIVES:
        before.pop()
    article = before[-1] if before else ""
    if following.casefold() in PRICED:
        return True
    if article in {"a", "an"}:
        return True
    possessive = article.endswith(("'s", "’s", "s'", "s’"))
    named = following.casefold()
    return (article in DETERMINERS or possessive) and named not in FUNCTION_WORDS and not named.endswith(("ly", "ed"))
