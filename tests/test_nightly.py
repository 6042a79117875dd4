"""The night, from beginning to end."""

from __future__ import annotations

import dataclasses
import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from filelock import FileLock

import briefing.nightly
from briefing.edition import make_edition
from briefing.errors import StoreError
from briefing.intake import Intake, _wanted, make_edition_of
from briefing.nightly import Night, clear_out, last_nights, log_file, reports_folder, run_nights
from briefing.nightly.limit import TimeIsUp, time_limit
from briefing.nightly.night import censored, save
from briefing.nightly.notices import Channels, channels
from briefing.nightly.secret import Censor
from briefing.report import Made, Outcome, Report, Status
from briefing.settings import EditionSettings, NightlySettings, PublishSettings, Settings, ShowSettings, SourceSettings
from briefing.store.library import LIBRARY, Library
from tests.conftest import NOW, story
from tests.test_remote import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.newsroom import Newsroom

PAGE = (
    "<html><head><title>Ferry sails</title></head><body><article><h1>Ferry sails again</h1>"
    "<p>The ferry sailed on Tuesday after a long winter in the dock at Port Ossa, its owner said.</p>"
    "<p>She will cross the sound four times a day until the end of the summer, and twice a day after that.</p>"
    "</article></body></html>"
)


@pytest.fixture
def inbox(room: Newsroom) -> Path:
    """The folder whose stories the night takes."""
    folder = room.home / "inbox"
    folder.mkdir()
    (folder / "ferry.txt").write_text(str(story().content), "utf-8")
    return folder


