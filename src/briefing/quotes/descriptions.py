"""`The mayor` → the mayor: a description that can only mean one person of the story, so that one has one voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.quotes.names import head_of, title_gender
from briefing.quotes.roles import past_age
from briefing.quotes.words import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.quotes.names import Entity, Naming
    from briefing.quotes.tokens import Token

__all__ = ["Roles"]

ANOTHER = frozenset({"a", "an", "another", "one"})
BESIDE = 3  # words after `another` that may say what somebody is
MARKS = ".,;:!?\"'“”‘’()"


class Roles:
    """Who of a story has which role."""

    def __init__(self, people: Iterable[Entity], tokens: Sequence[Sequence[Token]], plain: str) -> None:
        """`plain` is the story with its quotations hidden: what is said in them is about the world, not the story."""
        self._known: dict[str, list[Entity]] = {}
        letters = list(plain)
        for person in people:
            self._known.setdefault(_head(person.role), []).append(person)
            for article in _own_articles(person.namings, tokens):
                letters[article.start : article.end] = " " * (article.end - article.start)
        self._others = _others("".join(letters))

    def bearer(self, described: str) -> Entity | None:
        """The one person whom `the …` can mean, where the story has certainly no other.

        That is where exactly one of those with a role of that head noun has all words of the description in it, its
        gender does not contradict, and the story speaks of no nameless other (`a mayor`).
        """
        first, *words = described.lower().split()
        if first != "the" or not words or words[-1] in self._others:
            return None
        fitting = [person for person in self._known.get(words[-1], ()) if _fits(person, words)]
        return fitting[0] if len(fitting) == 1 else None


def _head(role: str | None) -> str:
    return next(reversed(head_of(role or "").lower().split()), "")


def _own_articles(namings: Iterable[Naming], tokens: Sequence[Sequence[Token]]) -> Iterator[Token]:
    """The article where a story says what somebody is: `NAME, a mayor,` is no other mayor; `in Vik, a mayor` is."""
    for naming in namings:
        row = tokens[naming.line]
        comma = past_age(row, naming.last)
        behind = naming.first > 0 and row[naming.first - 1].low in PREPOSITIONS
        opens = comma + 1 < len(row) and row[comma].text == "," and row[comma + 1].low in {"a", "an"}
        if naming.role and opens and not behind:
            yield row[comma + 1]


def _fits(person: Entity, described: Sequence[str]) -> bool:
    """Whether the role has all words of a description, and the gender is not another."""
    told = title_gender(described[-1])
    agrees = person.gender is None or told is None or person.gender is told
    return agrees and set(described) <= set((person.role or "").lower().split())


def _others(plain: str) -> set[str]:
    """Nouns of which the story has several, or one without a name: `a mayor`, `mayors`."""
    words = plain.split()
    bare = [word.strip(MARKS).lower() for word in words]
    introduced = {w for i, word in enumerate(bare) if word in ANOTHER for w in _beside(words, bare, i + 1)}
    return introduced | {word.removesuffix("s") for word in bare if word.endswith("s")}


def _beside(words: Sequence[str], bare: Sequence[str], first: int) -> Sequence[str]:
    """The words after an article, as far as the first mark."""
    most = min(len(words), first + BESIDE)
    return bare[first : next((i + 1 for i in range(first, most) if words[i][-1] in MARKS), most)]
