"""How to subscribe: links that open podcast apps, and the feed's address as a QR code."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from briefing.address import base_of
from briefing.model import FEED

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["app_links", "feed_address", "is_local", "qr_code"]

# Schemes of the apps' own makers; following one loads nothing, and without the app nothing happens.
_APPS = (
    ("Apple Podcasts", "podcast://{bare}"),
    ("Overcast", "overcast://x-callback-url/add?url={quoted}"),
    ("Pocket Casts", "pktc://subscribe/{bare}"),
    ("AntennaPod", "antennapod-subscribe://{bare}"),
    ("Podcast Addict", "podcastaddict://{bare}"),
    ("gPodder", "gpodder://{bare}"),
    ("Another app", "pcast://{bare}"),
)


def feed_address(address: str) -> str:
    """The feed's whole address, as the feed itself tells it.

    Raises:
        PublishError: it cannot be a show's address.
    """
    return base_of(address) + FEED


def app_links(address: str) -> tuple[tuple[str, str], ...]:
    """Name of a podcast app, and the link that has it subscribe to the feed at `address`."""
    bare = address.split("://", 1)[-1]
    return tuple((app, link.format(bare=bare, quoted=quote(address, safe=""))) for app, link in _APPS)


def is_local(address: str) -> bool:
    """Whether only the computer that serves the address can open it."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return host in {"localhost", "::1"} or host.startswith("127.")


def qr_code(address: str) -> Markup | None:
    """Inline SVG without styles or scripts, dark on light with its quiet zone; None where the address is too long."""
    import segno  # noqa: PLC0415  only publishing needs them
    from markupsafe import Markup  # noqa: PLC0415

    try:
        code = segno.make_qr(address, error="l", boost_error=True)
    except segno.DataOverflowError:
        return None
    picture = io.BytesIO()
    code.save(
        picture,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        nl=False,
        svgclass=None,
        lineclass=None,
        light="#fff",
    )
    return Markup(picture.getvalue().decode())  # noqa: S704  made by segno of modules, holds no text of the address
