"""Asks a server, with limits: what is checked is somebody else's, and may be slow, endless or hostile."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import httpx

from briefing.hosts import why_refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

__all__ = ["Answer", "Asker"]

TIMEOUT_S = 15.0
WHOLE_S = 60.0  # for one answer, however slowly it comes
REDIRECTS = 5
BLOCK = 1 << 16
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    """Of HTTP; 0 where there was no answer."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in small letters."""
    body: bytes = b""
    trouble: str = ""
    """Why there was none, or only a part."""

    @property
    def type(self) -> str:
        """Content-Type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def __str__(self) -> str:
        """As it is told."""
        return self.trouble or f"status {self.status}"


class Asker:
    """A client that reads only so much, for only so long.

    The host that the user named may be on the local network; addresses that its feed names on other hosts must be
    public, so that a feed cannot have us knock at doors inside.
    """

    def __init__(self, host: str) -> None:
        self._host = host
        self._client = httpx.Client(
            follow_redirects=True,
            max_redirects=REDIRECTS,
            timeout=TIMEOUT_S,
            headers={"User-Agent": "briefing-feed-check", "Accept-Encoding": "identity"},
            event_hooks={"request": [self._refuse_private]},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, url: str, method: str = "GET", headers: Mapping[str, str] = NOTHING, limit: int = BLOCK) -> Answer:
        """The answer, with at most about `limit` bytes of its body; a failure is an answer with status 0."""
        try:
            with self._client.stream(method, url, headers=dict(headers)) as response:
                body, trouble = _read(response, limit)
                named = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, named, body, trouble)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            return Answer(0, trouble=f"no answer ({str(error) or type(error).__name__})")

    def _refuse_private(self, request: httpx.Request) -> None:
        """Also called for every redirect."""
        host = request.url.host
        if host == self._host:
            return
        for *_, address in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM):
            if why_refused(str(address[0])):
                raise httpx.UnsupportedProtocol(f"{host} is no public host")


def _read(response: httpx.Response, limit: int) -> tuple[bytes, str]:
    """Its body as far as that is wanted, and why it is not whole."""
    body, until = bytearray(), time.monotonic() + WHOLE_S
    for block in response.iter_bytes(BLOCK):
        body += block
        if len(body) > limit:
            return bytes(body[: limit + 1]), f"longer than {limit} bytes"
        if time.monotonic() > until:
            return bytes(body), f"not done after {WHOLE_S:.0f} s"
    return bytes(body), ""
