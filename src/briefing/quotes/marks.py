"""Quotation marks: where quoted words start and end.

Knows straight, curly, doubled-apostrophe, doubled-backtick, German, French and single (British) marks, and the
accidents of copying: marks turned the wrong way, marks never closed, paragraphs that each open a quotation which
only the last one closes.  Says nothing about whose words they are.  Linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Line", "Marked", "find_marked", "lines_of"]

LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")
DOUBLE = re.compile(r"''(?!'(?!\w))|``|’’|‘‘|[\"“”„‟«»]")
SINGLE = re.compile("['‘’‚‹›]")
FEET = re.compile(r"\d['’′]\s?\d{1,2}(?:[.½¼¾]\d?)?$")  # before the mark of the inches
ELISION = re.compile(r"n['’]|(?:\d\ds?|em|tis|twas|til|cause|cuz|bout|round|ere)\b", re.IGNORECASE)
OPENERS = frozenset("([{—–-/“‘„«‹\"'*>_―:")
OPEN_ONLY = frozenset({"“", "„", "‟", "``", "‘‘", "«"})
CLOSE_ONLY = frozenset({"”", "’’", "»"})
SENTENCE_ENDS = frozenset(".,!?…")
CARRIED_LINES = 4  # paragraphs without a mark of their own that a quotation may run through
SIGNATURE = 6  # words in a line that only names who said the lines above
LONG_SINGLE = 3  # spaces in single-quoted words from which, in a double-quoted story, they may be speech


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks, within one paragraph; offsets into the whole text."""

    start: int
    """Of the words themselves: no mark, no space at the edge."""
    end: int
    outer_start: int
    """Of the opening mark; of the paragraph where a quotation runs on from the one before."""
    outer_end: int
    """After the closing mark; the same as `end` where there is none."""
    line: int
    """Which paragraph, counted from 0 over those that are not blank."""
    opened: bool = True
    closed: bool = True
    single: bool = False
    """Between single marks."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    char: str
    opens: bool
    closes: bool
    firm: bool = True
    """False for a closing mark that may be an apostrophe or the sign for inches."""


def lines_of(text: str) -> list[Line]:
    """The paragraphs of a text, blank ones left out."""
    return [Line(m.start(), m.end()) for m in LINE.finditer(text) if not m[0].isspace()]


def find_marked(text: str, lines: Sequence[Line]) -> list[Marked]:
    """Every stretch between quotation marks, in order, none inside another."""
    doubles = _carried(text, lines, [_doubles(text, line, i) for i, line in enumerate(lines)])
    if not SINGLE.search(text):
        return doubles
    singles = [replace(m, single=True) for i, line in enumerate(lines) for m in _singles(text, line, i)]
    if _is_single_style(doubles, singles):
        return singles
    return _merged(text, doubles, singles)


def _is_single_style(doubles: Sequence[Marked], singles: Sequence[Marked]) -> bool:
    """Whether the story quotes with single marks, and uses double ones only inside them."""
    return bool(singles) and all(_overlaps(doubles, singles, inside=True))


def _merged(text: str, doubles: Sequence[Marked], singles: Sequence[Marked]) -> list[Marked]:
    """Double-quoted words, and such single-quoted ones between them as are sentences."""
    nested = _overlaps(singles, doubles, inside=False)
    extra = [s for s, hit in zip(singles, nested, strict=True) if not hit and _is_sentence(text[s.start : s.end])]
    return sorted([*doubles, *extra], key=lambda m: m.start)


def _overlaps(these: Sequence[Marked], those: Sequence[Marked], *, inside: bool) -> list[bool]:
    """For each of `these`, whether it lies inside (or just touches) one of `those`; both are in order."""
    out, j = [], 0
    for one in these:
        while j < len(those) and those[j].outer_end <= one.outer_start:
            j += 1
        other = those[j] if j < len(those) else None
        if inside:
            out.append(other is not None and other.outer_start <= one.outer_start and one.outer_end <= other.outer_end)
        else:
            out.append(other is not None and other.outer_start < one.outer_end)
    return out


def _is_sentence(words: str) -> bool:
    return words[-1] in SENTENCE_ENDS and words[0].isupper() and words.count(" ") >= LONG_SINGLE


def _carried(text: str, lines: Sequence[Line], found: list[list[Marked]]) -> list[Marked]:
    """Settle closing marks without an opening one: they end what an earlier paragraph left open, or are nothing."""
    for i, spans in enumerate(found):
        if not spans or spans[0].opened:
            continue
        first = i - 1
        while first > i - CARRIED_LINES and first >= 0 and not found[first]:
            first -= 1
        if first < 0 or not found[first] or found[first][-1].closed:
            del spans[0]
            continue
        if _is_signature(text[spans[0].start : spans[0].end]):
            del spans[0]
            continue
        for between in range(first + 1, i):
            found[between] = [*_between(text, lines[between], between, None, None)]
    return [m for spans in found for m in spans]


def _is_signature(words: str) -> bool:
    """Whether a short line inside a quotation is the name of who said it, as under a quotation set in large type."""
    parts = words.replace(",", " ").split()
    return len(parts) <= SIGNATURE and sum(p[0].isupper() for p in parts) * 2 > len(parts) and words[-1] not in "?!"


def _neighbours(text: str, line: Line, start: int, end: int) -> tuple[str, str]:
    before = text[start - 1] if start > line.start else " "
    after = text[end] if end < line.end else " "
    return before, after


def _double_mark(text: str, line: Line, match: re.Match[str]) -> _Mark | None:
    start, end, char = match.start(), match.end(), match[0]
    before, after = _neighbours(text, line, start, end)
    if char in {'"', "''"} and before.isdigit() and FEET.search(text, max(line.start, start - 9), start):
        return None
    starts_word = (before.isspace() or before in OPENERS) and not after.isspace()
    ends_word = not before.isspace() and not after.isalnum()
    if char in OPEN_ONLY:
        wrong_way = ends_word and not starts_word
        return _Mark(start, end, char, opens=char == "«" or not wrong_way, closes=wrong_way)
    if char in CLOSE_ONLY:
        return _Mark(start, end, char, opens=starts_word and before.isspace(), closes=True)
    alone = before.isspace() and after.isspace()
    firm = not before.isdigit() or char != '"'
    return _Mark(start, end, char, opens=starts_word or alone, closes=ends_word or not starts_word, firm=firm)


def _doubles(text: str, line: Line, number: int) -> list[Marked]:
    found = (_double_mark(text, line, m) for m in DOUBLE.finditer(text, line.start, line.end))
    marks = [m for m in found if m is not None]
    return [m for pair in _pairs(marks) for m in _between(text, line, number, *pair)] if marks else []


def _within(marks: Sequence[_Mark], current: _Mark) -> list[_Pair]:
    """Pairs of another kind after a mark that stays open: what they hold is quoted, what the open mark holds is not.

    A block set off by a mark at its head and none at its end still shows its own quotations.
    """
    later = [m for m in marks if m.start > current.start and m.char != current.char]
    pairs = _pairs(later) if later else []
    return pairs if pairs and all(a and b and b.char for a, b in pairs) else [(current, None)]


_Pair = tuple[_Mark | None, _Mark | None]


def _pairs(marks: Sequence[_Mark]) -> list[_Pair]:
    """Opening and closing marks that belong together; either may be missing."""
    pairs: list[_Pair] = []
    current: _Mark | None = None
    depth = 0
    surplus = sum(_balance(m) for m in marks)
    for place, mark in enumerate(marks):
        surplus -= _balance(mark)
        if current is None:
            current, depth = _opened_by(mark, pairs), 0
        elif mark.closes and depth:
            depth -= 1
        elif mark.closes or _ends_by_count(current, mark, len(marks) - place - 1, surplus):
            pairs.append((current, mark))
            current = None
        elif surplus >= 2 + depth or mark.char != current.char:  # enough closing marks follow for both
            depth += 1
        else:
            pairs.append((current, replace(mark, char="")))
            current = mark
    return [*pairs, *_within(marks, current)] if current else pairs


def _balance(mark: _Mark) -> int:
    """One for a mark that only closes, minus one for a mark that only opens."""
    return mark.closes - mark.opens


def _opened_by(mark: _Mark, pairs: list[_Pair]) -> _Mark | None:
    """The mark, if it opens; a closing one belongs to the pair before if that ended in a sign for inches."""
    if mark.opens:
        return mark
    before = pairs[-1] if pairs else None
    if before is None and mark.firm:
        pairs.append((None, mark))
    elif before and before[1] and not before[1].firm:
        pairs[-1] = (before[0], mark)
    return None


def _ends_by_count(current: _Mark, mark: _Mark, left: int, surplus: int) -> bool:
    """Whether a straight mark that looks like an opening one must close, or the rest would not pair."""
    straight = mark.char == current.char and mark.char in {'"', "''"}
    return straight and left % 2 == 0 and surplus < 2  # noqa: PLR2004  two closing marks left: it is nested


def _between(text: str, line: Line, number: int, opening: _Mark | None, closing: _Mark | None) -> Iterator[Marked]:
    """The words between two marks, if there are any; a restart (`char` empty) closes nothing."""
    ended = closing is not None and closing.char != ""
    start = line.start if opening is None else opening.end
    end = line.end if closing is None else closing.start
    start, end = _trimmed(text, start, end)
    if end > start:
        outer_start = line.start if opening is None else opening.start
        outer_end = closing.end if closing is not None and ended else end
        yield Marked(start, end, outer_start, outer_end, number, opened=opening is not None, closed=ended)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _single_mark(text: str, line: Line, match: re.Match[str]) -> _Mark | None:
    start, end, char = match.start(), match.end(), match[0]
    before, after = _neighbours(text, line, start, end)
    starts_word = (before.isspace() or before in OPENERS) and not after.isspace()
    opens = starts_word and char not in "’›" and not (char == "'" and ELISION.match(text, end, end + 8))
    closes = not before.isspace() and not after.isalnum() and char not in "‘‚‹"
    if not (opens or closes) or (before.isdigit() and char == "'" and not after.isspace()):
        return None
    return _Mark(start, end, char, opens=opens, closes=closes, firm=before in SENTENCE_ENDS or before != "s")


def _singles(text: str, line: Line, number: int) -> Iterator[Marked]:
    """Single-quoted words; a mark after `s` closes only if no surer one follows before the next opening."""
    current: _Mark | None = None
    doubtful: _Mark | None = None
    for match in SINGLE.finditer(text, line.start, line.end):
        mark = _single_mark(text, line, match)
        if mark is None:
            continue
        if current is not None and mark.closes and mark.firm:
            yield from _between(text, line, number, current, mark)
            current = doubtful = None
        elif current is not None and mark.closes:
            doubtful = doubtful or mark
        elif mark.opens:
            if current is not None and doubtful is not None:
                yield from _between(text, line, number, current, doubtful)
            current, doubtful = mark, None
    if current is not None and doubtful is not None:
        yield from _between(text, line, number, current, doubtful)
