"""Credits → people: each phrase that credits a quotation becomes a person of the story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.model import Person
from briefing.quotes.names import Entity, Register, namings_of, role_of, title_gender
from briefing.quotes.pronouns import GENDERS, Resolver, vote_on_gender
from briefing.quotes.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.quotes.paragraph import Credit
    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = ["Speaker", "meet", "settle"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a phrase means."""

    person: Person
    lead: float | None = None
    """For a pronoun: how far ahead of the next best; None for everything else."""
    entity: Entity | None = None


def meet(tokens: Sequence[Sequence[Token]], headline: Sequence[Token] = ()) -> Register:
    """Everybody the story names outside quotations, and the fuller names that its headline gives them."""
    register = Register()
    namings = [n for line, row in enumerate(tokens) for n in namings_of(row, line)]
    for naming in sorted(namings, key=lambda n: (n.name.count(" ") == 0, n.start)):
        register.add(naming)
    for naming in namings_of(headline, -1):
        register.complete(naming.name)
    vote_on_gender(register, tokens)
    return register


def settle(
    credited: Mapping[int, Credit], register: Register, tokens: Sequence[Sequence[Token]], quoted: Sequence[str]
) -> dict[int, Speaker]:
    """Offset of a crediting phrase → whom it means; `quoted` is what each quotation says."""
    resolver = Resolver(register, tokens)
    phrases = {c.phrase.start: (c.phrase, c.line) for c in credited.values()}
    said: dict[int, list[str]] = {}
    for quote, credit in credited.items():
        said.setdefault(credit.phrase.start, []).append(quoted[quote])
    found: dict[int, Speaker] = {}
    for start in sorted(phrases):
        phrase, line = phrases[start]
        if phrase.pronoun:
            about = told_of(tokens[line], phrase.last)
            speaker = _pronoun(phrase, line, resolver, " ".join(said[start]), about)
        else:
            speaker = _named(phrase, register)
        if speaker.entity:
            resolver.spoke(speaker.entity, line, start)
        found[start] = speaker
    return {start: _agreed(speaker) for start, speaker in found.items()}


def _agreed(speaker: Speaker) -> Speaker:
    """The same person throughout the story: what one pronoun told of them holds everywhere."""
    entity = speaker.entity
    return replace(speaker, person=Person(entity.name, entity.role, entity.gender)) if entity else speaker


def told_of(row: Sequence[Token], last: int) -> str:
    """Whom something is said of: the name in `he said of NAME`, `she called NAME`."""
    i = last + 2
    if i < len(row) and row[i].low in {"of", "about"}:
        i += 1
    names = []
    while i < len(row) and row[i].kind == Kind.UPPER:
        names.append(row[i].text)
        i += 1
    return " ".join(names)


def _named(phrase: Phrase, register: Register) -> Speaker:
    entity = register.find(phrase.name, phrase.title) if phrase.name else None
    if entity is None:
        words = phrase.name or phrase.words
        return Speaker(Person(words, role_of(phrase.title), title_gender(phrase.words)))
    return Speaker(Person(entity.name, entity.role, entity.gender), entity=entity)


def _pronoun(phrase: Phrase, line: int, resolver: Resolver, said: str, about: str) -> Speaker:
    gender = GENDERS.get(phrase.pronoun)
    meant = resolver.resolve(phrase.pronoun, line, phrase.start, said, about) if gender else None
    if meant is None:
        return Speaker(Person(phrase.words, gender=gender), lead=0.0)
    entity = meant.entity
    entity.gender = entity.gender or gender
    return Speaker(Person(entity.name, entity.role, entity.gender), meant.lead, entity)
