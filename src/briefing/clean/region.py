"""Which passages of a dump are the body: the contiguous stretch with the most prose in it.

Every passage counts for or against being copy, in words: a whole sentence for as many as it has, a label against.  The
body is the stretch whose sum is the highest (Kadane's maximum subarray, linear time), less what inside it is furniture
by its form or by its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.clean.furniture import Furniture, furniture, title_case_share
from briefing.model import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.clean.unwrap import Passage

__all__ = ["SENTENCE", "Reading", "find_body", "is_manuscript", "read_passages"]

SENTENCE = 8
"""Words: with a full stop behind it, a passage of as many is prose."""
PARAGRAPH = 25
"""Words: a passage of as many is prose even without a full stop."""
MOST = 60.0
"""Words: what one passage can weigh, so that a legal notice does not outweigh a story."""
LABEL, JUNK, RULE = 10.0, 15.0, 2.0
"""Words that a label, a piece of furniture, and a rule or slug, weigh against."""
ASIDE = 100.0
"""Words: what a stretch of furniture weighs against in full; from there on it counts a quarter, so that a list of other
stories in the middle of the body does not cut it in two."""
HEAD = 2
"""Passages: a headline and a byline."""
REFRAIN = 3
"""Times: what a page prints as often is no copy."""
LABELS_IN_A_ROW = 4
"""As many labels in a row are a menu; fewer may be subheadings."""

_REPORTED = re.compile(
    r"\(?(?:(?:additional )?reporting|contributing|writing|editing)\b.{0,20}?(?:\bby\b|:) ", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[^\W\d_][\w'’-]*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_CLOSED = re.compile(r"[.!?:;。！？।؟۔…][\"”’»')\]」』*]*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage and what its form says of it."""

    passage: Passage
    words: int
    closed: bool
    """Whether it ends as a sentence does."""
    furniture: Furniture | None
    times: int
    """How often the same words stand in the dump."""
    labels: bool
    """Whether it is a row of labels run together: capitals throughout and no full stop."""

    @property
    def repeated(self) -> bool:
        """Whether the same words stand elsewhere in the dump."""
        return self.times > 1

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph of copy."""
        return self.furniture is None and self.words >= (SENTENCE if self.closed else PARAGRAPH) and not self.labels

    @property
    def weight(self) -> float:
        """How much it counts for being copy, in words; negative when it counts against."""
        if self.furniture is not None:
            return -RULE if self.furniture is Furniture.WIRE else -JUNK
        if not self.prose:
            return -LABEL * 0.3 if self.closed else -LABEL
        if self.repeated:
            return 0.0
        weight = min(self.words, MOST) * (1.0 if self.closed else 0.5)
        return weight * (0.2 if self.passage.shape is Shape.ITEM else 1.0)

    @property
    def label(self) -> bool:
        """Whether it is a line that is neither prose nor a sentence: a subheading at best."""
        return self.furniture is None and not self.prose and not self.closed


def read_passages(passages: Sequence[Passage]) -> tuple[Reading, ...]:
    """What the form of each passage says of it, in order."""
    times = Counter(passage.text for passage in passages)
    return tuple(_read(passage, times[passage.text]) for passage in passages)


def _read(passage: Passage, times: int) -> Reading:
    text = passage.text
    words = len(_WORD.findall(text, 0, 4000)) + len(_UNSPACED.findall(text, 0, 4000)) // 2
    closed = _CLOSED.search(text[-8:]) is not None
    labels = not closed and title_case_share(_LATIN.findall(text, 0, 1000)) > 0.6  # noqa: PLR2004  copy: under 0.4
    return Reading(passage, words, closed, furniture(text), times, labels)


def is_manuscript(readings: Sequence[Reading]) -> bool:
    """Whether this is a story as an editor has it, and no page: mostly sentences, and nothing in it is furniture."""
    sentences = sum(reading.prose or reading.closed for reading in readings)
    unfurnished = all(reading.furniture in {None, Furniture.WIRE} for reading in readings)
    return unfurnished and sentences * 2 >= len(readings) - HEAD and any(map(_is_sentence, readings))


def _is_sentence(reading: Reading) -> bool:
    return reading.prose or (reading.closed and reading.words > 2)  # noqa: PLR2004  `"We won," she said.`


def _is_neat(readings: Sequence[Reading]) -> bool:
    """Whether there is little beside prose, headline and byline left out; a page is mostly labels."""
    prose = sum(reading.prose for reading in readings)
    furnished = sum(reading.furniture is not None for reading in readings)
    return furnished <= prose and prose * 5 >= (len(readings) - furnished - HEAD) * 3


def find_body(readings: Sequence[Reading]) -> tuple[int, ...]:
    """Which passages of a page are its body, in order; none where there is no prose."""
    neat = _is_neat(readings)
    start, end = _densest([_neat_weight(reading) if neat else reading.weight for reading in readings])
    end = _tail(readings, end)
    junk = set() if neat else _beside_furniture(readings) | _in_menus(readings) | _repetitions(readings)
    return tuple(at for at in range(start, end) if readings[at].furniture is None and at not in junk)


def _neat_weight(reading: Reading) -> float:
    """What a passage counts in a text that is mostly prose: a sentence is copy, a label may be a subheading."""
    if reading.closed and reading.furniture is None:
        return float(max(1, reading.words))
    return reading.weight / 4 if reading.weight < 0 else reading.weight


def _tail(readings: Sequence[Reading], end: int) -> int:
    """Where the body ends when the notes of who reported and edited are counted in."""
    while 0 < end < len(readings) and _REPORTED.match(readings[end].passage.text):
        end += 1
    return end


def _repetitions(readings: Sequence[Reading]) -> set[int]:
    """Labels that stand elsewhere too, and whatever stands there again and again, as the captions of a gallery do."""
    return {at for at, reading in enumerate(readings) if reading.times >= (2 if reading.label else REFRAIN)}


def _densest(weights: Sequence[float]) -> tuple[int, int]:
    """Start and end of the stretch with the most prose in it; an empty one where there is no prose."""
    best = total = aside = 0.0
    start, found = 0, (0, 0)
    for at, weight in enumerate(weights):
        if total <= 0:
            total = aside = 0.0
            start = at
        aside = 0.0 if weight > 0 else aside - weight
        total += weight if aside <= ASIDE else weight / 4
        if total > best:
            best, found = total, (start, at + 1)
    return found


def _beside_furniture(readings: Sequence[Reading]) -> set[int]:
    """Labels next to furniture, to which they belong, unless they are marked as subheadings."""
    furnished = [reading.furniture is not None for reading in readings]
    return {
        at
        for at, reading in enumerate(readings)
        if reading.label and reading.passage.shape is not Shape.SUBHEADING and any(furnished[max(0, at - 1) : at + 2])
    }


def _in_menus(readings: Sequence[Reading]) -> set[int]:
    """Labels that stand many in a row, unless a colon announces them as a list."""
    found: set[int] = set()
    run: list[int] = []
    for at, reading in enumerate(readings):
        if reading.label:
            run.append(at)
            continue
        found.update(_menu(readings, run))
        run = []
    return found | set(_menu(readings, run))


def _menu(readings: Sequence[Reading], run: list[int]) -> list[int]:
    announced = bool(run) and run[0] > 0 and readings[run[0] - 1].passage.text.endswith(":")
    return run if len(run) >= LABELS_IN_A_ROW and not announced else []
