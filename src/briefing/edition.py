"""The one way through: stories → editions → feed."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.errors import ArticleError, BriefingError, SourceError, StoryWithheld
from briefing.press import Issue, bring_away, publish_episode, publish_feed
from briefing.production import produce, record
from briefing.report import Made, Outcome, Report, Status
from briefing.retention import retire, sweep
from briefing.review import approved, hold, must_wait, named, set_aside, take_out
from briefing.running import fitting, length_ms
from briefing.scripted import fingerprint, prepare, read_out
from briefing.selection import MEMORY, Draft, select
from briefing.stopwatch import Stopwatch
from briefing.store.library import LIBRARY, Entry, Library, Published
from briefing.store.lock import locked
from briefing.studio import open_studio
from briefing.withdrawn import held_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from briefing.model import Article, Episode, Story
    from briefing.newsroom import Newsroom
    from briefing.production import Production, Recorded
    from briefing.scripted import Scripted
    from briefing.studio import Desk

    Progress = Callable[[str, int, int], object]

__all__ = ["approve_editions", "make_edition", "remake_edition"]

log = logging.getLogger(__name__)


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
    with _at_work(room, now, progress) as run:
        library, watch = run.library, run.watch
        waiting = library.waiting()
        with watch.stage("cleaning"):
            entries, outcomes, withheld = _clean_all(watch.each("reading", stories), waiting)
            take_out(room.state, withheld)
            entries, held = held_back(entries, library)
            entries, aside = set_aside(entries, library, room.state)
            ids = {entry.story.id for entry in waiting}
            plan = select(entries, library, room.settings.edition, now=run.now, waiting=ids)
        library.remember(plan.versions)
        outcomes += (*held, *aside, *plan.outcomes)
        made = [run.make(draft, outcomes, gate=True) for draft in plan.drafts]
        library.leave(run.left)
        return run.finish(outcomes, made)


def remake_edition(  # noqa: PLR0913  all but three have defaults
    guid: str,
    story: str,
    room: Newsroom,
    *,
    now: datetime,
    article: Article | None = None,
    progress: Progress = lambda *_: None,
) -> Report:
    """Make a published edition again as it would be made today, because of one of its stories.

    Args:
        guid: of an edition that is in the feed.
        story: id of a story in it.
        room: as in `make_edition`.
        now: as in `make_edition`.
        article: takes the place of the story's words, and is not undone when its source gives the old ones again.
        progress: as in `make_edition`.

    Raises:
        BriefingError: as `make_edition`.
    """
    with _at_work(room, now, progress) as run:
        there = run.library.stories(guid)
        if article:
            new = Published(story, fingerprint(article), article)
            there = tuple(new if each.id == story else each for each in there)
        entries = tuple(Entry(each.article.headline or each.id, each) for each in there)
        published = run.library.episode(guid).published
        outcomes: list[Outcome] = []
        made = run.make(Draft(guid, published, entries, frozenset({story}), Status.CORRECTED), outcomes)
        return run.finish(outcomes, [made])


def approve_editions(
    names: Sequence[str], room: Newsroom, *, now: datetime, progress: Progress = lambda *_: None
) -> Report:
    """Publish editions that wait for an editor, as their scripts are now; all of them without a name.

    Args:
        names: of their scripts, with or without folder and suffix.
        room: as in `make_edition`.
        now: aware; the time of publication.
        progress: as in `make_edition`.

    Raises:
        SourceError: no edition of that name waits.
        BriefingError: as `make_edition`.
    """
    with _at_work(room, now, progress) as run:
        outcomes: list[Outcome] = []
        made = []
        for path in named(room.state, names):
            try:
                draft = approved(path, run.library, run.now)
            except ArticleError as error:
                outcomes.append(_failed(path.stem, error))
                continue
            entries, gone = held_back(draft.entries, run.library)
            outcomes += gone
            edition = run.make(replace(draft, entries=tuple(entries)), outcomes) if entries else None
            if edition or not entries:
                path.unlink()
            made.append(edition)
        return run.finish(outcomes, made)


@contextmanager
def _at_work(room: Newsroom, now: datetime, progress: Progress) -> Iterator[_Run]:
    """A run that holds the lock, with everything that it needs open."""
    with (
        locked(room.state),
        Library(room.state / LIBRARY) as library,
        open_studio(room.state, room.settings, room.engine) as desk,
    ):
        yield _Run(room, library, desk, now.astimezone(UTC).replace(microsecond=0), progress)


def _clean_all(
    stories: Iterable[Story | SourceError], waiting: Iterable[Entry] = ()
) -> tuple[list[Entry], list[Outcome], set[str]]:
    """The stories that can be used, each once; what is to be said of the others; and the ids of those withheld.

    One that is waiting is used as its source gives it now, and not at all when that withholds it.
    """
    entries: dict[str, Entry] = {}
    waits = {entry.story.id: entry for entry in waiting}
    outcomes = []
    withheld = set()
    for story in stories:
        try:
            entry = _entry(story)
            if entry.story.script or entry.story.id not in entries:  # an editor's script goes before its source
                entries[entry.story.id] = entry
        except BriefingError as error:
            status = Status.WITHHELD if isinstance(error, StoryWithheld) else Status.FAILED
            outcomes.append(Outcome(_name(story), status, reason=error.message, hint=error.hint))
            if status is Status.WITHHELD and not isinstance(story, SourceError):
                waits.pop(story.id, None)
                withheld.add(story.id)
        except Exception as error:  # a fault of ours in one story must not cost the others theirs
            log.exception("%s", _name(story))
            hint = "This is a fault of the program; the log has the details."
            outcomes.append(Outcome(_name(story), Status.FAILED, reason=f"{type(error).__name__}: {error}", hint=hint))
    return list((waits | entries).values()), outcomes, withheld


def _entry(story: Story | SourceError) -> Entry:
    """The story, cleaned; what was wrong with its source is raised here."""
    if isinstance(story, SourceError):
        raise story
    return Entry(story.name, prepare(story))


def _name(story: Story | SourceError) -> str:
    return story.source if isinstance(story, SourceError) else story.name


@dataclass(frozen=True, slots=True)
class _Run:
    """What the making of every edition of this run shares."""

    room: Newsroom
    library: Library
    desk: Desk
    now: datetime
    progress: Progress
    left: list[Entry] = field(default_factory=list)
    """What there was no room for."""
    lines: list[int] = field(default_factory=list)
    """How many lines were to be heard, for each edition."""
    watch: Stopwatch = field(default_factory=Stopwatch)

    def finish(self, outcomes: Iterable[Outcome], made: Iterable[Made | None]) -> Report:
        """Write the feed, and tell what was done."""
        room, library = self.room, self.library
        with self.watch.stage("publishing"):
            retire(library, room.settings.keep, self.now)
            library.forget_sketches(self.now - MEMORY)
            feed = publish_feed(library, room)
            sweep(library, room.public, self.now)
            bring_away(room)
        episodes = tuple(episode for episode in made if episode)
        spoken = self.desk.booth.spoken
        reused = max(0, sum(self.lines) - spoken)
        return Report(tuple(outcomes), episodes, spoken, feed, reused, self.watch.seconds)

    def make(self, draft: Draft, outcomes: list[Outcome], *, gate: bool = False) -> Made | None:
        """Speak, mix and publish an edition, and add to `outcomes` what became of its stories.

        With `gate` it may have to wait for an editor.
        """
        with self.watch.stage("writing"):
            scripted = self._read_out(draft, outcomes, whole=not gate)
        if gate and must_wait(draft, scripted, self.room):
            outcomes += hold(draft, scripted, self.room)
            return None
        total, counted = sum(len(each.lines) for each in scripted), count(1)
        self.lines.append(total)
        with self.watch.stage("speaking"):
            usable, failed = record(scripted, self.desk, lambda: self.progress("speaking", next(counted), total))
        names = {entry.story.id: entry.name for entry in draft.entries}
        outcomes += [_failed(names[story], error) for story, error in failed.items()]
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
            for each, chapter in zip(production.scripted, production.programme.chapters, strict=True)
            if each.story.id in draft.changed
        ]
        enclosure = episode.enclosure
        return Made(episode.title, enclosure.path, episode.duration_ms, enclosure.length, production.voices)

    def _read_out(self, draft: Draft, outcomes: list[Outcome], *, whole: bool) -> tuple[Scripted, ...]:
        """The scripts of the stories for which there is room; an edition that was published has room for its own."""
        voices, settings = self.library.voices(), self.room.settings
        scripted = read_out([entry.story for entry in draft.entries], self.room, voices)
        if whole or draft.status is Status.CORRECTED or not settings.edition.max_minutes:
            return scripted
        lengths = [
            length_ms(each.lines, each.story.article.headline, settings.pauses, settings.engine.rate)
            for each in scripted
        ]
        taken = fitting(lengths, settings.edition.max_minutes * 60_000)
        left = [entry for at, entry in enumerate(draft.entries) if at not in taken]
        outcomes += map(_left, left)
        self.left.extend(left)
        # Who is heard only in a story that is left has no voice yet.
        return read_out([draft.entries[at].story for at in taken], self.room, voices) if left else scripted

    def _publish(self, draft: Draft, usable: Sequence[Recorded]) -> tuple[Episode, Production]:
        """Mix, publish and record; the feed comes after."""
        room = self.room
        moment = draft.published.astimezone(ZoneInfo(room.settings.show.timezone))
        self.progress("mixing", 0, 1)
        with TemporaryDirectory(prefix="edition-", dir=room.state) as folder:
            audio = Path(folder, "edition.mp3")
            with self.watch.stage("joining"):
                production = produce(usable, moment, audio, room, self.desk)
            issue = Issue(draft.guid, moment.date(), draft.published, self.now)
            with self.watch.stage("publishing"):
                episode = publish_episode(production, audio, issue, room)
        stories = [each.story for each in production.scripted]
        ids = {story.id for story in stories}
        versions = [version for version in draft.versions if version.story in ids]
        self.library.record(episode, stories, production.remember, versions)
        self.progress("mixing", 1, 1)
        return episode, production


def _failed(name: str, error: BriefingError) -> Outcome:
    return Outcome(name, Status.FAILED, reason=error.message, hint=error.hint)


def _left(entry: Entry) -> Outcome:
    reason = f"{entry.name}: there is no room for it; the next edition begins with it"
    return Outcome(entry.name, Status.LEFT, entry.story.article.headline, reason=reason)
