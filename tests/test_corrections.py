"""Putting right what was published."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

import briefing.shift
from briefing.corrections import archive, look_up, remake, withdraw
from briefing.edition import make_edition
from briefing.errors import MixError, StoreError
from briefing.model import Story
from briefing.report import Report, Status
from briefing.settings import EditionSettings, PublishSettings, Settings
from briefing.store.library import LIBRARY, Library
from tests.conftest import NOW, story
from tests.test_remote import Shelf
from tests.test_retention import audio, in_feed

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.newsroom import Newsroom

LATER = NOW + timedelta(hours=5)


def everything_served(room: Newsroom) -> bytes:
    """All that can be read of what is served, the audio excepted."""
    return b"".join(path.read_bytes() for path in room.public.rglob("*") if path.suffix in {".vtt", ".json", ".xml"})


def test_a_story_that_is_withdrawn_is_gone_at_once_and_the_others_are_heard(room: Newsroom) -> None:
    """Under the same guid, and at a new address; the old audio is deleted."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    old = in_feed(room)
    guid = archive(room)[0].episode.guid
    found, report = withdraw("ferry alba", room, now=LATER)
    assert [each.id for each in found.stories] == ["alba"]
    assert (report.exit_code, report.spoken) == (0, 1)  # the introduction names one story less
    assert audio(room) == set(in_feed(room))
    assert in_feed(room) != old
    assert archive(room)[0].episode.guid == guid
    assert b"Alba" not in everything_served(room)
    assert b"Brigid" in everything_served(room)


def test_a_withdrawal_publishes_nothing_that_waits_for_the_next_edition(room: Newsroom) -> None:
    """Nobody asked for tomorrow's leftovers at noon; the next night has them."""
    settings = msgspec.structs.replace(room.settings, edition=EditionSettings(max_minutes=1))
    short = dataclasses.replace(room, settings=settings)
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    make_edition([story("cora"), story("dana"), story("enya"), story("fia")], short, now=NOW)
    before = len(in_feed(room))
    _, report = withdraw("ferry alba", short, now=LATER)
    assert len(in_feed(room)) == before
    assert [made.title for made in report.made] == ["Wednesday 4 March 2026: Ferry Brigid Sails Again"]
    assert make_edition([], short, now=LATER).made


def test_a_kill_of_a_story_that_is_out_is_a_failure_until_it_is_withdrawn(room: Newsroom) -> None:
    """Every night, with the command; no text from outside takes back for good what was published."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    killed = dataclasses.replace(story("alba"), content=f"KILL: EDITORS: do not use\n\n{story('alba').content!s}")
    for _ in range(2):
        report = make_edition([killed, story("brigid")], room, now=LATER)
        (told,) = (each for each in report.outcomes if each.name == "alba.txt")
        assert (told.status, report.exit_code) == (Status.FAILED, 3)
        assert "but it is out" in told.reason
        assert told.hint == "Take it back: briefing editions withdraw alba"
    assert b"Alba" in everything_served(room)
    withdraw("alba", room, now=LATER)
    report = make_edition([killed, story("brigid")], room, now=LATER)
    assert [each.status for each in report.outcomes] == [Status.WITHHELD, Status.UNCHANGED]
    assert (report.exit_code, b"Alba" in everything_served(room)) == (0, False)


def test_of_an_edition_that_was_corrected_before_nothing_stays_either(room: Newsroom) -> None:
    """Its first audio has the same words, and would have been there for the rest of its period of grace."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    make_edition([story("brigid", "It has new engines.")], room, now=LATER)
    assert len(audio(room)) == 2
    withdraw("ferry alba", room, now=LATER)
    assert audio(room) == set(in_feed(room))
    pages = b"".join(path.read_bytes() for path in room.public.rglob("*.html"))
    assert b"Alba" not in everything_served(room) + pages


class Bucket(dict[str, bytes]):
    """A place where listeners fetch from."""

    at_once = 1

    def put(self, file: Path, name: str, _: object) -> None:
        """Take it."""
        self[name] = file.read_bytes()

    def remove(self, name: str) -> None:
        """Let it go."""
        self.pop(name, None)


