"""Titles, ranks, company forms, streets and the Latin of footnotes, written out."""

from __future__ import annotations

import re

from briefing.spoken.abbreviations import AFTER_NAMES, COMPANIES, LATIN, STREETS, TITLES, WEEKDAYS
from briefing.spoken.written import Said, Written

__all__ = ["at_letter"]

DOTTED = {
    "ph.d": "PhD",
    "e.g": LATIN["e.g"],
    "i.e": LATIN["i.e"],
    "a.k.a": LATIN["a.k.a"],
    "m.d": "M.D.",
}
PHRASE = re.compile(r"(?:[Pp]h\.\s?[Dd]|[eE]\.\s?g|[iI]\.\s?e|[aA]\.k\.a)(?:\.?(?P<many>['’]?s\b)|\.(?!\w)|(?![\w.]))")
NAME_FOLLOWS = re.compile(r"\.?\s{1,3}[“\"‘'(]?[A-Z]")
TITLE_FOLLOWS = re.compile(r"\.?(?:[,-]?\s{0,3})(?:[A-Z]|\d|of\b)")
NUMBER_FOLLOWS = re.compile(r"\.?\s{0,2}(?=\d|#)")
WITHOUT_STOP = frozenset("mr mrs ms dr prof st lt sgt capt gov rev mx".split())
STREET_WITHOUT_STOP = frozenset("ave blvd hwy pkwy fwy expy".split())
SAINTS = frozenset(
    "albans andrew andrews ann anne anthony augustine barts basil benedict bernard bonaventure catharines catherine "
    "charles clair cloud croix elizabeth francis gallen george helena helens helier ives james jean joe joes john johns "
    "joseph jude kilda kitts lawrence louis lucia lucie luke malo mark mark's martin martin's mary mary's matthew "
    "maarten michael michael's moritz nicholas olaf pancras patrick patrick's paul paul's peter peter's petersburg "
    "pierre stephen stephen's thomas tropez vincent barthelemy barnabas".split()
)
PLACE_HEADS = frozenset(
    "port fort mount mt mt. ft ft. bay lake east west north south new old upper downtown the in at of from near to and "
    "against near for with by sault pointe isle".split()
)
DIRECTION = re.compile(r"(?:N\.W\.|N\.E\.|S\.W\.|S\.E\.|NW|NE|SW|SE)(?![\w])")
HOUSE = re.compile(r"\s(?:[A-Z0-9][\w'’.]{0,20}\s){1,3}(?:St|Street|Ave|Avenue|Blvd|Rd|Road|Dr|Drive|Ln|Lane|Way|Pl|Ct)\b")
DIRECTIONS = {"NW": "Northwest", "NE": "Northeast", "SW": "Southwest", "SE": "Southeast"}
STREET_ENDS = frozenset("st ave blvd rd dr ln street avenue boulevard road drive lane place pl court ct circle".split())
COUNTED = {
    "vol": "volume",
    "vols": "volumes",
    "p": "page",
    "pp": "pages",
    "ch": "chapter",
    "chap": "chapter",
    "fig": "figure",
    "figs": "figures",
    "sec": "section",
    "cat": "category",
    "art": "article",
    "mk": "mark",
    "para": "paragraph",
    "ver": "version",
    "exh": "exhibit",
    "ex": "exhibit",
    "tel": "telephone",
    "ext": "extension",
}
PEAKS = {"Mt": "Mount", "Mts": "Mounts", "Ft": "Fort", "Pt": "Point"}
COMPASS = {"N": "North", "S": "South", "E": "East", "W": "West"}


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Say an abbreviation in full, with or without its stop."""
    if found := PHRASE.match(written.text, at):
        return _phrase(found, written)
    name = word.casefold()
    stopped = written.char(end) == "."
    behind = end + 1 if stopped else end
    for rule in (_number, _counted, _peak, _saint, _drive, _title, _after_name, _company, _street, _latin, _case, _weekday):
        if said := rule(written, at, behind, name, word, stopped=stopped):
            return said
    return _direction(written, at) or _compass(written, at, behind, word, stopped=stopped)


def _phrase(found: re.Match[str], written: Written) -> Said:
    printed = re.sub(r"[\s']", "", found[0].casefold().removesuffix(found["many"] or "\0")).rstrip(".")
    said = DOTTED[printed] + ("s" if found["many"] else "")
    stop = "." if printed == "ph.d" and found[0].endswith(".") and _closes(written, found.end()) else ""
    return Said(found.end(), said + stop)


def _closes(written: Written, end: int) -> bool:
    """Keep the stop of an abbreviation where it is the sentence's as well."""
    return written.ends_sentence(end)


