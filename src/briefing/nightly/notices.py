"""Tells others of the night: a ping for a watchdog service, a webhook for people."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from briefing.report import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.nightly.night import Night
    from briefing.settings import NightlySettings, ShowSettings

__all__ = ["TOLD", "Channels", "channels", "ping", "tell"]

log = logging.getLogger(__name__)

TIMEOUT_S = 10.0
LIMIT_S = 30.0
"""For all of it: a service that sends a letter of its answer now and then keeps to the other one for ever."""
TOLD = "was told"
"""How the outcome of a notice that arrived ends."""


@dataclass(frozen=True, slots=True)
class Channels:
    """Where to; both addresses are secrets."""

    ping: str = ""
    webhook: str = ""


def channels(settings: NightlySettings, environment: Mapping[str, str] = os.environ) -> Channels:
    """As the environment says, or else the settings."""
    return Channels(
        environment.get("BRIEFING_PING") or settings.ping, environment.get("BRIEFING_WEBHOOK") or settings.webhook
    )


def tell(night: Night, to: Channels, show: ShowSettings) -> dict[str, str]:
    """Send a show's night, and say what came of it; that nobody can be reached changes nothing about the night."""
    if not to.webhook:
        return {}
    return {"webhook": _send("webhook", to.webhook, _summary(night, show))}


def ping(to: Channels, *, good: bool) -> dict[str, str]:
    """Tell a watchdog that the night is over, and whether it was good for every show; and say what came of it."""
    return {"ping": _send("ping", to.ping if good else _failing(to.ping), None)} if to.ping else {}


def _failing(address: str) -> str:
    """With `/fail` at the end of its path, as watchdog services have it; what is no address stays as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/fail"))


def _summary(night: Night, show: ShowSettings) -> dict[str, object]:
    """Without names of sources or files: what leaves the house is counted, not listed.  Chat services show `text`."""
    made = [{"title": made.title, "url": urljoin(show.address, made.path)} for made in night.report.made]
    published = night.count(Status.PUBLISHED, Status.CORRECTED)
    held = night.count(Status.HELD)
    waits = f"nothing new is out; stories that wait for an editor: {held}" if held else "nothing new"
    text = night.summary(show.title) or f"{show.title}: {made[0]['title'] if made else waits}"
    return {
        "text": " ".join(text.split()),
        "show": show.title,
        "started": night.started.isoformat(),
        "seconds": round(night.took_s, 1),
        "exit_code": night.exit_code,
        "stories": len(night.report.outcomes),
        "published": published,
        "failed": night.count(Status.FAILED),
        "held": held,
        "episodes": made,
    }


def _send(what: str, address: str, content: object) -> str:
    """What came of it, which is logged: without the address, of which only the host is no secret."""
    told: list[str] = []
    asking = threading.Thread(target=lambda: told.append(_asked(address, content)), daemon=True)
    asking.start()
    asking.join(LIMIT_S)
    if not told:
        told.append(f"{urlsplit(address).hostname} did not answer within {LIMIT_S:g} seconds")
    log.log(logging.INFO if told[0].endswith(TOLD) else logging.WARNING, "%s: %s", what, told[0])
    return told[0]


def _asked(address: str, content: object) -> str:
    import httpx  # noqa: PLC0415  most nights need none

    host = "?"
    try:
        host = urlsplit(address).hostname or host
        method = "GET" if content is None else "POST"
        with httpx.stream(method, address, json=content, timeout=TIMEOUT_S) as answer:
            pass  # what else it says may never end
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return f"{host} cannot be reached ({type(error).__name__})"
    return f"{host} {TOLD}" if answer.is_success else f"{host} answered with HTTP {answer.status_code}"
