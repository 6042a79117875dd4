"""Engines on a cluster: the same promises as on one machine.  Needs the extra `cluster`."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import msgspec
import pytest

from briefing.corrections import Found, withdraw
from briefing.edition import make_edition
from briefing.editor import approve_editions
from briefing.engines.cluster import ClusterExecutor
from briefing.engines.workers import Workers
from briefing.errors import EngineMissing, SynthesisError
from briefing.model import Clip, Utterance, Voice
from briefing.review import held_scripts
from briefing.settings import EngineSettings, PublishSettings
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.newsroom import Newsroom

MOODY = "engine_doubles:Moody"
TESTS = str(Path(__file__).parent)


def test_workers_are_a_number_or_an_address() -> None:
    """Anything else is refused where the settings are read."""
    assert msgspec.convert({"workers": 2}, EngineSettings).workers == 2
    assert msgspec.convert({"workers": "tcp://10.0.0.5:8786"}, EngineSettings).workers == "tcp://10.0.0.5:8786"
    for wrong in (-1, "two", "10.0.0.5:8786"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"workers": wrong}, EngineSettings)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not an import error."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(EngineMissing) as caught:
        _ = ClusterExecutor("tcp://localhost:1", 1).hands
    assert "briefing[cluster]" in caught.value.hint


def test_the_cluster_is_called_when_there_is_something_to_say(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is away a night with nothing new is no failure, and a story is taken back, and that is told."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    engine = msgspec.structs.replace(room.settings.engine, workers="tcp://localhost:1")
    away = replace(room, settings=msgspec.structs.replace(room.settings, engine=engine))
    assert make_edition([], away, now=NOW).exit_code == 0
    told: list[Found] = []
    with pytest.raises(EngineMissing):
        withdraw("alba", away, now=NOW, gone=told.append)
    assert [each.stories[0].id for each in told] == ["alba"]


def test_a_cluster_that_is_away_is_no_fault_of_a_script(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Approving ends with what is wrong with the cluster; no line of a script is blamed, and all wait on."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    engine = msgspec.structs.replace(room.settings.engine, workers="tcp://localhost:1")
    settings = msgspec.structs.replace(room.settings, engine=engine, publish=PublishSettings(hold="all"))
    away = replace(room, settings=settings)
    make_edition([story("alba")], away, now=NOW)
    (path,) = held_scripts(room.state)
    with pytest.raises(EngineMissing, match="distributed"):
        approve_editions((), away, now=NOW)
    assert held_scripts(room.state) == (path,)


def test_a_scheduler_that_answers_and_then_does_not_is_told_as_one_that_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each time it is asked, and leaving hides it not."""

    class Client:
        """Of a scheduler that goes away at once."""

        def __init__(self, *_: object, **__: object) -> None:
            pass

        def run_on_scheduler(self, *_: object, **__: object) -> None:
            """As distributed tells it."""
            raise OSError("closed")

    monkeypatch.setitem(__import__("sys").modules, "distributed", SimpleNamespace(Client=Client))
    cluster = ClusterExecutor("tcp://localhost:1", 1)
    for _ in range(2):
        with pytest.raises(SynthesisError, match="does not answer"):
            _ = cluster.hands
    cluster.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A cluster of two processes on this machine that can import the engine double."""
    distributed = pytest.importorskip("distributed")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(TESTS)  # which spawned processes take over
        with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            yield cluster.scheduler_address


def speak(scheduler: str, texts: Sequence[str], time_limit_s: float = 20) -> list[Clip | SynthesisError]:
    """Have the moody engine say the texts on the cluster."""
    cluster = ClusterExecutor(scheduler, time_limit_s)
    try:
        with Workers(MOODY, cluster=cluster) as workers:
            return list(workers.say_all(Utterance(text, Voice("moody", "1")) for text in texts))
    finally:
        cluster.shutdown(cancel_futures=True)


ON_A_CLUSTER = pytest.mark.filterwarnings("ignore")  # its own affairs: sockets left open, ports in use


@ON_A_CLUSTER
def test_outcomes_come_in_order(scheduler: str) -> None:
    """As on one machine, and the engine is loaded on the cluster only."""
    outcomes = speak(scheduler, ["a" * length for length in (9, 1, 7, 2, 8, 3, 6)])
    assert [getattr(each, "duration_ms", each) for each in outcomes] == [900, 100, 700, 200, 800, 300, 600]


@ON_A_CLUSTER
@pytest.mark.parametrize("mood", ["hang", "die", "stick", "fail"])
def test_a_lost_worker_costs_time_and_nothing_else(scheduler: str, mood: str, tmp_path: Path) -> None:
    """What hangs, dies or fails once is said by another worker; all clips are there."""
    texts = ["one", "two", f"{mood} {tmp_path / 'done'}", "four", "five", "six"]
    outcomes = speak(scheduler, texts, time_limit_s=2)
    assert [type(outcome) for outcome in outcomes] == [Clip] * 6


@ON_A_CLUSTER
def test_a_worker_killed_in_the_middle_costs_nothing(scheduler: str) -> None:
    """From outside, while it speaks."""
    cluster = ClusterExecutor(scheduler, 20)
    said = [Utterance(f"word {number}", Voice("moody", "1")) for number in range(60)]
    spoken = []
    with Workers(MOODY, cluster=cluster) as workers:
        for number, outcome in enumerate(workers.say_all(said)):
            spoken.append(outcome)
            if number == 20:
                os.kill(next(iter(cluster._client.run(os.getpid).values())), signal.SIGKILL)
    cluster.shutdown(cancel_futures=True)
    assert [type(outcome) for outcome in spoken] == [Clip] * 60


@ON_A_CLUSTER
def test_what_hangs_every_time_is_an_error_in_its_place(scheduler: str) -> None:
    """And the cluster goes on."""
    outcomes = speak(scheduler, ["one", "hang", "three"], time_limit_s=0.5)
    assert [isinstance(outcome, SynthesisError) for outcome in outcomes] == [False, True, False]
