"""The commands for operators, as they meet them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from PIL import Image

from briefing.cli import cli
from briefing.cli.shared import room_of
from briefing.config import find_home
from briefing.corrections import archive
from briefing.errors import ConfigError
from briefing.nightly import Night, reports_folder
from briefing.nightly.night import save
from briefing.report import Outcome, Report, Status
from tests.conftest import story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An installation with one story, and nothing published."""
    folder = tmp_path / "desk"
    run(folder, "new", str(folder))
    (folder / "inbox" / "ferry.txt").write_text(str(story().content), "utf-8")
    return folder


def run(desk: Path, *words: str, stdin: str | None = None) -> Result:
    """A command in this process."""
    named = [] if words[0] == "new" else ["--home", str(desk)]
    return CliRunner().invoke(cli, [*named, *words], input=stdin, catch_exceptions=False)


def test_a_night_and_what_can_be_asked_about_it(desk: Path) -> None:
    """As tables for people, and as JSON for scripts."""
    assert "No night yet" in run(desk, "report").stdout
    night = run(desk, "nightly", "run", "--engine", "silent")
    assert (night.exit_code, night.output) == (0, "")
    assert [word for word in run(desk, "report").stdout.splitlines()[1].split() if word == "well"]
    (told,) = json.loads(run(desk, "report", "--json").stdout)
    assert {"started", "took_s", "exit_code", "report", "error"} <= set(told)
    assert told["report"]["seconds"]["speaking"] > 0
    (edition,) = json.loads(run(desk, "editions", "--json").stdout)
    assert edition["stories"] == [{"id": "inbox/ferry.txt", "headline": "Ferry Ferry Sails Again"}]
    assert edition["title"] in run(desk, "editions").stdout
    assert "inbox/ferry.txt" in run(desk, "editions", "show", "ferry").stdout


def test_the_dates_of_a_report_are_those_of_the_shows_zone(desk: Path) -> None:
    """In the table, and before the reasons below it."""
    (desk / "briefing.toml").write_text('[show]\ntimezone = "Pacific/Kiritimati"\n')
    outcome = Outcome("bad.txt", Status.FAILED, reason="bad.txt: is no text")
    save(Night(datetime(2026, 3, 3, 11, 0, tzinfo=UTC), 1.0, 3, Report((outcome,))), reports_folder(desk / "out/state"))
    _, row, reason = run(desk, "report").stdout.splitlines()
    assert row.startswith("2026-03-04 01:00")
    assert reason == "2026-03-04 01:00  failed: bad.txt: is no text"


def test_no_head_of_the_report_is_cut_where_nobody_can_widen_the_line(desk: Path) -> None:
    """In a pipe, or in a mail."""
    stages = dict.fromkeys(("reading", "cleaning", "writing", "speaking", "joining", "publishing"), 12345.6)
    night = Night(datetime(2026, 3, 3, tzinfo=UTC), 99999.9, 0, Report((), seconds=stages, spoken=99999, reused=99999))
    save(night, reports_folder(desk / "out/state"))
    head = run(desk, "report").stdout.splitlines()[0]
    assert head.split() == ["Night", "In", "Out", "Minutes", *stages, "all", "s", "Spoken", "Reused"]


def test_what_was_published_is_put_right(desk: Path) -> None:
    """Made again, cleared out, taken back, and told later."""
    run(desk, "make", "--engine", "silent", "-q")
    assert "Made again" in run(desk, "editions", "remake", "ferry", "--engine", "silent").stdout
    assert "would delete" in run(desk, "editions", "prune", "--dry-run").stdout
    assert run(desk, "editions", "prune").exit_code == 0
    gone = run(desk, "editions", "withdraw", "ferry", "--engine", "silent")
    assert (gone.exit_code, gone.stdout) == (0, "Withdrawn: Ferry Ferry Sails Again\n")
    again = run(desk, "make", "--engine", "silent")
    assert (again.exit_code, "withdrawn" in again.stdout) == (0, True)
    assert run(desk, "editions").stdout == ""


