"""What the pure stages make of many odd texts, written down beside each text.

They are no examples of what is right: the texts were thrown together by chance, and of some of them nobody could tell
who speaks.  They hold what is made of them, so that no change of the rules passes unseen: whoever changes a rule looks
at what else it changes, and then writes the files again with `python -m tests.readings`.  What must be right stands in
the tests of each stage.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.readings.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["STAGES", "Case", "cases_of", "file_of", "written"]

CASE, FOUND = "\n======== ", "\n--------\n"
"""What stands before a case and its kind, and between a text and what was made of it."""


class Case(NamedTuple):
    """A text, how it is given to the stage, and what the stage made of it."""

    kind: str
    """`html`, `en-gb`, or a headline."""
    text: str
    found: str


def file_of(stage: str) -> Path:
    """Where the cases of a stage are kept."""
    return Path(__file__).parent / f"{stage}.txt"


def cases_of(stage: str) -> list[Case]:
    """All that are written down."""
    cases = []
    for block in file_of(stage).read_bytes().decode().split(CASE)[1:]:
        given, _, found = block.partition(FOUND)
        kind, _, text = given.partition("\n")
        cases.append(Case(kind, text, found.removesuffix("\n")))
    return cases


def written(cases: Iterable[Case]) -> bytes:
    """The cases as a file holds them."""
    return "".join(f"{CASE}{case.kind}\n{case.text}{FOUND}{case.found}\n" for case in cases).encode()
