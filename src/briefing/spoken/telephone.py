"""Numbers that are dialled or named digit by digit: telephones, emergency lines, addresses of machines, accounts."""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.codes import is_house
from briefing.spoken.numbers import ONES, digits
from briefing.spoken.written import Reader, Said, Written, read_first

__all__ = ["at_digit", "at_mark"]

GAP = r"[-.\s‑–]"
NORTH_AMERICAN = re.compile(
    rf"(?:(?P<plus>\+)?(?P<country>1){GAP})?(?:\((?P<area1>\d{{3}})\){GAP}{{0,2}}|(?P<area>\d{{3}})(?P<sep>{GAP}))"
    rf"(?P<exchange>\d{{3}}){GAP}(?P<line>\d{{4}})(?![\w-]|[.,]\d)"
)
LETTERED = re.compile(
    rf"(?P<country>1){GAP}(?P<area>8\d\d|900){GAP}(?P<rest>(?=[\dA-Z-]{{0,12}}[A-Z])[A-Z0-9]{{1,10}}(?:-[A-Z0-9]{{1,10}}){{0,3}})(?!\w)"
)
INTERNATIONAL = re.compile(r"\+(?P<groups>\d{1,4}(?:[-\s.]?\(?\d{1,5}\)?){2,6})(?!\w)")
LOCAL = re.compile(r"(?P<exchange>\d{3})-(?P<line>\d{4})(?![\w-]|[.,]\d)")
BRITISH = re.compile(r"(?P<groups>0\d{2,4}\s\d{3,4}\s?\d{3,4})(?!\w)")
ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
SECURITY = re.compile(r"(?P<groups>\d{3}-\d{2}-\d{4})(?![\w-])")
DIALLED = re.compile(r"(?P<short>911|999|112|988|311|411|211|111|811|511|101)(?![\w%]|[.,:/-]\d)")
EMERGENCY = frozenset({"911", "988"})
CALLING = frozenset(
    "dial dialed dialled dialing call called calling calls phone phoned phoning ring rang text texting texted".split()
)
ABOUT_CALLS = frozenset(
    "call calls caller callers dispatcher dispatchers operator operators emergency line hotline lifeline".split()
)
STATE = re.compile(r",\s(?:[A-Z]{2}|[A-Z][A-Za-z.]{1,12}|[A-Z][a-z]+\s[A-Z][a-z]+)\s\Z")
TRIPLE = re.compile(r"(?P<section>\d{3})\((?P<a>[a-z])\)(?:\((?P<b>\d{1,2})\))?(?P<many>s\b)?")
CODE = re.compile(r"(?P<code>\d{3,20})(?:-(?P<more>\d{4}))?(?![\w%/]|[.,:-]\d)")
CODED = frozenset("code codes pin ending password zip otp passcode extension ext account badge serial hotline".split())


def at_mark(written: Written, at: int) -> Said | None:
    """Say a telephone number that begins with a plus or a bracket."""
    if found := NORTH_AMERICAN.match(written.text, at):
        return Said(found.end(), _north_american(found, written))
    if found := INTERNATIONAL.match(written.text, at):
        groups = re.findall(r"\d+", found["groups"])
        if sum(map(len, groups)) >= 8:  # noqa: PLR2004  shorter ones are sums, not telephones
            return Said(found.end(), f"plus {_groups(groups)}")
    return None


def at_digit(written: Written, at: int) -> Said | None:
    """Say a telephone number, an emergency line, a machine's address, a section of law or a code."""
    return read_first(RULES, written, at)


def _groups(groups: list[str]) -> str:
    return ", ".join(digits(group, zero="oh") for group in groups)


def _area(code: str) -> str:
    return f"{ONES[int(code[0])]} hundred" if code in {"800", "900"} else digits(code, zero="oh")


def _north_american(found: re.Match[str], _written: Written) -> str:
    area = found["area"] or found["area1"]
    said = f"{_area(area)}, {_groups([found['exchange'], found['line']])}"
    if not found["country"]:
        return said
    return f"plus one, {said}" if found["plus"] else f"one, {said}"


def _lettered(found: re.Match[str], _written: Written) -> str:
    parts = re.findall(r"\d+|[A-Z]+", found["rest"])
    said = ", ".join(digits(part, zero="oh") if part.isdigit() else part for part in parts)
    return f"one, {_area(found['area'])}, {said}"


def _section(found: re.Match[str], _written: Written) -> str:
    section = found["section"]
    head = f"{ONES[int(section[0])]} {'oh ' if section[1] == '0' else ''}"
    rest = digits(section[2]) if section[1] == "0" else digits(section[1:])
    said = f"{head}{rest} {found['a']}"
    said = f"{said} {digits(found['b'])}" if found["b"] else said
    return f"{said}'s" if found["many"] else said


def _local(found: re.Match[str], written: Written) -> str | None:
    if written.char(found.start() - 1) in {"-", "–"}:
        return None
    return _groups([found["exchange"], found["line"]])


def _dialled(found: re.Match[str], written: Written) -> str | None:
    at = found.start()
    if written.char(at - 1) in {"-", "–", "/"}:
        return None
    before, after = written.word_before(at).casefold(), written.word_after(found.end()).casefold()
    heads = {word.casefold().strip(",") for word in written.words_before(at)[-4:]}
    always = found["short"] in EMERGENCY and not (after in {"people", "votes", "miles"} or before in {"the", "flight"})
    return digits(found["short"], zero="oh") if heads & CALLING or after in ABOUT_CALLS or always else None


def _code(found: re.Match[str], written: Written) -> str | None:
    """Say digit by digit what is no count: a number behind `code` or `ending in`, or a long one without commas."""
    heads = [word.casefold().strip(".,:'\"’") for word in written.words_before(found.start())[-3:]]
    if not any(word in CODED for word in heads) and not _is_bare_code(found, written):
        return None
    said = digits(found["code"])
    return f"{said}, {digits(found['more'])}" if found["more"] else said


def _is_bare_code(found: re.Match[str], written: Written) -> bool:
    """Take five or more digits without commas for a code unless they are round, a house, or count what follows."""
    code = found["code"]
    if len(code) < 5 or found["more"]:  # noqa: PLR2004  four digits need no comma
        return bool(found["more"]) and len(code) == 5  # noqa: PLR2004  ZIP+4
    if written.opens(found.start()) and written.closes(found.end()):
        return True
    if len(code) == 5 and STATE.search(written.before(found.start())):  # noqa: PLR2004  a ZIP code
        return True
    following = written.word_after(found.end())
    counts = following[:1].islower() or code.endswith("00")
    return not (counts or is_house(written, found.start()))


RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (NORTH_AMERICAN, _north_american),
    (LETTERED, _lettered),
    (ADDRESS, lambda found, _written: " dot ".join(digits(part) for part in found[0].split("."))),
    (SECURITY, lambda found, _written: _groups(re.findall(r"\d+", found["groups"]))),
    (BRITISH, lambda found, _written: _groups(re.findall(r"\d+", found["groups"]))),
    (LOCAL, _local),
    (TRIPLE, _section),
    (DIALLED, _dialled),
    (CODE, _code),
)