def test_an_editors_words_may_come_by_standard_input(desk: Path) -> None:
    """They reach every show that has the story, although they can be read once only."""
    with (desk / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write('[shows.harbour.show]\ntitle = "Harbour"\n')
    run(desk, "make", "--engine", "silent", "-q")
    words = str(story(words="Her engines are new.").content)
    told = run(desk, "editions", "remake", "ferry", "--from", "-", "--engine", "silent", stdin=words)
    assert (told.exit_code, told.stdout.count("Made again")) == (0, 2)
    for folder in ("out/public/episodes", "out/public/harbour/episodes"):
        assert any("engines are new" in path.read_text("utf-8") for path in (desk / folder).glob("*.vtt")), folder


def test_what_could_not_be_made_again_is_not_said_to_be(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason stands there instead, with what to do about it."""
    run(desk, "make", "--engine", "silent", "-q")
    failed = Outcome("ferry", Status.FAILED, reason="ferry: the engine is silent", hint="Try another voice.")
    (found,) = archive(room_of(find_home(desk)))
    monkeypatch.setattr("briefing.corrections.remake", lambda *_, **__: (found, Report((failed,))))
    told = run(desk, "editions", "remake", "ferry")
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr == "Failed: ferry: the engine is silent\n  Try another voice.\n"


def test_the_doctor_ends_with_0_or_1(desk: Path) -> None:
    """And tells the same as JSON."""
    well = run(desk, "doctor", "--engine", "silent")
    assert well.exit_code == 0
    assert "well" in well.stdout
    (desk / "out" / "state").mkdir(parents=True)
    (desk / "out" / "state" / "library.sqlite").write_bytes(b"rubbish" * 500)
    ill = run(desk, "doctor", "--engine", "silent", "--json")
    assert ill.exit_code == 1
    assert {check["name"] for check in json.loads(ill.stdout) if check["state"] == "fault"} >= {"library"}


def test_what_a_section_passes_over_is_counted(desk: Path) -> None:
    """A section that is misspelt would otherwise look like an empty inbox."""
    (desk / "briefing.toml").write_text('[edition]\nonly = ["Politcs"]\n')
    made = run(desk, "make", "--engine", "silent")
    assert made.exit_code == 0
    assert "`edition.only` asks for Politcs: 1." in made.stdout
    assert "There are no stories" not in made.stdout
    assert json.loads(run(desk, "make", "--engine", "silent", "--json").stdout)["passed_over"] == 1


def test_the_doctor_looks_at_the_rest_where_there_is_no_cast(desk: Path) -> None:
    """A cast that is missing is one fault among the lines, with its key, its path and the name that was meant."""
    (desk / "briefing.toml").write_text('[engine]\ncast = "voices/newsrom.toml"\n')
    ill = run(desk, "doctor", "--engine", "silent", "--json")
    assert ill.exit_code == 1
    checks = {check["name"]: check for check in json.loads(ill.stdout)}
    assert checks["cast"]["state"] == "fault"
    assert checks["cast"]["found"].startswith(f"{desk / 'voices' / 'newsrom.toml'}: `engine.cast` names it")
    assert "Did you mean voices/newsroom.toml?" in checks["cast"]["mend"]
    assert {"folder", "inbox", "sources", "library"} <= checks.keys()


@pytest.mark.parametrize("words", ["make", "nightly run", "report", "editions", "editions prune"])
def test_in_a_wrong_folder_one_is_told_so_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Where there is no briefing.toml, and nothing else that the command could work with."""
    monkeypatch.delenv("BRIEFING_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as caught:
        CliRunner().invoke(cli, words.split(), catch_exceptions=False)
    assert "there is no briefing.toml here or above" in str(caught.value)
    assert f"`briefing --home FOLDER {words}`" in caught.value.hint
    assert caught.value.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_without_a_briefing_toml_a_story_can_be_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing has to be configured; then there are editions to list, and it is said how they are reached."""
    monkeypatch.delenv("BRIEFING_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(str(story().content), "utf-8")
    made = CliRunner().invoke(cli, ["make", "--engine", "silent", "ferry.txt"], catch_exceptions=False)
    assert made.exit_code == 0
    assert "`briefing serve` makes it reachable" in made.stdout
    assert CliRunner().invoke(cli, ["editions"], catch_exceptions=False).exit_code == 0


def test_a_damaged_picture_is_found_before_anything_is_spoken(desk: Path) -> None:
    """Its beginning is that of a picture, and the rest is missing."""
    whole = BytesIO()
    Image.effect_noise((300, 300), 50).save(whole, "PNG")
    (desk / "own.png").write_bytes(whole.getvalue()[:5_000])
    (desk / "briefing.toml").write_text('[show]\nimage = "own.png"\n')
    made = run(desk, "make", "--engine", "silent")
    assert (made.exit_code, "own.png: the picture cannot be used" in made.stderr) == (1, True)
    assert not (desk / "out" / "public").exists()
    assert not list((desk / "out" / "state" / "clips").rglob("*.*"))


@pytest.mark.parametrize(
    "harm",
    [
        lambda desk: (desk / "briefing.toml").write_text("[shwo]\n"),
        lambda desk: (desk / "briefing.toml").write_text('[engine]\ncast = "voices/nobodys.toml"\n'),
    ],
)
def test_a_night_that_cannot_begin_is_kept_and_told_as_any_other(
    desk: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], object]
) -> None:
    """A slip in briefing.toml must not look as if cron had not run."""
    harm(desk)
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "briefing.nightly.notices._send", lambda what, address, _: sent.append((what, address)) or "was told"
    )
    monkeypatch.setenv("BRIEFING_PING", "https://hc.example/s3cret")
    monkeypatch.setenv("BRIEFING_WEBHOOK", "https://hook.example/s3cret")
    night = run(desk, "nightly", "run")
    assert night.exit_code == 2
    assert "no edition was published." in night.stderr
    assert "nightly.log" in night.stderr.split()[-1]
    assert sent == [("webhook", "https://hook.example/s3cret"), ("ping", "https://hc.example/s3cret/fail")]
    told = run(desk, "report")
    assert (told.exit_code, "briefing.toml" in told.stdout or "nobodys" in told.stdout) == (0, True)
    assert "ends with exit code 2" in (desk / "out" / "state" / "log" / "nightly.log").read_text()
