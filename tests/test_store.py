"""What is remembered between runs."""

from __future__ import annotations

import errno
import os
import sqlite3
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from briefing.disk import write_whole
from briefing.errors import StoreError
from briefing.model import Article, Clip, Dateline, Enclosure, Episode, Prosody, Shape, Utterance, Voice, WordMark
from briefing.similar import sketch
from briefing.store.blocks import BlockFolder
from briefing.store.clips import ClipCache, clip_key
from briefing.store.library import LIBRARY, Entry, Known, Library, Published, Version, remembered_voices
from briefing.store.lock import locked

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
VOICE = Voice("silent", "1")


def episode(guid: str = "g", *, hour: int = 5) -> Episode:
    """An episode of that guid."""
    when = NOW.replace(hour=hour)
    return Episode(guid, "Title", when, when, Enclosure(f"{guid}.mp3", 3, "audio/mpeg"), 1000, "s", "<p>n</p>")


ARTICLE = Article(
    "Rain", ("OSSA -- It rained.", "Later"), ("Ann Lee",), Dateline("OSSA", NOW.date(), "OSSA --"),
    (Shape.PARAGRAPH, Shape.SUBHEADING), NOW.replace(tzinfo=None), language="en",
)  # fmt: skip


def test_an_edition_comes_back_as_it_was_recorded(tmp_path: Path) -> None:
    """Episode, stories in running order, articles with all they hold, voices."""
    stories = (Published("b", "1", ARTICLE), Published("a", "2", Article("Sun", ("x",))))
    with Library(tmp_path / "l.sqlite") as library:
        library.record(episode(), stories, {"ada moor": "silent/1"})
    with Library(tmp_path / "l.sqlite") as library:
        assert library.stories("g") == stories
        assert library.episode("g") == episode()
        assert library.find("a") == Known("2", "2", "a", "g")
        assert library.find("c") is None
    assert remembered_voices(tmp_path) == {}
    assert not (tmp_path / "library.sqlite").exists()


def test_an_edition_made_again_replaces_its_stories_and_keeps_old_voices(tmp_path: Path) -> None:
    """The guid stays; a voice once given out is not given out anew."""
    with Library(tmp_path / "l.sqlite") as library:
        library.record(episode(), [Published("a", "1", ARTICLE), Published("b", "1", ARTICLE)], {"ada": "v/1"})
        library.record(episode(), [Published("a", "2", ARTICLE)], {"ada": "v/2", "ben": "v/3"})
        assert [story.fingerprint for story in library.stories("g")] == ["2"]
        assert library.find("b") is None
        assert library.voices() == {"ada": "v/1", "ben": "v/3"}
        assert len(library.episodes()) == 1


def test_the_newest_episodes_come_first(tmp_path: Path) -> None:
    """By the time of publication."""
    with Library(tmp_path / "l.sqlite") as library:
        for number in (3, 1, 2):
            library.record(episode(f"g{number}", hour=number), [], {})
        assert [each.guid for each in library.episodes()] == ["g3", "g2", "g1"]


def test_editions_of_a_year_are_numbered_once(tmp_path: Path) -> None:
    """A new one has the next number, one made again its own, and one from before there were numbers none."""
    with Library(tmp_path / "l.sqlite") as library:
        library.record(episode("old"), [], {})
        assert library.number("a", 2026) == 1
        library.record(replace(episode("a"), season=2026, number=1), [], {})
        library.record(replace(episode("b"), season=2026, number=2), [], {})
        asked = [("c", 2026), ("a", 2026), ("old", 2026), ("c", 2027)]
        assert [library.number(guid, season) for guid, season in asked] == [3, 1, 0, 1]


def test_a_story_is_known_by_every_id_under_which_it_was_met(tmp_path: Path) -> None:
    """With the words it came with and those that were published; not once the story is gone."""
    with Library(tmp_path / "l.sqlite") as library:
        versions = [Version("a", "0", "a"), Version("copy", "9", "a")]
        library.record(episode(), [Published("a", "1", ARTICLE), Published("b", "1", ARTICLE)], {}, versions)
        assert library.find("a") == Known("0", "1", "a", "g")
        assert library.find("copy") == Known("9", "1", "a", "g")
        library.remember([Version("copy", "10", "b")])
        assert library.find("copy") == Known("10", "1", "b", "g")
        assert library.article("b") == ARTICLE
        library.record(episode(), [Published("a", "2", ARTICLE)], {})
        assert library.find("copy") is None
        assert library.find("a") == Known("0", "2", "a", "g")


