"""The server gives podcast apps what they need, and nobody anything else."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.cli.serve import _announce, _announce_pattern
from briefing.serve import ServeError, _addresses, _listen, make_app, serve
from briefing.serve.access import OPEN, Access, Way
from briefing.serve.conditions import wanted_range
from briefing.serve.feeds import Feeds
from briefing.serve.files import find
from briefing.serve.limits import Limits, configured
from briefing.targets.folder import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOUND = bytes(range(256)) * 4_000
AUDIO = "/episodes/a-1f.mp3"
FEED = b"""<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>http://localhost:8000/</link>
<atom:link href="http://localhost:8000/feed.xml" rel="self"/><guid>http://localhost:8000/1</guid>
<enclosure url="http://localhost:8000/episodes/a-1f.mp3"/></channel></rss>"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition, with secrets beside it and hidden in it."""
    folder = tmp_path_factory.mktemp("out")
    (folder / "state").mkdir()
    (folder / "state/library.db").write_bytes(b"secret")
    root = folder / "public"
    files = {"episodes/a-1f.mp3": SOUND, "episodes/a-1f.vtt": b"WEBVTT\n", "episodes/a-1f.chapters.json": b"{}"}
    files |= {
        "episodes/a-1f.json": b"{}",
        "episodes/a-1f.srt": b"1\n",
        "assets/page-1f.css": b"a{}",
        "cover.png": b"png",
        "cover-1f.png": b"png",
        "cover-story/episodes/b-1f.mp3": SOUND,
        "cover-story/episodes/b-1f.vtt": b"WEBVTT\n",
        "cover-story/index.html": b"<h1>",
    }
    publish(files | {"feed.xml": FEED, "index.html": b"<h1>"}, root)
    (root / ".hidden").write_bytes(b"secret")
    (root / "leak.txt").symlink_to(folder / "state/library.db")
    (root / "leaks").symlink_to(folder / "state")
    return root


@contextlib.contextmanager
def serving(public: Path, access: Access = OPEN, limits: Limits | None = None) -> Iterator[httpx.Client]:
    """A client of the application, over a socket."""
    server = uvicorn.Server(configured(make_app(public, access), limits or Limits()))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with httpx.Client(base_url=address, timeout=10) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def app(public: Path) -> Iterator[httpx.Client]:
    """A client of a server of the edition."""
    with serving(public) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "kind"),
    [(AUDIO, "audio/mpeg"), ("/feed.xml", "application/rss+xml; charset=utf-8"), ("/cover.png", "image/png"),
     ("/episodes/a-1f.vtt", "text/vtt; charset=utf-8"), ("/episodes/a-1f.chapters.json", "application/json+chapters"),
     ("/episodes/a-1f.srt", "application/x-subrip"), ("/episodes/a-1f.json", "application/json"),
     ("/assets/page-1f.css", "text/css; charset=utf-8"), ("/", "text/html; charset=utf-8")],
)  # fmt: skip
def test_each_kind_of_file_has_its_type(app: httpx.Client, path: str, kind: str) -> None:
    """Apps go by the type, and no browser may guess another."""
    answer = app.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-robots-tag"] == "noindex"


def test_head_says_what_get_would(app: httpx.Client) -> None:
    """Directories ask for the length of the audio before they fetch it."""
    head, get = app.head(AUDIO), app.get(AUDIO)
    assert head.content == b""
    assert get.content == SOUND
    assert dict(head.headers) == dict(get.headers)
    assert head.headers["content-length"] == str(len(SOUND))
    assert head.headers["accept-ranges"] == "bytes"


def test_transcripts_and_chapters_may_be_fetched_by_players_of_other_sites(app: httpx.Client) -> None:
    """The podcast namespace asks for CORS on these; the rest needs none."""
    for suffix in ("vtt", "srt", "json", "chapters.json"):
        assert app.get(f"/episodes/a-1f.{suffix}").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in app.get("/feed.xml").headers


