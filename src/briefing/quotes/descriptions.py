"""`The mayor` → the mayor: a description that can only mean one person of the story, so that one has one voice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.quotes.names import head_of, title_gender
from briefing.quotes.words import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.model import Person, Quote

__all__ = ["recognised"]

ANOTHER = frozenset({"a", "an", "another", "one"})
BESIDE = 3  # words after `another` that may say what somebody is
NEXT = 20  # characters in which the next word is looked for
MARKS = ".,;:!?\"'“”‘’()"


def recognised(quotes: Iterable[Quote], people: Sequence[Person], text: str) -> tuple[Quote, ...]:
    """The same quotes; one of `the mayor` is given to the mayor, where the story has certainly no other.

    That is where exactly one of `people` has a role of that head noun, this role has all words of the description,
    its gender does not contradict, the description goes on with no preposition (`the mayor of …`), and `text` speaks
    of no nameless other (`a mayor`).
    """
    known: dict[str, list[Person]] = {}
    for person in people:
        known.setdefault(_head(person), []).append(person)
    others = _others(text)
    only = {head: found[0] for head, found in known.items() if len(found) == 1 and head not in others}
    names = {person.name for person in people}
    return tuple(q if q.speaker is None or q.speaker.name in names else _recognised(q, only, text) for q in quotes)


def _recognised(quote: Quote, only: Mapping[str, Person], text: str) -> Quote:
    if quote.speaker is None or quote.mention is None:
        return quote
    first, *described = quote.speaker.name.lower().split()
    following = text[quote.mention.end : quote.mention.end + NEXT].split()
    person = only.get(described[-1]) if first == "the" and described else None
    if person is None or (following and following[0] in PREPOSITIONS) or not _fits(person, described):
        return quote
    return replace(quote, speaker=person)


def _head(person: Person) -> str:
    return next(reversed(head_of(person.role or "").lower().split()), "")


def _fits(person: Person, described: Sequence[str]) -> bool:
    """Whether the role has all words of a description, and the gender is not another."""
    told = title_gender(described[-1])
    agrees = person.gender is None or told is None or person.gender is told
    return agrees and set(described) <= set((person.role or "").lower().split())


def _others(text: str) -> set[str]:
    """Nouns of which the story has several, or one without a name: `a mayor`, `mayors`."""
    words = [word.strip(MARKS).lower() for word in text.split()]
    introduced = {w for i, word in enumerate(words) if word in ANOTHER for w in words[i + 1 : i + 1 + BESIDE]}
    return introduced | {word.removesuffix("s") for word in words if word.endswith("s")}
