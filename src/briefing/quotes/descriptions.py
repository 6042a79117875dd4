"""`The mayor` → the mayor: a description that can only mean one person of the story, so that one has one voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.quotes.genders import told_gender
from briefing.quotes.names import KIN, head_of, title_gender
from briefing.quotes.roles import described_after, described_before, modifies
from briefing.quotes.tokens import Kind, closes_phrase
from briefing.quotes.words import OWNERS, PREPOSITIONS, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.quotes.names import Entity, Naming
    from briefing.quotes.tokens import Token

__all__ = ["Roles"]

ANOTHER = OWNERS | {"a", "an", "another", "one"}
MOST = 4  # words that go with an office before a name
BESIDE = 3  # words after `another` that may say what somebody is
MARKS = ".,;:!?\"'“”‘’()"
OWN = OWNERS | {"a", "an", "one"}  # before a description with its name beside it
SPELLED = {
    "adm": "admiral", "amb": "ambassador", "atty": "attorney", "brig": "brigadier", "brother": "monk",
    "capt": "captain", "cllr": "councillor", "cmdr": "commander", "col": "colonel", "const": "constable",
    "cpl": "corporal", "dci": "detective inspector", "det": "detective", "dr": "doctor", "father": "priest",
    "fr": "priest", "gen": "general", "gov": "governor", "insp": "inspector", "king": "monarch", "lt": "lieutenant",
    "maj": "major", "msgr": "monsignor", "pc": "constable officer", "pope": "pontiff", "pres": "president",
    "prof": "professor", "pte": "private soldier", "pvt": "private soldier", "queen": "monarch",
    "rep": "representative congressman congresswoman lawmaker", "rev": "reverend", "sen": "senator lawmaker",
    "sgt": "sergeant", "sister": "nun", "supt": "superintendent",
}  # fmt: skip
"""Form of address → what a story calls who has it."""
LESSER = frozenset({"assistant", "deputy", "former", "lieutenant", "vice"})
"""Words without which nobody means who has them: the mayor is not the deputy mayor."""


class Roles:
    """Who of a story has which role."""

    def __init__(self, people: Iterable[Entity], tokens: Sequence[Sequence[Token]], plain: str) -> None:
        """`plain` is the story with its quotations hidden: what is said in them is about the world, not the story."""
        self._known: dict[str, list[Entity]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._owned: dict[tuple[str, str], dict[int, Entity]] = {}
        letters = list(plain)
        for person in people:
            self._learn(person, tokens)
            for article in _own_articles(person.namings, tokens):
                letters[article.start : article.end] = " " * (article.end - article.start)
                self._owned.setdefault((article.low, _head(person.role)), {})[id(person)] = person
        self._others = _others("".join(letters))

    def _learn(self, person: Entity, tokens: Sequence[Sequence[Token]]) -> None:
        words = set((person.role or "").lower().split())
        heads = {_head(person.role)}
        for naming in person.namings:
            title, age = _title(naming), _age(naming, tokens[naming.line])
            heads |= {*_spelled(title[-1:]), *age}
            words |= {*_spelled(title), *age, *_before(naming, tokens[naming.line])}
        self._words[id(person)] = frozenset(words | heads)
        for head in heads:
            self._known.setdefault(head, []).append(person)

    def bearer(self, described: str) -> Entity | None:
        """The one person whom `the …` can mean, where the story has certainly no other, or `her …`.

        That is where exactly one of those with a role or title of that head noun has all words of the description in
        it, its gender does not contradict, and the story speaks of no nameless other (`a mayor`).  `Her lawyer` is who
        was named beside these words.
        """
        first, *words = described.lower().split()
        if not words:
            return None
        known = [*self._owned.get((first, words[-1]), {}).values()] if first in OWNERS else []
        if first == "the" and words[-1] not in self._others:
            known = self._known.get(words[-1], [])
        fitting = [person for person in known if self._fits(person, words)]
        return fitting[0] if len(fitting) == 1 else None

    def _fits(self, person: Entity, described: Sequence[str]) -> bool:
        """Whether somebody is called all words of a description and is no lesser one, nor of another gender."""
        told, words = title_gender(described[-1]), self._words[id(person)]
        agrees = told is None or told_gender(person) in {None, told}
        return agrees and words >= set(described) and not (LESSER & words) - set(described)


def _head(role: str | None) -> str:
    return next(reversed(head_of(role or "").lower().split()), "")


def _title(naming: Naming) -> list[str]:
    """The words of an office before a name: no `Miss`, which only tells a gender, and no `sister` who is a relative."""
    words = [word for word in naming.title.split() if word[0].isupper() or word not in KIN]
    return [word.lower() for word in words if not TITLES.get(word.lower())]


def _spelled(title: Iterable[str]) -> set[str]:
    """What somebody with these words for a title is called; nobody with `Sister` for one is somebody's sister."""
    return {each for word in title for each in ([word][word in KIN :] + SPELLED.get(word.rstrip("."), "").split())}


def _age(naming: Naming, row: Sequence[Token]) -> set[str]:
    """`34-year-old`, of `NAME, 34,` and of `NAME, 34` at the end of a sentence."""
    comma, *more = [token.text for token in row[naming.last + 1 : naming.last + 3]] or [""]
    aged = comma == "," and more and more[0].isdigit() and closes_phrase(row, naming.last + 3)
    return {f"{more[0]}-year-old"} if aged else set()


def _before(naming: Naming, row: Sequence[Token]) -> Iterator[str]:
    """What goes with an office before a name: `police` in `Vik police chief NAME`, `French`."""
    office = naming.first - len(naming.title.split())
    for token in reversed(row[max(0, office - MOST) : office] if naming.title else ()):
        if not (modifies(token) or token.kind == Kind.UPPER):
            return
        yield token.low


def _own_articles(namings: Iterable[Naming], tokens: Sequence[Sequence[Token]]) -> Iterator[Token]:
    """The article where a story says what somebody is.

    `NAME, a mayor,` is no other mayor, nor is `a mayor, NAME,`; `in Vik, a mayor` is.
    """
    for naming in namings:
        row = tokens[naming.line]
        before = described_before(row, naming.first - len(naming.title.split()), naming.last)
        if before and row[before[0]].low in OWN:
            yield row[before[0]]
        after = described_after(row, naming.last)
        behind = naming.first > 0 and row[naming.first - 1].low in PREPOSITIONS
        if after and row[after[0]].low in OWN and not behind:
            yield row[after[0]]


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
