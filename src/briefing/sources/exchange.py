"""One request and its one answer, within limits of time and size."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefing.sources.archive import TooLarge, inflate
from briefing.sources.document import MAX_BYTES
from briefing.sources.errors import Unfetched

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from briefing.sources.transport import Guard

__all__ = ["Clock", "Limits", "Response", "exchange"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, as the web client sees it; tests put their own in its place."""

    now: Callable[[], datetime] = _utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is waited for, and how much is taken."""

    connect_s: float = 10.0
    read_s: float = 15.0
    """Between two pieces of an answer."""
    total_s: float = 90.0
    """For one address, with its redirects, its tries and the waiting between them."""
    max_bytes: int = MAX_BYTES
    """Of an answer, unpacked."""
    redirects: int = 5
    tries: int = 3
    wait_s: float = 30.0
    """The longest wait before another try that is agreed to."""
    pause_s: float = 0.5
    """Between two requests to the same host."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    content: bytes = field(repr=False)


def exchange(url: str, headers: Mapping[str, str], *, guard: Guard, limits: Limits) -> Response:
    """Ask for `url`, and read the answer, unpacked, up to the limits; redirects are answers too.

    Raises:
        Unfetched: there was no answer, not in time, not of an allowed size, or not in HTTP.
    """
    import httpcore  # noqa: PLC0415  heavy, and of no use to those who read files
    import httpx  # noqa: PLC0415

    from briefing.sources.transport import open_client  # noqa: PLC0415

    try:
        with (
            open_client(guard, connect_s=limits.connect_s, read_s=limits.read_s) as client,
            client.stream("GET", url, headers={**headers, "Accept-Encoding": "gzip, deflate"}) as answer,
        ):
            return Response(
                status=answer.status_code,
                headers={name.lower(): value for name, value in answer.headers.items()},
                content=_content(answer, limits.max_bytes),
            )
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise Unfetched("is too slow to answer", passing=True) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise Unfetched("is not an address") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise Unfetched(f"cannot be fetched ({error})", passing=True) from error
    except httpx.HTTPError as error:  # what httpx itself finds fault with: a redirect to no address
        raise Unfetched(f"cannot be fetched ({error})") from error


def _content(answer: httpx.Response, limit: int) -> bytes:
    if not answer.is_success:
        return b""  # what an error or a redirect says beside its headers is not read
    announced = answer.headers.get("content-length", "")
    too_large = Unfetched(f"is larger than {limit // 1_000_000} MB")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > limit:  # noqa: PLR2004  fits an int
        raise too_large
    try:
        return inflate(answer.iter_raw(), coding=answer.headers.get("content-encoding", ""), limit=limit)
    except TooLarge as error:
        raise too_large from error
    except ValueError as error:
        raise Unfetched(f"is packed in a way that cannot be unpacked ({error})") from error
