"""Clips and pauses in, one evenly loud programme out.

An edition is a row of *blocks* (introduction, stories, closing words).  Each block is stitched, limited and encoded on
its own, and the edition is its blocks' MP3 frames one after the other.  So blocks are made in parallel, a changed story
alone is made again, and times are exact, since every frame holds 1152 samples.
"""

from __future__ import annotations

from briefing.mix.blocks import Block, Take, load_block, mix_block
from briefing.mix.encode import recipe
from briefing.mix.join import cue_sheet, join_blocks, starts_ms
from briefing.mix.levels import LEVEL_TEXT, voice_gain
from briefing.mix.sting import STING, sting

__all__ = [
    "LEVEL_TEXT",
    "STING",
    "Block",
    "Take",
    "cue_sheet",
    "join_blocks",
    "load_block",
    "mix_block",
    "recipe",
    "starts_ms",
    "sting",
    "voice_gain",
]
