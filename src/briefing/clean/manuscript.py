"""Whether a text is a story as an editor has it, or a page: what only a page has, and menus at its ends."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefing.clean.byline import is_byline
from briefing.clean.dateline import read_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.clean.reading import Reading

__all__ = ["HEAD", "is_manuscript", "lists_in"]

HEAD = 2
"""Passages: a headline and a byline."""
HEAD_LABELS = 4
"""Passages: paper, headline, line below it and section; with more labels above its first sentence a text has a menu."""
LONGEST_LIST = 12
"""Passages: more labels in a row are a menu, or nobody knows what."""


def is_manuscript(readings: Sequence[Reading]) -> bool:
    """Whether this is a story as an editor has it, and no page: nothing in it is of a page, and no menu at its ends.

    Only these tell.  Lists, captions, short sentences and subheadings are in many a story, however many they are.
    """
    sentences = [at for at, reading in enumerate(readings) if reading.sentence]
    if not sentences or any(reading.of_page for reading in readings):
        return False
    above, below = readings[: sentences[0]], readings[sentences[-1] + 1 :]
    unmarked = [reading for reading in below if not reading.item]
    return not _opens_with_menu(above) and _longest_run(unmarked) <= LONGEST_LIST


def _opens_with_menu(above: Sequence[Reading]) -> bool:
    """Whether there are more lines above the first sentence than a story has, or a list above its head."""
    labels = [reading for reading in above if reading.label]
    heads = [is_byline(label.passage.text) or read_date(label.passage.text) is not None for label in labels]
    lines = sum(not label.item and not head for label, head in zip(labels, heads, strict=True))
    last = len(heads) - heads[::-1].index(True) if True in heads else 1
    return lines > HEAD_LABELS or any(label.item for label in labels[:last]) or _longest_run(above) > LONGEST_LIST


def _longest_run(readings: Sequence[Reading]) -> int:
    """How many labels stand one below the other."""
    runs = groupby(reading.label for reading in readings)
    return max((sum(1 for _ in run) for label, run in runs if label), default=0)


def lists_in(readings: Sequence[Reading]) -> set[int]:
    """The labels of lists between sentences; of longer ones, and of those at an end, nobody knows."""
    found: set[int] = set()
    run: list[int] = []
    inside = False
    for at, reading in enumerate(readings):
        if reading.label and reading.item:
            run.append(at)
        elif not reading.pictured:
            if inside and reading.whole and 1 < len(run) <= LONGEST_LIST and not all(readings[of].labels for of in run):
                found.update(run)
            run, inside = [], reading.whole
    return found
