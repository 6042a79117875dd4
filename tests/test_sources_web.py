"""Against real servers on the loopback interface; no clock but the test's own is waited for."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from briefing.errors import SourceError, TakenBack
from briefing.settings import ShowSettings, SourceSettings
from briefing.sources.exchange import Clock, Limits, Unfetched
from briefing.sources.troubles import plainly
from briefing.sources.web import Web, contact, user_agent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2031, 2, 7, 7, 0, 0, tzinfo=UTC)
PAGE = b"<!DOCTYPE html><title>Tide</title><p>The tide was high."


class Site:
    """A server with an answer for each path, and a record of what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()
        self.address = ""

    def answer(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        """Let a path answer so from now on; its address."""

        def send(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            if "Content_Length" not in headers:
                request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = send
        return self.address + path

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of its own for each test."""
    with serving() as each:
        yield each


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of the loopback interface."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            with suppress(OSError):  # the client may have had enough
                site.answers.get(self.path, lambda request: request.send_error(404))(self)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


class Waits(list[float]):
    """Takes note of every wait instead of waiting."""

    @property
    def clock(self) -> Clock:
        """A clock at which waiting takes no time."""
        return Clock(now=lambda: NOW, sleep=self.append)


def client(
    waits: Waits | None = None,
    *,
    allow: tuple[str, ...] = ("127.0.0.1",),
    memory: dict[str, dict[str, str]] | None = None,
    resolve: Callable[[str, int], tuple[str, ...]] | None = None,
    **limits: float,
) -> Web:
    """A client that may fetch from the loopback interface."""
    return Web(
        SourceSettings(allow_hosts=allow),
        show_url="https://show.example/",
        memory=memory,
        limits=Limits(**({"pause_s": 0.0} | limits)),  # type: ignore[arg-type]  # counts are given as such
        clock=(waits if waits is not None else Waits()).clock,
        resolve=resolve,
    )


def test_a_page_comes_with_what_its_headers_say(site: Site) -> None:
    """Type, charset and canonical address stand beside the bytes."""
    url = site.answer("/tide?utm_source=x&page=2", Content_Type='Text/HTML; charset="ISO-8859-1"')
    page = client().fetch(url + "#top", ask_robots=True)
    assert page is not None
    assert (page.content, page.media_type, page.charset) == (PAGE, "text/html", "iso-8859-1")
    assert page.id == site.address + "/tide?page=2"


def test_the_client_says_who_it_is(site: Site) -> None:
    """The User-Agent names the program and the show's address, in plain ASCII."""
    client().fetch(site.answer("/"), ask_robots=False)
    agent = site.asked[0][1]["user-agent"]
    assert agent.startswith("briefing/")
    assert agent.endswith("(+https://show.example/)")
    assert user_agent("https://bücher.example/\r\nX: y").isascii()
    assert "\n" not in user_agent("https://a.example/\r\nX: y")


def test_a_private_show_tells_nobody_where_it_is() -> None:
    """Its link is told, which is meant to be; of a show for all its address, too.  A password goes to nobody."""
    address = "https://ida:secret@pod.example:8443/hidden/"
    for show, told in (
        (ShowSettings(address=address), ""),
        (ShowSettings(address=address, link="https://show.example/about"), " (+https://show.example/about)"),
        (ShowSettings(address=address, private=False), " (+https://pod.example:8443/hidden/)"),
        (ShowSettings(address="https://[pod.example/", private=False), ""),
    ):
        assert user_agent(contact(show)).partition("/")[2].partition(" ")[2] == told.strip()


def test_gzip_and_deflate_are_unpacked(site: Site) -> None:
    """Both content codings that are asked for are understood."""
    url = site.answer("/", gzip.compress(PAGE), Content_Encoding="gzip")
    page = client().fetch(url, ask_robots=False)
    assert page is not None
    assert page.content == PAGE
    assert site.asked[0][1]["accept-encoding"] == "gzip, deflate"


def test_gzip_in_several_members_is_unpacked_to_its_end(site: Site) -> None:
    """As programs leave it that add to a file; together they keep to the limit, and what follows them is no text."""
    parts = gzip.compress(PAGE) + gzip.compress(b"") + gzip.compress(b"It fell.")
    page = client().fetch(site.answer("/", parts + bytes(8), Content_Encoding="gzip"), ask_robots=False)
    assert page is not None
    assert page.content == PAGE + b"It fell."
    for body, why in (
        (gzip.compress(bytes(6_000_000)) * 2, "larger than 10 MB"),
        (gzip.compress(b"") * 2_000, "too many pieces"),
        (parts[:-9], "cut short"),
    ):
        with pytest.raises(SourceError, match=why):
            client().fetch(site.answer("/", body, Content_Encoding="gzip"), ask_robots=False)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(bytes(50_000_000)), {"Content_Encoding": "gzip"}),
        (b"x" * 10_000_001, {}),
        (b"", {"Content_Length": "99999999999"}),
    ],
    ids=["gzip bomb", "huge body", "announced"],
)
def test_more_than_ten_megabytes_is_refused(site: Site, body: bytes, headers: dict[str, str]) -> None:
    """Counted after unpacking, and while it streams."""
    with pytest.raises(SourceError, match="larger than 10 MB"):
        client().fetch(site.answer("/", body, **headers), ask_robots=False)


