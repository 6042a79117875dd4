"""Tells others of the night: a ping for a watchdog service, a webhook for people."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from briefing.report import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.nightly.night import Night
    from briefing.settings import NightlySettings, ShowSettings

__all__ = ["Channels", "channels", "ping", "tell"]

log = logging.getLogger(__name__)

TIMEOUT_S = 10.0


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


def tell(night: Night, message: str, to: Channels, show: ShowSettings) -> None:
    """Send a show's night; that nobody can be reached is logged, and changes nothing about it."""
    if to.webhook:
        _send("webhook", to.webhook, _summary(night, message, show))


def ping(to: Channels, *, good: bool) -> None:
    """Tell a watchdog that the night is over, and whether it was good for every show."""
    if to.ping:
        _send("ping", _ping_address(to.ping, good=good), None)


def _ping_address(address: str, *, good: bool) -> str:
    """With `/fail` at the end of its path after a bad night, as watchdog services have it."""
    parts = urlsplit(address)
    return address if good else urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/fail"))


def _summary(night: Night, message: str, show: ShowSettings) -> dict[str, object]:
    """Without the names of sources: what leaves the house is counted, not listed.  Chat services show `text`."""
    made = [{"title": made.title, "url": urljoin(show.address, made.path)} for made in night.report.made]
    published = night.count(Status.PUBLISHED, Status.CORRECTED)
    text = message or (f"{show.title}: {made[0]['title']}" if made else f"{show.title}: nothing new")
    return {
        "text": " ".join(text.split()),
        "show": show.title,
        "started": night.started.isoformat(),
        "seconds": round(night.took_s, 1),
        "exit_code": night.exit_code,
        "stories": len(night.report.outcomes),
        "published": published,
        "failed": night.count(Status.FAILED),
        "episodes": made,
    }


def _send(what: str, address: str, content: object) -> None:
    """Errors are told without the address, of which only the host is no secret."""
    import httpx  # noqa: PLC0415  most nights need none

    host = urlsplit(address).hostname or "?"
    try:
        if content is None:
            answer = httpx.get(address, timeout=TIMEOUT_S)
        else:
            answer = httpx.post(address, json=content, timeout=TIMEOUT_S)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        log.warning("%s: %s cannot be reached (%s)", what, host, type(error).__name__)
    else:
        if answer.is_success:
            log.info("%s: %s was told", what, host)
        else:
            log.warning("%s: %s answered with HTTP %d", what, host, answer.status_code)
