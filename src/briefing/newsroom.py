"""Where an edition is made, by whom and with what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.model import Prosody
from briefing.pacing import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefing.cast import Cast
    from briefing.settings import Settings
    from briefing.spoken import Lexicon

__all__ = ["Newsroom"]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A show of an installation, as the rooms that make an edition need it."""

    home: Path
    """What relative file names of the settings start from."""
    public: Path
    """What is served."""
    state: Path
    """What is remembered; never served."""
    settings: Settings
    cast: Cast
    lexicon: Lexicon
    engine: str | None = None
    """Takes the place of whatever engines the cast names."""
    main: Newsroom | None = None
    """The main show's, where this is a further show."""
    others: Mapping[str, str] = field(default_factory=dict)
    """The other shows: title → link to its index from this one's."""

    @property
    def first(self) -> Newsroom:
        """The main show's: with its state lies what all shows share, which is the lock and what was spoken."""
        return self.main or self

    @property
    def reading(self) -> Reading:
        """How the show is read."""
        chosen = self.settings
        return Reading(Prosody(chosen.engine.rate), chosen.show.language, self.lexicon, chosen.quotes.style == "cues")
