"""Where a story names somebody, and what that place tells: whether they act there, and whether they say anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.quotes.clauses import is_subject, verb_of
from briefing.quotes.genders import is_human, is_main, told_gender
from briefing.quotes.names import is_body
from briefing.quotes.roles import is_role
from briefing.quotes.tokens import Kind, closes_phrase
from briefing.quotes.verbs import BASE, FINITE, SPEECH
from briefing.quotes.words import BEFORE_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Gender
    from briefing.quotes.names import Entity, Naming
    from briefing.quotes.tokens import Token

__all__ = ["Place", "Worth", "employs", "is_impersonal", "is_personal", "may_be", "place_of"]

INVERTED = frozenset({"say", "note", "add", "explain", "write", "argue", "warn", "ask"})
WIDEST = 12  # tokens between such a verb and the name behind it


class Worth:
    """What each sign is worth; those of paragraphs, sentences and names are for each between name and pronoun."""

    PARAGRAPH = -0.4
    SENTENCE = -0.9
    NAME = -0.08
    SUBJECT = 0.4
    MAIN = 1.8
    SAYS = 1.6
    POSSESSIVE = -0.4
    EMPLOYER = -1.5
    SPEAKER = 1.9
    BROUGHT_IN = 2.0  # in this very paragraph: without a name, or as what it is about by now
    FREQUENT = 0.25
    GIVEN = 0.4
    PERSON = 1.3
    QUOTED = -1.0
    TOLD_OF = -2.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is named, and what that place is worth whatever the pronoun."""

    start: int
    line: int
    sentence: int
    entity: Entity
    worth: float
    says: bool
    main: bool
    """Whether it is what its sentence is about."""

    @property
    def turns(self) -> bool:
        """Whether the story turns to them here: the sentence is about them, or they say something."""
        return self.main or self.says


def place_of(naming: Naming, entity: Entity, row: Sequence[Token], sentence: int) -> Place:
    """What a naming of somebody tells, in its paragraph; that they speak or have an age is remembered of them."""
    worth = Worth.POSSESSIVE if row[naming.last].possessive else 0.0
    worth += Worth.EMPLOYER * employs(row, naming.last)
    inverted = _said_before(row, naming)
    subject = inverted or is_subject(row, naming.last)
    main = inverted or (subject and is_main(row, naming))
    says = inverted or _says(row, naming)
    worth += Worth.SUBJECT * subject + Worth.MAIN * main + Worth.SAYS * says
    entity.speaks = entity.speaks or (says and " " in entity.name and not is_body(entity.name))
    entity.titled = entity.titled or _aged(row, naming.last)
    return Place(naming.start, naming.line, sentence, entity, worth, says, main)


def may_be(entity: Entity, gender: Gender) -> bool:
    """Whether `he` or `she`, of a gender, can mean somebody at all."""
    return told_gender(entity) in {None, gender} and not is_impersonal(entity)


def is_impersonal(entity: Entity) -> bool:
    """Whether it is a place or an institution, and nothing tells that a person bears the name."""
    return is_body(entity.name) and not is_human(entity)


def is_personal(entity: Entity) -> bool:
    """Whether it is likely a person: nothing tells of it, but places and teams seldom have two names."""
    return is_human(entity) or " " in entity.name


def _aged(row: Sequence[Token], last: int) -> bool:
    """Whether an age stands behind a name, as people have: `NAME, 17,`."""
    comma, age = last + 1, last + 2
    return age < len(row) and row[comma].text == "," and row[age].text.isdigit() and closes_phrase(row, age + 1)


def employs(row: Sequence[Token], last: int) -> bool:
    """Whether a name that ends at index `last` only tells whose or what somebody is: `Olsen aide`, `Folk singer`."""
    return last + 1 < len(row) and row[last + 1].kind == Kind.LOWER and is_role(row[last + 1].low)


def _said_before(row: Sequence[Token], naming: Naming) -> bool:
    """Whether the name stands behind its verb of saying: `…, noted NAME`."""
    for i in range(naming.first - 1, max(-1, naming.first - 1 - WIDEST), -1):
        if not (row[i].possessive or row[i].low in BEFORE_NAMES or row[i].kind == Kind.UPPER):
            return row[i].kind == Kind.LOWER and row[i].low in FINITE and BASE[row[i].low] in INVERTED
    return False


def _says(row: Sequence[Token], naming: Naming) -> bool:
    """Whether the name is that of who says something, before the verb."""
    verb = verb_of(row, naming.last)
    return verb is not None and BASE.get(row[verb].low) in SPEECH
