"""`briefing voices check`: can the voices of the cast be told apart?"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.shared import inherited, print_json, room_of
from briefing.config import find_home

if TYPE_CHECKING:
    from briefing.cast import Cast
    from briefing.model import Clip, Voice

__all__ = ["check"]

SENTENCE = (
    "The harbour bridge will close on Monday night, the council said, and ferries will run every ten minutes. "
    "We are ready, but nobody should expect miracles."
)
"""Long enough for a steady median."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Pitches and pairs as JSON.", callback=inherited)
@click.pass_obj
def check(home: Path | None, as_json: bool) -> None:
    """Measure the cast, and say which voices are too close.

    Two voices can be told apart when they are 4 semitones or more apart in pitch, or speak with another accent.

    Exit code: 0 all can be told apart, 1 some cannot.
    """
    from briefing.cast import APART, apart

    room = room_of(find_home(home))
    measured = _measure(room.cast, room.settings.engine.time_limit_s)
    close = [(one, other) for one, other in combinations(measured, 2) if (apart(one, other) or 0.0) < APART]
    if as_json:
        pitches = {str(voice): voice.pitch_hz for voice in measured}
        print_json({"pitch_hz": pitches, "too_close": [[str(one), str(other)] for one, other in close]})
    else:
        _tell(measured, close)
    sys.exit(1 if close else 0)


def _measure(cast: Cast, limit_s: float) -> list[Voice]:
    """The voices with the pitch that they are heard at; where an engine gives no sound, with that of the cast's file.

    Raises:
        SynthesisError: one cannot be heard.
    """
    from itertools import groupby

    from briefing.engines.workers import Workers
    from briefing.errors import SynthesisError
    from briefing.model import Utterance

    measured = []
    by_engine = sorted(cast.members.values(), key=lambda voice: voice.engine)
    for engine, group in groupby(by_engine, key=lambda voice: voice.engine):
        voices = list(group)
        with Workers(engine, time_limit_s=limit_s) as workers:
            for voice, clip in zip(voices, workers.say_all(Utterance(SENTENCE, each) for each in voices), strict=True):
                if isinstance(clip, SynthesisError):
                    raise clip
                measured.append(_heard(voice, clip))
    return sorted(measured, key=lambda voice: voice.pitch_hz or 0.0)


def _heard(voice: Voice, clip: Clip) -> Voice:
    from briefing.engines.pitch import median_pitch_hz

    pitch = median_pitch_hz(clip)
    return replace(voice, pitch_hz=round(pitch, 1)) if pitch else voice


def _tell(measured: list[Voice], close: list[tuple[Voice, Voice]]) -> None:
    from briefing.cast import apart

    for voice in measured:
        pitch = f"{voice.pitch_hz:5.0f} Hz" if voice.pitch_hz else "    ? Hz"
        click.echo(f"{pitch}  {voice!s:28} {voice.gender or '':8} {voice.language}".rstrip())
    for one, other in close:
        gap = apart(one, other)
        why = "nobody knows their pitch" if gap is None else f"{gap:.1f} semitones, and the same accent"
        click.echo(f"Too close: {one} and {other}: {why}")
    if not close:
        click.echo("Any two of them can be told apart.")
