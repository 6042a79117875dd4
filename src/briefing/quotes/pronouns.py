"""Whom `he`, `she`, `it` or `they` means.

Everybody named before the pronoun is weighed by where the story last named them, as what part of the sentence, who
spoke last, and gender.  The weights are few and were fitted by `bench/quotes.py --fit`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import Gender
from briefing.quotes.given import GIVEN
from briefing.quotes.names import is_body
from briefing.quotes.phrases import is_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.names import Entity, Naming, Register
    from briefing.quotes.tokens import Token

__all__ = ["Meant", "Resolver", "vote_on_gender"]

GENDERS = {"he": Gender.MALE, "him": Gender.MALE, "his": Gender.MALE, "she": Gender.FEMALE, "her": Gender.FEMALE}
FAR = 12  # paragraphs after which a name is no longer in the listener's mind


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a pronoun means, and how far ahead of the next best they were."""

    entity: Entity
    lead: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign is worth; one paragraph further away costs `paragraph`."""

    paragraph: float = 1.0
    sentence: float = 0.35
    name: float = 0.1
    subject: float = 1.2
    possessive: float = -0.5
    speaker: float = 1.6
    frequent: float = 0.35
    given: float = 1.0
    against: float = -3.0
    person: float = 0.8
    body: float = -4.0


class Resolver:
    """Remembers who was named and who spoke; asked once for each pronoun, in the order of the story."""

    def __init__(
        self,
        register: Register,
        tokens: Sequence[Sequence[Token]],
        weights: Weights = Weights(),  # noqa: B008  frozen
    ) -> None:
        self._weights = weights
        self._namings = sorted(((n, e) for e in register.entities for n in e.namings), key=lambda pair: pair[0].start)
        self._subject = {n.start: is_subject(tokens[n.line], n.last) for n, _ in self._namings}
        self._tokens = tokens
        self._speaker: tuple[Entity, int, int] | None = None

    def spoke(self, entity: Entity, line: int, at: int) -> None:
        """Remember that somebody is credited with words in a paragraph, by a phrase at an offset."""
        self._speaker = (entity, line, at)

    def resolve(self, pronoun: str, line: int, at: int) -> Meant | None:
        """Whom a pronoun at offset `at` of paragraph `line` means."""
        gender = GENDERS.get(pronoun)
        scores: dict[int, tuple[float, Entity]] = {}
        seen: Counter[int] = Counter()
        between = 0
        for naming, entity in self._before(line, at):
            seen[id(entity)] += 1
            score = self._nearness(naming, line, at, between)
            between += 1
            if score > scores.get(id(entity), (-99.0, entity))[0]:
                scores[id(entity)] = score, entity
        if self._speaker and line - self._speaker[1] <= FAR:
            self._add_speaker(scores, line)
        ranked = sorted(
            ((s + self._fitness(e, gender, seen[id(e)]), e.namings[0].start, e) for s, e in scores.values()),
            key=lambda item: (-item[0], item[1]),
        )
        return _best(ranked)

    def _before(self, line: int, at: int) -> list[tuple[Naming, Entity]]:
        """Names before an offset, the nearest first, as far as anybody remembers."""
        out = []
        for naming, entity in reversed(self._namings):
            if naming.start < at:
                if line - naming.line > FAR:
                    break
                out.append((naming, entity))
        return out

    def _nearness(self, naming: Naming, line: int, at: int, between: int) -> float:
        w = self._weights
        score = -w.paragraph * (line - naming.line) - w.name * between
        if naming.line == line:
            score -= w.sentence * self._sentences(naming, at)
        if self._subject[naming.start]:
            score += w.subject
        if self._tokens[naming.line][naming.last].possessive:
            score += w.possessive
        return score

    def _sentences(self, naming: Naming, at: int) -> int:
        count = 0
        for token in self._tokens[naming.line][naming.last + 1 :]:
            if token.start >= at:
                break
            count += token.kind in "SQ"
        return count

    def _add_speaker(self, scores: dict[int, tuple[float, Entity]], line: int) -> None:
        assert self._speaker
        entity, spoke_in, _ = self._speaker
        w = self._weights
        base = scores.get(id(entity), (-9.0, entity))[0]
        scores[id(entity)] = max(base, -w.paragraph * (line - spoke_in)) + w.speaker, entity

    def _fitness(self, entity: Entity, gender: Gender | None, seen: int) -> float:
        w = self._weights
        score = w.frequent * min(seen, 6) + w.person * (entity.person > 0) + w.person * (" " in entity.name)
        if is_body(entity.name):
            score += w.body
        known = entity.gender
        if known and gender:
            return score + (w.given if known == gender else 2 * w.against)
        likely = GIVEN.get(entity.name.split()[0].lower()) if " " in entity.name else None
        if likely and gender:
            score += w.given if likely == gender else w.against
        return score


def _best(ranked: Sequence[tuple[float, int, Entity]]) -> Meant | None:
    if not ranked:
        return None
    lead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else ranked[0][0] - 4.0)
    return Meant(ranked[0][2], lead)


def vote_on_gender(register: Register, tokens: Sequence[Sequence[Token]]) -> None:
    """Give a gender to whom the text calls he or she: the subject of a sentence, with nobody else named between."""
    starts = {(n.line, n.first) for e in register.entities for n in e.namings}
    for entity in register.entities:
        if entity.gender is None and not is_body(entity.name):
            votes = Counter(v for n in entity.namings if (v := _vote(n, tokens[n.line], starts)))
            top = votes.most_common(2)
            if top and top[0][1] >= 2 * (top[1][1] if len(top) > 1 else 0) + 1:
                entity.gender = top[0][0]


def _vote(naming: Naming, tokens: Sequence[Token], starts: set[tuple[int, int]]) -> Gender | None:
    if not is_subject(tokens, naming.last):
        return None
    for i in range(naming.last + 1, min(len(tokens), naming.last + 25)):
        token = tokens[i]
        if (naming.line, i) in starts or token.kind in "SQ":
            return None
        if token.low in GENDERS and token.low != "him":
            return GENDERS[token.low]
    return None
