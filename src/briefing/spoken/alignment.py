"""Readings of a text: parts that cover it, and how a reading of a reading becomes one of what was written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from briefing.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["compose", "covering"]


def covering(text: str, changes: Iterable[Part]) -> Iterator[Part]:
    """Fill the gaps between changes with what is written, and keep words apart that a change would run together."""
    at, last = 0, ""
    for change in changes:
        start = _without_space(text, change, at)
        if start > at:
            yield Part(text[at:start], at, start)
            last = text[start - 1]
        before = " " if change.text[:1].isalnum() and last.isalnum() else ""
        after = " " if change.text[-1:].isalnum() and text[change.end : change.end + 1].isalpha() else ""
        said = change.text.removeprefix(".") if last == "." else change.text
        yield Part(f"{before}{said}{after}", start, change.end)
        last = f"{last}{said}{after}"[-1:]
        at = change.end
    if at < len(text):
        yield Part(text[at:], at, len(text))


def _without_space(text: str, change: Part, least: int) -> int:
    """Start a comma or a full stop where the word before it ends; leave one space where something goes unsaid."""
    start = change.start
    if change.text[:1] in {",", "."} or (not change.text and text[change.end : change.end + 1] in {"", " "}):
        while start > least and text[start - 1] in " \u00a0":
            start -= 1
    return start


def compose(text: str, first: Sequence[Part], second: Sequence[Part]) -> list[Part]:
    """Make one reading of `text` from its reading `first` and the reading `second` of what that one says."""
    said_at = [0, *accumulate(len(part.text) for part in first)]
    said = "".join(part.text for part in first)
    second_at = [part.start for part in second]
    parts: list[Part] = []
    start = begin = 0
    for cut in sorted({*said_at, *second_at, len(said)} - {0}):
        end = _written_offset(text, first, said_at, cut)
        if end is None or not _may_cut(said, second, second_at, cut):
            continue
        parts.append(Part(_between(second, second_at, begin, cut), start, end))
        start, begin = end, cut
    return parts or [Part("", 0, len(text))]


def _written_offset(text: str, first: Sequence[Part], said_at: Sequence[int], cut: int) -> int | None:
    """Find what was written at an offset of what was said; None inside a part that says something else."""
    if cut == said_at[-1]:
        return len(text)
    boundary = bisect_left(said_at, cut)
    if said_at[boundary] == cut:
        return first[boundary].start
    part = first[boundary - 1]
    if part.text != text[part.start : part.end]:
        return None
    return part.start + cut - said_at[boundary - 1]


def _may_cut(said: str, second: Sequence[Part], second_at: Sequence[int], cut: int) -> bool:
    part = second[bisect_right(second_at, cut) - 1]
    return cut in {part.start, part.end} or part.text == said[part.start : part.end]


def _between(second: Sequence[Part], second_at: Sequence[int], begin: int, end: int) -> str:
    """Say what the second reading says from one cut to another; both fall between its parts or in unchanged ones."""
    pieces: list[str] = []
    for index in range(bisect_right(second_at, begin) - 1, bisect_left(second_at, end)):
        part = second[index]
        whole = part.start >= begin and part.end <= end
        pieces.append(part.text if whole else part.text[max(begin - part.start, 0) : end - part.start])
    return "".join(pieces)
