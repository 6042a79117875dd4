"""Workers give an outcome for every utterance, in order, whatever happens to their processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.engines.workers import Workers
from briefing.errors import EngineMissing, SynthesisError
from briefing.model import Clip, Utterance, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOODY = "engine_doubles:Moody"
TESTS = Path(__file__).parent


@pytest.fixture(autouse=True)
def _doubles_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spawned processes take over the import path."""
    monkeypatch.syspath_prepend(str(TESTS))


def said(text: str) -> Utterance:
    """An utterance for the moody engine."""
    return Utterance(text, Voice("moody", "1"))


def speak(texts: Sequence[str], *, count: int = 2, time_limit_s: float = 20) -> list[Clip | SynthesisError]:
    """Have the moody engine say the texts."""
    with Workers(MOODY, count, time_limit_s) as workers:
        return list(workers.say_all(map(said, texts)))


def failures(outcomes: list[Clip | SynthesisError]) -> dict[int, str]:
    """Which outcomes are errors, and why."""
    return {number: outcome.reason for number, outcome in enumerate(outcomes) if isinstance(outcome, SynthesisError)}


def test_outcomes_come_in_the_order_of_the_utterances() -> None:
    """Clips of different lengths come back in the order asked for."""
    outcomes = speak(["a" * length for length in (9, 1, 7, 2, 8, 3, 6)])
    assert [clip.duration_ms for clip in outcomes if isinstance(clip, Clip)] == [900, 100, 700, 200, 800, 300, 600]


def test_utterances_are_taken_as_outcomes_are_asked_for() -> None:
    """A long edition is never in memory as a whole."""
    taken = []

    def utterances() -> Iterator[Utterance]:
        for number in range(100):
            taken.append(number)
            yield said("word")

    with Workers(MOODY, 1) as workers:
        next(workers.say_all(utterances()))
    assert len(taken) < 10


@pytest.mark.parametrize("mood", ["hang", "die", "stick", "fail", "break"])
def test_what_fails_once_is_tried_again(mood: str, tmp_path: Path) -> None:
    """A process that hangs or dies, and an engine that fails, at one utterance leave the edition complete."""
    texts = ["one", "two", f"{mood} {tmp_path / 'done'}", "four", "five", "six"]
    outcomes = speak(texts, time_limit_s=1)
    assert failures(outcomes) == {}
    assert len(outcomes) == len(texts)


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("hang", "no answer within 1 s"),
        ("die", "its process ended"),
        ("stick", "its process ended: exit code 70"),
        ("fail", "failed"),
        ("break", "ValueError: break"),
        ("hush", "the clip is silent"),
        ("miss", "missing"),
    ],
)
def test_what_fails_twice_is_an_error_in_its_place(mood: str, reason: str) -> None:
    """Only the culprit is lost, and its error says why."""
    found = failures(speak(["one", mood, "three", "four", "five", "six"], time_limit_s=1))
    assert list(found) == [1]
    assert reason in found[1]


def test_an_engine_that_is_missing_says_so() -> None:
    """The error of an engine that cannot be loaded comes home as what it is."""
    with Workers("nowhere_at_all:Engine", 1) as workers:
        (outcome,) = workers.say_all([said("one")])
    assert isinstance(outcome, EngineMissing)
    assert "nowhere_at_all" in outcome.hint


def test_a_process_killed_while_idle_is_replaced() -> None:
    """Losing a process between two utterances costs nothing."""
    with Workers(MOODY, 1) as workers:
        first = list(workers.say_all([said("one")]))
        for process in multiprocessing.active_children():
            process.kill()
        assert failures(first + list(workers.say_all([said("two"), said("three")]))) == {}


def test_processes_killed_in_the_middle_cost_nothing() -> None:
    """Processes of espeak killed again and again, whatever they are doing: every clip is there."""
    utterances = [Utterance(f"Ferry {number} has left the port.", Voice("espeak", "en-us")) for number in range(90)]
    spoken = []
    with Workers("espeak", 2) as workers:
        for number, outcome in enumerate(workers.say_all(utterances), start=1):
            spoken.append(outcome)
            if number % 15 == 0:
                multiprocessing.active_children()[0].kill()
    assert failures(spoken) == {}
    assert len(spoken) == 90


def test_no_process_is_left_behind() -> None:
    """Leaving the `with` statement in the middle of an edition ends all processes."""
    before = set(multiprocessing.active_children())
    with Workers(MOODY, 2) as workers:
        next(workers.say_all([said("one"), said("hang"), said("hang")]))
        assert set(multiprocessing.active_children()) - before
    assert set(multiprocessing.active_children()) <= before


PROGRAM = """
import multiprocessing, threading
from briefing.engines.workers import Workers
from briefing.model import Utterance, Voice

if __name__ == "__main__":
    with Workers("engine_doubles:Moody", 2) as workers:
        outcomes = workers.say_all(Utterance(text, Voice("moody", "1")) for text in ("one", "hang", "hang"))
        speaking = threading.Thread(target=list, args=(outcomes,), daemon=True)
        {start}
        print(*(process.pid for process in multiprocessing.active_children()), flush=True)
        {wait}
"""
AT_WORK = PROGRAM.format(start="next(outcomes)", wait="next(outcomes)")
STARTING = PROGRAM.format(
    start="""speaking.start()
        while len(multiprocessing.active_children()) < 2: pass""",
    wait="speaking.join()",
)


@pytest.mark.parametrize("program", [AT_WORK, STARTING], ids=["at work", "starting"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopping_the_program_stops_its_processes(how: signal.Signals, program: str, tmp_path: Path) -> None:
    """Ctrl-C, and even killing the program, leaves no process behind, and no temporary file, however early."""
    script, temporary = tmp_path / "program.py", tmp_path / "temporary"
    script.write_text(program)
    temporary.mkdir()
    environment = os.environ | {"PYTHONPATH": str(TESTS), "TMPDIR": str(temporary)}
    with subprocess.Popen([sys.executable, script], env=environment, stdout=-1, stderr=-1, text=True) as running:
        assert running.stdout is not None
        pids = [int(pid) for pid in running.stdout.readline().split()]
        running.send_signal(how)
        running.communicate(timeout=30)
    assert len(pids) == 2
    assert wait_until_gone(pids)
    assert list(temporary.iterdir()) == []


def wait_until_gone(pids: list[int]) -> bool:
    """Whether all these processes end within ten seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not any(map(is_running, pids)):
            return True
        time.sleep(0.05)
    return False


def is_running(pid: int) -> bool:
    """Whether there is such a process that is not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def test_as_many_processes_as_cores_unless_told() -> None:
    """0 means one for each core that the program may use."""
    assert Workers(MOODY).count >= 1
