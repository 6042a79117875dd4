"""The formats that an edition can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.mix.aac import M4A
from briefing.mix.mp3 import MP3
from briefing.mix.opus import OPUS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.mix.codec import Codec
    from briefing.settings import AudioSettings

__all__ = ["FORMATS", "formats"]

FORMATS: Mapping[str, Codec] = {"mp3": MP3, "m4a": M4A, "opus": OPUS}
"""By their names in the settings."""


def formats(audio: AudioSettings) -> Mapping[str, Codec]:
    """Those of an edition, the main one first: by it the time is counted."""
    return {name: FORMATS[name] for name in (audio.format, *audio.also)}
