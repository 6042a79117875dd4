"""The line above the words: what they are, who reads them, in which voice, how sure."""

from __future__ import annotations

import re

from briefing.model import REPORTER, Gender, Kind, Person, Segment, Shape, Voice
from briefing.scriptfile.fields import DOUBTFUL, SURE, unquoted

__all__ = ["read_label"]

_TAGS = re.compile(r"\[([a-z ]{1,60})\] *")
_SHAPES = {shape.value: shape for shape in Shape}
_GENDERS = {gender.value: gender for gender in Gender}
_KINDS = {kind.value: kind for kind in Kind}


def read_label(line: str) -> tuple[Segment, str]:
    """The segment, still without words, and its voice, which may be empty.

    Raises:
        ValueError: it is none; the message says why.
    """
    found = _TAGS.match(line)
    tags = found[1].split() if found else []
    if found is None or not tags or tags[0] not in _KINDS:
        raise ValueError(f"what stands in [ ] is one of {', '.join(_KINDS)}")
    segment = _tagged(_KINDS[tags[0]], tags[1:])
    rest, sure = _sureness(line[found.end() :])
    rest, voice = _voice(rest)
    person = _person(rest)
    if segment.kind is Kind.QUOTE:
        return Segment("", Kind.QUOTE, None, person, sure, segment.partial, segment.shape), voice
    if person:
        raise ValueError(f"a {segment.kind} is not {person.name[:40]}'s: words of somebody are a [quote]")
    return segment, voice


def _tagged(kind: Kind, tags: list[str]) -> Segment:
    unknown = [tag for tag in tags if tag not in _SHAPES and tag != "partial"]
    if unknown:
        raise ValueError(f"[{kind} {unknown[0]}] is not known; there are {', '.join(_SHAPES)} and partial")
    shapes = [_SHAPES[tag] for tag in tags if tag in _SHAPES]
    return Segment("", kind, partial="partial" in tags, shape=shapes[0] if shapes else Shape.PARAGRAPH)


def _sureness(rest: str) -> tuple[str, float]:
    """Cut the percentage and the mark off; without one it is certain."""
    rest = rest.rstrip().removesuffix(DOUBTFUL).rstrip()
    found = SURE.search(rest[-8:])
    if not found:
        return rest, 1.0
    sure = round(float(found[1]) / 100, 2)
    if sure > 1:
        raise ValueError(f"{found[0]} is more than certain")
    return rest[: -len(found[0])].rstrip(), sure


def _voice(rest: str) -> tuple[str, str]:
    """Cut the voice off."""
    if not rest.endswith(">"):
        return rest, ""
    start = rest.rfind("<")
    voice = rest[start + 1 : -1]
    try:
        Voice.written(voice if start >= 0 else "")
    except ValueError as error:
        hint = "write <ENGINE/VOICE>, or nothing to let the program choose"
        raise ValueError(f"<{voice[:40]}> is no voice: {hint}") from error
    return rest[:start].rstrip(), voice


def _person(rest: str) -> Person | None:
    """`Mara Olsen (harbour master; female)`; nobody where the reporter reads it."""
    if rest.startswith('"'):
        name, rest = _string(rest)
    else:
        name, bracket, about = rest.partition("(")
        name, rest = name.strip(), bracket + about
        if name == REPORTER:
            return None
    if not name:
        raise ValueError(f"nobody reads this: write a name, or {REPORTER}")
    return Person(name, *_about(rest.strip()))


def _about(text: str) -> tuple[str | None, Gender | None]:
    """Role and gender, as they stand in brackets."""
    if not text:
        return None, None
    if not (text.startswith("(") and text.endswith(")")):
        raise ValueError(f"{text[:40]!r} does not belong there")
    text = text[1:-1].strip()
    if text.startswith('"'):
        role, rest = _string(text)
        gender = rest.removeprefix(";").strip()
        if gender and gender not in _GENDERS:
            raise ValueError(f"{rest[:40]!r} is no gender")
        return role, _GENDERS.get(gender)
    role, semicolon, gender = text.rpartition(";")
    if gender.strip() not in _GENDERS:
        return text, None
    return (role.strip() if semicolon else None), _GENDERS[gender.strip()]


def _string(text: str) -> tuple[str, str]:
    try:
        return unquoted(text)
    except ValueError as error:
        raise ValueError(f"the quotation marks of {text[:40]!r} are not closed, or hold half a character") from error
