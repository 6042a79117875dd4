"""The one way through: stories → editions → feed."""

from __future__ import annotations

import logging
import shlex
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, SourceError, StoryWithheld
from briefing.held import renew
from briefing.report import OUR_FAULT, Outcome, Status
from briefing.review import set_aside, take_out
from briefing.running import wanted
from briefing.scripted import entry_of
from briefing.selection import free_ids, keep_waiting, select
from briefing.shift import at_work
from briefing.withdrawn import held_back

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from briefing.model import Story
    from briefing.newsroom import Newsroom
    from briefing.report import Progress, Report
    from briefing.store.library import Entry, Library

__all__ = ["finish_editions", "make_edition"]

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
    with at_work(room, now, progress) as run:
        library, watch = run.library, run.watch
        with watch.stage("cleaning"):
            cleaned = _clean_all(watch.each("reading", stories))
            waiting = keep_waiting(cleaned.entries, library, run.now)
            take_out(room, cleaned.withheld)
            renew(room, library)
            entries = _with_waiting(cleaned, waiting)
            found = len(entries)
            if only := room.settings.edition.only:
                entries = [each for each in entries if wanted(each, only) or library.find(each.story.id)]
            passed_over = found - len(entries)
            entries, held = held_back(entries, library)
            free, aside = set_aside(entries, library, room)
            free_ids(free, library, run.now)
            ids = {entry.story.id for entry in waiting}
            plan = select(free, library, room.settings.edition, now=run.now, waiting=ids)
        library.remember(plan.versions)
        withheld = (_withheld(id_, told, library) for id_, told in cleaned.withheld.items())
        outcomes = [*cleaned.outcomes, *withheld, *held, *aside, *plan.outcomes]
        made = [run.make(draft, outcomes, gate=True) for draft in plan.drafts]
        unheard = [entry for entry in entries if entry.story.id in ids and not library.find(entry.story.id)]
        library.leave({entry.story.id: entry for entry in (*unheard, *run.left)}.values())
        made += run.mend(outcomes)
        return replace(run.finish(outcomes, made), passed_over=passed_over)


def finish_editions(room: Newsroom, *, now: datetime) -> Report:
    """Make again the editions that still hold a story which was withdrawn, and no new one of what waits.

    Raises:
        BriefingError: as `make_edition`.
    """
    with at_work(room, now) as run:
        outcomes: list[Outcome] = []
        drafts = select((), run.library, room.settings.edition, now=run.now).drafts
        made = [run.make(draft, outcomes) for draft in drafts]
        return run.finish(outcomes, made)


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """What the sources gave, each story once."""

    entries: dict[str, Entry] = field(default_factory=dict)
    """The stories that can be used, by id."""
    outcomes: list[Outcome] = field(default_factory=list)
    """What is to be said of the others."""
    withheld: dict[str, Outcome] = field(default_factory=dict)
    """What is to be said of those that their sources say are not to be used, by id."""

    def take(self, entry: Entry) -> None:
        """Of several with one id, an editor's script goes before its source, and else the first is used."""
        story = entry.story
        there = self.entries.setdefault(story.id, entry)
        if story.script:
            self.entries[story.id] = entry
        elif not there.story.script and there.story.fingerprint != story.fingerprint:
            reason = f"{entry.name}: goes by the same id as {there.name}, in other words"
            self.outcomes.append(Outcome(entry.name, Status.DUPLICATE, story.article.headline, reason=reason))

    def refuse(self, story: Story | SourceError, error: BriefingError) -> None:
        """One that cannot be used, or must not be."""
        told = Outcome(_name(story), Status.FAILED, reason=error.message, hint=error.hint)
        if isinstance(error, StoryWithheld) and not isinstance(story, SourceError):
            self.withheld[story.id] = replace(told, status=Status.WITHHELD)
        else:
            self.outcomes.append(told)


def _clean_all(stories: Iterable[Story | SourceError]) -> _Cleaned:
    """Clean one story after the other; what is wrong with one stays with it."""
    cleaned = _Cleaned()
    for story in stories:
        try:
            cleaned.take(_entry(story))
        except BriefingError as error:
            cleaned.refuse(story, error)
        except Exception as error:  # a fault of ours in one story must not cost the others theirs
            log.exception("%s", _name(story))
            reason = f"{type(error).__name__}: {error}"
            cleaned.outcomes.append(Outcome(_name(story), Status.FAILED, reason=reason, hint=OUR_FAULT))
    return cleaned


def _with_waiting(cleaned: _Cleaned, waiting: Iterable[Entry]) -> list[Entry]:
    """One that is waiting comes first, as its source gives it now, and not at all when that withholds it."""
    waits = {entry.story.id: entry for entry in waiting if entry.story.id not in cleaned.withheld}
    return list((waits | cleaned.entries).values())


def _withheld(id_: str, told: Outcome, library: Library) -> Outcome:
    """What is to be said of a story that is not to be used; one that is out is a failure until somebody takes it back.

    That is for good, so no text that came from outside may do it.
    """
    met = library.find(id_)
    if met is None or met.retired:
        return told
    hint = f"Take it back: briefing editions withdraw {shlex.quote(met.story)}"
    reason, headline = f"{told.reason}, but it is out", library.article(met.story).headline
    return replace(told, status=Status.FAILED, headline=headline, reason=reason, hint=hint)


def _entry(story: Story | SourceError) -> Entry:
    """The story, cleaned; what was wrong with its source is raised here."""
    if isinstance(story, SourceError):
        raise story
    return entry_of(story)


def _name(story: Story | SourceError) -> str:
    return story.source if isinstance(story, SourceError) else story.name
