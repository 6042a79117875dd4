"""Several shows in one installation: main, one of a section, and one with an episode a story."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from briefing.cli import cli
from briefing.config import NAME, find_home, read_shows
from briefing.errors import ConfigError
from briefing.example import SHOWS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

CONFIG = (
    """\
[show]
title = "The Harbour"
address = "https://pod.example/news/"
[edition]
names = { Morning = "00:00", Evening = "12:00" }

"""
    + SHOWS
)
PAGE = """<html><head><title>{title}</title><meta property="article:section" content="{section}"></head>
<body><article><h1>{title}</h1><p>{words}</p><p>"We have waited long enough," said Ada Moor, who was there from
the beginning and did not want to leave. "Now it begins."</p></article></body></html>"""
STORIES = {
    "bridge.html": (
        "Bridge vote is put off",
        "Politics",
        "The council put off its vote on the bridge until spring.",
    ),
    "ferry.html": ("Ferry sails again", "Transport", "The old ferry sailed on Tuesday after nine weeks in the dock."),
}


def run(*words: str) -> Result:
    """A command in this process."""
    return CliRunner().invoke(cli, words, catch_exceptions=False)


def make(*words: str) -> Result:
    """All shows made, on the silent engine."""
    return run("make", "--engine", "silent", *words)


def put(home: Path, name: str, words: str = "") -> None:
    """A story in the inbox, with other words where some are given."""
    title, section, own = STORIES[name]
    (home / "inbox").mkdir(exist_ok=True)
    (home / "inbox" / name).write_text(PAGE.format(title=title, section=section, words=words or own), "utf-8")


def items(home: Path, show: str = "") -> list[tuple[str, str, str]]:
    """Title, guid and audio address of each episode of a feed, as it stands there."""
    channel = ET.parse(home / "out" / "public" / show / "feed.xml").getroot()[0]  # noqa: S314  our own
    found = []
    for item in channel.iter("item"):
        audio = item.find("enclosure")
        assert audio is not None
        found.append((item.findtext("title", ""), item.findtext("guid", ""), audio.get("url", "")))
    return found


def tree(home: Path) -> dict[str, str]:
    """Every public file and a digest of its bytes."""
    public = home / "out" / "public"
    files = (path for path in sorted(public.rglob("*")) if path.is_file())
    return {str(path.relative_to(public)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of three shows, with two stories in its inbox."""
    monkeypatch.delenv("BRIEFING_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAME).write_text(CONFIG, "utf-8")
    for name in STORIES:
        put(tmp_path, name)
    return tmp_path


def test_one_run_makes_every_show_and_the_next_changes_no_byte(home: Path) -> None:
    """Main has both stories in one episode, the section's its own, and the third an episode a story."""
    assert make().exit_code == 0
    assert len(items(home)) == 1
    assert " edition, " in items(home)[0][0]
    assert [title.partition(": ")[2] for title, _, _ in items(home, "council")] == ["Bridge vote is put off"]
    assert sorted(title for title, _, _ in items(home, "stories")) == ["Bridge vote is put off", "Ferry sails again"]
    assert items(home, "council")[0][2].startswith("https://pod.example/news/council/episodes/")
    for _, _, address in [*items(home), *items(home, "council"), *items(home, "stories")]:
        assert (home / "out" / "public" / address.removeprefix("https://pod.example/news/")).is_file()
    before = tree(home)
    assert make().exit_code == 0
    assert tree(home) == before


def test_what_several_shows_have_is_spoken_once(home: Path) -> None:
    """Only what is said around the stories differs from show to show; the lock and the clips are the installation's."""
    told = json.loads(make("--json").stdout)
    assert list(told) == ["main", "council", "stories"]
    lines = told["main"]["spoken"]
    assert told["stories"]["spoken"] < lines / 2
    assert told["stories"]["reused"] > 0
    assert not (home / "out" / "state" / "shows" / "council" / "clips").exists()


def test_a_correction_reaches_every_show_that_has_the_story(home: Path) -> None:
    """Guids stay, audio gets a new address; a show without the story is left as it is."""
    make()
    before = {show: items(home, show) for show in ("", "council", "stories")}
    put(home, "ferry.html", "The old ferry sailed on Wednesday after ten weeks in the dock.")
    make()
    after = {show: items(home, show) for show in ("", "council", "stories")}
    assert after["council"] == before["council"]
    for show in ("", "stories"):
        assert {guid for _, guid, _ in after[show]} == {guid for _, guid, _ in before[show]}
        assert len({url for *_, url in after[show]} - {url for *_, url in before[show]}) == 1


def test_a_story_that_is_withdrawn_leaves_every_show(home: Path) -> None:
    """And does not come back in any."""
    make()
    assert run("editions", "withdraw", "Bridge vote", "--engine", "silent").exit_code == 0
    assert items(home, "council") == []
    assert [title for title, _, _ in items(home, "stories")] == ["Ferry sails again"]
    assert "Ferry" in items(home)[0][0]
    gone = tree(home)
    assert make().exit_code == 0
    assert tree(home) == gone


def test_one_show_can_be_named(home: Path) -> None:
    """The others are not touched; in one that is named, stories named too are taken whatever it takes otherwise."""
    assert make("--show", "council").exit_code == 0
    assert not (home / "out" / "public" / "feed.xml").exists()
    assert make("--show", "council", "inbox/ferry.html").exit_code == 0
    assert len(items(home, "council")) == 2
    assert run("editions", "--show", "council").stdout.count("Ferry sails again") == 1
    assert make().exit_code == 0
    assert run("editions", "--show", "council", "withdraw", "Ferry sails", "--engine", "silent").exit_code == 0
    assert [title.partition(": ")[2] for title, *_ in items(home, "council")] == ["Bridge vote is put off"]
    assert len(items(home, "stories")) == 2
    with pytest.raises(ConfigError, match="no such show"):
        make("--show", "nobodys")


def test_stories_that_are_named_go_into_the_main_show(home: Path) -> None:
    """And into no other."""
    assert make("inbox/bridge.html").exit_code == 0
    assert (len(items(home)), (home / "out" / "public" / "stories").exists()) == (1, False)


def test_an_edition_is_found_in_its_show_and_a_story_in_all(home: Path) -> None:
    """By the first letters of its guid; a date that means editions of several shows is refused."""
    make()
    short = items(home, "council")[0][1].removeprefix("urn:uuid:")[:8]
    assert "council/episodes" in run("editions", "show", short).stdout
    assert run("editions", "show", "Bridge vote").stdout.count("audio ") == 3
    (shown,) = json.loads(run("editions", "--json", "show", short).stdout).values()
    assert shown["guid"].endswith(items(home, "council")[0][1][-8:])
    listed = run("editions", "--json")
    assert {name: len(found) for name, found in json.loads(listed.stdout).items()} == {
        "main": 1,
        "council": 1,
        "stories": 2,
    }


def test_one_show_that_fails_does_not_stop_the_others(home: Path) -> None:
    """It is told, and the exit code is the gravest."""
    (home / NAME).write_text(CONFIG + '[shows.council.engine]\ncast = "voices/nobodys.toml"\n', "utf-8")
    made = make()
    assert made.exit_code == 2
    assert "nobodys.toml" in made.stderr
    assert (len(items(home)), len(items(home, "stories"))) == (1, 2)
    night = run("nightly", "run", "--engine", "silent")
    assert night.exit_code == 2


def test_json_of_several_shows_has_their_names_however_many_fail(home: Path) -> None:
    """Whoever reads it asked for all of them, and must not take one for another."""
    broken = "".join(f'[shows.{each}.engine]\ncast = "voices/nobodys.toml"\n' for each in ("council", "stories"))
    (home / NAME).write_text(CONFIG + broken, "utf-8")
    assert list(json.loads(make("--json").stdout)) == ["main"]
    assert json.loads(make("--json", "--show", "main").stdout)["made"] == []


def test_a_night_has_a_report_for_each_show(home: Path) -> None:
    """And one log; cron hears nothing when all is well."""
    assert run("nightly", "run", "--engine", "silent").output == ""
    told = run("report", "--json")
    assert {name: len(nights[0]["report"]["made"]) for name, nights in json.loads(told.stdout).items()} == {
        "main": 1,
        "council": 1,
        "stories": 2,
    }
    assert len(list((home / "out" / "state").rglob("nightly.log"))) == 1


def test_editors_approve_in_whichever_show_it_waits(home: Path) -> None:
    """Each show has its own; all that wait are listed together."""
    (home / NAME).write_text(CONFIG + '[shows.council.publish]\nhold = "all"\n', "utf-8")
    make()
    waits = run("approve", "--list").stdout.split()[0]
    assert items(home, "council") == []
    assert run("approve", waits, "--engine", "silent").exit_code == 0
    assert len(items(home, "council")) == 1


def test_the_index_of_each_show_leads_to_the_others(home: Path) -> None:
    """By links that hold under any name of the server."""
    make()
    public = home / "out" / "public"
    assert 'href="council/index.html"' in (public / "index.html").read_text("utf-8")
    council = (public / "council" / "index.html").read_text("utf-8")
    assert 'href="../index.html"' in council
    assert 'href="../stories/index.html"' in council


def test_a_person_has_the_main_shows_voice_in_every_show(home: Path) -> None:
    """Whom a further show does not know yet, the main one may."""
    make()
    said = [run("script", "--show", show, "inbox/ferry.html").stdout for show in ("main", "council", "stories")]
    assert said[0] == said[1] == said[2]


def test_a_further_show_has_the_main_ones_settings_but_for_its_own(home: Path) -> None:
    """Table by table; its address is below the main one's, and where that moved to is not its own matter."""
    (home / NAME).write_text(CONFIG.replace("[edition]", 'moved_to = "https://new.example/feed.xml"\n[edition]', 1))
    shows = read_shows(home / NAME)
    assert list(shows) == ["main", "council", "stories"]
    council = shows["council"]
    assert council.show.address == "https://pod.example/news/council/"
    assert (council.show.title, council.show.moved_to) == ("The Council", "")
    assert council.edition.names == shows["main"].edition.names
    assert council.edition.only == ("Politics", "council.example")
    assert find_home(home).show("council").state == home.resolve() / "out" / "state" / "shows" / "council"


def test_a_show_with_an_address_of_its_own_is_linked_by_it(home: Path) -> None:
    """Where it is served elsewhere, no relative link leads there."""
    (home / NAME).write_text(
        CONFIG.replace("[shows.council.show]", '[shows.council.show]\naddress="https://c.example"')
    )
    main = find_home(home)
    assert main.links()["The Council"] == "https://c.example/"
    assert main.show("council").links() == {
        "The Harbour": "https://pod.example/news/",
        "Story by story": "https://pod.example/news/stories/",
    }


@pytest.mark.parametrize(
    ("toml", "said", "hint"),
    [
        ("shows = 1", "`shows`", "[shows.NAME.show]"),
        ("[shows.Politics.show]", "shows.Politics", "small letters"),
        ("[shows.assets.show]", "shows.assets", "none of"),
        ("[shows.main.show]", "shows.main", "none of"),
        ("[shows.a]\nshow = 1", "shows.a", "[shows.a.show]"),
        ('[shows.a.show]\ntitel = "x"', "shows.a.show.titel", "title"),
        ('[shows.a.shwo]\ntitle = "x"', "shows.a.shwo", "show"),
        (
            '[shows.a.show]\ntitle = "A"\n[shows.a.engine]\nrate = 1',
            "`shows.a.engine.rate`: 1 cannot",
            "from 80 to 400",
        ),
        ('[shows.a.show]\ntitle = "A"\ntimezone = "Moon"', "shows.a.show.timezone", "Europe/Oslo"),
        ("[shows.a.show]\nauthor = 'A'", "same title", "[shows.a.show]"),
        ('[shows.a.nightly]\nping = "x"', "shows.a.nightly", "all shows"),
        ('[shows.a.publish]\nto = "s3://x"', "shows.a.publish.to", "all shows"),
        ('[shows.a.show.title]\nx = "y"', "shows.a.show.title", 'Write text: title = "…"'),
        ("[shws.a]", "shws", "shows"),
        ('[edition.names]\nDawn = "25:00"', "edition.names", '"04:00"'),
    ],
)
def test_a_show_that_cannot_be_is_refused(tmp_path: Path, toml: str, said: str, hint: str) -> None:
    """With the key as it stands in the file, and what to write instead."""
    (tmp_path / NAME).write_text(toml, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_shows(tmp_path / NAME)
    assert said in str(caught.value)
    assert hint in caught.value.hint
