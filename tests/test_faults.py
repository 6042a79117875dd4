"""Whatever is pulled out, at whatever moment: a sample of what `bench/faults.py` does at length."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from briefing.cast import read_cast
from briefing.config import NAME, read_shows
from briefing.errors import ConfigError
from briefing.spoken.lexicon import read_lexicon
from tests.faults.fuzz import fuzz
from tests.faults.kills import SCENES, pulled_out
from tests.faults.nights import bad_nights
from tests.faults.parsers import PARSERS
from tests.faults.torn import torn
from tests.faults.twice import twice
from tests.faults.years import Year

if TYPE_CHECKING:
    from pathlib import Path

POSIX = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and forks")
BUSY = pytest.mark.timeout(600)
"""A dozen nights, each with processes of its own: a quarter of a minute, or many on a machine that has other work."""
ODD = ("x = " + "[" * 5000, "x = " + "9" * 5000)


@POSIX
@BUSY
@pytest.mark.parametrize("scene", SCENES)
def test_what_is_killed_or_loses_its_power_is_completed_by_the_next_night(scene: str) -> None:
    """No story lost or twice there, no clip spoken again, the feed always right, and nothing half-synced is heard."""
    found = list(pulled_out(scene, 2))
    assert [each for each in found if each.faults] == []
    assert any(each.killed and each.lost for each in found)
    assert scene == "first" or any(each.killed and each.looks for each in found)  # before it there is no feed


def test_a_torn_library_is_as_before_or_as_after() -> None:
    """In the middle of a transaction, and in the middle of its move from the log to the file."""
    assert list(torn(60)) == []


@POSIX
def test_of_two_runs_at_once_one_publishes() -> None:
    """The other one leaves with exit code 75, and nothing is damaged."""
    assert list(twice(2)) == [[], []]


def test_nights_on_which_something_goes_wrong_conceal_nothing() -> None:
    """Every story is published once in the end, and what was not has its reason."""
    found = list(bad_nights(6))
    assert [night for night in found if night.faults] == []
    assert any(night.exit_code for night in found)


@pytest.mark.parametrize("name", PARSERS)
def test_what_comes_in_damaged_is_read_or_refused(name: str) -> None:
    """With an error that the program can explain, soon, and without filling the memory."""
    found = fuzz(name, 60)
    assert not found.faults
    assert found.refused < found.inputs


@pytest.mark.parametrize("toml", ODD)
def test_what_pythons_toml_reader_stumbles_over_is_refused(tmp_path: Path, toml: str) -> None:
    """Brackets in brackets and numbers without end have errors of their own there."""
    (tmp_path / NAME).write_text(toml, "utf-8")
    for read in (lambda: read_shows(tmp_path / NAME), lambda: read_cast(toml, "odd"), lambda: read_lexicon(toml)):
        with pytest.raises(ConfigError):
            read()


def test_a_year_holds_when_late_nights_cost_what_early_ones_did() -> None:
    """Neither time, nor memory, nor the library may grow past what was agreed."""
    good = Year((1.0, 1.1), (80.0, 90.0), text=20_000, library=50_000, stories=20)
    assert good.holds
    assert not Year((1.0, 1.3), good.memory_mb, good.text, good.library, good.stories).holds
    assert not Year(good.cpu_s, good.memory_mb, good.text, 70_000, good.stories).holds
