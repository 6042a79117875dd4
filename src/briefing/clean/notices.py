"""Notes of the desk about a story: a kill, an embargo, a correction.

The wording is that of the wires (AP `KILL`, `EMBARGOED UNTIL`, `HOLD FOR RELEASE`).  Only a line of its own before the
copy counts, so that a story about a trade embargo goes on air.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from briefing.errors import StoryWithheld

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["find_corrections", "is_correction", "refuse_withheld"]

LINES_BEFORE_COPY = 12
"""How far down a kill or embargo note is looked for, in lines that are not empty."""
LONGEST_NOTE = 240
"""Code points: a kill or embargo note is a line, not a paragraph."""

_KILL = re.compile(
    r"(?:[(*\[]|&[A-Z]{2,4};)?\s*(?:(?:BC|AP|EDS|EDITORS|BULLETIN|MANDATORY|URGENT|ADVISORY|ATTENTION|NOTE|STORY)\b[\s:,/—–-]{0,4}){0,4}"
    r"KILL(?:ED)?\b(?=\s*(?:[:.!)*\]—–-]|$|THE\b|THIS\b|STORY\b|ADVISORY\b|NOTICE\b|BC\b))"
)
_KILL_SENTENCE = re.compile(
    r"(?:editors|attention editors|eds)\b[^.]{0,40}\b(?:kill|do not use|withhold)\b", re.IGNORECASE
)
_EMBARGO = re.compile(
    r"[(*\[\s]{0,3}(?:strictly |under |news )?(?:embargo(?:ed)?\s{0,2}(?::|until\b|till\b|for\b)|hold for release\b"
    r"|(?:not for|no) (?:publication|release|use|broadcast)(?: or (?:publication|release|use|broadcast))?"
    r" (?:before|until)\b)",
    re.IGNORECASE,
)
_BARE_EMBARGO = re.compile(r"[(*\[\s]{0,3}(?:STRICTLY |UNDER )?EMBARGO(?:ED)?\b")
_CORRECTION = re.compile(
    r"[(*\[\s]{0,3}(?:(?:correction|corrections|clarification|corrects|editor['’]s note)\s{0,2}(?::|—|–|--|\()"
    r"|(?:an earlier|a previous|an original) version of this (?:story|article|report|column|post)\b"
    r"|this (?:story|article|report|column|post|version)\b[^.]{0,60}\b(?:correct(?:ed|s)?|clarif(?:y|ied)|amended)\b)",
    re.IGNORECASE,
)


def refuse_withheld(lines: Iterable[str], story: str) -> None:
    """Do nothing, unless the lines at the head of a story ask that it be not used.

    Raises:
        StoryWithheld: A kill or embargo note was found; its message quotes the note.
    """
    for line in islice((line.strip() for line in lines if line.strip()), LINES_BEFORE_COPY):
        if len(line) > LONGEST_NOTE:
            continue
        if _KILL.match(line) or _KILL_SENTENCE.match(line):
            raise StoryWithheld(
                story, f"killed by its desk: {line}", hint="Remove the story, or wait for its writethru."
            )
        if _EMBARGO.match(line) or _BARE_EMBARGO.match(line):
            raise StoryWithheld(
                story, f"under an embargo: {line}", hint="Remove the note from the story once the time has come."
            )


def is_correction(paragraph: str) -> bool:
    """Whether `paragraph` is a note that corrects or clarifies the story."""
    return _CORRECTION.match(paragraph) is not None


def find_corrections(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The correction notes among `paragraphs`, verbatim, in order."""
    return tuple(paragraph for paragraph in paragraphs if is_correction(paragraph))
