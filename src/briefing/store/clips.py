"""The clip cache: the first clip made of an utterance is the one that is used ever after.

A file is one line of JSON (rate, checksum, word marks) and the PCM behind it.  The checksum is there because a file
that a power cut left full of zeros would otherwise be heard as silence.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

import msgspec

from briefing.disk import write_whole
from briefing.errors import StoreError
from briefing.model import Clip, WordMark
from briefing.store.files import key_of, touch

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.model import Utterance

__all__ = ["ClipCache", "clip_key"]

LOWEST, HIGHEST = 1_000, 400_000
"""Frames a second: what is beyond is no sound of any engine's."""


def clip_key(utterance: Utterance, version: str) -> str:
    """What a clip is kept under: everything that its sound depends on; `version` is the engine's."""
    voice = utterance.voice
    return key_of([voice.engine, version, voice.id, utterance.prosody.rate, utterance.text])


class _Head(msgspec.Struct):
    rate: int
    crc: int
    marks: tuple[tuple[int, int, int], ...]


class ClipCache:
    """Clips in a folder, by key."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, key: str) -> Path:
        """Where the clip of `key` is, or would be."""
        return self.root / key[:2] / f"{key}.clip"

    def get(self, key: str) -> Clip | None:
        """The clip; None where there is none, or where what is there is damaged."""
        try:
            head, _, pcm = self.path(key).read_bytes().partition(b"\n")
            about = msgspec.json.decode(head, type=_Head)
        except (OSError, ValueError, RecursionError):
            return None
        if zlib.crc32(pcm) != about.crc or not LOWEST <= about.rate <= HIGHEST:
            return None
        clip = Clip(pcm, about.rate, tuple(WordMark(*mark) for mark in about.marks))
        touch(self.path(key))
        return clip

    def put(self, key: str, clip: Clip) -> None:
        """Keep `clip`.

        Raises:
            StoreError: there is no room or no permission; nothing half-written stays.
        """
        marks = [[mark.frame, mark.start, mark.end] for mark in clip.marks]
        about = {"rate": clip.sample_rate, "crc": zlib.crc32(clip.pcm), "marks": marks}
        try:
            write_whole(self.path(key), json.dumps(about).encode() + b"\n" + clip.pcm, lasting=False)
        except OSError as error:
            hint = "Make room or mend the permissions; what is already there is kept."
            raise StoreError(str(self.root), f"a clip could not be kept ({error.strerror})", hint=hint) from error
