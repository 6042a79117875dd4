"""What an editor has made: a published edition again, or those that waited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from briefing.errors import ArticleError
from briefing.held import in_order, outdated, renew
from briefing.report import Outcome, Status
from briefing.review import approved, named, settle
from briefing.selection import reissue
from briefing.shift import at_work, failed
from briefing.store.library import Entry
from briefing.withdrawn import held_back

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from briefing.model import Article
    from briefing.newsroom import Newsroom
    from briefing.report import Made, Progress, Report
    from briefing.shift import Shift

__all__ = ["approve_editions", "remake_edition"]


def remake_edition(guid: str, story: str, room: Newsroom, *, now: datetime, article: Article | None = None) -> Report:
    """Make a published edition again as it would be made today, because of one of its stories.

    Args:
        guid: of an edition that is in the feed.
        story: id of a story in it.
        room: as in `make_edition`.
        now: as in `make_edition`.
        article: takes the place of the story's words, and holds until its source says something new.

    Raises:
        BriefingError: as `make_edition`.
    """
    with at_work(room, now) as run:
        asked = next(each for each in run.library.stories(guid) if each.id == story)
        # The fingerprint stays that of its source: whatever this says next that is new is a correction.
        new = replace(asked, article=article, script="") if article else asked
        name = new.article.headline or story
        outcomes: list[Outcome] = []
        if story in run.library.withdrawn():
            outcomes.append(Outcome(name, Status.WITHDRAWN, name, reason=f"{name}: was withdrawn, and stays so"))
        made = run.make(reissue(guid, run.library, {story: Entry(name, new)}), outcomes)
        return run.finish(outcomes, [made])


def approve_editions(
    names: Sequence[str], room: Newsroom, *, now: datetime, progress: Progress = lambda *_: None
) -> Report:
    """Publish editions that wait for an editor, as their scripts are now; all of them without a name.

    They are dated a second apart, so that the feed has them in the order in which they began to wait.

    Args:
        names: of their scripts, with or without folder and suffix.
        room: as in `make_edition`.
        now: aware; the time of publication.
        progress: as in `make_edition`.

    Raises:
        SourceError: no edition of that name waits.
        BriefingError: as `make_edition`.
    """
    with at_work(room, now, progress) as run:
        outcomes: list[Outcome] = []
        renew(room, run.library)
        paths = in_order(named([room.state], names)[room.state], room, run.library)
        moments = [run.now - timedelta(seconds=after) for after in reversed(range(len(paths)))]  # a feed needs an order
        made = [_approve(path, run, outcomes, moment) for path, moment in zip(paths, moments, strict=True)]
        return run.finish(outcomes, made)


def _approve(path: Path, run: Shift, outcomes: list[Outcome], moment: datetime) -> Made | None:
    """Publish one edition; its script stays until it is public, and of whatever cannot be heard, the part in it."""
    try:
        draft = approved(path, run.room, run.library, now=run.now, moment=moment)
    except ArticleError as error:
        outcomes.append(failed(path.stem, error))
        return None
    entries, gone = held_back(draft.entries, run.library)
    outcomes += gone
    told: list[Outcome] = []
    old = outdated(path, run.room, run.library)
    made = run.make(replace(draft, entries=tuple(entries)), told, every_voice=True) if entries else None
    if made or not entries:
        there = {story.id for story in run.library.stories(draft.guid)}
        left = settle(path, {entry.story.id for entry in entries} - there)
        told = [_waits_on(outcome, left) if left else outcome for outcome in told]
    outcomes += [replace(each, reason=each.reason or f"{path.stem}: was {old}") for each in told] if old else told
    return made


def _waits_on(outcome: Outcome, path: Path) -> Outcome:
    """Of a story that could not be heard, where it is to be found."""
    if outcome.status is not Status.FAILED:
        return outcome
    hint = f"{outcome.hint}  As you edited it, it waits on: {path}".strip()
    return replace(outcome, hint=hint)
