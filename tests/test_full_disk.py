"""What is said and done where there is no room."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

import briefing.disk
from briefing.edition import make_edition
from briefing.errors import StoreError
from briefing.nightly import clear_out
from briefing.store.library import LIBRARY, Library
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from briefing.newsroom import Newsroom


@pytest.fixture
def full(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom with an edition, on a disk that is full as long as clips are there."""
    make_edition([story()], room, now=NOW)
    usage = shutil.disk_usage(room.state)

    def asked(_: object) -> Any:
        return usage._replace(free=0 if list((room.state / "clips").rglob("*.*")) else usage.free)

    monkeypatch.setattr(briefing.disk.shutil, "disk_usage", asked)
    return room


def test_a_full_disk_is_no_reason_to_replace_the_library(full: Newsroom) -> None:
    """SQLite speaks of input and output; a backup in its place would forget editions."""
    with (
        pytest.raises(StoreError, match="no room on the disk; the library is whole") as caught,
        Library(full.state / LIBRARY),
    ):
        raise sqlite3.OperationalError("disk I/O error")
    assert "editions prune" in caught.value.hint


def test_room_is_made_before_the_library_is_opened(full: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what can be spoken again; what is published stays."""
    monkeypatch.setattr(briefing.nightly, "library_of", _needs_room)
    public = sorted(path.name for path in full.public.rglob("*"))
    assert clear_out(full, NOW).freed > 0
    assert not [path for path in (full.state / "clips").rglob("*") if path.is_file()]
    assert sorted(path.name for path in full.public.rglob("*")) == public


def _needs_room(room: Newsroom) -> Library:
    if briefing.disk.is_full(room.state):
        raise sqlite3.OperationalError("disk I/O error")
    return Library(room.state / LIBRARY)
