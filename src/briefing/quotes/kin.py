"""Relatives: who is introduced as somebody's wife or son, and so seldom goes by the bare surname that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.quotes.names import KIN
from briefing.quotes.phrases import is_name_token
from briefing.quotes.roles import past_age
from briefing.quotes.tokens import Kind, closes_phrase
from briefing.quotes.verbs import is_finite
from briefing.quotes.words import OWNERS, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.names import Naming
    from briefing.quotes.tokens import Token

__all__ = ["kinship"]

RELATIVES = (KIN.keys() - listed("actress girlfriend girl woman boyfriend boy man")) | listed("""
    stepson stepdaughter stepfather stepmother half-brother half-sister ex-wife ex-husband son-in-law daughter-in-law
    brother-in-law sister-in-law father-in-law mother-in-law cousin twin sibling spouse parent child grandchild
    """)
WIDEST = 6  # tokens between a name and the word that says whose relative it is


def kinship(row: Sequence[Token], naming: Naming) -> str:
    """What somebody is to somebody else, as told beside the name (`his son, NAME`, `NAME, his widow`), or nothing."""
    return _before(row, naming) or _after(row, naming)


def _before(row: Sequence[Token], naming: Naming) -> str:
    """`his wife of 40 years, NAME`, `OTHER's husband, former President NAME`, `daughter NAME`."""
    title = naming.first - len(naming.title.split())
    comma = title - 1 if title and row[title - 1].text == "," else -1
    for i in range(naming.first - 1, max(-1, title - 1 - WIDEST), -1):
        if row[i].low in RELATIVES and row[i].kind == Kind.LOWER and not row[i].possessive:
            return row[i].low if i == naming.first - 1 or _owned(row, i) else ""
        if i != comma and i < title and (row[i].possessive or not _describes(row[i])):
            return ""
    return ""


def _after(row: Sequence[Token], naming: Naming) -> str:
    """`NAME, 30, his eldest son,`, `NAME, OTHER's widow`, `NAME, the brother of OTHER`."""
    comma = past_age(row, naming.last)
    if comma >= len(row) or row[comma].text != ",":
        return ""
    for i in range(comma + 1, min(len(row), comma + 1 + WIDEST)):
        if row[i].low in RELATIVES and not row[i].possessive:
            return row[i].low if _closes(row, i + 1, owned=_owned(row, i)) else ""
        if not (_describes(row[i]) or is_name_token(row[i])):
            return ""
    return ""


def _closes(row: Sequence[Token], i: int, *, owned: bool) -> bool:
    """Whether a description ends before index `i`, and is not that of who is named next (`NAME, his wife, OTHER,`)."""
    named = i + 1 < len(row) and is_name_token(row[i + 1])
    of_somebody = i < len(row) and row[i].low == "of" and named
    return of_somebody or (owned and closes_phrase(row, i) and not (named and row[i].text == ","))


def _owned(row: Sequence[Token], i: int) -> bool:
    """Whether the words before index `i` say whose the relative is."""
    return any(token.possessive or token.low in OWNERS | {"whose"} for token in row[max(0, i - 4) : i])


def _describes(token: Token) -> bool:
    """Whether a word may belong to a description: no mark, no verb, and no `and`."""
    return token.kind == Kind.LOWER and not is_finite(token.low) and token.low not in {"and", "or", "with", "to"}
