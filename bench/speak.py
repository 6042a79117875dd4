"""Speech without a programme: the workers of an engine speak what they are given, and it is thrown away.

    python bench/speak.py ENGINE UTTERANCES.json WORKERS

`speed.py` measures with it how much faster two workers are than one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from briefing.engines.workers import Workers
from briefing.errors import SynthesisError
from briefing.model import Prosody, Utterance, Voice


def main() -> None:
    """Speak a list of [text, voice, rate]."""
    engine, asked, count = sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8")), int(sys.argv[3])
    utterances = (Utterance(text, Voice(engine, voice), Prosody(rate)) for text, voice, rate in asked)
    with Workers(engine, count) as workers:
        for outcome in workers.say_all(utterances):
            if isinstance(outcome, SynthesisError):
                raise outcome


if __name__ == "__main__":
    main()
