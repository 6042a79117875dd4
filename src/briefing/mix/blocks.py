"""Takes → block: a stretch of the programme, encoded, with its transcript."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from briefing.disk import settle
from briefing.errors import MixError
from briefing.mix.encode import encode
from briefing.mix.frames import DELAY, SAMPLES, count_frames
from briefing.mix.tracks import RATE, Tracks, cut_to_speech
from briefing.mix.words import words_ms
from briefing.model import Clip, Cue, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefing.settings import AudioSettings

__all__ = ["Block", "Take", "load_block", "mix_block"]

TURN_MS = 100
"""At least this much silence where another voice takes over."""


@dataclass(frozen=True, slots=True)
class Take:
    """A clip in its place."""

    clip: Clip
    voice: Voice
    pause_ms: int
    """Silence after it."""
    text: str
    """As written, for the transcript; empty where there is to be no cue."""
    speaker: str
    """Who is heard."""
    said: str = ""
    """The spoken form of `text`."""
    words: tuple[int, ...] = ()
    """For each word of `text`, the offset in `said` at which it is heard."""


@dataclass(frozen=True, slots=True)
class Block:
    """An encoded stretch of the programme."""

    path: Path
    """MP3 frames and nothing else."""
    frames: int
    """Samples at 44.1 kHz, silence at both ends included: a multiple of 1152."""
    size: int
    """Bytes."""
    cues: tuple[Cue, ...]
    """Counted from the block's start."""


def mix_block(takes: Iterable[Take], target: Path, *, gains: Mapping[str, float], audio: AudioSettings) -> Block:
    """Stitch takes, level them, limit and encode them; write `target`, and `load_block`'s note beside it.

    Takes are consumed one by one, so they may come from a generator that reads clips as they are wanted.  Leading and
    trailing silence of each clip is cut off, pauses are as given, but never under 100 ms where the voice changes.

    Args:
        takes: in order.
        target: the file to write; its folder exists.
        gains: name of a voice (`espeak/en-us+m1`) → the dB that `voice_gain` found for it; 0 for a voice not named.
        audio: what the file is to be like.

    Raises:
        MixError: nothing was written; there was nothing to mix, the disk is full, or ffmpeg failed.
    """
    try:
        with TemporaryDirectory(prefix=".mix-", dir=target.parent.absolute()) as folder:
            tracks = Tracks(Path(folder))
            cues = _stitch(takes, tracks, gains)
            if not tracks.frames:
                raise MixError(str(target), "there is nothing to mix")
            fresh = Path(folder, "block.mp3")
            encode(tracks, fresh, audio)
            block = _checked(fresh, tracks, target, cues)
            _note(block, Path(folder, "note"))
            settle(fresh)  # or its zeros would be heard as silence after a power cut
            _note_path(target).unlink(missing_ok=True)
            fresh.replace(target)
            Path(folder, "note").replace(_note_path(target))  # last: with it, the block is whole
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise MixError(str(target), reason, hint="Is there room left on the disk?") from error
    return block


def load_block(target: Path) -> Block | None:
    """The block that `mix_block` left there earlier; None when it is not there or not whole."""
    import msgspec  # noqa: PLC0415

    try:
        block = msgspec.json.decode(_note_path(target).read_bytes(), type=Block, dec_hook=lambda kind, text: kind(text))
        return replace(block, path=target) if target.stat().st_size == block.size else None
    except (OSError, ValueError, RecursionError):  # msgspec's own errors are ValueErrors, and not the only ones
        return None


def _stitch(takes: Iterable[Take], tracks: Tracks, gains: Mapping[str, float]) -> tuple[Cue, ...]:
    cues = []
    with tracks:
        for take, pause_ms in _paced(takes):
            clip = cut_to_speech(take.clip)
            start, end = tracks.add(clip, gains.get(str(take.voice), 0.0), pause_ms)
            if take.text:
                words = words_ms(clip, take.said, take.words)
                cues.append(Cue(_ms(start + DELAY), _ms(end + DELAY), take.text, take.speaker, words_ms=words))
        tracks.finish()
    return tuple(cues)


def _paced(takes: Iterable[Take]) -> Iterator[tuple[Take, int]]:
    """Each take and the silence after it."""
    for take, following in pairwise(chain(takes, (None,))):
        if take:
            turn = following is not None and following.voice != take.voice
            yield take, max(take.pause_ms, TURN_MS) if turn else take.pause_ms


def _checked(fresh: Path, tracks: Tracks, target: Path, cues: tuple[Cue, ...]) -> Block:
    data = fresh.read_bytes()
    try:
        frames = count_frames(data) * SAMPLES
    except ValueError as error:
        raise MixError(str(target), f"ffmpeg wrote a broken file: {error}") from error
    if frames < tracks.frames + DELAY:
        raise MixError(str(target), f"ffmpeg wrote {frames} of {tracks.frames} samples")
    return Block(target, frames, len(data), cues)


def _note_path(target: Path) -> Path:
    return target.with_suffix(".json")


def _note(block: Block, path: Path) -> None:
    import msgspec  # noqa: PLC0415

    here = replace(block, path=Path(block.path.name))  # folders are moved and copied
    path.write_bytes(msgspec.json.encode(here, enc_hook=str))


def _ms(frames: int) -> int:
    return round(frames * 1000 / RATE)
