"""A private show is served to its subscribers, and nobody learns anything else."""

from __future__ import annotations

import base64
import os
import re
import stat
from typing import TYPE_CHECKING
from urllib.parse import unquote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.cli.serve import _picture
from briefing.feed import write_feed
from briefing.pages import index_page
from briefing.serve import ServeError
from briefing.serve.access import Access, login
from briefing.serve.tokens import Tokens, add_subscriber, revoke, subscribers
from briefing.settings import ShowSettings
from briefing.targets.folder import publish
from tests.commands import run
from tests.test_serve import AUDIO, FEED, SOUND, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USER, PASSWORD = "mara", "grün: ☂ and more"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the subscribers are kept; nobody is yet."""
    return tmp_path / "state/tokens.json"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """An edition."""
    root = tmp_path / "public"
    publish({"episodes/a-1f.mp3": SOUND, "index.html": b"<h1>", "feed.xml": FEED}, root)
    return root


@pytest.fixture
def private(public: Path, file: Path) -> Iterator[httpx.Client]:
    """A client of a server that asks for tokens."""
    with serving(public, Access(tokens=Tokens(file))) as client:
        yield client


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, str]]:
    """A server that nobody changes, with its only token."""
    home = tmp_path_factory.mktemp("guarded")
    publish({"episodes/a-1f.mp3": b"sound", "index.html": b"<h1>", "feed.xml": FEED}, home / "public")
    token = add_subscriber(home / "state/tokens.json", "Ida")
    with serving(home / "public", Access(tokens=Tokens(home / "state/tokens.json"))) as client:
        yield client, token


def test_a_subscriber_gets_everything_by_their_token(private: httpx.Client, file: Path) -> None:
    """Feed, audio and pages lie under the token, and the feed names them there; ids stay the same for all."""
    token = add_subscriber(file, "Ida")
    feed = private.get(f"/t/{token}/feed.xml", headers={"Host": "localhost:8000"})
    assert feed.status_code == 200
    for before in ('href="', '<enclosure url="', "<link>"):
        assert f"{before}http://localhost:8000/t/{token}/" in feed.text
    assert "<guid>http://localhost:8000/1</guid>" in feed.text
    assert private.get(f"/t/{token}{AUDIO}").content == SOUND
    assert private.get(f"/t/{token}/").content == b"<h1>"
    assert private.head(f"/t/{token}{AUDIO}", headers={"Range": "bytes=0-9"}).status_code == 206


def test_no_shared_cache_keeps_what_is_private(private: httpx.Client, file: Path) -> None:
    """A proxy between must not give it to others; nor may a page tell its address to those it links to."""
    token = add_subscriber(file, "Ida")
    for path in ("/feed.xml", AUDIO):
        headers = private.get(f"/t/{token}{path}").headers
        assert headers["cache-control"].startswith("private, ")
        assert headers["referrer-policy"] == "no-referrer"


def test_a_public_address_gets_the_token_too(public: Path, file: Path) -> None:
    """Behind a proxy the show's own address stays, with the token after it; sections' feeds as well."""
    moved = FEED.replace(b"http://localhost:8000/", b"https://pod.example/news/")
    publish({"feed.xml": moved, "feeds/sport.xml": moved.replace(b"news/feed.xml", b"news/feeds/sport.xml")}, public)
    token = add_subscriber(file, "Ida")
    with serving(public, Access(tokens=Tokens(file))) as client:
        for path in ("feed.xml", "feeds/sport.xml"):
            feed = client.get(f"/t/{token}/{path}").text
            assert f'href="https://pod.example/news/t/{token}/{path}"' in feed
            assert f'<enclosure url="https://pod.example/news/t/{token}/episodes/a-1f.mp3"' in feed


def test_the_index_invites_a_subscriber_to_their_own_feed(public: Path, file: Path) -> None:
    """Every link that opens an app, and the address in words, carry the token; the QR code of the other one goes."""
    show = ShowSettings(title="Ellery", address="https://pod.example/news/")
    publish({"feed.xml": FEED.replace(b"http://localhost:8000/", b"https://pod.example/news/")}, public)
    publish({"index.html": index_page(show, [])}, public)
    token = add_subscriber(file, "Ida")
    with serving(public, Access(tokens=Tokens(file))) as client:
        answer = client.get(f"/t/{token}/")
        page = answer.text
        assert f'"podcast://pod.example/news/t/{token}/feed.xml"' in page
        assert f"pod.example%2Fnews%2Ft%2F{token}%2Ffeed.xml" in page
        assert f">https://pod.example/news/t/{token}/feed.xml<" in page
        assert "news/feed.xml" not in page
        assert 'class="qr"' not in page
        assert client.get(f"/t/{token}/", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
        (public / "feed.xml").unlink()
        assert client.get(f"/t/{token}/").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["https://Pod.Example/", "https://fjærnytt.example/", "https://pod.example/ada's/", "https://pod.example/a&b/"],
)
def test_the_index_invites_to_a_subscribers_feed_however_its_address_is_written(
    public: Path, file: Path, address: str
) -> None:
    """Feed and index have one spelling of it, whatever is escaped on the page: no link leads to what is refused."""
    show = ShowSettings(title="Ellery", address=address)
    publish({"feed.xml": write_feed(show, (), guid="g", image="cover.png"), "index.html": index_page(show, [])}, public)
    token = add_subscriber(file, "Ida")
    with serving(public, Access(tokens=Tokens(file))) as client:
        page = client.get(f"/t/{token}/").text
    links = re.findall(r'"((?:podcast|overcast|pktc)://[^"]+)"|class="address"[^>]*>([^<]+)<', page)
    assert len(links) == 4
    assert all(f"t/{token}/feed.xml" in unquote("".join(link)) for link in links)


def test_the_index_of_a_further_show_invites_to_that_shows_feed(public: Path, file: Path) -> None:
    """One token is for all shows; an index is found by the slash at its folder's end."""
    show = ShowSettings(title="The Council", address="https://pod.example/news/council/")
    feed = FEED.replace(b"http://localhost:8000/", b"https://pod.example/news/council/")
    publish({"council/feed.xml": feed, "council/index.html": index_page(show, [])}, public)
    token = add_subscriber(file, "Ida")
    with serving(public, Access(tokens=Tokens(file))) as client:
        page = client.get(f"/t/{token}/council/").text
        assert page == client.get(f"/t/{token}/council/index.html").text
        assert f">https://pod.example/news/t/{token}/council/feed.xml<" in page
        assert "news/council/feed.xml" not in page
        told = client.get(f"/t/{token}/council/feed.xml").text
        assert f'<enclosure url="https://pod.example/news/t/{token}/council/episodes/a-1f.mp3"' in told
        assert client.get(f"/t/{token}/council").headers["location"] == "council/"


