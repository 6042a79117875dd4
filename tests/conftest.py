"""What the tests share: a newsroom in a temporary folder, and stories of our own."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from briefing.cast import read_cast
from briefing.config import bundled
from briefing.model import Story
from briefing.newsroom import Newsroom
from briefing.settings import Settings
from briefing.spoken import Lexicon
from tests.once import make_once

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile("house", deadline=None)
"""A busy machine is no fault of the program."""
settings.load_profile("house")


def _stay_at_home(event: str, asked: tuple[Any, ...]) -> None:
    """Refuse whatever would leave this machine; looking up a number, or connecting a datagram socket, sends nothing."""
    if event == "socket.getaddrinfo":
        host = str(asked[0] or "")
        away = any(letter.isalpha() for letter in host) and host != "localhost" and ":" not in host
    elif event == "socket.connect" and isinstance(asked[1], tuple) and asked[0].type & socket.SOCK_STREAM:
        host = asked[1][0]
        number = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
        away = not (number.is_loopback or number.is_unspecified)
    else:
        return
    if away:
        raise AssertionError(f"a test asks for {host}")


sys.addaudithook(_stay_at_home)
"""The suite is run without a network; this tells which test wants one."""

signal.signal(signal.SIGINT, signal.default_int_handler)
"""What a shell starts in its background is deaf to Ctrl-C, and so would be all that tests start to interrupt it."""

NOW = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
"""The night on which most tests run."""


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom that keeps time without a sound."""
    cast = read_cast((bundled() / "newsroom.toml").read_text("utf-8"), "newsroom.toml")
    out = tmp_path / "out"
    return Newsroom(tmp_path, out / "public", out / "state", Settings(), cast, Lexicon(), "silent")


@pytest.fixture(autouse=True)
def _what_is_the_same_is_made_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """See there what that is; sound is made anew in tests of it."""
    make_once(monkeypatch, sound=not request.node.get_closest_marker("made_anew"))


def story(name: str = "ferry", words: str = "") -> Story:
    """A short story with two people in it."""
    text = (
        f"Ferry {name.title()} Sails Again\n\nBy Ann Lee\n\n"
        f"PORT OSSA (March 3, 2026) -- The ferry {name} sailed on Tuesday after {len(name)} weeks in dock. {words}\n\n"
        '"We are very glad to have her back," said Ada Moor, who owns the boat. "It was a long winter."\n\n'
        '"She floats, and I had my doubts," harbour master Ben Rye told reporters on the pier.\n'
    )
    return Story(name, f"{name}.txt", text)
