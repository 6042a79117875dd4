"""The one place where a connection is made, and so the one where its address is checked.

A name is looked up once; every address that comes back is checked, and the connection goes to one of these very
addresses.  Looking it up again for the connection would let a name server give a harmless answer first and a private
address second.
"""

from __future__ import annotations

import functools
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpcore
import httpx

from briefing.hosts import why_refused
from briefing.sources.errors import Unfetched

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Guard", "addresses_of", "open_client"]


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """Every address the system's resolver knows for a host, in its order of preference.

    Raises:
        OSError: it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """What a connection must keep to."""

    allow_hosts: frozenset[str]
    """Host names, in lower case, that may lead anywhere."""
    resolve: Callable[[str, int], tuple[str, ...]]
    monotonic: Callable[[], float]
    deadline: float
    """By `monotonic`: when everything must have been read."""

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Where a connection to `host` may go.

        Raises:
            Unfetched: nowhere: it is not known, or one of its addresses is not public.
        """
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise Unfetched("cannot be found (no address is known for its host)", passing=True) from error
        if host.lower().rstrip(".") in self.allow_hosts:
            return found
        for address in found:
            if why := why_refused(address):
                hint = f'If you trust it, add "{host}" to allow_hosts under [sources] in briefing.toml.'
                raise Unfetched(f"leads to {why} ({address}), which is not allowed", hint=hint)
        return found

    def left(self, timeout: float | None) -> float:
        """How long to wait at most.

        Raises:
            httpcore.ReadTimeout: no longer.
        """
        left = self.deadline - self.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)


class _Backend(httpcore.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._guard.addresses(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, self._guard.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._guard)
        raise failure


class _Stream(httpcore.NetworkStream):
    """Holds every read and write to the deadline, so that a server that sends a byte a second is given up too."""

    def __init__(self, stream: httpcore.NetworkStream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._guard.left(timeout))
        return _Stream(secured, self._guard)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class _Transport(httpx.BaseTransport):
    """httpx over a pool of ours: its own transport does not let a backend in."""

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=_Backend(guard))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.iter_stream()))

    def close(self) -> None:
        self._pool.close()


@functools.cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()  # reads a quarter of a megabyte: once is enough


def open_client(guard: Guard, *, connect_s: float, read_s: float) -> httpx.Client:
    """A client for one request, following no redirect by itself.

    No proxy from the environment is taken: through one, the address that is reached could not be checked.
    """
    timeout = httpx.Timeout(read_s, connect=connect_s)
    return httpx.Client(transport=_Transport(guard), timeout=timeout, trust_env=False, follow_redirects=False)
