"""He or she: what a story tells of somebody's gender, and who is likely a person at all."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefing.model import Gender
from briefing.quotes.clauses import is_subject
from briefing.quotes.given import likely_gender
from briefing.quotes.names import is_body
from briefing.quotes.tokens import ENDS, Kind
from briefing.quotes.verbs import BASE, SPEECH, is_finite
from briefing.quotes.words import ASIDES, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.quotes.names import Entity, Naming
    from briefing.quotes.tokens import Token

__all__ = ["GENDERS", "is_about", "is_human", "is_main", "told_gender", "vote_on_gender", "whose_relatives"]

GENDERS = {"he": Gender.MALE, "him": Gender.MALE, "his": Gender.MALE, "she": Gender.FEMALE, "her": Gender.FEMALE}
"""What a pronoun tells of whom it means."""
FIRST = listed("i me my we us our")
SENTENCE = 30  # tokens in which a pronoun is looked for
RELATION = 6  # tokens before a name that tell whose relative it is
NEAR = 20  # names before that one among which the other is looked for
AGAINST_NAME = 2  # votes that it takes to believe that a given name misleads


def told_gender(entity: Entity) -> Gender | None:
    """Somebody's gender: as the story tells it, or else as most people of that given name have it."""
    return entity.gender or likely_gender(entity.name)


def is_about(words: str, gender: Gender) -> bool:
    """Whether what somebody says is about a he or she, of a gender, and not about who says it."""
    said = set(re.findall(r"[a-z]+", words.lower()))
    return FIRST.isdisjoint(said) and any(GENDERS.get(word) is gender for word in said)


def is_human(entity: Entity) -> bool:
    """Whether an entity is likely a person: by a title, an office, what it says, or a common given name."""
    told = entity.titled or entity.speaks
    return told or (likely_gender(entity.name) is not None and not is_body(entity.name))


def is_main(row: Sequence[Token], naming: Naming) -> bool:
    """Whether the sentence is about the name: no verb comes before it, but in an aside, and nobody else says it."""
    low = _opens(row, naming.first)
    if row[low].low in ASIDES and low < naming.first:
        comma = next((i for i in range(naming.first - 1, low, -1) if row[i].text == ","), None)
        if comma is None:
            return False
        low = comma
    acted = any(token.kind == Kind.LOWER and is_finite(token.low) for token in row[low : naming.first])
    return not acted and not _is_reported(row, naming.last)


def _opens(row: Sequence[Token], at: int) -> int:
    """Index of the first word of a sentence, as far as anybody looks back."""
    far = max(0, at - SENTENCE)
    return next((i + 1 for i in range(at - 1, far - 1, -1) if row[i].kind in ENDS), far)


def _is_reported(row: Sequence[Token], last: int) -> bool:
    """Whether he or she says what a sentence tells of a name: `NAME is late, he said`."""
    for i in range(last + 1, min(len(row) - 2, last + SENTENCE)):
        if row[i].kind in ENDS:
            return False
        if row[i].text == "," and row[i + 1].low in {"he", "she"} and BASE.get(row[i + 2].low) in SPEECH:
            return True
    return False


def vote_on_gender(
    entities: Sequence[Entity], tokens: Sequence[Sequence[Token]], others: Sequence[Entity] = ()
) -> None:
    """Give a gender to whom the text calls he or she: the subject of a sentence, with nobody else named between.

    `others` are named as well, and get no gender here.
    """
    starts = {(n.line, n.first): e for e in (*others, *entities) for n in e.namings}
    for entity in entities:
        if entity.gender is None and not is_body(entity.name):
            votes = Counter(v for n in entity.namings if (v := _vote(n, tokens[n.line], starts)))
            entity.gender = _elected(votes, likely_gender(entity.name))


def whose_relatives(entities: Sequence[Entity], tokens: Sequence[Sequence[Token]], kin: Mapping[int, str]) -> None:
    """Give a gender to whose relative somebody is: to NAME, before `her husband, OTHER`.

    `kin` tells what somebody is to somebody else, by the offset of a naming.  Where the paragraph names several before
    who might be she, nobody knows which of them is.
    """
    named = ((naming, entity) for entity in entities if not is_body(entity.name) for naming in entity.namings)
    placed = sorted(named, key=lambda each: each[0].start)
    for at, (relative, other) in enumerate(placed):
        gender = _owner(relative, tokens[relative.line]) if relative.start in kin else None
        if gender:
            before = (e for n, e in placed[max(0, at - NEAR) : at] if n.line == relative.line and e is not other)
            whose = {id(each): each for each in before if told_gender(each) in {None, gender}}
            for owner in whose.values() if len(whose) == 1 else ():
                owner.gender = gender


def _owner(relative: Naming, row: Sequence[Token]) -> Gender | None:
    """The gender that `his` tells, right before `wife of 40 years, NAME` or right behind `NAME,`."""
    before = reversed(row[max(0, relative.first - RELATION) : relative.first])
    words = (token.low for token in (*before, *row[relative.last + 1 : relative.last + 3]))
    return next((GENDERS[word] for word in words if word in {"his", "her"}), None)


def _elected(votes: Counter[Gender], likely: Gender | None) -> Gender | None:
    """The gender that clearly has most votes, and several of them where a given name tells the other one."""
    if not votes:
        return None
    (first, most), *others = votes.most_common()
    least = 1 if likely in {None, first} else AGAINST_NAME
    return first if most >= max(2 * sum(count for _, count in others) + 1, least) else None


def _vote(naming: Naming, tokens: Sequence[Token], starts: Mapping[tuple[int, int], Entity]) -> Gender | None:
    """The gender of the first pronoun after a subject, in its sentence or at the head of the next one."""
    if not is_subject(tokens, naming.last):
        return None
    alone = True
    for i in range(naming.last + 1, min(len(tokens) - 1, naming.last + SENTENCE)):
        token, other = tokens[i], starts.get((naming.line, i))
        if token.kind == Kind.STOP:
            return GENDERS.get(tokens[i + 1].low) if is_main(tokens, naming) else None
        if token.kind == Kind.QUOTE or (other and is_human(other)):
            return None
        alone = alone and other is None
        beside = tokens[i - 1].text == "," and i == naming.last + 2  # `NAME, her pupil,`
        if token.low in GENDERS and token.low != "him" and not beside:
            return GENDERS[token.low] if alone else None
    return None
