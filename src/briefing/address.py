"""The show's address, in the one spelling that feed, pages and subscribers' addresses share."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from briefing.errors import PublishError

__all__ = ["KEPT", "base_of", "without_user"]

KEPT = "/:?=&%~"
"""What may stand in a path below the show's address as it is."""
_HOST = re.compile(r"[a-z0-9._:-]+")  # with the colons of IPv6
_WHOLE = "Write the whole address, such as https://example.org/podcast/."
_LESS = "It must be like https://example.org/podcast/, without a user name, a password, `?` or `#`."


def base_of(address: str) -> str:
    """The address as a URL that paths can be joined to: ASCII, host in lower case, with a closing slash.

    Doing it twice changes nothing.

    Raises:
        PublishError: no show can be served there; a user name or password in the address is not told.
    """
    try:
        url = urlsplit(address)
        host = (url.hostname or "").encode("idna").decode()
        port = f":{url.port}" if url.port else ""
        path = quote(url.path, safe=KEPT).rstrip("/")
    except ValueError:
        raise _refused(address, "is no web address", _WHOLE) from None
    if url.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        raise _refused(address, "is no web address", _WHOLE)
    if "@" in url.netloc or url.query or url.fragment:
        raise _refused(address, "cannot be the show's address", _LESS)
    host = f"[{host}]" if ":" in host else host
    return f"{url.scheme}://{host}{port}{path}/"


def without_user(address: str) -> str:
    """The address as a message may have it: what is before its last `@` may be a name and a password."""
    return re.sub(r"\A(https?://)?.*@", r"\1…@", address, flags=re.DOTALL)


def _refused(address: str, why: str, hint: str) -> PublishError:
    return PublishError("show.address", f"{without_user(address)!r} {why}", hint=hint)
