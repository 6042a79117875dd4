"""A cast may mix engines: one programme comes out, in which everybody is equally loud."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import imageio_ffmpeg
import pytest

from briefing.cast import read_cast
from briefing.edition import make_edition
from briefing.model import Story
from tests.conftest import NOW
from tests.real_voices import VOICE, link_piper_voice, needs_piper

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.newsroom import Newsroom

pytestmark = pytest.mark.made_anew

TEXT = """Ferry Sails Again

By Ann Lee

PORT OSSA (March 3, 2026) -- The ferry sailed on Tuesday after nineteen weeks in dock, and half the town had come to
see whether she would reach the northern pier without the help of a tug.

"We are very glad to have her back, because the children could not get to school all winter, and we had to row the mail
across ourselves," said Ada Moor, who owns the boat. "It was a long winter, and one of those was quite enough for me."

"She floats, and I had my doubts, since the last repair was undone by the first storm of the autumn. I will believe in
the new engine when it has seen a gale or two," harbour master Ben Rye told reporters on the pier.
"""


class Heard(NamedTuple):
    """A line of the transcript."""

    start_s: float
    end_s: float
    speaker: str


def made(room: Newsroom, reporter: str, pool: tuple[str, str]) -> tuple[Path, list[Heard]]:
    """The audio of an edition with this cast, and who is heard when."""
    members = "".join(f'[[pool]]\nvoice = "{voice}"\n' for voice in pool)
    cast = read_cast(f'[reporter]\nvoice = "{reporter}"\n{members}', "newsroom.toml")
    report = make_edition([Story("ferry", "ferry.txt", TEXT)], replace(room, cast=cast, engine=None), now=NOW)
    assert report.exit_code == 0
    assert set(report.made[0].voices) == {reporter, *pool}
    (audio,) = room.public.rglob("*.mp3")
    (vtt,) = room.public.rglob("*.vtt")
    line = re.compile(r"(\d+):(\d+):(\d+\.\d+) --> (\d+):(\d+):(\d+\.\d+).*\n<v ([^>]+)>")
    found = [tuple(each.groups()) for each in line.finditer(vtt.read_text("utf-8"))]
    assert found
    return audio, [Heard(seconds(*each[:3]), seconds(*each[3:6]), each[6]) for each in found]


def seconds(hours: str, minutes: str, rest: str) -> float:
    """Of a time in a transcript."""
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def loudness(audio: Path, lines: list[Heard]) -> float:
    """LUFS, integrated over these lines."""
    chosen = "+".join(f"between(t,{line.start_s},{line.end_s})" for line in lines)
    arguments = ["-i", str(audio), "-af", f"aselect='{chosen}',asetpts=N/SR/TB,ebur128", "-f", "null", "-"]
    done = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *arguments], capture_output=True, text=True, check=True)
    return float(re.findall(r"I:\s+(-?[\d.]+|-inf) LUFS", done.stderr)[-1])


def by_speaker(audio: Path, heard: list[Heard]) -> dict[str, float]:
    """How loud everybody is."""
    names = {line.speaker for line in heard}
    return {name: loudness(audio, [line for line in heard if line.speaker == name]) for name in names}


def test_a_silent_reporter_leaves_the_speakers_evenly_loud(room: Newsroom) -> None:
    """Two engines in one programme: the one keeps time, the other is heard at the programme's loudness."""
    audio, heard = made(room, "silent/1", ("espeak/en-us+m1", "espeak/en-gb-x-rp+f2"))
    levels = by_speaker(audio, heard)
    assert set(levels) == {"Reporter", "Ada Moor", "Ben Rye"}
    assert levels["Reporter"] < -60
    assert abs(levels["Ada Moor"] - levels["Ben Rye"]) <= 1
    assert abs(levels["Ada Moor"] + 16) <= 1


@needs_piper
def test_rules_and_neurons_are_evenly_loud(room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reporter of espeak and a speaker of Piper within 1 LU of one another, the programme at −16 LUFS."""
    link_piper_voice(tmp_path / "models")
    monkeypatch.setenv("BRIEFING_MODELS", str(tmp_path / "models"))
    audio, heard = made(room, "espeak/en-us+m1", (f"piper/{VOICE}", "espeak/en-gb-x-rp+f2"))
    levels = by_speaker(audio, heard)
    assert set(levels) == {"Reporter", "Ada Moor", "Ben Rye"}
    assert max(levels.values()) - min(levels.values()) <= 1
    assert abs(loudness(audio, [Heard(0, 1e6, "")]) + 16) <= 0.5
