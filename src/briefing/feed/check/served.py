"""Rules for the server: what apps ask of where a feed, its picture and its audio lie."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from briefing.feed.check.channel import APPLE, MUST, P20, RSS, SHOULD
from briefing.feed.check.rule import Rule

if TYPE_CHECKING:
    from briefing.feed.check.asking import Answer, Asker

__all__ = ["AUDIO", "BESIDE", "FEED", "PICTURE", "Audio", "Beside", "Feed", "ask_audio", "ask_feed"]

HTTP = "RFC 9110"
OK, PARTIAL, NOT_MODIFIED, NOT_SATISFIABLE = 200, 206, 304, 416
FEED_TYPES = {"application/rss+xml", "application/xml", "text/xml"}
SMALLEST, LARGEST = 1400, 3000  # pixels


@dataclass(frozen=True, slots=True)
class Feed:
    """What the server said when it was asked for the feed."""

    get: Answer
    head: Answer
    by_tag: Answer | None
    """To If-None-Match; None where there is no ETag."""
    by_date: Answer | None
    """To If-Modified-Since; None where there is no Last-Modified."""


@dataclass(frozen=True, slots=True)
class Audio:
    """What it said when it was asked for audio."""

    length: str
    """Of the enclosure."""
    type: str
    """Of the enclosure."""
    head: Answer
    part: Answer
    """To the bytes 2 to 11."""
    tail: Answer
    """To the last 10."""
    beyond: Answer
    """To bytes after the last."""
    stale: Answer
    """To the bytes 2 to 11 of another version."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What it said when it was asked for a transcript or chapters."""

    type: str
    """As the feed has it."""
    get: Answer


def ask_feed(asker: Asker, url: str, get: Answer) -> Feed:
    """Ask for the feed in the ways in which apps do; `get` is what came of the first time."""
    tag, date = get.headers.get("etag"), get.headers.get("last-modified")
    return Feed(
        get,
        asker.ask(url, "HEAD"),
        asker.ask(url, headers={"If-None-Match": tag}) if tag else None,
        asker.ask(url, headers={"If-Modified-Since": date}) if date else None,
    )


def ask_audio(asker: Asker, url: str, length: str, kind: str) -> Audio:
    """Ask for parts of an audio file; none is fetched whole."""
    size = int(length[:18]) if length.isascii() and length.isdigit() else 0
    return Audio(
        length,
        kind,
        asker.ask(url, "HEAD"),
        asker.ask(url, headers={"Range": "bytes=2-11"}),
        asker.ask(url, headers={"Range": "bytes=-10"}),
        asker.ask(url, headers={"Range": f"bytes={size + 5}-"}),
        asker.ask(url, headers={"Range": "bytes=2-11", "If-Range": '"another version"'}),
    )


def _feed_type(feed: Feed) -> str | None:
    return None if feed.get.type in FEED_TYPES else f"Content-Type is {feed.get.type!r}"


def _feed_head(feed: Feed) -> str | None:
    return None if feed.head.status == OK else str(feed.head)


def _validators(feed: Feed) -> str | None:
    return None if feed.by_tag or feed.by_date else "neither ETag nor Last-Modified"


def _not_modified(answer: Answer | None) -> str | None:
    return None if answer is None or answer.status == NOT_MODIFIED else str(answer)


FEED = (
    Rule("feed-head", MUST, f"{APPLE}, hosting; {HTTP}, 9.3.2", "HEAD is answered.", _feed_head),
    Rule("feed-type", SHOULD, "RFC 7303; RSS practice", "The feed is served as RSS or XML.", _feed_type),
    Rule("feed-validators", SHOULD, f"{HTTP}, 8.8", "It has an ETag or a Last-Modified.", _validators),
    Rule("feed-etag", SHOULD, f"{HTTP}, 13.1.2", "Who has this version is told so (304).",
         lambda feed: _not_modified(feed.by_tag)),
    Rule("feed-since", SHOULD, f"{HTTP}, 13.1.3", "If-Modified-Since is honoured (304).",
         lambda feed: _not_modified(feed.by_date)),
)  # fmt: skip


def _picture_there(answer: Answer) -> str | None:
    return None if answer.status == OK and not answer.trouble else str(answer)


