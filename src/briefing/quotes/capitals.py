"""Which capitals are names: a large letter tells nothing at the head of a sentence, and much inside one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefing.quotes.clauses import credits_at, verb_at
from briefing.quotes.given import likely_gender
from briefing.quotes.names import name_goes_on
from briefing.quotes.phrases import ALONE, is_name_token
from briefing.quotes.roles import FUNCTION, is_role
from briefing.quotes.tokens import ENDS, Kind
from briefing.quotes.verbs import is_finite
from briefing.quotes.words import ADVERBS, BEFORE_NAMES, BODIES, DETERMINERS, NOT_NAMES, PREPOSITIONS, TIMES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefing.quotes.tokens import Token

__all__ = ["inside_sentences", "told_apart"]

GIVEN_MONTHS = {"april", "may", "june", "august"}
SCENE = (TIMES | ADVERBS) - GIVEN_MONTHS
"""Words that set the scene before a name, and are no part of it: `Yesterday Kari Olsen said`."""
NEVER_GIVEN = BEFORE_NAMES | (TIMES - GIVEN_MONTHS) | {"the", "a", "i", "god"}
"""Small words that are nobody's given name, however large."""
SMALL = NOT_NAMES | FUNCTION
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


def told_apart(rows: Sequence[Sequence[Token]], text: str, turns: Collection[int]) -> list[list[Token]]:
    """The paragraphs of a story, in which every word is small that is large only where a sentence begins with it.

    Such a word is a name if the story has it large inside a sentence, or beside another capital, if it is a common
    given name, or if it does something: `Olsen` in `Olsen said`, and not `Afterwards` in `Afterwards, a baker said`.
    Several who speak under no name, as `Officials` do, are written small.  Paragraphs that are `turns` begin with a
    name, or else with what somebody is.
    """
    read = [[_scene(row, i) for i in range(len(row))] for row in _with_given_names(rows)]
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
        if _is_given(row, i) and (_is_name(row[i]) or row[i + 1].low not in surnames)
    }
    return [
        [
            token._replace(low=token.text) if i + 1 < len(row) and (token.text, row[i + 1].low) in full else token
            for i, token in enumerate(row)
        ]
        for row in rows
    ]


def _is_given(row: Sequence[Token], i: int) -> bool:
    """Whether the small word at index `i` is a given name: a known one, or large inside a sentence before a surname."""
    token, following = row[i], row[i + 1]
    if not _large(token) or token.possessive or not is_name_token(following) or following.low in BODIES:
        return False
    if token.low not in SMALL or token.low in NEVER_GIVEN:
        return False
    if _is_name(token) and token.low not in GIVEN_MONTHS:
        return True
    if i + 2 < len(row) and _large(row[i + 2]):
        return False
    before = row[i - 1] if i else None
    led_to = before is not None and before.kind == Kind.LOWER and before.low not in BEFORE_SMALL
    return led_to or (before is not None and before.low == ",")


def _is_name(token: Token) -> bool:
    """Whether a word is a name in spite of any list of small words, as Per and Christian are."""
    return is_name_token(token) or likely_gender(token.low) is not None


def _large(token: Token) -> bool:
    return token.kind == Kind.UPPER


def _scene(row: Sequence[Token], i: int) -> Token:
    """The word at index `i`, small where it only sets the scene of a sentence."""
    token = row[i]
    scene = token.low in SCENE and is_name_token(token) and _opens(row, i)
    return token._replace(text=token.text.lower(), kind=Kind.LOWER) if scene else token


def _begins(row: Sequence[Token], i: int) -> bool:
    """Whether the word at index `i` begins a sentence, and no other capital follows it, as part of a name or else."""
    alone = i + 1 == len(row) or not (_large(row[i + 1]) or name_goes_on(row, i + 1))
    return alone and _opens(row, i)


def _opens(row: Sequence[Token], i: int) -> bool:
    """Whether the word at index `i` is the first of a sentence."""
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
    if word not in known.small and (_acts(row, i + 1) or _is_told_of(row, i + 1)):
        return token
    text = token.text if _belongs(row, i) else token.text.lower()
    return token._replace(text=text, kind=Kind.LOWER)


def _belongs(row: Sequence[Token], i: int) -> bool:
    """Whether the word at index `i` says what sort the next one is, and may be a name there: `Norhaven council`."""
    following = row[i + 1] if i + 1 < len(row) else None
    if following is None or following.kind != Kind.LOWER:
        return False
    return not (following.low in FUNCTION or is_finite(following.low))


def _acts(row: Sequence[Token], i: int) -> bool:
    """Whether a verb stands at index `i`, or after adverbs there; before a colon, one that credits words."""
    verb = verb_at(row, i)
    if verb is None:
        return False
    return credits_at(row, verb) or verb + 1 == len(row) or row[verb + 1].text != ":"  # `Lesson learned:`


def _is_told_of(row: Sequence[Token], i: int) -> bool:
    """Whether what stands at index `i` is told of people alone: `, 9,` or `, who`."""
    if i + 2 >= len(row) or row[i].text != ",":
        return False
    return row[i + 1].low in {"who", "whose"} or (row[i + 1].text.isdigit() and row[i + 2].text == ",")
