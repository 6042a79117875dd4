"""Segment + cast → voice.  Every voice is decided here and nowhere else.

The reporter's voice is nobody else's.  A person keeps a voice from night to night: what was assigned before comes in
as a mapping, what is assigned now goes out as a value.  Nominal speakers ("a spokesman") are cast for their story only,
since tomorrow's spokesman is somebody else.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from briefing.errors import ConfigError
from briefing.model import Gender, Kind, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.model import Person, Segment

__all__ = ["Cast", "Casting", "cast_story", "read_cast", "same_person"]


class _Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A voice as the cast's file writes it."""

    voice: str
    gender: Gender | None = None
    pitch_hz: float | None = None
    accent: str = "en-us"

    def as_voice(self, where: str) -> Voice:
        engine, slash, name = self.voice.partition("/")
        if not (engine and slash and name):
            raise ConfigError(where, f"{self.voice!r} is no voice", hint="Write ENGINE/VOICE, such as espeak/en-us+m1.")
        return Voice(engine, name, self.accent, self.gender, self.pitch_hz)


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
    """A person's name, as `same_person` writes it, and the voice that is theirs."""

    def named(self, voice: str) -> Voice | None:
        """The member of this cast that is written so: `espeak/en-us+m1`."""
        return next(
            (member for member in (self.reporter, *self.pool, *self.pins.values()) if str(member) == voice), None
        )


@dataclass(frozen=True, slots=True)
class Casting:
    """Who reads one story."""

    cast: Cast
    voices: Mapping[str, Voice]
    """By the speaker's name, as `same_person` writes it."""
    remember: Mapping[str, str]
    """New lasting assignments: name → voice as a cast writes it."""

    def voice_of(self, segment: Segment) -> Voice:
        """The voice that reads `segment`."""
        if segment.kind is not Kind.QUOTE:
            return self.cast.reporter
        if segment.speaker is None:
            return self.cast.unknown or self.cast.reporter
        return self.voices[same_person(segment.speaker.name)]


def same_person(name: str) -> str:
    """The form in which names are compared and remembered: case and white space folded."""
    return " ".join(name.casefold().split())


def read_cast(toml: str, where: str) -> Cast:
    """The cast that a file describes; `where` names the file in messages.

    Raises:
        ConfigError: no cast can be made of it.
    """
    try:
        written = msgspec.convert(tomllib.loads(toml), _CastFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ConfigError(where, str(error), hint="voices/newsroom.toml of the program shows the form.") from error
    reporter = written.reporter.as_voice(where)
    pool = tuple(member.as_voice(where) for member in written.pool)
    if str(reporter) in {str(voice) for voice in pool}:
        raise ConfigError(where, f"{reporter} is the reporter and in the pool", hint="Take it out of the pool.")
    known = {str(voice): voice for voice in (reporter, *pool)}
    pins = {
        same_person(name): known.get(voice) or _Member(voice).as_voice(where) for name, voice in written.pins.items()
    }
    unknown = written.unknown.as_voice(where) if written.unknown else None
    return Cast(reporter, pool or (reporter,), unknown, pins)


def cast_story(segments: Iterable[Segment], cast: Cast, remembered: Mapping[str, str]) -> Casting:
    """Give every speaker of a story a voice.

    A pin goes before what is remembered, and that before a new choice; no two people share a voice while the pool
    lasts.  Whoever cannot have the remembered voice, because somebody else of this story has it, gets another for
    this story alone.
    """
    people = _people(segments)
    voices: dict[str, Voice] = {name: cast.pins[name] for name in people if name in cast.pins}
    for name in people:
        voice = cast.named(remembered.get(name, ""))
        if name not in voices and voice and voice != cast.reporter and voice not in voices.values():
            voices[name] = voice
    remember = {}
    popular = list(remembered.values())
    for name, person in people.items():
        if name not in voices:
            voices[name] = _choose(person, cast, list(voices.values()), popular)
            if person.name[:1].isupper() and name not in remembered:
                remember[name] = str(voices[name])
    return Casting(cast, voices, remember)


def _people(segments: Iterable[Segment]) -> dict[str, Person]:
    """The speakers in order of appearance; of one who appears often, the mention that tells the gender."""
    people: dict[str, Person] = {}
    for segment in segments:
        if segment.kind is Kind.QUOTE and segment.speaker:
            name = same_person(segment.speaker.name)
            if name not in people or (people[name].gender is None and segment.speaker.gender):
                people[name] = segment.speaker
    return people


def _choose(person: Person, cast: Cast, taken: list[Voice], popular: list[str]) -> Voice:
    """The voice of the pool that fits best: free in this story, of the gender the text gives, least used so far."""

    def cost(voice: Voice) -> tuple[int, bool, int, bytes]:
        unfit = bool(person.gender) and person.gender is not voice.gender
        order = hashlib.sha256(f"{same_person(person.name)}\n{voice}".encode()).digest()
        return taken.count(voice), unfit, popular.count(str(voice)), order

    return min(cast.pool, key=cost)
