"""What ffmpeg does for us: the limiter, the encoder, the meter.

The binary is the one that comes with imageio-ffmpeg.  It is called without a shell, reads and writes files only, and
has a time limit.
"""

from __future__ import annotations

import re
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from briefing.errors import MixError
from briefing.mix.tracks import HEADROOM_DB, RATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefing.mix.tracks import Tracks
    from briefing.settings import AudioSettings

__all__ = ["encode", "loudness", "recipe"]

_VERSION = 2
"""Raise it whenever the same takes come out as other bytes."""
_OVERSHOOT_DB = 1.5
"""How far under the true peak allowed the limiter stays: MP3 adds up to 0.8 dB to peaks, as measured."""
_LAME_SCALE_DB = ((176, 0.446), (208, 0.265), (240, 0.175), (320, 0.0))
"""LAME makes what it encodes quieter: up to which bitrate, and by how much (its `abr_switch_map`: 0.95, 0.97, 0.98, 1).

We put it back, so that loudness before the encoder is loudness after it."""
_GRACE_S = 60.0
_INTEGRATED = re.compile(r"\bI: {1,12}(-?\d{1,3}\.\d) LUFS")
_SILENT_LUFS = -69.9


def recipe(audio: AudioSettings) -> str:
    """Names everything besides the takes that a block's bytes depend on: a part of the block's cache key."""
    return f"mix-{_VERSION} {_encoder().version} {audio.loudness_lufs} {audio.true_peak_dbtp} {audio.bitrate_kbps}"


def encode(tracks: Tracks, target: Path, audio: AudioSettings) -> None:
    """Limit the tracks and write them as MP3 frames and nothing else.

    Frames of constant bitrate that borrow no bits from their neighbours (`-reservoir 0`) can stand in any order and
    any file.  Compression level 7 costs half the time of LAME's default and, at 96 kbit/s mono, comes 3 to 11 dB
    nearer to what went in: the default is content as soon as its model of the ear is.

    Raises:
        MixError: ffmpeg is not there, failed, or took too long.
    """
    lame = next(taken for kbps, taken in _LAME_SCALE_DB if audio.bitrate_kbps <= kbps)
    chain = f"{_limited(tracks, audio, HEADROOM_DB)},volume={lame}dB[out]"
    codec = ["-c:a", "libmp3lame", "-b:a", f"{audio.bitrate_kbps}k", "-compression_level", "7", "-reservoir", "0"]
    muxer = ["-write_xing", "0", "-id3v2_version", "0", "-f", "mp3", str(target)]
    _ffmpeg([*_inputs(tracks), "-filter_complex", chain, "-map", "[out]", *codec, *muxer], tracks, target)


def loudness(tracks: Tracks, audio: AudioSettings, gain_db: float, target: Path) -> float | None:
    """Integrated loudness in LUFS that tracks have after a gain and the limiter; None for silence.

    `target` names the work in errors.

    Raises:
        MixError: as `encode`.
    """
    chain = f"{_limited(tracks, audio, gain_db)},ebur128=framelog=quiet[out]"
    report = _ffmpeg([*_inputs(tracks), "-filter_complex", chain, "-map", "[out]", "-f", "null", "-"], tracks, target)
    found = _INTEGRATED.findall(report)
    value = float(found[-1]) if found else _SILENT_LUFS
    return value if value > _SILENT_LUFS else None


def _inputs(tracks: Tracks) -> list[str]:
    return [
        word
        for rate, path in tracks.paths.items()
        for word in ("-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", str(path))
    ]


def _limited(tracks: Tracks, audio: AudioSettings, gain_db: float) -> str:
    """The filters from the tracks to the limited programme at `RATE`.

    The limiter works at twice the rate, since it takes samples for peaks.  High-passes below every voice take out
    direct current: the first what engines leave of it, the second what the limiter makes of a voice that has its peaks
    on one side.
    """
    count = len(tracks.paths)
    parts = [f"[{at}:a]volume={gain_db}dB,highpass=f=40,aresample={2 * RATE}[t{at}]" for at in range(count)]
    joined = "".join(f"[t{at}]" for at in range(count))
    limit = audio.true_peak_dbtp - _OVERSHOOT_DB
    limiter = f"alimiter=limit={limit}dB:level=false:attack=2:release=50:latency=1,aresample={RATE},highpass=p=1:f=2"
    return ";".join(
        [*parts, f"{joined}amix=inputs={count}:normalize=0,{limiter}" if count > 1 else f"{joined}{limiter}"]
    )


def _ffmpeg(arguments: Sequence[str], tracks: Tracks, target: Path) -> str:
    """Run it; what it said on stderr."""
    command = [_encoder().path, "-hide_banner", "-nostdin", "-nostats", "-y", "-threads", "1", *arguments]
    limit_s = _GRACE_S + tracks.frames / RATE
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


class _Encoder:
    """The binary and its version."""

    def __init__(self) -> None:
        import imageio_ffmpeg  # noqa: PLC0415  needed only where sound is made

        self.path = str(imageio_ffmpeg.get_ffmpeg_exe())
        self.version = str(imageio_ffmpeg.get_ffmpeg_version())


@cache
def _encoder() -> _Encoder:
    try:
        return _Encoder()
    except (ImportError, RuntimeError, OSError) as error:
        hint = "Install imageio-ffmpeg from a wheel, or name an ffmpeg in the variable IMAGEIO_FFMPEG_EXE."
        raise MixError("ffmpeg", "no ffmpeg was found", hint=hint) from error