def test_recent_stories_are_given_with_their_sketches(tmp_path: Path) -> None:
    """Those of editions that were first published after a moment, in whichever zone that is written."""
    with Library(tmp_path / "l.sqlite") as library:
        for hour in (3, 5):
            library.record(episode(f"g{hour}", hour=hour), [Published(f"s{hour}", "1", ARTICLE)], {})
        moment = NOW.replace(hour=4).astimezone(timezone(timedelta(hours=-7)))
        assert library.since(moment) == (("s5", sketch(ARTICLE)),)


def test_what_waits_comes_back_in_order_until_something_else_waits(tmp_path: Path) -> None:
    """Name and words; nothing of the ones before."""
    entries = (Entry("b.txt", Published("b", "1", ARTICLE)), Entry("a.txt", Published("a", "2", ARTICLE)))
    with Library(tmp_path / "l.sqlite") as library:
        library.leave(entries)
    with Library(tmp_path / "l.sqlite") as library:
        assert library.waiting() == entries
        library.leave(entries[1:])
        assert library.waiting() == entries[1:]
        library.leave([])
        assert library.waiting() == ()


def test_a_record_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """All of an edition or none of it."""
    with Library(tmp_path / "l.sqlite") as library:
        with pytest.raises(sqlite3.Error):
            library.record(episode(), [Published("a", "1", ARTICLE)], {"ada": object()})  # type: ignore[dict-item]
        assert library.episodes() == ()
        assert library.find("a") is None


def test_a_fact_of_the_show_is_never_changed(tmp_path: Path) -> None:
    """The first guid is the guid."""
    with Library(tmp_path / "l.sqlite") as library:
        assert library.show("guid") is None
        library.remember_show("guid", "one")
        library.remember_show("guid", "two")
        assert library.show("guid") == "one"


def test_the_library_of_a_newer_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    """An older program cannot know what it would break."""
    path = tmp_path / "l.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer") as caught:
        Library(path)
    assert caught.value.hint
    assert path.read_bytes() == before


def test_a_file_that_is_no_library_is_an_error_that_names_it(tmp_path: Path) -> None:
    """Not a crash."""
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"rubbish " * 1000)
    with pytest.raises(StoreError, match=r"l\.sqlite"):
        Library(path)


def test_a_clip_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    """Samples, rate and word marks."""
    clip = Clip(b"\x01\x00\x0a\x00", 22_050, (WordMark(1, 0, 3),))
    cache = ClipCache(tmp_path)
    assert cache.get("ab" * 32) is None
    cache.put("ab" * 32, clip)
    assert cache.get("ab" * 32) == clip


def test_a_clip_kept_before_words_were_marked_is_still_used(tmp_path: Path) -> None:
    """Its file says that there are no marks; the words are then timed by their letters."""
    cache = ClipCache(tmp_path)
    path = cache.path("ab" * 32)
    path.parent.mkdir()
    path.write_bytes(b'{"rate": 22050, "crc": %d, "marks": []}\n\1\0' % zlib.crc32(b"\1\0"))
    assert cache.get("ab" * 32) == Clip(b"\1\0", 22_050)


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"\0" * 60, b"[1]\nx", b"no json\n"])
def test_a_damaged_clip_counts_as_missing(tmp_path: Path, damage: bytes) -> None:
    """It would be heard as silence or noise."""
    cache = ClipCache(tmp_path)
    cache.put("ab" * 32, Clip(b"\x01\x00" * 9, 8000))
    path = cache.path("ab" * 32)
    path.write_bytes(damage)
    assert cache.get("ab" * 32) is None


def test_a_clip_with_one_byte_changed_counts_as_missing(tmp_path: Path) -> None:
    """The checksum sees it."""
    cache = ClipCache(tmp_path)
    cache.put("ab" * 32, Clip(b"\x01\x00" * 9, 8000))
    path = cache.path("ab" * 32)
    path.write_bytes(path.read_bytes()[:-1] + b"\x07")
    assert cache.get("ab" * 32) is None


def test_a_clip_is_kept_under_all_that_it_sounds_of() -> None:
    """Text, engine, version, voice and rate: another one, another clip."""
    base = Utterance("a", VOICE)
    keys = {
        clip_key(base, "1"),
        clip_key(base, "2"),
        clip_key(Utterance("b", VOICE), "1"),
        clip_key(Utterance("a", Voice("silent", "2")), "1"),
        clip_key(Utterance("a", Voice("espeak", "1")), "1"),
        clip_key(Utterance("a", VOICE, Prosody(200)), "1"),
        clip_key(Utterance("\ud800", VOICE), "1"),
    }
    assert len(keys) == 7


def test_a_clip_that_finds_no_place_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "ab").write_text("")
    with pytest.raises(StoreError) as caught:
        ClipCache(tmp_path).put("ab" * 32, Clip(b"", 8000))
    assert caught.value.hint
    with pytest.raises(StoreError):
        BlockFolder(tmp_path).path("ab" * 32)


