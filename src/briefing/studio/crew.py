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

    def __init__(self, mixers: int, speakers: int = 0) -> None:
        """`speakers` is 0 where the engines run on this machine, too."""
        self._mixers = ThreadPoolExecutor(mixers, thread_name_prefix="mixer")
        self._speakers = ThreadPoolExecutor(speakers, thread_name_prefix="speaker") if speakers else self._mixers

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in (self._speakers, self._mixers):
            pool.shutdown(cancel_futures=True)

    def drop(self) -> None:
        """Forget what has not begun."""
        for pool in (self._speakers, self._mixers):
            pool.shutdown(wait=False, cancel_futures=True)

    def speak(self, call: Callable[Asked, Result], /, *args: Asked.args, **named: Asked.kwargs) -> Future[Result]:
        """Have something called that waits for an engine."""
        return self._speakers.submit(call, *args, **named)

    def mix(self, call: Callable[Asked, Result], /, *args: Asked.args, **named: Asked.kwargs) -> Future[Result]:
        """Have something called that waits for an encoder."""
        return self._mixers.submit(call, *args, **named)
