"""The checker finds what is wrong with a feed, says by which rule, and survives whatever it is given."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import uvicorn
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from briefing.artwork import draw
from briefing.cli import cli
from briefing.errors import SourceError
from briefing.feed import show_guid, write_feed
from briefing.feed.check import CHANNEL, DOCUMENT, ITEM, Level, _check_document, _parse, check_feed
from briefing.feed.check.asking import Asker
from briefing.feed.check.dates import moment, seconds
from briefing.feed.check.rule import judge
from briefing.feed.check.texts import CHAPTERS, JSON, SRT, VTT, Text
from briefing.model import Chapter, Cue, Enclosure, Episode
from briefing.notes import chapters_json, vtt
from briefing.serve import make_app
from briefing.settings import ShowSettings
from briefing.targets.folder import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.feed.check import Rule, Verdict

SOUND = bytes(range(256)) * 40
DAY = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
CUES = [Cue(0, 2_000, "The ferry is back.", "Reporter", 0), Cue(2_200, 4_000, "“At last.”", "Ines Calder", 0)]


def episode(number: int) -> Episode:
    """One of a series, a day apart."""
    stem = f"episodes/2026-11-0{number}-ab"
    return Episode(
        guid=f"tag:pod.example,2026:{number}",
        title="Ferry",
        published=DAY + timedelta(days=number),
        updated=DAY + timedelta(days=number),
        enclosure=Enclosure(f"{stem}.mp3", len(SOUND), "audio/mpeg"),
        duration_ms=5_000,
        summary="The ferry is back.",
        notes_html="<p>Ferry</p>",
        transcript=f"{stem}.vtt",
        chapters=f"{stem}.chapters.json",
    )


def made(address: str = "https://pod.example/") -> bytes:
    """A feed without fault."""
    show = ShowSettings(title="Harbour", email="desk@pod.example", address=address)
    return write_feed(show, [episode(1), episode(2)], guid=show_guid("harbour"), image="cover.png")


def broken(verdicts: tuple[Verdict, ...]) -> set[str]:
    """Names of the broken rules."""
    return {each.rule.name for each in verdicts if each.faults}


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A feed without fault, as a file."""
    path = tmp_path / "feed.xml"
    path.write_bytes(made())
    return path


def test_our_own_feed_keeps_every_rule(feed: Path) -> None:
    """Every rule of the document, its channel and its items was held against it."""
    verdicts = check_feed(str(feed))
    assert broken(verdicts) == set()
    assert [each.rule for each in verdicts] == [*DOCUMENT, *CHANNEL, *ITEM]
    assert {each.checked for each in verdicts} == {1, 2}