def test_audio_pictures_and_assets_are_kept_for_good_and_the_rest_asked_for_again(app: httpx.Client) -> None:
    """Their addresses never hold other bytes."""
    for path in (AUDIO, "/assets/page-1f.css", "/cover-1f.png"):
        assert app.get(path).headers["cache-control"] == "public, max-age=31536000, immutable"
    for path in ("/feed.xml", "/", "/cover.png"):
        assert app.get(path).headers["cache-control"] == "public, no-cache"


def test_a_show_that_is_called_as_a_picture_is_can_still_be_corrected(app: httpx.Client) -> None:
    """Its pages and transcripts are asked for again; its audio is kept for good, as every show's."""
    kept = {
        path: "immutable" in app.get(f"/cover-story/{path}").headers["cache-control"]
        for path in ("", "index.html", "episodes/b-1f.vtt", "episodes/b-1f.mp3")
    }
    assert kept == {"": False, "index.html": False, "episodes/b-1f.vtt": False, "episodes/b-1f.mp3": True}


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=2-11", 2, 11), ("bytes=1000000-", 1_000_000, 1_023_999), ("Bytes = 5-6", 5, 6),
     ("bytes=-10", 1_023_990, 1_023_999), ("bytes=-9999999", 0, 1_023_999),
     ("bytes=1023990-9999999", 1_023_990, 1_023_999)],
)  # fmt: skip
def test_a_range_gives_these_bytes(app: httpx.Client, asked: str, first: int, last: int) -> None:
    """A player jumps, and a broken download goes on where it stopped."""
    answer = app.get(AUDIO, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, SOUND[first : last + 1])
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(SOUND)}"
    assert app.head(AUDIO, headers={"Range": asked}).headers["content-length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", ["bytes=1024000-", "bytes=9999999-99999999", "bytes=-0"])
def test_a_range_beyond_the_end_is_not_satisfiable(app: httpx.Client, asked: str) -> None:
    """416, with the true length."""
    answer = app.get(AUDIO, headers={"Range": asked})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{len(SOUND)}")


@pytest.mark.parametrize(
    "asked",
    ["bytes=5-2", "bytes=-", "bytes=a-b", "bytes=0-1,4-5", "seconds=1-2", "bytes", "", "bytes=" + "9" * 5_000 + "-"],
)
def test_what_is_no_single_range_of_bytes_is_disregarded(app: httpx.Client, asked: str) -> None:
    """RFC 9110 14.2: the whole file then."""
    answer = app.get(AUDIO, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, SOUND)


@given(st.integers(0, 50), st.integers(-5, 60), st.integers(-5, 60))
def test_a_range_never_leaves_the_file(size: int, first: int, last: int) -> None:
    """Whatever is asked for, what is given lies inside."""
    part = wanted_range({"range": f"bytes={first}-{last}"}, size, '"e"', "d")
    assert part is None or len(part) == 0 or 0 <= part.start < part.stop <= size


