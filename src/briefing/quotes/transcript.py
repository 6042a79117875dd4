"""Transcripts: paragraphs that start with the name of who speaks, `OLSEN: …`, or with `Q:` and `A:`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefing.quotes.capitals import inside_sentences
from briefing.quotes.marks import Marked
from briefing.quotes.words import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefing.quotes.marks import Line

__all__ = ["with_turns"]

LABEL = re.compile(
    r"\s{0,3}[\"“”]?"
    r"(?P<label>[QA]|[^\W\d_a-z][^\W\d_a-z.'’ -]{1,20}(?:[ .-][^\W\d_a-z.'’ -]{1,20}){0,3}"  # OLSEN, MS. OLSEN
    r"|[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,2}):\s{1,3}(?=[^\s\"“”'‘])"  # Kari Olsen
)
WORD = re.compile(r"\w+:?")  # with the colon that makes it a label
PAIR = frozenset("QA")
ASKING = listed("q a reporter interviewer moderator host anchor question questioner")
"""Who speaks in a transcript under no name."""
LEAST_TURNS = 3
LEAST_SPEAKERS = 2


def with_turns(text: str, lines: Sequence[Line], marked: Sequence[Marked]) -> tuple[list[Marked], set[int]]:
    """Quotations with the turns of a transcript among them, and the numbers of the paragraphs that are turns.

    A story has a transcript where at least three paragraphs are labelled, by at least two names of which one comes
    back, or where `A` answers `Q`; otherwise its quotations stay as they are.
    """
    found = _alike({i: m for i, line in enumerate(lines) if (m := _label(text, line))})
    speaking = _speaking({m["label"] for m in found.values()}, text)
    labels = {i: m for i, m in found.items() if m["label"] in speaking}
    counts = Counter(m["label"] for m in labels.values())
    converse = len(labels) >= LEAST_TURNS and len(counts) >= LEAST_SPEAKERS and max(counts.values()) > 1
    if not (converse or counts.keys() >= PAIR):
        return list(marked), set()
    turns = [turn for i, m in labels.items() if (turn := _turn(text, lines[i], i, m.end()))]
    taken = {turn.line for turn in turns}
    return sorted([*(m for m in marked if m.line not in taken), *turns], key=lambda m: m.start), taken


def _alike(labels: dict[int, re.Match[str]]) -> dict[int, re.Match[str]]:
    """Without the first paragraph where it is a headline: `Olsen: no bridge` above turns in capitals."""
    capitals = sum(m["label"].isupper() for m in labels.values())
    headline = 0 in labels and not labels[0]["label"].isupper() and capitals == len(labels) - 1
    return {i: m for i, m in labels.items() if i or not headline}


def _label(text: str, line: Line) -> re.Match[str] | None:
    return LABEL.match(text, line.start, line.end)


def _speaking(labels: Collection[str], text: str) -> set[str]:
    """Those labels that are names, and not `Goals` or `Claim`, which come back as names do.

    That is who is named inside a sentence, too, and whoever asks; in capitals, all where the story names one of them.
    """
    inside, words = inside_sentences(text), frozenset(WORD.findall(text))
    known = {label for label in labels if label.lower() in ASKING or _is_named(label, inside, words)}
    cast = any(label.isupper() and label.lower() not in ASKING for label in known)
    return known | {label for label in labels if cast and label.isupper()}


def _is_named(label: str, inside: Collection[str], words: frozenset[str]) -> bool:
    """Whether the story has the last word of a label elsewhere, and one in small letters also inside a sentence."""
    last = label.rsplit(maxsplit=1)[-1]
    if label.isupper():
        end = WORD.findall(last)[-1]  # `BRIEN` of `O’BRIEN`
        return not words.isdisjoint({end, end.title(), f"{end.title()}:"})
    return last.lower() in inside


def _turn(text: str, line: Line, number: int, start: int) -> Marked | None:
    words = text[start : line.end].rstrip().rstrip('"”')
    end = start + len(words.rstrip())
    return Marked(start, end, start, end, number, opened=False, closed=True) if end > start else None
