"""Real clients and servers: gPodder lives with a show for some nights, and nginx serves it as the docs say.

`tests/e2e/install.sh` installs what this needs; where that is missing the tests are skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.ports import free_port, listening

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

DOCS = Path(__file__).parents[2] / "docs/publishing.md"
BRIEFING = [str(Path(sys.executable).with_name("briefing"))]
GPO = shutil.which("gpo")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
needs_gpo = pytest.mark.skipif(not GPO, reason="no gPodder: run tests/e2e/install.sh")
needs_nginx = pytest.mark.skipif(not NGINX, reason="no nginx: run tests/e2e/install.sh")
STORY = """{headline}

By Ann Lee

PORT OSSA (March {day}, 2026) -- {headline}, the harbour office said after {weeks} weeks of work.

"We are very glad to have her back," said Ada Moor, who owns the boat. "It was a long winter."
"""
CUT = 60_000
"""Bytes after which a broken line breaks: the feed is shorter, the audio longer."""


@dataclass
class Show:
    """An installation, and how to work in it."""

    home: Path

    @property
    def public(self) -> Path:
        """What is served."""
        return self.home / "out/public"

    def tell(self, name: str, headline: str, *, day: int = 3, weeks: str = "nine") -> None:
        """Make an edition of one story, or correct the one of that name."""
        path = self.home / f"{name}.txt"
        path.write_text(STORY.format(headline=headline, day=day, weeks=weeks), "utf-8")
        self.run("make", "--engine", "silent", str(path))

    def run(self, *words: str) -> str:
        """What a command of ours prints."""
        done = subprocess.run([*BRIEFING, "--home", self.home, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """A show of one edition."""
    subprocess.run([*BRIEFING, "new", tmp_path / "show"], capture_output=True, check=True)
    made = Show(tmp_path / "show")
    made.tell("ferry", "Ferry Sails Again")
    return made


@contextmanager
def serving(show: Show) -> Iterator[int]:
    """`briefing serve` at a port of this machine."""
    port = free_port()
    words = ["serve", "--host", "127.0.0.1", "--port", str(port)]
    with listening([*BRIEFING, "--home", str(show.home), *words], port):
        yield port


@dataclass
class Listener:
    """gPodder on somebody's computer."""

    home: Path

    def gpo(self, *words: str) -> str:
        """What gPodder prints for a command."""
        places = {"GPODDER_HOME": str(self.home / "state"), "GPODDER_DOWNLOAD_DIR": str(self.home / "audio")}
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
        done = subprocess.run(
            [str(GPO), *words], env=plain | places, capture_output=True, text=True, check=True, timeout=60, input=""
        )
        return done.stdout

    def new(self) -> list[str]:
        """Titles of the episodes that gPodder, having looked at the feed, thinks new."""
        self.gpo("update")
        return re.findall(r"^  (\S.*)$", self.gpo("pending"), re.MULTILINE)

    def guids(self) -> list[str]:
        """Of all episodes it knows, in its order."""
        return re.findall(r"\d+\. (urn:\S+)", self.gpo("episodes", "--guid"))

    def audio(self) -> dict[str, bytes]:
        """What it has downloaded: name → bytes."""
        return {path.name: path.read_bytes() for path in sorted(self.home.glob("audio/*/*.mp3"))}


@pytest.fixture
def listener(tmp_path: Path) -> Listener:
    """Somebody who has not subscribed yet."""
    return Listener(tmp_path / "listener")


@needs_gpo
def test_gpodder_lives_with_a_show(show: Show, listener: Listener) -> None:
    """Subscribes, downloads every byte, sees a new episode once, and a corrected story as the same episode."""
    with serving(show) as port:
        listener.gpo("subscribe", f"http://127.0.0.1:{port}/feed.xml")
        assert len(listener.new()) == 1
        listener.gpo("download")
        assert listener.audio() == _published(show)
        first, first_audio = listener.guids(), listener.audio()

        assert listener.new() == []  # nothing new, nothing shown
        show.tell("ferry", "Ferry Sails Again", weeks="ten")
        assert listener.new() == []
        assert listener.guids() == first

        show.tell("bridge", "Bridge Opens at Last", day=4)
        (title,) = listener.new()
        assert "Bridge Opens at Last" in title
        listener.gpo("download")
        assert listener.new() == []
        assert set(listener.guids()) > set(first)
        bridge = _published(show).items() - first_audio.items()
        assert len(listener.audio()) == 2  # the corrected story is not fetched again
        assert len(bridge & listener.audio().items()) == 1


@needs_gpo
@pytest.mark.parametrize("breaks", [1, 6])
def test_gpodder_resumes_a_broken_download(show: Show, listener: Listener, breaks: int) -> None:
    """On a line that breaks once gPodder goes on by itself; on one that breaks for long, when it is told to."""
    with serving(show) as port, broken_line(port, breaks) as line:
        listener.gpo("subscribe", f"http://127.0.0.1:{line.port}/feed.xml")
        listener.gpo("update")
        listener.gpo("download")
        if breaks > 1:
            assert listener.audio() == {}
            line.breaks = 0
            listener.gpo("resume")
        assert listener.audio() == _published(show)
        assert re.search(rb"range: bytes=[1-9]\d*-", b"".join(line.asked), re.IGNORECASE)


