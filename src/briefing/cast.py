"""Segment + cast → voice.  Every voice is decided here and nowhere else.

The reporter's voice is nobody else's.  A person keeps a voice from night to night: what was assigned before comes in
as a mapping, what is assigned now goes out as a value.  Nominal speakers ("a spokesman") are cast for their story only,
since tomorrow's spokesman is somebody else.  An editor's script may give voices of its own, which go before all others.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from briefing.errors import ConfigError
from briefing.model import Gender, Kind, Voice
from briefing.written import converted, parsed, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from briefing.model import Person, Segment

__all__ = ["APART", "NOTHING", "Cast", "Casting", "apart", "cast_story", "folded_name", "read_cast", "stand_ins"]

APART = 4.0
"""Semitones from which two voices can be told apart by their pitch alone."""
FAR = 5.0
"""Semitones beyond which more tells nothing more."""
FORM = "voices/newsroom.toml shows the form, as `briefing new FOLDER` writes it."
NOTHING: Mapping[Segment, str] = MappingProxyType({})
"""What an editor gives to segments who gives none."""


class _Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A voice as the cast's file writes it."""

    voice: str
    gender: Gender | None = None
    pitch_hz: float | None = None
    accent: str = "en-us"

    def as_voice(self, where: str) -> Voice:
        try:
            voice = Voice.written(self.voice)
        except ValueError as error:
            raise ConfigError(where, str(error), hint="Write ENGINE/VOICE, such as espeak/en-us+m1.") from error
        return replace(voice, language=self.accent, gender=self.gender, pitch_hz=self.pitch_hz)


class _CastFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reporter: _Member
    pool: list[_Member]
    unknown: _Member | None = None
    pins: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who can read what."""

    reporter: Voice
    pool: tuple[Voice, ...]
    """For people who are quoted; never the reporter's voice."""
    unknown: Voice | None = None
    """For a quote that nobody is credited with; None leaves it to the reporter."""
    pins: Mapping[str, Voice] = field(default_factory=dict)
    """A person's name, as `folded_name` writes it, and the voice that is theirs."""
    where: str = ""
    """What messages call the file that it was read from."""

    @property
    def members(self) -> dict[str, Voice]:
        """Everybody who can be heard, each once, the reporter first: by the voice as a cast writes it."""
        found: dict[str, Voice] = {}
        for voice in (self.reporter, self.unknown, *self.pool, *self.pins.values()):
            if voice:
                found.setdefault(str(voice), voice)
        return found

    def named(self, voice: str) -> Voice | None:
        """The member of this cast that is written so: `espeak/en-us+m1`."""
        return self.members.get(voice)

    def alone(self) -> Cast:
        """The reporter, who reads everything."""
        return Cast(self.reporter, (self.reporter,), where=self.where)


@dataclass(frozen=True, slots=True)
class Casting:
    """Who reads one story."""

    cast: Cast
    voices: Mapping[str, Voice]
    """By the speaker's name, as `folded_name` writes it."""
    remember: Mapping[str, str]
    """New lasting assignments: name → voice as a cast writes it."""
    written: Mapping[Segment, Voice] = field(default_factory=dict)
    """What an editor's script gives to single segments."""

    def voice_of(self, segment: Segment) -> Voice:
        """The voice that reads `segment`."""
        if segment in self.written:
            return self.written[segment]
        if segment.kind is not Kind.QUOTE:
            return self.cast.reporter
        if segment.speaker is None:
            return self.cast.unknown or self.cast.reporter
        return self.voices[folded_name(segment.speaker.name)]


def folded_name(name: str) -> str:
    """The form in which names are compared and remembered: case and white space folded."""
    return " ".join(name.casefold().split())


