"""The command line, as its users meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import briefing.cli
import briefing.engines
from briefing.cli import COMMANDS, main
from briefing.cli.make import tell
from briefing.cli.shared import room_of
from briefing.config import NAME, find_home
from briefing.errors import SynthesisError
from briefing.report import Report
from briefing.spoken import spoken_form
from tests.commands import run
from tests.test_remote import Shelf

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").iterdir())
TOWN = EXAMPLES[0].parent / "night-train.txt"


def told(words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and stderr of a command that ends the program."""
    monkeypatch.setattr(sys, "argv", ["briefing", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0), capsys.readouterr().err


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.delenv("BRIEFING_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_help_is_the_commands_own(name: str) -> None:
    """The table of commands is written beside them, and must not drift from them."""
    command = briefing.cli.cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.get_short_help_str(200) == COMMANDS[name][1]


def test_help_imports_nothing_heavy() -> None:
    """So that it starts as quickly as click itself."""
    code = (
        "import sys, briefing.cli as c; c.cli(['--help'], standalone_mode=False); print(*sys.modules, file=sys.stderr)"
    )
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}  # it brings sqlite3
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=plain)
    heavy = {
        "rich",
        "msgspec",
        "lxml",
        "trafilatura",
        "pydub",
        "pyttsx3",
        "feedgen",
        "sqlite3",
        "httpx",
        "PIL",
    }
    assert heavy.isdisjoint(done.stderr.split())


def test_from_new_to_an_edition_and_then_nothing_new(home: Path) -> None:
    """What `new` writes runs as it is, and everything lands below it."""
    assert run("new", "desk").exit_code == 0
    assert {path.name for path in (home / "desk").iterdir()} == {NAME, "voices", "inbox"}
    empty = run("--home", "desk", "make", "--engine", "silent")
    assert (empty.exit_code, empty.stdout.startswith("There are no stories: put some into")) == (0, True)
    (home / "desk" / "inbox" / "a.txt").write_text(TOWN.read_text("utf-8"), "utf-8")
    made = run("--home", "desk", "make", "--engine", "silent")
    assert made.exit_code == 0
    assert "Night Train" in made.stdout
    assert (home / "desk" / "out" / "public" / "feed.xml").is_file()
    again = run("--home", "desk", "make", "--engine", "silent")
    assert (again.exit_code, "Nothing new" in again.stdout) == (0, True)
    assert {path.name for path in home.iterdir()} == {"desk"}


