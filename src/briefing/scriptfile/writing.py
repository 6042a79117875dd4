"""A script → its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model import REPORTER, Gender, Kind, Shape
from briefing.script import announced_names
from briefing.scriptfile.fields import DOUBTFUL, plain, quoted
from briefing.scriptfile.names import near_misses
from briefing.scriptfile.story import doubtful

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from briefing.model import Segment
    from briefing.scriptfile.story import Script, Turn

__all__ = ["Row", "render", "rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text, and what it belongs to."""

    text: str
    story: int
    """Which of the scripts."""
    turn: int | None = None
    """Which turn of that; None for the head and for empty lines."""


def render(*scripts: Script, edition: str = "") -> str:
    """The text of some stories, ending in a line feed; `edition` is the guid of the edition that they make."""
    head = f"edition: {quoted(edition, safe=_header_safe(edition))}\n\n" if edition else ""
    return head + "".join(f"{row.text}\n" for row in rows(scripts))


def rows(scripts: Iterable[Script]) -> Iterator[Row]:
    """The lines of their text, the first being line 1."""
    for story, script in enumerate(scripts):
        if story:
            yield Row("", story)
        for key, value in _headers(script):
            yield Row(f"{key}: {quoted(value, safe=_header_safe(value))}", story)
        before: Segment | None = None
        quotable = near_misses(script.turns, script.article.headline, *script.article.body)
        for number, turn in enumerate(script.turns):
            if before is None or before.paragraph is None or before.paragraph != turn.segment.paragraph:
                yield Row("", story)
            for line in _lines(turn, quotable):
                yield Row(line, story, number)
            before = turn.segment


def _header_safe(value: str) -> bool:
    return plain(value, but=frozenset()) and not value.startswith('"')


def _headers(script: Script) -> Iterator[tuple[str, str]]:
    article = script.article
    yield "source", script.id
    values: dict[str, str | None] = {
        "fingerprint": script.fingerprint or None,
        "url": article.url,
        "site": article.site,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "image": article.image,
    }
    yield from ((key, value) for key, value in values.items() if value is not None)
    yield from (("section", section) for section in article.sections)
    announced = "".join(segment.text for segment in script.segments if segment.kind is Kind.BYLINE)
    if announced_names(announced) != article.byline:
        yield from (("byline", name) for name in article.byline)
    if article.dateline:
        yield "place", article.dateline.place
        if article.dateline.date:
            yield "filed", article.dateline.date.isoformat()


def _lines(turn: Turn, quotable: Collection[str]) -> Iterator[str]:
    """Label, words, and what is said; a name that is nearly another's stands in quotation marks, being meant so."""
    segment = turn.segment
    tags = [segment.kind.value]
    tags += [segment.shape.value] if segment.shape is not Shape.PARAGRAPH else []
    tags += ["partial"] if segment.partial else []
    voice = f" <{turn.voice}>" if turn.voice else ""
    yield f"[{' '.join(tags)}] {_reader(segment, quotable)}{voice}{_sureness(segment)}"
    yield f"| {segment.text}{'|' if segment.text[-1:].isspace() or segment.text.endswith('|') else ''}"
    if turn.said is not None:
        yield f"~ {turn.said}".rstrip()


def _reader(segment: Segment, quotable: Collection[str]) -> str:
    """Who reads it: `Mara Olsen (harbour master; female)`."""
    person = segment.speaker
    if segment.kind is not Kind.QUOTE or person is None:
        return REPORTER
    name = quoted(person.name, safe=plain(person.name) and person.name not in {REPORTER, *quotable})
    about = []
    if person.role is not None:
        about.append(quoted(person.role, safe=plain(person.role) and person.role not in set(Gender)))
    if person.gender:
        about.append(person.gender.value)
    return f"{name} ({'; '.join(about)})" if about else name


def _sureness(segment: Segment) -> str:
    if segment.kind is not Kind.QUOTE:
        return ""
    return f" {segment.confidence:.0%}{f' {DOUBTFUL}' if doubtful(segment) else ''}"