BREAKS = {
    "rss": ('version="2.0"', 'version="0.92"'),
    "encoding": ("UTF-8", "ISO-8859-1"),
    "namespaces": ("http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.example/"),
    "doctype": ("<rss", "<!DOCTYPE rss>\n<rss"),
    "title": ("<title>Harbour</title>", "<title> </title>"),
    "link": ("<link>https://pod.example/</link>", "<link>https://pod.example/feed.xml</link>"),
    "description": ("The news, read aloud. The voices are synthetic.", ""),
    "language": ("en-us", "English, American"),
    "category": ('text="News"', 'text="news"'),
    "explicit": ("<itunes:explicit>false", "<itunes:explicit>no"),
    "image": ("cover.png", "cover.gif"),
    "self": ('rel="self"', 'rel="alternate"'),
    "guids": ("2026:1<", "2026:2<"),
    "enclosures": ("11-01-ab.mp3", "11-02-ab.mp3"),
    "new-feed-url": ("<itunes:type>", "<itunes:new-feed-url>soon</itunes:new-feed-url><itunes:type>"),
    "archives": ("<itunes:type>", '<atom:link rel="prev-archive" href="feed-1.xml"/><itunes:type>'),
    "author": ("<itunes:author>The Briefing", "<itunes:author>"),
    "owner": ("desk@pod.example</itunes:email>", "desk</itunes:email>"),
    "show-guid": (show_guid("harbour"), "harbour"),
    "locked": (">yes</podcast:locked>", ">maybe</podcast:locked>"),
    "type": ("episodic", "daily"),
    "built": ("<lastBuildDate>", "<lastBuildDate>on "),
    "disclosure": ("The voices are synthetic.", "Enjoy."),
    "people": (">The Briefing</podcast:person>", "> </podcast:person>"),
    "order": ("Mon, 02 Nov", "Wed, 02 Dec"),
    "moments": ("Tue, 03 Nov", "Mon, 02 Nov"),
    "item-title": ("<title>Ferry</title>", "<title></title>"),
    "item-enclosure": (f'length="{len(SOUND)}"', 'length="0"'),
    "item-type": ("audio/mpeg", "audio/mp3"),
    "item-url": ("02-ab.mp3", "02-äb.mp3"),
    "item-password": ('enclosure url="https://', 'enclosure url="https://me:word@'),
    "item-guid": ('isPermaLink="false"', ""),
    "item-date": ("Tue, 03 Nov", "Fri, 03 Nov"),
    "item-escapes": ("The ferry is back.", "Fish &amp;amp;amp; chips"),
    "item-number": ("<itunes:duration>", "<itunes:episode>one</itunes:episode><itunes:duration>"),
    "item-season": ("<itunes:duration>", "<itunes:season>0</itunes:season><itunes:duration>"),
    "item-kind": ("<itunes:episodeType>full", "<itunes:episodeType>whole"),
    "item-secure": ('enclosure url="https:', 'enclosure url="http:'),
    "item-unnumbered": ("<title>Ferry</title>", "<title>Episode 12: Ferry</title>"),
    "item-past": ("Tue, 03 Nov 2026", "Sat, 03 Nov 2029"),
    "item-duration": ("<itunes:duration>5", "<itunes:duration>five"),
    "item-description": ("<description>The ferry is back.", "<description>"),
    "item-tags": ("&lt;p&gt;Ferry", "&lt;img src=x&gt;Ferry"),
    "item-link": ("<link>https://pod.example/</link>", "<link>ferry</link>"),
    "item-explicit": ("<itunes:explicit>false", "<itunes:explicit>clean"),
    "item-transcript": ("text/vtt", "text/vtt2"),
    "item-captions": ("text/vtt", "text/plain"),
    "item-chapters": ("application/json+chapters", "application/json"),
    "item-soundbite": ("<itunes:duration>", '<podcast:soundbite startTime="0" duration="5"/><itunes:duration>'),
    "item-alternative": ("<itunes:duration>", '<podcast:alternateEnclosure type="a/b"/><itunes:duration>'),
    "item-default": (
        "<itunes:duration>",
        (
            '<podcast:alternateEnclosure type="a/b" default="true"><podcast:source uri="https://pod.example/b"/>'
            "</podcast:alternateEnclosure><itunes:duration>"
        ),
    ),
    "item-disclosure": ("ai-content", "content"),
    "items": None,
}


@pytest.mark.parametrize("rule", [*DOCUMENT, *CHANNEL, *ITEM], ids=lambda rule: rule.name)
def test_every_rule_can_be_broken(rule: Rule, feed: Path) -> None:
    """By the change that is written beside its name; and each has a source."""
    text = feed.read_text("utf-8")
    change = BREAKS[rule.name]
    if change is None:
        text = text[: text.index("<item>")] + "</channel></rss>"
    else:
        assert change[0] in text
        text = text.replace(*change)
    feed.write_text(text, "utf-8")
    assert rule.name in broken(check_feed(str(feed)))
    assert rule.source
    assert rule.asks.endswith(".")


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_what_is_no_feed_is_refused_or_judged(content: bytes) -> None:
    """Any file gives verdicts or an error that explains itself; nothing else."""
    with contextlib.suppress(SourceError):
        _check_document(_parse(content, "f"))


