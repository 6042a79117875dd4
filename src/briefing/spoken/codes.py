"""Names made of letters and figures: aircraft, roads, flights, groups of nations, viruses, bills."""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.abbreviations import STREET_NAMES
from briefing.spoken.numbers import cardinal, digits, number, paired, plural
from briefing.spoken.written import Reader, Said, Written, is_counted, read_first

__all__ = ["at_digit", "at_letter", "is_house", "serial"]

LETTERED = re.compile(
    r"(?P<head>[A-Za-z]{1,6})(?P<joint>[-‑–]?)(?P<figure>\d{1,6})(?!\d)(?P<fraction>\.\d{1,3})?(?P<many>s\b)?(?P<ending>[A-Za-z]{0,3}(?![A-Za-z]))"
)
VARIANT = re.compile(r"[A-Z]{1,3}(?P<figures>(?:\.\d{1,4}){1,6})(?![\w]|\.\d)")
ROADS = frozenset("interstate route highway us u.s i state road sr hwy freeway motorway rt".split())
VESSELS = frozenset(
    "boeing airbus flight gate room section area building bus channel article psalm delta united american "
    "southwest apollo resolution rule embraer bombardier cessna ryanair emirates jetblue peugeot porsche "
    "ferrari".split()
)
AIRCRAFT = frozenset("c kc ec rc ac mc hc uh ah ch mh ka mi tu il an su mig a b f sr rq mq crj erj".split())
PAIRED = re.compile(
    r"(?P<figure>[1-9]\d{2,3})(?![\d%]|[.,:]\d|\s(?:people|passengers|miles))(?P<tail>-(?P<dash>\d{1,3}))?(?P<many>s\b)?"
)
STREET = re.compile(
    r"(?P<figure>[1-9]\d{2,4})(?P<letter>[A-D]?)(?=\s(?:(?:[NSEW]\.?|[NSEW][EW]|North|South|East|West|Northwest|Northeast|Southwest|Southeast)\s)?"
    r"(?:[A-Z][\w'’.]{0,20}\s|\d{1,3}(?:st|nd|rd|th)\s){1,3}"
    rf"(?:{STREET_NAMES})\b)"
)
JET = re.compile(r"(?P<type>7[0-9]7)-(?P<model>[1-9]\d{0,2})(?!\d|[.,/-]\d)(?P<many>s\b)?")
CALIBER = re.compile(r"\.(?P<bore>\d\d)(?=[- ]?cal)")
AVERAGE = re.compile(r"\.(?P<figure>[1-9]\d\d)(?!\d)")
BATTING = frozenset("batting bat bats hit hits hitting hitter average slugging".split())
RELEASE = re.compile(r"\d{1,3}(?:\.\d{1,4}){2,5}(?![\w]|\.\d)")
JETS = frozenset({"707", "717", "727", "737", "747", "757", "767", "777", "787", "350", "380", "320", "321", "330"})
AIRBORNE = frozenset({"max", "jet", "jets", "aircraft", "plane", "planes", "jetliner", "jetliners", "dreamliner"})
SLASHED = re.compile(r"(?:(?P<nine>9/11)|(?P<day>24/7)(?:/365)?|(?P<same>20/20|50/50))(?![\w/]|[.,]\d)")
FIFTY = re.compile(r"50[-–]50(?![\w-])")
TEAM = re.compile(r"(?P<figure>[1-9]\d)ers\b")
FIRM = re.compile(r"3M(?!\w)")
AMOUNTS = frozenset(
    "was were to from of about over under nearly almost around some than at cost costs reach reached least".split()
)
"""Words before `3M` behind which it is an amount."""
SERIAL = re.compile(r"(?P<figure>\d{1,4})(?P<letter>(?!ST|ND|RD|TH)[A-Z]{1,2}|[a-rt-z])(?![A-Za-z])")


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Say a name that begins with letters and goes on in figures: `F-35s`, `COVID-19`, `G20`, `I-95`."""
    follow = written.text[end : end + 2]
    if follow[:1] == "." and (variant := VARIANT.match(written.text, at)):
        return Said(variant.end(), " dot ".join([word, *map(_release, variant["figures"].split(".")[1:])]))
    if not (follow[:1].isdigit() or (follow[:1] in {"-", "‑", "–"} and follow[1:].isdigit())):
        return None
    found = LETTERED.match(written.text, at)
    if found is None or found["head"] != word or not _is_name(found, written):
        return None
    figure = _figure(found)
    if found["many"]:
        figure = plural(figure)
    ending = f" {found['ending']}" if found["ending"] else ""
    return Said(found.end(), f"{_head(word)} {figure}{ending}")


def _is_name(found: re.Match[str], written: Written) -> bool:
    head = found["head"]
    if written.char(found.start() - 1) in {"-", "/"} and not (
        len(head) == 1 and written.char(found.start() - 2).isupper()
    ):
        return False
    known = head[0].isupper() or head.casefold() in {"covid", "mig"}
    return known if found["joint"] else True


def _head(word: str) -> str:
    return "MiG" if word.casefold() == "mig" else word


def _figure(found: re.Match[str]) -> str:
    figure, head = found["figure"], found["head"].casefold()
    if found["fraction"]:
        return number(figure + found["fraction"])
    if len(figure) > 3 or (figure[0] == "0" and len(figure) > 1):  # noqa: PLR2004  no longer a word
        return digits(figure, zero="oh" if figure.startswith("0") else "zero")
    if len(figure) == 3 and (head in AIRCRAFT or head in ROADS or len(head) == 2):  # noqa: PLR2004  `C-130`, `I-405`, `UA 328`
        return paired(figure)
    return cardinal(int(figure))


def at_digit(written: Written, at: int) -> Said | None:
    """Say a number that is a name: `9/11`, `24/7`, a flight, a road, a house, `737`."""
    return read_first(RULES, written, at)


def _slashed(found: re.Match[str], _written: Written) -> str:
    if found["nine"]:
        return "nine eleven"
    if found["day"]:
        return "twenty-four seven"
    return "fifty fifty" if found["same"] == "50/50" else "twenty twenty"


def is_house(written: Written, at: int) -> bool:
    """Tell whether the number at `at` is a house in a street: `12345 Mill Street`."""
    return STREET.match(written.text, at) is not None


def _house(found: re.Match[str], _written: Written) -> str:
    figure = found["figure"]
    if len(figure) < 5:  # noqa: PLR2004  five digits are one and two pairs
        said = paired(figure)
    else:
        said = f"{digits(figure[0])} {paired(figure[1:3])} {paired(figure[3:])}" if figure[1] != "0" else digits(figure)
    return f"{said} {found['letter']}".rstrip()


def _jet(found: re.Match[str], _written: Written) -> str:
    return f"{paired(found['type'])} {paired(found['model'])}{'s' if found['many'] else ''}"


def _average(found: re.Match[str], written: Written) -> str | None:
    heads = {word.casefold() for word in written.words_before(found.start())[-4:]}
    batting = heads & BATTING or written.word_after(found.end()).casefold() in BATTING
    return paired(found["figure"]) if batting else None


def _releases(found: re.Match[str], _written: Written) -> str:
    return " point ".join(map(_release, found[0].split(".")))


def _release(part: str) -> str:
    return digits(part) if len(part) > 2 else cardinal(int(part))  # noqa: PLR2004  numbers of releases


def _numbered(found: re.Match[str], written: Written) -> str | None:
    """Say in pairs the number of a road, a flight, a room or a jet."""
    before = written.word_before(found.start())
    name = before.rstrip(".").casefold()
    named = before[:1].isupper() and (name in VESSELS or name in ROADS)
    jet = found["figure"] in JETS
    if (
        not named
        and not (jet and found["many"])
        and not (jet and written.word_after(found.end()).casefold() in AIRBORNE)
    ):
        return None
    said = paired(found["figure"]) + (f" {cardinal(int(found['dash']))}" if found["tail"] else "")
    return plural(said) if found["many"] else said


def _firm(found: re.Match[str], written: Written) -> str | None:
    """Tell the firm from three million of something."""
    counts = written.char(found.end()) == " " and is_counted(written.word_after(found.end()).casefold())
    return None if counts or written.word_before(found.start()).casefold() in AMOUNTS else "three M"


RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (SLASHED, _slashed),
    (FIRM, _firm),
    (TEAM, lambda found, _written: f"{cardinal(int(found['figure'])).removesuffix('e')}ers"),
    (FIFTY, lambda _found, _written: "fifty-fifty"),
    (STREET, _house),
    (JET, _jet),
    (CALIBER, lambda found, _written: cardinal(int(found["bore"]))),
    (AVERAGE, _average),
    (RELEASE, _releases),
    (PAIRED, _numbered),
)


def serial(written: Written, at: int) -> Said | None:
    """Say a number with a letter behind it that is no unit: `5G`, `3D`, `1080p`."""
    found = SERIAL.match(written.text, at)
    if found is None:
        return None
    figure = found["figure"]
    said = paired(figure) if len(figure) > 2 else cardinal(int(figure))  # noqa: PLR2004  `1080p`, but `05b`
    return Said(found.end(), f"{said} {found['letter']}")
