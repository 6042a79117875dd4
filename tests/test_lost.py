"""What was published and is no longer remembered is never taken for a fresh start."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from briefing.cli import cli
from briefing.config import NAME
from briefing.corrections import archive
from briefing.doctor import State, examine
from briefing.edition import make_edition
from briefing.errors import StoreError
from briefing.nightly import clear_out
from briefing.store.library import LIBRARY
from tests.commands import run
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.newsroom import Newsroom


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An installation that has published an edition."""
    folder = tmp_path / "desk"
    run("new", str(folder))
    (folder / NAME).write_text('[show]\ntitle = "Dawn & Co"\naddress = "https://pod.example/"\n')
    (folder / "inbox" / "ferry.txt").write_text(str(story().content), "utf-8")
    run("--home", str(folder), "make", "--engine", "silent", "-q")
    return folder


def lose_library(folder: Path) -> None:
    """As by `rm out/state/library.sqlite*`."""
    for path in (folder / "out" / "state").glob(f"{LIBRARY}*"):
        path.unlink()


def exit_code(folder: Path, *words: str) -> int:
    """What a command there ends with, as `main` has it."""
    done = CliRunner().invoke(cli, ["--home", str(folder), *words])
    return int(getattr(done.exception, "exit_code", done.exit_code))


@pytest.mark.parametrize("command", [["make"], ["nightly", "run"]])
def test_a_lost_library_stops_a_run_and_the_feed_stays(desk: Path, command: list[str]) -> None:
    """All stories would come again under new guids, in every app."""
    feed = (desk / "out" / "public" / "feed.xml").read_bytes()
    lose_library(desk)
    done = run("--home", str(desk), *command, "--engine", "silent")
    assert done.exit_code == 1
    told = " ".join(done.stderr.split())
    assert "the library is gone, but an episode is out" in told
    assert "briefing restore" in told
    assert (desk / "out" / "public" / "feed.xml").read_bytes() == feed
    assert not (desk / "out" / "state" / LIBRARY).exists()


def test_an_empty_file_is_no_library_either(room: Newsroom) -> None:
    """As a disk that was full leaves it."""
    make_edition([story()], room, now=NOW)
    lose_library(room.home)
    (room.state / LIBRARY).touch()
    with pytest.raises(StoreError, match="the library is gone"):
        make_edition([story("other")], room, now=NOW)


@pytest.mark.parametrize("command", [["make"], ["nightly", "run"], ["doctor"], ["voices"], ["editions"]])
def test_no_command_fills_an_emptied_library(desk: Path, command: list[str]) -> None:
    """Whoever opened it made the tables, and the next run published all stories again, under new guids."""
    feed = (desk / "out" / "public" / "feed.xml").read_bytes()
    lose_library(desk)
    (desk / "out" / "state" / LIBRARY).touch()
    exit_code(desk, *command)
    assert (desk / "out" / "state" / LIBRARY).stat().st_size == 0
    assert exit_code(desk, "make", "--engine", "silent") == 1
    assert (desk / "out" / "public" / "feed.xml").read_bytes() == feed


def test_what_is_out_is_neither_cleared_out_nor_unknown_when_the_library_is_lost(room: Newsroom) -> None:
    """And the doctor calls it a fault."""
    make_edition([story()], room, now=NOW)
    lose_library(room.home)
    with pytest.raises(StoreError, match="the library is gone"):
        clear_out(room, NOW)
    with pytest.raises(StoreError, match="the library is gone"):
        archive(room)
    (check,) = (check for check in examine(room, NOW) if check.name == "library")
    assert check.state is State.FAULT
    assert "an episode is out" in check.found


def test_who_deletes_the_public_folder_too_begins_anew(room: Newsroom) -> None:
    """As the message says."""
    make_edition([story()], room, now=NOW)
    lose_library(room.home)
    shutil.rmtree(room.public)
    assert make_edition([story()], room, now=NOW).exit_code == 0


@pytest.mark.parametrize("command", [["make"], ["nightly", "run"], ["editions", "withdraw", "ferry"]])
def test_lost_settings_are_not_read_as_the_defaults(desk: Path, command: list[str]) -> None:
    """The feed would become another show's, at an address that nobody can reach."""
    feed = (desk / "out" / "public" / "feed.xml").read_bytes()
    (desk / NAME).unlink()
    assert exit_code(desk, *command, "--engine", "silent") == 2
    assert (desk / "out" / "public" / "feed.xml").read_bytes() == feed


def test_a_new_address_is_told_when_feed_and_pages_name_it(desk: Path) -> None:
    """The run that changes them makes no episode, and seemed to do nothing."""
    (desk / NAME).write_text('[show]\ntitle = "Dawn & Co"\naddress = "https://new.example/"\n')
    told = run("--home", str(desk), "make", "--engine", "silent").stdout
    assert "now name https://new.example/, and no longer https://pod.example/feed.xml" in told
    assert "no longer" not in run("--home", str(desk), "make", "--engine", "silent").stdout


def test_an_installation_that_never_had_settings_goes_on_without(desk: Path) -> None:
    """Nothing to configure is a feature."""
    (desk / NAME).unlink()
    shutil.rmtree(desk / "out")
    for _ in range(2):
        assert run("--home", str(desk), "make", "--engine", "silent", "-q").exit_code == 0


def test_a_folder_without_settings_is_put_on_no_timetable(tmp_path: Path) -> None:
    """It was most likely called in the wrong folder."""
    assert exit_code(tmp_path, "nightly", "install") == 2
