"""What is brought to a bucket or a server: what changed, the feed last, and gone on with after a break."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING, Any

import pytest

from briefing.errors import PublishError
from briefing.targets.carriers import PASSWORD, open_carrier
from briefing.targets.headers import FOR_EVER, FOR_NOW, Headers, headers_of
from briefing.targets.remote import bring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "assets/page-1a.css": b"p {}",
    "cover-1a.png": b"picture",
    "episodes/a.chapters.json": b"{}",
    "episodes/a.html": b"<p>",
    "episodes/a.mp3": b"sound" * 1_000,
    "episodes/a.vtt": b"WEBVTT\n",
    "feed-1.xml": b"<rss>archive</rss>",
    "feed.xml": b'<rss><enclosure url="https://pod.example/episodes/a.mp3"/></rss>',
    "index.html": b"<p>",
}


class Shelf:
    """A carrier that keeps things in memory, and fails when it is told to."""

    at_once = 3

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.calls: list[str] = []
        self.fails_at = ""
        self.lock = threading.Lock()

    def put(self, file: Path, name: str, headers: Headers) -> None:  # noqa: ARG002  a carrier takes them
        """Keep it, unless this is the one to fail at."""
        with self.lock:
            self.calls.append(name)
        if name == self.fails_at:
            raise PublishError(name, "the line is broken")
        self.files[name] = file.read_bytes()

    def remove(self, name: str) -> None:
        """Forget it."""
        self.calls.append(f"-{name}")
        self.files.pop(name, None)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A public folder."""
    root = tmp_path / "public"
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    (root / "episodes/.a.mp3.part").write_bytes(b"half")
    return root


def test_everything_is_brought_and_the_feed_comes_last(public: Path, tmp_path: Path) -> None:
    """Pages after what they show, archives after those, and nothing hidden."""
    shelf = Shelf()
    assert set(bring(public, shelf, tmp_path / "memory").put) == set(FILES)
    assert shelf.files == FILES
    assert shelf.calls[-2:] == ["feed-1.xml", "feed.xml"]
    assert set(shelf.calls[-4:-2]) == {"episodes/a.html", "index.html"}


def test_bringing_again_sends_nothing(public: Path, tmp_path: Path) -> None:
    """Also when a file was written again with the same bytes; only what changed is sent."""
    shelf = Shelf()
    bring(public, shelf, tmp_path / "memory")
    shelf.calls.clear()
    os.utime(public / "episodes/a.mp3", (1_000_000_000, 1_000_000_000))
    assert bring(public, shelf, tmp_path / "memory").put == ()
    (public / "feed.xml").write_bytes(b"<rss>new, names episodes/a.mp3</rss>")
    assert bring(public, shelf, tmp_path / "memory").put == ("feed.xml",)
    assert shelf.calls == ["feed.xml"]


@pytest.mark.parametrize("broken", ["episodes/a.mp3", "index.html", "feed-1.xml", "feed.xml"])
def test_a_run_that_was_broken_off_is_gone_on_with(public: Path, tmp_path: Path, broken: str) -> None:
    """The feed is not touched before all else is there; what was brought is not brought again."""
    shelf = Shelf()
    shelf.fails_at = broken
    with pytest.raises(PublishError, match="line is broken"):
        bring(public, shelf, tmp_path / "memory")
    assert "feed.xml" not in shelf.files
    there = set(shelf.files)
    shelf.fails_at = ""
    shelf.calls.clear()
    bring(public, shelf, tmp_path / "memory")
    assert set(shelf.calls) == set(FILES) - there
    assert shelf.files == FILES


def test_every_show_of_the_folder_is_brought_and_all_feeds_come_last(public: Path, tmp_path: Path) -> None:
    """Also where the main one has none yet; what a show's own feed names stays, and what another's names does not."""
    shelf = Shelf()
    (public / "council/episodes").mkdir(parents=True)
    for name in ("episodes/c.mp3", "feed.xml", "index.html"):
        (public / "council" / name).write_bytes(b"<rss>names episodes/c.mp3</rss>")
    bring(public, shelf, tmp_path / "memory")
    assert set(shelf.calls[-2:]) == {"feed.xml", "council/feed.xml"}
    (public / "council/episodes/c.mp3").unlink()
    (public / "council/index.html").unlink()
    assert bring(public, shelf, tmp_path / "memory").removed == ("council/index.html",)
    (public / "feed.xml").unlink()
    (public / "council/feed.xml").write_bytes(b"<rss/>")
    assert "council/episodes/c.mp3" in bring(public, shelf, tmp_path / "memory").removed


