"""Mixing, from clips to the finished file."""

from __future__ import annotations

import array
import audioop
import math
import os
import random
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import imageio_ffmpeg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp3 import MP3

from briefing.errors import MixError
from briefing.mix import (
    STING,
    Block,
    Take,
    correction,
    cue_sheet,
    join_blocks,
    level,
    levels,
    load_block,
    mix_block,
    recipe,
    starts_ms,
    sting,
    voice_gain,
)
from briefing.model import Clip, Voice
from briefing.settings import AudioSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.made_anew
AUDIO = AudioSettings()
OLSEN = Voice("espeak", "en-us+f3")
REPORTER = Voice("espeak", "en-us+m7")
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def speech(seconds: float, *, peak: int = 9_000, pitch: float = 120.0, rate: int = 22_050, air_ms: int = 150) -> Clip:
    """Pulses of a voice in syllables, with silence before and after them, as an engine gives it."""
    noise = random.Random(7)  # noqa: S311  no secret
    frames = int(seconds * rate)
    samples = array.array("h")
    for at in range(frames):
        time = at / rate
        buzz = math.exp(-((time * pitch) % 1.0) * 6) * math.sin(math.tau * 700 * time)
        syllable = abs(math.sin(math.tau * 2 * time))
        samples.append(round(peak * syllable * (0.9 * buzz + 0.1 * noise.uniform(-1, 1))))
    air = bytes(2 * (rate * air_ms // 1000))
    return Clip(air + samples.tobytes() + air, rate)


def take(clip: Clip, voice: Voice = REPORTER, pause_ms: int = 250, text: str = "Words.") -> Take:
    """A take with what most tests do not care about filled in."""
    return Take(clip, voice, pause_ms, text, str(voice))


def decoded(path: Path) -> bytes:
    """Samples of a finished file; a decoder's complaint fails the test."""
    done = subprocess.run([FFMPEG, "-v", "error", "-i", path, "-f", "s16le", "-"], capture_output=True, check=True)
    assert not done.stderr
    return done.stdout


def heard(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP."""
    command = [FFMPEG, "-nostats", "-i", path, "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    (lufs,) = re.findall(r"I: +(-?[\d.]+) LUFS", said)
    (peak,) = re.findall(r"Peak: +(-?[\d.]+) dBFS", said)
    return float(lufs), float(peak)


def loud_stretches(pcm: bytes, hop_ms: int = 5) -> list[tuple[int, int]]:
    """Where it is louder than -50 dBFS, in ms."""
    hop = 2 * (44_100 * hop_ms // 1000)
    loud = [audioop.rms(pcm[at : at + hop], 2) > 100 for at in range(0, len(pcm) - hop, hop)]
    edges = [n for n, (a, b) in enumerate(zip([False, *loud], [*loud, False], strict=True)) if a != b]
    return [(round(a * hop / 88.2), round(b * hop / 88.2)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> list[Block]:
    """Three blocks of two voices, one eight times as strong as the other."""
    folder = tmp_path_factory.mktemp("blocks")
    weak, strong = speech(2.2, peak=3_000), speech(1.6, peak=24_000, pitch=210)
    gains = {str(OLSEN): voice_gain([weak], AUDIO), str(REPORTER): voice_gain([strong], AUDIO)}
    row = [take(strong), take(weak, OLSEN, 350), take(sting(22_050), STING, 300, ""), take(weak, OLSEN, 0, "Last.")]
    return [mix_block(row[:count], folder / f"{count}.mp3", gains=gains, audio=AUDIO) for count in (4, 2, 3)]


@pytest.fixture(scope="module")
def edition(blocks: list[Block]) -> Path:
    """The blocks in one file."""
    path = blocks[0].path.with_name("edition.mp3")
    join_blocks(blocks, path)
    return path


def test_programme_is_at_its_loudness(edition: Path) -> None:
    """The finished file has -16 LUFS within half a unit, and no peak above -1 dBTP."""
    lufs, peak = heard(edition)
    assert abs(lufs + 16) <= 0.5
    assert peak <= -1.0


def test_voices_are_equally_loud(tmp_path: Path) -> None:
    """Voices 18 dB apart at the engine come out within 1 LU of each other, and of the loudness asked for."""
    for peak, pitch, rate in ((3_000, 110.0, 22_050), (24_000, 200.0, 24_000), (32_000, 90.0, 16_000)):
        clip = speech(3, peak=peak, pitch=pitch, rate=rate)
        path = tmp_path / f"{peak}.mp3"
        mix_block([take(clip)] * 2, path, gains={str(REPORTER): voice_gain([clip], AUDIO)}, audio=AUDIO)
        assert abs(heard(path)[0] + 16) <= 0.5


@pytest.mark.parametrize("kbps", [32, 65, 200, 320])
def test_loudness_does_not_depend_on_the_bitrate(tmp_path: Path, kbps: int) -> None:
    """What the encoder takes away at a bitrate is given back."""
    audio = AudioSettings(bitrate_kbps=kbps, loudness_lufs=-20)
    clip = speech(3)
    path = tmp_path / "block.mp3"
    block = mix_block([take(clip)], path, gains={str(REPORTER): voice_gain([clip], audio)}, audio=audio)
    joined = tmp_path / "edition.mp3"
    assert join_blocks([block], joined) == (joined,)
    assert abs(heard(joined)[0] + 20) <= 0.5
    assert len(decoded(joined)) == 2 * block.frames
    assert MP3(joined).info.length == pytest.approx(block.frames / 44_100, abs=1e-6)


def test_every_player_counts_the_same_length(edition: Path, blocks: list[Block]) -> None:
    """Ours, mutagen's and the decoder's length agree to the sample; the file is 44.1 kHz mono at 96 kbit/s."""
    samples = sum(block.frames for block in blocks)
    info = MP3(edition).info
    assert len(decoded(edition)) == 2 * samples
    assert info.length == pytest.approx(samples / 44_100, abs=1e-6)
    assert starts_ms(blocks)[-1] == round(samples / 44.1)
    assert (info.sample_rate, info.channels, info.bitrate) == (44_100, 1, 96_000)
    assert not info.sketchy


def test_joined_blocks_sound_as_they_did_apart(edition: Path, blocks: list[Block]) -> None:
    """Joining adds nothing: up to its last 50 ms, each block decodes to the samples that it has on its own."""
    whole, at = decoded(edition), 0
    for block in blocks:
        alone = decoded(block.path)
        until = len(alone) - 2 * 2205
        difference = audioop.add(alone[4608:until], audioop.mul(whole[at + 4608 : at + until], 2, -1), 2)
        assert audioop.max(difference, 2) <= 1
        assert audioop.max(whole[at : at + 2 * 1105], 2) <= 2
        at += len(alone)


def test_cues_are_where_the_words_are_heard(edition: Path, blocks: list[Block]) -> None:
    """A cue starts with the sound and ends with it, within 60 ms; a take without text has none."""
    cues = cue_sheet(blocks, [None, 0, 1])
    assert [cue.story for cue in cues] == [None] * 3 + [0] * 2 + [1] * 2
    sounds = loud_stretches(decoded(edition))
    for cue in cues:
        inside = [(a, b) for a, b in sounds if a >= cue.start_ms - 5 and b <= cue.end_ms + 5]
        assert inside[0][0] - cue.start_ms <= 60
        assert cue.end_ms - inside[-1][1] <= 60


def test_silence_of_the_engine_is_cut_off(tmp_path: Path) -> None:
    """What an engine leaves around its speech does not add to our pauses."""
    row = [take(speech(1, air_ms=400), pause_ms=200), take(speech(1, air_ms=10), pause_ms=0)]
    path = tmp_path / "block.mp3"
    first, second = mix_block(row, path, gains={}, audio=AUDIO).cues
    assert second.start_ms - first.end_ms == 200
    assert all(1_000 <= cue.end_ms - cue.start_ms <= 1_060 for cue in (first, second))


def test_direct_current_is_no_sound(tmp_path: Path) -> None:
    """Silence that lies beside zero, as some voices leave it, is cut off like any other."""
    clip = speech(1, air_ms=400)
    off = replace(clip, pcm=audioop.bias(clip.pcm, 2, -5_000))
    (cue,) = mix_block([take(off)], tmp_path / "block.mp3", gains={}, audio=AUDIO).cues
    assert 1_000 <= cue.end_ms - cue.start_ms <= 1_060


def test_a_turn_has_room(tmp_path: Path) -> None:
    """Where another voice takes over there is a breath, even when no pause was asked for."""
    row = [take(speech(1), pause_ms=0), take(speech(1), OLSEN, 0), take(speech(1), OLSEN, 0)]
    cues = mix_block(row, tmp_path / "block.mp3", gains={}, audio=AUDIO).cues
    assert cues[1].start_ms - cues[0].end_ms == 100
    assert cues[2].start_ms - cues[1].end_ms == 0


def test_sample_rates_can_be_mixed(tmp_path: Path) -> None:
    """Engines of different rates follow one another in time, each at its own pitch, however many clips there are."""
    rates = (22_050, 24_000, 16_000, 44_100, 48_000)
    row = [take(speech(0.4, rate=rate, air_ms=0), pause_ms=100) for rate in rates * 4]
    path = tmp_path / "block.mp3"
    cues = mix_block(row, path, gains={}, audio=AUDIO).cues
    assert [cue.start_ms - cues[0].start_ms for cue in cues] == [500 * n for n in range(20)]
    pcm = decoded(path)
    for cue in cues:
        assert audioop.rms(pcm[88 * cue.start_ms :][: 88 * 400], 2) > 400
        assert audioop.max(pcm[2 * (44_100 * (cue.end_ms + 30) // 1000) :][: 88 * 40], 2) < 60


def test_silence_can_be_mixed(tmp_path: Path) -> None:
    """Clips of a silent engine keep their exact time, and their voice needs no gain."""
    clip = Clip(bytes(2 * 22_050), 22_050)
    assert voice_gain([clip], AUDIO) == 0.0
    block = mix_block([take(clip), take(clip, pause_ms=0)], tmp_path / "block.mp3", gains={}, audio=AUDIO)
    assert [(cue.start_ms, cue.end_ms) for cue in block.cues] == [(25, 1025), (1275, 2275)]
    assert audioop.max(decoded(block.path), 2) <= 1


@given(
    raw=st.floats(-60, -5),
    eaten=st.floats(0, 0.7),
    knee=st.floats(-30, -10),
)
def test_a_gain_is_found_on_any_limiter(raw: float, eaten: float, knee: float) -> None:
    """However much the limiter takes above some loudness, the gain reaches the target or stops 10 dB beyond it."""

    def hear(gain: float) -> float:
        loud = raw + gain
        return round(min(loud, knee + (loud - knee) * (1 - eaten)), 1)

    gain = levels._settle(hear, -16)
    assert abs(hear(gain) + 16) <= 0.31 or gain == pytest.approx(-16 - hear(0.0) + 10, abs=0.01)


def test_words_louder_than_those_a_voice_was_measured_on_are_made_softer() -> None:
    """By as much as they are louder, but never by more than 1.5 dB, and not at all for a word or two."""
    usual = level([speech(2), speech(3)])
    assert correction(level([speech(2, peak=10_000)] * 2), usual) == pytest.approx(-0.92, abs=0.1)
    assert correction(level([speech(4, peak=8_000)]), usual) == pytest.approx(1.02, abs=0.1)
    assert correction(level([speech(4, peak=30_000)]), usual) == -1.5
    assert correction(level([speech(4, peak=900)]), usual) == 1.5
    assert correction(level([speech(2, peak=30_000)]), usual) == 0
    silence = level([Clip(bytes(2 * 5 * 22_050), 22_050)])
    assert correction(silence, usual) == correction(usual, silence) == correction(level([]), usual) == 0


def test_a_voice_is_not_crushed() -> None:
    """A loudness that only a broken sound could have is not forced: the gain stays within 10 dB of the plain one."""
    gains = [voice_gain([speech(2)], AudioSettings(loudness_lufs=lufs)) for lufs in (-30, -9)]
    assert gains[1] - gains[0] <= 21 + 10.5


def test_nothing_to_mix(tmp_path: Path) -> None:
    """A block without takes is an error, and leaves nothing behind."""
    with pytest.raises(MixError, match="nothing to mix"):
        mix_block([], tmp_path / "block.mp3", gains={}, audio=AUDIO)
    assert not list(tmp_path.iterdir())


def test_no_direct_current(tmp_path: Path) -> None:
    """An engine's offset from zero is taken out, without a click where it stops."""
    biased = speech(2)
    pcm = audioop.bias(biased.pcm, 2, 900)
    block = mix_block([take(replace(biased, pcm=pcm))] * 2, tmp_path / "block.mp3", gains={}, audio=AUDIO)
    assert abs(audioop.avg(decoded(block.path), 2)) <= 3


def test_a_block_is_found_again(blocks: list[Block]) -> None:
    """A block that was mixed before is loaded, equal to what it was, instead of being mixed again."""
    assert [load_block(block.path) for block in blocks] == blocks


def test_blocks_can_be_moved(tmp_path: Path, blocks: list[Block]) -> None:
    """A folder of blocks that was moved or copied is as good as before."""
    for path in (blocks[0].path, blocks[0].path.with_suffix(".json")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    moved = tmp_path / blocks[0].path.name
    found = load_block(moved)
    assert found
    assert (found.path, found.files[0].size, found.cues) == (moved, blocks[0].files[0].size, blocks[0].cues)


def test_a_damaged_block_is_not_used(tmp_path: Path) -> None:
    """A block that is gone, cut off, or without its note counts as never made."""
    path = tmp_path / "block.mp3"
    assert load_block(path) is None
    block = mix_block([take(speech(0.5))], path, gains={}, audio=AUDIO)
    note = path.with_suffix(".json")
    whole, written = path.read_bytes(), note.read_bytes()
    path.write_bytes(whole[:-1])
    assert load_block(path) is None
    path.write_bytes(whole)
    for damage in (b"", b"{}", written[:-3], b"\xff"):
        note.write_bytes(damage)
        assert load_block(path) is None
    note.write_bytes(written)
    assert load_block(path) == block


def test_the_same_takes_give_the_same_bytes(tmp_path: Path) -> None:
    """Mixing is repeatable, and leaves nothing but the block and its note."""
    for name in ("a", "b"):
        mix_block([take(speech(1)), take(speech(1), OLSEN)], tmp_path / f"{name}.mp3", gains={}, audio=AUDIO)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "a.mp3", "b.json", "b.mp3"]


def test_a_generator_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """Takes may come from a generator; when it raises, no half block stays."""

    def broken() -> Iterator[Take]:
        yield take(speech(0.5))
        raise KeyError("clip")

    with pytest.raises(KeyError):
        mix_block(broken(), tmp_path / "block.mp3", gains={}, audio=AUDIO)
    assert not list(tmp_path.iterdir())


def test_the_disk_is_full_or_gone(tmp_path: Path, blocks: list[Block]) -> None:
    """What the system says is told, with the file that it concerns."""
    with pytest.raises(MixError, match=r"block\.mp3: No such file"):
        mix_block([take(speech(0.5))], tmp_path / "gone" / "block.mp3", gains={}, audio=AUDIO)
    lost = replace(blocks[0], files=(replace(blocks[0].files[0], path=tmp_path / "lost.mp3"),))
    with pytest.raises(MixError, match=r"edition\.mp3"):
        join_blocks([lost], tmp_path / "edition.mp3")
    assert not list(tmp_path.iterdir())


def test_the_recipe_names_what_bytes_depend_on() -> None:
    """Another bitrate or loudness is another recipe; the same settings are the same one."""
    assert recipe(AudioSettings()) == recipe(AUDIO)
    others = (AudioSettings(bitrate_kbps=64), AudioSettings(loudness_lufs=-18), AudioSettings(true_peak_dbtp=-2))
    assert len({recipe(AUDIO), *map(recipe, others)}) == 4


@pytest.mark.skipif(os.name != "posix", reason="the false ffmpeg is a shell script")
@pytest.mark.parametrize(
    ("script", "told"),
    [("echo one >&2; echo 'No space left on device' >&2; exit 1", "No space left"), ("exit 0", "No such file")],
)
def test_a_failing_encoder_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str) -> None:
    """The last line that ffmpeg wrote is in the error; one that claims success and wrote nothing is found out."""
    from briefing.mix import ffmpeg  # noqa: PLC0415

    false = tmp_path / "ffmpeg"
    false.write_text(f"#!/bin/sh\n{script}\n")
    false.chmod(0o755)
    monkeypatch.setattr(ffmpeg._binary(), "path", str(false))
    with pytest.raises(MixError, match=told):
        mix_block([take(speech(0.5))], tmp_path / "block.mp3", gains={}, audio=AUDIO)
    assert [path.name for path in tmp_path.iterdir()] == ["ffmpeg"]


@pytest.mark.skipif(os.name != "posix", reason="the false ffmpeg is a shell script")
def test_a_hung_encoder_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder that never ends costs its time limit and no more."""
    from briefing.mix import ffmpeg  # noqa: PLC0415

    false = tmp_path / "ffmpeg"
    false.write_text("#!/bin/sh\nexec sleep 60\n")
    false.chmod(0o755)
    monkeypatch.setattr(ffmpeg._binary(), "path", str(false))
    monkeypatch.setattr(ffmpeg, "_GRACE_S", 0.1)
    with pytest.raises(MixError, match="did not end"):
        mix_block([take(speech(0.1))], tmp_path / "block.mp3", gains={}, audio=AUDIO)
    assert [path.name for path in tmp_path.iterdir()] == ["ffmpeg"]


def test_the_sting_is_as_loud_as_the_voices(tmp_path: Path) -> None:
    """The sound between stories sits within 2 LU of the programme, and both its ends are silent."""
    block = mix_block([take(sting(22_050), STING, 0, "")] * 2, tmp_path / "s.mp3", gains={}, audio=AUDIO)
    assert abs(heard(block.path)[0] + 16) <= 2
    pcm = sting(22_050).pcm
    assert audioop.max(pcm[:4], 2) < 200
    assert audioop.max(pcm[-20:], 2) < 50
