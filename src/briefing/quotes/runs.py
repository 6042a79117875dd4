"""Where in a run of words a name begins: before its own small words, and behind what somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.quotes.given import likely_gender
from briefing.quotes.roles import is_role
from briefing.quotes.tokens import Kind
from briefing.quotes.verbs import is_finite
from briefing.quotes.words import ADVERBS, ARTICLES, CLAUSE_STARTS, PREPOSITIONS, ROLES, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.tokens import Token

__all__ = ["PARTICLES", "particles_before", "past_roles"]

PARTICLES = listed("de la le du von van der den bin ibn al el da di dos del")
"""Small words inside names."""
BEFORE_SUBJECTS = PREPOSITIONS | CLAUSE_STARTS | ADVERBS


def particles_before(tokens: Sequence[Token], name: int) -> int:
    """Where the small words begin that open the name at index `name`: at DE in `said DE VRIES`; else there."""
    first = name
    while first > 0 and tokens[first - 1].kind == Kind.LOWER and tokens[first - 1].low in PARTICLES:
        first -= 1
    before = tokens[first - 1] if first else None
    if before is None or first == name:
        return first
    noun = before.low in ARTICLES or (before.kind == Kind.LOWER and not _leads_to(before.low))  # `his white van`
    return name if noun else first


def _leads_to(word: str) -> bool:
    """Whether a name may follow a lower-case word that is no part of it."""
    return word in BEFORE_SUBJECTS or is_finite(word) or is_role(word)


def past_roles(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a name begins in a run of name words that opens with what somebody is: at ANN in `Goalkeeper ANN LEE`."""
    while first < last and (tokens[first].low in ROLES or _leads_to_name(tokens, first, last)):
        first += 1
    return first


def _leads_to_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a word says what somebody is, and is no given name itself, as Peter is not: two of a name follow."""
    word, following = tokens[first].low, tokens[first + 1].low
    return first + 1 < last and is_role(word) and not likely_gender(word) and likely_gender(following) is not None
