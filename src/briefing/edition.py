"""The one way through: stories → editions → feed."""

from __future__ import annotations

import hashlib
import json
import logging
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout

from briefing.clean import clean
from briefing.errors import ArticleError, BriefingError, Busy, SourceError, StoryWithheld
from briefing.press import Issue, publish_episode, publish_feed
from briefing.production import failures, produce, read_out
from briefing.report import Made, Outcome, Report, Status
from briefing.store.library import LIBRARY, Library, Published
from briefing.studio import Booth, Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from briefing.model import Article, Episode, Story
    from briefing.newsroom import Newsroom
    from briefing.production import Production, Scripted

    Progress = Callable[[str, int, int], object]

__all__ = ["make_edition"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A story that can be used."""

    name: str
    story: Published


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition to be made, or made again."""

    guid: str
    published: datetime
    entries: tuple[Entry, ...]
    changed: frozenset[str]
    """Ids of the stories that are new or corrected."""
    status: Status
    """What becomes of those."""


def make_edition(
    stories: Iterable[Story | SourceError], room: Newsroom, *, now: datetime, progress: Progress = lambda *_: None
) -> Report:
    """Stories in, an edition and its feed out.

    New stories make a new edition; a story that was published in other words has its edition made again.  What one
    story lacks never stops the others: it is in the report.

    Args:
        stories: from the sources, in running order, with what could not be read.
        room: where, by whom and with what.
        now: aware; the time of publication.
        progress: told of a stage, how much of it is done, and how much there is.

    Raises:
        Busy: another run is at work.
        StoreError, MixError, PublishError, SynthesisError: no edition could be made, for a reason that is no story's.
    """
    with (
        _locked(room.state),
        Library(room.state / LIBRARY) as library,
        Booth(room.state / "clips", room.settings.engine, room.engine) as booth,
        Desk(room.state / "blocks", booth, room.settings) as desk,
    ):
        run = _Run(room, library, booth, desk, now.astimezone(UTC).replace(microsecond=0), progress)
        entries, outcomes = _clean_all(stories)
        drafts, unchanged = _plan(entries, library, run.now)
        outcomes += [Outcome(entry.name, Status.UNCHANGED, entry.story.article.headline) for entry in unchanged]
        made = [run.make(draft, outcomes) for draft in drafts]
        feed = publish_feed(library, room.settings.show, home=room.home, public=room.public)
        return Report(tuple(outcomes), tuple(episode for episode in made if episode), booth.spoken, feed)


@contextmanager
def _locked(state: Path) -> Iterator[None]:
    """Hold the lock of the state folder; the system lets go of it when the program dies."""
    state.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(state / "lock", timeout=0):
            yield
    except Timeout as error:
        raise Busy(str(state / "lock")) from error


def _clean_all(stories: Iterable[Story | SourceError]) -> tuple[list[Entry], list[Outcome]]:
    """The stories that can be used, each once, and what is to be said of the others."""
    entries: dict[str, Entry] = {}
    outcomes = []
    for story in stories:
        try:
            entry = _entry(story)
            entries.setdefault(entry.story.id, entry)
        except BriefingError as error:
            status = Status.WITHHELD if isinstance(error, StoryWithheld) else Status.FAILED
            outcomes.append(Outcome(_name(story), status, reason=error.message, hint=error.hint))
        except Exception as error:  # a fault of ours in one story must not cost the others theirs
            log.exception("%s", _name(story))
            hint = "This is a fault of the program; the log has the details."
            outcomes.append(Outcome(_name(story), Status.FAILED, reason=f"{type(error).__name__}: {error}", hint=hint))
    return list(entries.values()), outcomes


def _entry(story: Story | SourceError) -> Entry:
    """The story, cleaned; what was wrong with its source is raised here."""
    if isinstance(story, SourceError):
        raise story
    article = clean(story)
    return Entry(story.name, Published(story.id, _fingerprint(article), article))


def _name(story: Story | SourceError) -> str:
    return story.source if isinstance(story, SourceError) else story.name


def _fingerprint(article: Article) -> str:
    """Names the words that a listener hears: another one means that the story was corrected."""
    words = json.dumps([article.headline, article.byline, article.body], ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()


def _plan(entries: Iterable[Entry], library: Library, now: datetime) -> tuple[list[Draft], list[Entry]]:
    """Which editions are to be made or made again, and the stories that stay as they are."""
    new, unchanged = [], []
    corrected: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        known = library.find(entry.story.id)
        if known is None:
            new.append(entry)
        elif known[0] == entry.story.fingerprint:
            unchanged.append(entry)
        else:
            corrected.setdefault(known[1], {})[entry.story.id] = entry
    drafts = [_again(guid, entries, library) for guid, entries in corrected.items()]
    if new:
        ids = frozenset(entry.story.id for entry in new)
        drafts.append(Draft(f"urn:uuid:{uuid.uuid4()}", now, tuple(new), ids, Status.PUBLISHED))
    return drafts, unchanged


def _again(guid: str, corrected: dict[str, Entry], library: Library) -> Draft:
    """An edition with its corrected stories in the places of the old ones."""
    there = (corrected.get(story.id) or Entry(story.id, story) for story in library.stories(guid))
    return Draft(guid, library.episode(guid).published, tuple(there), frozenset(corrected), Status.CORRECTED)


@dataclass(frozen=True, slots=True)
class _Run:
    """What the making of every edition of this run shares."""

    room: Newsroom
    library: Library
    booth: Booth
    desk: Desk
    now: datetime
    progress: Progress

    def make(self, draft: Draft, outcomes: list[Outcome]) -> Made | None:
        """Speak, mix and publish an edition, and add to `outcomes` what became of its stories."""
        stories = [entry.story for entry in draft.entries]
        scripted = read_out(stories, self.room, self.library.voices())
        failed = self._speak(scripted)
        names = {entry.story.id: entry.name for entry in draft.entries}
        outcomes += [_failed(names[story], error) for story, error in failed.items()]
        usable = [each for each in scripted if each.story.id not in failed]
        if not usable or (failed and draft.status is Status.CORRECTED):
            return None
        episode, production = self._publish(draft, usable)
        outcomes += [
            Outcome(
                names[each.story.id],
                draft.status,
                each.story.article.headline,
                chapter.end_ms - chapter.start_ms,
                tuple(person.name for person in each.speakers),
            )
            for each, chapter in zip(usable, production.programme.chapters, strict=True)
            if each.story.id in draft.changed
        ]
        enclosure = episode.enclosure
        return Made(episode.title, enclosure.path, episode.duration_ms, enclosure.length, production.voices)

    def _speak(self, scripted: Sequence[Scripted]) -> dict[str, BriefingError]:
        """Have every line spoken; the stories of which one could not be, or that have none."""
        total = sum(len(each.lines) for each in scripted)
        counted = count(1)
        failed: dict[str, BriefingError] = dict(
            failures(scripted, self.booth, lambda: self.progress("speaking", next(counted), total))
        )
        for each in scripted:
            if not each.lines:
                failed[each.story.id] = ArticleError(each.story.id, "there is nothing in it that can be said")
        return failed

    def _publish(self, draft: Draft, usable: Sequence[Scripted]) -> tuple[Episode, Production]:
        """Mix, publish and record; the feed comes after."""
        room = self.room
        day = draft.published.astimezone(ZoneInfo(room.settings.show.timezone)).date()
        self.progress("mixing", 0, 1)
        with TemporaryDirectory(prefix="edition-", dir=room.state) as folder:
            audio = Path(folder, "edition.mp3")
            production = produce(usable, day, audio, room, self.desk)
            issue = Issue(draft.guid, day, draft.published, self.now)
            episode = publish_episode(production, audio, issue, room.settings.show, room.public)
        self.library.record(episode, [each.story for each in usable], production.remember)
        self.progress("mixing", 1, 1)
        return episode, production


def _failed(name: str, error: BriefingError) -> Outcome:
    return Outcome(name, Status.FAILED, reason=error.message, hint=error.hint)
