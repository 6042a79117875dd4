"""What an editor has made: a published edition again, or those that waited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import ArticleError
from briefing.report import Status
from briefing.review import approved, named
from briefing.scripted import fingerprint
from briefing.selection import Draft
from briefing.shift import at_work, failed
from briefing.store.library import Entry, Published
from briefing.withdrawn import held_back

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefing.model import Article
    from briefing.newsroom import Newsroom
    from briefing.report import Outcome, Progress, Report

__all__ = ["approve_editions", "remake_edition"]


def remake_edition(guid: str, story: str, room: Newsroom, *, now: datetime, article: Article | None = None) -> Report:
    """Make a published edition again as it would be made today, because of one of its stories.

    Args:
        guid: of an edition that is in the feed.
        story: id of a story in it.
        room: as in `make_edition`.
        now: as in `make_edition`.
        article: takes the place of the story's words, and is not undone when its source gives the old ones again.

    Raises:
        BriefingError: as `make_edition`.
    """
    with at_work(room, now) as run:
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
    with at_work(room, now, progress) as run:
        outcomes: list[Outcome] = []
        made = []
        for path in named([room.state], names)[room.state]:
            try:
                draft = approved(path, run.library, run.now)
            except ArticleError as error:
                outcomes.append(failed(path.stem, error))
                continue
            entries, gone = held_back(draft.entries, run.library)
            outcomes += gone
            edition = run.make(replace(draft, entries=tuple(entries)), outcomes) if entries else None
            if edition or not entries:
                path.unlink()
            made.append(edition)
        return run.finish(outcomes, made)