@pytest.mark.parametrize(
    ("body", "coding"),
    [(PAGE, "gzip"), (gzip.compress(PAGE)[:-9], "gzip"), (PAGE, "br")],
    ids=["not packed", "cut short", "unknown"],
)
def test_what_cannot_be_unpacked_is_said(site: Site, body: bytes, coding: str) -> None:
    """Damaged, cut short, or in a coding nobody asked for."""
    with pytest.raises(SourceError, match="cannot be unpacked"):
        client().fetch(site.answer("/", body, Content_Encoding=coding), ask_robots=False)


def test_redirects_are_followed(site: Site) -> None:
    """Also relative ones; the story's id is the last address."""
    site.answer("/new")
    url = site.answer("/old", b"", 301, Location="new")
    page = client().fetch(url, ask_robots=False)
    assert page is not None
    assert page.id == site.address + "/new"


def test_an_endless_redirect_ends(site: Site) -> None:
    """After five redirects there is an error."""
    url = site.answer("/a", b"", 302, Location="/a")
    with pytest.raises(SourceError, match="redirects more than 5 times"):
        client().fetch(url, ask_robots=False)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://169.254.169.254/latest/meta-data/", "link-local"),
        ("http://[::ffff:127.0.0.1]/", "IPv4-mapped"),
        ("http://[::ffff:7f00:1]:80/", "IPv4-mapped"),
        ("http://[::1]/", "loopback"),
        ("http://2130706433/", "loopback"),
        ("http://127.1/", "loopback"),
        ("http://10.1.2.3/", "private"),
        ("http://[64:ff9b::7f00:1]/", "NAT64"),
        ("http://0.0.0.0/", "unspecified"),
        ("file:///etc/hostname", "neither http nor https"),
        ("gopher://a.example/", "neither http nor https"),
        ("http://user:secret@a.example/", "user name"),
        ("http://[::1", "Invalid URL"),
    ],
)
def test_a_redirect_leads_nowhere_private(site: Site, target: str, why: str) -> None:
    """Every redirect is checked like the address that was asked for."""
    url = site.answer("/", b"", 302, Location=target)
    with pytest.raises(SourceError, match=why):
        client().fetch(url, ask_robots=False)


def test_a_name_that_leads_to_the_machine_itself_is_refused(site: Site) -> None:
    """All answers of the name server are checked; one that is not public is enough."""
    port = site.address.rpartition(":")[2]
    web = client(resolve=lambda _host, _port: ("93.184.216.34", "127.0.0.1"))
    with pytest.raises(SourceError, match="loopback") as caught:
        web.fetch(f"http://story.example:{port}/", ask_robots=False)
    assert 'add "story.example" to allow_hosts' in caught.value.hint
    assert site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    """The name is looked up once for a request, so that a second answer cannot differ from the checked one."""
    lookups: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        lookups.append(host)
        return ("127.0.0.1",)

    url = site.answer("/").replace("127.0.0.1", "story.example")
    page = client(allow=("Story.example",), resolve=resolve).fetch(url, ask_robots=False)
    assert page is not None
    assert lookups == ["story.example"]
    assert site.asked[0][1]["host"].startswith("story.example:")


def test_a_host_without_address_is_an_error() -> None:
    """A name that nobody knows, or that is no name, is reported as such."""

    def resolve(host: str, port: int) -> tuple[str, ...]:
        raise OSError(host)

    with pytest.raises(SourceError, match="no address is known"):
        client(resolve=resolve).fetch("http://nowhere.example/", ask_robots=False)
    with pytest.raises(SourceError):
        client().fetch(f"http://{'a' * 70}.example/", ask_robots=False)


