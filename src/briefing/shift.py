"""A run at work: it holds the lock, and makes one edition after the other."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.errors import BriefingError
from briefing.press import Issue, bring_away, damaged, publish_episode, publish_feed
from briefing.press.lost import library_of
from briefing.press.picture import cover
from briefing.production import produce, record, voice_faults
from briefing.report import Made, Outcome, Report, Status
from briefing.retention import retire, sweep
from briefing.review import hold, must_wait
from briefing.running import claims, fitting, length_ms
from briefing.scripted import known_voices, read_out
from briefing.selection import MEMORY, reissue
from briefing.stopwatch import Stopwatch
from briefing.store.lock import locked
from briefing.studio import open_studio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from briefing.model import Episode
    from briefing.newsroom import Newsroom
    from briefing.production import Production, Recorded
    from briefing.report import Progress
    from briefing.scripted import Scripted
    from briefing.selection import Draft
    from briefing.store.library import Entry, Library
    from briefing.studio import Desk

__all__ = ["Shift", "at_work", "failed"]

OVERRULED = "its source says something new, which takes the place of what an editor made of it; look at it once more"


@contextmanager
def at_work(room: Newsroom, now: datetime, progress: Progress = lambda *_: None) -> Iterator[Shift]:
    """A run that holds the lock, with everything that it needs open.

    Raises:
        Busy: another run is at work.
        StoreError: the library is gone, or cannot be opened or used.
    """
    shared = room.first.state
    with (
        locked(shared),
        library_of(room) as library,
        open_studio(shared, room.settings, room.engine, room.cast) as desk,
    ):
        yield Shift(room, library, desk, now.astimezone(UTC).replace(microsecond=0), progress)


@dataclass(frozen=True, slots=True)
class Shift:
    """What the making of every edition of this run shares."""

    room: Newsroom
    library: Library
    desk: Desk
    now: datetime
    progress: Progress
    left: list[Entry] = field(default_factory=list)
    """What there was no room for."""
    held: list[str] = field(default_factory=list)
    """Guids of the editions that began to wait for an editor."""
    lines: list[int] = field(default_factory=list)
    """How many lines were to be heard, for each edition."""
    watch: Stopwatch = field(default_factory=Stopwatch)

    def finish(self, outcomes: Iterable[Outcome], made: Iterable[Made | None]) -> Report:
        """Write the feed, bring everything away, and tell what was done, also where it could not be brought."""
        room, library = self.room, self.library
        with self.watch.stage("publishing"):
            retire(library, room.settings.keep, self.now)
            library.forget_sketches(self.now - MEMORY)
            feed = publish_feed(library, room)
            sweep(library, room.public, self.now)
            fault = bring_away(room)
        episodes = tuple(episode for episode in made if episode)
        spoken = self.desk.booth.spoken
        reused = max(0, sum(self.lines) - spoken)
        seconds, held = self.watch.seconds, len(self.held)
        report = Report(tuple(outcomes), episodes, spoken, feed, reused, seconds, held=held)
        return replace(report, trouble=fault.message, hint=fault.hint) if fault else report

    def make(
        self, draft: Draft, outcomes: list[Outcome], *, gate: bool = False, every_voice: bool = False
    ) -> Made | None:
        """Speak, mix and publish an edition, and add to `outcomes` what became of its stories.

        With `gate` it may have to wait for an editor.  With `every_voice` nothing is published while one of its voices
        cannot be heard.
        """
        if self.room.settings.show.image:
            cover(self.room)  # a picture that is damaged inside is found out before everything is spoken
        with self.watch.stage("writing"):
            scripted, left = self._read_out(draft, whole=not gate)
        if gate and must_wait(draft, scripted, self.room):
            outcomes += self._leave(left)
            self.held.append(draft.guid)
            outcomes += hold(draft, scripted, self.room, self.library)
            return None
        places = self._places(draft)
        if every_voice and (refused := self._refused(scripted, places)):
            outcomes += refused
            return None
        usable, silent = self._speak(scripted, places)
        names = {entry.story.id: entry.name for entry in draft.entries}
        outcomes += [failed(names[story], error) for story, error in silent.items()]
        if silent and left:  # the room that they had is the others'
            heard = tuple(entry for entry in draft.entries if entry.story.id not in silent)
            return self.make(replace(draft, entries=heard), outcomes, gate=gate)
        outcomes += self._leave(left)
        self.lines.append(sum(len(each.scripted.lines) for each in usable))
        if silent and draft.status is Status.CORRECTED:
            outcomes += [_stuck(names[story]) for story in names if story in draft.changed - silent.keys()]
            return None
        if not usable:
            return None
        episode, production = self._publish(draft, usable)
        outcomes += _heard(draft, production, names)
        enclosure = episode.enclosure
        return Made(episode.title, enclosure.path, episode.duration_ms, enclosure.length, production.voices)

    def mend(self, outcomes: list[Outcome]) -> list[Made | None]:
        """Make every episode again whose audio is not as the feed says, after the feed names what is new.

        As where a backup of the library was put back that is older than a correction: an app would get nothing.
        """
        missing = [each for each in self.library.episodes() if damaged(each, self.room.public)]
        if missing:
            publish_feed(self.library, self.room)  # there may be many, and the night has a limit
        return [self._mended(episode, outcomes) for episode in missing]

    def _mended(self, episode: Episode, outcomes: list[Outcome]) -> Made | None:
        """The episode made again; that it cannot be must not cost what is new."""
        for path in damaged(episode, self.room.public):
            with suppress(OSError):  # publishing tells why
                path.unlink(missing_ok=True)  # other bytes may never stand at an address, not even whole ones
        try:
            made = self.make(reissue(episode.guid, self.library, {}), outcomes)
        except BriefingError as error:
            outcomes.append(failed(episode.title, error))
            return None
        if made:
            reason = f"{episode.enclosure.path}: was missing or cut off, and was made again"
            outcomes.append(Outcome(episode.title, Status.CORRECTED, episode.title, made.duration_ms, reason=reason))
        return made

    def _places(self, draft: Draft) -> dict[str, Mapping[str, str]]:
        """Where the voices of its scripts stand, where these are heard at all."""
        if self.room.settings.quotes.style == "cues":
            return {}
        return {entry.story.id: entry.places for entry in draft.entries}

    def _refused(self, scripted: Iterable[Scripted], places: Mapping[str, Mapping[str, str]]) -> list[Outcome]:
        """What is to be said of every voice that cannot be heard."""
        faults = ((each, voice_faults(each, self.desk, places.get(each.story.id, {}))) for each in scripted)
        return [failed(each.story.article.title or each.story.id, fault) for each, found in faults for fault in found]

    def _read_out(self, draft: Draft, *, whole: bool) -> tuple[tuple[Scripted, ...], list[Entry]]:
        """The scripts of the stories for which there is room, and the others; what was published has room for all."""
        voices, settings = known_voices(self.room), self.room.settings
        scripted = read_out([entry.story for entry in draft.entries], self.room, voices)
        if whole or draft.status is Status.CORRECTED or not settings.edition.max_minutes:
            return scripted, []
        lengths = [
            length_ms(each.lines, each.story.article.headline, settings.pauses, settings.engine.rate)
            for each in scripted
        ]
        order = claims(draft.entries, settings.edition, {entry.story.id for entry in self.library.waiting()})
        taken = fitting(lengths, settings.edition.max_minutes * 60_000, order)
        left = [entry for at, entry in enumerate(draft.entries) if at not in taken]
        # Who is heard only in a story that is left has no voice yet.
        return (read_out([draft.entries[at].story for at in taken], self.room, voices) if left else scripted), left

    def _leave(self, entries: Sequence[Entry]) -> Iterator[Outcome]:
        """Let these wait for the next edition; what is to be said of them."""
        self.left.extend(entries)
        return map(_left, entries)

    def _speak(
        self, scripted: Sequence[Scripted], places: Mapping[str, Mapping[str, str]]
    ) -> tuple[list[Recorded], dict[str, BriefingError]]:
        """As `record`; progress is told of each line."""
        total, counted = sum(len(each.lines) for each in scripted), count(1)
        with self.watch.stage("speaking"):
            return record(scripted, self.desk, lambda: self.progress("speaking", next(counted), total), places)

    def _publish(self, draft: Draft, usable: Sequence[Recorded]) -> tuple[Episode, Production]:
        """Mix, publish and record; the feed comes after."""
        room = self.room
        begun = draft.begun.astimezone(ZoneInfo(room.settings.show.timezone))
        self.progress("mixing", 0, 1)
        with TemporaryDirectory(prefix="edition-", dir=room.first.state) as folder:
            with self.watch.stage("joining"):
                production = produce(usable, begun, Path(folder, "edition"), room, self.desk)
            number = self.library.number(draft.guid, begun.year)
            issue = Issue(draft.guid, begun, draft.published, self.now, number)
            with self.watch.stage("publishing"):
                episode = publish_episode(production, issue, room)
        stories = [each.story for each in production.scripted]
        ids = {story.id for story in stories}
        versions = [version for version in draft.versions if version.story in ids]
        self.library.record(episode, stories, production.remember, versions)
        self.progress("mixing", 1, 1)
        return episode, production


def failed(name: str, error: BriefingError) -> Outcome:
    """What is to be said of a story that cannot be heard."""
    return Outcome(name, Status.FAILED, reason=error.message, hint=error.hint)


def _stuck(name: str) -> Outcome:
    reason = f"{name}: stays as it was, since another story of its edition cannot be heard"
    return Outcome(name, Status.FAILED, reason=reason)


def _heard(draft: Draft, production: Production, names: Mapping[str, str]) -> Iterator[Outcome]:
    """What is to be said of the new and corrected stories of an edition, each of which is a chapter of it."""
    for each, chapter in zip(production.scripted, production.programme.chapters, strict=True):
        if each.story.id in draft.changed:
            heard_ms, people = chapter.end_ms - chapter.start_ms, tuple(person.name for person in each.speakers)
            name, headline = names[each.story.id], each.story.article.headline
            reason = f"{name}: {OVERRULED}" if each.story.id in draft.overruled else ""
            yield Outcome(name, draft.status, headline, heard_ms, people, reason)


def _left(entry: Entry) -> Outcome:
    reason = f"{entry.name}: there is no room for it; the next edition begins with it"
    return Outcome(entry.name, Status.LEFT, entry.story.article.headline, reason=reason)
