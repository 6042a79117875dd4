"""Scripts → one programme: clips, blocks, and the finished audio file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.cast import cast_story
from briefing.errors import ArticleError, SynthesisError
from briefing.mix import cue_sheet, join_blocks, starts_ms
from briefing.model import Chapter, Programme
from briefing.pacing import lines
from briefing.rundown import closing, edition_name, episode_title, introduction
from briefing.studio import Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from briefing.errors import BriefingError
    from briefing.mix import Block
    from briefing.model import Segment
    from briefing.newsroom import Newsroom
    from briefing.pacing import Line
    from briefing.scripted import Scripted
    from briefing.studio import Desk

__all__ = ["Production", "Recorded", "produce", "record"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A story that is spoken, and being mixed."""

    scripted: Scripted
    block: Future[Block]


@dataclass(frozen=True, slots=True)
class Production:
    """A programme on disk."""

    title: str
    """Of the episode."""
    programme: Programme
    scripted: tuple[Scripted, ...]
    """The stories in it, in running order."""
    voices: tuple[str, ...]
    """Every voice heard."""
    remember: Mapping[str, str]
    """New lasting assignments of voices."""
    files: tuple[Path, ...]
    """The audio in each format, the main one first."""


def record(
    scripted: Iterable[Scripted], desk: Desk, done: Callable[[], object]
) -> tuple[list[Recorded], dict[str, BriefingError]]:
    """Speak every story, and mix each in the background while the next is spoken; why others cannot be heard, by id.

    Raises:
        StoreError, MixError: for a reason that is no story's.
    """
    recorded: list[Recorded] = []
    failed: dict[str, BriefingError] = {}
    sayable = []
    for each in scripted:
        if each.lines:
            sayable.append(each)
        else:
            failed[each.story.id] = ArticleError(each.story.id, "there is nothing in it that can be said")
    for each, block in zip(sayable, desk.record((Strip(each.lines) for each in sayable), done), strict=True):
        if isinstance(block, SynthesisError):
            failed[each.story.id] = block
        else:
            recorded.append(Recorded(each, block))
    return recorded, failed


def produce(recorded: Sequence[Recorded], moment: datetime, target: Path, room: Newsroom, desk: Desk) -> Production:
    """Join recorded stories to one programme, a file for each format, with introduction and closing words.

    Args:
        recorded: at least one, in running order.
        moment: of first publication, in the show's zone.
        target: what to write; each file has the suffix of its format.
        room: as whose programme.
        desk: where the words around the stories are spoken.

    Raises:
        SynthesisError: introduction or closing words could not be spoken.
        MixError: the audio was not made.
    """
    show, edition, day = room.settings.show.title, room.settings.edition, moment.date()
    scripted = tuple(each.scripted for each in recorded)
    headlines = [each.story.article.headline for each in scripted]
    alone = edition.episodes == "story" and len(headlines) == 1
    name = edition_name(edition.names, moment)
    opening = _frame(introduction(show, day, headlines, name=name, alone=alone), room)
    ending = _frame(closing(show), room)
    first, last = map(_heard, desk.record([Strip(opening), Strip(ending, last=True)]))
    blocks = [mixed.result() for mixed in (first, *(each.block for each in recorded), last)]
    script = [*opening, *(line for each in scripted for line in each.lines), *ending]
    heard = {str(desk.booth.voice(voice)) for voice in {line.utterance.voice for line in script}}
    remember = {name: voice for each in scripted for name, voice in each.casting.remember.items()}
    title = episode_title(day, [each.story.article.title for each in scripted], name=name, alone=alone)
    programme = _programme(blocks, scripted)
    files = join_blocks(blocks, target, programme.chapters)
    return Production(title, programme, scripted, tuple(sorted(heard)), remember, files)


def _heard(block: Future[Block] | SynthesisError) -> Future[Block]:
    """Without introduction and closing words there is no programme."""
    if isinstance(block, SynthesisError):
        raise block
    return block


def _frame(segments: Sequence[Segment], room: Newsroom) -> tuple[Line, ...]:
    """What the reporter says around the stories."""
    return tuple(lines(segments, cast_story(segments, room.cast, {}), room.reading))


def _programme(blocks: Sequence[Block], scripted: Sequence[Scripted]) -> Programme:
    """What is heard when; the chapters are the stories, the first and last blocks being ours."""
    starts = starts_ms(blocks)
    chapters = tuple(
        Chapter(start, end, each.story.article.title, each.story.article.url, each.story.article.image)
        for start, end, each in zip(starts[1:], starts[2:], scripted, strict=False)
    )
    return Programme(starts[-1], cue_sheet(blocks, (None, *range(len(scripted)), None)), chapters)
