"""Lines → clips → blocks: the booth speaks what was never spoken before, the desk mixes what was never mixed before.

Everything made here is kept under a key of all that its sound depends on, so that a run that was cut short goes on
where it was, and a story that did not change costs nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.engines.cluster import ClusterExecutor
from briefing.engines.workers import IN_FLIGHT, cores
from briefing.store.files import sweep
from briefing.studio.booth import Booth
from briefing.studio.crew import Crew
from briefing.studio.desk import Desk, Strip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.cast import Cast
    from briefing.settings import Settings

__all__ = ["Booth", "Crew", "Desk", "Strip", "open_studio"]


@contextmanager
def open_studio(state: Path, settings: Settings, engine: str | None = None, cast: Cast | None = None) -> Iterator[Desk]:
    """A desk, with its booth and its crew; what they make is kept in the folder `state`.

    `engine` takes the place of whatever engines the `cast` names.

    The caller holds the run's lock: what killed runs left half-done is taken away first.  Leaving it, at Ctrl-C too,
    drops what has not begun, ends the engines, and waits for the encoders.  A cluster that the settings name is called
    when the first utterance is asked for.
    """
    sweep(state)
    workers, limit_s = settings.engine.workers, settings.engine.time_limit_s
    cluster = ClusterExecutor(workers, limit_s) if isinstance(workers, str) else None
    with (
        _crew(workers, cluster) as crew,
        Booth(state / "clips", settings.engine, engine, cluster, cast) as booth,
        Desk(state / "blocks", booth, crew, settings) as desk,
    ):
        yield desk


def _crew(workers: int | str, cluster: ClusterExecutor | None) -> Crew:
    """As many hands as there are cores for; those who wait for a cluster need none of ours."""
    if cluster:
        return Crew(cores(), speakers=lambda: cluster.hands * IN_FLIGHT)
    return Crew(workers if isinstance(workers, int) and workers else cores())
