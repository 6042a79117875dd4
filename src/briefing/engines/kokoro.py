"""Kokoro: one neural model with 54 voices, slower than Piper and closer to a newsreader."""

from __future__ import annotations

import logging
import zipfile
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from briefing.engines.check import check_length
from briefing.engines.espeak import plain_text
from briefing.engines.models import fingerprint, models_folder
from briefing.engines.packages import installed_version, missing_package
from briefing.errors import EngineMissing, SynthesisError
from briefing.model import Clip, Gender, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefing.model import Utterance

__all__ = ["Kokoro"]

ADAPTER = 1
"""Raised whenever this module makes the same utterance sound different."""
AT_RATE = 175
"""Words a minute that stand for a voice's own pace."""
SLOWEST, FASTEST = 0.5, 2.0
"""Of that pace; the model takes nothing else."""
LOUDEST = 32_767
MODEL, ARCHIVE = "*.onnx", "voices*"

LANGUAGES = {
    "a": "en-us",
    "b": "en-gb",
    "e": "es",
    "f": "fr-fr",
    "h": "hi",
    "i": "it",
    "j": "ja",
    "p": "pt-br",
    "z": "cmn",
}
"""What the first letter of a voice's name stands for, as espeak-ng writes it: it makes the phonemes."""
GENDERS = {"f": Gender.FEMALE, "m": Gender.MALE}
"""What the second letter stands for."""


class Kokoro:
    """The voices of one model, by name: `af_heart`, `bm_george`.

    Two files lie in the folder of the models, under `kokoro`: a model (`kokoro-v1.0.int8.onnx`, any `.onnx`) and an
    archive of voices (`voices-v1.0.bin`, any `voices*`).
    """

    name = "kokoro"
    audible = True
    max_chars = 800
    """About 45 s of speech, made in about half of that; the default time limit leaves room."""

    @property
    def version(self) -> str:
        """Package, the espeak-ng that makes its phonemes, and this adapter: `0.6.1/0.2.4/1`."""
        package, espeak = (installed_version(self.name, each) for each in ("kokoro-onnx", "espeakng-loader"))
        return f"{package}/{espeak}/{ADAPTER}"

    def describe(self) -> str:
        """Say which version is in use, and where the model lies."""
        return f"kokoro {self.version}, model {self._model}"

    def model(self, voice: Voice) -> str:
        """Name the model and the archive by their checksums; all voices share them."""
        del voice
        folder = models_folder(self.name)
        return fingerprint(*(file for pattern in (MODEL, ARCHIVE) for file in sorted(folder.glob(pattern))))

    def voices(self) -> Sequence[Voice]:
        """List the voices of the archive, without loading it; none where it is not there."""
        try:
            with zipfile.ZipFile(self._archive) as archive:
                ids = sorted(name.removesuffix(".npy") for name in archive.namelist())
        except (EngineMissing, OSError, zipfile.BadZipFile):
            return ()
        return tuple(Voice(self.name, each, _language(each), GENDERS.get(each[1:2])) for each in ids)

    def say(self, utterance: Utterance) -> Clip:
        """Speak it.

        Raises:
            SynthesisError: too long, nothing to say, no such voice, or the model failed.
            EngineMissing: the package, the model or the voices are not there.
        """
        check_length(self, utterance)
        voice = utterance.voice.id
        if voice not in self._loaded.voices:
            raise self._error(utterance, f"there is no voice {voice}")
        text = plain_text(utterance.text)
        if not any(map(str.isalnum, text)):
            raise self._error(utterance, "there is nothing to say")
        pace = min(FASTEST, max(SLOWEST, utterance.prosody.rate / AT_RATE))
        try:
            phonemes = _phonemes(text, _language(voice))
            sound, sample_rate = self._loaded.create(phonemes, voice, pace, is_phonemes=True, trim=False)
        except Exception as error:  # the libraries have errors of their own, none of them documented
            raise self._error(utterance, f"{type(error).__name__}: {error}") from error
        return Clip((sound.clip(-1, 1) * LOUDEST).astype("<i2").tobytes(), sample_rate)

    def _error(self, utterance: Utterance, reason: str) -> SynthesisError:
        return SynthesisError(self.name, utterance.text, reason)

    @property
    def _model(self) -> Path:
        return _only(MODEL, "model")

    @property
    def _archive(self) -> Path:
        return _only(ARCHIVE, "archive of voices")

    @cached_property
    def _loaded(self) -> Any:  # noqa: ANN401  kokoro_onnx is not everywhere installed
        """The model, loaded once a process and at work in one thread."""
        try:
            import kokoro_onnx  # noqa: PLC0415  heavy: nobody pays who does not speak

            from briefing.engines.onnx_session import open_session  # noqa: PLC0415  as above
        except ImportError as error:
            raise missing_package(self.name, error) from error
        model, archive = self._model, self._archive
        try:
            return kokoro_onnx.Kokoro.from_session(open_session(model), str(archive))
        except Exception as error:  # whatever damaged files make of the libraries
            raise EngineMissing(self.name, "", f"{model} or {archive} cannot be used ({error})", hint=_FILES) from error


def _language(voice: str) -> str:
    return LANGUAGES.get(voice[:1], "en-us")


def _only(pattern: str, what: str) -> Path:
    """The one file of that kind.

    Raises:
        EngineMissing: there is none, or there are several.
    """
    folder = models_folder(Kokoro.name)
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        reason = f"there is no {what} in {folder}" if not found else f"there are {len(found)} files {pattern}"
        raise EngineMissing(Kokoro.name, "", reason, hint=_FILES)
    return found[0]


def _phonemes(text: str, language: str) -> str:
    """The text as the model reads it."""
    (phonemes,) = _phonemizer(language).phonemize([text], strip=True)
    return str(phonemes)


@cache
def _phonemizer(language: str) -> Any:  # noqa: ANN401  phonemizer is not everywhere installed
    """One for each language, on the espeak-ng that kokoro-onnx has chosen.

    Ours instead of the model's own: where espeak-ng changes the language for a foreign word, that one leaves the marks
    around it, `(en)` and `(fr)`, to be read out.
    """
    from phonemizer.backend import EspeakBackend  # noqa: PLC0415  loaded with the model

    logger = logging.getLogger("briefing.phonemizer")
    logger.setLevel(logging.CRITICAL)  # it warns of every change of language
    return EspeakBackend(
        language, preserve_punctuation=True, with_stress=True, language_switch="remove-flags", logger=logger
    )


_FILES = (
    "Put one model (.onnx) and its voices (voices-v1.0.bin) into that folder: "
    "the project kokoro-onnx on GitHub has both among its releases."
)
