"""Piper: neural voices, a model file each, fast enough for a small machine."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.engines.check import check_length
from briefing.engines.espeak import plain_text
from briefing.engines.models import changed_file, fingerprint, models_folder
from briefing.engines.packages import installed_version, missing_package
from briefing.errors import EngineMissing, SynthesisError
from briefing.model import Clip, Voice, WordMark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model import Utterance

__all__ = ["Piper"]

ADAPTER = 2
"""Raised whenever this module makes the same utterance sound different."""
AT_RATE = 175
"""Words a minute that stand for a voice's own pace."""
MODELS_KEPT = 8
"""Loaded at once in a process, some 100 MB each; a cast with more takes a third of a second now and then."""
MOST_SPEAKERS = 10_000
"""Listed of one model, whatever its description says; the largest known has 904."""
PHONEMES = frozenset({"espeak", "text"})
"""What comes with the package; the other alphabets would fetch more at the first word."""


class Piper:
    """Any voice of Piper, by the name of a model that was added or by the path of its `.onnx` file.

    `en_US-joe-medium`, `/data/voices/ann.onnx`; of a model with several speakers `en_US-libritts-high#12` or, by the
    speaker's name in it, `#p3922`.  A relative path starts from the folder of the models.
    """

    name = "piper"
    audible = True
    max_chars = 800
    """As many as espeak takes: 20 to 60 s, made in a tenth of that."""

    def __init__(self) -> None:
        self._load = lru_cache(MODELS_KEPT)(_load)

    @property
    def version(self) -> str:
        """Package and this adapter: `1.8.0/2`."""
        return f"{installed_version(self.name, 'piper-tts')}/{ADAPTER}"

    def describe(self) -> str:
        """Say which version is in use, and where its models lie."""
        return f"piper {self.version}, models in {models_folder(self.name)}"

    def model(self, voice: Voice) -> str:
        """Name the model and its description by their checksums: another one under the same name is another voice."""
        path, _ = _which(voice.id)
        return fingerprint(path, path.with_name(f"{path.name}.json"))

    def voices(self) -> Sequence[Voice]:
        """List the models that were added, speaker by speaker; none is loaded."""
        return tuple(voice for path in sorted(models_folder(self.name).glob("*.onnx")) for voice in _voices(path))

    def say(self, utterance: Utterance) -> Clip:
        """Speak it, the same samples every time: the voice's own randomness is turned off.

        Raises:
            SynthesisError: too long, nothing to say, no such speaker, or the model failed.
            EngineMissing: the package or the voice is not there.
        """
        check_length(self, utterance)
        text = _literal(utterance.text)
        if not any(map(str.isalnum, text)):
            raise self._error(utterance, "there is nothing to say")
        path, speaker = _which(utterance.voice.id)
        model = self._load(path)
        try:
            chunks = _synthesise(model, text, _speaker_id(model, speaker), utterance.prosody.rate)
        except Exception as error:  # the libraries have errors of their own, none of them documented
            raise self._error(utterance, f"{type(error).__name__}: {error}") from error
        if not chunks:
            raise self._error(utterance, "it knows no sound for that")
        pcm = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        return Clip(pcm, chunks[0].sample_rate, _marks(chunks, utterance.text))

    def _error(self, utterance: Utterance, reason: str) -> SynthesisError:
        return SynthesisError(self.name, utterance.text, reason)


def _literal(text: str) -> str:
    """The text without commands: besides espeak-ng's own, Piper takes what is in `[[…]]` for phonemes."""
    return re.sub(r"\[(?=\[)", "[ ", plain_text(text))


def _which(voice_id: str) -> tuple[Path, str]:
    """The model file that a voice's id means, and the speaker in it, if one is named."""
    model, _, speaker = voice_id.partition("#")
    name = model if model.endswith(".onnx") else f"{model}.onnx"
    return models_folder(Piper.name) / Path(name).expanduser(), speaker