def test_what_a_client_already_has_is_not_sent_again(app: httpx.Client) -> None:
    """By ETag, weak or in a list or any, and by date; the ETag goes before the date."""
    have = app.get("/feed.xml").headers
    etag, modified = have["etag"], have["last-modified"]
    for fresh in ({"If-None-Match": etag}, {"If-None-Match": f'"other", W/{etag}'}, {"If-None-Match": "*"},
                  {"If-Modified-Since": modified}):  # fmt: skip
        answer = app.get("/feed.xml", headers=fresh)
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    for stale in ({"If-None-Match": '"other"', "If-Modified-Since": modified}, {"If-Modified-Since": "yesterday"},
                  {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 -0000"}):  # fmt: skip
        assert app.get("/feed.xml", headers=stale).status_code == 200


def test_a_resumed_download_gets_no_bytes_of_another_version(app: httpx.Client) -> None:
    """If-Range: the rest when it is the same file, else the whole."""
    have = app.get(AUDIO).headers
    part = {"Range": "bytes=10-"}
    assert app.get(AUDIO, headers=part | {"If-Range": have["etag"]}).status_code == 206
    assert app.get(AUDIO, headers=part | {"If-Range": have["last-modified"]}).status_code == 206
    for other in ('"other"', "W/" + have["etag"], "Mon, 01 Jan 2001 00:00:00 GMT"):
        assert app.get(AUDIO, headers=part | {"If-Range": other}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/episodes", "/episodes/", "/not-there.mp3", "/.hidden", "/leak.txt", "/leaks/library.db", "/a%00b", "/%2e",
     "/..%2fstate/library.db", "/%2e%2e/state/library.db", "/episodes/..%2f..%2fstate/library.db", "//etc/passwd",
     "/..%5cstate%5clibrary.db", "/C:/x", "/feed.xml/", "/feed.xml/x",
     "/" + "a" * 20_000, "/" + "a/" * 5_000, "/%ff%fe"],
)  # fmt: skip
def test_nothing_but_the_edition_is_served(app: httpx.Client, path: str) -> None:
    """Neither folders nor hidden files nor anything outside, however the path is written."""
    answer = app.get(path)
    assert answer.status_code == 404
    assert b"secret" not in answer.content


def test_the_index_of_a_further_show_is_found_without_the_last_slash(tmp_path: Path) -> None:
    """People leave it out; the way on is told from where they are, so it cannot lead to another host."""
    publish({"evening/index.html": b"<h1>", "plain/a.txt": b"a"}, tmp_path)
    with serving(tmp_path) as client:
        answer = client.get("/evening")
        assert (answer.status_code, answer.headers["location"]) == (308, "evening/")
        assert client.get("/evening", follow_redirects=True).content == b"<h1>"
        assert [client.get(path).status_code for path in ("/plain", "//evening", "/evening/index.html/")] == [404] * 3


@settings(deadline=None)  # it waits for a disk
@given(
    path=st.text(max_size=60) | st.lists(st.sampled_from(["..", ".", "", "state", "leaks", "library.db"])).map("/".join)
)
def test_no_path_leads_out(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    """Generated paths too: either nothing, or a file that lies inside."""
    root = tmp_path_factory.getbasetemp() / "lot"
    (root / "state").mkdir(parents=True, exist_ok=True)
    (root / "state/library.db").write_bytes(b"secret")
    publish({"feed.xml": FEED}, root / "public")
    found = find(root / "public", Way(path), "http://localhost", Feeds())
    assert found is None or path == "feed.xml"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_nothing_can_be_changed(app: httpx.Client, method: str) -> None:
    """Only GET and HEAD."""
    assert app.request(method, "/feed.xml").status_code == 405


def test_a_phone_gets_addresses_that_it_can_reach(app: httpx.Client) -> None:
    """A feed made for localhost names the host that was asked, in what apps fetch; its ids stay as they are."""
    here = app.get("/feed.xml", headers={"Host": "localhost:8000"})
    phone = app.get("/feed.xml", headers={"Host": "192.168.1.20:8000"})
    assert here.content == FEED
    assert b'href="http://192.168.1.20:8000/feed.xml"' in phone.content
    assert b'url="http://192.168.1.20:8000/episodes/a-1f.mp3"' in phone.content
    assert b"<link>http://192.168.1.20:8000/</link>" in phone.content
    assert b"<guid>http://localhost:8000/1</guid>" in phone.content
    assert here.headers["etag"] != phone.headers["etag"]
    assert phone.headers["content-length"] == str(len(phone.content))


@pytest.mark.parametrize("host", ["", 'x"/><evil', "a b", "h:123456", "[::1", "ä.example"])
def test_a_host_that_is_none_changes_nothing(public: Path, host: str) -> None:
    """What a client sends never gets into the feed unless it can only be a host."""
    found = find(public, Way("feed.xml"), f"http://{host}", Feeds())
    assert found is not None
    assert found.content == FEED


def test_a_public_address_stays_as_it_is(tmp_path: Path) -> None:
    """Only a feed made for localhost is given another host."""
    feed = FEED.replace(b"localhost:8000", b"pod.example")
    publish({"feed.xml": feed}, tmp_path)
    found = find(tmp_path, Way("feed.xml"), "http://192.168.1.20", Feeds())
    assert found is not None
    assert found.content == feed


def test_an_update_never_tears_the_feed(tmp_path: Path) -> None:
    """While feeds of different lengths are published, a reader always gets one of them whole."""
    feeds = {FEED + b" " * 70_000 * n for n in range(3)}
    done = threading.Event()

    def publish_often() -> None:
        for _ in range(40):
            for feed in feeds:
                publish({"feed.xml": feed}, tmp_path)
        done.set()

    publish({"feed.xml": FEED}, tmp_path)
    with serving(tmp_path) as client:
        publisher = threading.Thread(target=publish_often)
        publisher.start()
        while not done.is_set():
            answer = client.get("/feed.xml", headers={"Host": "localhost:8000"})
            assert answer.status_code == 200
            assert answer.content in feeds
        publisher.join()


def test_a_folder_that_is_not_there_is_an_error_with_a_hint(tmp_path: Path) -> None:
    """Somebody serves before anything was made."""
    with pytest.raises(ServeError) as caught:
        serve(tmp_path / "public", "127.0.0.1", 0, lambda _: None)
    assert "briefing make" in caught.value.hint


@pytest.mark.parametrize(("host", "said"), [("0.0.0.0", "localhost"), ("127.0.0.1", "127.0.0.1")])  # noqa: S104
def test_the_addresses_told_can_be_typed_in(host: str, said: str) -> None:
    """Never `0.0.0.0`: this machine's name, and what its network knows it by."""
    with _listen(host, 0) as listener:
        first, *phones = _addresses(listener)
        assert first == f"{said}:{listener.getsockname()[1]}"
        assert all(re.fullmatch(r"[\d.]+:\d+", phone) and not phone.startswith("0") for phone in phones)


@pytest.mark.skipif(os.name != "posix", reason="ends the server as a terminal on Unix does")
def test_a_real_server_says_its_address_serves_and_ends(public: Path) -> None:
    """Over a socket: it announces the address, gives the audio, refuses a taken port, and ends without a traceback."""
    program = "import sys,pathlib,briefing.serve as s; s.serve(pathlib.Path(sys.argv[1]),'127.0.0.1',0,print)"
    command = [sys.executable, "-u", "-c", program, str(public)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            address = server.stdout.readline().strip()  # type: ignore[union-attr]
            port = httpx.URL(address).port
            assert httpx.get(f"http://127.0.0.1:{port}{AUDIO}", timeout=10).content == SOUND
            assert address.encode() in httpx.get(address, timeout=10).content
            with pytest.raises(ServeError, match=str(port)):
                serve(public, "127.0.0.1", port or 0, lambda _: None)
        finally:
            server.send_signal(signal.SIGINT)
        output, errors = server.communicate(timeout=10)
    assert (output, errors, server.returncode) == ("", "", 0)


def test_a_port_in_use_is_told_with_another_one(public: Path) -> None:
    """Most often it is a server of the same show that was not ended; no number of the system's is shown."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError) as caught:
            serve(public, "127.0.0.1", port, print)
    assert str(caught.value) == f"Port {port} is in use, perhaps by another `briefing serve`"
    assert caught.value.hint == "Try `briefing serve --port 8080`."


def test_an_address_is_told_with_who_can_open_it(capsys: pytest.CaptureFixture[str]) -> None:
    """This computer's own is of no use on a phone."""
    for tell in (_announce, _announce_pattern):
        tell("http://localhost:8000/feed.xml")
        tell("http://192.168.1.20:8000/feed.xml")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0::2] == ["On this computer:", "On your phone, in this network:"] * 2
    assert lines[1] == "http://localhost:8000/feed.xml"
    assert lines[7].startswith("http://192.168.1.20:8000/feed.xml  (`briefing serve tokens add NAME`")


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_of_another_machine_is_told_as_such(public: Path, host: str) -> None:
    """Another port would not help."""
    with pytest.raises(ServeError) as caught:
        serve(public, host, 0, print)
    assert "no address of this machine" in caught.value.hint
