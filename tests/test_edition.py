"""The one way through, on the silent engine."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
import pytest
from filelock import FileLock

import briefing.edition
import briefing.shift
from briefing.artwork import draw
from briefing.edition import make_edition
from briefing.errors import Busy, SourceError, SynthesisError
from briefing.model import Article, Clip, Dateline, Story
from briefing.report import Status
from briefing.settings import Settings, ShowSettings
from briefing.store.clips import ClipCache
from briefing.store.library import LIBRARY, Library
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.newsroom import Newsroom

LATER = NOW + timedelta(days=1)


def served(room: Newsroom) -> dict[str, tuple[bytes, int]]:
    """Every public file, its bytes and when it was written."""
    files = (path for path in room.public.rglob("*") if path.is_file())
    return {str(path.relative_to(room.public)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def items(room: Newsroom) -> list[dict[str, str]]:
    """What a podcast app reads of each episode."""
    found = ET.parse(room.public / "feed.xml").getroot().iter("item")  # noqa: S314  our own feed
    return [
        {
            "guid": item.findtext("guid", ""),
            "title": item.findtext("title", ""),
            "url": item.find("enclosure").attrib["url"],  # type: ignore[union-attr]
            "length": item.find("enclosure").attrib["length"],  # type: ignore[union-attr]
        }
        for item in found
    ]


def test_stories_become_an_episode_that_the_feed_names(room: Newsroom) -> None:
    """With its audio in place, as long as the feed says, and a cue for every word of the story."""
    report = make_edition([story("alba"), story("brigid")], room, now=NOW)
    assert report.exit_code == 0
    assert [outcome.status for outcome in report.outcomes] == [Status.PUBLISHED] * 2
    assert report.outcomes[0].speakers == ("Ada Moor", "Ben Rye")
    (item,) = items(room)
    audio = room.public / item["url"].removeprefix("http://localhost:8000/")
    assert audio.stat().st_size == int(item["length"])
    transcript = audio.with_suffix(".vtt").read_text("utf-8")
    assert "<v Ada Moor>" in transcript
    assert "synthetic" in transcript


PARAGRAPH = "The ferry to Port Ossa, which was late again on Tuesday, sails at noon. Nobody on the pier could say why."


def test_a_story_without_a_headline_goes_by_its_first_words(room: Newsroom) -> None:
    """In the titles of episode, chapter and show notes; but no word of them is spoken as a headline."""
    make_edition([Story("ferry", "ferry.txt", PARAGRAPH)], room, now=NOW)
    first = "The ferry to Port Ossa, which was late again on Tuesday…"
    (item,) = items(room)
    assert item["title"] == f"Wednesday 4 March 2026: {first}"
    audio = room.public / item["url"].removeprefix("http://localhost:8000/")
    chapters = json.loads(next(audio.parent.glob("*chapters*.json")).read_text("utf-8"))["chapters"]
    assert [chapter["title"] for chapter in chapters] == ["Introduction", first]
    assert f"&lt;li&gt;{first}&lt;/li&gt;" in (room.public / "feed.xml").read_text("utf-8")
    transcript = audio.with_suffix(".vtt").read_text("utf-8")
    assert "one story" not in transcript
    assert "…" not in transcript


@pytest.mark.parametrize(
    ("article", "title"),
    [
        (Article("Ferry late", ("It was.",)), "Ferry late"),
        (Article("", ("It was late.", "Again.")), "It was late. Again."),
        (Article("", ("x" * 99,)), "x" * 59 + "…"),
        (Article("", ("OSSA (March 3) -- It is.",), dateline=Dateline("OSSA", None, "OSSA (March 3) -- ")), "It is."),
        (Article("", ("It was a long and cold winter for everybody on the pier. Then spring.",)),
         "It was a long and cold winter for everybody on the pier…"),
    ],
)  # fmt: skip
def test_the_title_of_a_story(article: Article, title: str) -> None:
    """Its headline, or the first words of its copy up to the end of one."""
    assert article.title == title


def test_a_second_run_with_nothing_new_changes_no_byte_and_asks_no_engine(room: Newsroom) -> None:
    """Not even the time of a file."""
    make_edition([story()], room, now=NOW)
    before = served(room)
    report = make_edition([story()], room, now=LATER)
    assert (report.exit_code, report.spoken, report.made) == (0, 0, ())
    assert [outcome.status for outcome in report.outcomes] == [Status.UNCHANGED]
    assert served(room) == before


def test_the_next_night_adds_an_episode_and_leaves_the_first_as_it_was(room: Newsroom) -> None:
    """Newest first; a person keeps the voice."""
    make_edition([story("alba")], room, now=NOW)
    with Library(room.state / LIBRARY) as library:
        voices = library.voices()
    first = items(room)
    make_edition([story("alba"), story("brigid")], room, now=LATER)
    both = items(room)
    assert both[1:] == first
    assert "Brigid" in both[0]["title"]
    with Library(room.state / LIBRARY) as library:
        assert library.voices() == voices
    assert set(voices) == {"ada moor", "ben rye"}


def test_a_corrected_story_keeps_its_guid_and_gets_a_new_address(room: Newsroom) -> None:
    """The old audio stays for those who are fetching it; only the new words are spoken."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    (before,) = items(room)
    report = make_edition([story("brigid", "It has new engines.")], room, now=LATER)
    assert [(o.name, o.status) for o in report.outcomes] == [("brigid.txt", Status.CORRECTED)]
    assert report.spoken == 1
    (after,) = items(room)
    assert after["guid"] == before["guid"]
    assert after["url"] != before["url"]
    assert len(list((room.public / "episodes").glob("*.mp3"))) == 2


