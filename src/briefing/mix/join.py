"""Blocks → the programme's file and its times."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from briefing.errors import MixError
from briefing.mix.frames import SAMPLES, info_frame
from briefing.mix.tracks import RATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.mix.blocks import Block
    from briefing.model import Cue

__all__ = ["cue_sheet", "join_blocks", "starts_ms"]


def starts_ms(blocks: Iterable[Block]) -> tuple[int, ...]:
    """Where each block starts, and last where the programme ends: one number more than there are blocks."""
    return tuple(round(frames * 1000 / RATE) for frames in accumulate((block.frames for block in blocks), initial=0))


def cue_sheet(blocks: Sequence[Block], stories: Sequence[int | None]) -> tuple[Cue, ...]:
    """Every cue in the programme's own time, marked with the story that its block is."""
    return tuple(
        replace(cue, start_ms=start + cue.start_ms, end_ms=start + cue.end_ms, story=story)
        for block, start, story in zip(blocks, starts_ms(blocks), stories, strict=False)
        for cue in block.cues
    )


def join_blocks(blocks: Sequence[Block], target: Path) -> int:
    """Write the blocks' frames one after the other, behind a frame that says how many there are.

    Returns:
        The programme's length in ms, the same that players show.

    Raises:
        MixError: nothing was written; a block is gone or the disk is full.
    """
    try:
        with TemporaryDirectory(prefix=".join-", dir=target.parent) as folder:
            fresh = Path(folder, target.name)
            with fresh.open("wb") as file:
                _write(blocks, file)
            fresh.replace(target)
    except OSError as error:
        raise MixError(str(target), error.strerror or str(error), hint="Is there room left on the disk?") from error
    return starts_ms(blocks)[-1]


def _write(blocks: Sequence[Block], fresh: BinaryIO) -> None:
    with blocks[0].path.open("rb") as file:
        first = file.read(4)
    frames = sum(block.frames for block in blocks) // SAMPLES
    fresh.write(info_frame(frames, sum(block.size for block in blocks), first))
    for block in blocks:
        with block.path.open("rb") as file:
            shutil.copyfileobj(file, fresh, 1 << 20)
