"""What would be the same in hundreds of tests is made in one of them: pictures, what ffmpeg makes, silence."""

from __future__ import annotations

from concurrent.futures import Future
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.engines.pool import ProcessExecutor
from briefing.mix import ffmpeg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import TypeVar

    import pytest

    from briefing.mix.tracks import Tracks
    from briefing.settings import AudioSettings

    Made = TypeVar("Made")

__all__ = ["make_once"]

# the rooms give functions these modules' names
PICTURES, BLOCKS, LEVELS = (import_module(f"briefing.{name}") for name in ("press.picture", "mix.blocks", "mix.levels"))
DRAWN = cache(PICTURES._elsewhere)
ENCODE, LOUDNESS = BLOCKS.encode, LEVELS.loudness
MOST = 500
_MADE: dict[object, Any] = {}
"""What was made last: a quarter of a megabyte each."""


def make_once(monkeypatch: pytest.MonkeyPatch, *, sound: bool) -> None:
    """From now on in a test: the same title has the same picture, and the same sound the same file and loudness.

    Silence is kept in this process, whose cores are shared by the processes of the suite: starting one takes longer
    than all that it says.  Engines that speak, or are to fail, have processes as ever.
    """
    monkeypatch.setattr(PICTURES, "_elsewhere", DRAWN)
    for place in ("briefing.engines.workers.cores", "briefing.studio.cores"):
        monkeypatch.setattr(place, lambda: 1)
    if sound:
        monkeypatch.setattr(BLOCKS, "encode", _encode)
        monkeypatch.setattr(LEVELS, "loudness", _loudness)
        monkeypatch.setattr("briefing.engines.workers.ProcessExecutor", _SilentHere)


class _SilentHere(ProcessExecutor):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if "silent" not in args:
            return super().submit(fn, *args, **kwargs)
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def _encode(tracks: Tracks, targets: Mapping[str, Path], audio: AudioSettings) -> None:
    def made() -> dict[str, bytes]:
        ENCODE(tracks, targets, audio)
        return {name: path.read_bytes() for name, path in targets.items()}

    for name, data in _once(("encoded", *targets, _sound(tracks, audio)), made).items():
        targets[name].write_bytes(data)


def _loudness(tracks: Tracks, audio: AudioSettings, gain_db: float, target: Path) -> float | None:
    return _once(("loudness", gain_db, _sound(tracks, audio)), lambda: LOUDNESS(tracks, audio, gain_db, target))


def _once(key: object, made: Callable[[], Made]) -> Made:
    if key not in _MADE:
        if len(_MADE) == MOST:
            del _MADE[next(iter(_MADE))]
        _MADE[key] = made()
    found: Made = _MADE[key]
    return found


def _sound(tracks: Tracks, audio: AudioSettings) -> object:
    """Everything that is made of it depends on."""
    samples = tuple((rate, sha256(path.read_bytes()).digest()) for rate, path in tracks.paths.items())
    return ffmpeg._binary().path, samples, msgspec.json.encode(audio)
