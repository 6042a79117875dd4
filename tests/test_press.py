"""What stands beside the audio when an edition is published, and a history longer than one feed."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from briefing.cast import Cast
from briefing.errors import PublishError, StoreError
from briefing.model import FEED, Enclosure, Episode, Voice
from briefing.newsroom import Newsroom
from briefing.pages import INDEX, page_path
from briefing.press import publish_feed
from briefing.press.history import newest
from briefing.press.picture import cover, picture
from briefing.settings import Settings, ShowSettings
from briefing.spoken import read_lexicon
from briefing.store.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = datetime(2020, 1, 1, 5, tzinfo=UTC)


def episode(number: int) -> Episode:
    """One a day."""
    day = START + timedelta(days=number)
    stem = f"episodes/{day:%Y-%m-%d}-{number:012x}"
    return Episode(
        guid=f"e{number:05}",
        title=f"Ferry {number}",
        published=day,
        updated=day,
        enclosure=Enclosure(f"{stem}.mp3", 1_000, "audio/mpeg"),
        duration_ms=60_000,
        summary="The ferry is back.",
        notes_html="<p>Ferry</p>",
        transcript=f"{stem}.vtt",
    )


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """An installation."""
    settings = Settings(show=ShowSettings(title="Harbour", address="https://pod.example/"))
    cast = Cast(Voice("silent", "silent"), pool=(), unknown=None, pins={})
    return Newsroom(tmp_path, tmp_path / "public", tmp_path / "state", settings, cast, read_lexicon(""), "silent")


@pytest.fixture
def library(room: Newsroom) -> Iterator[Library]:
    """An empty one."""
    with Library(room.state / "library.sqlite") as opened:
        yield opened


def documents(room: Newsroom) -> dict[str, bytes]:
    """The feed and its archives."""
    return {path.name: path.read_bytes() for path in sorted(room.public.glob("feed*.xml"))}


def guids(feed: bytes) -> list[str]:
    """Of its items."""
    return [guid.text or "" for guid in etree.fromstring(feed).iter("guid")]


def test_a_long_history_is_told_once_in_all(room: Newsroom, library: Library) -> None:
    """Every episode stands in one document, newest first; the feed holds 200 at most, archives a hundred each."""
    for number in range(450):
        library.record(episode(number), (), {})
    publish_feed(library, room)
    found = documents(room)
    assert list(found) == ["feed-1.xml", "feed-2.xml", "feed-3.xml", FEED]
    told = [guid for name in (FEED, "feed-3.xml", "feed-2.xml", "feed-1.xml") for guid in guids(found[name])]
    assert told == [f"e{number:05}" for number in reversed(range(450))]
    assert [len(guids(feed)) for feed in found.values()] == [100, 100, 100, 150]


def test_an_archive_stays_as_it_is(room: Newsroom, library: Library) -> None:
    """Publishing again writes nothing; new episodes change the feed, and the last archive once, for its link."""
    for number in range(250):
        library.record(episode(number), (), {})
    publish_feed(library, room)
    before = documents(room)
    times = {path: path.stat().st_mtime_ns for path in room.public.rglob("*")}
    publish_feed(library, room)
    assert {path: path.stat().st_mtime_ns for path in room.public.rglob("*")} == times
    for number in range(250, 302):
        library.record(episode(number), (), {})
    publish_feed(library, room)
    after = documents(room)
    assert list(after) == ["feed-1.xml", "feed-2.xml", FEED]
    assert guids(after["feed-1.xml"]) == guids(before["feed-1.xml"])
    for number in range(302, 310):
        library.record(episode(number), (), {})
    publish_feed(library, room)
    assert {name: feed for name, feed in documents(room).items() if name != FEED} == {
        name: feed for name, feed in after.items() if name != FEED
    }


def test_every_older_episode_can_be_reached_from_the_index(room: Newsroom, library: Library) -> None:
    """By a page for each archive, which leads on to the next; together they link every page once."""
    for number in range(450):
        library.record(episode(number), (), {})
    publish_feed(library, room)
    names = [INDEX, "older-3.html", "older-2.html", "older-1.html"]
    linked = {name: set(re.findall(r'href="([^"#]+)"', (room.public / name).read_text("utf-8"))) for name in names}
    assert set(names[1:]) <= linked[INDEX]
    assert {"older-3.html", "older-1.html", INDEX} <= linked["older-2.html"]
    found = [link for name in names for link in linked[name] if link.startswith("episodes/")]
    assert sorted(found) == sorted(page_path(episode(number)) for number in range(450))
    library.retire([f"e{number:05}" for number in range(105)], START)
    publish_feed(library, room)
    assert not (room.public / "older-1.html").exists()
    assert "older-1.html" not in (room.public / "older-2.html").read_text("utf-8")


def test_what_leaves_an_archive_moves_no_other_episode(room: Newsroom, library: Library) -> None:
    """An archive only gets shorter, and goes when it is empty; a corrected episode is written where it stands."""
    for number in range(350):
        library.record(episode(number), (), {})
    publish_feed(library, room)
    before = documents(room)
    library.retire([f"e{number:05}" for number in range(105)], START)
    library.record(replace(episode(150), title="Ferry, corrected"), (), {})
    publish_feed(library, room)
    after = documents(room)
    assert list(after) == ["feed-2.xml", FEED]
    assert guids(after["feed-2.xml"]) == [guid for guid in guids(before["feed-2.xml"]) if guid >= "e00105"]
    assert b"Ferry, corrected" in after["feed-2.xml"]
    assert guids(after[FEED]) == guids(before[FEED])
    assert b"feed-1.xml" not in b"".join(after.values())


def test_a_damaged_row_of_an_archive_is_told_with_what_to_do(room: Newsroom, library: Library) -> None:
    """As one of the feed itself is: a backup is to be put back."""
    with library:
        for number in range(250):
            library.record(episode(number), (), {})
        publish_feed(library, room)
        library._db.execute("UPDATE episodes SET episode = '[]' WHERE guid = 'e00003'")
    with pytest.raises(StoreError) as caught, Library(library.path) as damaged:
        publish_feed(damaged, room)
    assert "briefing restore" in caught.value.hint


def test_archives_outlive_the_newest_episodes(room: Newsroom, library: Library) -> None:
    """When all that the feed itself holds is withdrawn, it stays, empty, and leads to what is left."""
    for number in range(250):
        library.record(episode(number), (), {})
    publish_feed(library, room)
    library.retire([f"e{number:05}" for number in range(100, 250)], START)
    publish_feed(library, room)
    after = documents(room)
    assert {name: len(guids(feed)) for name, feed in after.items()} == {"feed-1.xml": 100, FEED: 0}
    assert b"feed-1.xml" in after[FEED]
    library.record(episode(250), (), {})
    publish_feed(library, room)
    assert guids(documents(room)[FEED]) == ["e00250"]


def test_the_newest_of_a_long_history_are_found_at_once(room: Newsroom, library: Library) -> None:
    """Without reading the others."""
    for number in range(1_000):
        library.record(episode(number), (), {})
    newest(library)
    started = time.process_time()
    assert 100 < len(newest(library)) <= 200
    assert time.process_time() - started < 0.1


def test_the_cover_is_drawn_once(room: Newsroom) -> None:
    """A JPEG small enough for every audio file, kept beside the large picture."""
    first = cover(room)
    assert first[:3] == b"\xff\xd8\xff"
    assert len(first) < 100_000
    [small] = room.public.glob("cover-*-600.jpg")
    small.write_bytes(b"kept")
    assert cover(room) == b"kept"
    assert picture(room)[1] == room.public / picture(room)[0]


def test_a_picture_that_is_none_is_refused(room: Newsroom, tmp_path: Path) -> None:
    """With a hint, before anything is published."""
    (tmp_path / "art.png").write_bytes(b"no picture")
    settings = Settings(show=ShowSettings(image="art.png"))
    with pytest.raises(PublishError, match=r"art\.png"):
        cover(replace(room, settings=settings))
