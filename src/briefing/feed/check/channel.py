"""Rules for the document and its channel: what directories ask of a show."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing.feed import DISCLOSED, LANGUAGE
from briefing.feed.categories import CATEGORIES
from briefing.feed.check.dates import moment
from briefing.feed.check.rule import (
    NAMES,
    Level,
    Rule,
    is_web,
    longest,
    one_of,
    optional,
    repeated,
    required,
    said,
    shaped,
)

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["CHANNEL", "DOCUMENT"]

MUST, SHOULD = Level.MUST, Level.SHOULD
RSS = "RSS 2.0 (rssboard.org/rss-specification)"
APPLE = "Apple, A Podcaster's Guide to RSS"
PSP = "PSP-1 (Podcast Standards Project)"
P20 = "Podcasting 2.0 namespace"
_UUID5 = 5
_PERSON = 128


def _is_rss(document: etree._ElementTree) -> str | None:
    root = document.getroot()
    channels = root.findall("channel")
    if (root.tag, root.get("version"), len(channels)) == ("rss", "2.0", 1):
        return None
    return f"<{root.tag} version={root.get('version')!r}> with {len(channels)} channels"


def _is_utf8(document: etree._ElementTree) -> str | None:
    encoding = document.docinfo.encoding or "UTF-8"
    return None if encoding.upper() == "UTF-8" else f"written in {encoding}"


def _names_spaces(document: etree._ElementTree) -> str | None:
    known = document.getroot().nsmap
    wrong = [prefix for prefix in ("itunes", "podcast", "atom") if known.get(prefix) != NAMES[prefix]]
    return f"not declared as they should be: {', '.join(wrong)}" if wrong else None


def _declares_no_type(document: etree._ElementTree) -> str | None:
    return "there is a DOCTYPE" if document.docinfo.doctype else None


DOCUMENT = (
    Rule("rss", MUST, RSS, "The root is <rss version='2.0'> and holds one channel.", _is_rss),
    Rule("encoding", MUST, f"{PSP}, encoding", "The feed is UTF-8.", _is_utf8),
    Rule("namespaces", MUST, f"{PSP}, namespaces", "itunes, podcast and atom are declared.", _names_spaces),
    Rule("doctype", SHOULD, "XML 1.0, 5.1", "No DOCTYPE: apps refuse it or skip it.", _declares_no_type),
)
"""What is asked of the document before anything in it."""


def _self_link(channel: Any) -> str | None:  # noqa: ANN401  lxml has no types
    links = [link for link in channel.findall("atom:link", NAMES) if link.get("rel") == "self"]
    good = len(links) == 1 and links[0].get("type") == "application/rss+xml" and is_web(links[0].get("href"))
    return None if good else f"{len(links)} atom:link rel=self: {[dict(link.attrib) for link in links]}"


def _own_link(channel: Any) -> str | None:  # noqa: ANN401
    link = said(channel, "link")
    here = {each.get("href") for each in channel.findall("atom:link", NAMES)}
    return f"link is {link!r}" if link in here or not is_web(link) else None


def _archive_links(channel: Any) -> str | None:  # noqa: ANN401
    links = channel.findall("atom:link", NAMES)
    kinds = [link.get("rel") for link in links if link.get("rel") in {"current", "prev-archive", "next-archive"}]
    bad = [link.get("href") for link in links if not is_web(link.get("href"))]
    return f"{repeated(kinds) or bad[0]!r} is not one whole address" if bad or repeated(kinds) else None


def _categories(channel: Any) -> str | None:  # noqa: ANN401
    found = channel.findall("itunes:category", NAMES)
    for top in found:
        subs = CATEGORIES.get(top.get("text") or "")
        wrong = [
            sub.get("text") for sub in top.findall("itunes:category", NAMES) if sub.get("text") not in (subs or ())
        ]
        if subs is None or wrong:
            return f"no such category: {wrong or top.get('text')!r}"
    return None if found else "there is none"


def _image(channel: Any) -> str | None:  # noqa: ANN401
    image = channel.find("itunes:image", NAMES)
    href = "" if image is None else image.get("href") or ""
    good = is_web(href) and urlsplit(href).path.lower().endswith((".jpg", ".jpeg", ".png"))
    return None if good else f"itunes:image is {href!r}"


def _guid(channel: Any) -> str | None:  # noqa: ANN401
    text = said(channel, "podcast:guid")
    try:
        good = uuid.UUID(text or "").version == _UUID5
    except ValueError:
        good = False
    return None if good else f"podcast:guid is {text!r}"


def _built(channel: Any) -> str | None:  # noqa: ANN401
    text = said(channel, "lastBuildDate")
    return None if moment(text) else f"lastBuildDate is {text!r}"


def _discloses(channel: Any) -> str | None:  # noqa: ANN401
    notes = [each.text for each in channel.findall("podcast:txt", NAMES) if each.get("purpose") == "ai-content"]
    if notes != ["true"]:
        return f"podcast:txt purpose=ai-content is {notes}"
    return None if DISCLOSED.search(said(channel, "description") or "") else "the description does not say so"


def _people(channel: Any) -> str | None:  # noqa: ANN401
    names = [(each.text or "").strip() for each in channel.iterfind(".//podcast:person", NAMES)]
    bad = [name for name in names if not 0 < len(name) <= _PERSON]
    return f"{bad[0]!r}" if bad else None


def _items(channel: Any) -> str | None:  # noqa: ANN401
    return None if channel.find("item") is not None else "there is no item"


def _one_guid_each(channel: Any) -> str | None:  # noqa: ANN401
    twice = repeated(said(item, "guid") for item in channel.findall("item"))
    return f"twice: {twice!r}" if twice else None


def _one_audio_each(channel: Any) -> str | None:  # noqa: ANN401
    twice = repeated(each.get("url") for each in channel.iterfind("item/enclosure"))
    return f"twice: {twice!r}" if twice else None


def _newest_first(channel: Any) -> str | None:  # noqa: ANN401
    dates = [date for item in channel.findall("item") if (date := moment(said(item, "pubDate")))]
    return None if dates == sorted(dates, reverse=True) else "items are not in order of pubDate"


def _one_moment_each(channel: Any) -> str | None:  # noqa: ANN401
    twice = repeated(said(item, "pubDate") for item in channel.findall("item"))
    return f"twice: {twice!r}" if twice else None


CHANNEL = (
    Rule("title", MUST, f"{RSS}, required elements", "The show has a title.", required("title")),
    Rule("link", MUST, f"{RSS}, required elements", "link is the show's site, not the feed.", _own_link),
    Rule("description", MUST, f"{PSP}, channel", "description has 1 to 4,000 bytes.", longest("description", 4000)),
    Rule("language", MUST, f"{PSP}, channel; RFC 5646", "language is a language code.",
         shaped("language", LANGUAGE)),
    Rule("category", MUST, f"{APPLE}, itunes:category", "Categories are Apple's, letter for letter.", _categories),
    Rule("explicit", MUST, f"{APPLE}, itunes:explicit", "itunes:explicit is true or false.",
         one_of("itunes:explicit", "true", "false")),
    Rule("image", MUST, f"{APPLE}, itunes:image", "The picture is a JPEG or PNG with a whole address.", _image),
    Rule("self", MUST, f"{PSP}, atom:link", "One atom:link rel=self names the feed.", _self_link),
    Rule("items", MUST, f"{APPLE}, requirements", "There is an episode.", _items),
    Rule("guids", MUST, f"{RSS}, guid", "No two items have the same guid.", _one_guid_each),
    Rule("enclosures", MUST, f"{APPLE}, requirements", "No two items have the same audio.", _one_audio_each),
    Rule("new-feed-url", MUST, f"{APPLE}, itunes:new-feed-url", "The new address is one.",
         optional("itunes:new-feed-url", shaped("itunes:new-feed-url", r"https?://[^\s/]{1,255}/\S{0,1000}"))),
    Rule("archives", MUST, "RFC 5005, section 4", "Links between archives are whole addresses, each once.",
         _archive_links),
    Rule("author", SHOULD, f"{PSP}, itunes:author", "itunes:author says who makes it.", required("itunes:author")),
    Rule("owner", SHOULD, f"{APPLE}, itunes:owner", "The owner's e-mail is there, to prove whose show it is.",
         shaped("itunes:owner/itunes:email", r"[^\s@]{1,100}@[^\s@]{1,200}")),
    Rule("show-guid", SHOULD, f"{P20}, guid", "podcast:guid is a UUID of version 5.", _guid),
    Rule("locked", SHOULD, f"{P20}, locked", "podcast:locked is yes or no.", one_of("podcast:locked", "yes", "no")),
    Rule("type", SHOULD, f"{APPLE}, itunes:type", "itunes:type is episodic or serial.",
         one_of("itunes:type", "episodic", "serial")),
    Rule("built", SHOULD, f"{RSS}, lastBuildDate", "lastBuildDate is a date of RFC 5322.", _built),
    Rule("disclosure", SHOULD, f"{P20}, txt; Apple, content guidelines",
         "Synthetic voices are disclosed: podcast:txt ai-content is true, and the description says so.", _discloses),
    Rule("people", SHOULD, f"{P20}, person", "A person's name has 1 to 128 characters.", _people),
    Rule("order", SHOULD, "RSS readers' practice; RFC 5005, section 2", "The newest item comes first.", _newest_first),
    Rule("moments", SHOULD, "Apple, requirements (order by pubDate)", "No two items have the same pubDate.",
         _one_moment_each),
)  # fmt: skip
