"""From a source's name to its stories.  Whatever cannot be read comes out as an error among the stories."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.sources.archive import gunzipped
from briefing.sources.document import MAX_BYTES, Document, Kind, Link
from briefing.sources.files import folder, read_file
from briefing.sources.links import is_web, looks_like_feed
from briefing.sources.recognise import recognise
from briefing.sources.stories import stories
from briefing.sources.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Story
    from briefing.settings import SourceSettings

__all__ = ["read_source", "sources_of"]

STDIN = "-"
_LISTS = frozenset({Kind.FEED, Kind.SITEMAP, Kind.OPML})
_MAX_SITEMAPS = 10
_MAX_FEEDS = 200
"""Of one list."""


def sources_of(settings: SourceSettings, *, home: Path) -> tuple[str, ...]:
    """What an edition reads when nothing is named on the command line: its inbox, its feeds, its pages.

    An inbox that is not there counts as empty when there are feeds or pages.
    """
    inbox = home / settings.inbox
    online = (*settings.feeds, *settings.pages)
    return (str(inbox), *online) if inbox.exists() or not online else online


def read_source(
    source: str, *, settings: SourceSettings, home: Path, stdin: bytes = b"", web: Web | None = None
) -> Iterator[Story | SourceError]:
    """The stories of a file, a folder, a URL, or of `stdin` where `source` is `-`, in the source's order.

    A story that cannot be read is a `SourceError` among the others; nothing is raised.  `home` is the folder of the
    edition: files below it are remembered by their path inside it.  `web` carries the memory of what was fetched
    before; what it says has not changed is left out.
    """
    reader = _Reader(settings, web or Web(settings))
    try:
        if source == STDIN:
            yield from reader.read(_standard_input(stdin))
        elif is_web(source):
            yield from reader.address(source)
        elif (path := Path(source)).is_dir():
            for file in folder(path):
                yield from read_source(str(file), settings=settings, home=home, web=web)
        else:
            yield from reader.read(read_file(path, home=home))
    except SourceError as error:
        yield error


def _standard_input(content: bytes) -> Document:
    name = "standard input"
    if len(content) > MAX_BYTES:
        raise SourceError(name, "is larger than 10 MB", hint="Cut it into stories.")
    # It has no name of its own, so its content is what it is remembered by.
    return Document(id=f"stdin:{hashlib.sha256(content).hexdigest()[:16]}", name=name, content=content)


class _Reader:
    """Follows what leads to stories: lists of feeds, feeds, sitemaps, and the pages these name."""

    def __init__(self, settings: SourceSettings, web: Web) -> None:
        self._settings = settings
        self._web = web

    def read(self, document: Document) -> Iterator[Story | SourceError]:
        document = gunzipped(document)
        kind = recognise(document)
        if kind is Kind.OPML:
            yield from self._feeds(document)
        elif kind is Kind.FEED:
            yield from self._entries(document)
        elif kind is Kind.SITEMAP:
            yield from self._sitemap(document)
        else:
            yield from islice(stories(document, kind), self._settings.max_items)

    def address(self, url: str) -> Iterator[Story | SourceError]:
        """A page, or a list, named by the user, who need not say which of the two it is."""
        as_list = url in self._settings.feeds or looks_like_feed(url)
        document = self._web.fetch(url, ask_robots=not as_list)
        if document is None:
            return
        if as_list and recognise(gunzipped(document)) not in _LISTS:
            self._web.check_robots(url)
        yield from self.read(document)

    def _feeds(self, document: Document) -> Iterator[Story | SourceError]:
        from briefing.sources.opml import feeds_of  # noqa: PLC0415  imports lxml

        urls = feeds_of(document)
        for url in urls[:_MAX_FEEDS]:
            try:
                yield from self._feed(url)
            except SourceError as error:
                yield error
        if len(urls) > _MAX_FEEDS:
            hint = "Cut it into several lists."
            yield SourceError(document.name, f"lists {len(urls)} feeds, of which {_MAX_FEEDS} were read", hint=hint)

    def _feed(self, url: str) -> Iterator[Story | SourceError]:
        feed = self._web.fetch(url, ask_robots=False)
        if feed is None:
            return
        if recognise(feed) is not Kind.FEED:
            raise SourceError(url, "is not a feed")
        yield from self._entries(feed)

    def _entries(self, document: Document) -> Iterator[Story | SourceError]:
        from briefing.sources.feeds import entries_of  # noqa: PLC0415  imports feedparser

        for entry in islice(entries_of(document), self._settings.max_items):
            if isinstance(entry, Link):
                yield from self._page(entry)
            else:
                yield entry

    def _sitemap(self, document: Document) -> Iterator[Story | SourceError]:
        from briefing.sources.sitemap import links_of, newest_first  # noqa: PLC0415  imports lxml

        pages, sitemaps = links_of(document)
        for sitemap in sitemaps[:_MAX_SITEMAPS]:
            try:
                inner = self._web.fetch(sitemap.url, ask_robots=False)
                pages += links_of(gunzipped(inner))[0] if inner else ()
            except SourceError as error:
                yield error
        if not pages and not sitemaps:
            raise SourceError(document.name, "is a sitemap without pages")
        for page in newest_first(pages)[: self._settings.max_items]:
            yield from self._page(page)

    def _page(self, link: Link) -> Iterator[Story | SourceError]:
        """The page that an entry leads to, with what the entry says of it."""
        try:
            document = self._web.fetch(link.url, ask_robots=True)
            found = self._on_page(document) if document else []
        except SourceError as error:
            yield link.instead or error
            return
        for item in found:
            yield item if isinstance(item, SourceError) else _told(item, link, alone=len(found) == 1)

    def _on_page(self, document: Document) -> list[Story | SourceError]:
        kind = recognise(document)
        if kind in _LISTS:
            raise SourceError(document.name, "is a list where a story was expected")
        return list(islice(stories(document, kind), self._settings.max_items))


def _told(story: Story, link: Link, *, alone: bool) -> Story:
    return replace(
        story,
        id=link.id if link.id and alone else story.id,
        published=story.published or link.published,
        headline=story.headline or link.headline,
        byline=story.byline or link.byline,
        sections=story.sections or link.sections,
    )
