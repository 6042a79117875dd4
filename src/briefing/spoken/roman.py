"""Roman numerals: wars, Super Bowls and chapters count (`two`); monarchs and popes are ordered (`the Third`).

A single letter is a numeral only behind a word that calls for one, so that `I` and `Malcolm X` stay as they are.
"""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.numbers import cardinal, ordinal
from briefing.spoken.written import Said, Written

__all__ = ["at_letter"]

SHAPE = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
COUNTERS = frozenset(
    "war bowl chapter title part act volume vol. article phase type section class appendix level tier mark mk "
    "book episode figure table stage division group category grade schedule annex olympiad round scene canto "
    "fantasy rocky apollo psalm league zone region wrestlemania corps quarter protocol generation gen tablet no. "
    "line lines page pages point paragraph clause amendment chap. ch. sec. art. step district gemini vatican salt "
    "start camp day and or to unit model version windows".split()
)
INITIALS = frozenset({"CD", "CC", "MC", "DC", "MD", "LI", "XL", "CV"})
"""Numerals in form, initials in fact."""
WARS = {"WWI": "World War One", "WWII": "World War Two"}
REGNAL = frozenset(
    "abdullah albert alexander alexei alfonso benedict boniface carl carlos catherine charles christian clement "
    "constantine edward elizabeth felipe ferdinand francis franz frederick frederik george gregory gustaf gustav "
    "haakon harald henri henry hussein innocent isabella ivan james joseph john juan julius katherine leo leopold "
    "louis margrethe mary michael mohammed napoleon naruhito nicholas olav oscar otto paul pedro peter philip "
    "philippe pius rama ramesses ramses richard rudolf selim stephen sverker tawadros theodore thutmose umberto "
    "urban victor victoria vittorio wilhelm willem william xerxes kirill bartholomew darius mehmed suleiman".split()
)
MONARCHS = frozenset("king queen pope emperor empress tsar czar kaiser prince saint shah sultan patriarch".split())


def _value_of(numeral: str) -> int:
    """Read a Roman numeral; 0 where it is none."""
    if not numeral or not SHAPE.match(numeral):
        return 0
    total = 0
    for letter, following in zip(numeral, numeral[1:] + " ", strict=True):
        worth = LETTERS[letter]
        total += -worth if LETTERS.get(following, 0) > worth else worth
    return total


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Say a Roman numeral behind the name or the word that it belongs to."""
    numeral, ending = (word[:-2], word[-2:]) if word.endswith(("'s", "’s")) else (word, "")
    value = _value_of(numeral)
    if numeral in WARS:
        return Said(end, WARS[numeral] + ending)
    if not value or value > 100 or numeral.strip("IVXLC") or written.char(at - 1) not in {" ", "-"}:  # noqa: PLR2004
        return None
    words = written.words_before(at)
    last = words[-1] if words else ""
    name = last.rstrip("-").casefold().lstrip("“\"'‘(")
    if name in {"and", "or", "to"}:
        return Said(end, cardinal(value) + ending) if _is_joined(words, numeral) else None
    if name in COUNTERS or (name.endswith("s") and name[:-1] in COUNTERS):
        certain = len(numeral) > 1 or last[:1].isupper() or name in {"type", "phase", "class", "stage", "part", "level"}
        return Said(end, cardinal(value) + ending) if certain else None
    if not last[:1].isupper() or last.endswith((".", ",")):
        return None
    said = _after_name(words, name, numeral, value)
    return Said(end, said + ending) if said else None


def _is_joined(words: list[str], numeral: str) -> bool:
    """Tell the second of two numerals: `World Wars I and II`."""
    earlier = [word.casefold().strip(",") for word in words[:-2]]
    counted = any(word in COUNTERS or word.removesuffix("s") in COUNTERS for word in earlier[-2:])
    return counted and len(numeral) > 1


def _after_name(words: list[str], name: str, numeral: str, value: int) -> str | None:
    crowned = len(words) > 1 and words[-2].casefold().lstrip("“\"'(") in MONARCHS
    regnal = name in REGNAL
    if len(numeral) == 1:
        fits = (regnal and (crowned or numeral in {"V", "X"})) or (regnal and len(words) == 1 and numeral != "I")
        return f"the {_capital(ordinal(value))}" if fits else None
    namesake = len(words) > 1 and words[-2][:1].isupper() and words[-2].casefold() not in {"the", "a", "in"}
    if regnal or crowned or (namesake and value <= 5):  # noqa: PLR2004  no family counts further
        return f"the {_capital(ordinal(value))}"
    return cardinal(value) if numeral not in INITIALS else None


def _capital(words: str) -> str:
    return "-".join(word.capitalize() for word in words.split("-"))