def read_cast(toml: str, where: str) -> Cast:
    """The cast that a file describes; `where` names the file in messages.

    Raises:
        ConfigError: no cast can be made of it.
    """
    tables = parsed(toml, where)
    refuse_unknown(tables, _CastFile, where, shown=FORM)
    written = converted(tables, _CastFile, where, hint=FORM)
    reporter = written.reporter.as_voice(where)
    known: dict[str, Voice] = {}
    for member in written.pool:
        voice = member.as_voice(where)
        known.setdefault(_spelt(voice), voice)
    own = {folded_name(name): _Member(voice).as_voice(where) for name, voice in written.pins.items()}
    pins = {name: known.get(_spelt(voice), voice) for name, voice in own.items()}
    unknown = written.unknown.as_voice(where) if written.unknown else None
    _keep_apart(reporter, unknown, {*known, *map(_spelt, pins.values())}, where)
    return Cast(reporter, tuple(known.values()) or (reporter,), unknown, pins, where)


def _spelt(voice: Voice) -> str:
    """What one voice is known by, whatever its spelling: to espeak, `EN-US+m1` is `en-us+m1`."""
    return str(voice).casefold()


def _keep_apart(reporter: Voice, unknown: Voice | None, peoples: Collection[str], where: str) -> None:
    """Refuse a cast in which one would take the reporter, or nobody, for a person."""
    for voice, who in ((reporter, "the reporter's"), (unknown, "for unknown speakers")):
        if voice and _spelt(voice) in peoples:
            hint = "Give it to one of them only."
            raise ConfigError(where, f"{voice} is {who} and in the pool, or pinned to a person", hint=hint)


def stand_ins(cast: Cast, engine: str, own: Sequence[Voice]) -> dict[str, Voice]:
    """For each member, by the voice as the cast writes it, who is heard when `engine` speaks for all of them.

    Its own members speak for themselves.  For the others it is one of its `own` voices, of which there is one at least:
    one to one while they last, of their language and gender where there are such, and nobody shares the reporter's
    unless there is but one.
    """
    found = {written: voice for written, voice in cast.members.items() if voice.engine == engine}
    used = Counter(voice.id for voice in found.values())
    for written, member in cast.members.items():
        if written not in found:
            reporter = found.get(str(cast.reporter))
            free = [voice for voice in own if reporter is None or voice.id != reporter.id] or own
            found[written] = min(free, key=lambda voice: (used[voice.id], _unlike(voice, member)))
            used[found[written].id] += 1
    return found


def _unlike(one: Voice, other: Voice) -> tuple[bool, bool, bool]:
    """Sorts first who speaks the language of the other, then the accent, then who is of that gender."""
    language, wanted = one.language.lower(), other.language.lower()
    return language[:2] != wanted[:2], language != wanted, other.gender not in {None, one.gender}


def apart(one: Voice, other: Voice) -> float | None:
    """How well two voices can be told apart: semitones of pitch, and another accent is worth `APART` of them.

    None where nobody has measured one of them.
    """
    accent = 0.0 if one.language == other.language else APART
    if one.pitch_hz and other.pitch_hz:
        return accent + abs(12 * math.log2(one.pitch_hz / other.pitch_hz))
    return accent or None


def cast_story(
    segments: Iterable[Segment], cast: Cast, remembered: Mapping[str, str], written: Mapping[Segment, str] = NOTHING
) -> Casting:
    """Give every speaker of a story a voice.

    What an editor has `written` goes before a pin, that before what is remembered, and that before a new choice; no
    two people share a voice while the pool lasts, and whatever is written for one person is nobody else's.  Whoever
    cannot have the remembered voice, because somebody else of this story has it, gets another for this story alone.

    A voice is written for a segment as a cast writes it.  It belongs to one person, the one who would have it anyway,
    or else the one with most lines in it: who was given somebody else's words does not take over the voice with them,
    and what is the reporter's now is heard as such.
    """
    people = _people(segments)
    owners = _owners(written, _voices(people, cast, remembered, {}), cast.reporter) if written else {}
    voices = _voices(people, cast, remembered, owners)
    remember = {
        name: str(voices[name])
        for name, person in people.items()
        if _lasts(person) and name not in remembered and voices[name] not in (cast.reporter, cast.pins.get(name))
    }
    return Casting(cast, voices, remember, dict(_written(written, owners, cast)))


