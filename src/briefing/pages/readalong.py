"""Cues → the text to read along: a section a story, its paragraphs as printed, and who is heard in each sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.model import Shape
from briefing.notes import printable
from briefing.pages.timeline import heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefing.model import Article, Cue

__all__ = ["Paragraph", "Section", "Sentence", "sections"]

GAP_MS = 400
"""Silence after which words that stand in no story begin a paragraph."""
UNSPOKEN = 80
"""Characters between two cues that may have been left unsaid, such as a row of asterisks."""
AHEAD = 3
"""Paragraphs in which a cue is looked for: one without a word in it is not spoken."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A cue on the page."""

    start_ms: int
    text: str
    voice: int
    """Number of its speaker; 0 is the reporter."""
    name: str = ""
    """Of the speaker, where the voice changes before it."""
    again: bool = False
    """The name is for screen readers only: it is the reporter's, or was shown just before."""
    spaced: bool = True
    """White space stands before it in print."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    shape: Shape
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A story, or the words before or after the stories."""

    title: str
    heading: tuple[Sentence, ...]
    """The title as it is spoken; empty where it is not."""
    paragraphs: tuple[Paragraph, ...]
    article: Article | None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cue and where it stands in print: text 0 is the headline, 1 the first paragraph; None in neither."""

    cue: Cue
    place: int | None
    spaced: bool


def sections(cues: Iterable[Cue], articles: Sequence[Article], voices: Mapping[str, int]) -> tuple[Section, ...]:
    """The text of an edition, in order of time; cues without a word are left out.

    Args:
        cues: of the programme.
        articles: the stories, in running order; a cue of a story that is not among them stands in no story.
        voices: speaker → number.
    """
    spoken = sorted((cue for cue in cues if printable(cue.text)), key=lambda cue: (cue.start_ms, cue.end_ms))
    found: list[Section] = []
    for story, group in groupby(spoken, key=lambda cue: cue.story):
        article = articles[story] if story is not None and 0 <= story < len(articles) else None
        title = printable(article.title) if article else "Closing words" if found else "Introduction"
        found.append(_section(title or "Untitled", tuple(group), article, voices))
    return tuple(found)


def _section(title: str, cues: Sequence[Cue], article: Article | None, voices: Mapping[str, int]) -> Section:
    placed = tuple(_place(cues, (article.headline, *article.body) if article else ()))
    headline = [each for each in placed if each.place == 0]
    rest = [each for each in placed if each.place != 0]
    paragraphs = []
    for group in _paragraphs(rest):
        shape = article.shape(group[0].place - 1) if article and group[0].place else Shape.PARAGRAPH
        paragraphs.append(Paragraph(shape, tuple(_sentences(group, voices))))
    return Section(title, tuple(_sentences(headline, voices)), tuple(paragraphs), article)


def _place(cues: Iterable[Cue], texts: Sequence[str]) -> Iterator[_Placed]:
    """Find each cue in the printed texts, going forward only."""
    number, position = 0, 0
    for cue in cues:
        written = cue.text.strip()
        for ahead in range(number, min(number + AHEAD, len(texts))):
            start = position if ahead == number else 0
            found = texts[ahead].find(written, start, start + len(written) + UNSPOKEN)
            if found >= 0:
                number, position = ahead, found + len(written)
                yield _Placed(cue, ahead, spaced=texts[ahead][max(found - 1, 0) : found].isspace())
                break
        else:
            yield _Placed(cue, None, spaced=True)


def _paragraphs(placed: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    """As printed; where that is not known, by silence."""
    group: list[_Placed] = []
    for each in placed:
        if group and _breaks(group[-1], each):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _breaks(before: _Placed, after: _Placed) -> bool:
    if before.place is None and after.place is None:
        return after.cue.start_ms - before.cue.end_ms >= GAP_MS
    return before.place != after.place


def _sentences(placed: Iterable[_Placed], voices: Mapping[str, int]) -> Iterator[Sentence]:
    """A paragraph is the reporter's until somebody else is named."""
    last = shown = 0
    for number, each in enumerate(placed):
        name = heard(each.cue)
        voice = voices[name]
        yield Sentence(
            each.cue.start_ms,
            each.cue.text,
            voice,
            name if voice != last else "",
            again=voice in {0, shown},
            spaced=each.spaced and number > 0,
        )
        shown, last = voice or shown, voice
