"""Everything that speaks: the port, the engines behind it, and the workers that run them.

Engines are entry points of the group `briefing.engines`, ours and other people's alike; only the one asked for is
imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from briefing.errors import EngineMissing

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint

    from briefing.engines.port import Engine

__all__ = ["engine_names", "load_engine"]

GROUP = "briefing.engines"


def engine_names() -> tuple[str, ...]:
    """Name every engine that is installed, in alphabetical order; none is imported."""
    return tuple(sorted(_installed()))


def load_engine(name: str) -> Engine:
    """Build the engine called `name`, or the one at `package.module:Class`.

    Raises:
        EngineMissing: there is none, or what it is made of cannot be imported.
    """
    entry = _at(name) if ":" in name else _installed().get(name)
    if entry is None:
        raise EngineMissing(name, "", "no such engine is installed", hint=_nearest(name))
    try:
        module = import_module(entry.module)
        factory = cast("Callable[[], Engine]", getattr(module, entry.attr))
    except (ImportError, AttributeError, OSError) as error:
        raise EngineMissing(name, "", f"it cannot be loaded: {error}", hint=_what_to_install(entry)) from error
    return factory()


def _at(place: str) -> EntryPoint:
    from importlib.metadata import EntryPoint  # noqa: PLC0415  40 ms, which `briefing --help` need not pay

    return EntryPoint(place, place, GROUP)


def _installed() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415  as above

    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _nearest(name: str) -> str:
    import difflib  # noqa: PLC0415  for the unlucky only

    known = engine_names()
    near = difflib.get_close_matches(name.lower(), known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Engines that are installed: {', '.join(known) or 'none'}."


def _what_to_install(entry: EntryPoint) -> str:
    package = entry.dist.name if entry.dist else entry.module.partition(".")[0]
    wanted = f"{package}[{entry.extras[0]}]" if entry.extras else package
    return f"Install it again: pip install '{wanted}'"
