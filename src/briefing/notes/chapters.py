"""JSON chapters of the podcast namespace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing.notes.words import followable, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Chapter

__all__ = ["chapters_json"]


def chapters_json(chapters: Sequence[Chapter], *, title: str, show: str) -> str:
    """JSON chapters 1.2 of the podcast namespace: one a story, and one for the introduction where that comes first."""
    listed = [_chapter(chapter) for chapter in sorted(chapters, key=lambda chapter: chapter.start_ms)]
    if not chapters or min(chapter.start_ms for chapter in chapters) > 0:
        listed.insert(0, {"startTime": 0.0, "title": "Introduction"})
    document = {"version": "1.2.0", "title": printable(title), "podcastName": printable(show), "chapters": listed}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _chapter(chapter: Chapter) -> dict[str, object]:
    entry = {
        "startTime": chapter.start_ms / 1000,
        "endTime": chapter.end_ms / 1000,
        "title": printable(chapter.title),
    }
    links = {"url": followable(chapter.url), "img": followable(chapter.image)}
    return entry | {name: link for name, link in links.items() if link}
