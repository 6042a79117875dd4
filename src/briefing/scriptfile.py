"""The script as text: what an editor reads, compares and corrects.

A segment is a line that says what it is and who reads it, and its words on a line after `|`, with `~` before what is
said where that differs from what is written:

    [quote] Mara Olsen (harbour master) <espeak/en-us+f2> 98%
    | "We waited nine years,"

An empty line ends a paragraph.  White space at the end of a line is easily lost in an editor, so what stands between
two segments is written at the head of the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Kind
from briefing.spoken import spoken_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.cast import Casting
    from briefing.model import Segment

__all__ = ["render"]

DOUBTFUL = "?"
"""Marks a quote that is left to the narrator because nobody is certain enough to have said it."""


def render(segments: Iterable[Segment], casting: Casting, language: str = "en-us") -> str:
    """The script of a story, ending in a line feed."""
    return "\n".join(_lines(segments, casting, language)) + "\n"


def _lines(segments: Iterable[Segment], casting: Casting, language: str) -> Iterator[str]:
    before: Segment | None = None
    space = ""
    for segment in segments:
        if (
            before
            and (before.kind, before.paragraph) != (segment.kind, segment.paragraph)
            and (before.paragraph is None or before.paragraph != segment.paragraph)
        ):
            yield ""
            space = ""
        text = space + segment.text
        space = text[len(text.rstrip()) :]
        yield f"[{segment.kind}] {_reader(segment)} <{casting.voice_of(segment)}>{_sureness(segment)}"
        yield f"| {text.rstrip()}"
        said = " ".join(spoken_form(segment.text, language=language).text.split())
        if said != " ".join(segment.text.split()):
            yield f"~ {said}"
        before = segment


def _reader(segment: Segment) -> str:
    if segment.kind is not Kind.QUOTE:
        return "Reporter"
    if segment.speaker is None:
        return f"Reporter {DOUBTFUL}"
    role = f" ({segment.speaker.role})" if segment.speaker.role else ""
    return f"{segment.speaker.name}{role}"


def _sureness(segment: Segment) -> str:
    return f" {segment.confidence:.0%}" if segment.kind is Kind.QUOTE else ""
