"""States, as the Associated Press and the Post Office shorten them, and the tags that join a party to one."""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.abbreviations import POSTAL, STATES
from briefing.spoken.short import ends_sentence
from briefing.spoken.written import Said, Written

__all__ = ["at_letter", "at_mark"]

SHORT = "|".join(re.escape(name).replace("w\\.va", "w\\.\\s?va") for name in sorted(STATES, key=len, reverse=True))
STATE = re.compile(rf"(?P<state>{SHORT})\.(?!\w)", re.IGNORECASE)
CODE = re.compile(r"(?P<code>[A-Z]{2})(?=\s\d{5}\b|[.,;:)]|\s?\Z|\s(?:--|—|–|\())(?!\.[A-Z])")
TAG = re.compile(
    rf"(?P<party>[DRI])[-–](?P<where>(?:(?i:{SHORT})\.(?!\w)|[A-Z]{{2}}\b|D\.C\.|[A-Z][a-z]{{2,12}}(?:\s(?:York|Jersey|Mexico|Hampshire|Carolina|Dakota|Virginia|Island))?\b))"
)
BRACKETED = re.compile(rf"\({TAG.pattern}\)")
PARTY_ALONE = re.compile(r"\((?P<party>[DRI]|Lab|Con|Lib Dem|LD|SNP)\)")
TOWN = re.compile(r"[A-Z][\w.'’-]{0,30},\s\Z")
PARTIES = {
    "D": "Democrat",
    "R": "Republican",
    "I": "Independent",
    "Lab": "Labour",
    "Con": "Conservative",
    "Lib Dem": "Liberal Democrat",
    "LD": "Liberal Democrat",
    "SNP": "SNP",
}
ONLY_AFTER_COMMA = frozenset(
    "del ill ind kan la ga man mass me md mo miss mont ont ore pa tex va wash wis b.c n.b n.s alta que colo conn "
    "ark ala".split()
)


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Say a party tag, a shortened state, or a postal code of a state."""
    if word in {"D", "R", "I"} and (found := TAG.match(written.text, at)):
        return _tag(found, written)
    if found := STATE.match(written.text, at):
        return _state(found, written)
    if word in POSTAL and CODE.match(written.text, at) and TOWN.search(written.before(at)):
        return Said(end, POSTAL[word])
    return None


def at_mark(written: Written, at: int) -> Said | None:
    """Say a party in brackets behind a name: `(D)`, `(D-Va.)`."""
    if found := PARTY_ALONE.match(written.text, at):
        return Said(found.end(), f", {PARTIES[found['party']]}{_pause(written, found.end())}")
    found = BRACKETED.match(written.text, at)
    if found is None:
        return None
    return Said(found.end(), f", {PARTIES[found['party']]} of {_where(found['where'])}{_pause(written, found.end())}")


def _pause(written: Written, end: int) -> str:
    return "," if written.char(end) == " " else ""


def _where(printed: str) -> str:
    return POSTAL.get(printed) or STATES.get(re.sub(r"\s", "", printed.casefold().rstrip(".")), printed)


def _tag(found: re.Match[str], written: Written) -> Said | None:
    at = found.start()
    if written.char(at - 1) in {"-", "'", "’", "."}:
        return None
    where = _where(found["where"])
    if len(found["where"]) == 2 and found["where"] not in POSTAL:  # noqa: PLR2004  not a state
        return None
    beside_name = written.before(at, 2).rstrip(" ").endswith((",", "(", "—"))
    said = f"{PARTIES[found['party']]} of {where}" if beside_name else f"{found['party']} {where}"
    stop = "." if found[0].endswith(".") and where[-1] != "." and ends_sentence(written, found.end()) else ""
    return Said(found.end(), said + stop)


def _state(found: re.Match[str], written: Written) -> Said | None:
    at, printed = found.start(), found["state"]
    if not printed[0].isupper() or written.char(at - 1) in {"-", "'", "’", "."}:
        return None
    name = re.sub(r"\s", "", printed.casefold())
    after_comma = written.before(at, 2) == ", " or written.char(at - 1) == "("
    is_bare = written.opens(at) and written.char(found.end()) == ","
    if not (after_comma or is_bare) and name in ONLY_AFTER_COMMA:
        return None
    return Said(found.end(), STATES[name] + ("." if ends_sentence(written, found.end()) else ""))
