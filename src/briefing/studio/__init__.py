"""Lines → clips → blocks: the booth speaks what was never spoken before, the desk mixes what was never mixed before.

Everything made here is kept under a key of all that its sound depends on, so that a run that was cut short goes on
where it was, and a story that did not change costs nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.engines.workers import cores
from briefing.studio.booth import Booth
from briefing.studio.crew import Crew
from briefing.studio.desk import Desk, Strip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.settings import Settings

__all__ = ["Booth", "Crew", "Desk", "Strip", "open_studio"]


@contextmanager
def open_studio(state: Path, settings: Settings, engine: str | None = None) -> Iterator[Desk]:
    """A desk, with its booth and its crew; what they make is kept in the folder `state`.

    Leaving it, at Ctrl-C too, drops what has not begun, ends the engines, and waits for the encoders.
    """
    with (
        Crew(settings.engine.workers or cores()) as crew,
        Booth(state / "clips", settings.engine, engine) as booth,
        Desk(state / "blocks", booth, crew, settings) as desk,
    ):
        yield desk
