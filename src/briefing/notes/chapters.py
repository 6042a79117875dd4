"""The stretches of a programme: chapters as JSON of the podcast namespace, and the highlight."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing.model import Chapter
from briefing.notes.words import followable, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Programme

__all__ = ["chapters_json", "highlight"]

SHORTEST_MS, LONGEST_MS = 15_000, 120_000  # of a soundbite, as Podcasting 2.0 recommends


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


def highlight(programme: Programme) -> Chapter | None:
    """The start of the first story, up to the end of a sentence; None where no such stretch has 15 to 120 seconds."""
    if not programme.chapters:
        return None
    lead = programme.chapters[0]
    latest = min(lead.end_ms, lead.start_ms + LONGEST_MS)
    ends = [cue.end_ms for cue in programme.cues if lead.start_ms + SHORTEST_MS <= cue.end_ms <= latest]
    return Chapter(lead.start_ms, max(ends), lead.title) if ends else None
