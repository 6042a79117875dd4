"""The studio: stories are mixed while others are spoken, and whatever stops a run, the next one goes on from there."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import pytest

from briefing.cast import Cast
from briefing.edition import make_edition
from briefing.engines.silent import Silent
from briefing.errors import BriefingError, EngineMissing, SynthesisError
from briefing.mix import Block
from briefing.model import Kind, Segment, Utterance, Voice
from briefing.pacing import Line
from briefing.settings import EngineSettings, Settings
from briefing.store.clips import ClipCache
from briefing.studio import Booth, Strip, open_studio
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.newsroom import Newsroom

pytestmark = pytest.mark.made_anew
SETTINGS = Settings(engine=EngineSettings(workers=2))


def strip(*texts: str, voice: str = "1") -> Strip:
    """What a story of these lines is to the desk."""
    return Strip(
        tuple(
            Line(Segment(text, Kind.COPY, 0), 0, len(text), Utterance(text, Voice("silent", voice))) for text in texts
        )
    )


def left_over(state: Path) -> list[str]:
    """Everything that is only there while something is written."""
    return [str(path) for path in state.rglob("*") if path.name.startswith((".", "edition-"))]


def test_blocks_come_in_order_and_are_made_once(tmp_path: Path) -> None:
    """The second time nothing is spoken and nothing is mixed."""
    strips = [strip(f"Story {number}.", "The end.") for number in range(5)]
    with open_studio(tmp_path, SETTINGS, "silent") as desk:
        first = [block.result() for block in desk.record(strips) if not isinstance(block, SynthesisError)]
        said = desk.booth.spoken
    with open_studio(tmp_path, SETTINGS, "silent") as desk:
        again = [block.result() for block in desk.record(strips) if not isinstance(block, SynthesisError)]
        assert desk.booth.spoken == 0
    assert [block.cues[0].text for block in first] == [f"Story {number}." for number in range(5)]
    assert again == first
    assert said == 5 + 1 + 4  # the stories, the line that they share, and the words that a voice is measured on


def test_strips_are_taken_one_ahead(tmp_path: Path) -> None:
    """However many stories there are, no more than two are in hand."""
    taken = []

    def strips() -> Iterator[Strip]:
        for number in range(20):
            taken.append(number)
            yield strip(f"Story {number}.")

    with open_studio(tmp_path, SETTINGS, "silent") as desk:
        recording = desk.record(strips())
        next(recording)
        assert taken == [0, 1]


def test_a_strip_that_cannot_be_spoken_is_an_error_in_its_place(tmp_path: Path) -> None:
    """Its neighbours are there; every line is counted."""
    counted = []
    with open_studio(tmp_path, SETTINGS, "silent") as desk:
        made = list(desk.record([strip("One."), strip("x" * 2000, "Two."), strip("Three.")], lambda: counted.append(1)))
        kinds = [each if isinstance(each, SynthesisError) else type(each.result()) for each in made]
    assert kinds[0] is kinds[2] is Block
    assert isinstance(kinds[1], SynthesisError)
    assert len(counted) == 4


def test_an_engine_that_is_missing_fails_the_strip_and_not_the_run(tmp_path: Path) -> None:
    """Those that other engines speak are there."""
    here = strip("One.")
    line = here.lines[0]
    lacking = Voice("nowhere_at_all:Engine", "1")
    there = Strip((replace(line, utterance=replace(line.utterance, voice=lacking)),))
    with open_studio(tmp_path, SETTINGS) as desk:
        outcomes = list(desk.record([here, there, strip("Two.")]))
        kinds = [type(each if isinstance(each, SynthesisError) else each.result()) for each in outcomes]
    assert kinds == [Block, EngineMissing, Block]


class Locked(Silent):
    """An engine whose models this user may not read."""

    def model(self, voice: Voice) -> str:
        """They are somebody else's."""
        raise PermissionError(voice.id)


