"""Everything that speaks: the port, the engines behind it, and the workers that run them.

Engines are entry points of the group `briefing.engines`, ours and other people's alike; only the one asked for is
imported.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefing.errors import EngineMissing, SynthesisError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint

    from briefing.engines.port import Engine
    from briefing.model import Voice

__all__ = ["engine_names", "load_engine", "voices_of"]

GROUP = "briefing.engines"


def engine_names() -> tuple[str, ...]:
    """Name every engine that is installed, in alphabetical order; none is imported."""
    return tuple(sorted(_installed()))


def load_engine(name: str) -> Engine:
    """Build the engine called `name`, or the one at `package.module:Class`, which may lie in the current folder.

    Raises:
        EngineMissing: there is none, or what it is made of cannot be loaded.
    """
    entry = _at(name) if ":" in name else _installed().get(name)
    if entry is None:
        raise EngineMissing(name, "", "no such engine is installed", hint=_nearest(name))
    try:
        module = import_module(entry.module)
        return cast("Callable[[], Engine]", getattr(module, entry.attr))()
    except Exception as error:  # other people's modules may raise what they like
        reason = f"it cannot be loaded: {type(error).__name__}: {error}"
        raise EngineMissing(name, "", reason, hint=_what_to_mend(entry)) from error


def voices_of(name: str) -> tuple[Voice, ...]:
    """List the voices of the engine called `name`.

    Raises:
        SynthesisError: there is none, or it cannot tell.
    """
    engine = load_engine(name)
    try:
        return tuple(engine.voices())
    except Exception as error:  # as above
        raise SynthesisError(name, "", f"its voices cannot be listed: {type(error).__name__}: {error}") from error


def _at(place: str) -> EntryPoint:
    """Looked for in the current folder, too, which is not on the path of an installed command; after all else.

    Raises:
        EngineMissing: it is no place of a class.
    """
    from importlib.metadata import EntryPoint  # noqa: PLC0415  40 ms, which `briefing --help` need not pay

    module, _, attribute = place.partition(":")
    if not all(part.isidentifier() for part in (*module.split("."), *attribute.split("."))):
        raise EngineMissing(place, "", "that is no place of an engine", hint="Write it as package.module:Class.")
    if (here := str(Path.cwd())) not in sys.path:
        sys.path.append(here)
    return EntryPoint(place, place, GROUP)


def _installed() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415  as above

    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _nearest(name: str) -> str:
    import difflib  # noqa: PLC0415  for the unlucky only

    known = engine_names()
    near = difflib.get_close_matches(name.lower(), known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Engines that are installed: {', '.join(known) or 'none'}."


def _what_to_mend(entry: EntryPoint) -> str:
    """Only of what was installed is it known by which package."""
    if entry.dist is None:
        return f"Is the module {entry.module} in this folder, or installed, and is {entry.attr} its class?"
    package = entry.dist.name
    wanted = f"{package}[{entry.extras[0]}]" if entry.extras else package
    return f"Install it again: pip install '{wanted}'"
