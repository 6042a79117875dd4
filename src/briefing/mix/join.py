"""Blocks → the programme's file and its times."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from briefing.errors import MixError
from briefing.mix.codec import Stretch
from briefing.mix.formats import FORMATS
from briefing.mix.tracks import ms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.mix.blocks import Block
    from briefing.model import Chapter, Cue

__all__ = ["cue_sheet", "join_blocks", "starts_ms"]


def starts_ms(blocks: Iterable[Block]) -> tuple[int, ...]:
    """Where each block starts, and last where the programme ends: one number more than there are blocks."""
    return tuple(ms_of(frames) for frames in accumulate((block.frames for block in blocks), initial=0))


def cue_sheet(blocks: Sequence[Block], stories: Sequence[int | None]) -> tuple[Cue, ...]:
    """Every cue in the programme's own time, marked with the story that its block is."""
    return tuple(
        replace(cue, start_ms=start + cue.start_ms, end_ms=start + cue.end_ms, story=story)
        for block, start, story in zip(blocks, starts_ms(blocks), stories, strict=False)
        for cue in block.cues
    )


def join_blocks(blocks: Sequence[Block], target: Path, chapters: Sequence[Chapter] = ()) -> tuple[Path, ...]:
    """Write a file for each format, made of the blocks' frames one after the other; nothing is encoded again.

    Args:
        blocks: in order, of the same formats.
        target: what to write; each file has the suffix of its format.
        chapters: for the formats whose container keeps them; other formats have them among their tags.

    Returns:
        The files, the main one first.

    Raises:
        MixError: nothing was written; a block is gone, the disk is full, or ffmpeg failed.
    """
    names = [each.format for each in blocks[0].files]
    try:
        with TemporaryDirectory(prefix=".join-", dir=target.parent) as folder:
            fresh = [Path(folder, target.name).with_suffix(FORMATS[name].suffix) for name in names]
            for at, path in enumerate(fresh):
                FORMATS[names[at]].join(_in_time(blocks, at), path, chapters)
            return tuple(path.replace(target.with_name(path.name)) for path in fresh)
    except OSError as error:
        raise MixError(str(target), error.strerror or str(error), hint="Is there room left on the disk?") from error


def _in_time(blocks: Sequence[Block], at: int) -> list[Stretch]:
    """The blocks in format number `at`, each cut in the silence at its end to be in time with the main format.

    The next never begins more than half a frame early or late, however many blocks there are.
    """
    stretches = []
    due = heard = 0
    for block in blocks:
        file = block.files[at]
        due += block.frames
        samples = FORMATS[file.format].samples
        frames = min(file.frames, round((due - heard) / samples))
        heard += frames * samples
        stretches.append(Stretch(file.path, frames, whole=frames == file.frames))
    return stretches
