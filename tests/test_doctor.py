"""The doctor finds what is wrong, and says how to mend it."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

import briefing.doctor.nights
from briefing.cast import Cast
from briefing.doctor import Check, State, examine
from briefing.edition import make_edition
from briefing.model import Voice
from briefing.nightly import Night, reports_folder
from briefing.nightly.night import save
from briefing.report import Report
from briefing.schedule import Place
from briefing.serve.access import Access, login
from briefing.serve.tokens import NAME as TOKENS
from briefing.serve.tokens import Tokens, add_subscriber
from briefing.settings import PublishSettings, Settings, ShowSettings, SourceSettings
from briefing.store.library import LIBRARY
from tests.conftest import NOW, story
from tests.test_serve import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from briefing.newsroom import Newsroom


@pytest.fixture(autouse=True)
def no_timetable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one of the machine that runs the tests is not asked."""
    monkeypatch.setattr(briefing.doctor.nights, "scheduled", lambda _: {})


@pytest.fixture(autouse=True)
def a_show(tmp_path: Path) -> None:
    """The folder of the newsroom is that of a show."""
    (tmp_path / "briefing.toml").write_text("")
    (tmp_path / "inbox").mkdir()


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
    assert checks["library"].found == "whole; 1 edition"
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


def test_a_lock_that_cannot_be_written_is_found(room: Newsroom, now: datetime) -> None:
    """As it is after one run by root, while the folder around it is this user's."""
    (room.state / "lock").unlink(missing_ok=True)
    (room.state / "lock").mkdir(parents=True)
    permissions = told(room, now)["permissions"]
    assert permissions.state is State.FAULT
    assert str(room.state / "lock") in permissions.found


def test_a_timetable_is_well(room: Newsroom, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it names this folder."""
    monkeypatch.setattr(briefing.doctor.nights, "scheduled", lambda _: {Place.CRONTAB: ("0 4 * * * x",)})
    assert told(room, now)["timetable"].found == "in crontab"


def test_the_folder_is_told_and_a_wrong_one_is_a_fault(room: Newsroom, now: datetime) -> None:
    """Most often one stands somewhere else; with an inbox alone, defaults hold."""
    assert told(room, now)["folder"].found == str(room.home / "briefing.toml")
    (room.home / "briefing.toml").unlink()
    assert told(room, now)["folder"].state is State.ADVICE
    (room.home / "inbox").rmdir()
    wrong = told(room, now)["folder"]
    assert (wrong.state, "briefing new FOLDER" in wrong.mend) == (State.FAULT, True)


def _with_sources(room: Newsroom, **sources: Any) -> Newsroom:
    named = SourceSettings(**sources)
    return dataclasses.replace(room, settings=msgspec.structs.replace(Settings(), sources=named))


def test_an_inbox_is_counted_and_missed_where_it_is_needed(room: Newsroom, now: datetime) -> None:
    """With feeds it is needed only where it was named on purpose."""
    (room.home / "inbox" / "a.txt").write_text("a")
    assert told(room, now)["inbox"].found == f"1 files in {room.home / 'inbox'}"
    missing = told(_with_sources(room, inbox="in-tray"), now)["inbox"]
    assert (missing.state, "mkdir" in missing.mend) == (State.FAULT, True)
    (room.home / "inbox" / "a.txt").unlink()
    (room.home / "inbox").rmdir()
    assert told(room, now)["inbox"].state is State.FAULT
    feeds = [str(room.home / "briefing.toml")]
    assert told(_with_sources(room, feeds=tuple(feeds)), now)["inbox"].state is State.WELL


class _Press(BaseHTTPRequestHandler):
    """A feed, a page, and nothing else; robots.txt says nothing."""

    def do_GET(self) -> None:
        pages = {
            "/feed.xml": b"<rss version='2.0'><channel><item/></channel></rss>",
            "/": b"<!DOCTYPE html><p>News</p>",
        }
        self.send_response(200 if self.path in pages else 404)
        self.end_headers()
        self.wfile.write(pages.get(self.path, b""))

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def press() -> Iterator[str]:
    """The address of a small server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Press) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_every_feed_and_page_that_is_named_is_asked_for_once(room: Newsroom, now: datetime, press: str) -> None:
    """What cannot be had, or is no feed, is a fault with its mend; files are looked for; the guard holds."""
    feeds = (f"{press}feed.xml", press, str(room.home / "gone.opml"))
    asked = _with_sources(room, feeds=feeds, pages=(f"{press}gone",), allow_hosts=("127.0.0.1",))
    checks = [check for check in examine(asked, now) if check.name == "sources"]
    assert [(check.state, check.found.split()[0]) for check in checks] == [
        (State.FAULT, f"{press}:"),
        (State.FAULT, f"{room.home / 'gone.opml'}:"),
        (State.FAULT, f"{press}gone:"),
        (State.WELL, "1"),
    ]
    assert all(check.mend for check in checks[:3])
    guarded = told(_with_sources(room, feeds=(f"{press}feed.xml",)), now)["sources"]
    assert (guarded.state, "allow_hosts" in guarded.mend) == (State.FAULT, True)


def of_address(room: Newsroom, port: int) -> tuple[State, str, str]:
    """What is said of the feed where it is served at this port, by a name that counts as the world's."""
    show = ShowSettings(address=f"http://0.0.0.0:{port}/")
    (found,) = briefing.doctor._address(dataclasses.replace(room, settings=Settings(show=show)), NOW)
    return found


