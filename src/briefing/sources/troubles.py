"""What is wrong with an address that gave nothing: in plain words, and with what can be done about it."""

from __future__ import annotations

import errno
import re
import ssl
from typing import TYPE_CHECKING

from briefing.sources.errors import Unfetched

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AGAIN", "LOOK", "TAKEN_BACK", "answered", "plainly"]

AGAIN = "It is tried again at the next run."
"""Of what may pass."""
LOOK = "See what a browser shows at this address."
"""Where nothing better is known."""
TAKEN_BACK = frozenset({410, 451})
"""Answers by which a paper says that something is gone on purpose: nothing may stand in for it."""

_ONLINE = f"Check the address, and whether this machine is online. {AGAIN}"
_SAVE = "Save the page from a browser in which you can read it, and put that file into inbox/."
_REASONS = {
    401: "asks for a password",
    403: "is refused to this program",
    404: "does not exist",
    410: "does not exist any more",
    429: "is asked for too often",
    451: "is withheld for legal reasons",
}
_OF_PAGE = {401: _SAVE, 403: _SAVE, 404: LOOK, 410: LOOK}
_OF_FEED = {
    401: "Ask its paper for an address of the feed that needs no password.",
    403: "See whether a browser shows it; some papers have another address for programs.",
    404: "Look its address up again: papers move their feeds.",
    410: "Take it out of briefing.toml, or look its new address up.",
}
_SERVER = 500  # from here on it is the server's own fault
_ERRNO = re.compile(r"\[[^\[\]]{0,80}\]\s{0,9}|\(_ssl\.c:\d{1,9}\)")
_LOST = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)
_NO_WAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})


def answered(status: int, *, page: bool) -> Unfetched:
    """Why an answer of this status is of no use; `page` where a story was asked for, and not a feed."""
    if status >= _SERVER:
        return Unfetched(f"cannot be had: its server is out of order (HTTP {status})", hint=AGAIN)
    reason = _REASONS.get(status, f"is answered with an error (HTTP {status})")
    return Unfetched(reason, hint=(_OF_PAGE if page else _OF_FEED).get(status, LOOK))


def plainly(error: Unfetched) -> Unfetched:
    """The same without the words of the system: what they mean, from the cause of the error."""
    cause = next((each for each in _causes(error) if isinstance(each, OSError)), None)
    if not error.reason.startswith("cannot be fetched"):  # it is said plainly already
        hint = _ONLINE if cause else AGAIN if error.passing else LOOK
        return Unfetched(error.reason, hint=error.hint or hint, passing=error.passing)
    reason, hint = _of_system(cause) if cause else (_ERRNO.sub("", error.reason).strip(), AGAIN)
    return Unfetched(reason, hint=error.hint or hint, passing=error.passing)


def _of_system(cause: OSError) -> tuple[str, str]:
    if isinstance(cause, ssl.SSLCertVerificationError):
        why = cause.verify_message.strip().rstrip(".")
        return f"cannot be fetched: the certificate of its server is not valid ({why})", f"{LOOK} {AGAIN}"
    if isinstance(cause, ssl.SSLError):
        return "cannot be fetched: no safe connection (TLS) to its server comes about", f"{LOOK} {AGAIN}"
    if isinstance(cause, ConnectionRefusedError):
        return "cannot be fetched: its server refuses the connection", AGAIN
    if isinstance(cause, _LOST):
        return "cannot be fetched: its server broke the connection off", AGAIN
    if cause.errno in _NO_WAY:
        return "cannot be fetched: no way leads to its server", _ONLINE
    return f"cannot be fetched ({_ERRNO.sub('', cause.strerror or str(cause)).strip()})", AGAIN


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What an error came from, and what that came from."""
    here: BaseException | None = error
    for _ in range(10):
        here = here and (here.__cause__ or here.__context__)
        if here is None:
            return
        yield here
