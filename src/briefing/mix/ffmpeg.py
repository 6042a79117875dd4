"""The ffmpeg that comes with imageio-ffmpeg: called without a shell, on files only, with a time limit."""

from __future__ import annotations

import subprocess
from functools import cache
from typing import TYPE_CHECKING

from briefing.errors import MixError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["encoders", "resampler", "run", "version"]

_GRACE_S = 60.0


def run(arguments: Sequence[str], target: Path, seconds: float) -> str:
    """Have it work on so many seconds of sound; what it said on stderr.  `target` names the work in errors.

    Raises:
        MixError: ffmpeg is not there, failed, or took longer than the sound lasts and a minute.
    """
    command = [_binary().path, "-hide_banner", "-nostdin", "-nostats", "-y", "-threads", "1", *arguments]
    limit_s = _GRACE_S + seconds
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=limit_s)  # noqa: S603  no shell
    except subprocess.TimeoutExpired as error:
        raise MixError(str(target), f"ffmpeg did not end within {limit_s:.0f} seconds") from error
    except OSError as error:
        raise MixError(str(target), f"ffmpeg could not be started: {error}") from error
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        reason = said.strip().rsplit("\n", 1)[-1] or f"exit code {done.returncode}"
        raise MixError(str(target), f"ffmpeg failed: {reason}", hint="Is there room left on the disk?")
    return said


def version() -> str:
    """Which one it is.

    Raises:
        MixError: there is none.
    """
    return _binary().version


@cache
def resampler() -> str:
    """What to tell its `aresample` filter: to use soxr or, where it was built without, a longer filter of its own.

    Its default lets through images 25 dB below a tone at 10 kHz in a voice of 22,050 Hz; the longer filter 90, soxr 93.
    """
    return "resampler=soxr" if "--enable-libsoxr" in _asked("-buildconf") else "filter_size=64"


def encoders() -> frozenset[str]:
    """The names of those that it was built with.

    Raises:
        MixError: there is none.
    """
    return frozenset(words[1] for line in _asked("-encoders").splitlines() if len(words := line.split()) > 1)


def _asked(what: str) -> str:
    """What it says of itself; nothing when it cannot be asked."""
    command = [_binary().path, "-hide_banner", what]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_GRACE_S)  # noqa: S603  no shell
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


class _Binary:
    """Where it is, and its version."""

    def __init__(self) -> None:
        import imageio_ffmpeg  # noqa: PLC0415  needed only where sound is made

        self.path = str(imageio_ffmpeg.get_ffmpeg_exe())
        self.version = str(imageio_ffmpeg.get_ffmpeg_version())


@cache
def _binary() -> _Binary:
    try:
        return _Binary()
    except (ImportError, RuntimeError, OSError) as error:
        hint = "Install imageio-ffmpeg from a wheel, or name an ffmpeg in the variable IMAGEIO_FFMPEG_EXE."
        raise MixError("ffmpeg", "no ffmpeg was found", hint=hint) from error
