"""The one way through: stories → editions → feed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, SourceError, StoryWithheld
from briefing.held import renew
from briefing.report import Outcome, Status
from briefing.review import set_aside, take_out
from briefing.running import wanted
from briefing.scripted import entry_of
from briefing.selection import select
from briefing.shift import at_work
from briefing.withdrawn import held_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from briefing.model import Story
    from briefing.newsroom import Newsroom
    from briefing.report import Report
    from briefing.store.library import Entry

    Progress = Callable[[str, int, int], object]

__all__ = ["make_edition"]

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
        waiting = library.waiting()
        with watch.stage("cleaning"):
            entries, outcomes, withheld = _clean_all(watch.each("reading", stories), waiting)
            take_out(room, library, withheld)
            renew(room, library)
            if only := room.settings.edition.only:
                entries = [each for each in entries if wanted(each, only) or library.find(each.story.id)]
            entries, held = held_back(entries, library)
            entries, aside = set_aside(entries, library, room)
            ids = {entry.story.id for entry in waiting}
            plan = select(entries, library, room.settings.edition, now=run.now, waiting=ids)
        library.remember(plan.versions)
        outcomes += (*held, *aside, *plan.outcomes)
        made = [run.make(draft, outcomes, gate=True) for draft in plan.drafts]
        library.leave(run.left)
        return run.finish(outcomes, made)


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
    return entry_of(story)


def _name(story: Story | SourceError) -> str:
    return story.source if isinstance(story, SourceError) else story.name