@contextmanager
def server(answers: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, str, bytes]]]]:
    """A web server of one night, and what it was asked: method, path, body; its pages have an ETag."""
    asked: list[tuple[str, str, bytes]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append((self.command, self.path, body))
            answer = answers.get(self.path)
            known = self.headers.get("If-None-Match") == '"1"'
            self.send_response(404 if answer is None else 304 if known else 200)
            self.send_header("ETag", '"1"')
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            if answer is not None and not known:
                self.wfile.write(answer.encode())

        do_POST = do_GET  # noqa: N815  the server's own name

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{web.server_port}", asked
        web.shutdown()


def run_night(room: Newsroom, *, now: datetime, to: Channels | None = None) -> tuple[Night, str]:
    """The night of the only show."""
    return run_nights((room,), now=now, to=to)[0]


def with_settings(room: Newsroom, **changes: object) -> Newsroom:
    """The newsroom with other settings."""
    return dataclasses.replace(room, settings=msgspec.structs.replace(Settings(), **changes))


def test_a_good_night_says_nothing_and_is_kept(room: Newsroom, inbox: Path) -> None:
    """With how long each stage took."""
    night, message = run_night(room, now=NOW)
    assert (night.exit_code, message, night.count(Status.PUBLISHED)) == (0, "", 1)
    assert last_nights(reports_folder(room.state), 5) == (night,)
    assert set(night.report.seconds) >= {"reading", "cleaning", "writing", "speaking", "joining", "publishing"}
    assert sum(night.report.seconds.values()) <= night.took_s
    assert "Ferry" in log_file(room.state).read_text()


def test_a_bad_story_makes_one_clear_paragraph(room: Newsroom, inbox: Path) -> None:
    """What is wrong, what to do, where to look."""
    (inbox / "bad.txt").write_bytes(bytes(range(256)) * 20)
    night, message = run_night(room, now=NOW)
    assert night.exit_code == 3
    assert "\n\n" not in message
    flat = " ".join(message.split())
    assert flat.startswith("The Briefing, 04 March 2026 04:00 UTC: 1 of 2 stories could not be used; the others")
    assert "bad.txt" in flat
    assert flat.endswith(f"Log: {log_file(room.state)}")


def test_a_second_run_at_once_ends_with_75_and_is_told(room: Newsroom, inbox: Path) -> None:
    """And changes nothing."""
    room.state.mkdir(parents=True)
    with FileLock(room.state / "lock"):
        night, message = run_night(room, now=NOW)
    assert night.exit_code == 75
    assert "another run is at work" in " ".join(message.split())


@pytest.mark.skipif(not shutil.which("flock"), reason="needs flock of util-linux")
def test_it_is_the_same_lock_as_that_of_flock(room: Newsroom, inbox: Path) -> None:
    """So that a backup can wait for the night, or the night give way to it."""
    room.state.mkdir(parents=True)
    with subprocess.Popen(["flock", room.state / "lock", "sh", "-c", "echo held; read end"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as backup:  # fmt: skip
        assert backup.stdout
        assert backup.stdout.readline() == b"held\n"
        assert run_night(room, now=NOW)[0].exit_code == 75
    assert run_night(room, now=NOW)[0].exit_code == 0


def test_a_fault_of_ours_is_told_and_logged(room: Newsroom, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the traceback in the log only."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Intake, "make_edition", broken)
    night, message = run_night(room, now=NOW)
    assert (night.exit_code, night.error.split(":")[0]) == (1, "ZeroDivisionError")
    assert "Traceback" not in message
    assert "Traceback" in log_file(room.state).read_text()


def test_what_fails_after_publishing_is_no_night_without_an_edition(
    room: Newsroom, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 3: the rest is published."""

    def broken(*_: object, **__: object) -> None:
        raise StoreError("x", "is full")

    monkeypatch.setattr(briefing.nightly, "clear_out", broken)
    night, message = run_night(room, now=NOW)
    assert night.exit_code == 3
    assert len(night.report.made) == 1
    assert "is full" in message


def test_an_edition_that_cannot_be_brought_away_was_made_all_the_same(
    room: Newsroom, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report has it, and says once where it is and where it could not be brought; the next night brings it."""
    shelf = Shelf()
    shelf.fails_at = "feed.xml"
    monkeypatch.setattr("briefing.targets.carriers.open_carrier", lambda _: shelf)
    room = with_settings(room, publish=PublishSettings(to="sftp://pod.example/news"))
    night, message = run_night(room, now=NOW)
    assert (night.exit_code, len(night.report.made), night.count(Status.PUBLISHED)) == (3, 1, 1)
    flat = " ".join(message.split())
    assert flat.count("could not be brought there") == 1
    assert f"sftp://pod.example/news: what was made is in {room.public}," in flat
    assert run_night(room, now=NOW.replace(day=5))[0].exit_code == 1
    shelf.fails_at = ""
    assert run_night(room, now=NOW.replace(day=6))[0].exit_code == 0
    assert "feed.xml" in shelf.files


def test_what_could_be_brought_away_after_all_is_no_fault(
    room: Newsroom, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A night tries a second time, after it has cleared out."""
    failing, good = Shelf(), Shelf()
    failing.fails_at = "index.html"
    carriers = iter([failing, good])
    monkeypatch.setattr("briefing.targets.carriers.open_carrier", lambda _: next(carriers))
    room = with_settings(room, publish=PublishSettings(to="sftp://pod.example/news"))
    night, message = run_night(room, now=NOW)
    assert (night.exit_code, message, len(night.report.made)) == (0, "", 1)
    assert "feed.xml" in good.files


def test_a_run_that_takes_too_long_is_ended(room: Newsroom, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No part of the program takes that for a story's fault."""

    def slow(*_: object, **__: object) -> Report:
        try:
            time.sleep(20)
        except Exception:  # noqa: BLE001  as careless code does
            return Report(())
        return Report(())

    monkeypatch.setattr(Intake, "make_edition", slow)
    monkeypatch.setattr(briefing.nightly, "time_limit", lambda _s, end: time_limit(0.05, end))
    night, message = run_night(room, now=NOW)
    assert night.exit_code == 1
    assert night.took_s < 10
    assert "was ended after 180 minutes" in " ".join(message.split())


def test_what_was_published_before_the_time_was_up_is_published(
    room: Newsroom, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clearing out can take too long; nobody is to look for an edition that is out."""

    def up(*_: object, **__: object) -> None:
        raise TimeIsUp

    monkeypatch.setattr(briefing.nightly, "clear_out", up)
    night, message = run_night(room, now=NOW)
    assert (night.exit_code, len(night.report.made)) == (3, 1)
    assert "no edition was published" not in " ".join(message.split())


def test_a_run_that_had_to_be_given_up_is_told_to_all(
    room: Newsroom, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As any other that failed, before the program is ended."""
    ended, left = threading.Event(), []

    def deaf(*_: object, **__: object) -> None:
        try:
            time.sleep(20)
        except TimeIsUp:
            assert ended.wait(20)
            raise

    def leave(code: int) -> None:
        left.append((code, [path for _, path, _ in asked]))
        ended.set()

    monkeypatch.setattr(Intake, "make_edition", deaf)
    monkeypatch.setattr(briefing.nightly, "time_limit", lambda _s, end: time_limit(0.05, end, grace_s=0.05))
    monkeypatch.setattr(os, "_exit", leave)
    with server({"/ping/fail": "", "/hook": ""}) as (address, asked):
        run_night(room, now=NOW, to=Channels(f"{address}/ping", f"{address}/hook"))
    assert left == [(1, ["/hook", "/ping/fail"])]
    assert "no edition was published" in json.loads(asked[0][2])["text"]


def test_where_even_the_alarm_has_no_effect_the_end_is_called() -> None:
    """In C code that never returns, say."""
    called = threading.Event()

    def deaf() -> None:
        try:
            time.sleep(5)
        except TimeIsUp:
            assert called.wait(5)
            raise

    with pytest.raises(TimeIsUp), time_limit(0.02, called.set, grace_s=0.05):
        deaf()


@pytest.mark.parametrize("form", ["lines", "json"])
def test_the_log_is_lines_or_json(room: Newsroom, inbox: Path, form: str) -> None:
    """One record a line."""
    room = with_settings(room, nightly=NightlySettings(log=form))
    run_night(room, now=NOW)
    lines = log_file(room.state).read_text().splitlines()
    if form == "json":
        assert all({"time", "level", "message"} <= set(json.loads(line)) for line in lines)
    else:
        assert all(line.split()[1] in {"INFO", "WARNING", "ERROR"} for line in lines)


def test_the_log_stays_within_ten_megabytes(room: Newsroom, inbox: Path) -> None:
    """The oldest part goes when it grows; the newest lines are in `nightly.log`."""
    folder = log_file(room.state).parent
    folder.mkdir(parents=True)
    for number in range(12):
        log_file(room.state).write_text(f"{number}\n" + "x" * 1_000_000)
        run_night(room, now=NOW + timedelta(days=number))
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["nightly.log", *(f"nightly.log.{number}" for number in range(1, 10))]
    assert (folder / "nightly.log.9").read_text().startswith("3\n")
    assert "ends with exit code 0" in log_file(room.state).read_text()


def test_others_are_told_and_no_secret_is_written_down(room: Newsroom, inbox: Path) -> None:
    """A ping after a good night, another after a bad one, and a short report."""
    with server({"/ping/s3cret": "", "/hook/s3cret": ""}) as (address, asked):
        to = Channels(f"{address}/ping/s3cret", f"{address}/hook/s3cret")
        run_night(room, now=NOW, to=to)
        (inbox / "bad.txt").write_bytes(bytes(range(256)) * 20)
        run_night(room, now=NOW.replace(day=5), to=to)
    assert [(method, path) for method, path, _ in asked] == [
        ("POST", "/hook/s3cret"),
        ("GET", "/ping/s3cret"),
        ("POST", "/hook/s3cret"),
        ("GET", "/ping/s3cret/fail"),
    ]
    told = [json.loads(body) for method, _, body in asked if method == "POST"]
    assert [(each["exit_code"], each["published"], each["failed"]) for each in told] == [(0, 1, 0), (3, 0, 1)]
    written = [path.read_text() for path in (room.state / "log").iterdir()]
    written += [path.read_text() for path in reports_folder(room.state).iterdir()]
    assert not any("s3cret" in text for text in written)


def test_a_service_that_cannot_be_reached_changes_nothing(room: Newsroom, inbox: Path) -> None:
    """It is logged, with its host only."""
    night, message = run_night(room, now=NOW, to=Channels("http://127.0.0.1:9/s3cret", "nonsense"))
    assert (night.exit_code, message) == (0, "")
    assert night.told["ping"] == "127.0.0.1 cannot be reached (ConnectError)"
    assert last_nights(reports_folder(room.state), 1) == (night,)
    assert "s3cret" not in log_file(room.state).read_text()


class Endless(http.server.BaseHTTPRequestHandler):
    """Says that all is well, and never what more; or, under `/slow`, says it letter by letter."""

    over = threading.Event()

    def do_GET(self) -> None:
        """Begin an answer and wait."""
        if self.path == "/slow":
            while not self.over.wait(0.02):
                self.wfile.write(b"H")
            return
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.over.wait(60)

    do_POST = do_GET  # noqa: N815  the server's own name

    def log_message(self, *_: object) -> None:
        """Nobody wants to know."""


@pytest.mark.parametrize(
    ("path", "limit_s", "told"), [("", 30.0, "was told"), ("slow", 0.5, "did not answer within 0.5 seconds")]
)
def test_a_service_that_never_ends_its_answer_keeps_no_night_waiting(
    room: Newsroom, inbox: Path, monkeypatch: pytest.MonkeyPatch, path: str, limit_s: float, told: str
) -> None:
    """Its first line says what came of it, where it comes; the next show has its turn."""
    monkeypatch.setattr("briefing.nightly.notices.LIMIT_S", limit_s)
    Endless.over.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endless) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{web.server_port}/{path}"
        night, _ = run_night(room, now=NOW, to=Channels(address, address))
        Endless.over.set()
        web.shutdown()
    assert night.told == {"ping": f"127.0.0.1 {told}", "webhook": f"127.0.0.1 {told}"}


def test_what_leaves_the_house_is_counted_and_not_listed(room: Newsroom, inbox: Path) -> None:
    """Neither the source that failed, nor where the log lies; who looks after it sees both."""
    (inbox / "secret-dossier.txt").write_bytes(bytes(range(256)) * 20)
    with server({"/hook": ""}) as (address, asked):
        _, message = run_night(room, now=NOW, to=Channels(webhook=f"{address}/hook"))
        (inbox / "ferry.txt").unlink()
        run_night(room, now=NOW + timedelta(days=1), to=Channels(webhook=f"{address}/hook"))
    first, second = (json.loads(body)["text"] for _, _, body in asked)
    assert "secret-dossier" in message
    assert first == (
        "The Briefing, 04 March 2026 04:00 UTC: 1 of 2 stories could not be used; the others are published. "
        "`briefing report` says more."
    )
    assert second == (
        "The Briefing, 05 March 2026 04:00 UTC: no edition was published; 1 of 1 stories could not be used. "
        "`briefing report` says more."
    )


def test_an_address_with_a_slip_in_it_changes_nothing_either(room: Newsroom, inbox: Path) -> None:
    """Nor does it cost the next show its night."""
    further = dataclasses.replace(room, public=room.public / "a", state=room.state / "shows" / "a", main=room)
    (inbox / "bad.txt").write_bytes(bytes(range(256)) * 20)
    nights = run_nights((room, further), now=NOW, to=Channels("https://[hc.example/", "https://[chat.example/"))
    assert [(night.exit_code, len(night.report.made)) for night, _ in nights] == [(3, 1), (3, 1)]
    assert all(night.told["webhook"] == "? cannot be reached (ValueError)" for night, _ in nights)
    assert nights[0][0].told["ping"] == "? cannot be reached (ValueError)"


def test_an_edition_that_begins_to_wait_is_told_and_not_again(room: Newsroom, inbox: Path) -> None:
    """With what to do, and exit code 0: or the show falls silent without a word."""
    careful = with_settings(room, publish=PublishSettings(hold="all"))
    with server({"/hook": ""}) as (address, asked):
        (first, told), (second, again) = (
            run_night(careful, now=NOW.replace(day=day), to=Channels(webhook=f"{address}/hook")) for day in (4, 5)
        )
    assert (first.exit_code, second.exit_code, again) == (0, 0, "")
    assert "1 edition waits for an editor. `briefing approve --list`" in " ".join(told.split())
    sent = [json.loads(body) for _, _, body in asked]
    assert [each["held"] for each in sent] == [1, 1]
    assert "1 edition waits for an editor. `briefing approve --list`" in sent[0]["text"]
    assert sent[1]["text"].endswith("nothing new is out; stories that wait for an editor: 1")


def test_the_environment_goes_before_the_settings() -> None:
    """So that a secret need not stand in a file."""
    settings = NightlySettings(ping="https://a.example/1", webhook="https://a.example/2")
    assert channels(settings, {"BRIEFING_PING": "https://b.example/"}) == Channels(
        "https://b.example/", "https://a.example/2"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ann:pw@news.example/feed: is gone", "https://…@news.example/feed: is gone"),
        ("https://news.example/f?id=12&api_key=Zx81&n=2", "https://news.example/f?id=12&api_key=…&n=2"),
        (f"https://news.example/f?u={'a1' * 20}", "https://news.example/f?u=…"),
        ("the word is hushhush", "the word is …"),
        ("Is the token for the ferry = 5?", "Is the token for the ferry = 5?"),
    ],
)
def test_passwords_and_keys_in_addresses_are_hidden(text: str, shown: str) -> None:
    """The rest stays readable."""
    assert Censor(("hushhush", ""))(text) == shown


def test_a_megabyte_is_censored_in_no_time() -> None:
    """Whatever it is made of."""
    begun = time.monotonic()
    for text in ("?key=" * 200_000, "://" + "a" * 1_000_000, "&" * 1_000_000, "?a=" + "x" * 1_000_000):
        Censor()(text)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("statuses", "made", "said"),
    [
        ([Status.FAILED, Status.PUBLISHED], True, "the others are published."),
        ([Status.FAILED, Status.UNCHANGED], False, "nothing else was new."),
        ([Status.FAILED, Status.HELD], False, "the others wait for an editor."),
    ],
)
def test_a_message_says_of_the_others_what_is_so(statuses: list[Status], made: bool, said: str) -> None:
    """Nothing is published on a night without an episode."""
    outcomes = tuple(Outcome("a.txt", status) for status in statuses)
    episodes = (Made("t", "e.mp3", 1, 1, ()),) if made else ()
    message = Night(NOW, 1.0, 3, Report(outcomes, episodes)).message("News", "n.log")
    assert f"1 of 2 stories could not be used; {said}" in " ".join(message.split())


def test_a_bad_night_tells_as_well_what_began_to_wait() -> None:
    """Before the place of the log, with which every message ends."""
    outcomes = (Outcome("a.txt", Status.FAILED, reason="a.txt is gone"), Outcome("b.txt", Status.HELD))
    message = " ".join(Night(NOW, 1.0, 3, Report(outcomes, held=2)).message("News", "n.log").split())
    assert "a.txt is gone. 2 editions wait for an editor." in message
    assert message.endswith("`briefing approve` publishes it. Log: n.log")


def test_a_message_tells_the_hour_in_utc() -> None:
    """As it says, whatever zone the night was begun in."""
    night = Night(NOW.astimezone(ZoneInfo("Asia/Tokyo")), 1.0, 1, Report(()))
    assert "04 March 2026 04:00 UTC" in " ".join(night.message("News", "n.log").split())


def test_a_night_is_kept_without_secrets(tmp_path: Path) -> None:
    """Names of sources are often addresses."""
    outcome = Outcome("https://a:b@n.example/", Status.FAILED, reason="https://a:b@n.example/: is gone")
    night = censored(Night(NOW, 1.0, 1, Report((outcome,)), error="see https://a:b@n.example/"), Censor())
    path = save(night, tmp_path)
    assert "a:b" not in path.read_text()
    (tmp_path / "2027-01-01T000000Z.json").write_text("half")
    assert last_nights(tmp_path, 3) == (night,)


def test_a_feed_that_has_not_changed_is_not_read_again(room: Newsroom) -> None:
    """Once all that it gave is settled; a failed story must not be hidden behind it."""
    with server({"/story": PAGE, "/robots.txt": ""}) as (address, asked):
        room = reading(room, f"{address}/story", str(room.home / "a.txt"))
        assert given(room) == [Status.FAILED, Status.PUBLISHED]
        (room.home / "a.txt").write_text(str(story().content), "utf-8")
        assert given(room) == [Status.PUBLISHED, Status.UNCHANGED]
        assert given(room) == [Status.UNCHANGED]
        assert Intake((room,)).make_edition(room, now=NOW).unchanged == 1
    assert sum(path == "/story" for _, path, _ in asked) == 4


def test_what_is_named_is_read_whether_or_not_it_has_changed(room: Newsroom) -> None:
    """A story that the show passed over can be had by its address; and the memory of the nights stays as it is."""
    with server({"/story": PAGE, "/robots.txt": ""}) as (address, asked):
        room = reading(room, f"{address}/story", only=("Sport",))
        for _ in range(2):
            assert given(room) == []
        report = make_edition_of([f"{address}/story"], room, now=NOW)
        assert [each.status for each in report.outcomes] == [Status.PUBLISHED]
        assert given(room) == []
    assert sum(path == "/story" for _, path, _ in asked) == 4


@pytest.mark.parametrize("wider", [{"only": ()}, {"only": ("ferry",)}, {"max_items": 31}])
def test_settings_that_take_more_have_everything_read_again(room: Newsroom, wider: dict[str, Any]) -> None:
    """A feed that has not changed would hide what was passed over before."""
    with server({"/ferry/story": PAGE, "/robots.txt": ""}) as (address, asked):
        page = f"{address}/ferry/story"
        assert given(reading(room, page, only=("Sport",))) == []
        changed = reading(room, page, **{"only": ("Sport",)} | wider)
        assert given(changed) == ([] if "max_items" in wider else [Status.PUBLISHED])
        given(changed)
    assert sum(path == "/ferry/story" for _, path, _ in asked) == 3
    assert sum(path == "/robots.txt" for _, path, _ in asked) == 3


def reading(room: Newsroom, *pages: str, only: tuple[str, ...] = (), max_items: int = 30) -> Newsroom:
    """The newsroom with these for its sources."""
    (room.home / "none").mkdir(exist_ok=True)
    sources = SourceSettings(inbox="none", pages=pages, max_items=max_items, allow_hosts=("127.0.0.1",))
    return with_settings(room, sources=sources, edition=EditionSettings(only=only))


def given(room: Newsroom) -> list[Status]:
    """What became of the stories that its sources gave in one run."""
    return sorted(each.status for each in Intake((room,)).make_edition(room, now=NOW).outcomes)


def test_what_several_shows_name_alike_is_read_once(room: Newsroom) -> None:
    """Also where it has not changed; a show that is new gets all of it, and what one could not use all get again."""
    with server({"/story": PAGE, "/robots.txt": ""}) as (address, asked):
        sources = SourceSettings(inbox="none", pages=(f"{address}/story",), allow_hosts=("127.0.0.1",))
        room = with_settings(room, sources=sources)
        further = dataclasses.replace(room, public=room.public / "a", state=room.state / "shows" / "a", main=room)
        newer = dataclasses.replace(further, public=room.public / "b", state=room.state / "shows" / "b")

        def night(*rooms: Newsroom) -> list[int]:
            return [len(done.report.made) for done, _ in run_nights(rooms, now=NOW)]

        def reads() -> int:
            return sum(path == "/story" for _, path, _ in asked)

        (room.home / "none").mkdir()
        assert (night(room, further), reads()) == ([1, 1], 1)
        assert (night(room, further), reads()) == ([0, 0], 2)
        assert (night(room, further, newer), reads()) == ([0, 0, 1], 3)
        with Library(newer.state / LIBRARY) as library:
            assert f"{address}/story" in library.fetches(_wanted(newer))


def test_a_feed_that_changes_under_us_loses_and_repeats_nothing(room: Newsroom) -> None:
    """A page that is gone is told and tried again; one that was corrected is heard under its guid."""
    sources = SourceSettings(allow_hosts=("127.0.0.1",))
    room = with_settings(room, sources=sources)
    answers: dict[str, Any] = {"/robots.txt": "", "/1": PAGE}
    with server(answers) as (address, _):
        links = [f"<item><link>{address}/{name}</link></item>" for name in "123"]
        answers["/feed"] = f"<rss version='2.0'><channel><title>Wire</title>{links[0]}{links[1]}</channel></rss>"
        first = make_edition_of([f"{address}/feed"], room, now=NOW)
        assert Counter(each.status for each in first.outcomes) == {Status.PUBLISHED: 1, Status.FAILED: 1}
        answers["/2"] = PAGE.replace("ferry", "train").replace("Ferry", "Train").replace("sail", "roll")
        answers["/feed"] = f"<rss version='2.0'><channel><title>Wire</title>{links[1]}{links[2]}</channel></rss>"
        second = make_edition_of([f"{address}/feed"], room, now=NOW + timedelta(days=1))
        assert Counter(each.status for each in second.outcomes) == {Status.PUBLISHED: 1, Status.FAILED: 1}
        answers["/feed"] = f"<rss version='2.0'><channel><title>Wire</title>{links[1]}{links[0]}</channel></rss>"
        third = make_edition_of([f"{address}/feed"], room, now=NOW + timedelta(days=2))
    assert third.made == ()
    assert {each.status for each in third.outcomes} <= {Status.UNCHANGED}
    feed = (room.public / "feed.xml").read_text()
    assert feed.count("<item>") == feed.count("<guid") == 2


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-03-28 02:30", "Saturday 28 March"),
        ("2026-03-29 02:30", "Sunday 29 March"),  # there is no such time: clocks go from 2 to 3
        ("2026-10-25 02:30", "Sunday 25 October"),  # and here it comes twice
        ("2026-10-26 02:30", "Monday 26 October"),
    ],
)
def test_a_run_in_the_small_hours_bears_the_date_of_the_shows_zone(room: Newsroom, local: str, day: str) -> None:
    """On the two odd nights too; when such an hour comes twice, the second run has nothing new."""
    zone = ZoneInfo("Europe/Oslo")
    room = with_settings(room, show=ShowSettings(timezone=zone.key))
    first = datetime.strptime(local, "%Y-%m-%d %H:%M").replace(tzinfo=zone)
    titles = []
    for fold in (0, 1):
        now = first.replace(fold=fold).astimezone(UTC)
        titles += [made.title for made in make_edition([story()], room, now=now).made]
    assert len(titles) == 1
    assert titles[0].startswith(day)


def test_clearing_out_what_another_run_uses_is_refused(room: Newsroom, inbox: Path) -> None:
    """It would take its files away."""
    run_night(room, now=NOW)
    with FileLock(room.state / "lock"), pytest.raises(Exception, match="another run"):
        clear_out(room, NOW)


def test_it_runs_in_an_environment_as_bare_as_crons(tmp_path: Path) -> None:
    """Neither HOME nor LANG, and nothing is printed."""
    program = Path(sys.executable).with_name("briefing")
    bare = {"PATH": "/usr/bin:/bin"}
    subprocess.run([program, "new", tmp_path / "desk"], check=True, capture_output=True)
    (tmp_path / "desk" / "inbox" / "ö.txt").write_text(str(story("ångström").content), "utf-8")
    words = [program, "--home", tmp_path / "desk", "nightly", "run", "--engine", "silent"]
    done = subprocess.run(words, env=bare, cwd="/", capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    (tmp_path / "desk" / "inbox" / "bad.txt").write_bytes(bytes(range(256)) * 20)
    done = subprocess.run(words, env=bare, cwd="/", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode().count("Log:") == 1
    words = [program, "--home", tmp_path / "desk", "report"]
    told = subprocess.run(words, env=bare, cwd="/", capture_output=True, check=True).stdout.decode()
    assert told.count("2026") + told.count("20") >= 2
    assert "bad.txt" in told


def test_a_report_that_was_left_half_written_goes_after_a_day(room: Newsroom) -> None:
    """One that is fresh may be another run's."""
    folder = reports_folder(room.state)
    folder.mkdir(parents=True)
    for name, age_s in (("old", 90_000), ("new", 60)):
        (folder / f".{name}.part").write_bytes(b"{")
        moment = time.time() - age_s
        os.utime(folder / f".{name}.part", (moment, moment))
    save(Night(NOW, 1.0, 0, Report(())), folder)
    assert [path.name for path in folder.glob(".*")] == [".new.part"]


@contextmanager
def in_a_process(room: Newsroom, told: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A night in a process of its own, which has begun and waits for a server that says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent, told.open("wb") as output:
        feed = f"http://127.0.0.1:{silent.getsockname()[1]}/feed"
        (room.home / "briefing.toml").write_text(f'[sources]\nfeeds = ["{feed}"]\nallow_hosts = ["127.0.0.1"]\n')
        words = [sys.executable, "-m", "briefing", "--home", str(room.home), "nightly", "run", "--engine", "silent"]
        environment = os.environ | {"BRIEFING_PING": "http://127.0.0.1:9/s3cret"}
        with subprocess.Popen(words, stderr=output, env=environment) as process:
            connection, _ = silent.accept()
            with connection:
                yield process
            process.kill()


def test_a_night_that_is_stopped_says_so_and_one_that_is_killed_leaves_a_mark(room: Newsroom, tmp_path: Path) -> None:
    """While it is at work it is neither."""
    told, folder = tmp_path / "told", reports_folder(room.state)
    with in_a_process(room, told) as process:
        assert last_nights(folder, 5) == ()
        process.kill()
        process.wait(60)
    (killed,) = last_nights(folder, 5)
    assert (killed.broken, killed.exit_code, killed.error) == (True, 1, "It was broken off")
    for path in folder.iterdir():
        path.unlink()
    with in_a_process(room, told) as process:
        process.terminate()
        assert process.wait(60) == 1
    (stopped,) = last_nights(folder, 5)
    assert stopped.broken
    assert re.fullmatch(r"It was stopped, while reading http://127\.0\.0\.1:\d+/feed", stopped.error)
    assert "it was stopped" in " ".join(told.read_text().split()).lower()
    assert "ping: 127.0.0.1 cannot be reached" in log_file(room.state).read_text()
    assert [path.suffix for path in folder.iterdir()] == [".json"]
