"""A small web server for people who have none: the public folder, to podcast apps on the local network.

Everybody on the network may listen; a private show asks for a token in the address, or for a password.  For public use
a real web server or a bucket is the better place: docs/publishing.md.
"""

from __future__ import annotations

import contextlib
import errno
import socket
from typing import TYPE_CHECKING

from briefing.model import FEED
from briefing.serve.access import OPEN, Access
from briefing.serve.errors import ServeError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from starlette.applications import Starlette

__all__ = ["ServeError", "lan_address", "make_app", "serve"]


def make_app(public: Path, access: Access = OPEN) -> Starlette:
    """An ASGI application that serves the files under `public` to GET and HEAD, and nothing else.

    Args:
        public: the folder to serve.
        access: who is let in; everybody when left out.
    """
    from briefing.serve.app import make_app as make  # noqa: PLC0415  heavy, and of no use to those who list tokens

    return make(public, access)


def serve(  # noqa: PLR0913  the last two have defaults
    public: Path,
    host: str,
    port: int,
    announce: Callable[[str], object],
    access: Access = OPEN,
    *,
    feeds: Sequence[str] = (FEED,),
) -> None:
    """Serve `public` until interrupted; tell `announce` each address of each feed once the port is ours.

    Args:
        public: the folder to serve.
        host: the address to listen at; `0.0.0.0` is every one, so that phones reach it.
        port: 0 takes any free one.
        announce: told a URL at a time, this machine's first, then the one for phones.  Where only tokens let in,
            `TOKEN` stands for the subscriber's.
        access: who is let in; everybody when left out.
        feeds: where feeds lie under the public folder.

    Raises:
        ServeError: there is nothing to serve, or the port is taken.
    """
    app = make_app(public, access)
    if not public.is_dir():
        raise ServeError(f"{public}: there is nothing to serve yet", hint="Make an edition first: briefing make")
    listener = _listen(host, port)
    prefix = "" if access.is_open or access.login else "t/TOKEN/"
    with listener:
        for address in _addresses(listener):
            for feed in feeds:
                announce(f"http://{address}/{prefix}{feed}")
        _run(app, listener)


def _run(app: Starlette, listener: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415  heavy

    from briefing.serve.limits import Limits, configured  # noqa: PLC0415  the same

    with contextlib.suppress(KeyboardInterrupt):  # the way to end it
        uvicorn.Server(configured(app, Limits())).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        raise ServeError(f"cannot listen at {host}, port {port}: {error}", hint=_remedy(error)) from error


def _remedy(error: Exception) -> str:
    number = getattr(error, "errno", None) or 0
    if number == errno.EADDRNOTAVAIL or number < 0:  # below 0 are those of a name that leads nowhere
        return "That is no address of this machine: name one that it has, or leave --host out."
    if isinstance(error, PermissionError):
        return "Low ports are the superuser's: choose one from 1024 on."
    return "Choose another port, or end the program that holds it."


def _addresses(listener: socket.socket) -> tuple[str, ...]:
    """Host and port as this machine says it, and as a phone on the same network says it."""
    host, port = listener.getsockname()[:2]
    if host not in {"0.0.0.0", "::"}:  # noqa: S104  compared with, not listened at
        return (f"[{host}]:{port}" if ":" in host else f"{host}:{port}",)
    lan = lan_address()
    return (f"localhost:{port}", f"{lan}:{port}") if lan else (f"localhost:{port}",)


def lan_address() -> str | None:
    """This machine's address on its network; connecting a datagram socket chooses one, and sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for documentation (RFC 5737)
        except OSError:
            return None
        address: str = probe.getsockname()[0]
        return address
