"""Processes that can be lost at any moment without harm to the others.

Each has a pipe and a thread of its own and shares no lock with the rest.  Pebble and `concurrent.futures` hand tasks
out through one queue with one lock: a process killed while it held that lock stalled the others (pebble 5.2.3, one run
in six of a test that kills a process in the middle).
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import secrets
import shutil
import signal
import tempfile
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from typing import TypeVar

    Result = TypeVar("Result")

__all__ = ["ProcessEnded", "ProcessExecutor"]

START_LIMIT_S = 60.0
"""For a process to start and import what it needs; counted apart from the time limit on calls."""
_SPAWN = multiprocessing.get_context("spawn")
_REMOVING = threading.Lock()
"""Two threads of a process may learn that nobody needs it any more; neither ends it while the other clears up."""


class ProcessEnded(RuntimeError):  # noqa: N818  says what happened
    """The process ended before it answered."""


class ProcessExecutor(Executor):
    """Spawned processes, with a time limit on each call.

    A call that hangs or that ends its process costs that process only: its future raises TimeoutError or
    ProcessEnded, and another process takes its place.  No process is left behind, even where this one is killed.
    """

    def __init__(self, count: int, time_limit_s: float) -> None:
        """Start nothing yet: processes are started when there is something to call."""
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="engine")
        self._time_limit_s = time_limit_s
        self._own = threading.local()
        self._children: set[_Child] = set()
        self._guard = threading.Lock()
        self._ended = False

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:  # noqa: ANN401  Executor's own signature
        """Have `fn` called in one of the processes; the limit counts from when it starts."""
        return self._threads.submit(self._call, partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End every process; with `cancel_futures` at once, else when the calls submitted have ended."""
        if not cancel_futures:
            self._threads.shutdown(wait=True)
        with self._guard:
            self._ended = True
            for child in self._children:
                child.kill()
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _call(self, call: Callable[[], Result]) -> Result:
        """In a thread: hand the call to the process that is this thread's own."""
        child = getattr(self._own, "child", None) or self._new_child()
        try:
            answered, outcome = child.call(call, self._time_limit_s)
        except BaseException:
            self._bury(child)
            raise
        if not answered:
            raise outcome
        return outcome  # type: ignore[no-any-return]  # what `call` returned, over a pipe

    def _new_child(self) -> _Child:
        with self._guard:
            if self._ended:
                raise ProcessEnded("shut down")
            self._own.child = _Child()
            self._children.add(self._own.child)
        return self._own.child  # type: ignore[no-any-return]  # thread-local storage knows no types

    def _bury(self, child: _Child) -> None:
        self._own.child = None
        with self._guard:
            self._children.discard(child)
            child.kill()


class _Child:
    """A process that makes one call at a time, with a folder for temporary files that goes when the process goes.

    The folder is named here, so that it can be removed after a kill, but made in the process: until it runs there is
    nothing that a program killed in the meantime could leave behind.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.gettempdir(), f"briefing-engine-{secrets.token_hex(8)}")
        self._pipe, theirs = _SPAWN.Pipe()
        args = (theirs, self._folder)
        self._process = _SPAWN.Process(target=_serve, args=args, name="briefing engine", daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def call(self, call: Callable[[], Result], time_limit_s: float) -> tuple[bool, Any]:
        """Whether it was answered, and the answer, or the exception that it raised."""
        if not self._ready:
            self._ready = self._receive(START_LIMIT_S)
        try:
            _send(self._pipe, call)
        except OSError as error:
            raise ProcessEnded("it was gone before it was asked") from error
        return self._receive(time_limit_s)  # type: ignore[no-any-return]  # what `_serve` sends

    def kill(self) -> None:
        """End it, whatever it is doing; whoever waits for its answer is told."""
        self._process.kill()
        self._process.join()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _receive(self, limit_s: float) -> Any:  # noqa: ANN401  whatever is sent
        if not self._pipe.poll(limit_s):
            raise TimeoutError(f"no answer within {limit_s:g} s")
        try:
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join(1)
            raise ProcessEnded(f"exit code {self._process.exitcode}") from error


def _send(pipe: Connection, value: object) -> None:
    """As `Connection.send`, which on Python 3.13 complains on stderr after what cannot be pickled."""
    pipe.send_bytes(pickle.dumps(value))


def _serve(pipe: Connection, folder: Path) -> None:
    """In the process: answer calls until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which ends this process
    folder.mkdir(mode=0o700)
    tempfile.tempdir = str(folder)
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    try:
        _send(pipe, True)
        while True:
            _send(pipe, _answer(pipe.recv()))
    except (EOFError, OSError):
        pass  # whoever asked has gone
    finally:
        _remove(folder)


def _answer(call: Callable[[], object]) -> tuple[bool, object]:
    try:
        return True, call()
    except Exception as error:  # noqa: BLE001  the caller's to judge
        return False, error


def _end_with_parent(folder: Path) -> None:
    """End this process, and its folder, as soon as the one that started it has gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _remove(folder)
        os._exit(1)


def _remove(folder: Path) -> None:
    """Under another name first, so that a call that is still at work puts nothing more into it."""
    gone = folder.with_suffix(".gone")
    with _REMOVING:
        with suppress(OSError):
            folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
