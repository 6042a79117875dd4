"""Engines on many machines: the same calls, made by the workers of a dask.distributed cluster.

The engine is loaded in the worker, at its first utterance.  A call that hangs ends its worker, which the nanny starts
afresh; a call whose worker is lost is made by another.  The workers need this program installed as it is here.
"""

from __future__ import annotations

import os
from concurrent.futures import Executor, Future
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from briefing.engines.port import STUCK
from briefing.errors import EngineMissing, SynthesisError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Result = TypeVar("Result")

__all__ = ["ClusterExecutor"]

CONNECT_S = 10
LOST_WORKERS = 1
"""How many workers a call may cost before it fails; dask's own 3 make a line that hangs cost four times its limit."""
_TURN = Lock()
"""Engines are for one thread at a time, and workers may have several."""


class ClusterExecutor(Executor):
    """The executor of a dask cluster's client, with a time limit on each call.

    It connects when it is first needed: where nothing is to be spoken, nobody need be there.
    """

    def __init__(self, address: str, time_limit_s: float) -> None:
        """For the cluster of the scheduler at `address`: `tcp://10.0.0.5:8786`."""
        self._address = address
        self._time_limit_s = time_limit_s
        self._client: Any = None
        self._calls: Any = None

    @property
    def hands(self) -> int:
        """How many calls its workers make at a time, as of now.

        Raises:
            EngineMissing: `distributed` is not installed.
            SynthesisError: there is no scheduler.
        """
        self._connect()
        return max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def _connect(self) -> None:
        if not self._client:
            client = _client(self._address)
            self._client, self._calls = client, client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:  # noqa: ANN401  Executor's own signature
        """Have `fn` called by one of the workers; the limit counts from when it starts.

        Raises:
            SynthesisError: as `hands`.
        """
        self._connect()
        return self._calls.submit(_watched, self._time_limit_s, fn, *args, **kwargs)  # type: ignore[no-any-return]  # distributed has no types

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, which goes on; with `cancel_futures` calls that were not answered are given up."""
        if self._client:
            self._calls.shutdown(wait=wait and not cancel_futures)
            self._client.close()


def _client(address: str) -> Any:  # noqa: ANN401  distributed has no types
    try:
        from distributed import Client  # noqa: PLC0415  a large extra, for those who have a cluster
    except ImportError as error:
        hint = "Install it: pip install 'briefing[cluster]'"
        raise EngineMissing("cluster", "", "the package distributed is not there", hint=hint) from error
    try:
        client = Client(address, timeout=CONNECT_S, set_as_default=False)
        client.run_on_scheduler(_limit_losses, allowed=LOST_WORKERS)
    except (OSError, ValueError) as error:
        hint = "Is the scheduler running, and does `workers` in briefing.toml name it?"
        raise SynthesisError("cluster", "", f"{address} does not answer", hint=hint) from error
    return client


def _watched(limit_s: float, call: Callable[..., Result], *args: object, **named: object) -> Result:
    """In a worker: make the call, or end the worker when it takes too long."""
    with _TURN:
        watchdog = Timer(limit_s, os._exit, (STUCK,))
        watchdog.daemon = True
        watchdog.start()
        try:
            return call(*args, **named)
        finally:
            watchdog.cancel()


def _limit_losses(dask_scheduler: Any, allowed: int) -> None:  # noqa: ANN401  distributed has no types
    """On the scheduler: what `distributed.scheduler.allowed-failures` would say there."""
    dask_scheduler.allowed_failures = allowed