@pytest.mark.parametrize(
    "path",
    ["/feed.xml", AUDIO, "/", "/t", "/t/", "/t//feed.xml", "/t/x/feed.xml", "/t/%00/feed.xml", "/t/TOKEN",
     "/T/TOKEN/feed.xml", "/t/TOKENx/feed.xml", "/t/TOKE/feed.xml", "/t/TOKEN%20/feed.xml", "/t/token/feed.xml",
     "/x/../t/x/feed.xml", "/t/TOKEN/../../state/tokens.json", "/t/TOKEN/..%2f..%2fstate/tokens.json",
     "/t/TOKEN/../state/tokens.json",
     "/t/TOKEN//feed.xml", "/t/TOKEN/%2e%2e/feed.xml", "/t/TOKEN/t/TOKEN/feed.xml", "/t/" + "A" * 10_000 + "/feed.xml"],
)  # fmt: skip
def test_without_a_right_token_there_is_nothing(guarded: tuple[httpx.Client, str], path: str) -> None:
    """Neither for a wrong one, nor by a way around; and the answer tells nothing, not even that a feed is there."""
    client, token = guarded
    asked = path.replace("TOKEN", token).replace("TOKE/", token[:-1] + "/").replace("/token/", f"/{token.swapcase()}/")
    answer = client.get(httpx.URL(client.base_url, raw_path=asked.encode()))
    assert (answer.status_code, answer.content) == (404, b"Not found\n")


@pytest.mark.parametrize("password", [None, "x"])
def test_the_first_subscriber_closes_a_server_that_runs(public: Path, file: Path, password: str | None) -> None:
    """From the next request on: who has no token gets nothing, the subscriber everything, and no cache a copy."""
    access = Access(Tokens(file), login(USER, password) if password else None)
    with serving(public, access) as client:
        before = client.get("/feed.xml")
        assert before.status_code == (401 if password else 200)
        assert password or before.headers["cache-control"] == "public, no-cache"
        token = add_subscriber(file, "Ida")
        assert client.get("/feed.xml").status_code == (401 if password else 404)
        feed = client.get(f"/t/{token}/feed.xml")
        assert (feed.status_code, feed.headers["cache-control"]) == (200, "private, no-cache")
        file.unlink()
        assert client.get("/feed.xml").status_code == (401 if password else 404)