def test_a_server_that_never_answers_is_given_up(site: Site) -> None:
    """The wait is bounded, and so is that for every other page of the same host."""
    site.answers["/"] = lambda _: site.closing.wait(5) and None
    web = client(read_s=0.05, total_s=0.3)
    started = time.monotonic()
    with pytest.raises(SourceError, match="too slow"):
        web.fetch(site.address + "/", ask_robots=False)
    with pytest.raises(SourceError, match="given up"):
        web.fetch(site.answer("/other"), ask_robots=False)
    assert time.monotonic() - started < 2
    assert "/other" not in site.paths()


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"])
def test_a_server_that_sends_a_letter_now_and_then_is_given_up(site: Site, head: bytes) -> None:
    """The whole answer has a time limit, in its headers as in its body."""

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head)
        while not site.closing.wait(0.02):
            request.wfile.write(b"a")

    site.answers["/"] = drip
    started = time.monotonic()
    with pytest.raises(SourceError, match="too slow"):
        client(total_s=0.25).fetch(site.address + "/", ask_robots=False)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("raw", [b"", b"SSH-2.0-Nope\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"])
def test_what_is_no_http_is_an_error(site: Site, raw: bytes) -> None:
    """A server that speaks something else, or breaks off, is tried again and then reported."""
    site.answers["/"] = lambda request: request.wfile.write(raw) and None
    waits = Waits()
    with pytest.raises(SourceError, match="cannot be fetched"):
        client(waits).fetch(site.address + "/", ask_robots=False)
    assert waits == [1.0, 2.0]


@pytest.mark.parametrize(
    ("retry_after", "wait_s"),
    [("7", 7.0), ("Fri, 07 Feb 2031 07:00:12 GMT", 12.0), ("soon", 1.0), ("", 1.0), ("-3", 1.0)],
)
def test_a_busy_server_is_asked_again_when_it_says(site: Site, retry_after: str, wait_s: float) -> None:
    """Retry-After is honoured, as seconds and as a date; without one the wait is a second."""
    url = site.address + "/"

    def busy(request: BaseHTTPRequestHandler) -> None:
        request.send_response(429)
        request.send_header("Retry-After", retry_after)
        request.send_header("Content-Length", "0")
        site.answer("/")  # before this answer is out, since the next request follows at once
        request.end_headers()

    site.answers["/"] = busy
    waits = Waits()
    assert client(waits).fetch(url, ask_robots=False)
    assert waits == [wait_s]


def test_a_server_that_asks_for_too_much_patience_is_left_alone(site: Site) -> None:
    """No wait longer than half a minute; the host is not asked again in this run."""
    url = site.answer("/", b"", 503, Retry_After="3600")
    web = client()
    with pytest.raises(SourceError, match="come back in 3600 s"):
        web.fetch(url, ask_robots=False)
    with pytest.raises(SourceError, match="given up"):
        web.fetch(url, ask_robots=False)
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("status", "asked", "why"),
    [(500, 3, "HTTP 500"), (404, 1, "does not exist"), (403, 1, "refused"), (401, 1, "password"), (204, 1, "")],
)
def test_only_what_may_pass_is_tried_again(site: Site, status: int, asked: int, why: str) -> None:
    """Three tries for a broken server, one for a missing page; the error says which it was."""
    url = site.answer("/", b"", status)
    if why:
        with pytest.raises(SourceError, match=why):
            client().fetch(url, ask_robots=False)
    else:
        client().fetch(url, ask_robots=False)
    assert len(site.asked) == asked


@pytest.mark.parametrize("page", [True, False])
@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 429, 451, 500, 503])
def test_every_answer_that_is_of_no_use_has_a_hint(site: Site, status: int, page: bool) -> None:
    """What to do is another thing for a page than for a feed."""
    with pytest.raises(SourceError) as caught:
        client().fetch(site.answer("/", b"", status), ask_robots=page)
    assert caught.value.hint.endswith(".")
    if status == 401:
        assert ("Save the page from a browser" in caught.value.hint) is page
    if status == 404:
        assert ("Look its address up again" in caught.value.hint) is not page
    if status >= 500:
        assert caught.value.hint == "It is tried again at the next run."
    assert isinstance(caught.value, TakenBack) is (status in {410, 451})


