"""What must not be taken for a fresh start: something was published, and what remembers it is gone."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from briefing.errors import ConfigError, StoreError
from briefing.model import FEED
from briefing.settings import ShowSettings
from briefing.store.library import LIBRARY, Library, has_library

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.newsroom import Newsroom

__all__ = ["library_of", "published_at", "refuse_lost_library", "refuse_lost_settings"]

_TITLE = re.compile(rb"<title>([^<]*)</title>")
_SELF = re.compile(rb'<atom:link\b(?=[^>]* rel="self")[^>]* href="([^"]*)"')


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
    if has_library(room.state):
        return
    if out := sum(feed.read_bytes().count(b"<item>") for feed in room.public.glob("feed*.xml")):
        episodes = "an episode is" if out == 1 else f"{out} episodes are"
        mine = f"feed*.xml and episodes/ in {room.public}" if room.others else room.public  # others' lie in it, too
        hint = f"Put a backup back: `briefing restore FILE`.  Or delete {mine}, to begin anew."
        raise StoreError(str(path), f"the library is gone, but {episodes} out", hint=hint)


def refuse_lost_settings(file: Path, public: Path) -> None:
    """Stop where the settings' file is not there, and the feed is of a show that had one.

    An installation without the file is none the worse for it, as long as what it published says no more than the
    defaults do.

    Raises:
        ConfigError: title or address of what was published are not the defaults, which a run would put there.
    """
    feed, default = public / FEED, ShowSettings()
    if file.is_file() or not feed.is_file():
        return
    text = feed.read_bytes()
    title, address = _first(_TITLE, text), _first(_SELF, text)
    if (title, address) != (default.title, default.address + FEED):
        hint = f"Put it back from a backup.  Without it the feed would say: {default.title}, at {default.address}"
        raise ConfigError(str(file), f"is gone, but {title!r} is out at {address}", hint=hint)


def published_at(public: Path) -> str:
    """The address that a show's feed gives as its own; nothing where there is no feed."""
    feed = public / FEED
    return _first(_SELF, feed.read_bytes()) if feed.is_file() else ""


def _first(pattern: re.Pattern[bytes], text: bytes) -> str:
    found = pattern.search(text)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""
