"""Each word of the transcript has its time in the finished file."""

from __future__ import annotations

import array
import audioop
import json
import math
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING

import imageio_ffmpeg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.mix import Take, load_block, mix_block
from briefing.mix.tracks import cut_to_speech
from briefing.mix.words import words_ms
from briefing.model import Clip, Voice, WordMark
from briefing.settings import AudioSettings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.made_anew
VOICE = Voice("espeak", "en-us")
RATE = 16_000


def beeps(*starts_ms: int, length_ms: int = 120, whole_ms: int = 2_500) -> bytes:
    """Silence with a tone at each of these times."""
    samples = array.array("h", bytes(2 * RATE * whole_ms // 1000))
    for start in starts_ms:
        for frame in range(RATE * length_ms // 1000):
            samples[RATE * start // 1000 + frame] = round(9_000 * math.sin(math.tau * 440 * frame / RATE))
    return samples.tobytes()


def clip(*starts_ms: int) -> Clip:
    """Words of four letters at these times, marked."""
    marks = (WordMark(RATE * start // 1000, 5 * number, 5 * number + 4) for number, start in enumerate(starts_ms))
    return Clip(beeps(*starts_ms), RATE, tuple(marks))


def test_a_word_is_heard_when_the_transcript_says_so(tmp_path: Path) -> None:
    """In the decoded file, behind silence that was cut off and another voice at another rate: within 10 ms."""
    said = "abcd abcd abcd"
    takes = [
        Take(Clip(beeps(0, whole_ms=300), 22_050), Voice("piper", "a"), 333, "One", "A", "one", (0,)),
        Take(clip(700, 1_000, 1_700), VOICE, 0, "Abcd Abcd Abcd", "B", said, (0, 5, 10)),
    ]
    block = mix_block(takes, tmp_path / "block.mp3", gains={}, audio=AudioSettings())
    told = [block.cues[1].start_ms + word for word in block.cues[1].words_ms]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", block.path, "-f", "s16le", "-ar", "8000", "-"]
    pcm = subprocess.run(command, capture_output=True, check=True).stdout
    loud = [audioop.max(pcm[at : at + 32], 2) > 1_000 for at in range(0, len(pcm), 32)]  # hops of 2 ms
    heard = [2 * number for number in range(100, len(loud)) if loud[number] and not any(loud[number - 25 : number])]
    assert len(heard) == len(told) == 3
    assert told[0] - block.cues[1].start_ms == 20  # the air that is left before speech
    assert all(abs(one - other) <= 10 for one, other in zip(told, heard, strict=True))


def test_marks_move_with_the_silence_that_is_cut_off() -> None:
    """They point to the same samples, but never before the clip's start."""
    whole = clip(700, 1_000)
    early = Clip(whole.pcm, RATE, (WordMark(0, 0, 4), *whole.marks[1:]))
    cut = cut_to_speech(early)
    assert [mark.frame * 1000 // RATE for mark in cut.marks] == [0, 320]
    at = 2 * cut.marks[1].frame
    assert cut.pcm[at : at + 200] == whole.pcm[2 * RATE : 2 * RATE + 200]


def test_words_between_marks_share_the_time_by_their_letters() -> None:
    """Some words are said as one, some engines mark none."""
    marked = Clip(bytes(2 * 1_000), 1_000, (WordMark(0, 0, 2), WordMark(600, 11, 15)))
    assert words_ms(marked, "ab abcd ab abcd", (0, 3, 8, 11)) == (0, 150, 450, 600)
    assert words_ms(Clip(bytes(2 * 1_000), 1_000), "abc de fgh ij", (0, 4, 7, 11)) == (0, 300, 500, 800)


def test_a_comma_takes_time() -> None:
    """Where nothing is marked; at the end of the clip it takes none, since the silence was cut off."""
    unmarked = Clip(bytes(2 * 1_000), 1_000)
    assert words_ms(unmarked, "abc, de.", (0, 5)) == (0, 800)


marks = st.builds(WordMark, st.integers(-50, 300), st.integers(-5, 40), st.integers(-5, 40))


@given(st.text("ab ,", min_size=1, max_size=30), st.lists(marks, max_size=6), st.data())
def test_words_are_in_order_and_within_the_clip(said: str, told: list[WordMark], data: st.DataObject) -> None:
    """Whatever an engine marks."""
    starts = sorted(data.draw(st.lists(st.integers(0, len(said) - 1))))
    found = words_ms(Clip(bytes(2 * 200), 1_000, tuple(told)), said, starts)
    assert len(found) == len(starts)
    assert all(one <= other for one, other in pairwise(found))
    assert all(0 <= start <= 200 for start in found)


def test_a_note_without_words_can_still_be_read(tmp_path: Path) -> None:
    """As blocks have it that were mixed before words were timed: their cues have none."""
    take = Take(clip(700, 1_000), VOICE, 0, "Abcd abcd", "B", "abcd abcd", (0, 5))
    block = mix_block([take], tmp_path / "block.mp3", gains={}, audio=AudioSettings())
    assert load_block(block.path) == block
    note = tmp_path / "block.json"
    about = json.loads(note.read_bytes())
    for cue in about["cues"]:
        del cue["words_ms"]
    note.write_text(json.dumps(about), "utf-8")
    old = load_block(block.path)
    assert old
    assert [cue.words_ms for cue in old.cues] == [()]
