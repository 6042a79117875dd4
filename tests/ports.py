"""Servers of this machine, that listen once they have started."""

from __future__ import annotations

import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["free_port", "listening", "wait_for"]


def free_port() -> int:
    """One at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Return once somebody listens there.

    Raises:
        TimeoutError: nobody does after ten seconds.
    """
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port)):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"nobody listens at {port}")


@contextmanager
def listening(words: Sequence[str], port: int) -> Iterator[int]:
    """A server that these words start, once it listens at the port; it is ended with the block."""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()