def _voices(
    people: Mapping[str, Person], cast: Cast, remembered: Mapping[str, str], owners: Mapping[str, str]
) -> dict[str, Voice]:
    """Name → the voice that an editor wrote, or else is pinned, or remembered, or chosen now."""
    voices: dict[str, Voice] = {}
    for written_voice, name in owners.items():
        voices.setdefault(name, _voice(written_voice, cast))
    voices |= {name: cast.pins[name] for name in people if name in cast.pins and name not in voices}
    given = [_voice(each, cast) for each in owners]
    for name in people:
        voice = cast.named(remembered.get(name, ""))
        if name not in voices and voice and voice != cast.reporter and voice not in {*given, *voices.values()}:
            voices[name] = voice
    # Who is heard so in this story alone comes after all whose voice lasts, and does not hang on who was remembered
    # since: made again when those are known, the story sounds the same.
    for lasts in (True, False):
        popular = Counter(remembered.values() if lasts else ())
        for name, person in people.items():
            if name not in voices and (_lasts(person) and name not in remembered) is lasts:
                taken = [*voices.values(), *(each for each in given if each not in voices.values())]
                voices[name] = _choose(person, cast, taken, popular)
    return voices


def _lasts(person: Person) -> bool:
    """Whether it is somebody with a name; a nominal speaker of tomorrow is another one.

    A name ends in a word with a large letter, as `Norwegian officials` does not.
    """
    last = person.name.split()[-1:]
    return person.name[:1].isupper() and any(letter.isupper() for letter in "".join(last))


def _owners(written: Mapping[Segment, str], anyway: Mapping[str, Voice], reporter: Voice) -> dict[str, str]:
    """Whose each written voice is: voice → name; `anyway` is each one's voice if nothing was written."""
    lines: dict[str, Counter[str]] = {}
    for segment, voice in written.items():
        if segment.kind is Kind.QUOTE and segment.speaker and voice != str(reporter):
            lines.setdefault(voice, Counter())[folded_name(segment.speaker.name)] += 1
    return {
        voice: max(names, key=lambda name: (str(anyway[name]) == voice, names[name])) for voice, names in lines.items()
    }


def _written(written: Mapping[Segment, str], owners: Mapping[str, str], cast: Cast) -> Iterator[tuple[Segment, Voice]]:
    """The segments whose written voice counts."""
    peoples = {*owners, *map(str, cast.pool)}
    for segment, voice in written.items():
        if segment.kind is Kind.QUOTE and segment.speaker:
            counts = owners.get(voice) == folded_name(segment.speaker.name)
        else:
            counts = voice not in peoples
        if counts:
            yield segment, _voice(voice, cast)


def _voice(written: str, cast: Cast) -> Voice:
    return cast.named(written) or Voice.written(written)


def _people(segments: Iterable[Segment]) -> dict[str, Person]:
    """The speakers in order of appearance; of one who appears often, the mention that tells the gender."""
    people: dict[str, Person] = {}
    for segment in segments:
        if segment.kind is Kind.QUOTE and segment.speaker:
            name = folded_name(segment.speaker.name)
            if name not in people or (people[name].gender is None and segment.speaker.gender):
                people[name] = segment.speaker
    return people


def _choose(person: Person, cast: Cast, taken: list[Voice], popular: Mapping[str, int]) -> Voice:
    """The voice of the pool that fits best.

    Free in this story, of the gender the text gives, nobody's by a pin, far from all others heard, least used so far.
    """
    pinned = set(cast.pins.values())

    def cost(voice: Voice) -> tuple[int, bool, bool, float, int, bytes]:
        unfit = bool(person.gender) and person.gender is not voice.gender
        gaps = [apart(voice, other) for other in (cast.reporter, *taken)]
        nearest = min(FAR if gap is None else gap for gap in gaps)
        order = hashlib.sha256(f"{folded_name(person.name)}\n{voice}".encode("utf-8", "surrogatepass")).digest()
        return taken.count(voice), unfit, voice in pinned, -min(nearest, FAR), popular.get(str(voice), 0), order

    return min(cast.pool, key=cost)
