"""The page of an episode: player, timeline, chapters, speakers, and the text that lights up as it is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.notes import SYNTHETIC, printable
from briefing.pages.places import page_path, relative
from briefing.pages.readalong import sections
from briefing.pages.template import fill
from briefing.pages.timeline import speakers, voice_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Article, Episode, Person, Programme
    from briefing.settings import ShowSettings

__all__ = ["episode_page"]


def episode_page(
    show: ShowSettings,
    episode: Episode,
    programme: Programme,
    stories: Sequence[tuple[Article, Sequence[Person]]],
) -> bytes:
    """HTML in UTF-8 for `page_path(episode)`; the same arguments give the same bytes.

    Args:
        show: the podcast it belongs to.
        episode: what was published.
        programme: its audio's cues and chapters.
        stories: in running order, each with the people heard in it.
    """
    voices = voice_numbers(programme.cues)
    page = page_path(episode)
    people = [person for _, heard in stories for person in heard]
    return fill(
        "episode",
        show,
        page,
        audio=relative(episode.enclosure.path, page),
        formats=[(relative(each.path, page), each) for each in (episode.enclosure, *episode.alternates)],
        episode=episode,
        title=printable(episode.title) or "Untitled",
        published=episode.published.astimezone(ZoneInfo(show.timezone)),
        programme=programme,
        speakers=speakers(programme, people, voices),
        sections=sections(programme.cues, [article for article, _ in stories], voices),
        synthetic=SYNTHETIC,
    )
