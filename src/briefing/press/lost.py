"""What must not be taken for a fresh start: something was published, and what remembers it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import StoreError
from briefing.store.library import LIBRARY, Library

if TYPE_CHECKING:
    from briefing.newsroom import Newsroom

__all__ = ["library_of", "refuse_lost_library"]


def library_of(room: Newsroom) -> Library:
    """The show's library, made where nothing was published yet; for whoever holds the lock.

    Raises:
        StoreError: it is gone although something is out, or it cannot be opened.
    """
    refuse_lost_library(room)
    return Library(room.state / LIBRARY)


def refuse_lost_library(room: Newsroom) -> None:
    """Stop where a feed has episodes that no library knows: all stories would be published again, under new guids.

    Raises:
        StoreError: that is so.
    """
    path = room.state / LIBRARY
    # A run opens the library before it publishes anything, and records an edition there before the feed names it
    # (shift.py).  So however early a first run was killed: with a feed there is a library, or there was one.
    if path.is_file() and path.stat().st_size:
        return
    if out := sum(feed.read_bytes().count(b"<item>") for feed in room.public.glob("feed*.xml")):
        episodes = "an episode is" if out == 1 else f"{out} episodes are"
        hint = f"Put a backup back: `briefing restore FILE`.  Or delete {room.public}, to begin anew."
        raise StoreError(str(path), f"the library is gone, but {episodes} out", hint=hint)
