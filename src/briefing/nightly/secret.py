"""Keeps secrets out of logs and reports."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Censor"]

HIDDEN = "…"
_LOGIN = re.compile(r"(?<=://)[^\s/@]{1,200}@")
_PARAMETER = re.compile(
    r"([?&;#][^\s=&#]{0,40}(?:key|token|auth|sig|pass|secret|pw|code|session|hash)[^\s=&#]{0,40}=)[^\s&#'\"<>]+",
    re.IGNORECASE,
)
_LONG_VALUE = re.compile(r"([?&;][^\s=&#]{1,80}=)[\w~+/.-]{32,}")


@dataclass(frozen=True, slots=True)
class Censor:
    """Hides passwords and keys in addresses, and the secrets that it was told."""

    secrets: tuple[str, ...] = ()

    def __call__(self, text: str) -> str:
        """The text, each secret as `…`."""
        for secret in self.secrets:
            text = text.replace(secret, HIDDEN) if secret else text
        text = _PARAMETER.sub(rf"\1{HIDDEN}", _LOGIN.sub(f"{HIDDEN}@", text))
        return _LONG_VALUE.sub(rf"\1{HIDDEN}", text)