@needs_gpo
def test_gpodder_hears_a_private_show_until_it_is_revoked(show: Show, listener: Listener) -> None:
    """By the token in the address, audio too; afterwards there is nothing more for it."""
    added = show.run("serve", "tokens", "add", "Ida").strip()
    with serving(show) as port:
        address = f"http://127.0.0.1:{port}{httpx.URL(added).path}"
        listener.gpo("subscribe", address)
        listener.gpo("update")
        listener.gpo("download")
        assert listener.audio() == _published(show)
        show.run("serve", "tokens", "revoke", "Ida")
        assert httpx.get(address).status_code == 404
        show.tell("bridge", "Bridge Opens at Last", day=4)
        assert listener.new() == []


@needs_nginx
def test_nginx_serves_a_show_as_the_docs_say(show: Show, tmp_path: Path) -> None:
    """Types, caching, ranges and CORS are those of `briefing serve`; hidden files, folders and state are not there."""
    settings = _documented("public").replace("/srv/news/out/public", str(show.public))
    (show.public / ".feed.xml.part").write_bytes(b"half")
    with serving(show) as ours, nginx(settings.replace("listen 80;", "listen 127.0.0.1:PORT;"), tmp_path) as port:
        published = [path for path in show.public.rglob("*") if path.is_file() and path.name[0] != "."]
        for name in sorted(path.relative_to(show.public).as_posix() for path in published):
            theirs, own = (httpx.get(f"http://127.0.0.1:{each}/{name}") for each in (port, ours))
            for header in ("content-type", "cache-control", "access-control-allow-origin", "x-content-type-options"):
                assert (name, header, theirs.headers.get(header)) == (name, header, own.headers.get(header))
            assert theirs.content == (show.public / name).read_bytes()
        base = f"http://127.0.0.1:{port}"
        name = next(path.name for path in published if path.suffix == ".mp3")
        assert httpx.get(f"{base}/episodes/{name}", headers={"Range": "bytes=5-9"}).status_code == 206
        assert httpx.get(f"{base}/").status_code == 200
        for path in ("/.feed.xml.part", "/..%2fstate/library.sqlite", "/%2e%2e/state/library.sqlite", "/episodes/"):
            assert httpx.get(base + path).status_code in {400, 403, 404}
        assert httpx.post(f"{base}/feed.xml").status_code == 405


@needs_nginx
def test_nginx_brings_a_private_show_to_its_subscribers(show: Show, tmp_path: Path) -> None:
    """In front of `briefing serve`: tokens work, addresses are those that were asked, ranges pass through."""
    token = show.run("serve", "tokens", "add", "Ida").strip().split("/")[-2]
    with serving(show) as ours:
        settings = re.sub(r"\n +ssl_.*", "", _documented("private")).replace("127.0.0.1:8000", f"127.0.0.1:{ours}")
        with nginx(settings.replace("listen 443 ssl;", "listen 127.0.0.1:PORT;"), tmp_path) as port:
            base = f"http://127.0.0.1:{port}"
            feed = httpx.get(f"{base}/t/{token}/feed.xml")
            (audio,) = re.findall(r'<enclosure url="([^"]+)"', feed.text)
            assert audio.startswith(f"{base}/t/{token}/episodes/")
            assert httpx.get(audio).content == next(iter(_published(show).values()))
            assert httpx.get(audio, headers={"Range": "bytes=5-9"}).status_code == 206
            for path in ("/feed.xml", f"/t/{token}x/feed.xml", "/"):
                assert httpx.get(base + path).status_code == 404


def _published(show: Show) -> dict[str, bytes]:
    """The audio that the feed names: name → bytes."""
    names = re.findall(r'<enclosure url="[^"]*/episodes/([^"]+)"', (show.public / "feed.xml").read_text("utf-8"))
    return {name: (show.public / "episodes" / name).read_bytes() for name in sorted(names)}


def _documented(name: str) -> str:
    """The configuration of nginx that the docs give under that name."""
    (found,) = re.findall(rf"<!-- nginx: {name} -->\n```nginx\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    return str(found)


@contextmanager
def nginx(settings: str, work: Path) -> Iterator[int]:
    """A server of its own with these settings; `PORT` in them is its port."""
    port = free_port()
    temporary = "".join(
        f"{kind}_temp_path {work}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""  # else it could not read the folder of the test
    rest = settings.replace("PORT", str(port))
    (work / "nginx.conf").write_text(
        f"{user} daemon off; pid {work}/pid; error_log {work}/error.log; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{rest} }}",
        "utf-8",
    )
    with listening([str(NGINX), "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")], port):
        yield port


@dataclass
class Line:
    """A connection to the server that breaks."""

    port: int
    breaks: int
    """How many more times it breaks."""
    asked: list[bytes] = field(default_factory=list)
    """What the clients sent."""


@contextmanager
def broken_line(port: int, breaks: int) -> Iterator[Line]:
    """A way to the server at `port` that cuts long answers short the first `breaks` times."""
    with socket.create_server(("127.0.0.1", 0)) as entrance:
        line = Line(entrance.getsockname()[1], breaks)

        def accept() -> None:
            while True:
                try:
                    client, _ = entrance.accept()
                except OSError:
                    return
                threading.Thread(target=_pass_on, args=(line, client, port), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield line
        entrance.shutdown(socket.SHUT_RDWR)


def _pass_on(line: Line, client: socket.socket, port: int) -> None:
    """One request and its answer, or the beginning of it."""
    with client, socket.create_connection(("127.0.0.1", port)) as server:
        asked = client.recv(65_536)
        line.asked.append(asked)
        server.sendall(re.sub(rb"(?i)connection: keep-alive", b"Connection: close", asked))
        passed = 0
        while block := server.recv(16_384):
            if passed > CUT and line.breaks > 0:
                line.breaks -= 1
                return
            try:
                client.sendall(block)
            except OSError:
                return
            passed += len(block)
