"""Segment + voice → lines: what one call of an engine speaks, and the silence after it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing.model import Kind, Shape, Utterance
from briefing.spoken import phrases, spoken_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.cast import Casting
    from briefing.model import Prosody, Segment
    from briefing.settings import PauseSettings
    from briefing.spoken import Lexicon

    Cut = tuple[int, int, str]  # from where to where in the text, and what is said for it

__all__ = ["Line", "Reading", "lines", "pauses", "spoken"]

LONGEST = 600
"""Characters of the spoken form in one utterance: half a minute of speech, below what any engine takes."""
CUES = ("Quote: ", " End quote.")
"""Said before and after somebody else's words, where the voice does not tell."""
NOTHING: Mapping[Segment, str] = MappingProxyType({})


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
    cues: bool = False
    """Whether it is said where a quote starts and ends."""


def lines(
    segments: Sequence[Segment], casting: Casting, reading: Reading, edited: Mapping[Segment, str] = NOTHING
) -> Iterator[Line]:
    """Cut every segment at its sentence ends; stretches without anything to say are left out.

    `edited` is what an editor wants said for a segment; sentences in which that changes nothing stay as they are.
    """
    for number, segment in enumerate(segments):
        voice = casting.voice_of(segment)
        cut = list(_cut(segment.text, reading))
        if segment in edited:
            cut = _corrected(cut or [(0, len(segment.text), "")], edited[segment])
        if reading.cues and cut and segment.kind is Kind.QUOTE:
            cut = _cued(cut, segment, segments[max(0, number - 1) : number], segments[number + 1 : number + 2])
        for start, end, said in cut:
            yield Line(segment, start, end, Utterance(said, voice, reading.prosody))


def spoken(text: str, reading: Reading) -> str:
    """What is said for a segment of that text."""
    return " ".join(said for _, _, said in _cut(text, reading))


def _cut(text: str, reading: Reading) -> Iterator[Cut]:
    for span in phrases(text, LONGEST):
        yield from _sayable(text, span.start, span.end, reading)


def _corrected(cut: list[Cut], said: str) -> list[Cut]:
    """The same, but with the words `said`: from the first sentence that differs to the last."""
    first, last = 0, len(cut)
    said = " ".join(said.split())
    while first < last - 1 and f"{said} ".startswith(f"{cut[first][2]} "):
        said = said[len(cut[first][2]) :].strip()
        first += 1
    while first < last - 1 and f" {said}".endswith(f" {cut[last - 1][2]}"):
        said = said[: len(said) - len(cut[last - 1][2])].strip()
        last -= 1
    pieces = [piece for span in phrases(said, LONGEST) if (piece := said[span.start : span.end].strip())]
    return [*cut[:first], *_spread(pieces, cut[first:last]), *cut[last:]]


def _spread(pieces: list[str], cut: list[Cut]) -> Iterator[Cut]:
    """Other words for the same stretch: sentence for sentence as long as both last."""
    for number, piece in enumerate(pieces):
        if number < len(cut) - 1 and number < len(pieces) - 1:
            yield cut[number][0], cut[number][1], piece
        elif number < len(cut):
            yield cut[number][0], cut[-1][1], piece
        else:
            yield cut[-1][1], cut[-1][1], piece


def _cued(cut: list[Cut], quote: Segment, before: Sequence[Segment], after: Sequence[Segment]) -> list[Cut]:
    """Say where the quote starts and ends; one that goes on from segment to segment starts and ends once."""
    whole = [*cut]
    if not any(other.kind is Kind.QUOTE and other.speaker == quote.speaker for other in before):
        start, end, said = whole[0]
        whole[0] = start, end, CUES[0] + said
    if not any(other.kind is Kind.QUOTE and other.speaker == quote.speaker for other in after):
        start, end, said = whole[-1]
        whole[-1] = start, end, said + CUES[1]
    return whole


def _sayable(text: str, start: int, end: int, reading: Reading) -> Iterator[Cut]:
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