def test_a_show_that_is_for_subscribers_is_well(room: Newsroom) -> None:
    """A token or a password keeps the doctor out as it should; where neither does, a feed that is gone is a fault."""
    make_edition([story()], room, now=NOW)
    with serving(room.public, Access(login=login("ida", "s3cret"))) as client:
        assert of_address(room, client.base_url.port or 0)[0] is State.WELL
    with serving(room.public) as client:
        port = client.base_url.port or 0
        assert of_address(room, port)[:2] == (State.WELL, f"http://0.0.0.0:{port}/feed.xml is served")
        (room.public / "feed.xml").unlink()
        gone = of_address(room, port)
        assert (gone[0], "status 404" in gone[1], "Serve" in gone[2]) == (State.FAULT, True, True)
    add_subscriber(room.state / TOKENS, "Ida")
    with serving(room.public, Access(Tokens(room.state / TOKENS))) as client:
        state, found, _ = of_address(room, client.base_url.port or 0)
        assert (state, found.partition(" is ")[2]) == (State.WELL, "for subscribers, and was not looked into")


class _Endless(BaseHTTPRequestHandler):
    """A feed of 64 MB, as far as somebody takes it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.server.sent = 0  # type: ignore[attr-defined]
        with contextlib.suppress(OSError):
            for _ in range(64):
                self.wfile.write(b"<rss>".ljust(1_000_000))
                self.server.sent += 1  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_of_a_feed_without_end_only_the_beginning_is_read(room: Newsroom) -> None:
    """What stands at the address may be anybody's."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Endless) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        assert of_address(room, server.server_port)[0] is State.WELL
        server.shutdown()
        thread.join()
    assert server.sent < 64  # type: ignore[attr-defined]


def night(room: Newsroom, now: datetime, code: int, **more: Any) -> Check:
    """What is said of a last night that ended so."""
    save(Night(now, 1.0, code, Report(()), **more), reports_folder(room.state))
    return told(room, now)["nights"]


def test_a_last_night_that_failed_or_was_broken_off_is_a_fault(room: Newsroom, now: datetime) -> None:
    """The fault is told as the night told it; one that was partly well is advice."""
    assert told(room, now)["nights"].state is State.WELL
    at = [now - timedelta(minutes=minutes) for minutes in (50, 40, 30, 20, 10)]
    assert night(room, at[0], 0).state is State.WELL
    failed = night(room, at[1], 1, error="the disk is full", hint="Make room.")
    assert (failed.state, "the disk is full" in failed.found, failed.mend) == (State.FAULT, True, "Make room.")
    assert night(room, at[2], 3).state is State.ADVICE
    broken = night(room, at[3], 1, broken=True)
    assert (broken.state, f"broken off; it began at {at[3]:%Y-%m-%d %H:%M}" in broken.found) == (State.FAULT, True)
    silent = night(room, at[4], 0, told={"ping": "hc.example answered with HTTP 404"})
    assert (silent.state, "HTTP 404" in silent.found) == (State.ADVICE, True)


def test_a_night_that_did_not_come_is_found(room: Newsroom, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it stands on a timetable."""
    monkeypatch.setattr(briefing.doctor.nights, "scheduled", lambda _: {Place.CRONTAB: ("0 4 * * * x",)})
    save(Night(now - timedelta(days=2), 1.0, 0, Report(())), reports_folder(room.state))
    checks = [check for check in examine(room, now) if check.name == "nights"]
    assert checks[0].state is State.FAULT


def test_a_run_on_a_timetable_that_never_came_is_told(
    room: Newsroom, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cron may be dead; a show that was set up today has yet to wait for its first night."""
    monkeypatch.setattr(briefing.doctor.nights, "scheduled", lambda _: {Place.CRONTAB: ("0 4 * * * x",)})
    settings = room.home / "briefing.toml"
    settings.touch()
    assert told(room, now)["nights"].state is State.WELL
    nine_days_ago = (now - timedelta(days=9)).timestamp()
    os.utime(settings, (nine_days_ago, nine_days_ago))
    check = told(room, now)["nights"]
    assert (check.state, "9 days old" in check.found, "is cron running" in check.mend) == (State.ADVICE, True, True)


def test_an_edition_that_waits_for_an_editor_is_advice(room: Newsroom, now: datetime) -> None:
    """Without one the show is silent."""
    assert told(room, now)["held"].state is State.WELL
    settings = msgspec.structs.replace(room.settings, publish=PublishSettings(hold="all"))
    make_edition([story()], dataclasses.replace(room, settings=settings), now=now)
    check = told(room, now)["held"]
    assert (check.state, check.found.startswith("1 edition waiting")) == (State.ADVICE, True)


def test_a_timetable_that_starts_another_program_or_stands_twice_is_found(
    room: Newsroom, now: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As after a venv was moved, or cron and systemd were both tried."""
    there = tmp_path / "briefing"
    there.touch()
    monkeypatch.setattr(briefing.doctor.nights, "scheduled", lambda _: {Place.CRONTAB: (), Place.SYSTEMD: ()})
    monkeypatch.setattr(briefing.doctor.nights, "programs", lambda _: (tmp_path / "gone", there))
    found = [(check.state, check.found) for check in examine(room, now) if check.name == "timetable"]
    assert [state for state, _ in found] == [State.WELL, State.ADVICE, State.FAULT, State.ADVICE]
    assert "crontab, systemd" in found[1][1]
    assert f"{tmp_path / 'gone'}, which is gone" in found[2][1]
