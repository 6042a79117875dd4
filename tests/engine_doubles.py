"""An engine that does what its text tells it, for tests of the workers.  Loaded by `engine_doubles:Moody`."""

from __future__ import annotations

import os
import signal
import time
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.engines.port import EngineStuck
from briefing.errors import EngineMissing, SynthesisError
from briefing.model import Clip, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Utterance


class Moody:
    """Speaks a buzz of 100 ms a character.

    A text of the form `MOOD PATH` does MOOD first, but only while there is no file at PATH, which it makes; without
    PATH it does so every time.  PATH is absolute: no text leaves a file in the current folder.
    """

    name = "moody"
    audible = True
    max_chars = 400
    version = "1"

    def describe(self) -> str:
        """Say what it is."""
        return "moody"

    def voices(self) -> Sequence[Voice]:
        """One."""
        return (Voice("moody", "1"),)

    def say(self, utterance: Utterance) -> Clip:
        """Do what the text says, then buzz."""
        mood, _, rest = utterance.text.partition(" ")
        path = Path(rest) if rest.startswith("/") else None
        if not path or not path.exists():
            if path:
                path.write_text(str(os.getpid()))
            self._act(mood, utterance)
        level = 0 if mood == "hush" else 8000
        return Clip(array("h", [level, -level] * 50 * len(utterance.text)).tobytes(), 1000)

    def _act(self, mood: str, utterance: Utterance) -> None:
        match mood:
            case "hang":
                time.sleep(3600)
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "stick":
                raise EngineStuck(self.name, utterance.text, "stuck")
            case "fail":
                raise SynthesisError(self.name, utterance.text, "failed")
            case "break":
                raise ValueError(utterance.text)
            case "miss":
                raise EngineMissing(self.name, utterance.text, "missing")
