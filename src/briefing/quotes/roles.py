"""What somebody is, as printed beside the name.

Before it (`harbour master NAME`, `its chairman, NAME,`) or after it (`NAME, 71, a retired teacher`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.quotes.tokens import Kind, closes_phrase
from briefing.quotes.verbs import AUXILIARIES, is_finite
from briefing.quotes.words import (
    ADVERBS,
    CLAUSE_STARTS,
    DETERMINERS,
    OWNERS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TIMES,
    TITLES,
    listed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.tokens import Token

__all__ = ["FUNCTION", "described_after", "described_before", "is_role", "modifies", "opens_role", "past_age"]

MOST_WORDS = 8
AGENTS = ("er", "or", "ist", "ian", "man", "woman", "person", "eer", "chief", "head", "guard", "ant", "ent")
LONG_ENOUGH = 5  # letters of a word that may end like that
SHORTEST_OFFICE = 4  # letters of a title that is no honorific: pope, king
FUNCTION = PREPOSITIONS | CLAUSE_STARTS | ADVERBS | DETERMINERS | TIMES | PRONOUNS | AUXILIARIES
"""Words that only tell how others belong together."""
NO_AGENTS = listed("""
    however whether never ever rather together number matter order letter paper water river summer winter weather
    power dinner corner chapter floor door former current recent different present government parliament percent
    president-elect agreement statement moment document department apartment event amendment want
    favor honor forever behavior labor error terror mirror color flavor rumor humor smaller larger bigger higher
    lower closer fewer older younger greater
    """) | frozenset(["other", "either", "neither", "another", "further", "better", "harbor"])
LIMITS = listed("of for at in on with from to by")


def is_role(word: str) -> bool:
    """Whether a word in lower case says what somebody is: `mayor`, `teacher`, `spokeswoman`."""
    office = TITLES.get(word) == "" and len(word) >= SHORTEST_OFFICE and "." not in word
    if word in ROLES or office:
        return True
    agent = len(word) >= LONG_ENOUGH and word.endswith(AGENTS)
    return agent and word not in NO_AGENTS and word not in FUNCTION and not is_finite(word)


def opens_role(tokens: Sequence[Token], name: int) -> int:
    """Index of the first of the lower-case words that say, without a comma, what the name at index `name` is."""
    if name == 0 or tokens[name - 1].kind != Kind.LOWER or not is_role(tokens[name - 1].low):
        return name
    start = name - 1
    while start > max(0, name - MOST_WORDS // 2) and modifies(tokens[start - 1]):
        start -= 1
    return start


def modifies(token: Token) -> bool:
    """Whether a word may stand before a noun and belong to it, as far as it tells."""
    if token.kind != Kind.LOWER or token.possessive or token.low in FUNCTION or token.low.endswith("ly"):
        return False
    return token.low in {"retired", "elected"} or not (is_finite(token.low) or token.low.endswith("ing"))


def described_before(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """First and last index of the description that the name from `first` to `last`, between commas, belongs to."""
    closed = closes_phrase(tokens, last + 1) or tokens[last + 1].text == ":"
    if first < 3 or tokens[first - 1].text != "," or not closed:  # noqa: PLR2004  `the mayor,`
        return None
    end = first - 2
    for i in range(end, max(-1, end - MOST_WORDS), -1):
        token = tokens[i]
        if token.low in DETERMINERS and i < end:
            head = _head(tokens, i + 1, end)
            return (i, end) if is_role(tokens[head].low) or token.low in OWNERS else None
        if token.possessive and token.kind == Kind.UPPER and i < end:  # `NAME's lawyer`
            return (i + 1, end) if is_role(tokens[_head(tokens, i + 1, end)].low) else None
        if token.kind not in {Kind.LOWER, Kind.UPPER} or (token.kind == Kind.LOWER and _ends_phrase(token)):
            return None
    return None


def _ends_phrase(token: Token) -> bool:
    return (
        token.low not in LIMITS
        and token.low not in {"retired", "and"}
        and (token.low in FUNCTION or is_finite(token.low))
    )


def _head(tokens: Sequence[Token], first: int, last: int) -> int:
    """The noun of a description: what stands before its first preposition, or its last word."""
    return next((i - 1 for i in range(first + 1, last + 1) if tokens[i].low in LIMITS), last)


def past_age(tokens: Sequence[Token], last: int) -> int:
    """Index of what follows a name that ends at index `last` and, between commas, an age: `NAME, 30,`."""
    i = last + 1
    aged = i + 2 < len(tokens) and tokens[i].text == tokens[i + 2].text == "," and tokens[i + 1].text.isdigit()
    return i + 2 if aged else i


def described_after(tokens: Sequence[Token], last: int) -> tuple[int, int] | None:
    """First and last index of what the name that ends at index `last` is said to be, behind a comma, an age or `is`."""
    first = _opens_description(tokens, past_age(tokens, last))
    if first is None or first >= len(tokens):
        return None
    end = first
    while end < min(len(tokens), first + MOST_WORDS + 1) and not _ends_role(tokens, end, first):
        end += 1
    if end - first > MOST_WORDS or not _stands_alone(tokens, end):
        end = next((j for j in range(first + 1, end) if tokens[j].low in LIMITS | {"and"}), first)
    return (first, end - 1) if end > first and _describes(tokens, first, end - 1) else None


def _opens_description(tokens: Sequence[Token], at: int) -> int | None:
    """From the index behind a name to where it is told what that is: `, a baker`, `, who is a baker`, `is a baker`.

    Who was a mayor is none.
    """
    told = [token.low for token in tokens[at : at + 3]]
    if told == [",", "who", "is"]:
        return at + 3
    named = told[:1] == ["is"] and not DETERMINERS.isdisjoint(told[1:2])
    return at + 1 if named or told[:1] == [","] else None


def _ends_role(tokens: Sequence[Token], i: int, first: int) -> bool:
    token = tokens[i]
    if token.kind not in {Kind.LOWER, Kind.UPPER}:
        return True
    return i > first and token.kind == Kind.LOWER and token.low not in DETERMINERS and _ends_phrase(token)


def _stands_alone(tokens: Sequence[Token], end: int) -> bool:
    """Whether nothing after a description makes it the subject of a clause of its own."""
    return closes_phrase(tokens, end) or tokens[end].low in {"who", "whose", "which", "and"}


def _describes(tokens: Sequence[Token], first: int, last: int) -> bool:
    head = tokens[_head(tokens, first, last)].low
    if tokens[first].low in {"a", "an"} and first < last and tokens[first - 1].low != "is":
        return True
    if first == last:
        return head in ROLES
    return is_role(head) and (tokens[first].low in DETERMINERS or tokens[first].low not in FUNCTION)
