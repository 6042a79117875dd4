"""Whatever is pulled out, at whatever moment: a sample of what `bench/faults.py` does at length."""

from __future__ import annotations

import os

import pytest

from tests.faults.fuzz import fuzz
from tests.faults.kills import kills
from tests.faults.parsers import PARSERS
from tests.faults.twice import twice

POSIX = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and forks")


@POSIX
def test_a_night_that_is_killed_is_completed_by_the_next() -> None:
    """Wherever it was: no story lost or twice there, no clip spoken again, and the feed right at every moment."""
    found = list(kills(6))
    assert [kill for kill in found if kill.faults] == []
    assert any(kill.killed and kill.looks for kill in found)


@POSIX
def test_of_two_runs_at_once_one_publishes() -> None:
    """The other one leaves with exit code 75, and nothing is damaged."""
    assert list(twice(2)) == [[], []]


@pytest.mark.parametrize("name", PARSERS)
def test_what_comes_in_damaged_is_read_or_refused(name: str) -> None:
    """With an error that the program can explain, soon, and without filling the memory."""
    found = fuzz(name, 60)
    assert not found.faults
    assert found.refused < found.inputs
