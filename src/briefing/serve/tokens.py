"""Subscribers of a private show: each has an address of their own, by a token in it that can be revoked.

Only a token's SHA-256 is kept: whoever reads the file cannot subscribe by it.  A slow hash would add nothing, as a
token holds 192 random bits.
"""

from __future__ import annotations

import difflib
import hashlib
import hmac
import secrets
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from filelock import FileLock

from briefing.disk import write_whole
from briefing.serve.errors import ServeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["NAME", "Subscriber", "Tokens", "add_subscriber", "revoke", "subscribers"]

NAME = "tokens.json"
"""The file under the folder of what is remembered."""
TOKEN_BYTES = 24
NAME_LENGTH = 80


class Subscriber(msgspec.Struct, frozen=True):
    """Somebody who may listen."""

    name: str
    """As the owner knows them; unique."""
    sha256: str
    """Of the token, in hexadecimal digits."""
    added: datetime
    """Aware."""


class _File(msgspec.Struct, frozen=True):
    subscribers: tuple[Subscriber, ...] = ()


def subscribers(path: Path) -> tuple[Subscriber, ...]:
    """Everybody in the file, in the order in which they were added; nobody where there is none.

    Raises:
        ServeError: the file is there and cannot be used.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File).subscribers
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as error:
        hint = "Put a copy of it back, or delete it and add the subscribers anew."
        raise ServeError(f"{path}: cannot be read ({error})", hint=hint) from error


def add_subscriber(path: Path, name: str) -> str:
    """Add a subscriber; their token, in characters that stand in a URL as they are.  It cannot be had again.

    Raises:
        ServeError: the name is taken or is none, or the file cannot be used.
    """
    name = name.strip()
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise ServeError(f"{name!r} is no name", hint=f"Use 1 to {NAME_LENGTH} letters, figures or signs.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with _changing(path) as known:
        if any(each.name == name for each in known):
            hint = f"Choose another name, or first take that one's away: briefing serve tokens revoke {name!r}"
            raise ServeError(f"there already is a subscriber {name!r}", hint=hint)
        known.append(Subscriber(name, _digest(token), datetime.now(UTC).replace(microsecond=0)))
    return token


def revoke(path: Path, name: str) -> None:
    """Take a subscriber's token away; a running server refuses it from the next request on.

    Raises:
        ServeError: nobody has that name, or the file cannot be used.
    """
    with _changing(path) as known:
        kept = [each for each in known if each.name != name]
        if len(kept) == len(known):
            near = difflib.get_close_matches(name, [each.name for each in known], 1)
            hint = f"Did you mean {near[0]!r}?" if near else "`briefing serve tokens list` names them."
            raise ServeError(f"there is no subscriber {name!r}", hint=hint)
        known[:] = kept


class Tokens:
    """The subscribers as a running server sees them: the file is read again whenever it has changed.

    From the first subscriber on, only they are let in.  A file that was there once and is missing now, or one that
    cannot be used, lets nobody in: a private show never opens by accident.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._digests: tuple[str, ...] = ()
        self._asked_for = False

    @property
    def are_asked_for(self) -> bool:
        """Whether there ever was a subscriber, as far as this server has seen; once there was, it stays so."""
        if not self._asked_for:
            self._asked_for = _may_be_there(self._path)
        return self._asked_for

    def holds(self, token: str) -> bool:
        """Whether it is a subscriber's; takes as long for a wrong one as for a right one."""
        digest = _digest(token)
        matches = [hmac.compare_digest(digest, each) for each in self._current()]
        return any(matches)

    def _current(self) -> tuple[str, ...]:
        with self._lock:
            try:
                status = self._path.stat()
                seen = (status.st_mtime_ns, status.st_size, status.st_ino)
                if seen != self._seen:
                    self._digests = tuple(each.sha256 for each in subscribers(self._path))
                    self._seen = seen
            except (OSError, ServeError):
                self._digests, self._seen = (), None
            return self._digests


def _may_be_there(path: Path) -> bool:
    """Whether there is a file; one that cannot be looked at may hold subscribers."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _changing(path: Path) -> Iterator[list[Subscriber]]:
    """The subscribers, to be changed in place; written when all went well, by a file only its owner may read."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            known = list(subscribers(path))
            yield known
            write_whole(path, msgspec.json.format(msgspec.json.encode(_File(tuple(known)))))
    except OSError as error:
        raise ServeError(f"{path}: cannot be written ({error})", hint="May this user write there?") from error


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
