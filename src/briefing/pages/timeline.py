"""Who speaks when: the speakers of a programme, their time, and the strip that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import REPORTER
from briefing.notes import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.model import Cue, Person, Programme

__all__ = ["Speaker", "heard", "speakers", "voice_numbers"]

WIDTH = 1000
"""Of the strip, in its own units."""
REPORTER_TOP = 0.5
"""The reporter's stretches are half as high, so that form tells them from the others', and not colour alone."""
BREATH_MS = 1_000
"""Two cues of one speaker that are not farther apart than this are drawn as one stretch."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is heard."""

    voice: int
    """0 is the reporter; the others follow in order of appearance."""
    name: str
    role: str | None
    heard_ms: int
    path: str
    """Their stretches of the strip, as SVG path data in a box of 1000 by 1."""


def heard(cue: Cue) -> str:
    """Whose name stands beside the cue; words that are nobody's are the reporter's."""
    return printable(cue.speaker) or REPORTER


def voice_numbers(cues: Iterable[Cue]) -> dict[str, int]:
    """Speaker → number: 0 is the reporter, the others follow in order of appearance."""
    names = dict.fromkeys((REPORTER, *(heard(cue) for cue in sorted(cues, key=_time))))
    return {name: number for number, name in enumerate(names)}


def speakers(programme: Programme, people: Iterable[Person], voices: Mapping[str, int]) -> tuple[Speaker, ...]:
    """Everybody who is heard, in order of their numbers; a role is the first one told for the name."""
    roles: dict[str, str] = {}
    for person in people:
        if person.role:
            roles.setdefault(printable(person.name), person.role)
    cues: dict[str, list[Cue]] = {name: [] for name in voices}
    for cue in sorted(programme.cues, key=_time):
        cues[heard(cue)].append(cue)
    return tuple(
        Speaker(
            voices[name],
            name,
            roles.get(name),
            sum(max(cue.end_ms - cue.start_ms, 0) for cue in said),
            _path(said, programme.duration_ms, top=0 if voices[name] else REPORTER_TOP),
        )
        for name, said in cues.items()
        if said
    )


def _time(cue: Cue) -> tuple[int, int]:
    return cue.start_ms, cue.end_ms


def _path(cues: Sequence[Cue], duration_ms: int, *, top: float) -> str:
    """One rectangle a stretch: `M12.5 0h3v1h-3z`."""
    stretches: list[tuple[int, int]] = []
    for cue in cues:
        start = cue.start_ms
        if stretches and start - stretches[-1][1] <= BREATH_MS:
            start, _ = stretches.pop()
        stretches.append((start, max(cue.end_ms, start)))
    unit = WIDTH / max(duration_ms, 1)
    return "".join(_rectangle(start * unit, (end - start) * unit, top) for start, end in stretches)


def _rectangle(x: float, width: float, top: float) -> str:
    shown = f"{max(width, 1):.4g}"  # nobody is too short to be seen
    return f"M{x:.4g} {top:g}h{shown}v{1 - top:g}h-{shown}z"
