"""The script as text: what an editor reads, compares and corrects.

A story opens with lines that say which one it is.  Then every segment is a line that says what it is and who reads it,
and its words on a line after `|`, with `~` before what is said where that differs from what is written:

    source: inbox/harbour.txt
    published: 2026-03-03T00:00:00

    [headline] Reporter <espeak/en-us+edward>
    | Harbour opens after nine years

    [quote] Mara Olsen (harbour master; female) <espeak/en-us+f2> 98%
    | "We waited 9 years,"
    ~ "We waited nine years,"
    [copy] Reporter <espeak/en-us+edward>
    |  she said.

A segment has one line of words and at most one of what is said: a second one has lost its label, and is refused, or
it would be heard from the mouth before.  An empty line ends a paragraph, `#` opens a remark, a `?` at the end of a line
asks an editor to look.  Words that end in white space are closed by another `|`, since editors cut it off; whatever is
not plain is a JSON string, and so is a name that is nearly another's and yet meant.  Reading is the exact inverse of
writing.  A line without `<…>` is cast by the program; one without a percentage is certain.
"""

from __future__ import annotations

from briefing.scriptfile.reading import edition_of, parse, proofread, split
from briefing.scriptfile.story import CERTAIN, Script, Turn, doubtful, script_of
from briefing.scriptfile.writing import Row, render, rows

__all__ = [
    "CERTAIN",
    "Row",
    "Script",
    "Turn",
    "doubtful",
    "edition_of",
    "parse",
    "proofread",
    "render",
    "rows",
    "script_of",
    "split",
]
