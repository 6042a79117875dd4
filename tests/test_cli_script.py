"""Scripts, approval and voices on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import cli
from tests.commands import run

TOWN = Path(__file__).parents[1] / "examples" / "night-train.txt"
STORY = """\
Ferry Sails Again

By Ann Lee

PORT OSSA (March 3, 2026) -- The ferry sailed on Tuesday after nine weeks in dock.

"We are very glad to have her back," said Ada Moor, who owns the boat. "It was a long winter."

"Nobody told us a thing until the morning she was due to leave the pier."

Harbour master Ben Rye watched from the pier.
"""


ASK_MORE = "[quotes]\nthreshold = 1.0\n"
"""Leaves every quote to the narrator, which is doubtful."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a story to stand in."""
    monkeypatch.delenv("BRIEFING_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(STORY, "utf-8")
    return tmp_path


def line_of(script: str, words: str) -> str:
    """The number of the first line of a script with these words."""
    return str(next(number for number, line in enumerate(script.split("\n"), 1) if words in line))


def test_what_is_printed_can_be_edited_and_made(home: Path) -> None:
    """From a published story through its script to the corrected edition, one line spoken again."""
    first = json.loads(run("make", "--engine", "silent", "--json", "ferry.txt").stdout)
    script = run("script", "ferry.txt").stdout
    assert script.startswith("source: ferry.txt\n")
    (home / "ferry.script").write_text(script.replace("a long winter", "a very long winter"), "utf-8")
    made = json.loads(run("make", "--engine", "silent", "--json", "ferry.script").stdout)
    assert [outcome["status"] for outcome in made["outcomes"]] == ["corrected"]
    assert made["spoken"] == 1
    assert made["made"][0]["path"] != first["made"][0]["path"]
    shown = run("script", "ferry.script").stdout
    assert "very long winter" in shown
    assert run("script", "-", stdin=shown).stdout == shown


def test_a_script_that_changes_nothing_speaks_nothing(home: Path) -> None:
    """Not even when it is the first to come back."""
    run("make", "--engine", "silent", "ferry.txt")
    (home / "ferry.script").write_text(run("script", "ferry.txt").stdout, "utf-8")
    for _ in range(2):
        report = json.loads(run("make", "--engine", "silent", "--json", "ferry.script").stdout)
        assert (report["spoken"], len(list((home / "out/public/episodes").glob("*.mp3")))) == (0, 1)
    assert [outcome["status"] for outcome in report["outcomes"]] == ["unchanged"]


def test_several_stories_make_one_script_and_one_edition(home: Path) -> None:
    """Whose stories are corrected together."""
    run("make", "--engine", "silent", "ferry.txt", str(TOWN))
    script = run("script", "ferry.txt", str(TOWN)).stdout
    assert script.count("source: ") == 2
    (home / "all.script").write_text(
        script.replace("wooden bench", "wooden bench or two").replace("long winter", "winter")
    )
    report = json.loads(run("make", "--engine", "silent", "--json", "all.script").stdout)
    assert [outcome["status"] for outcome in report["outcomes"]] == ["corrected"] * 2
    assert (report["spoken"], len(report["made"])) == (2, 1)
    told = json.loads(run("script", "--json", "ferry.txt", str(TOWN)).stdout)
    assert [each["article"]["headline"][:5] for each in told] == ["Ferry", "Night"]


def test_a_broken_script_is_told_by_its_line(home: Path) -> None:
    """Counted in the whole file, whichever of its stories it is in."""
    script = run("script", "ferry.txt", str(TOWN)).stdout.replace("[copy] Reporter", "[cpoy] Reporter")
    broken = script.replace("[cpoy] Reporter", "[copy] Reporter", script.split("source: ")[1].count("[cpoy]"))
    (home / "all.script").write_text(broken, "utf-8")
    made = run("make", "--engine", "silent", "all.script")
    assert made.exit_code == 3
    assert f"all.script:{line_of(broken, '[cpoy]')}: " in made.stderr
    assert "Write it like this" in made.stderr


def test_doubtful_lines_are_found_first(home: Path) -> None:
    """Each with its number in the script, and none that is certain."""
    (home / "briefing.toml").write_text(ASK_MORE, "utf-8")
    script = run("script", "ferry.txt").stdout.split("\n")
    shown = run("script", "--doubtful", "ferry.txt").stdout.strip().split("\n")
    assert len(shown) >= 2
    for line in shown:
        number, _, text = line.partition(":")
        assert script[int(number) - 1] == text
    labels = [line for line in shown if ":[" in line]
    assert labels
    assert all(line.endswith("% ?") for line in labels)
    assert len(labels) == sum(line.endswith("% ?") for line in script)


def test_why_tells_the_rule_and_the_words() -> None:
    """For a quote; the reporter's words need no reason; a line without words is none."""
    script = run("script", "ferry.txt").stdout
    told = run("script", "--why", line_of(script, "glad to have"), "ferry.txt").stdout
    assert "Ada Moor" in told
    assert "rule: said name" in told
    assert "words: 'Ada Moor'" in told
    nobody = run("script", "--why", line_of(script, "Nobody told"), "ferry.txt").stdout
    assert "read by" in nobody
    copy = run("script", "--why", line_of(script, "sailed on Tuesday"), "ferry.txt").stdout
    assert copy.startswith("Copy, read by the reporter")
    assert "Found" not in copy
    for line in ("1", "9999"):
        assert CliRunner().invoke(cli, ["script", "--why", line, "ferry.txt"]).exit_code == 2


def test_why_names_who_is_described_and_shows_the_description(home: Path) -> None:
    """Who is named in one place and described in another is told by the name, as in the script."""
    text = "Bridge to close\n\nThe bridge closes on Monday, mayor Ada Moor told us.\n\n"
    (home / "bridge.txt").write_text(text + '"We are quite ready for it," the mayor said.\n', "utf-8")
    script = run("script", "bridge.txt").stdout
    told = run("script", "--why", line_of(script, "quite ready"), "bridge.txt").stdout
    assert "Ada Moor, " in told
    assert "words: 'the mayor'" in told


def test_why_says_where_an_editor_decided(home: Path) -> None:
    """Beside what the program found itself."""
    script = run("script", "ferry.txt").stdout.replace("[quote] Ada Moor", "[quote] Cy Roe", 1)
    (home / "ferry.script").write_text(script, "utf-8")
    told = run("script", "--why", line_of(script, "glad to have"), "ferry.script").stdout
    assert "read by Cy Roe" in told
    assert "An editor's script says so." in told


def test_why_calls_nothing_an_editors_word_that_no_editor_touched(home: Path) -> None:
    """A script as it was written is the program's, though it rounds how sure it is."""
    script = run("script", "ferry.txt").stdout
    (home / "ferry.script").write_text(script, "utf-8")
    told = run("script", "--why", line_of(script, "glad to have"), "ferry.script").stdout
    assert "read by Ada Moor" in told
    assert "An editor's script" not in told


def test_an_edition_that_waits_can_be_listed_and_approved(home: Path) -> None:
    """By name, as it was edited; nothing of it is public before."""
    (home / "briefing.toml").write_text(ASK_MORE + '[publish]\nhold = "doubtful"\n', "utf-8")
    assert run("approve", "--list").stdout == "Nothing waits.\n"
    assert run("approve").stdout == "Nothing waits.\n"
    assert run("approve", "-q").stdout == run("approve", "--list", "-q").stdout == ""
    assert json.loads(run("approve", "--json").stdout)["outcomes"] == []
    assert json.loads(run("approve", "--list", "--json").stdout) == []
    made = run("make", "--engine", "silent", "ferry.txt")
    assert (made.exit_code, "held" in made.stdout) == (0, True)
    (path,) = (home / "out" / "state" / "held").glob("*.script")
    assert str(path) in made.stderr
    assert not (home / "out" / "public" / "feed.xml").exists()
    assert "doubtful of 3 quotes, 1 story" in run("approve", "--list").stdout
    assert [each["edition"] for each in json.loads(run("approve", "--list", "--json").stdout)] == [path.stem]
    path.write_text(path.read_text("utf-8").replace("a long winter", "a very long winter"), "utf-8")
    approved = json.loads(run("approve", "--engine", "silent", "--json", path.stem).stdout)
    assert [outcome["status"] for outcome in approved["outcomes"]] == ["published"]
    assert "a very long winter" in next((home / "out/public/episodes").glob("*.vtt")).read_text("utf-8")
    assert run("make", "--engine", "silent", "ferry.txt").stdout.count("unchanged") == 1


def test_nothing_doubtful_is_nothing_printed(home: Path) -> None:
    """And no edition of it waits."""
    (home / "rain.txt").write_text(
        "Rain on Ossa\n\nIt rained on the pier all day.\n\nThen it stopped at last.\n", "utf-8"
    )
    (home / "briefing.toml").write_text('[publish]\nhold = "doubtful"\n', "utf-8")
    assert run("script", "--doubtful", "rain.txt").output == ""
    assert "published" in run("make", "--engine", "silent", "rain.txt").stdout


def test_clean_does_not_take_a_script_for_a_page(home: Path) -> None:
    """It says what to do instead."""
    (home / "ferry.script").write_text(run("script", "ferry.txt").stdout, "utf-8")
    result = CliRunner().invoke(cli, ["clean", "ferry.script"])
    assert "is clean already" in str(result.exception)


def test_a_voice_can_be_tried(home: Path) -> None:
    """Another text, another length."""
    sizes = []
    for text in ("Good morning.", "Good morning, and good night."):
        assert run("voices", "try", "silent/1", text, "-o", "v.wav").exit_code == 0
        sizes.append((home / "v.wav").stat().st_size)
    assert sizes[0] < sizes[1]


def test_a_voice_without_an_engine_or_a_name_is_told_how_to_be_written() -> None:
    """Before any engine is asked."""
    for voice in ("silent", "silent/", "/1"):
        result = CliRunner().invoke(cli, ["voices", "try", voice])
        assert (result.exit_code, "ENGINE/VOICE" in result.stderr) == (2, True)


def test_voices_that_are_too_close_are_named(home: Path) -> None:
    """By pitch, unless they speak with different accents; the silent engine's are as the cast says."""
    voice = '{{voice = "silent/{}", pitch_hz = {}, accent = "{}"}}'.format
    pool = f"{voice('b', 126, 'en-us')}, {voice('c', 100, 'en-us')}, {voice('d', 110, 'en-gb')}"
    cast = f"reporter = {voice('a', 110, 'en-us')}\npool = [{pool}]\n"
    (home / "cast.toml").write_text(cast, "utf-8")
    (home / "briefing.toml").write_text('[engine]\ncast = "cast.toml"\n', "utf-8")
    checked = run("voices", "check")
    assert checked.exit_code == 1
    close = [line for line in checked.stdout.split("\n") if line.startswith("Too close")]
    assert [[name for name in "abcd" if f"silent/{name}" in line] for line in close] == [["a", "c"], ["a", "b"]]
    told = json.loads(run("voices", "check", "--json").stdout)
    assert told["too_close"] == [["silent/c", "silent/a"], ["silent/a", "silent/b"]]
    assert json.loads(run("voices", "--json", "check").stdout) == told
    assert told["pitch_hz"]["silent/b"] == 126


def test_the_shipped_cast_passes_its_own_check() -> None:
    """Measured, not only as its file says."""
    checked = run("voices", "check")
    assert (checked.exit_code, "can be told apart" in checked.stdout) == (0, True)


def test_verbose_tells_which_engine_speaks(caplog: pytest.LogCaptureFixture) -> None:
    """And which library it runs on."""
    with caplog.at_level("INFO"):
        run("-v", "make", "--engine", "silent", "ferry.txt")
    assert "silent: exact time, no sound" in caplog.text
