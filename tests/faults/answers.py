"""Parsers of what servers answer, and of what engines and owners hand in."""

from __future__ import annotations

import gzip
import io
import json
import ssl
import wave
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from unittest.mock import patch

import httpcore
import httpx
from PIL import Image

from briefing.artwork import scaled
from briefing.engines.catalogue import Catalogue
from briefing.engines.espeak import _pcm
from briefing.engines.models import RECORD
from briefing.engines.piper import _check_files, _voices
from briefing.errors import BriefingError
from briefing.feed import show_guid, write_feed
from briefing.feed.check import check_feed
from briefing.feed.check.rule import judge
from briefing.feed.check.texts import CHAPTERS, JSON, SRT, VTT, Text
from briefing.model import Chapter, Cue, Enclosure, Episode
from briefing.notes import chapters_json, srt, transcript_json, vtt
from briefing.serve.conditions import is_fresh, wanted_range
from briefing.settings import ShowSettings, SourceSettings
from briefing.sources.exchange import Clock
from briefing.sources.web import Web
from tests.faults.parser import Parser, in_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["ANSWERS"]

PUBLIC = "198.51.99.9"
CERTIFICATES = ssl.create_default_context()
"""Read once: it takes longer than all the rest."""
MOMENT = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
CUES = (Cue(0, 2_000, "The ferry is back.", "Reporter", 0), Cue(2_200, 4_000, "“At last.”", "Ada Moor", 0))
PAGE = b"<html><body><h1>Ferry Sails</h1><p>The ferry sailed on Tuesday.</p></body></html>"
ANSWERED = (
    b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n' % len(PAGE)
    + PAGE,
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(PAGE, mtime=0)), gzip.compress(PAGE, mtime=0)),
    b"HTTP/1.1 302 Found\r\nLocation: https://paper.example/next?page=2\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 503 Busy\r\nRetry-After: Wed, 04 Mar 2026 04:00:10 GMT\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 429 Slow Down\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n",
)
LISTED = {
    "en_US-ada-medium": {
        "language": {"code": "en_US"},
        "quality": "medium",
        "num_speakers": 1,
        "aliases": ["ada"],
        "files": {
            "en/ada/en_US-ada-medium.onnx": {"size_bytes": 40, "md5_digest": "00"},
            "en/ada/en_US-ada-medium.onnx.json": {"size_bytes": 20, "md5_digest": "11"},
            "en/ada/MODEL_CARD": {"size_bytes": 20, "md5_digest": "22"},
        },
    }
}
DESCRIBED = {"language": {"code": "en_US"}, "num_speakers": 2, "speaker_id_map": {"ada": 0, "ben": 1}, "audio": {}}
ASKED = (
    b"bytes=0-99", b"bytes=-10", b"bytes=5-", b'W/"1", "2"', b"*", b"Wed, 04 Mar 2026 04:00:00 GMT", b"bytes=0-1,5-9",
)  # fmt: skip


def _feed() -> bytes:
    episode = Episode(
        "tag:pod.example,2026:1", "Ferry", MOMENT, MOMENT, Enclosure("episodes/1.mp3", 900, "audio/mpeg"), 5_000,
        "The ferry is back.", "<p>Ferry</p>", transcript="episodes/1.vtt", chapters="episodes/1.chapters.json",
    )  # fmt: skip
    show = ShowSettings(title="Harbour", email="desk@pod.example", address="https://pod.example/")
    return write_feed(show, [episode], guid=show_guid("harbour"), image="cover.png")


def _bomb(feed: bytes) -> bytes:
    """Entities that would be billions of letters."""
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(12)
    )
    return feed.replace(b"<rss", b"<!DOCTYPE rss [%s]>\n<rss" % entities, 1).replace(b"Harbour", b"&m;", 1)


def _picture(form: str) -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(file, form)
    return file.getvalue()


def _sound() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 22_050, 0, "NONE", ""))
        sound.writeframes(bytes(range(256)) * 8)
    return file.getvalue()


