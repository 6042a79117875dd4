"""A night of which not even the beginning could be made: its settings, or its cast, cannot be used."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.nightly.journal import journal
from briefing.nightly.night import Night, censored, keep, write_down
from briefing.nightly.notices import channels, ping, tell
from briefing.nightly.paths import log_file
from briefing.nightly.secret import Censor
from briefing.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from briefing.errors import BriefingError
    from briefing.nightly.notices import Channels
    from briefing.settings import Settings

__all__ = ["Refused", "refuse_nights"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refused:
    """A show that cannot be opened."""

    settings: Settings
    """The defaults, where it is they that cannot be read."""
    state: Path
    error: BriefingError


def refuse_nights(
    refused: Sequence[Refused], main: Path, *, now: datetime, to: Channels | None = None, over: bool = True
) -> list[tuple[Night, str]]:
    """Log, keep and tell each as any night that failed.

    Args:
        refused: at least one.
        main: the main show's state folder, where the log is.
        now: aware.
        to: who is told; as the environment or the settings say when left out.
        over: whether the whole night is over with them, so that a watchdog is to be told.

    Returns:
        for each show: the night, and what to say about it.

    Raises:
        StoreError: not even the log can be written.
    """
    nightly = refused[0].settings.nightly
    to = channels(nightly) if to is None else to
    censor = Censor((to.ping, to.webhook))
    with journal(log_file(main).parent, nightly.log, censor):
        nights = [_refuse(each, now, censor, to, str(log_file(main))) for each in refused]
        if over:
            told = ping(to, good=False)
            nights = [(replace(night, told={**night.told, **told}), message) for night, message in nights]
            for each, (night, _) in zip(refused, nights, strict=True):
                keep(night, each.state)
    return nights


def _refuse(refused: Refused, now: datetime, censor: Censor, to: Channels, where: str) -> tuple[Night, str]:
    show, error = refused.settings.show, refused.error
    log.info("begins: %s", show.title)
    night = censored(Night(now, 0.0, error.exit_code, Report(()), error.message, error.hint), censor)
    message = night.message(show.title, where)
    write_down(night, message, refused.state)
    return replace(night, told=tell(night, to, show)), message
