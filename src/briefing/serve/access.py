"""Who may listen: everybody, the holders of tokens, or whoever knows the password."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.serve.errors import ServeError

if TYPE_CHECKING:
    from briefing.serve.tokens import Tokens

__all__ = ["OPEN", "Access", "Login", "Way", "login"]

_TOKEN_PATH = re.compile(r"t/([A-Za-z0-9_-]{1,128})/(.*)", re.DOTALL)
_BASIC = re.compile(r"basic +([A-Za-z0-9+/]{1,1024}={0,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Login:
    """A user with a password (RFC 7617), as a hash."""

    sha256: bytes

    def accepts(self, authorization: str) -> bool:
        """Whether this header names the user and the password; takes as long for wrong ones as for right ones."""
        given = _BASIC.fullmatch(authorization.strip())
        try:
            words = base64.b64decode(given[1], validate=True) if given else b""
        except binascii.Error:
            words = b""
        return hmac.compare_digest(hashlib.sha256(words).digest(), self.sha256)


def login(user: str, password: str) -> Login:
    """What lets this user in with this password.

    Raises:
        ServeError: the name is empty or has a colon in it, which HTTP cannot send, or the password is empty.
    """
    if not user or ":" in user or not password:
        hint = "Give a name without a colon, and a password by the variable BRIEFING_PASSWORD."
        raise ServeError("the user needs a name and a password", hint=hint)
    return Login(hashlib.sha256(f"{user}:{password}".encode()).digest())


@dataclass(frozen=True, slots=True)
class Way:
    """Where a request that was let in leads."""

    path: str
    """Under the public folder."""
    prefix: str = ""
    """What stood before it in the address, and must stand in every address that is given out: `t/TOKEN/`."""


@dataclass(frozen=True, slots=True)
class Access:
    """How one is let in; where neither is asked for, everybody is."""

    tokens: Tokens | None = None
    """They are asked for from the first subscriber on."""
    login: Login | None = None

    @property
    def is_open(self) -> bool:
        """Whether everybody may listen, now; what was closed does not open again."""
        return self.login is None and not (self.tokens and self.tokens.are_asked_for)

    def admit(self, path: str, authorization: str) -> Way | None:
        """Where the path (without its first slash) leads for who sends this Authorization; None: nowhere."""
        if self.is_open:
            return Way(path)
        named = _TOKEN_PATH.fullmatch(path) if self.tokens else None
        if named and self.tokens and self.tokens.holds(named[1]):
            return Way(named[2], f"t/{named[1]}/")
        return Way(path) if self.login and self.login.accepts(authorization) else None


OPEN = Access()
"""Everybody on the network."""
