"""What was withdrawn does not come back, under whatever id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.report import Outcome, Status
from briefing.similar import Shelf, same_story, sketch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.store.library import Entry, Library

__all__ = ["held_back"]


def held_back(entries: Iterable[Entry], library: Library) -> tuple[list[Entry], list[Outcome]]:
    """The stories that may be heard, and what is to be said of those that were withdrawn, in these words or others."""
    gone = library.withdrawn()
    if not gone:
        return list(entries), []
    shelf: Shelf[str] = Shelf()
    for id_, article in gone.items():
        shelf.add(id_, sketch(article))
    kept, outcomes = [], []
    for entry in entries:
        article = entry.story.article
        near = (gone[id_] for id_ in shelf.near(sketch(article)))
        if library.origin(entry.story.id) in gone or any(same_story(old, article) for old in near):
            reason = f"{entry.name}: was withdrawn"
            outcomes.append(Outcome(entry.name, Status.WITHDRAWN, article.headline, reason=reason))
        else:
            kept.append(entry)
    return kept, outcomes