def test_an_engine_that_cannot_tell_its_version_fails_the_strip_and_not_the_run(tmp_path: Path) -> None:
    """Whatever it raises: it is other people's code."""
    with open_studio(tmp_path, SETTINGS, f"{__name__}:Locked") as desk:
        (failed,) = desk.record([strip("One.")])
    assert isinstance(failed, SynthesisError)
    assert "PermissionError" in str(failed)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """As good as a full disk: a file that grows beyond `size` cannot be written."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def reason_and_hint(words: str, room: Newsroom) -> tuple[str, str]:
    """Why a story is not heard, whether it was the run that failed or the story."""
    try:
        (outcome,) = make_edition([story("alba", words)], room, now=NOW).outcomes
    except BriefingError as error:
        return error.message, error.hint
    return outcome.reason, outcome.hint


@pytest.mark.parametrize("size", [90_000, 600_000], ids=["clip", "programme"])
def test_a_full_disk_is_an_error_and_the_next_run_completes(room: Newsroom, size: int) -> None:
    """Nothing half-written stays, the clips that are there are whole, and they are not spoken again."""
    words = "The tide was high on both days, and the quay stood under a foot of water until noon. " * 4
    with no_file_larger_than(size):
        reason, hint = reason_and_hint(words, room)
    assert "too large" in reason
    assert "room" in hint
    assert left_over(room.state) == []
    assert not list(room.public.glob("episodes/*"))
    cache = ClipCache(room.state / "clips")
    kept = [cache.get(path.stem) for path in (room.state / "clips").rglob("*.clip")]
    assert all(kept)
    report = make_edition([story("alba", words)], room, now=NOW)
    assert report.exit_code == 0
    assert report.spoken == sum(1 for _ in (room.state / "clips").rglob("*.clip")) - len(kept)


def test_ctrl_c_leaves_a_state_that_the_next_run_goes_on_from(tmp_path: Path) -> None:
    """Nothing is published, no process and no half-written file is left, and no clip is made twice."""
    stories = tmp_path / "stories"
    stories.mkdir()
    for number in range(12):
        text = story(f"ship{'abcdefghijkl'[number]}", f"It carried {number + 3} passengers. " * 2).content
        (stories / f"{number:02}.txt").write_text(str(text))
    command = [sys.executable, "-c", "from briefing.cli import main; main()", "--home", str(tmp_path), "make", "--json"]
    command += ["--engine", "espeak", str(stories)]
    (tmp_path / "briefing.toml").write_text("[engine]\nworkers = 1\n")
    clips = tmp_path / "out" / "state" / "clips"
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True) as running:
        deadline = time.monotonic() + 30
        while len(list(clips.rglob("*.clip"))) < 12 and time.monotonic() < deadline:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=30)
    assert running.returncode not in {0, 3}
    kept = len(list(clips.rglob("*.clip")))
    assert kept >= 12
    assert left_over(tmp_path / "out" / "state") == []
    assert not (tmp_path / "out" / "public" / "feed.xml").exists()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["spoken"] == len(list(clips.rglob("*.clip"))) - kept > 0


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    """And nothing else."""
    gone = [tmp_path / "edition-x1" / "edition.mp3", tmp_path / "blocks" / "ab" / ".mix-y" / "22050.raw"]
    gone += [tmp_path / "blocks" / ".mix-z" / "44100.raw"]
    gone += [tmp_path / "clips" / "cd" / ".z.part", tmp_path / "blocks" / "gains" / ".w.part"]
    for home in (tmp_path, tmp_path / "shows" / "a"):
        gone += [home / "held" / ".v.part", home / ".library.sqlite.part" / "library.sqlite"]
    gone += [tmp_path / "remote" / ".u.part"]
    stays = [tmp_path / "clips" / "cd" / "cd.clip", tmp_path / "blocks" / "ab" / "ab.mp3", tmp_path / "lock"]
    for path in (*gone, *stays):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    with open_studio(tmp_path, SETTINGS, "silent"):
        assert [path for path in gone if path.parent.name != "cd" and path.exists()] == []
    assert left_over(tmp_path) == []
    assert all(path.exists() for path in stays)


class Replaced(Silent):
    """An engine one of whose voices is a file that was replaced."""

    bytes_of: ClassVar[dict[str, str]] = {"1": "first"}

    def model(self, voice: Voice) -> str:
        """As they are now."""
        return self.bytes_of.get(voice.id, "")


def test_a_replaced_model_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clips and gains of its voice are made again, and of no other."""
    here = f"{__name__}:Replaced"
    one, two = (Utterance("Story.", Voice(here, each)) for each in "12")

    def keys() -> list[str]:
        booth = Booth(tmp_path, EngineSettings())
        return [booth.key(one), booth.key(two), booth.version(one.voice)]

    before = keys()
    assert keys() == before
    monkeypatch.setitem(Replaced.bytes_of, "1", "second")
    assert [now == then for now, then in zip(keys(), before, strict=True)] == [False, True, False]


class Two(Silent):
    """An engine with two voices that can be heard."""

    audible = True

    def voices(self) -> tuple[Voice, ...]:
        """Only these."""
        return Voice("silent", "low"), Voice("silent", "high")


def test_an_engine_that_speaks_for_the_cast_is_asked_for_its_own_voices(tmp_path: Path) -> None:
    """It would refuse those of others; where nothing is heard, the cast's names stay."""
    reporter, ada = Voice("espeak", "en-us"), Voice("piper", "ann")
    cast = Cast(reporter, (ada,))
    with Booth(tmp_path, EngineSettings(), place := f"{__name__}:Two", cast=cast) as booth:
        assert [str(booth.voice(each)) for each in (reporter, ada)] == [f"{place}/low", f"{place}/high"]
    with Booth(tmp_path, EngineSettings(), "silent", cast=cast) as booth:
        assert [str(booth.voice(each)) for each in (reporter, ada)] == ["silent/en-us", "silent/ann"]