def brought_to(carrier: object, room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """The same newsroom, which publishes to that carrier."""
    monkeypatch.setattr("briefing.targets.carriers.open_carrier", lambda _: carrier)
    publish = PublishSettings(to="s3://bucket/")
    return dataclasses.replace(room, settings=msgspec.structs.replace(room.settings, publish=publish))


def test_a_story_that_is_withdrawn_is_gone_from_the_target_at_once(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the rest is made again, which may fail; of earlier versions nothing stays there either."""
    bucket = Bucket()
    room = brought_to(bucket, room, monkeypatch)
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    make_edition([story("brigid", "It has new engines.")], room, now=LATER)
    monkeypatch.setattr("briefing.corrections.finish_editions", lambda *_, **__: Report(()))
    withdraw("ferry alba", room, now=LATER)
    assert "feed.xml" in bucket
    assert [name for name in bucket if name.startswith("episodes/")] == []
    assert not any(b"Alba" in content for content in bucket.values())


def test_a_withdrawal_that_cannot_be_brought_away_is_carried_out_here(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stories that stay are published again, and the report says that listeners may still find the old ones."""
    shelf = Shelf()
    room = brought_to(shelf, room, monkeypatch)
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    shelf.fails_at = "feed.xml"
    _, report = withdraw("ferry alba", room, now=LATER)
    assert len(report.made) == 1
    assert "s3://bucket/: what was made is in" in report.trouble
    assert report.exit_code == 3


def test_what_was_withdrawn_does_not_come_back(room: Newsroom) -> None:
    """Not in other words, nor under another id."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    withdraw("ferry alba", room, now=LATER)
    copy = story("alba")
    again = [story("alba", "It has new engines."), type(copy)("copy", "copy.txt", copy.content), story("brigid")]
    report = make_edition(again, room, now=LATER)
    assert [(each.name, each.status) for each in report.outcomes] == [
        ("alba.txt", Status.WITHDRAWN),
        ("copy.txt", Status.WITHDRAWN),
        ("brigid.txt", Status.UNCHANGED),
    ]
    assert report.exit_code == 0
    assert report.made == ()


LONG = tuple(
    f"In year {year} the council of Ossa spent {year * 3} crowns on dredging basin {year % 7}, and the {word} boats of "
    f"the {word} yard lay idle for {year % 11} weeks while the {word} crews went ashore looking for other work."
    for year, word in enumerate(["red", "blue", "green", "brown", "white", "black", "grey", "yellow", "golden"], 1990)
)


def dredging(name: str, headline: str, *paragraphs: str) -> Story:
    """A longer story."""
    return Story(name, f"{name}.txt", "\n\n".join((headline, *paragraphs)))


@pytest.mark.parametrize(
    ("headline", "paragraphs", "status"),
    [
        ("Nine Years of Mud", LONG[:3], Status.WITHDRAWN),
        ("Mud", LONG[:3], Status.WITHDRAWN),
        ("Mud", LONG[5:], Status.WITHDRAWN),
        ("Nine Years of Mud", (LONG[0], "Nobody else knew a thing about it. " * 60), Status.WITHDRAWN),
        (
            "Mud",
            (LONG[0], *(f"Number {year} was a quiet year for the {year} others." for year in range(60))),
            "published",
        ),
        (
            "Nine Years of Mud",
            ("The council was wrong about the mud, and said on Friday that it was sorry.",),
            "published",
        ),
    ],
)
def test_what_was_withdrawn_does_not_come_back_in_pieces(
    room: Newsroom, headline: str, paragraphs: tuple[str, ...], status: str
) -> None:
    """Shortened, or begun alike under its headline, under another id; what merely quotes a little of it is heard."""
    make_edition([dredging("mud", "Nine Years of Mud", *LONG), story("alba")], room, now=NOW)
    withdraw("mud", room, now=LATER)
    (outcome,) = make_edition([dredging("again", headline, *paragraphs)], room, now=LATER).outcomes
    assert outcome.status == status
    assert ("'Nine Years of Mud', which was withdrawn" in outcome.reason) is (status == Status.WITHDRAWN)


def test_an_edition_that_left_the_feed_and_of_which_nothing_is_left_is_gone(room: Newsroom) -> None:
    """As one that is in the feed: no list names it any more."""
    make_edition([story("alba")], room, now=NOW)
    with Library(room.state / LIBRARY) as library:
        library.retire([each.guid for each in library.episodes()], NOW)
    withdraw("alba", room, now=NOW)
    assert archive(room) == ()


def test_an_edition_of_which_nothing_is_left_is_gone(room: Newsroom) -> None:
    """The feed is there, without it."""
    make_edition([story("alba")], room, now=NOW)
    make_edition([story("brigid")], room, now=LATER)
    withdraw(archive(room)[1].short, room, now=LATER)
    assert len(in_feed(room)) == len(audio(room)) == 1
    withdraw("brigid", room, now=LATER)
    assert (in_feed(room), audio(room), archive(room)) == ([], set(), ())


def test_where_the_rest_cannot_be_made_the_story_is_gone_all_the_same(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the next run completes the edition."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)

    def broken(*_: object, **__: object) -> None:
        raise MixError("x", "no room")

    with monkeypatch.context() as patch:
        patch.setattr(briefing.shift, "produce", broken)
        with pytest.raises(MixError):
            withdraw("alba", room, now=LATER)
    assert (in_feed(room), audio(room)) == ([], set())
    make_edition([], room, now=LATER)
    assert len(in_feed(room)) == 1
    assert b"Alba" not in everything_served(room)


@pytest.mark.parametrize(("name", "told"), [("brigid", Status.CORRECTED), ("alba", Status.WITHDRAWN)])
def test_what_was_withdrawn_is_not_heard_again_when_its_edition_is_made_again(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str, told: Status
) -> None:
    """Although the edition could not be made without it at once, and whichever of its stories is asked for."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    with monkeypatch.context() as patch:
        patch.setattr("briefing.corrections.finish_editions", lambda *_, **__: Report(()))
        withdraw("alba", room, now=LATER)
    _, report = remake(name, room, now=LATER)
    assert [outcome.status for outcome in report.outcomes] == [told]
    assert len(in_feed(room)) == 1
    assert b"Alba" not in everything_served(room)
    assert b"Brigid" in everything_served(room)


@pytest.mark.parametrize("source", ["Her engines are old.", "Her engines are new."])
def test_words_of_an_editor_give_way_when_the_source_says_something_new(
    room: Newsroom, tmp_path: Path, source: str
) -> None:
    """However long it is, and however often; the same words again change nothing."""
    make_edition([story("alba", "Her engines, they say, are forty years old."), story("brigid")], room, now=NOW)
    (tmp_path / "new.txt").write_text(str(story("alba", "Her engines are new.").content), "utf-8")
    remake("alba", room, now=LATER, source=str(tmp_path / "new.txt"))
    for words in (source, "Her engines are gone."):
        for status in (Status.CORRECTED, Status.UNCHANGED):
            report = make_edition([story("alba", words)], room, now=LATER)
            assert [outcome.status for outcome in report.outcomes] == [status]
        assert words.encode() in everything_served(room)


def test_a_story_is_made_again_in_words_that_stay(room: Newsroom, tmp_path: Path) -> None:
    """The guid stays; the old words of its source are no correction."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    guid = archive(room)[0].episode.guid
    (tmp_path / "new.txt").write_text(str(story("alba", "Her engines are new.").content), "utf-8")
    _, report = remake("alba", room, now=LATER, source=str(tmp_path / "new.txt"))
    assert [outcome.status for outcome in report.outcomes] == [Status.CORRECTED]
    assert b"engines are new" in everything_served(room)
    report = make_edition([story("alba"), story("brigid")], room, now=LATER)
    assert [outcome.status for outcome in report.outcomes] == [Status.UNCHANGED] * 2
    assert archive(room)[0].episode.guid == guid
    assert len(in_feed(room)) == 1


def test_an_edition_and_a_story_are_found_by_what_people_call_them(room: Newsroom) -> None:
    """By date, by the first letters of the guid, by id, by words of the headline."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    (whole,) = archive(room)
    assert look_up("2026-03-04", room) == look_up(whole.short, room) == look_up(whole.episode.guid, room) == whole
    assert [each.id for each in look_up("brigid sails", room).stories] == ["brigid"]


@pytest.mark.parametrize(("name", "said"), [("Ferry", "2 of them"), ("tram", "no edition and no story")])
def test_a_name_that_means_none_or_several_is_refused(room: Newsroom, name: str, said: str) -> None:
    """With what to do."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    with pytest.raises(StoreError, match=said) as caught:
        look_up(name, room)
    assert caught.value.hint


def test_without_a_library_there_is_nothing_to_put_right(room: Newsroom) -> None:
    """And none is made."""
    with pytest.raises(StoreError):
        archive(room)
    assert not room.state.exists()


def test_a_correction_can_be_heard_first(room: Newsroom) -> None:
    """The whole note, and once."""
    note = "Correction: An earlier version of this story gave the wrong name of the pier."
    settings = msgspec.structs.replace(Settings(), edition=EditionSettings(corrections_first=True))
    corrected = story("alba", f"\n\n{note}\n\n")
    for each, place in ((room, 1), (dataclasses.replace(room, settings=settings), 0)):
        guid = make_edition([corrected], each, now=NOW).made[0].path if place else ""
        path = guid or remake("alba", each, now=LATER)[1].made[0].path
        cues = " ".join((room.public / path).with_suffix(".vtt").read_text("utf-8").split())
        assert cues.count("wrong name") == 1
        assert (cues.index("wrong name") > cues.index("sailed on Tuesday")) is bool(place)
