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
from briefing.mix.codec import DELAY
from briefing.mix.encode import encode
from briefing.mix.formats import FORMATS, formats
from briefing.mix.tracks import Tracks, cut_to_speech, ms_of
from briefing.mix.words import words_ms
from briefing.model import Clip, Cue, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefing.settings import AudioSettings

__all__ = ["Block", "Encoded", "Take", "load_block", "mix_block"]

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
class Encoded:
    """A block in one format."""

    format: str
    """Its name in the settings: `mp3`."""
    path: Path
    frames: int
    """Of the format."""
    size: int
    """Bytes."""

    @property
    def samples(self) -> int:
        """Its length at 44.1 kHz, silence at both ends included."""
        return self.frames * FORMATS[self.format].samples


@dataclass(frozen=True, slots=True)
class Block:
    """An encoded stretch of the programme."""

    files: tuple[Encoded, ...]
    """One for each format, the main one first; the others are a little longer."""
    cues: tuple[Cue, ...]
    """Counted from the block's start."""

    @property
    def path(self) -> Path:
        """Of the main file."""
        return self.files[0].path

    @property
    def frames(self) -> int:
        """Samples at 44.1 kHz of the main file: whole frames of its format."""
        return self.files[0].samples


def mix_block(takes: Iterable[Take], target: Path, *, gains: Mapping[str, float], audio: AudioSettings) -> Block:
    """Stitch takes, level them, limit and encode them; write a file for each format, and `load_block`'s note.

    Takes are consumed one by one, so they may come from a generator that reads clips as they are wanted.  Leading and
    trailing silence of each clip is cut off, pauses are as given, but never under 100 ms where the voice changes.

    Args:
        takes: in order.
        target: what to write, its folder exists; each file has the suffix of its format.
        gains: name of a voice (`espeak/en-us+m1`) → the dB that `voice_gain` found for it; 0 for a voice not named.
        audio: what the files are to be like.

    Raises:
        MixError: nothing was written; there was nothing to mix, the disk is full, or ffmpeg failed.
    """
    try:
        with TemporaryDirectory(prefix=".mix-", dir=target.parent.absolute()) as name:
            folder = Path(name)
            tracks = Tracks(folder)
            cues = _stitch(takes, tracks, gains)
            if not tracks.frames:
                raise MixError(str(target), "there is nothing to mix")
            fresh = {name: folder / target.with_suffix(codec.suffix).name for name, codec in formats(audio).items()}
            encode(tracks, fresh, audio)
            block = Block(tuple(_checked(name, path, tracks, target) for name, path in fresh.items()), cues)
            _put(block, folder, target)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise MixError(str(target), reason, hint="Is there room left on the disk?") from error
    return block


def load_block(target: Path) -> Block | None:
    """The block that `mix_block` left there earlier; None when it is not there or not whole."""
    import msgspec  # noqa: PLC0415

    try:
        block = msgspec.json.decode(_note_path(target).read_bytes(), type=Block, dec_hook=lambda kind, text: kind(text))
        files = tuple(replace(each, path=target.with_name(each.path.name)) for each in block.files)
        whole = files and all(each.format in FORMATS and each.path.stat().st_size == each.size for each in files)
        return replace(block, files=files) if whole else None
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
                cues.append(Cue(ms_of(start + DELAY), ms_of(end + DELAY), take.text, take.speaker, words_ms=words))
        tracks.finish()
    return tuple(cues)


def _paced(takes: Iterable[Take]) -> Iterator[tuple[Take, int]]:
    """Each take and the silence after it."""
    for take, following in pairwise(chain(takes, (None,))):
        if take:
            turn = following is not None and following.voice != take.voice
            yield take, max(take.pause_ms, TURN_MS) if turn else take.pause_ms


def _checked(name: str, fresh: Path, tracks: Tracks, target: Path) -> Encoded:
    """What was encoded, as it is to be called when it is in its place."""
    data = fresh.read_bytes()
    try:
        made = Encoded(name, target.with_name(fresh.name), FORMATS[name].count(data), len(data))
    except ValueError as error:
        raise MixError(str(target), f"ffmpeg wrote a broken file: {error}") from error
    if made.samples < tracks.frames + DELAY:
        raise MixError(str(target), f"ffmpeg wrote {made.samples} of {tracks.frames} samples")
    return made


def _put(block: Block, folder: Path, target: Path) -> None:
    """Move it from the folder to its place, the note last: with it, the block is whole."""
    import msgspec  # noqa: PLC0415

    here = tuple(replace(each, path=Path(each.path.name)) for each in block.files)  # folders are moved and copied
    (folder / "note").write_bytes(msgspec.json.encode(replace(block, files=here), enc_hook=str))
    for each in block.files:
        settle(folder / each.path.name)  # or its zeros would be heard as silence after a power cut
    _note_path(target).unlink(missing_ok=True)
    for each in block.files:
        (folder / each.path.name).replace(each.path)
    (folder / "note").replace(_note_path(target))


def _note_path(target: Path) -> Path:
    return target.with_suffix(".json")
