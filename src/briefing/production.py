"""Scripts → one programme: clips, blocks, and the finished audio file."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing.cast import cast_story, folded_name
from briefing.errors import ArticleError, BriefingError, SynthesisError
from briefing.mix import cue_sheet, join_blocks, starts_ms
from briefing.model import Chapter, Programme, Voice
from briefing.pacing import lines
from briefing.report import OUR_FAULT
from briefing.rundown import closing, edition_name, episode_title, introduction
from briefing.studio import Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from briefing.mix import Block
    from briefing.model import Segment
    from briefing.newsroom import Newsroom
    from briefing.pacing import Line
    from briefing.scripted import Scripted
    from briefing.studio import Desk

    Places = Mapping[str, Mapping[str, str]]

__all__ = ["Production", "Recorded", "produce", "record", "voice_faults"]

log = logging.getLogger(__name__)

NOWHERE: Places = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A story that is spoken and mixed."""

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
    scripted: Iterable[Scripted], desk: Desk, done: Callable[[], object], places: Places = NOWHERE
) -> tuple[list[Recorded], dict[str, BriefingError]]:
    """Speak every story, and mix each in the background while the next is spoken; why others cannot be heard, by id.

    `places` tells where the voices of scripts stand: story → voice → place.  Whatever goes wrong in the mixing of a
    story stays with it, so that the others go out.

    Raises:
        StoreError: a clip could not be kept.
        SynthesisError: the cluster that is to speak does not answer.
        MixError: the loudness of a voice could not be measured.
    """
    recorded: list[Recorded] = []
    failed: dict[str, BriefingError] = {}
    sayable = []
    for each in scripted:
        there = places.get(each.story.id, {})
        if not each.lines:
            failed[each.story.id] = ArticleError(each.story.id, "there is nothing in it that can be said")
        elif faults := voice_faults(each, desk, there) if there or _lacks_engine(each, desk) else ():
            failed[each.story.id] = faults[0]
        else:
            sayable.append(each)
    for each, block in zip(sayable, desk.record((Strip(each.lines) for each in sayable), done), strict=True):
        if isinstance(block, SynthesisError):
            failed[each.story.id] = next(iter(voice_faults(each, desk, {})), block)
        else:
            recorded.append(Recorded(each, block))
    unmixed = {each.scripted.story.id: error for each in recorded if (error := _unmixed(each))}
    return [each for each in recorded if each.scripted.story.id not in unmixed], failed | unmixed


def _unmixed(recorded: Recorded) -> BriefingError | None:
    """Wait until a story is mixed; why it was not, as far as can be told."""
    error = recorded.block.exception()
    if error is None or isinstance(error, BriefingError):
        return error
    log.error("%s", recorded.scripted.story.id, exc_info=error)
    title = recorded.scripted.story.article.title
    return ArticleError(title, f"could not be mixed ({type(error).__name__}: {error})", hint=OUR_FAULT)


def _lacks_engine(each: Scripted, desk: Desk) -> bool:
    """Whether somebody quoted needs an engine that is not there; without the reporter's own nothing can be made."""
    reporter = each.casting.cast.reporter
    for voice in {line.utterance.voice for line in each.lines if line.utterance.voice.engine != reporter.engine}:
        try:
            desk.booth.version(desk.booth.voice(voice))
        except SynthesisError:
            return True
    return False


def voice_faults(each: Scripted, desk: Desk, places: Mapping[str, str]) -> tuple[ArticleError, ...]:
    """Every voice of a story that cannot be heard: where it stands, why, and what to do.

    `places` are those of its script: voice → place; what no script gives comes from the cast.
    """
    cast = each.casting.cast
    voices = {str(line.utterance.voice): line.utterance.voice for line in each.lines}
    for written in places:
        engine, _, name = written.partition("/")
        voices.setdefault(written, cast.named(written) or Voice(engine, name))
    faults = []
    for voice, error in desk.unusable(voices.values()).items():
        pin = next((person.name for person in each.speakers if cast.pins.get(folded_name(person.name)) == voice), "")
        pinned = f"{cast.where}: pin of {pin}" if pin else ""
        place = places.get(str(voice)) or pinned or cast.where or each.story.id
        also = f"  It stands in {pinned}, too." if pinned and place != pinned else ""
        hint = f"{error.hint or 'Change it there; `briefing voices` lists those there are.'}{also}"
        faults.append(ArticleError(place, f"{error.engine}: {error.reason}", hint=hint))
    return tuple(faults)


def produce(recorded: Sequence[Recorded], moment: datetime, target: Path, room: Newsroom, desk: Desk) -> Production:
    """Join recorded stories to one programme, a file for each format, with introduction and closing words.

    Args:
        recorded: at least one, in running order.
        moment: when the run that published it first began, in the show's zone.
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
