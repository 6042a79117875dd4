"""A story as it is read for its quotations: every candidate, with what credits it, whom that means, and its signs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import Person
from briefing.quotes.marks import find_marked, lines_of
from briefing.quotes.names import is_body
from briefing.quotes.signs import RESUMED, TURN, is_partial, opening, signs_of, twice
from briefing.quotes.speakers import meet, settle
from briefing.quotes.tokens import masked, named_in, tokens_of
from briefing.quotes.transcript import with_turns
from briefing.quotes.turns import credit_story, pages_of

if TYPE_CHECKING:
    from briefing.quotes.marks import Marked
    from briefing.quotes.paragraph import Credit
    from briefing.quotes.speakers import Speaker

__all__ = ["Candidate", "people_of", "read_story"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words between marks, before anybody decides whether they are speech and whose."""

    marked: Marked
    said: str
    credit: Credit | None
    speaker: Speaker | None
    """Whom the crediting phrase means; None where there is no such phrase."""
    signs: tuple[str, ...]


def people_of(text: str, headline: str = "") -> tuple[Person, ...]:
    """Everybody whom a story names outside quotations, places and institutions left out."""
    lines = lines_of(text)
    marked, _ = with_turns(text, lines, find_marked(text, lines))
    mask = masked(text, marked)
    register = meet([tokens_of(mask, line) for line in lines], named_in(headline))
    return tuple(Person(e.name, e.role, e.gender) for e in register.entities if not is_body(e.name))


def read_story(text: str, headline: str = "") -> list[Candidate]:
    """Every candidate of a story, in order."""
    lines = lines_of(text)
    marked, turns = with_turns(text, lines, find_marked(text, lines))
    mask = masked(text, marked)
    tokens = [tokens_of(mask, line) for line in lines]
    said = [text[m.start : m.end] for m in marked]
    pages = pages_of(text, marked, tokens)
    credited = credit_story(pages, tokens)
    speakers = settle(credited, meet(tokens, named_in(headline)), tokens, said)
    openings = Counter(map(opening, said))
    out = []
    for page in pages.values():
        whole = False
        for at, quote in page.quotes.items():
            credit = credited.get(quote)
            signs = [TURN] if page.line in turns else []
            signs += signs_of(said[quote], marked[quote], page.tokens, at, credit)
            if openings[opening(said[quote])] > 1:
                signs.append(twice(said[quote]))
            if whole and page.resumes(at):
                signs.append(RESUMED)
            whole = not is_partial(signs)
            speaker = speakers[credit.phrase.start] if credit else None
            out.append(Candidate(marked[quote], said[quote], credit, speaker, tuple(signs)))
    return out
