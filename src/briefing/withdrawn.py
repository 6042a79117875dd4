"""What was withdrawn does not come back: under its id in no words, and under another in none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.report import Outcome, Status
from briefing.similar import Shelf, Wholes, same_story, sketch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.model import Article
    from briefing.store.library import Entry, Library

__all__ = ["held_back"]


def held_back(entries: Iterable[Entry], library: Library) -> tuple[list[Entry], list[Outcome]]:
    """The stories that may be heard, and what is to be said of those that were withdrawn.

    A story comes back under its id in whatever words, and under another in most of the same words, in a piece of them,
    or under the same headline with the same beginning.
    """
    gone = library.withdrawn()
    if not gone:
        return list(entries), []
    shelf: Shelf[str] = Shelf()
    for id_, article in gone.items():
        shelf.add(id_, sketch(article))
    wholes = Wholes(gone.values())
    kept, outcomes = [], []
    for entry in entries:
        if why := _back(entry, gone, (shelf, wholes), library):
            reason = f"{entry.name}: {why}"
            outcomes.append(Outcome(entry.name, Status.WITHDRAWN, entry.story.article.headline, reason=reason))
        else:
            kept.append(entry)
    return kept, outcomes


def _back(entry: Entry, gone: Mapping[str, Article], shelves: tuple[Shelf[str], Wholes], library: Library) -> str:
    """Why it is one of the stories that are gone; empty where it is none."""
    article, (shelf, wholes) = entry.story.article, shelves
    near = (gone[id_] for id_ in shelf.near(sketch(article)))
    if library.origin(entry.story.id) in gone or any(same_story(old, article) for old in near):
        return "was withdrawn"
    whole = wholes.whole_of(article)
    return (
        f"most of it, or its headline and beginning, stands in {whole.headline!r}, which was withdrawn" if whole else ""
    )
