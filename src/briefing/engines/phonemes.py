"""How espeak-ng says a word, in the International Phonetic Alphabet: the check of a respelling that needs no ear."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

from briefing.engines.espeak_library import EspeakLibrary

__all__ = ["phonemes"]

SYNCHRONOUS = 2  # espeak_AUDIO_OUTPUT: no sound is made
UTF_8 = 1  # espeakCHARS_UTF8
IPA = 2  # phoneme mode: IPA names


def phonemes(text: str, language: str = "en-us") -> str:
    """What espeak-ng makes of `text`; call it in a process that does not speak, since the library is started once.

    Raises:
        EngineMissing: espeak-ng is not installed.
    """
    library = _started()
    library.espeak_SetVoiceByName(language.encode())
    rest = ctypes.c_char_p(text.replace("\0", " ").encode("utf-8", "replace"))
    clauses = []
    while rest.value is not None:
        clauses.append(library.espeak_TextToPhonemes(ctypes.byref(rest), UTF_8, IPA).decode())
    return " ".join(clauses).strip()


@cache
def _started() -> Any:  # noqa: ANN401  a C library has no types
    wheel = EspeakLibrary()
    folder = wheel.data.folder
    library = ctypes.CDLL(wheel.path)
    library.espeak_Initialize(SYNCHRONOUS, 0, str(folder).encode(), 0)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library
