"""How long each stage of a run takes."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Stopwatch"]

Item = TypeVar("Item")


class Stopwatch:
    """Seconds for each stage.  A stage inside another is not counted to that one too; for one thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds: dict[str, float] = {}
        """What was measured so far, by stage, in the order in which they ended."""
        self._clock = clock
        self._stages: list[str] = []
        self._since = clock()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside to stage `name`, which whatever ends it is given as a note."""
        self._book()
        self._stages.append(name)
        try:
            yield
        except BaseException as error:
            error.add_note(name)
            raise
        finally:
            self._book()
            self._stages.pop()

    def each(self, name: str, items: Iterable[Item]) -> Iterator[Item]:
        """The items; what it takes to get them is counted to stage `name`."""
        waiting = iter(items)
        while True:
            with self.stage(name):
                try:
                    item = next(waiting)
                except StopIteration:
                    return
            yield item

    def _book(self) -> None:
        now = self._clock()
        if self._stages:
            stage = self._stages[-1]
            self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now