def test_what_left_the_folder_is_removed_after_the_feed(public: Path, tmp_path: Path) -> None:
    """What others put there, and what a feed still names, is left alone."""
    shelf = Shelf()
    shelf.files["theirs.txt"] = b"theirs"
    bring(public, shelf, tmp_path / "memory")
    shelf.calls.clear()
    for name in ("episodes/a.mp3", "episodes/a.vtt", "episodes/a.html"):
        (public / name).unlink()
    assert bring(public, shelf, tmp_path / "memory").removed == ("episodes/a.html", "episodes/a.vtt")
    (public / "feed.xml").write_bytes(b"<rss/>")
    assert bring(public, shelf, tmp_path / "memory").removed == ("episodes/a.mp3",)
    assert shelf.calls == ["-episodes/a.html", "-episodes/a.vtt", "feed.xml", "-episodes/a.mp3"]
    assert "theirs.txt" in shelf.files


def test_a_damaged_memory_has_all_brought_again(public: Path, tmp_path: Path) -> None:
    """Rather too much than too little; and without a feed nothing is brought."""
    shelf = Shelf()
    (tmp_path / "memory").write_bytes(b'{"episodes/a.mp3": 7')
    assert set(bring(public, shelf, tmp_path / "memory").put) == set(FILES)
    assert bring(tmp_path / "nothing", shelf, tmp_path / "other").put == ()


def test_audio_may_be_kept_for_ever_and_the_feed_may_not() -> None:
    """What is named by its content never changes."""
    assert headers_of("episodes/a.mp3") == Headers("audio/mpeg", FOR_EVER)
    assert headers_of("assets/page-1a.css").cache == headers_of("cover-1a-600.jpg").cache == FOR_EVER
    assert headers_of("feed.xml") == Headers("application/rss+xml; charset=utf-8", FOR_NOW)
    assert headers_of("episodes/a.json").type == "application/json"
    assert headers_of("episodes/a.chapters.json") == Headers("application/json+chapters", FOR_NOW)
    assert headers_of("unheard.of").type == "application/octet-stream"


