"""The dateline at the head of a story: `OSSA (Feb. 17, 2023) --` is read `OSSA, February …, twenty …`.

Only its brackets and its dash are said here, as pauses; the words between them are read like any others.
"""

from __future__ import annotations

import re

from briefing.spoken.written import Said

__all__ = ["dateline"]

PLACE = (
    r"(?:[A-Z][A-Z.'’-]{1,30})(?:[ /-][A-Z][A-Z.'’]{1,30}){0,3}(?:,\s(?:[A-Z][\w.]{0,15})(?:\s[A-Z][\w.]{0,15}){0,2})?"
)
DATE = r"(?:,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?))?"
OPENING = re.compile(
    rf"(?P<place>{PLACE}){DATE}(?:,?(?P<open>\s\()(?P<inside>[^()\n]{{1,40}})(?P<close>\)))?{DATE}(?P<dash>\s{{0,3}}(?:--|—|–|-)\s{{1,3}})"
)


def dateline(text: str) -> dict[int, Said]:
    """Find what is said for the marks of a dateline, by offset; empty where the text begins with none."""
    found = OPENING.match(text)
    if found is None:
        return {}
    marks = {found.start("dash"): Said(found.end("dash"), ". ")}
    if found["open"]:
        marks[found.start("open")] = Said(found.end("open"), ", ")
        marks[found.start("close")] = Said(found.end("close"), "")
    return marks
