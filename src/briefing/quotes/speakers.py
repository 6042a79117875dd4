"""Credits → people: each phrase that credits a quotation becomes a person of the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import Person
from briefing.quotes.names import Register, namings_of, role_of, title_gender
from briefing.quotes.pronouns import GENDERS, Meant, Resolver, vote_on_gender
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
    meant: dict[int, Meant | None] = {}
    for start in sorted(phrases):
        phrase, line = phrases[start]
        if phrase.pronoun:
            about = told_of(tokens[line], phrase.last)
            found = _by_pronoun(phrase, line, resolver, " ".join(said[start]), about)
        else:
            found = _by_name(phrase, register)
        if found:
            resolver.spoke(found.entity, line, start)
        meant[start] = found
    # Only now: what one pronoun told of somebody holds throughout the story.
    return {start: _speaker(phrases[start][0], found) for start, found in meant.items()}


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


def _by_name(phrase: Phrase, register: Register) -> Meant | None:
    entity = register.find(phrase.name, phrase.title) if phrase.name else None
    return Meant(entity) if entity else None


def _by_pronoun(phrase: Phrase, line: int, resolver: Resolver, said: str, about: str) -> Meant | None:
    """Whom `he` or `she` means, whose gender is told by that, too; `they` and `it` are nobody in particular."""
    gender = GENDERS.get(phrase.pronoun)
    meant = resolver.resolve(gender, line, phrase.start, said, about) if gender else None
    if meant:
        meant.entity.gender = meant.entity.gender or gender
    return meant


def _speaker(phrase: Phrase, meant: Meant | None) -> Speaker:
    """The one who is meant, or else somebody of whom no more is known than the phrase says."""
    if meant:
        return Speaker(meant.entity.as_person(), meant.lead)
    if phrase.pronoun:
        return Speaker(Person(phrase.words, gender=GENDERS.get(phrase.pronoun)), lead=0.0)
    return Speaker(Person(phrase.name or phrase.words, role_of(phrase.title), title_gender(phrase.words)))