def _load(path: Path) -> Any:  # noqa: ANN401  piper has no types where it is not installed
    """A voice of Piper, at work in one thread."""
    try:
        from piper import PiperVoice  # noqa: PLC0415  heavy: nobody pays who does not speak
        from piper.config import PiperConfig  # noqa: PLC0415  as above

        from briefing.engines.onnx_session import open_session  # noqa: PLC0415  as above
    except ImportError as error:
        raise missing_package(Piper.name, error) from error
    _check_files(path)
    try:
        config = PiperConfig.from_dict(_about(path))
        session = open_session(path)
    except Exception as error:  # whatever a damaged model makes of the libraries
        raise EngineMissing(Piper.name, "", f"{path} cannot be used ({error})", hint=_ADD) from error
    if config.phoneme_type.value not in PHONEMES:
        raise EngineMissing(Piper.name, "", f"{path} is written in {config.phoneme_type.value}, which is not offered")
    return PiperVoice(session=session, config=config)


def _check_files(path: Path) -> None:
    """Refuse a model that is not there, or that is not what was fetched."""
    try:
        changed = changed_file(path) if path.is_file() else path.name
    except OSError as error:
        raise EngineMissing(Piper.name, "", f"{path} cannot be read ({error.strerror})", hint=_ADD) from error
    if not path.is_file():
        raise EngineMissing(Piper.name, "", f"there is no voice {path.stem} ({path})", hint=_ADD)
    if changed:
        reason = f"{path.with_name(changed)} is not what was fetched: its checksum has changed"
        raise EngineMissing(Piper.name, "", reason, hint=f"Remove it and type: briefing voices add {path.stem}")


def _about(path: Path) -> dict[str, Any]:
    """What the file beside a model says of it."""
    about = json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))
    if not isinstance(about, dict):
        raise TypeError(f"{path.name}.json describes no voice")
    return about


def _voices(path: Path) -> Iterator[Voice]:
    """The speakers of a model; nobody where its description cannot be read."""
    try:
        about = _about(path)
        language = str(about.get("language", {}).get("code", "en")).replace("_", "-").lower()
        speakers = range(min(int(about["num_speakers"]), MOST_SPEAKERS))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return
    for number in speakers:
        yield Voice(Piper.name, f"{path.stem}#{number}" if len(speakers) > 1 else path.stem, language)


def _speaker_id(model: Any, speaker: str) -> int | None:  # noqa: ANN401  as in _load
    """The number of a speaker; None for the model's first.

    Figures are always a number, as `_voices` lists them: many models have names that are figures, and in another order.
    """
    if not speaker:
        return None
    known, count = model.config.speaker_id_map, model.config.num_speakers
    number = int(speaker) if speaker.isascii() and speaker.isdigit() else known.get(speaker, -1)
    if not 0 <= number < count:
        raise LookupError(f"no speaker {speaker}; there are {count}, from 0")
    return int(number)


def _synthesise(model: Any, text: str, speaker: int | None, rate: int) -> list[Any]:  # noqa: ANN401  as in _load
    """A piece of sound for each sentence."""
    from piper import SynthesisConfig  # noqa: PLC0415  loaded with the model

    how = SynthesisConfig(
        speaker_id=speaker,
        length_scale=model.config.length_scale * AT_RATE / rate,
        noise_scale=0.0,
        noise_w_scale=0.0,
        normalize_audio=False,  # it would bring every sentence, however soft, to the same peak
    )
    aligned = len(model.session.get_outputs()) > 1
    return list(model.synthesize(text, how, include_alignments=aligned))


def _marks(chunks: Sequence[Any], text: str) -> tuple[WordMark, ...]:
    """Where each word starts; nothing where the model does not tell, or where it joined words in speaking."""
    words = [word for word in re.finditer(r"\S+", text) if any(map(str.isalnum, word[0]))]
    offsets = accumulate((len(chunk.audio_int16_bytes) // 2 for chunk in chunks), initial=0)
    starts = [offset + start for chunk, offset in zip(chunks, offsets, strict=False) for start in _word_starts(chunk)]
    if len(starts) != len(words):
        return ()
    return tuple(WordMark(start, word.start(), word.end()) for start, word in zip(starts, words, strict=True))


def _word_starts(chunk: Any) -> Iterator[int]:  # noqa: ANN401  as in _load
    """The frame at which each word of a sentence starts."""
    frame, between = 0, True
    for aligned in chunk.phoneme_alignments or ():
        spoken = aligned.phoneme.isalpha()
        if between and spoken:
            yield frame
            between = False
        between = between or aligned.phoneme == " "
        frame += int(aligned.num_samples)


_ADD = "Fetch it with `briefing voices add NAME`, or put NAME.onnx and NAME.onnx.json into that folder."
