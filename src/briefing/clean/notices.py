"""Notes of the desk about a story: a kill, an embargo, a correction.

The wording is that of the wires (AP `KILL`, `EMBARGOED UNTIL`, `HOLD FOR RELEASE`).  Only a line of its own before the
copy counts, and the headline is one; so a note must say what is killed, or until when it is to be held back, or be
nothing but the note.  A story about a trade embargo, or about a bill that people want to kill, goes on air.
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

_DESK = r"(?:(?:BC|AP|EDS|EDITORS|BULLETIN|MANDATORY|URGENT|ADVISORY|ATTENTION|NOTE|STORY)\b[\s:,/—–-]{0,4})"
_WHAT = r"(?:STORY|VERSION|ARTICLE|ITEM|COPY|PHOTO|HEADLINE|ADVISORY|NOTICE|BC)\b"
_KILL = re.compile(
    rf"(?:[(*\[]|&[A-Z]{{2,4}};)?\s*(?:{_DESK}{{0,4}}KILL|{_DESK}{{1,4}}KILLED|KILLED(?=[\s.!)*\]]*$))\b"
    rf"(?=\s*(?:[:.!)*\]—–-]|$|(?:(?:THE|THIS)\b[^.]{{0,40}}\s)?{_WHAT}))"
)
_KILL_SENTENCE = re.compile(
    r"(?:attention,? editors\b|(?:editors|eds)\b(?:\s?[:—–]|\s-|,?[^.]{0,20}\bplease\b))"
    r"[^.]{0,40}\b(?:kill|do not use|withhold)\b",
    re.IGNORECASE,
)
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|noon|midnight)\b"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\b\.?"
_ZONE = r"(?:gmt|utc|bst|ist|ces?t|[ecmp][sd]?t|a[ec][sd]t)\b"
_CLOCK = rf"\d{{1,2}}(?:[:.h]\d{{2}}|\s?[ap]\.?m\b)|0\d{{3}}\b|\d{{4}}\s?(?:hrs|hours|{_ZONE}|{_DAY})"
_DATE = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}"
_MOMENT = (
    r"[\s:]*(?:(?:at|on|from|after|until|till|for|release|publication|use|the|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    rf"|noon|midnight)\b[\s:,]*){{0,6}}(?:{_CLOCK}|{_DATE})"
)
"""A date or a clock just behind the words that ask to hold it back."""
_DAY_ALONE = rf"[\s:]*(?:(?:at|on|after|the|release|publication|use|{_DAY})[\s:,]*){{0,4}}(?<=\w)[\s.!)*\]]*$"
"""Or a day, or nothing but `release`, and with it the line ends."""
_HELD = rf"(?:{_MOMENT}|{_DAY_ALONE})"
_TO_USE = r"(?:publication|release|use|broadcast)"
_EMBARGO = re.compile(
    r"[(*\[\s]{0,3}(?:strictly |under |news )?"
    rf"(?:embargoed (?:until|till)\b|embargo(?:ed)?\s{{0,2}}(?::|(?:until|till|for|to)\b){_HELD})"
    r"|[(*\[\s]{0,3}(?:hold for release\b|not for (?:publication|release|broadcast)\b[^.]{0,20} (?:before|until)\b)"
    rf"|[(*\[\s]{{0,3}}(?:not for|no) {_TO_USE}(?: or {_TO_USE})? (?:before|until)\b{_HELD}",
    re.IGNORECASE,
)
"""What only desks write, whatever follows; what headlines write as well needs a moment behind it."""
_BARE_EMBARGO = re.compile(
    r"\s{0,3}(?:[(*\[]{1,3}\s?(?:STRICTLY |UNDER )?|STRICTLY )EMBARGO(?:ED)?\b"
    r"|(?:UNDER )?EMBARGO(?:ED)?(?: (?:COPY|STORY|MATERIAL|NEWS|NOTICE))?[\s.!:)*\]]*$"
)
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
