"""Clips and pauses in, one evenly loud programme out.

An edition is a row of *blocks* (introduction, stories, closing words).  Each block is stitched, limited and encoded on
its own, in every format that is wanted, and the edition is its blocks' frames one after the other.  So blocks are made
in parallel, a changed story alone is made again, and times are exact, since all frames of a format are equally long.
"""

from __future__ import annotations

from briefing.mix.blocks import Block, Take, load_block, mix_block
from briefing.mix.encode import lacking, recipe
from briefing.mix.formats import FORMATS, formats
from briefing.mix.join import cue_sheet, join_blocks, starts_ms
from briefing.mix.levels import LEVEL_TEXT, Level, correction, level, voice_gain
from briefing.mix.sting import STING, sting

__all__ = [
    "FORMATS",
    "LEVEL_TEXT",
    "STING",
    "Block",
    "Level",
    "Take",
    "correction",
    "cue_sheet",
    "formats",
    "join_blocks",
    "lacking",
    "level",
    "load_block",
    "mix_block",
    "recipe",
    "starts_ms",
    "sting",
    "voice_gain",
]