@contextmanager
def _answering(answer: bytes) -> Iterator[None]:
    """Whoever is asked, these are the bytes that come."""
    with ExitStack() as stack:
        backend = partial(httpcore.MockBackend, [answer])
        for place in ("httpcore.SyncBackend", "httpcore._sync.connection_pool.SyncBackend"):
            stack.enter_context(patch(place, backend))
        stack.enter_context(patch("httpx._transports.default.create_ssl_context", lambda **_: CERTIFICATES))
        stack.enter_context(patch("socket.getaddrinfo", return_value=[(0, 0, 0, "", (PUBLIC, 0))]))
        yield


def _fetched(answer: bytes) -> object:
    web = Web(SourceSettings(), clock=Clock(lambda: MOMENT, sleep=lambda _: None), resolve=lambda *_: (PUBLIC,))
    with _answering(answer):
        return web.fetch("https://paper.example/ferry", ask_robots=True)


def _asked(answer: bytes) -> object:
    with _answering(answer):
        return check_feed("http://pod.example/feed.xml")


def _chosen(content: bytes) -> object:
    """Every address of the catalogue answers with this."""
    web = httpx.MockTransport(lambda _: httpx.Response(200, stream=httpx.ByteStream(content)))
    with patch("briefing.engines.catalogue.open_client", partial(httpx.Client, transport=web)):
        catalogue = Catalogue("https://voices.example")
    with catalogue:
        offer = catalogue.find("ada")
        return str(offer), in_file("model", lambda path: _added(catalogue, offer, path))(b"")


def _added(catalogue: Catalogue, offer: object, path: Path) -> None:
    """What is added is the list itself, which the check of its sum refuses."""
    try:
        catalogue.add(offer, path.parent)  # type: ignore[arg-type]
    except BriefingError:
        return


def _texts(content: bytes) -> object:
    text = Text(content.decode(errors="replace"), 5)
    return [judge(rules, [("it", text)]) for rules in (VTT, SRT, JSON, CHAPTERS)]


def _conditions(content: bytes) -> object:
    text = content.decode("latin-1")
    headers = dict.fromkeys(("range", "if-none-match", "if-modified-since"), text)
    return is_fresh(headers, '"1"', ASKED[5].decode()), wanted_range(headers, 1000, '"1"', "")


def _recorded(path: Path) -> None:
    path.with_suffix(".onnx").write_bytes(b"model")
    _check_files(path.with_suffix(".onnx"))


def _refused(read: Callable[[bytes], object]) -> Callable[[bytes], object]:
    """For what promises a ValueError, which whoever calls it makes an error that the program can explain."""

    def reading(content: bytes) -> object:
        try:
            return read(content)
        except ValueError as error:
            raise BriefingError(str(error)) from error

    return reading


ANSWERS = {
    "http": Parser(ANSWERED, _fetched),
    "feed check": Parser((_feed(), _bomb(_feed())), in_file("feed.xml", lambda path: check_feed(str(path)))),
    "feed server": Parser((b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + _feed(),), _asked),
    "transcripts": Parser(
        (
            vtt(CUES).encode(),
            srt(CUES).encode(),
            transcript_json(CUES),
            chapters_json((Chapter(0, 4_000, "Ferry"),), title="Ferry", show="Harbour").encode(),
        ),
        _texts,
    ),
    "catalogue": Parser((json.dumps(LISTED).encode(),), _chosen),
    "voice": Parser(
        (json.dumps(DESCRIBED).encode(),),
        in_file("ada.onnx.json", lambda path: list(_voices(path.with_name("ada.onnx")))),
    ),
    "checksums": Parser(
        (b"%s  ada.onnx\n%s  ada.onnx.json\n" % (b"0" * 64, b"1" * 64),), in_file(f"ada{RECORD}", _recorded)
    ),
    "picture": Parser((_picture("PNG"), _picture("JPEG")), _refused(lambda content: scaled(content, 100))),
    "sound": Parser((_sound(),), _refused(in_file("utterance.wav", _pcm))),
    "conditions": Parser(ASKED, _conditions),
}
"""Name → parser."""
