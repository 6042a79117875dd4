"""Which passages of a dump are the body: the contiguous stretch with the most prose in it.

Every passage counts for or against being copy, in words: a whole sentence for as many as it has, a label against.  The
body is the stretch whose sum is the highest (Kadane's maximum subarray, linear time), less what inside it is furniture
by its form or by its neighbours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.clean.furniture import Furniture
from briefing.clean.manuscript import HEAD, lists_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.clean.reading import Reading

__all__ = ["find_body"]

MOST = 60.0
"""Words: what one passage can weigh, so that a legal notice does not outweigh a story."""
LABEL, JUNK, RULE = 10.0, 15.0, 2.0
"""Words that a label, a piece of furniture, and a rule or slug, weigh against."""
LISTED = 1.0
"""Words that a label in a list between sentences weighs against: such a list is copy more often than not."""
GAP = 4
"""Passages: so much furniture may stand before a quote that still belongs to the body."""
ASIDE = 100.0
"""Words: what a stretch of furniture weighs against in full; from there on it counts a quarter, so that a list of other
stories in the middle of the body does not cut it in two."""
FEW = 14
"""Passages: a page has more labels and furniture than that; a story copied out of one may have as many."""
REFRAIN = 3
"""Times: what a page prints as often is no copy."""
LABELS_IN_A_ROW = 4
"""As many labels in a row are a menu; fewer may be subheadings."""

_REPORTED = re.compile(
    r"\(?(?:(?:additional )?reporting|contributing|writing|editing)\b.{0,20}?(?:\bby\b|:) ", re.IGNORECASE
)

_QUOTE = re.compile(r"[“\"][^“”\"]{8,}[”\"]")
_SAYS = re.compile(r"\b(?:said|says|told|tells|added|adds|asked|asks|replied|recalled|wrote|according to)\b")


def find_body(readings: Sequence[Reading]) -> tuple[int, ...]:
    """Which passages of a page are its body, in order; none where there is no prose."""
    neat = _is_neat(readings)
    start, end = _densest(_weights(readings, neat=neat))
    end = _tail(readings, end)
    junk = set() if neat else _junk(readings)
    return tuple(at for at in range(start, end) if readings[at].furniture is None and at not in junk)


def _junk(readings: Sequence[Reading]) -> set[int]:
    """What is no copy although it stands among copy: its neighbours or its repetition tell."""
    labels = _beside_furniture(readings) | _in_menus(readings)
    return (labels - lists_in(readings)) | _repetitions(readings)


def _is_neat(readings: Sequence[Reading]) -> bool:
    """Whether there is little beside copy, headline and byline left out; a page is mostly labels."""
    listed = lists_in(readings)
    furnished = sum(reading.of_page for reading in readings)
    copy = sum(reading.prose for reading in readings)
    others = sum(reading.label and at not in listed for at, reading in enumerate(readings))
    mostly = furnished <= copy and copy * 2 >= (others - HEAD) * 3
    return mostly or furnished + others <= FEW


def _weights(readings: Sequence[Reading], *, neat: bool) -> list[float]:
    """How much each passage counts for being copy, in words; negative when it counts against."""
    listed = lists_in(readings)
    weigh = _neat_weight if neat else _weight
    return [-LISTED if at in listed else weigh(reading) for at, reading in enumerate(readings)]


def _weight(reading: Reading) -> float:
    if reading.furniture is not None:
        return -RULE if reading.furniture is Furniture.WIRE else -JUNK
    if not reading.prose:
        return -LABEL * 0.3 if reading.closed else -LABEL
    if reading.repeated:
        return 0.0
    weight = min(reading.words, MOST) * (1.0 if reading.closed else 0.5)
    return weight * (0.2 if reading.item else 1.0)


def _neat_weight(reading: Reading) -> float:
    """What a passage counts in a text that is mostly prose: a sentence is copy, a label may be a subheading."""
    if reading.closed and reading.furniture is None:
        return float(max(1, reading.words))
    weight = _weight(reading)
    return weight / 4 if weight < 0 else weight


def _tail(readings: Sequence[Reading], end: int) -> int:
    """Where the body ends when the notes of who reported, and quotes below a little furniture, are counted in."""
    at = end
    while end > 0 and at < len(readings) and at <= end + GAP:
        reading = readings[at]
        at += 1
        if _REPORTED.match(reading.passage.text) or _is_credited(reading):
            end = at
        elif reading.furniture is None:
            break
    return end


def _is_credited(reading: Reading) -> bool:
    """Whether it is a paragraph with a quote and its speaker, which only a reporter writes: no reader, no teaser."""
    text = reading.passage.text[:2000]
    return reading.prose and not reading.repeated and _QUOTE.search(text) is not None and bool(_SAYS.search(text))


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
        if reading.label and not reading.heading and any(furnished[max(0, at - 1) : at + 2])
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
