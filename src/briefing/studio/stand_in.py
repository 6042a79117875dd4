"""Who is heard where one engine speaks for the whole cast: `--engine`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.cast import stand_ins
from briefing.engines import load_engine, voices_of
from briefing.errors import SynthesisError

if TYPE_CHECKING:
    from briefing.cast import Cast
    from briefing.model import Voice

__all__ = ["voices_instead"]


def voices_instead(cast: Cast, engine: str) -> dict[str, Voice]:
    """For each member of the cast, by the voice as written there, the voice of `engine` that is heard instead.

    Empty where the engine makes no sound: a dry run keeps the names that the cast has.

    Raises:
        SynthesisError: the engine is not there, or tells no voices.
    """
    loaded = load_engine(engine)
    if not loaded.audible:
        return {}
    own = voices_of(engine)
    if not own:
        raise SynthesisError(engine, "", "it has no voices", hint="`briefing voices` shows those of every engine.")
    return stand_ins(cast, loaded.name, own)
