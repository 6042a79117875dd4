"""Show and episodes to an RSS feed: RSS 2.0, Apple Podcasts, PSP-1 and Podcasting 2.0, through feedgen."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from msgspec.structs import replace

from briefing.address import KEPT, base_of
from briefing.errors import PublishError
from briefing.feed.archives import Page, archive_name, cuts, pages
from briefing.feed.categories import find_category
from briefing.model import FEED
from briefing.notes import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedgen.entry import FeedEntry
    from feedgen.feed import FeedGenerator

    from briefing.feed.namespaces import EpisodeTags
    from briefing.model import Episode
    from briefing.settings import ShowSettings

__all__ = ["DISCLOSED", "LANGUAGE", "Page", "archive_name", "cuts", "pages", "show_guid", "write_feed"]

DISCLOSED = re.compile(r"\b(?:AI|synthetic|text-to-speech|computer[- ]generated)\b", re.IGNORECASE)
"""What tells, in a description, that the voices are made by a machine."""
LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}"
"""The shape of a language code (RFC 5646)."""
_PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # podcast:guid of Podcasting 2.0
_WHOLE = Page()
_NEVER = datetime.fromtimestamp(0, UTC)
_TITLE_LENGTH = 255
_DESCRIPTION_BYTES = 4_000
_DISCLOSURE = "The voices are synthetic."
_SAFE_LINK = "/:?#@!$&'()*+,;=%~"  # what may stand in somebody's URL as it is: RFC 3986, without brackets
_ENTITY = re.compile(r"&(?=#|\w{1,31};)")


def show_guid(address: str) -> str:
    """The show's `podcast:guid`: UUIDv5 of the feed's address without scheme and closing slashes.

    Made once and stored: it stays when the show moves.  While the address is localhost, give a random name.
    """
    return str(uuid.uuid5(_PODCAST_NAMESPACE, address.split("://", 1)[-1].rstrip("/")))


def write_feed(show: ShowSettings, episodes: Sequence[Episode], *, guid: str, image: str, page: Page = _WHOLE) -> bytes:
    """The feed, or an archive of it, newest episode first; the same arguments give the same bytes.

    Args:
        show: who speaks, and where it is served.
        episodes: in any order; none once all are withdrawn.
        guid: the show's, as `show_guid` once made it.
        image: the show's picture, as a path under the public folder.
        page: which document of the feed it is.

    Raises:
        PublishError: no valid feed can be made of this, or the show's address can be none.
    """
    newest_first = sorted(episodes, key=lambda episode: (episode.published, episode.guid), reverse=True)
    _refuse_broken(newest_first)
    base = base_of(show.address)
    show = _presentable(show, base)
    feed = _channel(show, base, page)
    links = {relation: urljoin(base, name) for relation, name in page.links.items()}
    feed.tags.fill(show, guid=guid, image=_at(base, image), links=links)
    feed.lastBuildDate(max((episode.updated for episode in episodes), default=_NEVER))
    for episode in newest_first:
        _fill(feed.add_entry(order="append"), episode, base, show)
    written: bytes = feed.rss_str(pretty=True)
    return written


def _presentable(show: ShowSettings, base: str) -> ShowSettings:
    """The show with texts that can stand in the feed, and none of the required ones empty."""
    title = _title(show.title) or "Untitled"
    return replace(
        show,
        title=title,
        author=_title(show.author) or title,
        description=_description(_disclosing(show.description)),
        email=printable(show.email),
        language=printable(show.language) or "en",
        link=_web(base, show.link) or base,
        copyright=printable(show.copyright),
        moved_to=_web(base, show.moved_to) or "",
    )


def _refuse_broken(episodes: Sequence[Episode]) -> None:
    """Every app drops, or shows twice, what these faults touch."""
    for what, values in (
        ("guid", [episode.guid for episode in episodes]),
        ("audio address", [episode.enclosure.path for episode in episodes]),
    ):
        if len(set(values)) < len(values):
            raise PublishError(FEED, f"two episodes have the same {what}")


def _channel(show: ShowSettings, base: str, page: Page) -> FeedGenerator:
    from feedgen.feed import FeedGenerator  # noqa: PLC0415  it brings lxml, which not every command needs

    from briefing.feed.namespaces import EpisodeTags, ShowTags  # noqa: PLC0415  the same

    feed = FeedGenerator()
    feed.load_extension("podcast", atom=False)
    feed.register_extension("tags", ShowTags, EpisodeTags, atom=False)
    feed.title(show.title)
    feed.description(show.description)
    feed.language(show.language)
    feed.generator("briefing")
    feed.link(href=urljoin(base, page.name), rel="self", type="application/rss+xml")
    feed.link(href=show.link)  # after the one above: feedgen makes the last link the channel's
    if show.copyright:
        feed.copyright(show.copyright)
    _fill_itunes(feed, show)
    return feed


def _fill_itunes(feed: FeedGenerator, show: ShowSettings) -> None:
    feed.podcast.itunes_author(show.author)
    feed.podcast.itunes_category(find_category(show.category))
    feed.podcast.itunes_type("episodic")
    if show.email:
        feed.podcast.itunes_owner(name=show.author, email=show.email)
    if show.private:
        feed.podcast.itunes_block(True)


def _fill(item: FeedEntry, episode: Episode, base: str, show: ShowSettings) -> None:
    title = _title(episode.title) or f"{episode.published:%Y-%m-%d}"
    item.guid(printable(episode.guid), permalink=False)
    item.title(title)
    item.description(_description(episode.summary) or _description(title))
    if episode.notes_html:
        item.content(printable(episode.notes_html))
    item.link(href=_web(base, episode.link) or show.link)
    item.enclosure(_at(base, episode.enclosure.path), str(episode.enclosure.length), episode.enclosure.type)
    item.published(episode.published)
    item.podcast.itunes_duration(max(1, round(episode.duration_ms / 1000)))
    item.podcast.itunes_episode_type("full")
    if episode.number:
        item.podcast.itunes_season(episode.season)
        item.podcast.itunes_episode(episode.number)
    _fill_tags(item.tags, episode, base, show)


def _fill_tags(tags: EpisodeTags, episode: Episode, base: str, show: ShowSettings) -> None:
    transcripts = (episode.transcript, *episode.other_transcripts)
    tags.transcripts = tuple(_at(base, path) for path in transcripts if path)
    tags.chapters = episode.chapters and _at(base, episode.chapters)
    tags.producer = show.author
    tags.reporters = _names(episode.reporters)
    tags.quoted = _names(episode.quoted) if show.name_speakers else ()
    tags.number = (episode.season, episode.number) if episode.number else None
    if episode.alternates:
        audio = (episode.enclosure, *episode.alternates)
        tags.audio = tuple((_at(base, each.path), each.length, each.type) for each in audio)
        tags.seconds = max(1.0, episode.duration_ms / 1000)
    if bite := episode.highlight:
        tags.bite = bite.start_ms / 1000, (bite.end_ms - bite.start_ms) / 1000, printable(bite.title)


def _names(people: Sequence[str]) -> tuple[str, ...]:
    """Each name once, as it can be printed."""
    return tuple(dict.fromkeys(name for person in people if (name := printable(person))))


def _at(base: str, path: str) -> str:
    """The URL of a path under the public folder."""
    return urljoin(base, quote(path, safe=KEPT))


def _web(base: str, link: str | None) -> str | None:
    """The link, or the path under the public folder, as a URL of the web; None where it is none."""
    url = urljoin(base, quote(printable(link), safe=_SAFE_LINK)) if link else ""
    return url if url.startswith(("http://", "https://")) else None


def _title(text: str) -> str:
    clean = printable(text)
    return clean if len(clean) <= _TITLE_LENGTH else clean[: _TITLE_LENGTH - 1].rstrip() + "…"


def _disclosing(text: str) -> str:
    """Directories ask that a show say in its description when its voices are made by a machine."""
    if DISCLOSED.search(shorten(text, _DESCRIPTION_BYTES)):
        return text
    return f"{shorten(text, _DESCRIPTION_BYTES - len(_DISCLOSURE) - 1)} {_DISCLOSURE}"


def _description(text: str) -> str:
    """Plain text that stays plain in apps that take a description for HTML."""
    plain = _ENTITY.sub("＆", printable(text)).translate({ord("<"): "‹", ord(">"): "›"})
    return shorten(plain, _DESCRIPTION_BYTES)