def test_a_server_that_is_not_there_is_told_of_in_plain_words(site: Site) -> None:
    """Refused, or not safe: no number of the system's, and what becomes of it."""
    gone = "http://127.0.0.1:9/"  # the port of nobody
    reasons = {
        gone: "its server refuses the connection",
        site.address.replace("http:", "https:") + "/": "no safe connection (TLS) to its server comes about",
    }
    for url, reason in reasons.items():
        with pytest.raises(SourceError) as caught:
            client().fetch(url, ask_robots=False)
        assert caught.value.message == f"{url}: cannot be fetched: {reason}"
        assert caught.value.hint.endswith("It is tried again at the next run.")


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] x (_ssl.c:1006)"), "is not valid"),
        (ConnectionResetError(104, "Connection reset by peer"), "its server broke the connection off"),
        (OSError(113, "No route to host"), "no way leads to its server"),
        (OSError(5, "Input/output error"), "cannot be fetched (Input/output error)"),
        (ValueError("odd"), "cannot be fetched (all connection attempts failed)"),
    ],
)
def test_the_words_of_the_system_are_not_passed_on(cause: Exception, reason: str) -> None:
    """Neither the number of an error nor the line of a library."""
    if isinstance(cause, ssl.SSLCertVerificationError):
        cause.verify_message = "certificate has expired"
    raw = Unfetched("cannot be fetched ([Errno 111] all connection attempts failed)", passing=True)
    raw.__cause__ = RuntimeError()
    raw.__cause__.__cause__ = cause
    told = plainly(raw)
    assert reason in told.reason
    assert "[" not in told.reason
    assert told.hint
    assert told.passing


def test_what_has_not_changed_is_not_fetched_again(site: Site) -> None:
    """ETag and Last-Modified go into the memory, and come back as conditions of the next request."""
    url = site.answer("/", PAGE, ETag='"a1"', Last_Modified="Thu, 06 Feb 2031 07:00:00 GMT")
    web = client()
    web.fetch(url, ask_robots=False)
    memory = {key: dict(value) for key, value in web.memory.items()}
    assert memory == {url: {"If-None-Match": '"a1"', "If-Modified-Since": "Thu, 06 Feb 2031 07:00:00 GMT"}}
    site.answer("/", b"", 304)
    again = client(memory=memory)
    assert again.fetch(url, ask_robots=False) is None
    assert site.asked[1][1]["if-none-match"] == '"a1"'
    assert again.memory == memory


def test_robots_txt_is_respected(site: Site) -> None:
    """A page that a site keeps from programs is not asked for; robots.txt is read once for all pages."""
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /private/\nUser-agent: briefing\nDisallow: /not-you/\n")
    web = client()
    site.answer("/private/a")
    assert web.fetch(site.address + "/private/a", ask_robots=True)
    with pytest.raises(SourceError, match=r"robots\.txt"):
        web.fetch(site.answer("/not-you/a"), ask_robots=True)
    assert web.fetch(site.answer("/not-you/feed"), ask_robots=False)
    with pytest.raises(SourceError, match=r"robots\.txt"):
        web.check_robots(site.address + "/not-you/feed")
    assert site.paths() == ["/robots.txt", "/private/a", "/not-you/feed"]


def test_a_robots_txt_with_a_byte_order_mark_is_respected(site: Site) -> None:
    """Editors of Windows write one; the first line counts all the same."""
    site.answer("/robots.txt", b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n")
    with pytest.raises(SourceError, match=r"robots\.txt"):
        client().fetch(site.answer("/a"), ask_robots=True)


def test_a_redirect_does_not_lead_around_robots_txt(site: Site) -> None:
    """The page that it leads to is checked as well."""
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /secret\n")
    url = site.answer("/open", b"", 302, Location="/secret")
    site.answer("/secret")
    with pytest.raises(SourceError, match=r"redirects to .*/secret, which .*robots.txt"):
        client().fetch(url, ask_robots=True)
    assert "/secret" not in site.paths()


def test_a_site_that_cannot_tell_is_not_fetched_from(site: Site) -> None:
    """A robots.txt that ends in a server error forbids everything (RFC 9309); it is asked for once."""
    site.answer("/robots.txt", b"", 503)
    web = client()
    for path in ("/a", "/b"):
        with pytest.raises(SourceError, match="cannot tell"):
            web.fetch(site.answer(path), ask_robots=True)
    assert site.paths() == ["/robots.txt"] * 3


def test_pauses_between_requests_to_a_host(site: Site) -> None:
    """As long as robots.txt asks for, at most ten seconds."""
    site.answer("/robots.txt", b"User-agent: *\nCrawl-delay: 400\n")
    waits = Waits()
    web = client(waits, pause_s=0.5)
    web.fetch(site.answer("/"), ask_robots=True)
    assert waits == [pytest.approx(10, abs=0.5)]


def test_no_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through a proxy the address that is reached could not be checked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    assert client().fetch(site.answer("/"), ask_robots=False)
