"""A story's script as a value: what the text of a script stands for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.model import Kind, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Article, Segment

__all__ = ["CERTAIN", "Script", "Turn", "doubtful", "script_of"]

CERTAIN = 0.85
"""Confidence below which an editor should look at a quote."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A segment as a script has it."""

    segment: Segment
    """Without its `rule`, which a script does not tell, and with its confidence in whole percents."""
    voice: str = ""
    """As a cast writes it; empty where casting decides."""
    said: str | None = None
    """The spoken form; None where it is what is written."""
    line: int = field(default=0, compare=False)
    """Of the text that it was read from, where its label stands."""


@dataclass(frozen=True, slots=True)
class Script:
    """A story with who reads what.  What its text does not carry (captions, furniture) is not in its article."""

    id: str
    """What the library remembers the story by; empty where the text does not say."""
    fingerprint: str
    """Of the words as the source gave them, before any edit; empty where the text does not say."""
    article: Article
    turns: tuple[Turn, ...]
    """At least one."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """In order."""
        return tuple(turn.segment for turn in self.turns)


def doubtful(segment: Segment) -> bool:
    """Whether an editor should look at it: a quote whose speaker is not certain, or that nobody is credited with."""
    if segment.kind is not Kind.QUOTE:
        return False
    return round(segment.confidence, 2) < (CERTAIN if segment.speaker else 1)


def script_of(id_: str, fingerprint: str, article: Article, turns: Iterable[Turn]) -> Script:
    """The script of an article that is read as `turns` say."""
    turns = tuple(replace(turn, segment=_told(turn.segment)) for turn in turns)
    filed = any(turn.segment.kind is Kind.DATELINE for turn in turns)
    told = replace(
        article,
        dateline=article.dateline if filed else None,
        shapes=() if set(article.shapes) == {Shape.PARAGRAPH} else article.shapes,
        captions=(),
        corrections=(),
        dropped=(),
    )
    return Script(id_, fingerprint, told, turns)


def _told(segment: Segment) -> Segment:
    """What a script tells of a segment."""
    return replace(segment, rule="", confidence=round(segment.confidence, 2))
