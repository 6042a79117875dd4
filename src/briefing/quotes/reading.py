"""A story as it is read for its quotations: every candidate, with what credits it, whom that means, and its signs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.quotes.capitals import told_apart
from briefing.quotes.interviews import credit_answers
from briefing.quotes.marks import find_marked, lines_of
from briefing.quotes.names import is_body
from briefing.quotes.nicknames import without_nicknames
from briefing.quotes.signs import IT, RESUMED, TURN, is_partial, opening, signs_of, twice
from briefing.quotes.speakers import meet, settle
from briefing.quotes.tokens import masked, tokens_in, tokens_of
from briefing.quotes.transcript import with_turns
from briefing.quotes.turns import credit_story, pages_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from briefing.model import Person
    from briefing.quotes.marks import Marked
    from briefing.quotes.paragraph import Credit, Paragraph
    from briefing.quotes.speakers import Speaker

__all__ = ["Candidate", "Reading", "read_story"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words between marks, before anybody decides whether they are speech and whose."""

    marked: Marked
    credit: Credit | None
    speaker: Speaker | None
    """Whom the crediting phrase means; None where there is no such phrase."""
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a story holds."""

    candidates: tuple[Candidate, ...]
    """In order."""
    people: tuple[Person, ...]
    """Everybody whom it names outside quotations, quoted or not; places and institutions left out."""


def read_story(text: str, headline: str = "") -> Reading:
    """What a story holds; `headline` may name people more fully than its text does."""
    lines = lines_of(text)
    marked, turns = with_turns(text, lines, without_nicknames(text, find_marked(text, lines)))
    mask = masked(text, marked)
    tokens = told_apart([tokens_of(mask, line) for line in lines], text, turns)
    said = [text[m.start : m.end] for m in marked]
    pages = pages_of(text, marked, tokens)
    credited = credit_story(pages, tokens)
    register = meet(tokens, tokens_in(headline))
    credited |= credit_answers(pages, turns, register.entities, tokens)
    speakers = settle(credited, register, tokens, said, mask)
    signs = _signs(pages, said, credited, turns)
    candidates = []
    for quote, each in enumerate(marked):
        credit = credited.get(quote)
        speaker = speakers[credit.phrase.start] if credit else None
        candidates.append(Candidate(each, credit, speaker, tuple(_settled(signs[quote], speaker))))
    people = tuple(entity.as_person() for entity in register.entities if not is_body(entity.name))
    return Reading(tuple(candidates), people)


def _settled(signs: Sequence[str], speaker: Speaker | None) -> Iterable[str]:
    """The signs, without the doubt that an `it` brings, where the body that it means is known."""
    known = speaker is not None and speaker.lead is None
    return (sign for sign in signs if not (known and sign == IT))


def _signs(
    pages: Mapping[int, Paragraph], said: Sequence[str], credited: Mapping[int, Credit], turns: Collection[int]
) -> dict[int, list[str]]:
    """Quotation → its signs: those of its sentence, and those that the rest of the story gives it."""
    openings = Counter(map(opening, said))
    signs: dict[int, list[str]] = {}
    for page in pages.values():
        whole = False
        for at, quote in page.quotes.items():
            here = [TURN] if page.line in turns else []
            here += signs_of(said[quote], page.marked[quote], page.tokens, at, credited.get(quote))
            if openings[opening(said[quote])] > 1:
                here.append(twice(said[quote]))
            if whole and page.resumes(at):
                here.append(RESUMED)
            whole = not is_partial(here)
            signs[quote] = here
    return signs