@pytest.mark.parametrize(
    "address",
    ["ftp://host/x", "s3://", "http://host/", "sftp://host/x?a=b", "sftp://host:99999/", "sftp://[::1/", "folder"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(address: str) -> None:
    """With the forms that are known."""
    with pytest.raises(PublishError) as caught:
        open_carrier(address)
    assert "s3://" in caught.value.hint


def test_a_password_in_the_settings_is_refused_and_never_told() -> None:
    """It belongs into the environment."""
    with pytest.raises(PublishError) as caught:
        open_carrier("sftp://desk:hunter2@host/x")
    assert "hunter2" not in f"{caught.value}{caught.value.hint}"
    assert PASSWORD in caught.value.hint


@pytest.fixture(scope="module")
def bucket() -> Iterator[Any]:
    """A client of a real S3 API on this machine, with an empty bucket."""
    pytest.importorskip("s3fs", reason="the extra `remote` is not installed")
    boto3 = pytest.importorskip("boto3", reason="boto3 is not installed")
    moto = pytest.importorskip("moto.server", reason="moto's server is not installed")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret-of-the-desk")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        client = boto3.client("s3")
        client.create_bucket(Bucket="show")
        yield client
    server.stop()


@pytest.mark.filterwarnings("ignore")  # the libraries' own
def test_a_bucket_gets_types_and_cache_headers(bucket: Any, public: Path, tmp_path: Path) -> None:
    """Over S3's real protocol; the second time, not one object is written."""
    bring(public, open_carrier("s3://show/news"), tmp_path / "memory")
    listed = bucket.list_objects_v2(Bucket="show")["Contents"]
    assert {each["Key"].removeprefix("news/") for each in listed} == set(FILES)
    audio = bucket.get_object(Bucket="show", Key="news/episodes/a.mp3")
    assert (audio["ContentType"], audio["CacheControl"]) == ("audio/mpeg", FOR_EVER)
    assert audio["Body"].read() == FILES["episodes/a.mp3"]
    feed = bucket.head_object(Bucket="show", Key="news/feed.xml")
    assert (feed["ContentType"], feed["CacheControl"]) == headers_of("feed.xml")
    times = {each["Key"]: each["LastModified"] for each in listed}
    bring(public, open_carrier("s3://show/news"), tmp_path / "memory")
    assert {each["Key"]: each["LastModified"] for each in bucket.list_objects_v2(Bucket="show")["Contents"]} == times
    (public / "episodes/a.vtt").unlink()
    bring(public, open_carrier("s3://show/news"), tmp_path / "memory")
    assert "news/episodes/a.vtt" not in {each["Key"] for each in bucket.list_objects_v2(Bucket="show")["Contents"]}


@pytest.mark.filterwarnings("ignore")  # the libraries' own
@pytest.mark.usefixtures("bucket")
def test_a_bucket_that_is_not_there_is_an_error_without_secrets(public: Path, tmp_path: Path) -> None:
    """It names the file, and says what to do."""
    with pytest.raises(PublishError) as caught:
        bring(public, open_carrier("s3://nobodys"), tmp_path / "memory")
    assert caught.value.hint
    assert "secret-of-the-desk" not in str(caught.value)


def _introduce(home: Path, line: str) -> None:
    """To the client, whose folder that is."""
    (home / ".ssh").mkdir(parents=True, exist_ok=True)
    (home / ".ssh/known_hosts").write_text(line)


async def _closed(server: Any, connections: list[Any]) -> None:
    """The server too waits until its connections are closed (Python 3.12)."""
    server.close()
    for each in connections:
        each.abort()
        await each.wait_closed()
    await server.wait_closed()


@contextlib.contextmanager
def sftp_server(root: Path, home: Path, *, known: bool) -> Iterator[int]:
    """A real SFTP server on this machine, whose key is in ~/.ssh/known_hosts of `home` where it is `known`."""
    import asyncio  # noqa: PLC0415  only here

    asyncssh = pytest.importorskip("asyncssh", reason="the extra `remote` is not installed")
    pytest.importorskip("sshfs", reason="the extra `remote` is not installed")
    key = asyncssh.generate_private_key("ssh-ed25519")

    connections: list[Any] = []

    class Desk(asyncssh.SSHServer):  # type: ignore[misc, name-defined]  from a library without types
        def connection_made(self, conn: Any) -> None:
            connections.append(conn)

        def begin_auth(self, username: str) -> bool:  # noqa: ARG002  its signature
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == ("desk", "word-of-the-desk")

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    files = lambda channel: asyncssh.SFTPServer(channel, chroot=str(root).encode())  # noqa: E731  as it wants it

    async def start() -> Any:
        return await asyncssh.listen("127.0.0.1", 0, server_host_keys=[key], server_factory=Desk, sftp_factory=files)

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    port = server.sockets[0].getsockname()[1]
    _introduce(home, f"[127.0.0.1]:{port} {key.export_public_key().decode()}" if known else "")
    try:
        yield port
    finally:
        asyncio.run_coroutine_threadsafe(_closed(server, connections), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.mark.filterwarnings("ignore")  # the libraries' own
def test_a_server_is_brought_files_over_sftp(public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the password of the environment, and no half-written file left."""
    root = tmp_path / "served"
    root.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(PASSWORD, "word-of-the-desk")
    with sftp_server(root, tmp_path, known=True) as port:
        carrier = open_carrier(f"sftp://desk@127.0.0.1:{port}/www/news")
        bring(public, carrier, tmp_path / "memory")
        (public / "episodes/a.vtt").write_bytes(b"WEBVTT\n\nnew")
        assert bring(public, carrier, tmp_path / "memory").put == ("episodes/a.vtt",)
        (public / "episodes/a.html").unlink()
        bring(public, carrier, tmp_path / "memory")
    there = {path.relative_to(root / "www/news").as_posix() for path in root.rglob("*") if path.is_file()}
    assert there == set(FILES) - {"episodes/a.html"}
    assert (root / "www/news/episodes/a.vtt").read_bytes() == b"WEBVTT\n\nnew"


@pytest.mark.filterwarnings("ignore")  # the libraries' own
@pytest.mark.parametrize(("known", "password"), [(False, "word-of-the-desk"), (True, "another-word")])
def test_a_server_that_is_not_known_or_refuses_gets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool, password: str
) -> None:
    """Somebody else might be answering; and the password is not told."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(PASSWORD, password)
    with sftp_server(tmp_path, tmp_path, known=known) as port, pytest.raises(PublishError) as caught:
        open_carrier(f"sftp://desk@127.0.0.1:{port}/www")
    assert password not in str(caught.value)


@pytest.mark.filterwarnings("ignore")  # the libraries' own
def test_a_server_is_brought_files_over_webdav(public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written beside and moved, so that nobody fetches half a file."""
    pytest.importorskip("webdav4.fsspec", reason="the extra `remote` is not installed")
    app = pytest.importorskip("wsgidav.wsgidav_app", reason="wsgidav is not installed")
    wsgi = pytest.importorskip("cheroot.wsgi", reason="cheroot is not installed")
    root = tmp_path / "served"
    (root / "news").mkdir(parents=True)
    users = {"*": {"desk": {"password": "word"}}}
    config = {"provider_mapping": {"/": str(root)}, "simple_dc": {"user_mapping": users}, "logging": {"enable": False}}
    server = wsgi.Server(("127.0.0.1", 0), app.WsgiDAVApp(config))
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    monkeypatch.setenv(PASSWORD, "word")
    try:
        carrier = open_carrier(f"webdav://desk@127.0.0.1:{server.bind_addr[1]}/news")
        bring(public, carrier, tmp_path / "memory")
        (public / "feed.xml").write_bytes(b"<rss/>")
        (public / "episodes/a.mp3").unlink()
        bring(public, carrier, tmp_path / "memory")
        carrier.files.client.http.close()  # type: ignore[attr-defined]  this carrier's own
    finally:
        server.stop()
        thread.join(10)
    there = {path.relative_to(root / "news").as_posix() for path in root.rglob("*") if path.is_file()}
    assert there == set(FILES) - {"episodes/a.mp3"}
    assert (root / "news/feed.xml").read_bytes() == b"<rss/>"
