"""Rules for an item: what apps ask of an episode."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from briefing.feed.check.channel import APPLE, MUST, P20, PSP, RSS, SHOULD
from briefing.feed.check.dates import moment, seconds
from briefing.feed.check.rule import NAMES, Rule, is_web, longest, one_of, optional, said, shaped

__all__ = ["ITEM"]

TYPES = {
    "mp3": {"audio/mpeg"},
    "m4a": {"audio/x-m4a", "audio/mp4", "audio/m4a"},
    "mp4": {"video/mp4"},
    "m4v": {"video/x-m4v", "video/m4v"},
    "opus": {"audio/ogg", "audio/opus"},
    "ogg": {"audio/ogg"},
}
TRANSCRIPTS = {"text/vtt", "application/x-subrip", "application/srt", "text/html", "text/plain", "application/json"}
TAGS = {"a", "b", "br", "em", "i", "li", "ol", "p", "strong", "ul"}
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_TITLE = 255
_SHORTEST_BITE, _LONGEST_BITE = 15.0, 120.0
_NUMBERED = re.compile(r"(?:episode|ep\.?)\s?#?\d|#\d|s\d{1,3}e\d", re.IGNORECASE)
_TAG = re.compile(r"<\s{0,9}([a-zA-Z][a-zA-Z0-9]{0,20})")
_TWICE = re.compile(r"&(?:amp;){1,9}(?:lt|gt|amp|quot|#)|&lt;/?p&gt;")
_ASCII_PATH = re.compile(r"[A-Za-z0-9/_.~-]{1,2000}")


def _title(item: Any) -> str | None:  # noqa: ANN401  lxml has no types
    length = len(said(item, "title") or "")
    return None if 0 < length <= _TITLE else f"title has {length} characters"


def _unnumbered(item: Any) -> str | None:  # noqa: ANN401
    title = said(item, "title") or ""
    return f"title is {title!r}" if _NUMBERED.match(title) else None


def _enclosure(item: Any) -> str | None:  # noqa: ANN401
    found = item.findall("enclosure")
    if len(found) != 1:
        return f"there are {len(found)} enclosures"
    length = found[0].get("length") or ""
    if not (length.isascii() and length.isdigit() and int(length[:18]) > 0):
        return f"length is {length!r}"
    return None if found[0].get("url") and found[0].get("type") else f"it has only {sorted(found[0].attrib)}"


def _url(item: Any) -> str:  # noqa: ANN401
    found = item.find("enclosure")
    return "" if found is None else found.get("url") or ""


def _type(item: Any) -> str | None:  # noqa: ANN401
    found = item.find("enclosure")
    kind = None if found is None else found.get("type")
    ending = _url(item).split("?")[0].rpartition(".")[2].lower()
    return None if kind in TYPES.get(ending, ()) else f"{kind!r} does not go with .{ending[:10]}"


def _plain_url(item: Any) -> str | None:  # noqa: ANN401
    url = _url(item)
    if not is_web(url) or not url.isascii():
        return f"url is {url!r}"
    return None if _ASCII_PATH.fullmatch(unquote(urlsplit(url).path)) else f"url has other than plain letters: {url!r}"


def _no_password(item: Any) -> str | None:  # noqa: ANN401
    return "a name or a password stands in the url" if "@" in _url(item).split("://", 1)[-1].split("/")[0] else None


def _secure(item: Any) -> str | None:  # noqa: ANN401
    url = _url(item)
    secure = url.startswith("https:") or not is_web(url) or urlsplit(url).hostname in _LOCAL
    return None if secure else "url is not https"


def _guid(item: Any) -> str | None:  # noqa: ANN401
    guid = item.find("guid")
    if guid is None or not (guid.text or "").strip():
        return "guid is missing or empty"
    link = guid.get("isPermaLink") != "false"
    return f"{guid.text!r} is no link, but isPermaLink is not false" if link and not is_web(guid.text.strip()) else None


def _date(item: Any) -> str | None:  # noqa: ANN401
    text = said(item, "pubDate")
    return None if moment(text) else f"pubDate is {text!r}"


def _past(item: Any) -> str | None:  # noqa: ANN401
    date = moment(said(item, "pubDate"))
    return f"pubDate is {date:%Y-%m-%d %H:%M}" if date and date > datetime.now(UTC) + timedelta(hours=1) else None


def _duration(item: Any) -> str | None:  # noqa: ANN401
    text = said(item, "itunes:duration")
    return None if seconds(text) else f"itunes:duration is {text!r}"


def _markup(item: Any) -> str:  # noqa: ANN401
    return f"{said(item, 'description') or ''}\n{said(item, 'content:encoded') or ''}"


def _few_tags(item: Any) -> str | None:  # noqa: ANN401
    others = {tag.lower() for tag in _TAG.findall(_markup(item))} - TAGS
    return f"also <{'>, <'.join(sorted(others))}>" if others else None


def _escaped_once(item: Any) -> str | None:  # noqa: ANN401
    found = _TWICE.search(_markup(item))
    return f"{found[0]!r} would be shown" if found else None


def _link(item: Any) -> str | None:  # noqa: ANN401
    link = said(item, "link")
    return None if is_web(link) else f"link is {link!r}"


def _transcripts(item: Any) -> str | None:  # noqa: ANN401
    found = item.findall("podcast:transcript", NAMES)
    bad = [each.get("type") for each in found if each.get("type") not in TRANSCRIPTS or not is_web(each.get("url"))]
    return None if found and not bad else f"of types {[each.get('type') for each in found]}"


def _captions(item: Any) -> str | None:  # noqa: ANN401
    kinds = [each.get("type") for each in item.findall("podcast:transcript", NAMES)]
    return None if "text/vtt" in kinds else f"only {kinds}"


def _chapters(item: Any) -> str | None:  # noqa: ANN401
    found = item.findall("podcast:chapters", NAMES)
    good = len(found) == 1 and found[0].get("type") == "application/json+chapters" and is_web(found[0].get("url"))
    return None if good else f"there are {len(found)}, of types {[each.get('type') for each in found]}"


def _bites(item: Any) -> str | None:  # noqa: ANN401
    total = seconds(said(item, "itunes:duration")) or 0
    for bite in item.findall("podcast:soundbite", NAMES):
        try:
            start, length = float(bite.get("startTime") or ""), float(bite.get("duration") or "")
        except ValueError:
            return f"{dict(bite.attrib)}"
        if not (start >= 0 and _SHORTEST_BITE <= length <= _LONGEST_BITE and start + length <= total + 1):
            return f"from {start} s, {length} s long, in {total} s"
    return None


def _alternatives(item: Any) -> str | None:  # noqa: ANN401
    for each in item.findall("podcast:alternateEnclosure", NAMES):
        named = [each.get(name) or "" for name in ("title", "rel")]
        numbers = [each.get(name) or "1" for name in ("length", "bitrate")]
        if (
            not each.get("type")
            or each.find("podcast:source[@uri]", NAMES) is None
            or not all(map(_POSITIVE.fullmatch, numbers))
            or any(len(text) > _SHORT for text in named)
        ):
            return f"{dict(each.attrib)}"
    return None


def _default(item: Any) -> str | None:  # noqa: ANN401
    defaults = [each for each in item.findall("podcast:alternateEnclosure", NAMES) if each.get("default") == "true"]
    if len(defaults) > 1:
        return f"there are {len(defaults)}"
    sources = [source.get("uri") for each in defaults for source in each.findall("podcast:source", NAMES)]
    return None if not defaults or _url(item) in sources else f"it has {sources}, not {_url(item)!r}"


def _disclosed(item: Any) -> str | None:  # noqa: ANN401
    notes = [each.text for each in item.findall("podcast:txt", NAMES) if each.get("purpose") == "ai-content"]
    return None if notes == ["true"] else f"podcast:txt purpose=ai-content is {notes}"


_SHORT = 32
_POSITIVE = re.compile(r"0{0,9}[1-9]\d{0,18}(?:\.\d{1,9})?", re.ASCII)
_NUMBER = r"[1-9]\d{0,8}"
ITEM = (
    Rule("item-title", MUST, f"{PSP}, item", "The title has 1 to 255 characters.", _title),
    Rule("item-enclosure", MUST, f"{RSS}, enclosure", "One enclosure with url, type and length in bytes.", _enclosure),
    Rule("item-type", MUST, f"{APPLE}, enclosure", "The type goes with the file's ending.", _type),
    Rule("item-url", MUST, f"{APPLE}, enclosure", "The audio's address is plain ASCII.", _plain_url),
    Rule("item-password", MUST, "RFC 9110, 4.2.4", "No name or password stands in an address.", _no_password),
    Rule("item-guid", MUST, f"{RSS}, guid", "There is a guid; one that is no link says so.", _guid),
    Rule("item-date", MUST, f"{RSS}, pubDate; RFC 5322, 3.3", "pubDate is a date of RFC 5322.", _date),
    Rule("item-escapes", MUST, "HTML in RSS; XML 1.0, 2.4", "Nothing is escaped twice.", _escaped_once),
    Rule("item-number", MUST, f"{APPLE}, itunes:episode", "An episode's number is a whole one, from 1.",
         optional("itunes:episode", shaped("itunes:episode", _NUMBER))),
    Rule("item-season", MUST, f"{APPLE}, itunes:season", "A season's number is a whole one, from 1.",
         optional("itunes:season", shaped("itunes:season", _NUMBER))),
    Rule("item-kind", MUST, f"{APPLE}, itunes:episodeType", "itunes:episodeType is full, trailer or bonus.",
         optional("itunes:episodeType", one_of("itunes:episodeType", "full", "trailer", "bonus"))),
    Rule("item-secure", SHOULD, f"{APPLE}, enclosure", "The audio is served with https.", _secure),
    Rule("item-unnumbered", SHOULD, f"{APPLE}, title", "No episode number stands in the title.", _unnumbered),
    Rule("item-past", SHOULD, f"{RSS}, pubDate", "It was published already; apps hide what was not.", _past),
    Rule("item-duration", SHOULD, f"{PSP}, itunes:duration", "The duration is in seconds.", _duration),
    Rule("item-description", SHOULD, f"{PSP}, item", "description has 1 to 4,000 bytes.", longest("description", 4000)),
    Rule("item-tags", SHOULD, f"{PSP}, description", "Show notes use the tags that apps keep.", _few_tags),
    Rule("item-link", SHOULD, f"{PSP}, link", "link is a page of the web.", _link),
    Rule("item-explicit", SHOULD, f"{APPLE}, itunes:explicit", "itunes:explicit is true or false.",
         one_of("itunes:explicit", "true", "false")),
    Rule("item-transcript", SHOULD, f"{P20}, transcript", "There is a transcript, of a known type.", _transcripts),
    Rule("item-captions", SHOULD, "Apple, transcripts", "There is one in WebVTT, which names speakers.", _captions),
    Rule("item-chapters", SHOULD, f"{P20}, chapters", "There are JSON chapters.", _chapters),
    Rule("item-soundbite", SHOULD, f"{P20}, soundbite", "15 to 120 seconds, inside the episode.", _bites),
    Rule("item-alternative", SHOULD, f"{P20}, alternateEnclosure",
         "It has a type and a source; length and bitrate are numbers, names have up to 32 characters.", _alternatives),
    Rule("item-default", SHOULD, f"{P20}, alternateEnclosure", "The default one is the enclosure.", _default),
    Rule("item-disclosure", SHOULD, f"{P20}, txt", "Synthetic voices are disclosed.", _disclosed),
)  # fmt: skip
