"""Putting right what was published: find it, make it again, take it back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.clean import clean
from briefing.edition import finish_editions
from briefing.editor import remake_edition
from briefing.errors import StoreError
from briefing.press import bring_away, publish_feed
from briefing.press.lost import library_of, refuse_lost_library
from briefing.retention import files_of, sweep, unnamed
from briefing.sources import one_story
from briefing.store.library import LIBRARY, Library, has_library
from briefing.store.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from briefing.model import Episode
    from briefing.newsroom import Newsroom
    from briefing.report import Report
    from briefing.store.library import Published

__all__ = ["Found", "archive", "keep_out", "look_up", "look_up_in", "remake", "withdraw"]

SHORTEST = 4
"""Letters of a guid that name an edition."""
LISTED = 5


@dataclass(frozen=True, slots=True)
class Found:
    """An edition of the archive."""

    episode: Episode
    stories: tuple[Published, ...]
    """In running order; where a story was looked up, that one alone."""
    retired: bool
    """Whether it left the feed."""
    whole: bool = True
    """Whether all of it is meant."""

    @property
    def short(self) -> str:
        """A name that is short enough to be typed."""
        return self.episode.guid.removeprefix("urn:uuid:")[:8]


def archive(room: Newsroom) -> tuple[Found, ...]:
    """Every edition, newest first.

    Raises:
        StoreError: the library cannot be opened.
    """
    with _library(room) as library:
        return _all(library)


def look_up(name: str, room: Newsroom) -> Found:
    """The edition, or the story, that `name` means in one show; see `look_up_in`."""
    return look_up_in(name, (room,))[0][1]


def look_up_in(name: str, rooms: Sequence[Newsroom]) -> list[tuple[Newsroom, Found]]:
    """The edition of one of these shows that `name` means; or the story, in every show that has it.

    An edition is named by its guid, the first letters of that, or its date; a story by its id, or by words of its
    headline or id.

    Raises:
        StoreError: none is meant, or several; a library cannot be opened.
    """
    shows = [room for room in rooms if has_library(room.state)] or rooms
    meant = [(room, each) for room in shows for each in _meant(name, room)]
    if not meant:
        raise StoreError(name, "no edition and no story is called that", hint="`briefing editions` lists them.")
    for same in (meant, *([pair for pair in meant if pair[0] is room] for room in shows)):
        if len(same) > 1 and (same is not meant or any(found.whole for _, found in same)):
            listed = "; ".join(_called(found) for _, found in same[:LISTED])
            hint = "Name one by its first column, or by its id."
            raise StoreError(name, f"means {len(same)} of them: {listed}", hint=hint)
    return meant


def _meant(name: str, room: Newsroom) -> list[Found]:
    """Whatever could be meant in one show."""
    found = archive(room)
    zone = ZoneInfo(room.settings.show.timezone)
    return [each for each in found if _is_named(each, name, zone)] or _stories_named(found, name)


def withdraw(
    name: str, room: Newsroom, *, now: datetime, gone: Callable[[Found], object] = lambda _: None
) -> tuple[Found, Report]:
    """Take back an edition or a story: it leaves the feed and the public folder at once and does not come back.

    `gone` is then told of it; after that the other stories of an edition are published again without the one that was
    taken back, which may fail, and nothing else is: what waits for the next edition waits on.

    Raises:
        Busy: another run is at work.
        StoreError: none is meant, or several.
        PublishError: the feed cannot be written; it is taken back by the next run that can.
        BriefingError: as `make_edition`, for the stories that stay.
    """
    found = look_up(name, room)
    with locked(room.first.state), _library(room) as library:
        # An edition that was corrected before may have been public with these words under other addresses: no file
        # that nothing names has its period of grace any more.
        library.let_go({*files_of(found.episode, room.public), *unnamed(room.public, library.episodes())}, now)
        library.withdraw([(story.id, story.article) for story in found.stories], now)
        publish_feed(library, room)
        sweep(library, room.public, now)
        bring_away(room)  # where it cannot, what follows tries once more, and says so
    gone(found)
    return found, finish_editions(room, now=now)


def keep_out(stories: Iterable[Published], room: Newsroom, *, now: datetime) -> None:
    """Have a show that never had these stories not take them either.

    Raises:
        Busy: another run is at work.
        StoreError: the library cannot be opened.
    """
    with locked(room.first.state), library_of(room) as library:
        library.withdraw([(story.id, story.article) for story in stories], now)


def remake(name: str, room: Newsroom, *, now: datetime, source: str = "", stdin: bytes = b"") -> tuple[Found, Report]:
    """Make the edition of a story again as it would be made today, with the words of `source` where one is given.

    `stdin` is what a source `-` holds.

    Raises:
        Busy: another run is at work.
        SourceError: the source holds no story, or several.
        StoreError: no story is meant, or several, or one that left the feed.
        BriefingError: as `make_edition`.
    """
    found = look_up(name, room)
    if found.retired:
        raise StoreError(name, "is in an edition that left the feed", hint="Publish the story again under a new name.")
    if source and len(found.stories) != 1:
        raise StoreError(name, f"is an edition of {len(found.stories)} stories", hint="Name the story to be replaced.")
    article = clean(one_story(source, settings=room.settings.sources, home=room.home, stdin=stdin)) if source else None
    story = found.stories[0].id
    return found, remake_edition(found.episode.guid, story, room, now=now, article=article)


def _all(library: Library) -> tuple[Found, ...]:
    return tuple(
        Found(episode, library.stories(episode.guid), retired=retired) for episode, retired in library.archive()
    )


@contextmanager
def _library(room: Newsroom) -> Iterator[Library]:
    """Without making one where there is none."""
    refuse_lost_library(room)
    if not has_library(room.state):
        raise StoreError(str(room.state / LIBRARY), "nothing was published yet", hint="`briefing make` does that.")
    with Library(room.state / LIBRARY) as library:
        yield library


def _is_named(found: Found, name: str, zone: ZoneInfo) -> bool:
    bare = name.removeprefix("urn:uuid:")
    if len(bare) >= SHORTEST and found.episode.guid.removeprefix("urn:uuid:").startswith(bare):
        return True
    return name in {found.episode.guid, f"{found.episode.published.astimezone(zone):%Y-%m-%d}"}


def _stories_named(found: tuple[Found, ...], name: str) -> list[Found]:
    """By id, or else by some of its words."""
    wanted = name.casefold()
    every = [(each, story) for each in found for story in each.stories]
    exact = [pair for pair in every if pair[1].id == name]
    near = [pair for pair in every if wanted in f"{pair[1].article.title} {pair[1].id}".casefold()]
    return [replace(each, stories=(story,), whole=False) for each, story in exact or near]


def _called(found: Found) -> str:
    return found.short if found.whole else found.stories[0].id
