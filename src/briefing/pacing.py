"""Segment + voice → lines: what one call of an engine speaks, and the silence after it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.model import Kind, Shape, Utterance
from briefing.spoken import phrases, spoken_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.cast import Casting
    from briefing.model import Prosody, Segment
    from briefing.settings import PauseSettings
    from briefing.spoken import Lexicon

__all__ = ["Line", "Reading", "lines", "pauses"]

LONGEST = 600
"""Characters of the spoken form in one utterance: half a minute of speech, below what any engine takes."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one call of an engine speaks, and where it stands in the script."""

    segment: Segment
    start: int
    """Offset into the segment's text."""
    end: int
    utterance: Utterance

    @property
    def written(self) -> str:
        """What was written, for the transcript."""
        return self.segment.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a show is read."""

    prosody: Prosody
    language: str
    """BCP 47."""
    lexicon: Lexicon


def lines(segments: Iterable[Segment], casting: Casting, reading: Reading) -> Iterator[Line]:
    """Cut every segment at its sentence ends; stretches without anything to say are left out."""
    for segment in segments:
        voice = casting.voice_of(segment)
        for span in phrases(segment.text, LONGEST):
            for start, end, said in _sayable(segment.text, span.start, span.end, reading):
                yield Line(segment, start, end, Utterance(said, voice, reading.prosody))


def _sayable(text: str, start: int, end: int, reading: Reading) -> Iterator[tuple[int, int, str]]:
    """What is said for a stretch; in pieces where it is too long, since figures are longer spoken than written."""
    said = " ".join(spoken_form(text[start:end], language=reading.language, lexicon=reading.lexicon).text.split())
    if len(said) > LONGEST and end - start > 1:
        for span in phrases(text[start:end], (end - start + 1) // 2):
            yield from _sayable(text, start + span.start, start + span.end, reading)
    elif any(letter.isalnum() for letter in said):
        yield start, end, said


def pauses(script: Sequence[Line], table: PauseSettings) -> tuple[int, ...]:
    """Milliseconds of silence after each line; none after the last."""
    return (*(_pause(line, following, table) for line, following in pairwise(script)), 0) if script else ()


def _pause(line: Line, following: Line, table: PauseSettings) -> int:
    before, after = line.segment, following.segment
    if before.kind in {Kind.HEADLINE, Kind.BYLINE} or Shape.SUBHEADING in {before.shape, after.shape}:
        return table.headline_ms
    if before.paragraph != after.paragraph:
        return table.paragraph_ms
    if line.utterance.voice != following.utterance.voice:
        return table.speaker_ms
    return table.sentence_ms
