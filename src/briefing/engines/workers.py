"""Engines at work in processes of their own, so that one that hangs or crashes costs an utterance and not the night."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Self

from briefing.engines import load_engine
from briefing.engines.check import check_clip
from briefing.engines.pool import ProcessExecutor
from briefing.engines.port import STUCK, EngineStuck
from briefing.errors import EngineMissing, SynthesisError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future
    from types import TracebackType

    from briefing.engines.cluster import ClusterExecutor
    from briefing.engines.port import Engine
    from briefing.model import Clip, Utterance

__all__ = ["Workers", "cores"]

TRIES = 2
"""A crash may be the process's fault, not the utterance's: so once more, in another one."""
IN_FLIGHT = 3
"""Utterances under way or waiting for each process: none is idle, and memory stays small."""


@dataclass(frozen=True, slots=True)
class _Task:
    utterance: Utterance
    outcome: Future[Clip | SynthesisError]
    tries: int


class Workers:
    """A pool of processes with one engine each, on this machine or on those of a cluster.

    Use it in a `with` statement, which ends the processes on the way out, at Ctrl-C too.  Spawned processes import
    the program's main module: a script of your own needs `if __name__ == "__main__":`.
    """

    def __init__(
        self, engine_name: str, count: int = 0, time_limit_s: float = 60.0, cluster: ClusterExecutor | None = None
    ) -> None:
        """Start nothing yet.

        Args:
            engine_name: as `load_engine` takes it.
            count: of processes; 0 means one for each core.
            time_limit_s: for one utterance; then its process is replaced.
            cluster: its workers speak, in place of processes here; it is not shut down.
        """
        self.engine_name = engine_name
        self.time_limit_s = time_limit_s
        self.count = cluster.hands if cluster else count or cores()
        self._own = None if cluster else ProcessExecutor(self.count, time_limit_s)
        self._executor: Executor = cluster or self._own  # type: ignore[assignment]  # one of them is there

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own:
            self._own.shutdown(cancel_futures=True)

    def say_all(self, utterances: Iterable[Utterance]) -> Iterator[Clip | SynthesisError]:
        """Speak them, several at a time, and give the outcomes in the order of the utterances.

        Utterances are taken only as outcomes are asked for.  What fails is tried once more, in another process if it
        ended its own; failing again, its SynthesisError stands in the place of its clip.
        """
        waiting = iter(utterances)
        under_way = deque(self._submit(utterance) for utterance in islice(waiting, IN_FLIGHT * self.count))
        while under_way:
            task = under_way.popleft()
            outcome = self._outcome(task)
            if isinstance(outcome, SynthesisError) and _worth_another_try(task, outcome):
                under_way.appendleft(self._submit(task.utterance, task.tries + 1))
                continue
            under_way.extend(self._submit(utterance) for utterance in islice(waiting, 1))
            yield outcome

    def _submit(self, utterance: Utterance, tries: int = 1) -> _Task:
        return _Task(utterance, self._executor.submit(_say, self.engine_name, utterance), tries)

    def _outcome(self, task: _Task) -> Clip | SynthesisError:
        """Wait for it, however its process ends."""
        try:
            return task.outcome.result()
        except TimeoutError:
            return self._error(task, f"no answer within {self.time_limit_s:g} s")
        except Exception as error:  # noqa: BLE001  whatever its process dies of is this utterance's failure
            return self._error(task, f"its process ended: {error}")

    def _error(self, task: _Task, reason: str) -> SynthesisError:
        return SynthesisError(self.engine_name, task.utterance.text, reason)


def _worth_another_try(task: _Task, error: SynthesisError) -> bool:
    return task.tries < TRIES and not isinstance(error, EngineMissing)


def _say(engine_name: str, utterance: Utterance) -> Clip | SynthesisError:
    """In a worker: speak one utterance and check it.  Errors are values, so that they come home whole."""
    try:
        engine = _engine(engine_name)
        clip = engine.say(utterance)
        check_clip(clip, utterance, audible=engine.audible)
    except EngineStuck:
        os._exit(STUCK)  # the library hangs; another process starts it afresh
    except SynthesisError as error:
        return error
    except Exception as error:  # noqa: BLE001  other people's engines may raise what they like
        return SynthesisError(engine_name, utterance.text, f"{type(error).__name__}: {error}")
    return clip


@cache
def _engine(name: str) -> Engine:
    """The engine of this process, loaded at its first utterance."""
    return load_engine(name)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
