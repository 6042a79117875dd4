"""Who is named in a story, and whom a shorter name means: a surname alone, a given name alone, one behind a title."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from briefing.quotes.genders import is_human, told_gender
from briefing.quotes.given import likely_gender
from briefing.quotes.names import MOST_WORDS, Entity, compared, head_of, is_body, role_of, surname, title_gender
from briefing.quotes.runs import PARTICLES
from briefing.quotes.words import BEFORE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.quotes.names import Naming

__all__ = ["Register"]

CLEARLY = 3
"""Times that somebody must be named for every time that another of the surname is, to bear it alone."""
MOST = 50  # full names looked back upon in a paragraph
FAR = 2
"""Paragraphs after which a full name is not near any more."""


class _Named(NamedTuple):
    """Where somebody is named."""

    start: int
    line: int
    entity: Entity


class Register:
    """Who is named in a story; found by full name, surname or given name."""

    def __init__(self, namings: Iterable[Naming], kin: Mapping[int, str]) -> None:
        """Remember everybody in `namings`: fuller names first, since they tell whom the shorter ones mean.

        `kin` tells, by the offset of a naming, what relative of somebody it introduces.
        """
        self._kin = kin
        self._relatives: set[int] = set()  # who is introduced as one
        self.entities: list[Entity] = []
        self._by_name: dict[str, Entity] = {}
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_given: dict[str, list[Entity]] = {}
        self._full: dict[str, list[_Named]] = {}  # surname → where it stands in a full name
        self._short: dict[str, _Named] = {}  # surname → where it stood alone last
        self._doubtful: set[int] = set()  # offsets of namings
        self._certain: Counter[int] = Counter()  # namings of somebody that are not in doubt
        self._at: dict[int, tuple[str, Entity]] = {}
        for naming in sorted(namings, key=lambda n: (" " not in n.name, n.start)):
            self._add(naming)
        self._starts = sorted(self._at)

    def complete(self, name: str) -> None:
        """Take a fuller name for somebody whom the story only calls by the last word of it."""
        entity = self._by_name.get(surname(name))
        if entity is not None and " " not in entity.name and len(name.split()) <= MOST_WORDS and not is_body(name):
            entity.name = name

    def named(self, start: int, end: int, name: str, title: str = "") -> tuple[Entity | None, bool]:
        """Whom a name between two offsets means, and whether another of that surname may be meant as well."""
        for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            here, entity = self._at[self._starts[i]]
            if compared(here) == compared(name):
                return entity, self.doubts(self._starts[i])
        found = self._find(name, title)
        bare = " " not in name and not title
        return found, bare and any(each is not found for each in self._by_surname.get(surname(name), ()))

    def doubts(self, start: int) -> bool:
        """Whether another of that surname may be meant as well by the name at an offset."""
        return start in self._doubtful

    def _add(self, naming: Naming) -> None:
        entity = self._find(naming.name, naming.title, naming)
        if entity is None:
            # Another bears the very name, so the title has to tell them apart: one name has one voice.
            taken = compared(naming.name) in self._by_name
            entity = Entity(f"{naming.title} {naming.name}" if taken and naming.title else naming.name)
            self.entities.append(entity)
            self._by_surname.setdefault(surname(naming.name), []).append(entity)
            if " " in naming.name:
                self._by_given.setdefault(compared(naming.name).split()[0], []).append(entity)
                self._relatives |= {id(entity)} if naming.start in self._kin else set()
        self._by_name.setdefault(compared(naming.name), entity)
        self._at[naming.start] = naming.name, entity
        if " " in naming.name:
            self._full.setdefault(surname(naming.name), []).append(_Named(naming.start, naming.line, entity))
        else:
            self._short[surname(naming.name)] = _Named(naming.start, naming.line, entity)
        entity.namings.append(naming)
        self._certain[id(entity)] += naming.start not in self._doubtful
        entity.gender = entity.gender or title_gender(self._kin.get(naming.start, ""))
        _learn(entity, naming)

    def _find(self, name: str, title: str = "", naming: Naming | None = None) -> Entity | None:
        """Whom a name means, by what stands before it and, where it is that of a naming, by where it stands."""
        wanted, words = title_gender(title), compared(name).split()
        known = self._by_name.get(compared(name))
        if known is not None and len(words) > 1 and (wanted is None or known.gender in {None, wanted}):
            return known
        fitting = [e for e in self._by_surname.get(surname(name), ()) if _fits(words, compared(e.name).split())]
        fitting = [e for e in fitting if wanted is None or told_gender(e) in {None, wanted}]
        if not fitting and len(words) == 1 and not title and not is_body(name):
            bearers = [e for e in self._by_given.get(words[0], ()) if not is_body(e.name)]
            return bearers[0] if len(bearers) == 1 else None
        if naming and len(words) == 1:
            fitting = self._introduced(fitting, naming)
        if len(fitting) > 1 and naming:
            fitting = [e for e in fitting if _has_role(e, naming.role)] or fitting
        if len(fitting) > 1 and naming and len(words) == 1:
            return self._nearest(fitting, naming)
        return max(fitting, key=lambda e: len(e.namings), default=None)

    def _introduced(self, fitting: Sequence[Entity], naming: Naming) -> list[Entity]:
        """Whom a surname alone can mean: who is introduced by then, and a relative only in a paragraph that names them.

        Who bears it before a relative comes in is somebody else, though never named in full; and a relative of people
        of another surname is its only bearer.
        """
        known = [e for e in fitting if e.namings[0].start < naming.start]
        here = [place.entity for place in self._named_last(naming) if place.line == naming.line]
        bearers = [e for e in known if id(e) not in self._relatives or e in here]
        return bearers or known or [e for e in fitting if id(e) not in self._relatives]

    def _named_last(self, naming: Naming) -> list[_Named]:
        """Whom the last paragraph before a surname alone names in full, of those who bear it; the last first."""
        full = self._full.get(surname(naming.name), [])
        i = bisect_left(full, naming.start, key=lambda place: place.start)
        before = (full[j] for j in range(i - 1, max(-1, i - 1 - MOST), -1))
        return list(takewhile(lambda place: place.line == full[i - 1].line, before))

    def _nearest(self, fitting: Sequence[Entity], naming: Naming) -> Entity:
        """The one of several who was named last, or who is named far more often where no name is near.

        In doubt where the last paragraph with a name has both, where neither is named more often, and where one who is
        named far more often is not the one whom the last paragraph names.
        """
        places = self._named_last(naming)
        near, named = self._last(fitting, naming, places), [place.entity for place in places]
        others = [e for e in fitting if not _ends_alike(e.name, near.name)]
        rivals = [e for e in others if e in named or self._certain[id(e)] > 1 or _is_somebody(e)]
        rival = max(rivals, key=lambda e: self._certain[id(e)], default=near)
        most, least = self._certain[id(rival)], self._certain[id(near)]
        if rival is near or most < least:
            return near
        clearly, away = most >= CLEARLY * least, naming.line - places[0].line if places else FAR
        if clearly and away >= FAR:
            return rival
        if clearly or away or rival in named:
            self._doubtful.add(naming.start)
        return near

    def _last(self, fitting: Sequence[Entity], naming: Naming, named: Sequence[_Named]) -> Entity:
        """Who of several was named last: in full, as those in `named` are, or by the surname alone since."""
        short = self._short.get(surname(naming.name))
        places = sorted([*named, *([short] if short else [])], key=lambda place: -place.start)
        near = (place.entity for place in places if place.entity in fitting)
        return next(near, None) or max(fitting, key=lambda e: self._certain[id(e)])


def _fits(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a shorter name can be the same person's as a fuller one."""
    if len(short) == 1 or len(full) == 1 or _describes(short, full) or _describes(full, short):
        return True
    if short[0] in PARTICLES and _ends_in(full, short):
        return True
    a, b = short[0], full[0]
    initials = all(len(word) == 1 for word in full[:-2])  # `R. J. “Bud” Dahl`
    nicknamed = a == full[-2] and (initials or (len(full) == 3 and likely_gender(b) is not None))  # noqa: PLR2004
    return a == b or nicknamed or (a[0] == b[0] and (len(a) == 1 or a.startswith(b[:3])))


