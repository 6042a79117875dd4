"""The bare engine: its own library as the manual shows, in one process, without workers, checks or cache.

    python bench/bare.py ENGINE UTTERANCES.json OUT.wav

speaks a list of [text, voice, rate].  It is what `speed.py` and `lost.py` compare with.  Settings are those that the
program uses: the neural engines work in one thread, and Piper without noise.
"""

from __future__ import annotations

import json
import sys
import wave
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Said", "bare_clips"]

AT_RATE = 175
"""Words a minute that stand for a neural voice's own pace."""


class Said(NamedTuple):
    """Mono 16-bit samples."""

    rate: int
    pcm: bytes


def bare_clips(engine: str, utterances: Iterable[tuple[str, str, int]], folder: Path) -> Iterator[Said]:
    """What the engine makes of each [text, voice, rate], as it comes."""
    return ENGINES[engine](utterances, folder / "bare-clip.wav")


def _espeak(utterances: Iterable[tuple[str, str, int]], wav: Path) -> Iterator[Said]:
    from briefing.engines.espeak_library import EspeakLibrary  # noqa: PLC0415  one process holds one engine

    library = EspeakLibrary()
    engine = library.pyttsx3
    for text, voice, rate in utterances:
        known = library.data.voice(voice)
        for key, value in (("voice", known.name), ("rate", rate), ("pitch", known.pitch)):
            engine.setProperty(key, value)
        engine.save_to_file(text, str(wav))
        engine.runAndWait()
        yield _read(wav)


def _piper(utterances: Iterable[tuple[str, str, int]], wav: Path) -> Iterator[Said]:
    from piper import SynthesisConfig  # noqa: PLC0415  as above

    for text, voice, rate in utterances:
        name, _, speaker = voice.partition("#")
        model = _piper_voice(name)
        how = SynthesisConfig(
            speaker_id=int(speaker) if speaker else None,
            length_scale=model.config.length_scale * AT_RATE / rate,
            noise_scale=0.0,
            noise_w_scale=0.0,
            normalize_audio=False,
        )
        with wave.open(str(wav), "wb") as spoken:
            model.synthesize_wav(text, spoken, how)
        yield _read(wav)


@cache
def _piper_voice(name: str) -> Any:  # noqa: ANN401  not installed where the code is checked
    from piper import PiperVoice  # noqa: PLC0415  as above
    from piper.config import PiperConfig  # noqa: PLC0415

    from briefing.engines.models import models_folder  # noqa: PLC0415
    from briefing.engines.onnx_session import open_session  # noqa: PLC0415

    model = models_folder("piper") / f"{name}.onnx"
    about = json.loads(model.with_name(f"{model.name}.json").read_text("utf-8"))
    return PiperVoice(open_session(model), PiperConfig.from_dict(about))


def _kokoro(utterances: Iterable[tuple[str, str, int]], wav: Path) -> Iterator[Said]:
    from kokoro_onnx import Kokoro  # noqa: PLC0415  as above

    from briefing.engines.models import models_folder  # noqa: PLC0415
    from briefing.engines.onnx_session import open_session  # noqa: PLC0415

    del wav
    [model], [voices] = (models_folder("kokoro").glob(pattern) for pattern in ("*.onnx", "voices*"))
    engine = Kokoro.from_session(open_session(model), str(voices))
    for text, voice, rate in utterances:
        language = "en-gb" if voice.startswith("b") else "en-us"
        sound, frames = engine.create(text, voice, rate / AT_RATE, language, trim=False)
        yield Said(frames, (sound.clip(-1, 1) * 32_767).astype("<i2").tobytes())


def _read(wav: Path) -> Said:
    with wave.open(str(wav), "rb") as spoken:
        return Said(spoken.getframerate(), spoken.readframes(spoken.getnframes()))


ENGINES = {"espeak": _espeak, "piper": _piper, "kokoro": _kokoro}


def main() -> None:
    """Write one file of all of them."""
    engine, asked, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    with wave.open(str(out), "wb") as whole:
        for number, said in enumerate(bare_clips(engine, json.loads(asked.read_text("utf-8")), out.parent)):
            if not number:
                whole.setparams((1, 2, said.rate, 0, "NONE", ""))
            whole.writeframesraw(said.pcm)


if __name__ == "__main__":
    main()
