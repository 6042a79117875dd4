"""A pool of processes that outlives whatever happens inside them; pebble lives here and nowhere else."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Result = TypeVar("Result")

__all__ = ["ProcessExecutor"]


class ProcessExecutor(Executor):
    """Spawned processes, with a time limit on each call.

    A call that hangs or that ends its process costs that process only: its future raises TimeoutError or
    `pebble.ProcessExpired`, and another process takes its place.  No process is left behind, even where this one is
    killed.
    """

    def __init__(self, count: int, time_limit_s: float) -> None:
        """Start nothing yet: processes are started at the first call."""
        from pebble import ProcessPool  # noqa: PLC0415  nobody pays who does not speak

        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPool(count, initializer=_die_with_parent, context=context)
        self._time_limit_s = time_limit_s

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:  # noqa: ANN401  Executor's own signature
        """Have `fn` called in one of the processes; the limit counts from when it starts.

        Raises:
            RuntimeError: the pool is broken or shut down.
        """
        return self._pool.schedule(fn, args=args, kwargs=kwargs, timeout=self._time_limit_s)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End every process; with `cancel_futures` at once, else when the calls under way have ended."""
        end = self._pool.stop if cancel_futures else self._pool.close
        end()  # type: ignore[no-untyped-call]  # pebble leaves it so
        if wait:
            self._pool.join()


def _die_with_parent() -> None:
    """End this process as soon as the one that started it has gone, however it went."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
