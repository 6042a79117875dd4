"""Extensions for feedgen: the `podcast:` namespace of Podcasting 2.0, and where its `itunes:` one is out of date.

feedgen calls `extend_ns` and `extend_rss` of the classes registered with it, so these names are its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.settings import ShowSettings

__all__ = ["EpisodeTags", "ShowTags"]

PODCAST = "https://podcastindex.org/namespace/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"  # RFC 5005
NAME_LENGTH = 128  # podcast:person and others: longer texts may be cut by aggregators
FREQUENCIES = {
    "daily": ("Daily", "FREQ=DAILY"),
    "weekdays": ("Every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    "weekly": ("Weekly", "FREQ=WEEKLY"),
}
CODECS = {"audio/x-m4a": "mp4a.40.2", "audio/ogg": "opus"}  # RFC 6381, where the type leaves it open
TRANSCRIPTS = {".vtt": "text/vtt", ".srt": "application/x-subrip", ".json": "application/json"}


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _add_producer(parent: etree._Element, name: str) -> None:
    """Nobody hosts it: the voices are synthetic."""
    _add(parent, f"{{{PODCAST}}}person", name[:NAME_LENGTH], role="producer", group="creative direction")


def _add_common(parent: etree._Element) -> None:
    """What holds for the show and for every episode of it."""
    _add(parent, f"{{{ITUNES}}}explicit", "false")  # feedgen knows only yes and no, which Apple gave up
    _add(parent, f"{{{PODCAST}}}txt", "true", purpose="ai-content")


class ShowTags:
    """Writes the tags of the channel; `fill` it before the feed is written."""

    def fill(self, show: ShowSettings, *, guid: str, image: str, links: Mapping[str, str]) -> None:
        """Take what to write; `image` is a URL, as are the `links` to other pages of the feed, by relation."""
        self._show = show
        self._guid = guid
        self._image = image
        self._links = links

    def extend_ns(self) -> dict[str, str]:
        """The namespaces and their customary prefixes."""
        history = {"fh": HISTORY} if "current" in self._links else {}
        return {"podcast": PODCAST} | history

    def extend_rss(self, feed: etree._Element) -> None:
        """Add the tags to the channel, which is the root's first child."""
        channel, show = feed[0], self._show
        _add_common(channel)
        _add(channel, f"{{{ITUNES}}}image", href=self._image)  # feedgen refuses .jpeg
        _add(channel, f"{{{PODCAST}}}guid", self._guid)
        _add(channel, f"{{{PODCAST}}}locked", "yes", **({"owner": show.email} if show.email else {}))
        _add(channel, f"{{{PODCAST}}}medium", "podcast")
        _add_producer(channel, show.author)
        if show.private:
            _add(channel, f"{{{PODCAST}}}block", "yes")
        if show.frequency:
            text, rule = FREQUENCIES[show.frequency]
            _add(channel, f"{{{PODCAST}}}updateFrequency", text, rrule=rule)
        if show.moved_to:
            _add(channel, f"{{{ITUNES}}}new-feed-url", show.moved_to)
        if "current" in self._links:
            _add(channel, f"{{{HISTORY}}}archive")
        for relation, href in self._links.items():
            _add(channel, f"{{{ATOM}}}link", rel=relation, href=href, type="application/rss+xml")


@dataclass
class EpisodeTags:
    """Writes the tags of an item."""

    transcripts: tuple[str, ...] = ()
    """URLs of the transcripts; the ending tells which form each has."""
    chapters: str | None = None
    """URL of the JSON chapters."""
    producer: str = ""
    """Named again beside the people of an item, who take the place of the channel's."""
    reporters: tuple[str, ...] = ()
    """Who wrote what is read."""
    quoted: tuple[str, ...] = ()
    """Whose words are read."""
    bite: tuple[float, float, str] | None = None
    """Start and length of the soundbite, in seconds, and its title."""
    audio: tuple[tuple[str, int, str], ...] = ()
    """URL, bytes and type of the audio in each format, the enclosure first; empty where there is only that."""
    seconds: float = 1.0
    """How long it is heard."""
    number: tuple[int, int] | None = None
    """Season, and number in it."""

    def extend_rss(self, item: etree._Element) -> None:
        """Add the tags to the item."""
        _add_common(item)
        for url in self.transcripts:
            kind = TRANSCRIPTS[url[url.rindex(".") :]]
            _add(item, f"{{{PODCAST}}}transcript", url=url, type=kind, rel="captions")
        if self.chapters:
            _add(item, f"{{{PODCAST}}}chapters", url=self.chapters, type="application/json+chapters")
        if self.bite:
            start, length, title = self.bite
            times = {"startTime": f"{start:.3f}", "duration": f"{length:.3f}"}
            _add(item, f"{{{PODCAST}}}soundbite", title[:NAME_LENGTH], **times)
        if self.number:
            _add(item, f"{{{PODCAST}}}season", str(self.number[0]))
            _add(item, f"{{{PODCAST}}}episode", str(self.number[1]))
        for url, length, kind in self.audio:
            self._add_format(item, url, length, kind)
        if self.reporters or self.quoted:
            self._add_people(item)

    def _add_format(self, item: etree._Element, url: str, length: int, kind: str) -> None:
        """The enclosure itself is listed too, as the default, so that apps find all there is in one place."""
        facts = {"type": kind, "length": str(length), "bitrate": str(round(8 * length / self.seconds))}
        if kind in CODECS:
            facts["codecs"] = CODECS[kind]
        if url == self.audio[0][0]:
            facts["default"] = "true"
        each = _add(item, f"{{{PODCAST}}}alternateEnclosure", **facts)
        _add(each, f"{{{PODCAST}}}source", uri=url)

    def _add_people(self, item: etree._Element) -> None:
        """In the words of the Podcast Taxonomy."""
        _add_producer(item, self.producer)
        for name in self.reporters:
            _add(item, f"{{{PODCAST}}}person", name[:NAME_LENGTH], role="author", group="writing")
        for name in self.quoted:
            _add(item, f"{{{PODCAST}}}person", name[:NAME_LENGTH], role="guest", group="cast")
