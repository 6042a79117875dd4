"""Where espeak-ng comes from, and how pyttsx3 is brought to use that one and no other."""

from __future__ import annotations

import ctypes
import os
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from briefing.engines.espeak_data import EspeakData
from briefing.errors import EngineMissing

__all__ = ["EspeakLibrary"]


class EspeakLibrary:
    """The shared library and the voices of the wheel `espeakng-loader`.

    Everything is looked for when it is first asked for, and raises EngineMissing where it is not there.
    """

    @cached_property
    def data(self) -> EspeakData:
        """The wheel's voices.  Checked here, because the library would end the process over a bad folder."""
        try:
            data = EspeakData(Path(self._wheel.get_data_path()))
        except RuntimeError as error:
            raise _missing(str(error)) from error
        if not data.complete:
            raise _missing(f"{data.folder} holds no voices")
        return data

    @property
    def path(self) -> str:
        """Where the shared library lies."""
        return str(self._wheel.get_library_path())

    @cached_property
    def version(self) -> str:
        """Of espeak-ng itself: `1.52.0`."""
        info = self._shared.espeak_Info
        info.restype, info.argtypes = ctypes.c_char_p, [ctypes.c_void_p]
        return str(info(None).decode())

    @property
    def pyttsx3_version(self) -> str:
        """Of the package: `2.99`."""
        try:
            return version("pyttsx3")
        except PackageNotFoundError as error:
            raise _missing("the package pyttsx3 is not there") from error

    @property
    def sample_rate(self) -> int:
        """Frames a second of the voice in use; pyttsx3 writes 22,050 into every file without asking."""
        return int(self._shared.espeak_ng_GetSampleRate())

    @cached_property
    def pyttsx3(self) -> Any:  # noqa: ANN401  pyttsx3 has no types
        """An engine of pyttsx3, started.  The library can be started once a process."""
        self.driver  # noqa: B018  the right library has to be there before pyttsx3 starts whichever it finds
        os.environ["ESPEAK_DATA_PATH"] = str(self.data.folder)
        try:
            import pyttsx3  # noqa: PLC0415  heavy: nobody pays who does not speak

            return pyttsx3.init("espeak")
        except (ImportError, RuntimeError, OSError) as error:
            raise _missing(f"pyttsx3 cannot start it: {error}") from error

    @cached_property
    def driver(self) -> Any:  # noqa: ANN401  pyttsx3 has no types
        """The module of pyttsx3 that names the library's functions; it finds ours, already loaded, by its soname."""
        loaded = self._shared
        try:
            from pyttsx3.drivers import _espeak  # noqa: PLC0415  importing it loads the library
        except (ImportError, RuntimeError) as error:
            raise _missing(f"pyttsx3 cannot load it: {error}") from error
        if _espeak.dll._handle != loaded._handle:  # noqa: SLF001  nothing public tells two libraries apart
            raise _missing(f"pyttsx3 took another library: {_espeak.dll._name}")  # noqa: SLF001  as above
        return _espeak

    @cached_property
    def _wheel(self) -> Any:  # noqa: ANN401  espeakng_loader has no types
        try:
            import espeakng_loader  # noqa: PLC0415  nobody pays who does not speak
        except ImportError as error:
            raise _missing("the package espeakng-loader is not there") from error
        return espeakng_loader

    @cached_property
    def _shared(self) -> ctypes.CDLL:
        try:
            return ctypes.CDLL(self.path)
        except OSError as error:
            raise _missing(str(error)) from error


def _missing(reason: str) -> EngineMissing:
    return EngineMissing("espeak", "", reason, hint="Install it again: pip install espeakng-loader pyttsx3")