def test_a_correction_that_a_neighbour_holds_up_is_told_of(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition stays as it was: without the neighbour it would be less than what is out."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    before = served(room)
    silent = {"alba": SynthesisError("silent", "", "no sound")}
    monkeypatch.setattr(briefing.shift, "record", lambda *_: ([], silent))
    report = make_edition([story("alba"), story("brigid", "Her engines are new.")], room, now=LATER)
    told = {outcome.name: outcome.reason for outcome in report.outcomes if outcome.status is Status.FAILED}
    assert list(told) == ["alba", "brigid.txt"]
    assert "stays as it was" in told["brigid.txt"]
    assert served(room) == before


def test_one_broken_story_does_not_stop_the_others(room: Newsroom) -> None:
    """It is in the report with its reason, and the exit code says so."""
    stories = [*(story(name) for name in "abcdefghi"), SourceError("j.txt", "is not text", hint="Save it as UTF-8.")]
    report = make_edition(stories, room, now=NOW)
    assert report.exit_code == 3
    *good, bad = sorted(report.outcomes, key=lambda outcome: outcome.name)
    assert [outcome.status for outcome in good] == [Status.PUBLISHED] * 9
    assert (bad.name, bad.status, bad.hint) == ("j.txt", Status.FAILED, "Save it as UTF-8.")
    assert "is not text" in bad.reason
    assert len(items(room)) == 1


def test_a_story_that_goes_by_the_id_of_another_is_told_of(room: Newsroom) -> None:
    """Where its words are others; the very same story, met twice, is nothing to tell."""
    other = dataclasses.replace(story("brigid"), id="alba")
    report = make_edition([story("alba"), story("alba"), other], room, now=NOW)
    assert [(outcome.name, outcome.status) for outcome in report.outcomes] == [
        ("brigid.txt", Status.DUPLICATE),
        ("alba.txt", Status.PUBLISHED),
    ]


def test_a_fault_of_ours_in_one_story_costs_that_story(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported as what it is, with where more of it can be seen: `make` itself writes no log."""
    real = briefing.edition.entry_of

    def prepare(each: object) -> object:
        return 1 / 0 if each.id == "bad" else real(each)  # type: ignore[attr-defined,arg-type]

    monkeypatch.setattr(briefing.edition, "entry_of", prepare)
    report = make_edition([story("bad"), story("good")], room, now=NOW)
    assert report.exit_code == 3
    assert "ZeroDivisionError" in report.outcomes[0].reason
    assert "briefing -v make" in report.outcomes[0].hint


def test_nothing_that_can_be_used_is_a_failure_and_makes_no_feed(room: Newsroom) -> None:
    """There is no edition of nothing."""
    report = make_edition([SourceError("a", "is gone")], room, now=NOW)
    assert report.exit_code == 1
    assert served(room) == {}


def test_two_runs_at_once_do_not_meet(room: Newsroom) -> None:
    """The second says so and changes nothing."""
    room.state.mkdir(parents=True)
    with FileLock(room.state / "lock"), pytest.raises(Busy) as caught:
        make_edition([story()], room, now=NOW)
    assert caught.value.exit_code == 75
    assert served(room) == {}


def test_a_run_that_was_cut_short_is_completed_by_the_next(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clips that were made are not made again, and no episode is published twice."""

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(briefing.shift, "publish_feed", cut)
        with pytest.raises(KeyboardInterrupt):
            make_edition([story()], room, now=NOW)
    assert not (room.public / "feed.xml").exists()
    report = make_edition([story()], room, now=LATER)
    assert (report.exit_code, report.spoken) == (0, 0)
    assert len(items(room)) == 1


def test_a_damaged_clip_is_spoken_again(room: Newsroom) -> None:
    """It would have been silence."""
    make_edition([story()], room, now=NOW)
    for path in (room.state / "clips").rglob("*.clip"):
        path.write_bytes(b"\0" * 50)
    report = make_edition([story(words="More.")], room, now=LATER)
    assert report.exit_code == 0
    assert report.spoken > 1


def test_the_date_is_the_one_of_the_shows_zone(room: Newsroom) -> None:
    """Four in the morning in London is still yesterday in Denver."""
    settings = msgspec.structs.replace(Settings(), show=ShowSettings(timezone="America/Denver"))
    make_edition([story()], dataclasses.replace(room, settings=settings), now=NOW)
    (item,) = items(room)
    assert item["title"].startswith("Tuesday 3 March 2026")


def test_the_shows_guid_is_made_once(room: Newsroom) -> None:
    """And stays when the show moves."""
    make_edition([story("a")], room, now=NOW)
    tag = "{https://podcastindex.org/namespace/1.0}guid"
    first = ET.parse(room.public / "feed.xml").getroot().find(f"channel/{tag}")  # noqa: S314  our own feed
    moved = msgspec.structs.replace(Settings(), show=ShowSettings(address="https://pod.example/"))
    make_edition([story("b")], dataclasses.replace(room, settings=moved), now=LATER)
    second = ET.parse(room.public / "feed.xml").getroot().find(f"channel/{tag}")  # noqa: S314
    assert first is not None
    assert second is not None
    assert first.text == second.text


def test_the_state_is_never_served(room: Newsroom) -> None:
    """Library, clips and locks lie outside the public folder."""
    make_edition([story()], room, now=NOW)
    assert not room.state.is_relative_to(room.public)
    assert {path.suffix for path in room.public.rglob("*") if path.is_file()} <= {
        ".mp3", ".vtt", ".json", ".png", ".jpg", ".xml", ".html", ".css", ".js", ".svg", ".srt",
    }  # fmt: skip


def test_clips_are_whole_frames(room: Newsroom) -> None:
    """What the cache holds is what the engine said."""
    make_edition([story()], room, now=NOW)
    cache = ClipCache(room.state / "clips")
    clips = [cache.get(path.stem) for path in (room.state / "clips").rglob("*.clip")]
    assert clips
    assert all(isinstance(clip, Clip) and len(clip.pcm) % 2 == 0 for clip in clips)


def test_a_picture_of_ones_own_is_used(room: Newsroom, tmp_path: Path) -> None:
    """And one that is not there stops the edition with a hint."""
    drawn = draw("Of one's own")
    (tmp_path / "art.png").write_bytes(drawn)
    settings = msgspec.structs.replace(Settings(), show=ShowSettings(image="art.png"))
    make_edition([story()], dataclasses.replace(room, settings=settings), now=NOW)
    assert [path.read_bytes() for path in room.public.glob("cover-*.png")] == [drawn]


def test_what_failed_before_it_was_spoken_was_not_used_again(room: Newsroom) -> None:
    """Lines are reused where they are heard."""
    report = make_edition([story("alba")], dataclasses.replace(room, engine="nowhere_at_all:Engine"), now=NOW)
    assert (report.exit_code, report.spoken, report.reused) == (1, 0, 0)
