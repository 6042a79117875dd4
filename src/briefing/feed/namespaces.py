"""Extensions for feedgen: the `podcast:` namespace of Podcasting 2.0, and where its `itunes:` one is out of date.

feedgen calls `extend_ns` and `extend_rss` of the classes registered with it, so these names are its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from briefing.settings import ShowSettings

__all__ = ["EpisodeTags", "ShowTags"]

PODCAST = "https://podcastindex.org/namespace/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
NAME_LENGTH = 128  # podcast:person: longer names may be cut by aggregators


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> None:
    etree.SubElement(parent, tag, attributes).text = text


def _add_common(parent: etree._Element) -> None:
    """What holds for the show and for every episode of it."""
    _add(parent, f"{{{ITUNES}}}explicit", "false")  # feedgen knows only yes and no, which Apple gave up
    _add(parent, f"{{{PODCAST}}}txt", "true", purpose="ai-content")


class ShowTags:
    """Writes the tags of the channel; `fill` it before the feed is written."""

    def fill(self, show: ShowSettings, *, guid: str, image: str) -> None:
        """Take what to write; `image` is a URL."""
        self._show = show
        self._guid = guid
        self._image = image

    def extend_ns(self) -> dict[str, str]:
        """The namespace and its customary prefix."""
        return {"podcast": PODCAST}

    def extend_rss(self, feed: etree._Element) -> None:
        """Add the tags to the channel, which is the root's first child."""
        channel, show = feed[0], self._show
        _add_common(channel)
        _add(channel, f"{{{ITUNES}}}image", href=self._image)  # feedgen refuses .jpeg
        _add(channel, f"{{{PODCAST}}}guid", self._guid)
        _add(channel, f"{{{PODCAST}}}locked", "yes", **({"owner": show.email} if show.email else {}))
        _add(channel, f"{{{PODCAST}}}medium", "podcast")
        # Nobody hosts it: the voices are synthetic.
        _add(channel, f"{{{PODCAST}}}person", show.author[:NAME_LENGTH], role="producer", group="creative direction")
        if show.private:
            _add(channel, f"{{{PODCAST}}}block", "yes")


@dataclass
class EpisodeTags:
    """Writes the tags of an item."""

    transcript: str | None = None
    """URL of the WebVTT file."""
    chapters: str | None = None
    """URL of the JSON chapters."""

    def extend_rss(self, item: etree._Element) -> None:
        """Add the tags to the item."""
        _add_common(item)
        if self.transcript:
            _add(item, f"{{{PODCAST}}}transcript", url=self.transcript, type="text/vtt", rel="captions")
        if self.chapters:
            _add(item, f"{{{PODCAST}}}chapters", url=self.chapters, type="application/json+chapters")
