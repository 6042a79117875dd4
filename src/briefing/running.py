"""The running order of an edition, and how much of it fits."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from math import isfinite
from typing import TYPE_CHECKING

from briefing.engines.silent import AT_RATE, CHARACTERS_A_SECOND
from briefing.model import aware
from briefing.pacing import pauses
from briefing.store.files import DAY_S

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from briefing.pacing import Line
    from briefing.settings import EditionSettings, PauseSettings
    from briefing.store.library import Entry

__all__ = ["claims", "fitting", "length_ms", "running_order", "wanted"]

FRAME_MS = 20_000
"""What greeting and closing words take, about."""
BETWEEN_MS = 1_100
"""The sound between two stories."""


def wanted(entry: Entry, only: Iterable[str]) -> bool:
    """Whether a show that takes nothing else takes this story: by a section, or whole words of its site or address."""
    article = entry.story.article
    sections = {name.casefold() for name in article.sections}
    told = " ".join(filter(None, (article.site, article.url, entry.name))).casefold()
    words = [name.strip().casefold() for name in only]
    return any(word in sections or _has_words(told, word) for word in words if word)


def _has_words(text: str, words: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text) is not None


def running_order(entries: Iterable[Entry], settings: EditionSettings, waiting: Collection[str] = ()) -> list[Entry]:
    """The lead, then the stories whose ids are `waiting`, then all others; each group as the settings say.

    Sections go before time or length.  Stories that are equal stay in the order in which they came.
    """
    sections = [name.strip().casefold() for name in settings.sections]

    def place(entry: Entry) -> tuple[bool, bool, int, float]:
        weight = _WEIGHTS[settings.order](entry)
        section = _section(entry, sections)
        return not _is_lead(entry, settings.lead), entry.story.id not in waiting, section, -weight

    return sorted(entries, key=place)


def _is_lead(entry: Entry, lead: str) -> bool:
    article = entry.story.article
    told = (article.headline, article.site or "", entry.name)
    return bool(lead.strip()) and any(lead.strip().casefold() in text.casefold() for text in told)


def _section(entry: Entry, sections: Sequence[str]) -> int:
    """Which of the sections a story is of; the first where it is of several, the one after the last where of none."""
    own = {name.casefold() for name in entry.story.article.sections}
    return next((at for at, name in enumerate(sections) if name in own), len(sections))


def _time(entry: Entry) -> float:
    """Seconds; a story without a date is the oldest."""
    time = entry.story.article.published
    if time is None:
        return float("-inf")
    return (aware(time) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()


def _length(entry: Entry) -> float:
    return float(sum(map(len, entry.story.article.body)))


_WEIGHTS = {"source": lambda _: 0.0, "newest": _time, "longest": _length}


def length_ms(script: Sequence[Line], headline: str, table: PauseSettings, rate: int) -> int:
    """How long a story will be, before a word of it is spoken; with its headline in the introduction."""
    letters = len(headline) + sum(len(line.utterance.text) for line in script)
    silences = sum(pauses(script, table)) + table.paragraph_ms + 2 * table.story_ms
    return letters * 1000 * AT_RATE // (CHARACTERS_A_SECOND * rate) + silences + BETWEEN_MS


def claims(entries: Sequence[Entry], settings: EditionSettings, waiting: Collection[str]) -> list[int]:
    """Positions of the stories in the order in which they are given room.

    The lead, then the stories whose ids are `waiting`, then day by day back from the newest, so that after a week of
    missed nights the news is new; inside a day as they stand.  A story without a date has just come.
    """
    times = [_time(entry) for entry in entries]
    newest = max(times, default=0.0)

    def claim(at: int) -> tuple[bool, bool, float]:
        days = (newest - times[at]) // DAY_S if isfinite(times[at]) else 0.0
        return not _is_lead(entries[at], settings.lead), entries[at].story.id not in waiting, days

    return sorted(range(len(entries)), key=claim)


def fitting(lengths_ms: Sequence[int], limit_ms: int, order: Iterable[int]) -> list[int]:
    """Positions of the stories that fit into an edition of `limit_ms`, ascending; 0 is no limit.

    They are given room in `order`.  The first is always in it, or one that is too long would keep
    the show silent for ever; a shorter one may pass a longer one that has no room.
    """
    room = limit_ms - FRAME_MS
    taken: list[int] = []
    for at in order:
        if not limit_ms or not taken or lengths_ms[at] <= room:
            taken.append(at)
            room -= lengths_ms[at]
    return sorted(taken)
