"""Credits → people: each phrase that credits a quotation becomes a person of the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import Person
from briefing.quotes.descriptions import Roles
from briefing.quotes.genders import GENDERS, vote_on_gender, whose_relatives
from briefing.quotes.kin import kinship
from briefing.quotes.names import is_body, namings_of, role_of, title_gender
from briefing.quotes.nominal import Described, in_full
from briefing.quotes.pronouns import GUESSED, STATEMENTS, Meant, Resolver, Told
from briefing.quotes.register import Register
from briefing.quotes.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model import Gender
    from briefing.quotes.paragraph import Credit
    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = ["Speaker", "meet", "settle"]

ASKING = frozenset({"ask", "tell", "question", "demand", "remind", "inform"})  # with somebody to answer
ANSWERING = frozenset({"answer", "reply", "respond", "retort", "counter", "retaliate", "rejoin", "shoot"})
CLEAR = 1.0
"""How far ahead somebody must be to be followed through a pronoun that credits nothing."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a phrase means."""

    person: Person
    lead: float | None = None
    """For a pronoun: how far ahead of the next best, or `ALONE`; `GUESSED` where it is no more than a guess.

    None for words that only one can be meant by.
    """
    named: Person | None = None
    """Who of those with a name a description can only mean, so that one has one voice."""


def meet(tokens: Sequence[Sequence[Token]], headline: Sequence[Token]) -> Register:
    """Everybody the story names outside quotations, and the fuller names that its headline gives them."""
    namings = [n for line, row in enumerate(tokens) for n in namings_of(row, line)]
    kin = {naming.start: told for naming in namings if (told := kinship(tokens[naming.line], naming))}
    register = Register(namings, kin)
    for naming in namings_of(headline, -1):
        register.complete(naming.name)
    vote_on_gender(register.entities, tokens)
    whose_relatives(register.entities, tokens, kin)
    return register


def settle(
    credited: Mapping[int, Credit],
    register: Register,
    tokens: Sequence[Sequence[Token]],
    quoted: Sequence[str],
    plain: str,
) -> dict[int, Speaker]:
    """Offset of a crediting phrase → whom it means; `quoted` is what each quotation says, `plain` the story without."""
    roles = Roles((entity for entity in register.entities if not is_body(entity.name)), tokens, plain)
    described = Described(tokens, roles, register.entities)
    resolver = Resolver(register, described.places, tokens)
    spoken = {c.phrase.start: c for c in reversed([*credited.values()])}
    said: dict[int, list[str]] = {}
    for quote, credit in credited.items():
        said.setdefault(credit.phrase.start, []).append(quoted[quote])
    story = _Story(register, described, resolver, tokens)
    meant: dict[int, Meant | None] = {}
    acting = _subjects(tokens, spoken)
    for start in sorted([*spoken, *acting]):
        if start in acting:
            _follow(acting[start], start, resolver)
        else:
            meant[start] = story.meant(spoken[start], " ".join(said[start]))
    # Only now: what one pronoun told of somebody holds throughout the story.
    return {start: _speaker(spoken[start].phrase, found, tokens[spoken[start].line]) for start, found in meant.items()}


@dataclass(frozen=True, slots=True)
class _Story:
    """What is known of a story while its credits are followed, in order."""

    register: Register
    described: Described
    resolver: Resolver
    tokens: Sequence[Sequence[Token]]

    def meant(self, credit: Credit, words: str) -> Meant | None:
        """Whom a credit means, who says the words; remembered for the credits that follow."""
        phrase = credit.phrase
        if phrase.pronoun:
            found = _by_pronoun(credit, self.resolver, self.tokens, words)
        else:
            found = _by_name(phrase, self.register) if phrase.name else self._described(credit)
        asked = credit.verb in ASKING or words.endswith("?")
        # A question out of the crowd does not take the floor: he or she goes on with the answer.
        if found and (phrase.pronoun or phrase.name or not asked):
            self.resolver.spoke(found, credit.line, phrase.start, asked=asked)
        return found

    def _described(self, credit: Credit) -> Meant | None:
        """Whom a description means: who issued a statement, or somebody without a name."""
        phrase = credit.phrase
        if _is_statement(phrase):
            issuer = self.resolver.issuer(credit.line, phrase.start)
            return Meant(issuer) if issuer else None
        return self.described.find(phrase, credit.line, self.tokens[credit.line])


def _subjects(tokens: Sequence[Sequence[Token]], spoken: Mapping[int, Credit]) -> dict[int, tuple[Gender, int]]:
    """Offset → gender and paragraph of each `he` or `she` at the head of a sentence that credits nothing."""
    return {
        token.start: (GENDERS[token.low], line)
        for line, row in enumerate(tokens)
        for i, token in enumerate(row)
        if token.low in {"he", "she"} and token.start not in spoken and (i == 0 or row[i - 1].kind == Kind.STOP)
    }


def _follow(pronoun: tuple[Gender, int], start: int, resolver: Resolver) -> None:
    """Let a pronoun that credits nothing carry whom it means to the next one."""
    gender, line = pronoun
    meant = resolver.resolve(gender, line, start)
    if meant and _learn(meant, gender):
        resolver.acted(meant.entity, line, start)


def _learn(meant: Meant, gender: Gender) -> bool:
    """Whether it is clear whom a pronoun means, whose gender that then tells."""
    clear = meant.lead is not None and meant.lead >= CLEAR
    if clear:
        meant.entity.gender = meant.entity.gender or gender
    return clear


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
    """Whom a name means; in doubt where the story has another of that surname who may as well be meant."""
    entity, doubtful = register.named(phrase.start, phrase.end, phrase.name, phrase.title)
    return Meant(entity, GUESSED if doubtful else None) if entity else None


def _by_pronoun(credit: Credit, resolver: Resolver, tokens: Sequence[Sequence[Token]], said: str) -> Meant | None:
    """Whom `he` or `she` means, whose gender is told by that, too, and `it`; `they` are nobody in particular."""
    phrase = credit.phrase
    gender = GENDERS.get(phrase.pronoun)
    if gender is None:
        body = resolver.body(credit.line, phrase.start) if phrase.pronoun == "it" else None
        return Meant(body) if body else None
    told = Told(said, told_of(tokens[credit.line], phrase.last), credit.verb in ANSWERING)
    meant = resolver.resolve(gender, credit.line, phrase.start, told)
    if meant:
        _learn(meant, gender)
    return meant


def _speaker(phrase: Phrase, meant: Meant | None, row: Sequence[Token]) -> Speaker:
    """The one who is meant, or else somebody of whom no more is known than the phrase says."""
    if meant and not meant.described:
        return Speaker(meant.entity.as_person(), meant.lead)
    if phrase.pronoun:
        return Speaker(Person(phrase.words, gender=GENDERS.get(phrase.pronoun)), lead=GUESSED)
    person = Person(phrase.name or in_full(phrase, row), role_of(phrase.title), title_gender(phrase.words))
    named = meant.entity.as_person() if meant else None
    return Speaker(person, GUESSED if _is_statement(phrase) else None, named)


def _is_statement(phrase: Phrase) -> bool:
    """Whether a phrase means what somebody says through, and nobody: `the statement`."""
    return not phrase.name and phrase.words.lower().rpartition(" ")[2] in STATEMENTS
