"""Programme → published episode: everything that stands beside the audio, in the order in which it may appear."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.artwork import draw
from briefing.errors import PublishError
from briefing.feed import FEED, show_guid, write_feed
from briefing.model import Enclosure, Episode
from briefing.notes import chapters_json, notes_html, summary, vtt
from briefing.pages import INDEX, assets, episode_page, index_page, page_path
from briefing.rundown import episode_title
from briefing.tags import Tags, write_tags
from briefing.targets.folder import publish

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from briefing.production import Production
    from briefing.settings import ShowSettings
    from briefing.store.library import Library

__all__ = ["Issue", "publish_episode", "publish_feed"]

DRAWING = 1
"""Counts up when the same title is drawn otherwise."""
DISCLOSURE = "The voices are synthetic; quotations are read by a voice, not by the persons quoted."


@dataclass(frozen=True, slots=True)
class Issue:
    """Which edition it is."""

    guid: str
    day: date
    """In the show's zone."""
    published: datetime
    """Aware; first of all times."""
    updated: datetime
    """Aware; now."""


def publish_episode(production: Production, audio: Path, issue: Issue, show: ShowSettings, public: Path) -> Episode:
    """Tag the audio and put it, its transcript and its chapters where they are served; the feed does not name them yet.

    The audio's name carries a hash of its bytes, so that its address is never used again for others.

    Raises:
        MixError: the tags could not be written.
        PublishError: a file could not be put there.
    """
    programme, articles = production.programme, [each.story.article for each in production.scripted]
    title = episode_title(issue.day, [article.headline for article in articles])
    write_tags(audio, Tags(title, show.author, show.title, issue.day, show.language, DISCLOSURE, programme.chapters))
    stem = f"episodes/{issue.day:%Y-%m-%d}-{_digest(audio)[:12]}"
    stories = [(each.story.article, each.speakers) for each in production.scripted]
    episode = Episode(
        guid=issue.guid,
        title=title,
        published=issue.published,
        updated=issue.updated,
        enclosure=Enclosure(f"{stem}.mp3", audio.stat().st_size, "audio/mpeg"),
        duration_ms=programme.duration_ms,
        summary=summary(articles),
        notes_html=notes_html(stories),
        link=f"{stem}.html",
        transcript=f"{stem}.vtt",
        chapters=f"{stem}.chapters.json",
    )
    files: dict[str, bytes | Path] = {
        episode.enclosure.path: audio,
        f"{stem}.vtt": vtt(programme.cues).encode(),
        f"{stem}.chapters.json": chapters_json(programme.chapters, title=title, show=show.title).encode(),
        **assets(),
        page_path(episode): episode_page(show, episode, programme, stories),
    }
    publish(files, public)
    return episode


def publish_feed(library: Library, show: ShowSettings, *, home: Path, public: Path) -> str:
    """Write the show's picture and its feed, where they are not as they should be; the feed's address.

    Raises:
        PublishError: they could not be written.
    """
    episodes = library.episodes()
    if episodes or (public / FEED).is_file():
        library.remember_show("guid", _new_guid(show.address))
        name, picture = _picture(show, home, public)
        feed = write_feed(show, episodes, guid=library.show("guid") or "", image=name)
        publish({name: picture, **assets(), INDEX: index_page(show, episodes), FEED: feed}, public)
    return show.address + FEED


def _new_guid(address: str) -> str:
    """The `podcast:guid` of a show that has none: from its address, or at random while that is this machine's."""
    local = urlsplit(address).hostname in {"localhost", "127.0.0.1", "::1"}
    return show_guid(str(uuid.uuid4()) if local else address + FEED)


def _picture(show: ShowSettings, home: Path, public: Path) -> tuple[str, bytes | Path]:
    """The show's own picture, or one that is drawn; its name changes with it, as apps never fetch an address again."""
    if not show.image:
        name = f"cover-{hashlib.sha256(f'{DRAWING} {show.title}'.encode(errors='replace')).hexdigest()[:12]}.png"
        return name, public / name if (public / name).is_file() else draw(show.title)
    path = home / show.image
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "Put a square JPEG or PNG there, or leave show.image empty."
        raise PublishError(show.image, f"the picture cannot be read ({error.strerror})", hint=hint) from error
    suffix = ".png" if path.suffix.lower() == ".png" else ".jpg"
    return f"cover-{hashlib.sha256(data).hexdigest()[:12]}{suffix}", data


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
