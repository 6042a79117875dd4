"""Whom `he` or `she` means.

Everybody named before the pronoun is weighed by where the story last named them, as what part of the sentence, who
spoke last, and gender.  The weights are few, and were chosen by the figures of `bench/quotes.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, NamedTuple

from briefing.quotes.genders import is_about, is_human, told_gender
from briefing.quotes.names import surname
from briefing.quotes.places import Worth, is_impersonal, is_personal, may_be, place_of
from briefing.quotes.tokens import ENDS, Kind, tokens_in
from briefing.quotes.words import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from briefing.model import Gender
    from briefing.quotes.names import Entity, Naming
    from briefing.quotes.places import Place
    from briefing.quotes.register import Register
    from briefing.quotes.tokens import Token

__all__ = ["ALONE", "GUESSED", "STATEMENTS", "Meant", "Resolver", "Told"]

ALONE = 1e9
"""The lead of who is meant where nobody else can be."""
GUESSED = -1.0
"""The lead of who is meant by no more than a guess."""
MOST = 200  # names looked back upon
OVERHEARD = 0.5  # of the last speaker's claim, once somebody else has said something
ANSWERED = -2.0  # of it, where the words answer what the last speaker asked
SOON = 3  # sentences in which a question is answered
STATEMENTS = listed("statement release announcement communique")
"""What somebody says through, and which is nobody itself."""
FAR = 12  # paragraphs after which a name is no longer in the listener's mind


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a phrase means."""

    entity: Entity
    lead: float | None = None
    """For a pronoun: how far ahead of the next best they were, or `ALONE`; `GUESSED` where it is no more than a guess.

    None for words that only one can be meant by.
    """
    described: bool = False
    """Whether the phrase says what they are and the story says elsewhere what they are called."""


class Told(NamedTuple):
    """What somebody who is only called he or she says."""

    words: str = ""
    """In which people seldom name themselves."""
    of: str = ""
    """The name of whom they say it of."""
    answers: bool = False
    """Whether they say it in reply."""


NOTHING = Told()


