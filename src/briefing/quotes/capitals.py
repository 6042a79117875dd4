"""Which capitals are names: a large letter tells nothing at the head of a sentence, and much inside one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefing.quotes.clauses import credits_at
from briefing.quotes.given import likely_gender
from briefing.quotes.names import name_goes_on
from briefing.quotes.phrases import ALONE, is_name_token
from briefing.quotes.roles import FUNCTION, is_role
from briefing.quotes.tokens import ENDS, Kind
from briefing.quotes.verbs import AUXILIARIES, is_finite
from briefing.quotes.words import ADVERBS, BEFORE_NAMES, BODIES, DETERMINERS, NOT_NAMES, PREPOSITIONS, TIMES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefing.quotes.tokens import Token

__all__ = ["inside_sentences", "told_apart"]

NEVER_GIVEN = BEFORE_NAMES | TIMES | {"the", "a", "i", "god"}
"""Small words that are nobody's given name, however large."""
BEFORE_SMALL = PREPOSITIONS | DETERMINERS | TIMES
"""After which a small word that is large does not begin a name: `in French Olsen`, `the German Olsen`."""
INSIDE = re.compile(r"(?<=[\w,] )[^\W\d_a-z][\w-]*")


class _Known(NamedTuple):
    """The words of a story, in lower case."""

    large: frozenset[str]
    """Those that are large where no sentence begins, or beside another capital."""
    small: frozenset[str]


def inside_sentences(text: str) -> frozenset[str]:
    """Every word that is large behind a word or a comma, in lower case; in quotation marks, too."""
    return frozenset(word.lower() for word in INSIDE.findall(text))


def told_apart(rows: Sequence[Sequence[Token]], text: str, turns: Collection[int] = ()) -> list[list[Token]]:
    """The paragraphs of a story, in which every word is small that is large only where a sentence begins with it.

    Such a word is a name if the story has it large inside a sentence, or beside another capital, if it is a common
    given name, or if it says something: `Olsen` in `Olsen said`, and not `Afterwards` in `Afterwards, a baker said`.
    Several who speak under no name, as `Officials` do, are written small.  Paragraphs that are `turns` begin with a
    name, or else with what somebody is.
    """
    read = _with_given_names(rows)
    large = {row[i].low for row in read for i in range(len(row)) if is_name_token(row[i]) and not _begins(row, i)}
    small = {token.low for row in read for token in row if token.kind == Kind.LOWER}
    known = _Known(inside_sentences(text).union(large, (read[line][0].low for line in turns)), frozenset(small))
    return [
        [
            _labelling(token) if i == 0 and line in turns else _beginning(row, i, known) if _begins(row, i) else token
            for i, token in enumerate(row)
        ]
        for line, row in enumerate(read)
    ]


def _with_given_names(rows: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """The paragraphs, in which a small word that is a given name (`said Even Lie`) is on no list of such words."""
    surnames = {row[i].low for row in rows for i in range(1, len(row)) if is_name_token(row[i - 1]) and _large(row[i])}
    full = {
        (row[i].text, row[i + 1].low)
        for row in rows
        for i in range(len(row) - 1)
        if _is_given(row, i) and (likely_gender(row[i].low) or row[i + 1].low not in surnames)
    }
    return [
        [
            token._replace(low=token.text) if i + 1 < len(row) and (token.text, row[i + 1].low) in full else token
            for i, token in enumerate(row)
        ]
        for row in rows
    ]


def _is_given(row: Sequence[Token], i: int) -> bool:
    """Whether the small word at index `i` is large inside a sentence, right before one name and behind no other."""
    token, following = row[i], row[i + 1]
    if (
        not _large(token)
        or token.possessive
        or not is_name_token(following)
        or (i + 2 < len(row) and _large(row[i + 2]))
    ):
        return False
    if token.low not in NOT_NAMES or token.low in NEVER_GIVEN or following.low in BODIES:
        return False
    if likely_gender(token.low):
        return True
    before = row[i - 1] if i else None
    led_to = before is not None and before.kind == Kind.LOWER and before.low not in BEFORE_SMALL
    return led_to or (before is not None and before.low == ",")


def _large(token: Token) -> bool:
    return token.kind == Kind.UPPER


def _begins(row: Sequence[Token], i: int) -> bool:
    """Whether the word at index `i` begins a sentence, and no other capital follows it, as part of a name or else."""
    if i + 1 < len(row) and (_large(row[i + 1]) or name_goes_on(row, i + 1)):
        return False
    before = row[i - 1] if i else None
    pauses = before is not None and before.kind == Kind.QUOTE and before.low == ","
    return before is None or before.text == ":" or (before.kind in ENDS and not pauses)


def _labelling(token: Token) -> Token:
    """The label of a turn: `REPORTER` has no name."""
    return token._replace(text=token.low) if is_role(token.low) else token


def _beginning(row: Sequence[Token], i: int, known: _Known) -> Token:
    """The word at index `i`, which begins a sentence, as it would stand inside one."""
    token, word = row[i], row[i].low
    if not is_name_token(token) or word in known.large or likely_gender(word):
        return token
    if word in ALONE or (word.endswith("s") and is_role(word[:-1])):
        return token._replace(text=word)
    if word in BODIES:
        return token
    if word not in known.small and _says(row, i + 1):
        return token
    text = token.text if _belongs(row, i) else token.text.lower()
    return token._replace(text=text, kind=Kind.LOWER)


def _belongs(row: Sequence[Token], i: int) -> bool:
    """Whether the word at index `i` says what sort the next one is, and may be a name there: `Norhaven council`."""
    following = row[i + 1] if i + 1 < len(row) else None
    if following is None or following.kind != Kind.LOWER:
        return False
    return not (following.low in FUNCTION or is_finite(following.low))


def _says(row: Sequence[Token], i: int) -> bool:
    """Whether a verb that may credit words stands at index `i`, or after adverbs and auxiliaries there."""
    while i < len(row) and (row[i].low in ADVERBS | AUXILIARIES or row[i].low.endswith("ly")):
        i += 1
    return i < len(row) and credits_at(row, i)
