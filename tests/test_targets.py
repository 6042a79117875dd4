"""A folder that is being published to never shows half an edition."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from briefing.errors import PublishError
from briefing.targets.folder import publish

if TYPE_CHECKING:
    from pathlib import Path

EDITION = {"episodes/a-1f.mp3": b"sound", "episodes/a-1f.vtt": b"WEBVTT\n", "feed.xml": b"<rss/>"}


def tree(root: Path) -> dict[str, bytes]:
    """Every file below, with its bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_everything_named_is_there_and_told(tmp_path: Path) -> None:
    """All files are written, in the order given, and nothing else is left lying about."""
    assert publish(EDITION, tmp_path / "public") == tuple(EDITION)
    assert tree(tmp_path / "public") == EDITION


def test_a_file_is_copied_from_where_it_lies(tmp_path: Path) -> None:
    """Audio goes in by its path and need not fit into memory."""
    (tmp_path / "mixed.mp3").write_bytes(b"sound" * 1_000_000)
    assert publish({"episodes/a.mp3": tmp_path / "mixed.mp3"}, tmp_path / "public") == ("episodes/a.mp3",)
    assert publish({"episodes/a.mp3": tmp_path / "mixed.mp3"}, tmp_path / "public") == ()
    assert (tmp_path / "public/episodes/a.mp3").read_bytes() == (tmp_path / "mixed.mp3").read_bytes()


def test_publishing_again_touches_nothing(tmp_path: Path) -> None:
    """What already has these bytes keeps its time, so that no client fetches it again."""
    publish(EDITION, tmp_path)
    for path in tmp_path.rglob("*.*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert publish(EDITION | {"feed.xml": b"<rss>new</rss>"}, tmp_path) == ("feed.xml",)
    assert (tmp_path / "episodes/a-1f.mp3").stat().st_mtime == 1_000_000_000


def test_an_audio_address_never_gets_other_bytes(tmp_path: Path) -> None:
    """Apps keep audio for good: a corrected story needs an address of its own, and the feed stays as it was."""
    publish(EDITION, tmp_path)
    with pytest.raises(PublishError, match=r"a-1f\.mp3"):
        publish({"episodes/a-1f.mp3": b"other", "feed.xml": b"<rss>new</rss>"}, tmp_path)
    assert tree(tmp_path) == EDITION


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "/feed.xml", "../feed.xml", "a/../../feed.xml", "a/../b", ".hidden", "a/.b", "a\\b", "C:x", "a\0b"],
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written, neither inside nor outside."""
    with pytest.raises(PublishError):
        publish({name: b"x"}, tmp_path / "public")
    assert tree(tmp_path) == {}


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    """A planted link does not lead the edition out of the public folder."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "public").mkdir()
    (tmp_path / "public/episodes").symlink_to(tmp_path / "elsewhere")
    for name in ("episodes/a.mp3", "episodes/deep/a.mp3"):
        with pytest.raises(PublishError, match="link"):
            publish({name: b"sound"}, tmp_path / "public")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_in_a_files_place_is_replaced(tmp_path: Path) -> None:
    """What it leads to is left alone, even when that has the same bytes: a server would not follow the link."""
    (tmp_path / "elsewhere.xml").write_bytes(b"<rss/>")
    (tmp_path / "public").mkdir()
    (tmp_path / "public/feed.xml").symlink_to(tmp_path / "elsewhere.xml")
    assert publish({"feed.xml": b"<rss/>"}, tmp_path / "public") == ("feed.xml",)
    assert not (tmp_path / "public/feed.xml").is_symlink()


def test_a_write_that_breaks_off_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """The source vanishes in the middle: what was published is untouched, and nothing half is left behind."""
    publish(EDITION, tmp_path)
    with pytest.raises(PublishError) as caught:
        publish({"episodes/b.mp3": tmp_path / "not-there.mp3", "feed.xml": b"<rss>new</rss>"}, tmp_path)
    assert caught.value.hint
    assert tree(tmp_path) == EDITION


def test_what_is_published_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    """The usual permissions, not those of a private temporary file."""
    (tmp_path / "plain").write_bytes(b"")
    publish(EDITION, tmp_path / "public")
    assert (tmp_path / "public/feed.xml").stat().st_mode == (tmp_path / "plain").stat().st_mode
