"""An engine that keeps exact time without a sound: for dry runs and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.engines.check import check_length
from briefing.model import Clip, Gender, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Utterance

__all__ = ["Silent"]

CHARACTERS_A_SECOND = 15
AT_RATE = 175
"""Words a minute at which that is so; a faster voice takes less time in proportion."""

_PITCHES_HZ = (88, 112, 142, 180, 205, 240, 100, 220)
"""So that a cast can be tried: men's and women's, as far apart as real ones."""


class Silent:
    """Says everything as silence of the right length: 15 characters a second at 175 words a minute."""

    name = "silent"
    audible = False
    max_chars = 800
    """As many as espeak takes, so that a dry run is cut where the real one will be."""
    version = "1"
    sample_rate = 22_050

    def describe(self) -> str:
        """Say what it is."""
        return "silent: exact time, no sound"

    def voices(self) -> Sequence[Voice]:
        """Offer eight voices; any other id is accepted too, so that every cast can be read in silence."""
        return tuple(
            Voice(self.name, str(number), "en", Gender.MALE if pitch < 165 else Gender.FEMALE, float(pitch))  # noqa: PLR2004  Hz, midway
            for number, pitch in enumerate(_PITCHES_HZ, start=1)
        )

    def say(self, utterance: Utterance) -> Clip:
        """Keep silent for as long as it takes to say it.

        Raises:
            SynthesisError: longer than `max_chars`.
        """
        check_length(self, utterance)
        frames = len(utterance.text) * self.sample_rate * AT_RATE // (CHARACTERS_A_SECOND * utterance.prosody.rate)
        return Clip(bytes(2 * frames), self.sample_rate)
