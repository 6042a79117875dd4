"""Titles, ranks, company forms, and the Latin and the counters of footnotes, written out."""

from __future__ import annotations

import re

from briefing.spoken.abbreviations import AFTER_NAMES, COMPANIES, COUNTED, LATIN, TITLES, WEEKDAYS
from briefing.spoken.short import Short
from briefing.spoken.written import Said, Written, opens_count

__all__ = ["at_letter"]

DOTTED = {"ph.d": "PhD", "e.g": LATIN["e.g"], "i.e": LATIN["i.e"], "a.k.a": LATIN["a.k.a"]}
PHRASE = re.compile(r"(?:[Pp]h\.\s?[Dd]|[eE]\.\s?g|[iI]\.\s?e|[aA]\.k\.a)(?:\.?(?P<many>['’]?s\b)|\.(?!\w)|(?![\w.]))")
TITLE_FOLLOWS = re.compile(r"[,-]?\s{0,3}(?:[A-Z]|\d|of\b|elect\b|and\s[A-Z])")
WITHOUT_STOP = frozenset({
    "brig", "capt", "cllr", "col", "cpl", "det", "dr", "gov", "insp", "lt", "mr", "mrs", "ms", "mx", "prof", "pte",
    "rev", "sgt", "supt",
})  # fmt: skip
COMPANIES_WITHOUT_STOP = frozenset({"corp", "ltd", "inc"})
SMALL_COMPANIES = frozenset({"dept", "govt", "assn", "intl", "natl", "dist"})
"""Shortened in small letters too."""
ALSO_WORDS = frozenset({"ca", "cf", "ext", "dob", "incl", "misc", "viz"})
DAY_FOLLOWS = re.compile(r"(?:,\s|\s)(?:\d|at\s\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|\s?[-–]|[,;)]")
STROKES = {"w/o": "without", "c/o": "care of", "w/": "with "}
STROKE = re.compile(r"(?:w/o|c/o)(?![\w/])|w/(?=\s)\s?")
DAYS_ALSO_WORDS = frozenset({"sun", "sat", "wed", "mon"})


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Say an abbreviation in full, with or without its stop."""
    if found := PHRASE.match(written.text, at):
        return _phrase(found, written)
    if found := STROKE.match(written.text, at):
        return Said(found.end(), STROKES[found[0].rstrip()])
    short = Short.at_word(written, at, end, word)
    return next((said for rule in RULES if (said := rule(short))), None)


def _phrase(found: re.Match[str], written: Written) -> Said:
    printed = re.sub(r"[\s']", "", found[0].casefold().removesuffix(found["many"] or "\0")).rstrip(".")
    said = DOTTED[printed] + ("s" if found["many"] else "")
    closes = printed == "ph.d" and found[0].endswith(".") and written.ends_sentence(found.end())
    return Said(found.end(), f"{said}." if closes else said)


def _number(short: Short) -> Said | None:
    """Say `No. 1`; `No.` before anything but a number is the word, and `no.` before a count of people an answer."""
    if short.name not in {"no", "nos"} or not short.stopped:
        return None
    if short.word == "no" and opens_count(short.written.text, short.behind):
        return None
    found = short.number_follows()
    if found is None:
        return None
    noun = "numbers" if short.name == "nos" else "number"
    return Said(found.end(), f"{noun.capitalize() if short.capital and not short.before else noun} ")


def _counter(short: Short) -> Said | None:
    """Say `p. 5`, `Vol. 3` and their like; only a number behind them makes them abbreviations."""
    full = COUNTED.get(short.name)
    if full is None or not (short.stopped or short.name == "mk") or not short.number_follows():
        return None
    return short.said(full.capitalize() if short.capital else full)


def _title(short: Short) -> Said | None:
    full = TITLES.get(short.name)
    if full is None or not short.capital or not (short.stopped or short.name in WITHOUT_STOP):
        return None
    if short.word.isupper() and short.name not in {"mr", "mrs", "dr"} and not short.stopped:
        return None
    if short.name == "del" and short.written.before(short.at, 2) == ", ":
        return None
    if TITLE_FOLLOWS.match(short.written.text, short.behind):
        return short.said(full)
    alone = short.stopped and short.written.opens(short.at) and short.written.closes(short.behind)
    return short.said(full) if alone else None


def _after_name(short: Short) -> Said | None:
    full = AFTER_NAMES.get(short.name)
    if full is None or not short.capital:
        return None
    if short.before[:1].isupper() or (short.stopped and short.name == "jr"):
        return short.said_before_name(full)
    return short.said(full) if short.stopped and short.names_follow() else None


def _company(short: Short) -> Said | None:
    full = COMPANIES.get(short.name)
    if full is None or not (short.stopped or short.name in COMPANIES_WITHOUT_STOP):
        return None
    if not short.capital and short.name not in SMALL_COMPANIES:
        return None
    if not short.stopped and not short.before[:1].isupper():
        return None
    return short.said_before_name(full if short.capital else full.casefold())


def _latin(short: Short) -> Said | None:
    full = LATIN.get(short.name)
    if full is None or not (short.stopped or short.name in {"vs", "etc"}):
        return None
    if short.name in ALSO_WORDS and short.word.isupper():
        return None
    if short.name == "est" and (short.word.isupper() or not short.number_follows()):
        return None
    said = full.capitalize() if short.capital and not short.before else full
    return short.said_before_capital(said) if short.name == "etc" else short.said(said)


def _case(short: Short) -> Said | None:
    """Say the `v.` of a court case or a match."""
    if short.word != "v" or short.written.char(short.at - 1) != " " or short.written.char(short.behind) != " ":
        return None
    return short.said("versus") if short.before[:1].isupper() and short.following[:1].isupper() else None


def _weekday(short: Short) -> Said | None:
    full = WEEKDAYS.get(short.name)
    if full is None or not short.capital or not short.stopped:
        return None
    if short.name in DAYS_ALSO_WORDS and not DAY_FOLLOWS.match(short.written.text, short.behind):
        return None
    return short.said_before_name(full)


RULES = (_number, _counter, _title, _after_name, _company, _latin, _case, _weekday)
