"""The text of a script → the script.  Whatever is wrong with it is told with its line."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.errors import ArticleError
from briefing.model import Article, Dateline, Kind, Segment, Shape
from briefing.script import announced_names
from briefing.scriptfile.fields import HEADERS, unquoted
from briefing.scriptfile.label import read_label
from briefing.scriptfile.names import check_readers
from briefing.scriptfile.story import Script, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeVar

    T = TypeVar("T")

__all__ = ["edition_of", "parse", "proofread", "split"]

REPEATED = frozenset({"byline", "section"})
"""Headers that may be there more than once."""
LOST = "Put the line before it back, such as [quote] Mara Olsen; what one reader says here stands on one line."
"""What to do where a segment has two lines of one kind, which are never written."""


def split(text: str) -> Iterator[tuple[str, str]]:
    """The stories of a text, each with the id that it says it has; only the first may say none.

    Each is led by as many empty lines as there are lines before it, so that its lines keep their numbers.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("source:")]
    if not starts or any(line.startswith("[") for line in lines[: starts[0]]):
        starts.insert(0, 0)  # a story that does not say which one it is
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        yield _header_value(lines[start], "source"), "\n" * start + "\n".join(lines[start:end])


def edition_of(text: str) -> str:
    """The guid of the edition that a text is of; empty where it does not say."""
    first = text.removeprefix("\ufeff").split("\n", 1)[0]
    return _header_value(first, "edition")


def _header_value(line: str, key: str) -> str:
    name, _, value = line.partition(":")
    try:
        return _value(value) if name == key else ""
    except ValueError:
        return ""  # `parse` tells what is wrong with it


def parse(text: str, name: str) -> Script:
    """The script that one story's text stands for; `name` is the file's, for messages.

    Raises:
        ArticleError: it is none; the message names file and line, the hint what is wanted.
    """
    draft = _Draft(name)
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        draft.number = number
        draft.read(line.removesuffix("\r"))
    return draft.script()


def proofread(text: str, name: str) -> Script:
    """What an editor gives: as `parse` reads it, and no reader's name is a slip for another's.

    Raises:
        ArticleError: as `parse`, or there is such a name.
    """
    script = parse(text, name)
    check_readers(script, text, name)
    return script


def _value(text: str) -> str:
    """A header's value."""
    text = text.strip()
    if not text.startswith('"'):
        return text
    value, rest = unquoted(text)
    if rest.strip():
        raise ValueError(text)
    return value


