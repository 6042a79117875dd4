"""The people of a story: each one's fullest name, role, and gender as far as the text tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from briefing.model import Gender, Person
from briefing.quotes.phrases import is_forename, is_name_token, joins_body, office_of, past_place
from briefing.quotes.roles import described_after, described_before, is_role, opens_role
from briefing.quotes.runs import PARTICLES, particles_before, past_roles
from briefing.quotes.tokens import printed
from briefing.quotes.words import ARTICLES, BEFORE_NAMES, BODIES, PLACES, PREPOSITIONS, TITLES, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.tokens import Token

__all__ = [
    "KIN",
    "MOST_WORDS",
    "Entity",
    "Naming",
    "compared",
    "head_of",
    "is_body",
    "name_goes_on",
    "namings_of",
    "role_of",
    "surname",
    "title_gender",
]

MOST_WORDS = 5  # of a name; a longer run of capitals is a headline
HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"})  # that tell a gender, and no role
KIN = dict.fromkeys(
    listed("wife mother daughter sister grandmother granddaughter widow niece aunt actress girlfriend girl woman"),
    Gender.FEMALE,
) | dict.fromkeys(
    listed("husband son brother father grandfather grandson widower nephew uncle boyfriend boy man"), Gender.MALE
)
"""What people are to each other, or plainly are → the gender that it tells."""
FORMER = listed("former then longtime retired")
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@dataclass(slots=True)
class Entity:
    """Somebody, or some body, that the story names."""

    name: str
    titled: bool = False
    """Whether a title or an office is told of it anywhere."""
    speaks: bool = False
    """Whether it says anything under a name of several words that is no body's."""
    gender: Gender | None = None
    role: str | None = None
    namings: list[Naming] = field(default_factory=list)

    def as_person(self) -> Person:
        """What is known about it by now."""
        return Person(self.name, self.role, self.gender)


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where the story names an entity outside quotations."""

    start: int
    end: int
    line: int
    first: int
    last: int
    name: str
    title: str
    """What stands right before the name: `Mr.`, `harbour spokesperson`."""
    role: str = ""
    """What the person is, as printed before or after the name."""


def compared(name: str) -> str:
    """A name as it is compared: lower case, without suffix or possessive."""
    words = [w.strip(".'") for w in name.lower().removesuffix("'s").split()]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return " ".join(words)


def surname(name: str) -> str:
    """The last word of a name, as it is compared."""
    words = compared(name).split()
    return words[-1] if words else ""


def title_gender(title: str) -> Gender | None:
    """The gender that a title gives: Mr, Mrs, Lady, spokeswoman."""
    for word in title.lower().split():
        given = TITLES.get(word)
        if given:
            return Gender(given)
        if word in KIN:
            return KIN[word]
        if word.endswith("woman"):
            return Gender.FEMALE
        if word.endswith("man") and word.startswith(("spokes", "congress", "chair", "business", "states")):
            return Gender.MALE
    return None


def head_of(role: str) -> str:
    """The words of a role before its first preposition: `director` of `director of the seed bank`."""
    listed = role.split()
    return " ".join(takewhile(lambda word: word.lower() not in PREPOSITIONS, listed))


def role_of(printed: str) -> str | None:
    """A role without its article; None where the words hold none."""
    kept = [w for i, w in enumerate(printed.strip(" ,-").split()) if i or w.lower() not in ARTICLES]
    while kept and (kept[-1].lower() in PREPOSITIONS or kept[-1].endswith(("ing", "ly"))):
        kept.pop()
    telling = any(w.lower() in TITLES or is_role(w.lower()) for w in kept) or len(kept) > 1
    return " ".join(kept) if telling and not HONORIFICS.issuperset(w.lower() for w in kept) else None


def is_body(name: str) -> bool:
    """Whether a name is that of a place, an institution or a publication, as far as its words tell."""
    words = [w.strip(".") if len(w) > len("U.S") else w for w in name.lower().split()]
    return not words or words[-1] in PLACES or any(w in BODIES for w in words)


def namings_of(tokens: Sequence[Token], line: int) -> list[Naming]:
    """Every name in a paragraph, titles before it included."""
    out: list[Naming] = []
    i = 0
    count = len(tokens)
    while i < count:
        if not (is_name_token(tokens[i]) or is_forename(tokens, i)):
            i += 1
            continue
        first = i
        while i + 1 < count and not tokens[i].possessive and name_goes_on(tokens, i + 1):
            i += 1
        out += _naming(tokens, first, i, line)
        i += 1
    return out


def name_goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token at index `i` goes on with the name before it: another name, or a small word before one."""
    token = tokens[i]
    if is_name_token(token):
        return True
    behind = tokens[i + 1 : i + MOST_WORDS]
    nexts = next((t for t in behind if token.low not in PARTICLES or t.low not in PARTICLES), None)
    if nexts is None or not is_name_token(nexts):
        return False
    if joins_body(tokens, i):
        return True
    return token.low in PARTICLES or token.text == "&" or (token.text == "," and nexts.low in SUFFIXES)


def _naming(tokens: Sequence[Token], start: int, last: int, line: int) -> list[Naming]:
    """The name in a run of name words, which may open with an office; none where it is an initial alone."""
    first = past_place(tokens, past_roles(tokens, start, last), last)
    if start < first:
        start = office_of(tokens, start)
    first = particles_before(tokens, first)
    start = min(start, first)
    name = printed(tokens, first, last).removesuffix("'s")
    if len(name) < 2:  # noqa: PLR2004  an initial
        return []
    start = _title_start(tokens, start, first)
    title = role = printed(tokens, start, first - 1)
    if not is_body(name) and not any(is_role(w) for w in title.lower().split()):
        beside = described_before(tokens, start, last) or described_after(tokens, last)
        role = printed(tokens, *beside) if beside else title
    return [Naming(tokens[first].start, tokens[last].end, line, first, last, name, title, role)]


def _title_start(tokens: Sequence[Token], start: int, name: int) -> int:
    """Index where what belongs to the name at index `name` begins: titles, an office, the body that it is held in."""
    while start > 0 and (tokens[start - 1].low in BEFORE_NAMES or tokens[start - 1].low in FORMER):
        start -= 1
    start = opens_role(tokens, start) if start == name else start
    return _employer(tokens, start) if start < name else start


def _employer(tokens: Sequence[Token], start: int) -> int:
    """Where the body that somebody speaks for starts: `harbour` in `harbour spokesperson`."""
    if tokens[start].low in TITLES and not is_role(tokens[start].low):
        return start
    low = max(0, start - MOST_WORDS + 2)
    while start > low and is_name_token(tokens[start - 1]):
        start -= 1
    return start