def test_where_nothing_is_new_it_is_said_what_was_not_read_again(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who misses a story learns that its feed says the same as before, and is not told to look for stories."""
    tell(Report((), unchanged=2), find_home(home), quiet=False)
    assert capsys.readouterr().out == (
        "Feeds and pages that are unchanged at their source, and were not read again: 2.\nNothing new.\n"
    )


def test_new_says_what_to_type_next(home: Path) -> None:
    """So that it can be typed: a folder with a space in it too, and none where one stands in it."""
    assert run("new", "my desk").stdout.endswith("then: cd 'my desk' && briefing make\n")
    assert run("new", ".").stdout.endswith("then: briefing make\n")


def test_what_to_do_about_several_stories_is_told_once(home: Path) -> None:
    """The stories of an edition that waits are each named; how to approve it is said below them."""
    (home / NAME).write_text('publish.hold = "all"\n', "utf-8")
    (home / "inbox").mkdir()
    for word in ("harbour", "orchard"):
        (home / "inbox" / f"{word}.txt").write_text(f"The {word} reopens\n\nThe {word} opens on Monday at noon.\n")
    waits = run("make", "--engine", "silent")
    assert waits.stderr.count("held for an editor") == 2
    assert waits.stderr.count("briefing approve") == 1


def test_new_touches_nothing_that_is_there(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An installation is not made twice."""
    (home / NAME).write_text("")
    code, stderr = told(["new", "."], monkeypatch, capsys)
    assert code == 2
    assert "is there already" in stderr


def test_the_report_can_be_piped(home: Path) -> None:
    """One JSON value, and nothing else on stdout."""
    (home / "bad.txt").write_bytes(bytes(range(256)) * 20)
    made = run("make", "--engine", "silent", "--json", str(TOWN), "bad.txt")
    report = json.loads(made.stdout)
    assert made.exit_code == 3
    assert sorted(outcome["status"] for outcome in report["outcomes"]) == ["failed", "published"]
    assert report["made"][0]["duration_ms"] > 60_000


def test_what_was_made_is_told_where_it_cannot_be_brought_away(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table, the episode and, last, what went wrong; exit code 3, since the edition is there."""
    shelf = Shelf()
    shelf.fails_at = "feed.xml"
    monkeypatch.setattr("briefing.targets.carriers.open_carrier", lambda _: shelf)
    (home / NAME).write_text('publish.to = "s3://bucket/news"\n', "utf-8")
    made = run("make", "--engine", "silent", str(TOWN))
    assert made.exit_code == 3
    assert "Night Train" in made.stdout
    assert ".mp3" in made.stdout
    assert "s3://bucket/news: what was made is in" in made.stderr
    report = json.loads(run("make", "--engine", "silent", "--json", str(TOWN)).stdout)
    assert "the line is broken" in report["trouble"]


def test_quiet_says_nothing_but_what_went_wrong(home: Path) -> None:
    """Cron mails whatever is printed."""
    made = run("make", "--engine", "silent", "-q", str(TOWN))
    assert (made.exit_code, made.output) == (0, "")
    failed = run("make", "--engine", "silent", "-q", str(home / "gone.txt"))
    assert failed.exit_code == 1
    assert "gone.txt" in failed.stderr
    assert failed.stdout == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["make", "--engine", "sielnt", str(TOWN)], 1, "silent"),
        (["script", "gone.txt"], 1, "gone.txt"),
        (["--home", "nowhere", "make"], 2, "briefing new"),
        (["bake"], 2, "bake"),
        (["clean"], 2, "--jsonl"),
        (["voices", "try", "loud"], 2, "ENGINE/VOICE"),
        (["voices", "try", "silent/1", "-o", "nowhere/x.wav"], 1, "nowhere/x.wav"),
    ],
)
def test_every_error_says_what_to_do(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    said: str,
) -> None:
    """On stderr, with the exit code that scripts rely on, and without a traceback."""
    ended, stderr = told(words, monkeypatch, capsys)
    assert ended == code
    assert said in stderr
    assert "Traceback" not in stderr
    assert not (home / "out" / "public").exists()


def test_script_shows_who_says_what_and_as_json_what_scripts_rely_on(home: Path) -> None:
    """The contract of the fields."""
    shown = run("script", str(TOWN)).stdout
    assert "[quote] Beatrix Lund" in shown
    told = json.loads(run("script", "--json", str(TOWN)).stdout)
    assert set(told["article"]) >= {"headline", "byline", "dateline", "published", "body"}
    assert told["article"]["dateline"] == {"place": "HALDEN BAY", "date": "2026-09-14"}
    assert {key for each in told["segments"] for key in each} == {
        "kind", "text", "speaker", "voice", "confidence", "partial",
    }  # fmt: skip
    assert {each["kind"] for each in told["segments"]} == {"headline", "byline", "dateline", "copy", "quote"}
    assert list(home.iterdir()) == []


def test_clean_as_a_filter_answers_every_line() -> None:
    """An article, or why there is none; a line that is no JSON is answered too."""
    lines = [
        json.dumps({"id": "1", "text": TOWN.read_text("utf-8")}),
        json.dumps({"id": "2", "html": "<p>"}),
        "nonsense",
        json.dumps({"id": "4"}),
        json.dumps(["5"]),
        json.dumps({"id": 6, "html": "<p>x</p>", "url": 5}),
        "[" * 100_000,
        json.dumps({"id": "8", "html": "<p>"}),
    ]
    answers = [json.loads(line) for line in run("clean", "--jsonl", stdin="\n".join(lines)).stdout.splitlines()]
    assert set(answers[0]) == {"id", "headline", "byline", "published", "site", "dateline", "language", "body"}
    assert answers[0]["byline"] == ["Aurelio Benn", "Sunniva Tveit"]
    assert [set(answer) for answer in answers[1:]] == [{"id", "error"}] * 7


def test_quotes_as_a_filter_keeps_its_threshold() -> None:
    """Below it the speaker is left out; 0 shows every guess; offsets count in the text given."""
    text = "“We sail at dawn tomorrow,” Ada Moor said.\nShe waved."
    line = json.dumps({"id": 7, "text": text})
    (quote,) = json.loads(run("quotes", "--jsonl", "--threshold", "0", stdin=line).stdout)["quotes"]
    assert text[quote["start"] : quote["end"]] == "We sail at dawn tomorrow,"
    assert (quote["speaker"], text[quote["speaker_start"] : quote["speaker_end"]]) == ("Ada Moor", "Ada Moor")
    assert 0 < quote["confidence"] <= 1
    (quote,) = json.loads(run("quotes", "--jsonl", "--threshold", "1", stdin=line).stdout)["quotes"]
    assert quote["speaker"] is None


def test_spoken_prints_one_line_for_each() -> None:
    """Empty ones too, whatever bytes come in."""
    said = run("spoken", stdin=b"It cost $5.\n\n\xff\xfe\nDr. Rye\r\n").stdout.split("\n")
    assert len(said) == 5
    assert (said[0], said[1], said[3], said[4]) == ("It cost five dollars.", "", "Doctor Rye", "")


def test_clean_shows_an_article_from_standard_input() -> None:
    """Readable, without the furniture."""
    page = (EXAMPLES[0].parent / "seed-bank.html").read_bytes()
    shown = run("clean", "-", stdin=page).stdout
    assert shown.startswith("Mountain seed bank opens its doors to farmers\n\nBy Tomas Ekdahl")
    assert "cookies" not in shown
    assert json.loads(run("clean", "-", "--json", stdin=page).stdout)["byline"] == ["Tomas Ekdahl"]


def test_clean_tells_how_much_it_left_out_and_shows_it_when_asked() -> None:
    """What was taken for furniture can be looked at, and stands in no pipe beside the article."""
    page = (EXAMPLES[0].parent / "seed-bank.html").read_bytes()
    told = run("clean", "-", stdin=page)
    left_out = run("clean", "-", "--left-out", stdin=page).stdout
    assert "Sign up" in left_out
    assert "Tomas Ekdahl" not in left_out
    assert f"\n{len(left_out.strip().split(chr(10) * 2))} pieces of the page were left out; --left-out" in told.stderr
    assert "left out" not in run("clean", "-", stdin=b"A plain line of text, and nothing else.").stderr


def test_a_lexicon_of_ones_own_goes_over_the_shipped_one(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names that it leaves out are still said rightly; a broken one is named by its path."""
    own = home / "voices" / "lexicon.toml"
    own.parent.mkdir()
    own.write_text('[say]\nOssa = { say = "Ossah" }\nKyiv = { say = "Kee-iv" }\n', "utf-8")
    lexicon = room_of(find_home(home)).lexicon
    said = spoken_form("Ossa, Kyiv and Kharkiv.", lexicon=lexicon).text
    assert said == "Ossah, Kee-iv and Harkeev."
    own.write_text("no toml")
    code, stderr = told(["--home", str(home), "make", str(TOWN)], monkeypatch, capsys)
    assert code == 2
    assert str(own) in stderr


def test_voices_shows_the_cast_and_the_engines() -> None:
    """As a table and as JSON."""
    assert run("voices").stdout.startswith("Reporter")
    assert set(json.loads(run("voices", "--json").stdout)) == {"reporter", "pool", "pins", "engines"}


def test_an_engine_that_cannot_be_loaded_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with it is told, and the others are listed."""
    there = briefing.engines._installed() | {"broken": EntryPoint("broken", "nowhere_at_all:Broken", "")}
    monkeypatch.setattr(briefing.engines, "_installed", lambda: there)
    listed = run("voices", "--json")
    assert (listed.exit_code, "broken: it cannot be loaded" in listed.stderr) == (1, True)
    assert {"espeak", "silent"} <= set(json.loads(listed.stdout)["engines"])


def test_a_voice_that_is_tried_has_the_time_that_the_settings_give(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As at night: an engine that hangs is not waited for any longer."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    (home / NAME).write_text("[engine]\ntime_limit_s = 1\n", "utf-8")
    with pytest.raises(SynthesisError, match="within 1 s"):
        run("voices", "try", "engine_doubles:Moody/1", "hang")


def test_a_voice_can_be_heard(home: Path) -> None:
    """In a WAV file."""
    done = run("voices", "try", "silent/1", "Good morning.", "-o", "v.wav")
    assert done.exit_code == 0
    assert (home / "v.wav").read_bytes()[:4] == b"RIFF"


def test_a_word_is_shown_as_it_is_said(home: Path) -> None:
    """As written, and as the lexicon has it said."""
    done = run("voices", "say", "Kyiv")
    assert done.exit_code == 0
    assert "Keeve  kˈiːv" in done.stdout
    assert (home / "voice.wav").stat().st_size > 10_000


def test_the_package_itself_is_the_program(tmp_path: Path) -> None:
    """`python -m briefing` does what `briefing` does, exit codes too."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "nonsense"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "No such command 'nonsense'" in done.stderr


def test_a_mistyped_command_is_told_which_is_meant() -> None:
    """As a mistyped option is."""
    assert "No such command 'maek'. Did you mean 'make'?" in run("maek").stderr
