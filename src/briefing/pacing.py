"""Segment + voice → lines: what one call of an engine speaks, and the silence after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.cast import NOTHING
from briefing.model import Kind, Part, Shape, Utterance
from briefing.spoken import one_line, phrases, spoken_form, word_starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.cast import Casting
    from briefing.model import Prosody, Segment
    from briefing.settings import PauseSettings
    from briefing.spoken import Lexicon

__all__ = ["Line", "Reading", "lines", "pauses", "spoken"]

LONGEST = 600
"""Characters in one utterance at most: half a minute of speech, which every engine takes at once."""
CUES = ("Quote: ", " End quote.")
"""Said before and after somebody else's words, where the voice does not tell."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one call of an engine speaks, and where it stands in the script."""

    segment: Segment
    start: int
    """Offset into the segment's text."""
    end: int
    utterance: Utterance
    words: tuple[int, ...] = ()
    """For each word that is written, the offset in the utterance's text at which it is heard; in order."""

    @property
    def written(self) -> str:
        """What was written, for the transcript."""
        return self.segment.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch of a segment's text, and what is said for it."""

    start: int
    end: int
    said: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a show is read."""

    prosody: Prosody
    language: str
    """BCP 47."""
    lexicon: Lexicon
    cues: bool = False
    """Whether it is said where a quote starts and ends."""

    @property
    def longest(self) -> int:
        """Characters at which it is cut: what is said before and after a quote is part of the utterance."""
        return LONGEST - len("".join(CUES)) if self.cues else LONGEST


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
            cut = _corrected(segment.text, cut or [_Cut(0, len(segment.text), "", ())], edited[segment], reading)
        if reading.cues and cut and segment.kind is Kind.QUOTE:
            cut = _cued(cut, segment, segments[max(0, number - 1) : number], segments[number + 1 : number + 2])
        for each in cut:
            yield Line(segment, each.start, each.end, Utterance(each.said, voice, reading.prosody), each.words)


def spoken(text: str, reading: Reading) -> str:
    """What is said for a segment of that text."""
    return " ".join(each.said for each in _cut(text, reading))


def _cut(text: str, reading: Reading) -> Iterator[_Cut]:
    for span in phrases(text, reading.longest):
        yield from _sayable(text, span.start, span.end, reading)


def _corrected(text: str, cut: list[_Cut], said: str, reading: Reading) -> list[_Cut]:
    """The same, but with the words `said`: from the first sentence that differs to the last.

    As of what is written, stretches without anything to say (`…`) are left out.
    """
    first, last = 0, len(cut)
    said = one_line(said)
    if said and said == " ".join(each.said for each in cut):
        return cut
    while first < last - 1 and f"{said} ".startswith(f"{cut[first].said} "):
        said = said[len(cut[first].said) :].strip()
        first += 1
    while first < last - 1 and f" {said}".endswith(f" {cut[last - 1].said}"):
        said = said[: len(said) - len(cut[last - 1].said)].strip()
        last -= 1
    pieces = [said[span.start : span.end].strip() for span in phrases(said, reading.longest)]
    pieces = list(filter(_is_sayable, pieces))
    return [*cut[:first], *_spread(text, pieces, cut[first:last]), *cut[last:]]


def _spread(text: str, pieces: list[str], cut: list[_Cut]) -> Iterator[_Cut]:
    """Other words for the same stretch: sentence for sentence as long as both last."""
    for number, piece in enumerate(pieces):
        start = cut[number].start if number < len(cut) else cut[-1].end
        end = cut[number].end if number < len(cut) - 1 and number < len(pieces) - 1 else cut[-1].end
        yield _said(text, start, end, (Part(piece, 0, end - start),))


def _cued(cut: list[_Cut], quote: Segment, before: Sequence[Segment], after: Sequence[Segment]) -> list[_Cut]:
    """Say where the quote starts and ends; one that goes on from segment to segment starts and ends once."""
    whole = [*cut]
    if not any(other.kind is Kind.QUOTE and other.speaker == quote.speaker for other in before):
        words = tuple(len(CUES[0]) + word for word in whole[0].words)
        whole[0] = replace(whole[0], said=CUES[0] + whole[0].said, words=words)
    if not any(other.kind is Kind.QUOTE and other.speaker == quote.speaker for other in after):
        whole[-1] = replace(whole[-1], said=whole[-1].said + CUES[1])
    return whole


def _sayable(text: str, start: int, end: int, reading: Reading) -> Iterator[_Cut]:
    """What is said for a stretch; in pieces where it is too long, since figures are longer spoken than written."""
    form = spoken_form(text[start:end], language=reading.language, lexicon=reading.lexicon)
    cut = _said(text, start, end, form.parts)
    if len(cut.said) > reading.longest and end - start > 1:
        for span in phrases(text[start:end], (end - start + 1) // 2):
            yield from _sayable(text, start + span.start, start + span.end, reading)
    elif _is_sayable(cut.said):
        yield cut


def _is_sayable(said: str) -> bool:
    """Whether an engine can be asked for it."""
    return any(map(str.isalnum, said))


def _said(text: str, start: int, end: int, parts: Sequence[Part]) -> _Cut:
    said = one_line("".join(part.text for part in parts))
    return _Cut(start, end, said, word_starts(text[start:end], parts))


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
