"""What the doctor says of something that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Check", "State", "Told", "well"]


class State(StrEnum):
    """How it stands with something."""

    WELL = "well"
    ADVICE = "advice"  # it works, but something is worth doing
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was looked at."""

    name: str
    state: State
    found: str
    mend: str = ""
    """What to do about it."""


Told = tuple[State, str, str]
"""State, what was found, and how to mend it."""


def well(found: str) -> Told:
    """Nothing is to be done."""
    return State.WELL, found, ""
