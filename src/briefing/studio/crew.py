"""The crew: as many things at once as there are hands for, be they speaking or mixing."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import ParamSpec, TypeVar

    Asked = ParamSpec("Asked")
    Result = TypeVar("Result")

__all__ = ["Crew"]


class Crew:
    """Threads that wait for the processes which do the work: engines and encoders.

    On one machine both share the same hands, so that no more processes are at work than it has cores for, and the
    cores have something to do to the end.  A context manager: leaving it waits for what is under way.
    """

    def __init__(self, mixers: int, speakers: Callable[[], int] | None = None) -> None:
        """`speakers` tells how many wait for a cluster, and is asked when the first must; None where there is none."""
        self._mixers = ThreadPoolExecutor(mixers, thread_name_prefix="mixer")
        self._speakers = None if speakers else self._mixers
        self._count = speakers

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in self._pools():
            pool.shutdown(cancel_futures=True)

    def drop(self) -> None:
        """Forget what has not begun."""
        for pool in self._pools():
            pool.shutdown(wait=False, cancel_futures=True)

    def _pools(self) -> list[ThreadPoolExecutor]:
        return [pool for pool in (self._speakers, self._mixers) if pool]

    def speak(self, call: Callable[Asked, Result], /, *args: Asked.args, **named: Asked.kwargs) -> Future[Result]:
        """Have something called that waits for an engine.

        Raises:
            SynthesisError: the cluster does not answer.
        """
        if self._speakers is None and self._count:
            self._speakers = ThreadPoolExecutor(self._count(), thread_name_prefix="speaker")
        return (self._speakers or self._mixers).submit(call, *args, **named)

    def mix(self, call: Callable[Asked, Result], /, *args: Asked.args, **named: Asked.kwargs) -> Future[Result]:
        """Have something called that waits for an encoder."""
        return self._mixers.submit(call, *args, **named)
