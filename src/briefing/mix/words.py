"""When each written word is heard in a clip."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Clip

__all__ = ["words_ms"]

_MARKS = frozenset(',;:.?!—”"')
_PAUSE = 5
"""Letters that a mark before a space counts for, where an engine does not tell when it speaks what."""


def words_ms(clip: Clip, said: str, starts: Sequence[int]) -> tuple[int, ...]:
    """When each word starts, in milliseconds from the clip's start; in order.

    Exact where the engine marks the word; between two marks, or without any, by the share of the letters.

    Args:
        clip: silence around its speech cut off.
        said: what is heard in it.
        starts: offsets into `said`, in order.
    """
    marks = [mark for mark in clip.marks if 0 <= mark.start < len(said)]
    offsets = [0, *accumulate((mark.start for mark in marks), max), len(said)]
    frames = [0, *accumulate((min(max(mark.frame, 0), clip.frames) for mark in marks), max), clip.frames]
    length = list(accumulate(map(_length, said, f"{said[1:]}."), initial=0))
    found = []
    for start in starts:
        number = min(bisect_right(offsets, start), len(offsets) - 1)
        low, high = offsets[number - 1], offsets[number]
        share = (length[start] - length[low]) / max(length[high] - length[low], 1)
        frame = frames[number - 1] + share * (frames[number] - frames[number - 1])
        found.append(round(frame * 1000 / clip.sample_rate))
    return tuple(found)


def _length(character: str, following: str) -> int:
    if character.isalnum():
        return 1
    return _PAUSE if following == " " and character in _MARKS else 0
