"""Fetching one file that is known by size and checksum: whole or not at all, and going on where it broke off."""

from __future__ import annotations

import hashlib
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from briefing import __version__
from briefing.disk import settle
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["VoiceNotAdded", "Wanted", "fetch", "open_client", "read_small"]

CONNECT_S = 10.0
READ_S = 30.0
GRACE_S = 60.0
SLOWEST = 10_000
"""Bytes a second: a server that gives less, after the first minute, is given up."""
BLOCK = 1 << 16
WHOLE, REST, NO_SUCH_REST = 200, 206, 416
"""What a server answers: all of the file, the part asked for (RFC 9110, 14.4), or that there is no such part."""


class VoiceNotAdded(BriefingError):  # noqa: N818  says what happened
    """A voice could not be fetched; whatever was there before is still there."""

    def __init__(self, voice: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{voice}: {message}", hint=hint)
        self.voice = voice


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file as the catalogue describes it."""

    address: str
    size: int
    """Bytes."""
    md5: str
    """Hexadecimal.  Tells a broken file, not a forged one; that is why a SHA-256 is kept of what came."""


def open_client() -> httpx.Client:
    """A client for the catalogue of voices: redirects are followed, nothing comes compressed."""
    headers = {"accept-encoding": "identity", "user-agent": f"briefing/{__version__}"}
    timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
    return httpx.Client(follow_redirects=True, max_redirects=5, timeout=timeout, headers=headers)


def read_small(client: httpx.Client, address: str, limit: int) -> bytes:
    """All that is at an address, if that is no more than `limit` bytes.

    Raises:
        VoiceNotAdded: it cannot be had, or is longer.
    """
    read = bytearray()
    try:
        with client.stream("GET", address) as answer:
            _refuse(answer, address, WHOLE)
            for block in _blocks(answer, limit, address):
                read += block
                if len(read) > limit:
                    raise VoiceNotAdded(address, f"there are more than the {limit} bytes allowed")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unreachable(address, error) from error
    return bytes(read)


def fetch(client: httpx.Client, wanted: Wanted, path: Path, progress: Callable[[int], object]) -> None:
    """Have the wanted file at `path`; one that is there and right is left alone.

    `progress` is told of bytes as they come, those that were there already first.

    Raises:
        VoiceNotAdded: it cannot be had, is not what was wanted, or cannot be written.  What came before the
            connection broke stays, beside `path`, for the next try.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        if path.is_file() and _is(wanted, path):
            progress(wanted.size)
            return
        _receive(client, wanted, part, progress)
        if not _is(wanted, part):
            part.unlink()
            hint = "Try again; if it happens again, the catalogue or its mirror is at fault."
            raise VoiceNotAdded(path.name, "what came is not what the catalogue says: wrong checksum", hint=hint)
        settle(part)
        part.replace(path)
        settle(path.parent)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unreachable(wanted.address, error) from error
    except OSError as error:
        part.unlink(missing_ok=True)
        hint = "Make room or mend the permissions, then try again."
        raise VoiceNotAdded(path.name, f"it cannot be written ({error.strerror})", hint=hint) from error


def _receive(client: httpx.Client, wanted: Wanted, part: Path, progress: Callable[[int], object]) -> None:
    """Have all bytes in `part`, asking only for those that are not there yet."""
    have = part.stat().st_size if part.is_file() else 0
    if have == wanted.size:
        progress(have)
        return
    if shutil.disk_usage(part.parent).free < wanted.size - have:
        raise VoiceNotAdded(part.stem, f"there is no room for {wanted.size - have} bytes", hint="Make room.")
    asked = {"range": f"bytes={have}-"} if 0 < have < wanted.size else {}
    with client.stream("GET", wanted.address, headers=asked) as answer:
        if answer.status_code == NO_SUCH_REST:
            part.unlink()
        _refuse(answer, wanted.address, REST if asked and answer.status_code == REST else WHOLE)
        goes_on = answer.headers.get("content-range", "").startswith(f"bytes {have}-") and bool(asked)
        _write(answer, wanted, part, have if goes_on else 0, progress)


def _write(answer: httpx.Response, wanted: Wanted, part: Path, have: int, progress: Callable[[int], object]) -> None:
    """Put what comes behind the first `have` bytes."""
    progress(have)
    with part.open("ab" if have else "wb") as file:
        for block in _blocks(answer, wanted.size - have, part.stem):
            have += len(block)
            if have > wanted.size:
                break  # the checksum will tell
            file.write(block)
            progress(len(block))
    if have < wanted.size:
        raise httpx.RemoteProtocolError(f"{have} of {wanted.size} bytes came")


def _is(wanted: Wanted, path: Path) -> bool:
    """Whether the file is the one that is wanted."""
    if path.stat().st_size != wanted.size:
        return False
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
    return digest.hexdigest() == wanted.md5.lower()


def _refuse(answer: httpx.Response, address: str, expected: int) -> None:
    if answer.status_code != expected:
        reason = f"the catalogue answers {answer.status_code} {answer.reason_phrase}".rstrip()
        raise VoiceNotAdded(address, reason, hint=_MIRROR)


def _blocks(answer: httpx.Response, size: int, what: str) -> Iterator[bytes]:
    """What comes, as long as it comes fast enough."""
    end = time.monotonic() + GRACE_S + size / SLOWEST
    for block in answer.iter_raw(BLOCK):
        if time.monotonic() > end:
            raise VoiceNotAdded(what, "it comes too slowly", hint=_AGAIN)
        yield block


def _unreachable(address: str, error: Exception) -> VoiceNotAdded:
    reason = str(error) or type(error).__name__
    return VoiceNotAdded(address, f"the connection failed ({reason})", hint=f"{_AGAIN} {_MIRROR}")


_AGAIN = "The same command goes on from where it broke off."
_MIRROR = "`catalogue` under [engine] in briefing.toml can name a mirror."
