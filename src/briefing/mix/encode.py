"""Tracks → encoded block, through the limiter; and how loud they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.mix.codec import DELAY
from briefing.mix.ffmpeg import encoders, resampler, run, version
from briefing.mix.formats import formats
from briefing.mix.tracks import HEADROOM_DB, RATE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from briefing.mix.codec import Codec
    from briefing.mix.tracks import Tracks
    from briefing.settings import AudioSettings

__all__ = ["encode", "lacking", "loudness", "recipe"]

_VERSION = 4
"""Raise it whenever the same takes come out as other bytes."""
_OVERSHOOT_DB = 1.5
"""How far under the true peak allowed the limiter stays.  At -16 LUFS, MP3 adds up to 0.3 dB to peaks, AAC 0.9 and Opus
1.3; louder than -15, Opus can add 2.6."""
_SPARE = 5_000
"""Samples of silence at the end of what is not in the main format: in joining, a frame more or less of it is kept."""
_INTEGRATED = re.compile(r"\bI: {1,12}(-?\d{1,3}\.\d) LUFS")
_SILENT_LUFS = -69.9


def recipe(audio: AudioSettings) -> str:
    """Names everything besides the takes that a block's bytes depend on: a part of the block's cache key."""
    names = ",".join(f"{name}@{_kbps(codec, audio)}" for name, codec in formats(audio).items())
    return f"mix-{_VERSION} {version()} {audio.loudness_lufs} {audio.true_peak_dbtp} {audio.channels} {names}"


def lacking(audio: AudioSettings) -> tuple[str, ...]:
    """The formats that this ffmpeg was built without.

    Raises:
        MixError: ffmpeg is not there, or failed.
    """
    had = encoders()
    return tuple(name for name, codec in formats(audio).items() if codec.encoder not in had)


def encode(tracks: Tracks, targets: Mapping[str, Path], audio: AudioSettings) -> None:
    """Limit the tracks once and write them in each format, by name; first in the main one.

    Raises:
        MixError: ffmpeg is not there, failed, or took too long.
    """
    codecs = formats(audio)
    ends = "".join(f"[e{at}]" for at in range(len(codecs)))
    chains = [f"{_limited(tracks, audio, HEADROOM_DB)},asplit={len(codecs)}{ends}"]
    chains += [f"[e{at}]{_fitted(codec, audio, main=not at)}[o{at}]" for at, codec in enumerate(codecs.values())]
    outputs = [
        word
        for at, (name, codec) in enumerate(codecs.items())
        for word in ("-map", f"[o{at}]", *_told(codec, audio), str(targets[name]))
    ]
    run([*_inputs(tracks), "-filter_complex", ";".join(chains), *outputs], targets[audio.format], tracks.frames / RATE)


def _told(codec: Codec, audio: AudioSettings) -> Sequence[str]:
    return ("-c:a", codec.encoder, *codec.arguments(_kbps(codec, audio), 2 if audio.channels == "stereo" else 1))


def _kbps(codec: Codec, audio: AudioSettings) -> int:
    """What was asked for is for the main format."""
    is_main = codec is next(iter(formats(audio).values()))
    return (audio.bitrate_kbps if is_main else 0) or codec.kbps


def _fitted(codec: Codec, audio: AudioSettings, *, main: bool) -> str:
    """The filters from the limited programme to what an encoder is given: as loud, and as late, as in all formats.

    In stereo both sides are 3 dB quieter, so that together they are as loud as one.
    """
    filters = [f"volume={codec.quieter_db(_kbps(codec, audio))}dB"]
    if codec.delay < DELAY:
        filters.append(f"adelay={DELAY - codec.delay}S")
    if not main:
        filters.append(f"apad=pad_len={_SPARE}")
    if audio.channels == "stereo":
        filters.append("pan=stereo|FL=0.7071*c0|FR=0.7071*c0")
    return ",".join(filters)


def loudness(tracks: Tracks, audio: AudioSettings, gain_db: float, target: Path) -> float | None:
    """Integrated loudness in LUFS that tracks have after a gain and the limiter; None for silence.

    `target` names the work in errors.

    Raises:
        MixError: as `encode`.
    """
    chain = f"{_limited(tracks, audio, gain_db)},ebur128=framelog=quiet[out]"
    arguments = [*_inputs(tracks), "-filter_complex", chain, "-map", "[out]", "-f", "null", "-"]
    found = _INTEGRATED.findall(run(arguments, target, tracks.frames / RATE))
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
    count, up = len(tracks.paths), f"{2 * RATE}:{resampler()}"
    parts = [f"[{at}:a]volume={gain_db}dB,highpass=f=40,aresample={up}[t{at}]" for at in range(count)]
    joined = "".join(f"[t{at}]" for at in range(count))
    limit = audio.true_peak_dbtp - _OVERSHOOT_DB
    down = f"aresample={RATE}:{resampler()},highpass=p=1:f=2"
    limiter = f"alimiter=limit={limit}dB:level=false:attack=2:release=50:latency=1,{down}"
    return ";".join(
        [*parts, f"{joined}amix=inputs={count}:normalize=0,{limiter}" if count > 1 else f"{joined}{limiter}"]
    )