@pytest.mark.parametrize(
    "content",
    [b"", b"<rss", b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', b"<a>" * 100_000],
)
def test_a_hostile_document_does_no_harm(content: bytes, tmp_path: Path) -> None:
    """Entities are not followed, depth is limited; what can be read is judged, the rest refused."""
    path = tmp_path / "feed.xml"
    path.write_bytes(content)
    with contextlib.suppress(SourceError):
        assert "rss" in broken(check_feed(str(path)))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(SourceError, match=r"nothing\.xml"):
        check_feed(str(tmp_path / "nothing.xml"))


def test_no_more_is_read_of_a_file_than_a_feed_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe does not tell its size beforehand, and may never end."""
    monkeypatch.setattr("briefing.feed.check.FEED_BYTES", 1000)
    pipe = tmp_path / "pipe.xml"
    os.mkfifo(pipe)
    threading.Thread(target=pipe.write_bytes, args=(b" " * 2000,), daemon=True).start()
    with pytest.raises(SourceError, match="too large for a feed"):
        check_feed(str(pipe))


@pytest.mark.parametrize(
    ("text", "there"),
    [("Mon, 02 Nov 2026 05:30:00 +0000", True), ("Mon, 2 Nov 2026 05:30:00 GMT", True), ("2026-11-02", False),
     ("Tue, 02 Nov 2026 05:30:00 +0000", False), ("Mon, 32 Nov 2026 05:30:00 +0000", False), (None, False)],
)  # fmt: skip
def test_a_date_is_one_of_rfc_5322(text: str | None, there: bool) -> None:
    """With a weekday that is right."""
    assert (moment(text) is not None) is there


def test_a_duration_may_be_seconds_or_a_clock() -> None:
    """Apple takes both."""
    assert [seconds(text) for text in ("61", "1:01", "1:00:01", "1:99", "", None)] == [61, 61, 3601, None, None, None]


TEXTS = {
    "vtt-header": (VTT, "WEB\n\n00:00.000 --> 00:01.000\n<v A>x"),
    "vtt-cues": (VTT, "WEBVTT\n"),
    "vtt-order": (VTT, "WEBVTT\n\n00:02.000 --> 00:01.000\n<v A>x"),
    "vtt-length": (VTT, "WEBVTT\n\n00:02.000 --> 00:09.000\n<v A>x"),
    "vtt-voices": (VTT, "WEBVTT\n\n00:00.000 --> 00:01.000\nx"),
    "vtt-lines": (VTT, "WEBVTT\n\n00:00.000 --> 00:01.000\n<v A>" + "x" * 66),
    "srt-cues": (SRT, "nothing"),
    "srt-order": (SRT, "1\n00:00:02,000 --> 00:00:03,000\nx\n\n2\n00:00:01,000 --> 00:00:02,000\nx"),
    "srt-length": (SRT, "1\n00:00:02,000 --> 00:01:03,000\nx"),
    "srt-lines": (SRT, "1\n00:00:02,000 --> 00:00:03,000\n" + "x" * 66),
    "json-segments": (JSON, '{"version": "1.0.0", "segments": [{"startTime": 0}]}'),
    "json-order": (JSON, '{"version": "1.0.0", "segments": [{"startTime": 2, "endTime": 1, "body": "x"}]}'),
    "chapters-json": (CHAPTERS, "[" * 100_000),
    "chapters-order": (CHAPTERS, '{"version": "1.2.0", "chapters": [{"startTime": 9, "title": "x"}]}'),
    "chapters-first": (CHAPTERS, '{"version": "1.2.0", "chapters": [{"startTime": 1, "title": "x"}]}'),
}


@pytest.mark.parametrize("rule", [*VTT, *SRT, *JSON, *CHAPTERS], ids=lambda rule: rule.name)
def test_every_rule_for_texts_can_be_broken(rule: Rule) -> None:
    """By the text that is written beside its name."""
    rules, content = TEXTS[rule.name]
    assert rule.name in broken(judge(rules, [("text", Text(content, 5))]))


def test_a_megabyte_of_anything_is_judged_at_once() -> None:
    """No pattern goes back and forth."""
    for piece in ("\n \n", "<v ", "00:00", "{", "1\n", "<", "&amp;"):
        for rules in (VTT, SRT, JSON, CHAPTERS):
            judge(rules, [("text", Text(piece * (1_000_000 // len(piece)), 5))])


@contextlib.contextmanager
def serving(app: Starlette, listener: socket.socket) -> Iterator[None]:
    """Serve it at this socket."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def edition(root: Path, address: str) -> None:
    """Two episodes with everything beside them."""
    chapters = chapters_json([Chapter(0, 4_000, "Ferry")], title="Ferry", show="Harbour").encode()
    for each in (episode(1), episode(2)):
        beside = {each.transcript or "": vtt(CUES).encode(), each.chapters or "": chapters}
        publish({each.enclosure.path: SOUND, **beside}, root)
    publish({"cover.png": draw("Harbour"), "feed.xml": made(address)}, root)


def test_what_our_server_serves_keeps_every_rule(tmp_path: Path) -> None:
    """Feed, picture, audio, transcripts and chapters, over a socket."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        edition(tmp_path, address)
        with serving(make_app(tmp_path), listener):
            verdicts = check_feed(f"{address}feed.xml")
    assert broken(verdicts) == set()
    assert {"feed-etag", "picture-size", "audio-if-range", "beside-type", "vtt-voices", "chapters-first"} <= {
        each.rule.name for each in verdicts
    }


def careless(address: str) -> Starlette:
    """A server that knows nothing of ranges, versions, types or pictures."""
    feed = made(address).replace(b"11-02-ab.mp3", b"11-02-xy.mp3")

    async def answer(request: object) -> Response:
        path = request.url.path  # type: ignore[attr-defined]  starlette's request
        if path.endswith("-xy.mp3"):
            return RedirectResponse("http://192.168.255.254:9/")
        return Response(feed if path == "/feed.xml" else b"x" * 50, media_type="text/plain")

    return Starlette(routes=[Route("/{path:path}", answer)])


def test_a_careless_server_is_found_out() -> None:
    """Every rule for servers that can be broken by one without features is; no private address is asked."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with serving(careless(address), listener):
            verdicts = check_feed(f"{address}feed.xml")
    assert broken(verdicts) >= {
        "feed-type", "feed-validators", "picture-size", "audio-head", "audio-length", "audio-type", "audio-range",
        "audio-tail", "audio-beyond", "audio-validators", "beside-type", "beside-cors", "vtt-header", "chapters-json",
    }  # fmt: skip
    assert any("no public host" in fault for each in verdicts for fault in each.faults)


@pytest.mark.parametrize("host", ["[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "127.0.0.2"])
def test_a_feed_cannot_have_a_door_inside_knocked_at(host: str) -> None:
    """Nor by an address that carries that of the door, as those of NAT64 and 6to4 do."""
    with Asker("pod.example") as asker:
        assert "no public host" in str(asker.ask(f"http://{host}:9/"))


def test_only_so_much_is_read() -> None:
    """An endless body is cut off, and said to be."""

    async def endless(_: object) -> Response:
        return Response(b"x" * 1_000_000)

    app = Starlette(routes=[Route("/", endless)])
    with socket.create_server(("127.0.0.1", 0)) as listener, serving(app, listener), Asker("127.0.0.1") as asker:
        answer = asker.ask(f"http://127.0.0.1:{listener.getsockname()[1]}/", limit=1_000)
    assert (len(answer.body), str(answer)) == (1_001, "longer than 1000 bytes")


def test_a_server_that_does_not_answer_is_an_error() -> None:
    """With the address in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(SourceError, match="cannot be fetched"):
            check_feed(f"http://127.0.0.1:{free.getsockname()[1]}/feed.xml")


def test_the_command_tells_the_rule_its_source_and_the_place(feed: Path) -> None:
    """And ends with 1 when a MUST is broken, with 0 when only a SHOULD is."""
    feed.write_text(feed.read_text().replace(">yes</podcast:locked>", ">maybe</podcast:locked>"))
    done = CliRunner().invoke(cli, ["feed", "check", str(feed), "-q"])
    assert done.exit_code == 0
    assert "broken SHOULD podcast:locked is yes or no.  [Podcasting 2.0 namespace, locked]" in done.output
    assert "channel: podcast:locked is 'maybe'" in done.output
    feed.write_text(feed.read_text().replace("audio/mpeg", "audio/mp3"))
    done = CliRunner().invoke(cli, ["feed", "check", str(feed), "--json"])
    told = json.loads(done.output)
    assert (done.exit_code, told["must_broken"], told["should_broken"]) == (1, 1, 1)
    [verdict] = [each for each in told["rules"] if each["rule"] == "item-type"]
    assert (verdict["level"], verdict["checked"], len(verdict["faults"])) == (Level.MUST, 2, 2)


def test_many_faults_of_one_kind_are_counted(feed: Path) -> None:
    """The first three are shown."""
    show = ShowSettings(address="https://pod.example/", email="desk@pod.example")
    many = [
        replace(episode(1), guid=str(day), published=DAY - timedelta(day), enclosure=Enclosure(f"{day}.mp3", 9, "a/x"))
        for day in range(9)
    ]
    feed.write_bytes(write_feed(show, many, guid=show_guid("harbour"), image="cover.png"))
    done = CliRunner().invoke(cli, ["feed", "check", str(feed), "-q"])
    assert done.output.count("item ") == 3
    assert "and 6 more" in done.output
