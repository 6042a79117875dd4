"""Holds a feed against the rules of RSS 2.0, Apple, PSP-1, Podcasting 2.0, WebVTT and HTTP, each with its source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing.errors import SourceError
from briefing.feed.check.channel import CHANNEL, DOCUMENT
from briefing.feed.check.dates import seconds
from briefing.feed.check.item import ITEM
from briefing.feed.check.rule import NAMES, Level, Rule, Verdict, is_web, judge, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from briefing.feed.check.asking import Answer, Asker
    from briefing.feed.check.served import Audio, Beside
    from briefing.feed.check.texts import Text

__all__ = ["Level", "Rule", "Verdict", "check_feed"]

FEED_BYTES = 20_000_000
PICTURE_BYTES = 10_000_000
TEXT_BYTES = 5_000_000
FETCHED = 20
"""Episodes, the newest, whose files are asked for."""


def check_feed(source: str, *, fetched: int = FETCHED) -> tuple[Verdict, ...]:
    """What came of every rule.

    Args:
        source: a file, or an address; then the server is checked too, and what the feed names there.
        fetched: of how many episodes, the newest, the files are asked for.

    Raises:
        SourceError: there is no feed to be read.
    """
    if not source.lower().startswith(("http://", "https://")):
        return _check_document(_parse(_file(source), source))[0]
    from briefing.feed.check.asking import Asker  # noqa: PLC0415  a file needs no client

    with Asker(urlsplit(source).hostname or "") as asker:
        answer = asker.ask(source, limit=FEED_BYTES)
        if answer.status != 200 or answer.trouble:  # noqa: PLR2004  OK
            raise SourceError(source, f"the feed cannot be fetched: {answer}")
        verdicts, channel = _check_document(_parse(answer.body, source))
        return verdicts + _check_server(asker, source, answer, channel, fetched)


def _file(source: str) -> bytes:
    path = Path(source)
    try:
        with path.open("rb") as file:  # a pipe, say, does not tell its size
            content = file.read(FEED_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(source, f"cannot be read ({error})") from error
    if len(content) > FEED_BYTES:
        raise SourceError(source, "is too large for a feed")
    return content


def _parse(content: bytes, source: str) -> etree._ElementTree:
    from lxml import etree  # noqa: PLC0415  heavy

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.ElementTree(etree.fromstring(content, parser))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(source, f"is no well-formed XML: {error}", hint="No app can read it.") from error


def _check_document(document: etree._ElementTree) -> tuple[tuple[Verdict, ...], Any]:
    """The verdicts on what is written, and the channel; None where there is none."""
    verdicts = judge(DOCUMENT, [("feed", document)])
    channel = document.getroot().find("channel")
    if channel is None:
        return verdicts, None
    return verdicts + judge(CHANNEL, [("channel", channel)]) + judge(ITEM, _items(channel)), channel


def _items(channel: Any) -> list[tuple[str, Any]]:  # noqa: ANN401  lxml has no types
    """The items, with the words that say where each is."""
    return [(f"item {number}", item) for number, item in enumerate(channel.findall("item"), 1)]


def _check_server(asker: Asker, url: str, answer: Answer, channel: Any, fetched: int) -> tuple[Verdict, ...]:  # noqa: ANN401
    from briefing.feed.check.served import AUDIO, BESIDE, FEED, PICTURE, ask_feed  # noqa: PLC0415  only for servers
    from briefing.feed.check.texts import CHAPTERS, JSON, SRT, VTT  # noqa: PLC0415  the same

    verdicts = judge(FEED, [("feed", ask_feed(asker, url, answer))])
    if channel is None:
        return verdicts
    image = channel.find("itunes:image", NAMES)
    if image is not None and is_web(image.get("href")):
        verdicts += judge(PICTURE, [("picture", asker.ask(image.get("href"), limit=PICTURE_BYTES))])
    items = _items(channel)[:fetched]
    verdicts += judge(AUDIO, [audio for item in items for audio in _audio(asker, *item)])
    beside = [found for item in items for found in _beside(asker, *item)]
    verdicts += judge(BESIDE, [(where, each) for where, each, _ in beside])
    kinds = {
        "text/vtt": VTT,
        "application/x-subrip": SRT,
        "application/srt": SRT,
        "application/json": JSON,
        "application/json+chapters": CHAPTERS,
    }
    for kind, rules in kinds.items():
        verdicts += judge(rules, [(where, text) for where, each, text in beside if each.type == kind])
    return verdicts


def _audio(asker: Asker, where: str, item: Any) -> Iterator[tuple[str, Audio]]:  # noqa: ANN401
    from briefing.feed.check.served import ask_audio  # noqa: PLC0415  only for servers

    enclosure = item.find("enclosure")
    if enclosure is not None and is_web(enclosure.get("url")):
        length, kind = enclosure.get("length") or "", enclosure.get("type") or ""
        yield f"{where}, audio", ask_audio(asker, enclosure.get("url"), length, kind)
    for each in item.findall("podcast:alternateEnclosure[@length]", NAMES):
        source = each.find("podcast:source", NAMES)
        if each.get("default") != "true" and source is not None and is_web(source.get("uri")):
            yield (
                f"{where}, {each.get('type')}",
                ask_audio(asker, source.get("uri"), each.get("length"), each.get("type") or ""),
            )


def _beside(asker: Asker, where: str, item: Any) -> Iterator[tuple[str, Beside, Text]]:  # noqa: ANN401
    """Transcripts and chapters, as they were served and as texts."""
    from briefing.feed.check.served import Beside  # noqa: PLC0415  only for servers
    from briefing.feed.check.texts import Text  # noqa: PLC0415  the same

    length = seconds(said(item, "itunes:duration")) or 0
    for each in (*item.findall("podcast:transcript", NAMES), *item.findall("podcast:chapters", NAMES)):
        if is_web(each.get("url")):
            answer = asker.ask(each.get("url"), limit=TEXT_BYTES)
            name = f"{where}, {each.get('url').rpartition('/')[2]}"
            yield name, Beside(each.get("type") or "", answer), Text(answer.body.decode(errors="replace"), length)
