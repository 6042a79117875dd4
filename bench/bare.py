"""The bare engine: pyttsx3 as its manual shows, in one process, without workers, checks or cache.

    python bench/bare.py UTTERANCES.json OUT.raw

speaks a list of [text, voice, rate] and writes the samples.  It is what `speed.py` and `sound.py` compare with.
"""

from __future__ import annotations

import json
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.engines.espeak_library import EspeakLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bare_clips"]


def bare_clips(utterances: list[tuple[str, str, int]], folder: Path) -> Iterator[bytes]:
    """The samples of each utterance, as they come."""
    library, wav = EspeakLibrary(), folder / "bare.wav"
    engine = library.pyttsx3
    for text, voice, rate in utterances:
        known = library.data.voice(voice)
        for key, value in (("voice", known.name), ("rate", rate), ("pitch", known.pitch)):
            engine.setProperty(key, value)
        engine.save_to_file(text, str(wav))
        engine.runAndWait()
        with wave.open(str(wav), "rb") as spoken:
            yield spoken.readframes(spoken.getnframes())


if __name__ == "__main__":
    asked, out = Path(sys.argv[1]), Path(sys.argv[2])
    with out.open("wb") as raw:
        raw.writelines(bare_clips(json.loads(asked.read_text()), out.parent))