@pytest.mark.parametrize("user", [(), ("--user", USER)])
def test_the_command_heeds_subscribers_that_come_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: tuple[str, ...]
) -> None:
    """`briefing serve` runs for weeks; nobody starts it anew for a subscriber."""
    served: list[Access] = []
    monkeypatch.setattr("briefing.serve.serve", lambda *words, **_: served.append(words[4]))
    monkeypatch.setenv("BRIEFING_PASSWORD", PASSWORD)
    (tmp_path / "briefing.toml").write_text("", "utf-8")
    assert run("--home", str(tmp_path), "serve", *user).exit_code == 0
    assert bool(served[0].admit("feed.xml", "")) is not bool(user)
    token = _run(tmp_path, "add", "Ida").strip().split("/")[-2]
    assert served[0].admit(f"t/{token}/feed.xml", "")
    assert served[0].admit("feed.xml", "") is None


def test_revoked_means_from_now_on(private: httpx.Client, file: Path) -> None:
    """A running server refuses it at the next request, keeps the others, and never opens when the last one goes."""
    ida, otto = add_subscriber(file, "Ida"), add_subscriber(file, "Otto")
    assert private.get(f"/t/{ida}/feed.xml").status_code == 200
    revoke(file, "Ida")
    assert private.get(f"/t/{ida}/feed.xml").status_code == 404
    assert private.get(f"/t/{otto}/feed.xml").status_code == 200
    revoke(file, "Otto")
    assert private.get(f"/t/{otto}/feed.xml").status_code == 404
    assert private.get("/feed.xml").status_code == 404


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"subscribers": 1}', b"\xff", None])
def test_a_spoilt_list_lets_nobody_in(file: Path, spoilt: bytes | None) -> None:
    """And it lets them in again when it is mended."""
    access, path = Access(tokens=Tokens(file)), f"t/{add_subscriber(file, 'Ida')}/feed.xml"
    assert access.admit(path, "")
    whole = file.read_bytes()
    file.unlink() if spoilt is None else file.write_bytes(spoilt)
    assert not access.admit(path, "")
    file.write_bytes(whole)
    assert access.admit(path, "")


def test_the_file_holds_no_token(file: Path) -> None:
    """Who reads it cannot subscribe by it; and only its owner can read it."""
    tokens = [add_subscriber(file, name) for name in ("Ida", "Otto Ø")]
    assert [each.name for each in subscribers(file)] == ["Ida", "Otto Ø"]
    assert not any(token in file.read_text("utf-8") for token in tokens)
    assert len(set(tokens)) == 2
    assert min(map(len, tokens)) >= 32
    assert os.name != "posix" or stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81, "Ida", "\0", "\u202eadI"])
def test_a_name_is_printable_and_only_once_there(file: Path, name: str) -> None:
    """So that `revoke` takes away what was meant."""
    add_subscriber(file, "Ida")
    with pytest.raises(ServeError) as caught:
        add_subscriber(file, name)
    assert caught.value.hint
    assert [each.name for each in subscribers(file)] == ["Ida"]


def test_who_is_unknown_cannot_be_revoked(file: Path) -> None:
    """The hint names the nearest."""
    add_subscriber(file, "Mara Lind")
    with pytest.raises(ServeError) as caught:
        revoke(file, "Mara Lindt")
    assert "Mara Lind" in caught.value.hint