def _is_somebody(entity: Entity) -> bool:
    """Whether anything tells that a name is a person's, and not two words of a headline."""
    return is_human(entity) or entity.gender is not None or entity.role is not None


def _ends_alike(a: str, b: str) -> bool:
    """Whether one of two names is the other with more before it: `Comedian Ann Lee`."""
    return f" {compared(a)}".endswith(f" {compared(b)}") or f" {compared(b)}".endswith(f" {compared(a)}")


def _ends_in(longer: Sequence[str], name: Sequence[str]) -> bool:
    return len(longer) > len(name) and longer[-len(name) :] == name


def _describes(longer: Sequence[str], name: Sequence[str]) -> bool:
    """Whether one name is the other, a common given name first, with what somebody is before: `Victim Ellen Dahl`."""
    one = len(longer) == len(name) + 1 and len(name) > 1 and _ends_in(longer, name)
    return one and likely_gender(name[0]) is not None and likely_gender(longer[0]) is None


def _is_fuller(name: str, known: str) -> bool:
    """Whether a name tells more of somebody than the one that is known."""
    words, others = compared(name).split(), compared(known).split()
    if _describes(words, others) or len(words) > MOST_WORDS:
        return False
    return _describes(others, words) or len(compared(name)) > len(compared(known))


def _has_role(entity: Entity, role: str) -> bool:
    """Whether somebody is known to be what is printed beside a name: `the teacher`."""
    head = head_of(role).lower().split()[-1:]
    return bool(head) and head[0] in head_of(entity.role or "").lower().split()


def _learn(entity: Entity, naming: Naming) -> None:
    if _is_fuller(naming.name, entity.name):
        entity.name = naming.name
    entity.role = entity.role or role_of(naming.role)
    entity.gender = entity.gender or title_gender(head_of(naming.role)) or title_gender(naming.title)
    described = f"{naming.title} {head_of(naming.role)}".lower().split()
    entity.titled = entity.titled or not BEFORE_NAMES.isdisjoint(described)