def _picture_size(answer: Answer) -> str | None:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  only pictures need it

    try:
        with Image.open(BytesIO(answer.body), formats=("JPEG", "PNG")) as picture:
            width, height, mode, kind = *picture.size, picture.mode, f"image/{(picture.format or '').lower()}"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "no JPEG or PNG"
    if not SMALLEST <= width == height <= LARGEST or mode not in {"RGB", "P", "L"}:
        return f"{width} × {height} pixels, {mode}"
    return None if answer.type == kind else f"a {kind} is served as {answer.type!r}"


PICTURE = (
    Rule("picture-there", MUST, f"{APPLE}, artwork", "The show's picture is there.", _picture_there),
    Rule("picture-size", MUST, f"{APPLE}, artwork", "A square of 1,400 to 3,000 pixels, served as what it is.",
         _picture_size),
)  # fmt: skip


def _audio_head(audio: Audio) -> str | None:
    return None if audio.head.status == OK else str(audio.head)


def _audio_length(audio: Audio) -> str | None:
    told = audio.head.headers.get("content-length")
    return None if told == audio.length else f"the server says {told}, the feed {audio.length}"


def _audio_type(audio: Audio) -> str | None:
    return None if audio.head.type == audio.type else f"the server says {audio.head.type!r}, the feed {audio.type!r}"


def _range(audio: Audio) -> str | None:
    part, size = audio.part, 10
    told = part.headers.get("content-range")
    good = part.status == PARTIAL and told == f"bytes 2-11/{audio.length}" and len(part.body) == size
    return None if good else f"{part}, Content-Range {told!r}, {len(part.body)} bytes"


def _tail(audio: Audio) -> str | None:
    good = audio.tail.status == PARTIAL and len(audio.tail.body) == 10  # noqa: PLR2004  as many as asked for
    return None if good else str(audio.tail)


def _beyond(audio: Audio) -> str | None:
    return None if audio.beyond.status == NOT_SATISFIABLE else str(audio.beyond)


def _audio_validators(audio: Audio) -> str | None:
    there = {"etag", "last-modified"} & audio.head.headers.keys()
    return None if there else "neither ETag nor Last-Modified"


def _if_range(audio: Audio) -> str | None:
    return "a part of another version is given" if audio.stale.status == PARTIAL else None


AUDIO = (
    Rule("audio-head", MUST, f"{APPLE}, hosting; {HTTP}, 9.3.2", "HEAD is answered.", _audio_head),
    Rule("audio-length", MUST, f"{RSS}, enclosure", "The length in the feed is that of the file.", _audio_length),
    Rule("audio-type", MUST, f"{APPLE}, enclosure", "It is served with the type in the feed.", _audio_type),
    Rule("audio-range", MUST, f"{APPLE}, hosting; {HTTP}, 14.2", "A range of bytes is given alone (206).", _range),
    Rule("audio-tail", SHOULD, f"{HTTP}, 14.1.2", "The last bytes can be asked for.", _tail),
    Rule("audio-beyond", SHOULD, f"{HTTP}, 15.5.17", "A range after the end is refused (416).", _beyond),
    Rule("audio-validators", SHOULD, f"{HTTP}, 8.8", "It has an ETag or a Last-Modified, to resume by.",
         _audio_validators),
    Rule("audio-if-range", SHOULD, f"{HTTP}, 13.1.5", "A range of another version is given whole.", _if_range),
)  # fmt: skip


def _there(beside: Beside) -> str | None:
    return None if beside.get.status == OK and not beside.get.trouble else str(beside.get)


def _beside_type(beside: Beside) -> str | None:
    return None if beside.get.type == beside.type else f"served as {beside.get.type!r}, not {beside.type!r}"


def _cross_origin(beside: Beside) -> str | None:
    told = beside.get.headers.get("access-control-allow-origin")
    return None if told == "*" else f"Access-Control-Allow-Origin is {told!r}"


BESIDE = (
    Rule("beside-there", MUST, f"{P20}, transcript, chapters", "What the feed names is there.", _there),
    Rule("beside-type", SHOULD, f"{P20}, transcript, chapters", "It is served with the type in the feed.",
         _beside_type),
    Rule("beside-cors", SHOULD, f"{P20}, transcripts.md", "Players on the web may fetch it.", _cross_origin),
)  # fmt: skip
