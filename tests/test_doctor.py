"""The doctor finds what is wrong, and says how to mend it."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

import briefing.doctor
from briefing.cast import Cast
from briefing.doctor import Check, State, examine
from briefing.edition import make_edition
from briefing.model import Voice
from briefing.schedule import Place
from briefing.settings import Settings, ShowSettings
from briefing.store.library import LIBRARY
from tests.conftest import story

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.newsroom import Newsroom


@pytest.fixture(autouse=True)
def no_timetable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one of the machine that runs the tests is not asked."""
    monkeypatch.setattr(briefing.doctor, "scheduled", lambda _: {})


@pytest.fixture
def now() -> datetime:
    """The real time, which the doctor compares with the age of the program."""
    return datetime.now(UTC)


def told(room: Newsroom, now: datetime) -> dict[str, Check]:
    """Every check by its name."""
    return {check.name: check for check in examine(room, now)}


def test_a_new_installation_is_well(room: Newsroom, now: datetime) -> None:
    """What is still to be done is advice."""
    checks = told(room, now)
    assert {check.state for check in checks.values()} == {State.WELL, State.ADVICE}
    assert {name for name, check in checks.items() if check.state is State.ADVICE} == {"address", "timetable"}
    assert not room.state.exists()


def test_after_an_edition_it_is_well(room: Newsroom, now: datetime) -> None:
    """Library and files are looked at."""
    make_edition([story()], room, now=now)
    checks = told(room, now)
    assert checks["library"].found == "whole; 1 editions"
    assert checks["files"].state is State.WELL


def _lost_audio(room: Newsroom) -> Newsroom:
    next((room.public / "episodes").glob("*.mp3")).unlink()
    return room


def _torn_library(room: Newsroom) -> Newsroom:
    path = room.state / LIBRARY
    os.truncate(path, path.stat().st_size // 2)
    return room


def _no_library(room: Newsroom) -> Newsroom:
    (room.state / LIBRARY).write_bytes(b"rubbish" * 1000)
    return room


def _unknown_voice(room: Newsroom) -> Newsroom:
    return dataclasses.replace(room, cast=Cast(Voice("nobody", "x"), ()), engine=None)


def _nobody_there(room: Newsroom) -> Newsroom:
    show = ShowSettings(address="http://0.0.0.0:9/")
    return dataclasses.replace(room, settings=msgspec.structs.replace(Settings(), show=show))


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("files", _lost_audio),
        ("library", _torn_library),
        ("library", _no_library),
        ("voices", _unknown_voice),
        ("address", _nobody_there),
    ],
)
def test_what_is_wrong_is_found_and_can_be_mended(
    room: Newsroom, now: datetime, name: str, harm: Callable[[Newsroom], Newsroom]
) -> None:
    """Each fault under its own name, and the others are looked at all the same."""
    make_edition([story()], room, now=now)
    checks = told(harm(room), now)
    assert checks[name].state is State.FAULT
    assert checks[name].mend
    assert set(checks) == set(briefing.doctor._CHECKS)


def test_a_clock_that_jumped_back_is_found(room: Newsroom, now: datetime) -> None:
    """Today is not before the last edition."""
    make_edition([story()], room, now=now)
    assert told(room, now - timedelta(days=1))["clock"].state is State.FAULT


def test_a_disk_that_is_full_is_found(room: Newsroom, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the night finds it."""
    monkeypatch.setattr(briefing.doctor, "ROOM", 10**18)
    assert told(room, now)["disk"].state is State.FAULT


def test_a_folder_that_cannot_be_written_is_found(
    room: Newsroom, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is where another user made it."""

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    assert told(room, now)["permissions"].state is State.FAULT


def test_a_timetable_is_well(room: Newsroom, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it names this folder."""
    monkeypatch.setattr(briefing.doctor, "scheduled", lambda _: {Place.CRONTAB: ("0 4 * * * x",)})
    assert told(room, now)["timetable"].found == "in crontab"