@settings(deadline=None)  # it waits for a disk
@given(st.text(max_size=200))
def test_no_text_is_a_token(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever is asked with, no error and no way in."""
    file = tmp_path_factory.getbasetemp() / "lot.json"
    if not file.exists():
        add_subscriber(file, "Ida")
    access = Access(tokens=Tokens(file), login=login(USER, PASSWORD))
    assert access.admit(f"t/{text}/feed.xml", text) is None
    assert access.admit(text, f"Basic {text}") is None


def test_a_password_opens_everything(public: Path) -> None:
    """By basic authentication in UTF-8; the feed keeps its addresses, as apps send the password with each request."""
    with serving(public, Access(login=login(USER, PASSWORD))) as client:
        refused = client.get("/feed.xml")
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic realm=")
        known = (USER.encode(), PASSWORD.encode())
        feed = client.get("/feed.xml", auth=known, headers={"Host": "localhost:8000"})
        assert (feed.status_code, feed.content) == (200, FEED)
        assert feed.headers["cache-control"] == "private, no-cache"
        assert client.get(AUDIO, auth=known).content == SOUND
        for wrong in ((USER, "x"), ("x", PASSWORD.encode()), (USER, b""), (USER.encode(), PASSWORD.encode() + b"x")):
            assert client.get("/feed.xml", auth=wrong).status_code == 401


@pytest.mark.parametrize(
    "header",
    ["", "Basic", "Basic ", "Basic !!!", "Basic A", "Basic " + "A" * 12_000, "Bearer RIGHT", "RIGHT",
     "Basic RIGHT RIGHT", "Basic RIGHTA", "Basic =RIGHT"],
)  # fmt: skip
def test_a_header_that_is_no_password_is_refused(header: str) -> None:
    """However it is spoilt."""
    right = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    access = Access(login=login(USER, PASSWORD))
    assert access.admit("feed.xml", f"basic  {right}") is not None
    assert access.admit("feed.xml", header.replace("RIGHT", right)) is None


def test_token_and_password_can_stand_side_by_side(public: Path, file: Path) -> None:
    """Either lets in."""
    token = add_subscriber(file, "Ida")
    with serving(public, Access(Tokens(file), login(USER, PASSWORD))) as client:
        assert client.get(f"/t/{token}/feed.xml").status_code == 200
        assert client.get("/feed.xml", auth=(USER.encode(), PASSWORD.encode())).status_code == 200
        assert client.get("/t/x/feed.xml").status_code == 401


@pytest.mark.parametrize(("user", "password"), [("", "x"), ("a:b", "x"), ("a", "")])
def test_a_user_needs_a_name_and_a_password(user: str, password: str) -> None:
    """An empty password would be none."""
    with pytest.raises(ServeError):
        login(user, password)


def test_a_user_without_a_name_is_refused_and_nobody_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the variable that was to name the user is empty, say; the show would be public."""
    monkeypatch.setenv("BRIEFING_PASSWORD", PASSWORD)
    monkeypatch.setattr("briefing.serve.serve", lambda *_, **__: pytest.fail("it is served"))
    with pytest.raises(ServeError):
        run("--home", str(tmp_path), "serve", "--user", "")


def test_subscribers_come_and_go_on_the_command_line(tmp_path: Path) -> None:
    """`add` prints the address once; `list` names people, not tokens; `revoke` takes away."""
    (tmp_path / "briefing.toml").write_text('[show]\naddress = "https://pod.example/news"\n', "utf-8")
    added = _run(tmp_path, "add", "Ida").strip()
    assert added.startswith("https://pod.example/news/t/")
    assert added.endswith("/feed.xml")
    listed = _run(tmp_path, "list")
    assert "Ida" in listed
    assert added.split("/")[-2] not in listed
    _run(tmp_path, "revoke", "Ida")
    assert _run(tmp_path, "list") == ""


def test_a_show_of_this_machine_gives_addresses_for_its_network(tmp_path: Path) -> None:
    """A phone cannot reach `localhost`; the port is the show's."""
    (tmp_path / "briefing.toml").write_text('[show]\naddress = "http://localhost:8123/"\n', "utf-8")
    assert ":8123/t/" in _run(tmp_path, "add", "Ida")


@pytest.mark.parametrize(("encoding", "drawn"), [("utf-8", "█"), ("ascii", "\033[7m"), (None, "\033[7m")])
def test_the_code_is_drawn_with_what_the_terminal_has(encoding: str | None, drawn: str) -> None:
    """Half blocks where there is Unicode, else only ASCII."""
    picture = _picture("http://192.168.1.20:8000/feed.xml", encoding)
    assert drawn in picture
    assert len(picture.splitlines()) > 15
    picture.encode(encoding or "ascii")


def _run(home: Path, *words: str) -> str:
    """What `briefing serve tokens …` says on stdout."""
    done = run("--home", str(home), "serve", "tokens", *words)
    assert done.exit_code == 0
    return done.stdout
