"""What a client may take: connections, and time.  One that is slow on purpose is dropped, and the others served on.

uvicorn bounds how long a connection may idle between requests, but neither how long a request may take to come in nor
how long an answer may lie unread.
"""

from __future__ import annotations

import os
import socket
import struct
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

    from starlette.applications import Starlette

__all__ = ["Limits", "configured"]

_NO_FAREWELL = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)  # linger, for no time


@dataclass(frozen=True, slots=True)
class Limits:
    """The defaults suit a household, and a reverse proxy in front of it."""

    connections: int = 400
    """At a time; who comes then is told to come later (503)."""
    per_client: int = 100
    """Of one address; more are closed at once."""
    request_s: float = 10.0
    """In which a request must have come in."""
    unread_s: float = 60.0
    """In which the client must have taken the last block that it was sent, of 256 KiB: 4.4 kB/s, a third of speech."""
    idle_s: int = 5
    """Between two requests of a connection."""


def configured(app: Starlette, limits: Limits) -> uvicorn.Config:
    """A server of `app` that keeps to these limits.  What clients do wrong does not reach the log."""
    return uvicorn.Config(
        app,
        http=partial(_Patient, limits=limits, clients=Counter()),  # type: ignore[arg-type]  # it only calls it
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,  # addresses of private feeds are secrets
        server_header=False,
        limit_concurrency=limits.connections,
        timeout_keep_alive=limits.idle_s,
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=16 * 1024,
        backlog=limits.connections,
    )


class _Patient(H11Protocol):
    """HTTP/1.1 with a clock for each side of the conversation."""

    def __init__(self, *args: Any, limits: Limits, clients: Counter[str], **named: Any) -> None:  # noqa: ANN401  uvicorn's
        super().__init__(*args, **named)
        self._limits, self._clients = limits, clients
        self._asking: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._host = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # so that `pause_writing` tells of every byte that is not taken
        self._host = self.client[0] if self.client else ""
        self._clients[self._host] += 1
        if self._clients[self._host] > self._limits.per_client:
            self._drop()
        else:
            self._asking = self.loop.call_later(self._limits.request_s, self._drop)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.our_state in {h11.SEND_RESPONSE, h11.SEND_BODY}:  # the next word is ours
            self._asking = _stopped(self._asking)
        elif self._asking is None:
            self._asking = self.loop.call_later(self._limits.request_s, self._drop)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._asking = _stopped(self._asking)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self._unread or self.loop.call_later(self._limits.unread_s, self._drop)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._unread = _stopped(self._unread)

    def connection_lost(self, exc: Exception | None) -> None:
        self._asking, self._unread = _stopped(self._asking), _stopped(self._unread)
        self._clients[self._host] -= 1
        if not self._clients[self._host]:
            del self._clients[self._host]
        super().connection_lost(exc)

    def _drop(self) -> None:
        """End it without a farewell: what the kernel still holds for a client that does not read goes too."""
        with suppress(OSError):  # the client may have gone
            connection = self.transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_FAREWELL)
        self.transport.abort()


def _stopped(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """No timer, after this one was stopped."""
    if timer:
        timer.cancel()
    return None