class Resolver:
    """Remembers who was named and who spoke; asked once for each pronoun, in the order of the story."""

    def __init__(
        self, register: Register, described: Iterable[tuple[Naming, Entity]], tokens: Sequence[Sequence[Token]]
    ) -> None:
        self._register, self._tokens = register, tokens
        self._ends = [[t.start for t in row if t.kind in ENDS] for row in tokens]
        self._first_sentence = [0, *accumulate(len(ends) + 1 for ends in self._ends)]
        named = ((naming, entity) for entity in register.entities for naming in entity.namings)
        self._places = sorted((self._place(*each) for each in (*named, *described)), key=lambda p: p.start)
        self._starts = [p.start for p in self._places]
        self._speaker: tuple[Entity, int, int] | None = None
        self._subject: tuple[Entity, int, int] | None = None
        self._asked = False
        self._lead = ALONE  # of the last speaker

    def _place(self, naming: Naming, entity: Entity) -> Place:
        return place_of(naming, entity, self._tokens[naming.line], self._sentence(naming.line, naming.start))

    def _sentence(self, line: int, at: int) -> int:
        return self._first_sentence[line] + bisect_left(self._ends[line], at)

    def spoke(self, meant: Meant, line: int, at: int, *, asked: bool = False) -> None:
        """Remember that somebody is credited with words in a paragraph, by a phrase at an offset.

        `asked` tells that the words were put to somebody else, who may answer.
        """
        self._speaker = (meant.entity, line, self._sentence(line, at))
        self._asked, self._lead = asked, ALONE if meant.lead is None else meant.lead

    def acted(self, entity: Entity, line: int, at: int) -> None:
        """Remember whom a `he` or `she` at the head of a sentence meant."""
        self._subject = (entity, line, self._sentence(line, at))

    def resolve(self, gender: Gender, line: int, at: int, told: Told = NOTHING) -> Meant | None:
        """Whom a pronoun of `gender` at offset `at` of paragraph `line` means, where `told` is what they say."""
        sentence = self._sentence(line, at)
        scores: dict[int, tuple[float, Entity]] = {}
        seen: Counter[int] = Counter()
        said_since, answered = False, told.answers and self._was_asked(sentence)
        topic, passed = self._topic(gender, line, at)
        told_of = is_about(told.words, gender)  # who is, may be whom the story has come to be about
        said = {token.low for token in tokens_in(told.words)}
        for count, place in enumerate(self._before(line, at)):
            said_since |= place.says and self._is_other(place, after=1)
            who = id(place.entity)
            seen[who] += 1
            score = place.worth + self._distance(line - place.line, sentence - place.sentence)
            score += Worth.SPEAKER * (answered and self._is_other(place, after=0))
            score += Worth.NAME * min(count, 20)
            brought_in = (place.entity is topic and not told_of) or place.entity.name[:1].islower()
            score += Worth.BROUGHT_IN * (place.line == line and brought_in)
            if who not in scores or score > scores[who][0]:
                scores[who] = score, place.entity
        self._add_subject(scores, line, sentence)
        share = 0.0 if passed else OVERHEARD if said_since else 1.0
        self._add_speaker(scores, line, sentence, ANSWERED if answered else share)
        ranked = []
        for score, entity in scores.values():
            if not may_be(entity, gender):
                continue
            fitness = self._fitness(entity, seen[id(entity)]) + self._aside(entity, said, told.of)
            ranked.append((score + fitness, -entity.namings[0].start, entity))
        best = _best(sorted(ranked, key=lambda item: item[:2], reverse=True))
        return self._no_surer(best, line, at) if best else None

    def _no_surer(self, best: Meant, line: int, at: int) -> Meant:
        """Who is meant, no surer than the last name for them, or, where they spoke since, than the credit for that."""
        named = next((place for place in self._before(line, at) if place.entity is best.entity), None)
        if named and self._register.doubts(named.start):
            return replace(best, lead=GUESSED)
        if self._speaker is None or self._speaker[0] is not best.entity:
            return best
        since = named is not None and named.sentence > self._speaker[2]
        return best if since else replace(best, lead=min(best.lead or 0.0, self._lead))

    def _topic(self, gender: Gender, line: int, at: int) -> tuple[Entity | None, bool]:
        """Whom the story has come to be about since somebody last spoke, and whether that one is out of mind.

        So is who spoke in a paragraph above, once this one names somebody else in whatever part of a sentence.
        """
        if self._speaker is None:
            return None, False
        speaker, spoke_in, _ = self._speaker
        acting = self._subject if self._subject and may_be(self._subject[0], gender) else self._speaker
        last, _, acted_at = max(self._speaker, acting, key=lambda each: each[2])
        others = False
        for place in self._before(line, at):
            if place.sentence <= acted_at:
                break
            if not (may_be(place.entity, gender) and is_personal(place.entity)):
                continue
            if place.turns:
                return (None, False) if place.entity is speaker else (place.entity, True)
            others |= place.entity is not speaker and place.line == line
        if last is not speaker:
            return last, True
        return None, others and spoke_in < line

    def body(self, line: int, at: int) -> Entity | None:
        """The body that `it` at an offset means: the one that has just spoken in the same paragraph."""
        if self._speaker is None:
            return None
        entity, spoke_in, spoke_at = self._speaker
        near = spoke_in == line and self._sentence(line, at) - spoke_at <= SOON
        return entity if near and is_impersonal(entity) else None

    def issuer(self, line: int, at: int) -> Entity | None:
        """Whose `the statement` at an offset is: the last subject before, if a body or one who makes a statement."""
        for place in self._before(line, at):
            if place.line < line - 1:
                return None
            if place.turns:
                return place.entity if is_impersonal(place.entity) or self._states(place) else None
        return None

    def _states(self, place: Place) -> bool:
        """Whether a statement stands in the sentence after a name."""
        row = self._tokens[place.line]
        after = (row[i] for i in range(bisect_left(row, place.start, key=_start), len(row)))
        return any(token.low in STATEMENTS for token in takewhile(lambda token: token.kind != Kind.STOP, after))

    def _is_other(self, place: Place, after: int) -> bool:
        """Whether somebody else than the last speaker is named, so many sentences or more after those spoke."""
        return bool(
            self._speaker and place.sentence >= self._speaker[2] + after and place.entity is not self._speaker[0]
        )

    def _was_asked(self, sentence: int) -> bool:
        return bool(self._speaker and self._asked and sentence - self._speaker[2] <= SOON)

    def _before(self, line: int, at: int) -> Iterator[Place]:
        """Names before an offset, the nearest first, as far as anybody remembers."""
        nearest = bisect_left(self._starts, at)
        for i in range(nearest - 1, max(-1, nearest - 1 - MOST), -1):
            if line - self._places[i].line > FAR:
                return
            yield self._places[i]

    def _distance(self, lines: int, sentences: int) -> float:
        return Worth.PARAGRAPH * lines + Worth.SENTENCE * min(sentences, 12)

    def _add_subject(self, scores: dict[int, tuple[float, Entity]], line: int, sentence: int) -> None:
        if self._subject is None or line - self._subject[1] > FAR:
            return
        entity, acted_in, acted_at = self._subject
        score = self._distance(line - acted_in, sentence - acted_at) + Worth.MAIN + Worth.SUBJECT
        scores[id(entity)] = max(score, scores.get(id(entity), (score, entity))[0]), entity

    def _add_speaker(self, scores: dict[int, tuple[float, Entity]], line: int, sentence: int, share: float) -> None:
        if self._speaker is None or line - self._speaker[1] > FAR:
            return
        entity, spoke_in, spoke_at = self._speaker
        score = self._distance(line - spoke_in, sentence - spoke_at) + Worth.MAIN
        known = scores.get(id(entity), (score, entity))[0]
        scores[id(entity)] = max(score, known) + Worth.SPEAKER * share, entity

    def _fitness(self, entity: Entity, seen: int) -> float:
        score = Worth.FREQUENT * min(seen, 6) + Worth.PERSON * is_human(entity) + Worth.PERSON * (" " in entity.name)
        return score + Worth.GIVEN * (told_gender(entity) is not None)

    def _aside(self, entity: Entity, said: Collection[str], told_of: str) -> float:
        last = surname(entity.name)
        return Worth.QUOTED * (last in said) + Worth.TOLD_OF * bool(told_of and surname(told_of) == last)


def _start(token: Token) -> int:
    return token.start


def _best(ranked: Sequence[tuple[float, int, Entity]]) -> Meant | None:
    if not ranked:
        return None
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else ALONE
    return Meant(ranked[0][2], lead)