@dataclass(slots=True)
class _Draft:
    """A script while its lines are read."""

    name: str
    number: int = 0
    """Of the line that is read."""
    headers: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    """In which line each header stands."""
    turns: list[Turn] = field(default_factory=list)
    opened: int = 0
    """The line of the last label."""
    paragraph: int = -1
    fresh: bool = True
    """Whether the next words begin a paragraph."""

    def read(self, line: str) -> None:
        """Take a line in."""
        sign, rest = line[:1], line[1:]
        if not line.strip():
            self.fresh = True
        elif sign == "[":
            self._label(line)
        elif sign == "|":
            self._words(rest.removeprefix(" "))
        elif sign == "~":
            self._said(rest)
        elif sign != "#":
            self._header(line)

    def script(self) -> Script:
        """What was read."""
        if not self.turns:
            raise self._wrong("there is nothing to be read in it", "A segment is a line such as [copy], and | WORDS.")
        self._whole()
        return Script(self._one("source"), self._one("fingerprint"), self._article(), tuple(_placed(self.turns)))

    def _header(self, line: str) -> None:
        key, colon, value = line.partition(":")
        if not colon or key not in HEADERS:
            near = difflib.get_close_matches(key[:40], HEADERS, 1) if colon else []
            hint = (
                f"Did you mean `{near[0]}:`?" if near else "Words stand after |, what is said after ~, remarks after #."
            )
            raise self._wrong(f"{line[:40]!r} is no line of a script", hint)
        if self.turns or (key in self.headers and key not in REPEATED):
            raise self._wrong(f"`{key}:` is out of place", "It stands once, before the segments of its story.")
        self.places[key] = self.number
        try:
            self.headers.setdefault(key, []).append(_value(value))
        except ValueError as error:
            raise self._wrong(f"the value of `{key}:` is broken", "Take its quotation marks away.") from error

    def _label(self, line: str) -> None:
        self._whole()
        try:
            segment, voice = read_label(line)
        except ValueError as error:
            raise self._wrong(
                str(error), "Write it like this: [quote] Mara Olsen (harbour master) <espeak/en-us+f2> 98%"
            ) from error
        if segment.kind in {Kind.HEADLINE, Kind.BYLINE}:
            self.fresh = True
            self.turns.append(Turn(segment, voice, line=self.number))
        else:
            self.paragraph += self.fresh
            self.fresh = False
            self.turns.append(Turn(replace(segment, paragraph=self.paragraph), voice, line=self.number))
        self.opened = self.number

    def _words(self, text: str) -> None:
        """Take words in; a second line of them has lost its own reader, and is nobody else's."""
        if not self.turns:
            raise self._wrong("these words have no reader", "Write a line such as [copy] Reporter before them.")
        turn = self.turns[-1]
        if turn.segment.text:
            raise self._wrong("these words have no reader of their own", LOST)
        self.turns[-1] = replace(turn, segment=replace(turn.segment, text=text.rstrip().removesuffix("|")))

    def _said(self, text: str) -> None:
        if not self.turns:
            raise self._wrong("this has no reader", "Write a line such as [copy] Reporter before it.")
        turn = self.turns[-1]
        if turn.said is not None:
            raise self._wrong("this has no words of its own", LOST)
        self.turns[-1] = replace(turn, said=" ".join(text.split()))

    def _whole(self) -> None:
        """Refuse a segment without words."""
        if self.turns and not self.turns[-1].segment.text:
            self.number = self.opened
            raise self._wrong("there are no words", "Write them on the next line, after |, or take the line away.")

    def _article(self) -> Article:
        segments = [turn.segment for turn in self.turns]
        announced = _joined(segments, Kind.BYLINE)
        body = [list(group) for _, group in groupby((s for s in segments if s.paragraph is not None), _paragraph)]
        shapes = tuple(_shape(group) for group in body)
        filed = _joined(segments, Kind.DATELINE)
        day = self._told("filed", date.fromisoformat)
        return Article(
            headline=_joined(segments, Kind.HEADLINE),
            body=tuple("".join(segment.text for segment in group) for group in body),
            byline=tuple(self.headers.get("byline", ())) or announced_names(announced),
            dateline=Dateline(self._one("place"), day, filed) if filed else None,
            shapes=() if set(shapes) <= {Shape.PARAGRAPH} else shapes,
            published=self._told("published", datetime.fromisoformat),
            modified=self._told("modified", datetime.fromisoformat),
            site=self._told("site", str),
            language=self._told("language", str),
            url=self._told("url", str),
            image=self._told("image", str),
            sections=tuple(self.headers.get("section", ())),
        )

    def _one(self, key: str) -> str:
        return self.headers.get(key, [""])[0]

    def _told(self, key: str, kind: Callable[[str], T]) -> T | None:
        """A header's value, where it is there."""
        if key not in self.headers:
            return None
        try:
            return kind(self._one(key))
        except ValueError as error:
            self.number = self.places[key]
            raise self._wrong(f"{self._one(key)[:40]!r} is no date", "Write it like 2026-03-03.") from error

    def _wrong(self, message: str, hint: str) -> ArticleError:
        return ArticleError(f"{self.name}:{self.number}", message, hint=hint)


def _placed(turns: Iterable[Turn]) -> Iterator[Turn]:
    """The turns, each segment where it stands in its paragraph, in the headline or in the byline."""
    lengths: Counter[int | Kind] = Counter()
    for turn in turns:
        segment = turn.segment
        whole = segment.kind if segment.paragraph is None else segment.paragraph
        yield replace(turn, segment=replace(segment, start=lengths[whole]))
        lengths[whole] += len(segment.text)


def _paragraph(segment: Segment) -> int | None:
    return segment.paragraph


def _joined(segments: list[Segment], kind: Kind) -> str:
    return "".join(segment.text for segment in segments if segment.kind is kind)


def _shape(segments: list[Segment]) -> Shape:
    """What a paragraph is: what most of its segments say."""
    return Counter(segment.shape for segment in segments).most_common(1)[0][0]
