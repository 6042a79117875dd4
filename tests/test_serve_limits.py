"""One client can neither starve the others nor give anybody half a feed."""

from __future__ import annotations

import socket
import sys
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest

from briefing.serve.feeds import Feeds
from briefing.serve.limits import Limits
from briefing.targets.folder import publish
from tests.test_serve import FEED, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LIMITS = Limits(request_s=0.4, unread_s=0.4)
LONG = 24_000_000  # bytes; more than any kernel keeps for a reader who does not read
CHUNK = 1 << 16


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A feed, and a long file."""
    publish({"feed.xml": FEED}, tmp_path)
    with (tmp_path / "long.mp3").open("wb") as file:
        file.truncate(LONG)
    return tmp_path


@pytest.fixture
def server(public: Path) -> Iterator[httpx.Client]:
    """An ordinary client of an impatient server."""
    with serving(public, limits=LIMITS) as client:
        yield client


def _connect(server: httpx.Client, source: str = "127.0.0.1") -> socket.socket:
    address = (server.base_url.host, server.base_url.port or 80)
    return socket.create_connection(address, timeout=5, source_address=(source, 0))


def _silent(_: socket.socket) -> None:
    """Says nothing at all."""


def _half(client: socket.socket) -> None:
    """Begins, and stops."""
    client.sendall(b"GET /feed.xml HTTP/1.1\r\nHost: a\r\n")


def _dribbling(client: socket.socket) -> None:
    """Goes on for ever, a letter at a time."""
    client.sendall(b"GET /feed.xml HTTP/1.1\r\n")
    _dribble(client, b"x-a: ")


def _second(client: socket.socket) -> None:
    """Behaves once, and dribbles then."""
    client.sendall(b"GET /feed.xml HTTP/1.1\r\nHost: a\r\n\r\n")
    client.recv(CHUNK)
    _dribble(client, b"GET /")


def _body(client: socket.socket) -> None:
    """Announces a long body, and dribbles it."""
    client.sendall(b"POST /feed.xml HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n")
    _dribble(client, b"")


def _dribble(client: socket.socket, begin: bytes) -> None:
    def send() -> None:
        try:
            client.sendall(begin)
            for _ in range(100):
                time.sleep(0.05)
                client.sendall(b"a")
        except OSError:
            pass

    threading.Thread(target=send, daemon=True).start()


@pytest.mark.parametrize("manner", [_silent, _half, _dribbling, _second, _body])
def test_who_does_not_come_to_the_point_is_dropped(
    server: httpx.Client, manner: Callable[[socket.socket], None]
) -> None:
    """Within the time for a request, and the others are served meanwhile."""
    with _connect(server) as slow:
        started = time.monotonic()
        manner(slow)
        assert server.get("/feed.xml").status_code == 200
        assert _ends(slow)
        assert time.monotonic() - started < 3


def test_who_does_not_read_is_dropped(server: httpx.Client) -> None:
    """The server keeps neither the connection nor the file for them."""
    with _connect(server) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(1.2)
        assert server.get("/feed.xml").status_code == 200
        assert _drained(slow) < LONG


def test_who_reads_slowly_but_reads_gets_everything(server: httpx.Client) -> None:
    """A phone with a bad connection takes longer than the limit for a block, and still gets the whole file."""
    with server.stream("GET", "/long.mp3") as answer:
        got = 0
        for block in answer.iter_raw(1 << 20):
            got += len(block)
            time.sleep(0.05)
    assert got == LONG


def test_one_client_does_not_take_all_connections(public: Path) -> None:
    """Beyond its share it is refused; when it lets go it is served again."""
    with serving(public, limits=replace(LIMITS, per_client=4, request_s=5)) as server:
        with ExitStack() as many:
            for _ in range(4):
                many.enter_context(_connect(server))
            with suppress(ConnectionResetError):  # it may be as quick as that
                assert _ends(many.enter_context(_connect(server)))
            if sys.platform == "linux":  # elsewhere there is but one loopback address
                other = many.enter_context(_connect(server, "127.0.0.2"))
                other.sendall(b"GET /feed.xml HTTP/1.1\r\nHost: a\r\n\r\n")
                assert other.recv(CHUNK).startswith(b"HTTP/1.1 200")
        _settles(lambda: server.get("/feed.xml").status_code == 200)


def test_beyond_all_connections_one_is_told_to_come_later(public: Path) -> None:
    """503 rather than a wait without end."""
    with serving(public, limits=replace(LIMITS, connections=3, request_s=5)) as server:
        with ExitStack() as many:
            for _ in range(3):
                many.enter_context(_connect(server))
            assert server.get("/feed.xml").status_code == 503
        _settles(lambda: server.get("/feed.xml").status_code == 200)


@pytest.mark.parametrize(
    "said",
    [b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/9\r\n\r\n", b"GET /%zz HTTP/1.1\r\n\r\n",
     b"GET /feed.xml HTTP/1.1\r\n\r\n", b"GET /a HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
     b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
     b"GET /feed.xml HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"],
)  # fmt: skip
def test_what_is_no_request_is_refused(server: httpx.Client, said: bytes) -> None:
    """With 400 or without a word; nothing breaks."""
    with _connect(server) as client:
        client.sendall(said)
        answer = b""
        with suppress(ConnectionResetError):
            answer = client.recv(CHUNK)
        assert answer[9:12] in {b"", b"400", b"404"}
    assert server.get("/feed.xml").status_code == 200


def test_a_feed_written_in_place_never_tears(server: httpx.Client, public: Path) -> None:
    """While a program that does not rename has written half of it, the one before is served; then the new one."""
    fresh = FEED.replace(b"/1<", b"/2<")
    assert _feed(server) == FEED
    for half in (b"", fresh[:40], fresh[:-3]):
        (public / "feed.xml").write_bytes(half)
        assert _feed(server) == FEED
    (public / "feed.xml").write_bytes(fresh)
    assert _feed(server) == fresh


def test_a_feed_that_is_gone_is_gone(server: httpx.Client, public: Path) -> None:
    """Memory does not bring back what its owner took away."""
    assert _feed(server) == FEED
    (public / "feed.xml").unlink()
    assert server.get("/feed.xml").status_code == 404


def test_memory_does_not_grow_with_feeds(tmp_path: Path) -> None:
    """However many there are, a few are kept; each is still right."""
    feeds = Feeds()
    for number in range(100):
        path = tmp_path / f"{number}.xml"
        path.write_bytes(FEED + b"%d" % number)
        assert feeds.read(path).body == FEED + b"%d" % number
    assert len(feeds._kept) <= 32


def _feed(server: httpx.Client) -> bytes:
    return server.get("/feed.xml", headers={"Host": "localhost:8000"}).content


def _ends(client: socket.socket) -> bool:
    """Whether the server closes the connection."""
    try:
        while client.recv(CHUNK):
            pass
    except ConnectionResetError:
        return True
    return True


def _drained(client: socket.socket) -> int:
    """Bytes that come until the connection ends."""
    got = 0
    try:
        while block := client.recv(CHUNK):
            got += len(block)
    except ConnectionResetError:
        pass
    return got


def _settles(holds: Callable[[], bool]) -> None:
    """It becomes so within two seconds."""
    for _ in range(40):
        try:
            if holds():
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    pytest.fail("it does not settle")
