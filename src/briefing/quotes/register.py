"""Who is named in a story, and whom a shorter name means: a surname alone, a given name alone, one behind a title."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from briefing.quotes.genders import told_gender
from briefing.quotes.given import likely_gender
from briefing.quotes.names import MOST_WORDS, Entity, compared, head_of, is_body, role_of, surname, title_gender
from briefing.quotes.runs import PARTICLES
from briefing.quotes.words import BEFORE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.quotes.names import Naming

__all__ = ["Register"]


class Register:
    """Who is named in a story; found by full name, surname or given name."""

    def __init__(self, namings: Iterable[Naming]) -> None:
        """Remember everybody in `namings`: fuller names first, since they tell whom the shorter ones mean."""
        self.entities: list[Entity] = []
        self._by_name: dict[str, Entity] = {}
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_given: dict[str, list[Entity]] = {}
        self._full: dict[str, list[tuple[int, int, Entity]]] = {}  # surname → where it stands in a full name
        self._short: dict[str, tuple[int, int, Entity]] = {}  # surname → where it stood alone last
        self._doubtful: set[int] = set()
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
                return entity, self._starts[i] in self._doubtful
        return self._find(name, title), False

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
        self._by_name.setdefault(compared(naming.name), entity)
        self._at[naming.start] = naming.name, entity
        if " " in naming.name:
            self._full.setdefault(surname(naming.name), []).append((naming.start, naming.line, entity))
        else:
            self._short[surname(naming.name)] = naming.start, naming.line, entity
        entity.namings.append(naming)
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
        if len(fitting) > 1 and naming:
            fitting = [e for e in fitting if _has_role(e, naming.role)] or fitting
        if len(fitting) > 1 and naming and len(words) == 1:
            return self._nearest(fitting, naming)
        return max(fitting, key=lambda e: len(e.namings), default=None)

    def _nearest(self, fitting: Sequence[Entity], naming: Naming) -> Entity:
        """The one of several who was named last; in doubt where that paragraph names another one, who counts more."""
        last = surname(naming.name)
        full = self._full.get(last, [])
        i = bisect_left(full, naming.start, key=lambda place: place[0])
        before = full[max(0, i - 2) : i]
        places = [*before[-1:], *([self._short[last]] if last in self._short else [])]
        near = [entity for _, _, entity in sorted(places, key=lambda place: -place[0]) if entity in fitting]
        often = max(fitting, key=lambda e: len(e.namings))
        together = len({line for _, line, _ in before}) < len({id(entity) for _, _, entity in before})
        if together and near and near[0] is not often:
            self._doubtful.add(naming.start)
        return near[0] if near else often


def _fits(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a shorter name can be the same person's as a fuller one."""
    if len(short) == 1 or len(full) == 1 or _describes(short, full) or _describes(full, short):
        return True
    if short[0] in PARTICLES and _ends_in(full, short):
        return True
    a, b = short[0], full[0]
    initials = all(len(word) == 1 for word in full[:-2])  # `R. J. “Bud” Dahl`
    nicknamed = a == full[-2] and (initials or (len(full) == 3 and likely_gender(b) is not None))  # noqa: PLR2004
    return a == b or nicknamed or (a[0] == b[0] and (len(a) == 1 or len(b) == 1 or a.startswith(b[:3])))


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
