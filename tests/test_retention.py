"""What is kept, and for how long."""

from __future__ import annotations

import dataclasses
import os
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec

from briefing.edition import make_edition
from briefing.nightly import clear_out
from briefing.report import Status
from briefing.settings import KeepSettings, Settings
from briefing.store.library import LIBRARY, Library
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from briefing.newsroom import Newsroom

DAY = timedelta(days=1)


def keeping(room: Newsroom, **keep: int) -> Newsroom:
    """The newsroom with these settings."""
    return dataclasses.replace(room, settings=msgspec.structs.replace(Settings(), keep=KeepSettings(**keep)))


def in_feed(room: Newsroom) -> list[str]:
    """The audio that the feed names, newest first; all of it is there."""
    found = ET.parse(room.public / "feed.xml").getroot().iter("enclosure")  # noqa: S314  our own feed
    paths = [each.attrib["url"].removeprefix("http://localhost:8000/") for each in found]
    assert all((room.public / path).is_file() for path in paths)
    return paths


def audio(room: Newsroom) -> set[str]:
    """The audio that is served."""
    return {f"episodes/{path.name}" for path in (room.public / "episodes").glob("*.mp3")}


def test_an_old_edition_leaves_the_feed_first_and_its_files_after_the_grace_period(room: Newsroom) -> None:
    """No file before; and then all that belongs to it."""
    room = keeping(room, editions=1, grace_days=3)
    make_edition([story("alba")], room, now=NOW)
    (first,) = in_feed(room)
    make_edition([story("brigid")], room, now=NOW + DAY)
    (second,) = in_feed(room)
    clear_out(room, NOW + DAY)
    assert audio(room) == {first, second}
    clear_out(room, NOW + 3 * DAY)
    assert audio(room) == {first, second}
    gone = clear_out(room, NOW + 4 * DAY)
    assert first in gone.public
    assert gone.freed > 0
    assert {path.name.split(".")[0] for path in (room.public / "episodes").iterdir()} == {
        second.split("/")[1].removesuffix(".mp3")
    }
    assert in_feed(room) == [second]


def test_a_story_of_an_edition_that_left_stays_known(room: Newsroom) -> None:
    """It is neither new nor corrected: nobody would hear the correction."""
    room = keeping(room, editions=1)
    make_edition([story("alba")], room, now=NOW)
    make_edition([story("brigid")], room, now=NOW + DAY)
    report = make_edition([story("alba", "It has new engines.")], room, now=NOW + 2 * DAY)
    assert [outcome.status for outcome in report.outcomes] == [Status.UNCHANGED]
    assert len(in_feed(room)) == 1


def test_the_newest_edition_stays_however_old_it_is(room: Newsroom) -> None:
    """An empty feed would look broken."""
    room = keeping(room, days=2)
    make_edition([story("alba")], room, now=NOW)
    make_edition([story("brigid")], room, now=NOW + DAY)
    make_edition([], room, now=NOW + 30 * DAY)
    assert len(in_feed(room)) == 1


def test_the_audio_of_a_corrected_edition_goes_after_the_grace_period(room: Newsroom) -> None:
    """Its old address is nobody's any more."""
    room = keeping(room, grace_days=1)
    make_edition([story("alba")], room, now=NOW)
    make_edition([story("alba", "It has new engines.")], room, now=NOW)
    assert len(audio(room)) == 2
    clear_out(room, NOW)
    assert len(audio(room)) == 2
    clear_out(room, NOW + DAY)
    assert audio(room) == set(in_feed(room))


def test_a_dry_run_changes_nothing(room: Newsroom) -> None:
    """It only tells."""
    room = keeping(room, editions=1, grace_days=0)
    make_edition([story("alba")], keeping(room), now=NOW)
    make_edition([story("brigid")], keeping(room), now=NOW + DAY)
    before = in_feed(room)
    told = clear_out(room, NOW + DAY, dry_run=True)
    assert [episode.enclosure.path for episode in told.leaving] == before[1:]
    assert in_feed(room) == before
    clear_out(room, NOW + DAY)
    assert audio(room) == {before[0]} == set(in_feed(room))


def test_of_the_caches_what_was_not_used_for_longest_goes_first(room: Newsroom) -> None:
    """Until the rest fits; what is used again stays."""
    make_edition([story()], room, now=NOW)
    clips = sorted((room.state / "clips").rglob("*.clip"))
    for age, path in enumerate([*clips, *(room.state / "blocks").rglob("*.mp3")]):
        os.truncate(path, 4_000_000)
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    clear_out(keeping(room, clips_mb=10), NOW)
    left = [path for path in clips if path.is_file()]
    assert left == clips[:2]


def test_what_a_killed_run_left_half_written_goes(room: Newsroom) -> None:
    """Nobody is writing it: the lock is ours."""
    make_edition([story()], room, now=NOW)
    half = room.public / "episodes" / ".x.mp3.part"
    half.write_bytes(b"x")
    (room.state / "edition-abc").mkdir()
    (room.state / "edition-abc" / "edition.mp3").write_bytes(b"x")
    clear_out(room, NOW)
    assert not half.exists()
    assert not (room.state / "edition-abc").exists()


def test_files_that_are_named_again_stay(room: Newsroom) -> None:
    """Whatever was said of them before."""
    make_edition([story()], room, now=NOW)
    with Library(room.state / LIBRARY) as library:
        library.let_go(in_feed(room), NOW - DAY)
    make_edition([], room, now=NOW)
    clear_out(room, NOW)
    assert audio(room) == set(in_feed(room))
    with Library(room.state / LIBRARY) as library:
        assert library.unnamed() == {}