def _number(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    if name not in {"no", "nos"} or not stopped:
        return None
    found = NUMBER_FOLLOWS.match(written.text, behind)
    if found is None:
        return None
    noun = "numbers" if name == "nos" else "number"
    return Said(found.end(), f"{noun.capitalize() if word[0].isupper() and not written.word_before(at) else noun} ")


def _counted(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    """Say `p. 5`, `Vol. 3` and their like; only a number behind them makes them abbreviations."""
    full = COUNTED.get(name)
    if full is None or not (stopped or name == "mk") or not NUMBER_FOLLOWS.match(written.text, behind):
        return None
    return Said(behind, full.capitalize() if word[0].isupper() else full)


def _peak(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    """Say `Mt.` and its like before the name of a place."""
    full = PEAKS.get(word)
    return Said(behind, full) if full and stopped and NAME_FOLLOWS.match(written.text, behind) else None


def _saint(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    if name not in {"st", "ste"} or not (word[0].isupper() or stopped):
        return None
    following = written.word_after(behind) if written.char(behind) in {" ", "-", "\u00a0"} else ""
    before = written.word_before(at)
    is_address = before[:1].isupper() or (before[:1].isdigit() and before[-1:].isalpha())
    saintly = following.casefold() in SAINTS or following.casefold().removesuffix("'s").removesuffix("’s") in SAINTS
    if following[:1].isupper() and (saintly or not is_address or before.casefold() in PLACE_HEADS):
        if written.ends_sentence(behind) and is_address and before.casefold() not in PLACE_HEADS and not saintly:
            return Said(behind, "Street." if _ends_behind_name(written, behind) else "Street")
        return Said(behind, "Saint" if name == "st" else "Sainte")
    if not is_address or name == "ste":
        return None
    return Said(behind, "Street." if stopped and _ends_behind_name(written, behind) else "Street")


def _drive(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    if name != "dr" or not word[0].isupper():
        return None
    words = written.words_before(at)
    is_address = bool(words) and words[-1][:1].isupper() and words[-1].casefold() not in PLACE_HEADS
    if NAME_FOLLOWS.match(written.text, behind) and not (is_address and any(part.isdigit() for part in words[-4:])):
        return Said(behind, "Doctor")
    if not is_address:
        return None
    return Said(behind, "Drive." if stopped and _closes(written, behind) else "Drive")


def _title(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    full = TITLES.get(name)
    if full is None or not word[0].isupper() or not (stopped or name in WITHOUT_STOP):
        return None
    if word.isupper() and name not in {"mr", "mrs", "dr"} and not stopped:
        return None
    if not TITLE_FOLLOWS.match(written.text, behind):
        alone = stopped and written.text[behind:].strip() == "" and not written.text[:at].strip()
        return Said(behind, full) if alone else None
    if name == "del" and written.before(at, 2) == ", ":
        return None
    return Said(behind, full)


def _after_name(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    full = AFTER_NAMES.get(name)
    if full is None or not word[0].isupper() or (not stopped and not written.word_before(at)[:1].isupper()):
        return None
    if name == "sr" and not written.word_before(at)[:1].isupper():
        return Said(behind, full) if NAME_FOLLOWS.match(written.text, behind) else None
    return Said(behind, f"{full}." if stopped and _ends_behind_name(written, behind) else full)


def _ends_behind_name(written: Written, behind: int) -> bool:
    """Take a capital behind `Jr.` for a new sentence only where it opens one."""
    from briefing.spoken.abbreviations import STARTERS  # noqa: PLC0415

    following = written.word_after(behind)
    return written.ends_sentence(behind) and (not following or following.casefold() in STARTERS)


def _company(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    full = COMPANIES.get(name)
    if full is None or not (stopped or name in {"corp", "ltd", "inc"}):
        return None
    small = name in {"dept", "govt", "assn", "intl", "natl", "dist"}
    if not word[0].isupper() and not small:
        return None
    if not stopped and not written.word_before(at)[:1].isupper():
        return None
    if name in {"co", "inst", "dist", "cos"} and not (written.word_before(at) or not written.text[:at].strip()):
        return None
    said = full if word[0].isupper() else full.casefold()
    return Said(behind, f"{said}." if stopped and _ends_behind_name(written, behind) else said)


def _street(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    full = STREETS.get(name)
    if full is None or not word[0].isupper() or not (stopped or name in STREET_WITHOUT_STOP):
        return None
    before = written.word_before(at)
    if not (before[:1].isupper() or before[:1].isdigit()) and name not in {"apt", "bldg", "hwy", "ste"}:
        return None
    if name in {"apt", "ste", "sq", "pl", "ct", "ter", "cir"} and not stopped:
        return None
    return Said(behind, f"{full}." if stopped and _ends_behind_name(written, behind) else full)


def _latin(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    full = LATIN.get(name)
    if full is None or not (stopped or name in {"vs", "etc"}) or name in {"a.k.a", "e.g", "i.e"}:
        return None
    if name in {"est", "ca", "cf", "ext", "dob", "incl", "misc", "viz"} and (word.isupper() or not stopped or name == "est"):
        if name != "est" or not re.match(r"\s\d", written.text[behind : behind + 2]) or word.isupper():
            return None
    said = full.capitalize() if word[0].isupper() and not written.word_before(at) else full
    return Said(behind, f"{said}." if stopped and name == "etc" and _closes(written, behind) else said)


def _case(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    """Say the `v.` of a court case or a match."""
    if word != "v" or written.char(at - 1) != " ":
        return None
    named = written.word_before(at)[:1].isupper() and written.word_after(behind)[:1].isupper()
    return Said(behind, "versus") if named and written.char(behind) == " " else None


def _weekday(written: Written, at: int, behind: int, name: str, word: str, *, stopped: bool) -> Said | None:
    full = WEEKDAYS.get(name)
    if full is None or not word[0].isupper() or not stopped:
        return None
    follows = re.match(r"(?:,\s|\s)(?:\d|at\s\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|\s?[-–]|[,;)]", written.text[behind : behind + 8])
    return Said(behind, full) if follows or name not in {"sun", "sat", "wed", "mon"} else None


def _compass(written: Written, at: int, behind: int, word: str, *, stopped: bool) -> Said | None:
    """Say the `E.` of `123 E. Main St.`"""
    if word not in COMPASS or not NAME_FOLLOWS.match(written.text, behind - 1 if stopped else behind):
        return None
    words = written.words_before(at)
    numbered = bool(words) and words[-1][:1].isdigit()
    return Said(behind, COMPASS[word]) if numbered and HOUSE.match(written.text, behind) else None


def _direction(written: Written, at: int) -> Said | None:
    found = DIRECTION.match(written.text, at)
    if found is None or written.word_before(at).rstrip(".").casefold() not in STREET_ENDS:
        return None
    said = DIRECTIONS[found[0].replace(".", "")]
    return Said(found.end(), f"{said}." if found[0].endswith(".") and written.ends_sentence(found.end()) else said)