def test_a_gain_is_measured_once(tmp_path: Path) -> None:
    """And again only where what was kept cannot be read."""
    folder, asked = BlockFolder(tmp_path), []

    def measure() -> float:
        asked.append(1)
        return -1.5

    assert [folder.gain("k", measure), folder.gain("k", measure)] == [-1.5, -1.5]
    assert len(asked) == 1
    (tmp_path / "gains" / "k.json").write_text("?")
    assert folder.gain("k", measure) == -1.5
    assert len(asked) == 2


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """What stood there stays when writing fails, and no half file is left."""
    path = tmp_path / "f"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["f"]


def test_a_full_disk_is_an_error_that_the_program_can_explain(tmp_path: Path) -> None:
    """And the library is as it was before."""
    with pytest.raises(StoreError, match="full"), Library(tmp_path / LIBRARY) as library:  # noqa: PT012  on leaving
        (pages,) = library._db.execute("PRAGMA page_count").fetchone()
        library._db.execute(f"PRAGMA max_page_count = {pages}")
        library.remember_fetches(
            {f"https://paper.example/{number}": {"ETag": "x" * 99} for number in range(999)}, "all"
        )
    with Library(tmp_path / LIBRARY) as library:
        assert library.fetches("all") == {}


def test_a_story_takes_little_more_room_than_its_words(tmp_path: Path) -> None:
    """At most twice its text and a kilobyte."""
    words = "Nobody on the pier could say why the ferry was late. " * 25
    articles = [Article(f"Ferry {number} late", (words, words[::-1])) for number in range(200)]
    with Library(tmp_path / LIBRARY) as library:
        library.record(episode(), [Published(f"inbox/{n}.txt", "f" * 64, each) for n, each in enumerate(articles)], {})
        library.vacuum()
    text = sum(len(each.text) for each in articles)
    assert (tmp_path / LIBRARY).stat().st_size < 2 * text + 1024 * len(articles)


def test_a_sketch_goes_when_nothing_asks_for_it_any_more(tmp_path: Path) -> None:
    """It is as large as a short story; the story itself stays."""
    long = Article("Rain", tuple(f"In town {n} it rained for {n} days and {n + 3} nights." for n in range(20)))
    with Library(tmp_path / LIBRARY) as library:
        library.record(episode(), [Published("a", "1", long)], {})
        library.forget_sketches(NOW - timedelta(hours=1))
        assert [id_ for id_, kept in library.since(NOW - timedelta(days=1)) if kept] == ["a"]
        library.forget_sketches(NOW + timedelta(hours=1))
        assert library.since(NOW - timedelta(days=1)) == (("a", b""),)
        assert library.article("a") == long


def test_the_room_of_what_was_deleted_is_given_back(tmp_path: Path) -> None:
    """Once it is a fifth of the library, which is then written anew."""
    with Library(tmp_path / LIBRARY) as library:
        empty = (tmp_path / LIBRARY).stat().st_size
        library.remember_fetches(
            {f"https://paper.example/{number}": {"ETag": "x" * 999} for number in range(999)}, "all"
        )
        library.vacuum()
        full = (tmp_path / LIBRARY).stat().st_size
        library.remember_fetches({}, "all")
        library.vacuum()
    assert full > 1_000_000
    assert (tmp_path / LIBRARY).stat().st_size <= empty + 8192


@pytest.mark.skipif(os.name != "posix", reason="Windows syncs by itself")
def test_what_is_to_last_is_on_the_disk_with_every_name_that_leads_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes before they take the name, then the name; of the folders that were made, the names before."""
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_whole(tmp_path / "a" / "b" / "f", b"x")
    assert synced[:2] == ["a", tmp_path.name]
    assert (synced[2].endswith(".part"), synced[3]) == (True, "b")
    write_whole(tmp_path / "clip", b"x", lasting=False)
    assert len(synced) == 4


@pytest.mark.skipif(os.name != "posix", reason="Windows syncs by itself")
def test_a_file_system_that_syncs_no_folder_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of those on other machines; a disk that fails is told of."""
    real, number = os.fsync, errno.EINVAL

    def fsync(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink().is_dir():
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_whole(tmp_path / "a" / "f", b"x")
    assert (tmp_path / "a" / "f").read_bytes() == b"x"
    number = errno.EIO
    with pytest.raises(OSError, match="rror"):
        write_whole(tmp_path / "a" / "f", b"y")


def test_a_lock_that_cannot_be_opened_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    """As after a run by root; what goes wrong while the lock is held is not taken for that."""
    (tmp_path / "lock").mkdir()
    with pytest.raises(StoreError, match="cannot be written") as caught, locked(tmp_path):
        pass
    assert "chown" in caught.value.hint
    with pytest.raises(PermissionError), locked(tmp_path / "state"):
        raise PermissionError
