"""Programme → published episode: everything that stands beside the audio, in the order in which it may appear."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.errors import PublishError
from briefing.feed import show_guid, write_feed
from briefing.model import FEED, Enclosure, Episode
from briefing.notes import SYNTHETIC, chapters_json, highlight, notes_html, srt, summary, transcript_json, vtt
from briefing.pages import INDEX, assets, episode_page, index_page, is_local, page_path
from briefing.press.history import Documents, newest
from briefing.press.picture import cover, picture
from briefing.tags import Tags, write_tags
from briefing.targets.folder import publish
from briefing.targets.headers import TYPES
from briefing.targets.remote import bring

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from briefing.newsroom import Newsroom
    from briefing.production import Production
    from briefing.store.library import Library

__all__ = ["Issue", "bring_away", "damaged", "publish_episode", "publish_feed"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Which edition it is."""

    guid: str
    begun: datetime
    """In the show's zone; when the run that published it first began."""
    published: datetime
    """Aware; first of all times."""
    updated: datetime
    """Aware; now."""
    number: int = 0
    """In its year."""


def publish_episode(production: Production, issue: Issue, room: Newsroom) -> Episode:
    """Tag the audio and put it, its transcripts, chapters and page where they are served; the feed names none yet.

    The audio's name carries a hash of its bytes in all formats, so that its address is never used again for others.

    Raises:
        MixError: the tags could not be written.
        PublishError: a file could not be put there.
    """
    show, programme = room.settings.show, production.programme
    tags = _tags(production, issue, room)
    for path in production.files:
        write_tags(path, tags)
    stem = f"episodes/{issue.begun:%Y-%m-%d}-{_digest(production.files)[:12]}"
    episode = _episode(production, issue, stem)
    stories = [(each.story.article, each.speakers) for each in production.scripted]
    files: dict[str, bytes | Path] = {
        **{f"{stem}{path.suffix}": path for path in production.files},
        f"{stem}.vtt": vtt(programme.cues).encode(),
        f"{stem}.srt": srt(programme.cues).encode(),
        f"{stem}.json": transcript_json(programme.cues),
        f"{stem}.chapters.json": chapters_json(programme.chapters, title=episode.title, show=show.title).encode(),
        **assets(),
        page_path(episode): episode_page(show, episode, programme, stories),
    }
    publish(files, room.public)
    return episode


def _tags(production: Production, issue: Issue, room: Newsroom) -> Tags:
    show, chapters = room.settings.show, production.programme.chapters
    return Tags(
        production.title, show.author, show.title, issue.begun.date(), show.language, SYNTHETIC, chapters, cover(room)
    )


def _episode(production: Production, issue: Issue, stem: str) -> Episode:
    """The episode that tagged audio makes; its files share a stem."""
    enclosure, *alternates = [_enclosure(path, stem) for path in production.files]
    articles = [each.story.article for each in production.scripted]
    return Episode(
        guid=issue.guid,
        title=production.title,
        published=issue.published,
        updated=issue.updated,
        enclosure=enclosure,
        duration_ms=production.programme.duration_ms,
        summary=summary(articles),
        notes_html=notes_html([(each.story.article, each.speakers) for each in production.scripted]),
        link=f"{stem}.html",
        transcript=f"{stem}.vtt",
        chapters=f"{stem}.chapters.json",
        other_transcripts=(f"{stem}.srt", f"{stem}.json"),
        reporters=_each_once(name for article in articles for name in article.byline),
        quoted=_each_once(person.name for each in production.scripted for person in each.speakers),
        highlight=highlight(production.programme),
        alternates=tuple(alternates),
        season=issue.begun.year,
        number=issue.number,
        begun=None if issue.begun == issue.published else issue.begun,
    )


def _enclosure(path: Path, stem: str) -> Enclosure:
    return Enclosure(f"{stem}{path.suffix}", path.stat().st_size, TYPES[path.suffix])


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def damaged(episode: Episode, public: Path) -> list[Path]:
    """The audio of an episode, in whatever format, that is not there, or not as long as the feed says."""
    audio = ((public / each.path, each.length) for each in (episode.enclosure, *episode.alternates))
    return [path for path, length in audio if not path.is_file() or path.stat().st_size != length]


def publish_feed(library: Library, room: Newsroom) -> str:
    """Write the show's picture, its index and its feed, where they are not as they should be; the feed's address.

    Raises:
        PublishError: they could not be written.
    """
    show, public = room.settings.show, room.public
    episodes = newest(library)
    if episodes or room.others or (public / FEED).is_file():  # where there are several, each leads to all others
        library.remember_show("guid", _new_guid(show.address))
        guid = library.show("guid") or ""
        name, image = picture(room)
        page, older = Documents(library, show, guid, name).publish_archives(public)
        index = index_page(show, episodes, older=older, others=room.others)
        feed = write_feed(show, episodes, guid=guid, image=name, page=page)
        publish({name: image, **assets(), INDEX: index, FEED: feed}, public)
    return show.address + FEED


def bring_away(room: Newsroom) -> PublishError | None:
    """Bring what changed in the public folder, of whatever show, to where it is served, if the settings name a place.

    Returns:
        what went wrong, where something could not be brought: what was made stays made, the feed there is the old one,
        and the next run goes on.
    """
    main = room.first
    place = main.settings.publish.to
    if not place:
        return None
    from briefing.targets.carriers import open_carrier  # noqa: PLC0415  most publish into a folder only

    memory = hashlib.sha256(place.encode(errors="replace")).hexdigest()[:12]
    try:
        bring(main.public, open_carrier(place), main.state / "remote" / f"{memory}.json")
    except PublishError as error:
        reason = f"what was made is in {main.public}, but could not be brought there ({error.message})"
        return PublishError(place, reason, hint=error.hint)
    return None


def _new_guid(address: str) -> str:
    """The `podcast:guid` of a show that has none: from its address, or at random while that is this machine's."""
    return show_guid(str(uuid.uuid4()) if is_local(address) else address + FEED)


def _digest(paths: Iterable[Path]) -> str:
    """Of the files one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            hashlib.file_digest(file, lambda: digest)
    return digest.hexdigest()
