"""From a source's name to its stories.  Whatever cannot be read comes out as an error among the stories."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import SourceError, TakenBack
from briefing.sources.archive import gunzipped
from briefing.sources.document import MAX_BYTES, Document, Kind, Link
from briefing.sources.files import SETTINGS, folder, read_file
from briefing.sources.links import is_web, looks_like_feed
from briefing.sources.no_feed import no_feed
from briefing.sources.recognise import recognise
from briefing.sources.stories import stories
from briefing.sources.web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Story
    from briefing.settings import SourceSettings

__all__ = ["one_story", "read_source", "sources_of"]

STDIN = "-"
_LISTS = frozenset({Kind.FEED, Kind.SITEMAP, Kind.OPML})
_MAX_SITEMAPS = 10
_MAX_FEEDS = 200
"""Of one list."""


def sources_of(settings: SourceSettings, *, home: Path) -> tuple[str, ...]:
    """What an edition reads when nothing is named on the command line: its inbox, its feeds, its pages.

    An inbox that is not there counts as empty when there are feeds or pages.
    """
    online = (*settings.feeds, *settings.pages)
    inbox = home / settings.inbox
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
        elif (path := _path(source, settings)).is_dir():
            for file in folder(path):
                if isinstance(file, SourceError):
                    yield file
                else:
                    yield from read_source(str(file), settings=settings, home=home, web=web)
        else:
            yield from reader.read(read_file(path, home=home))
    except SourceError as error:
        yield error


def one_story(source: str, *, settings: SourceSettings, home: Path, stdin: bytes = b"") -> Story:
    """The story of a source that has no other; see `read_source`.

    Raises:
        SourceError: it cannot be read, or holds no story, or several.
    """
    found = []
    for story in read_source(source, settings=settings, home=home, stdin=stdin):
        if isinstance(story, SourceError):
            raise story
        found.append(story)
    if len(found) != 1:
        raise SourceError(source, f"holds {len(found) or 'no'} stories", hint="Name a file or a page with one story.")
    return found[0]


def _path(source: str, settings: SourceSettings) -> Path:
    """A source on this machine, unless it would give away what is no story.

    Raises:
        SourceError: it is blank, a show's settings, or a folder where a feed or a page was expected.
    """
    if not source.strip():  # to the system, an empty name is the folder that one stands in
        hint = f"Name a file, a folder or a web address. If you named nothing, look under [sources] in {SETTINGS}."
        raise SourceError(f'"{source}"', "is an empty address", hint=hint)
    path = Path(source)
    if path.name == SETTINGS:
        raise SourceError(source, "holds a show's settings, and no story")
    if source in (*settings.feeds, *settings.pages) and path.is_dir():
        hint = "Put stories into inbox/; under feeds and pages stand web addresses, or files."
        raise SourceError(source, "is a folder, where the address of a feed or a page was expected", hint=hint)
    return path


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
        what = "feed" if as_list else "page"
        document = self._fetch(url, what, ask_robots=not as_list)
        if document is None:
            return
        if as_list and (kind := recognise(gunzipped(document))) not in _LISTS:
            if url in self._settings.feeds:
                raise no_feed(document, kind)
            self._web.check_robots(url)
        yield from self.read(document)

    def _fetch(self, url: str, what: str, *, ask_robots: bool) -> Document | None:
        """As `Web.fetch`, its errors saying what it is that cannot be had."""
        try:
            return self._web.fetch(url, ask_robots=ask_robots)
        except SourceError as error:
            raise SourceError(error.source, f"the {what} {error.reason}", hint=error.hint) from error

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
        feed = self._fetch(url, "feed", ask_robots=False)
        if feed is None:
            return
        if (kind := recognise(feed)) is not Kind.FEED:
            raise no_feed(feed, kind)
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
                inner = self._fetch(sitemap.url, "sitemap", ask_robots=False)
                pages += links_of(gunzipped(inner))[0] if inner else ()
            except SourceError as error:
                yield error
        if not pages and not sitemaps:
            raise SourceError(document.name, "is a sitemap without pages")
        for page in newest_first(pages)[: self._settings.max_items]:
            yield from self._page(page)
        if any(sitemap.published is None for sitemap in sitemaps[_MAX_SITEMAPS:]):
            yield _unread(document, len(sitemaps))

    def _page(self, link: Link) -> Iterator[Story | SourceError]:
        """The page that an entry leads to, with what the entry says of it."""
        try:
            document = self._web.fetch(link.url, ask_robots=True)
            found = self._on_page(document) if document else []
        except TakenBack as error:
            yield _missed(link, error)
            return
        except SourceError as error:
            yield link.instead or _missed(link, error)
            return
        alone = len(found) == 1
        for item in found:
            if isinstance(item, SourceError):
                yield (link.instead if alone else None) or item
            else:
                yield _told(item, link, alone=alone)

    def _on_page(self, document: Document) -> list[Story | SourceError]:
        kind = recognise(document)
        if kind in _LISTS:
            raise SourceError(document.name, "is a list where a story was expected")
        return list(islice(stories(document, kind), self._settings.max_items))


def _unread(document: Document, count: int) -> SourceError:
    """Of a sitemap index without dates: the newest stories may be in those that were not read."""
    hint = "They have no dates: name the one with the newest stories in place of this list."
    return SourceError(document.name, f"lists {count} sitemaps, of which {_MAX_SITEMAPS} were read", hint=hint)


def _missed(link: Link, error: SourceError) -> SourceError:
    """Neither the page nor the feed has the story: what is said of it, and of which story of which feed."""
    name = f"the story “{link.headline}”" if link.headline else "a story"
    whose = f"{name} of {link.site}: " if link.site else f"{name}: " if link.headline else ""
    short = link.words and not link.instead
    has = (
        f"the feed has only its first {link.words} words and its page" if short else "its page" if whose else "the page"
    )
    return SourceError(error.source, f"{whose}{has} {error.reason}", hint=error.hint)


def _told(story: Story, link: Link, *, alone: bool) -> Story:
    return replace(
        story,
        id=link.id if link.id and alone else story.id,
        published=story.published or link.published,
        headline=story.headline or link.headline,
        byline=story.byline or link.byline,
        sections=story.sections or link.sections,
        site=story.site or link.site,
        instead=link.instead if link.complete and alone else None,
    )
