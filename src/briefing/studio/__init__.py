"""Lines → clips → blocks: the booth speaks what was never spoken before, the desk mixes what was never mixed before.

Everything made here is kept under a key of all that its sound depends on, so that a run that was cut short goes on
where it was, and a story that did not change costs nothing.
"""

from __future__ import annotations

from briefing.studio.booth import Booth
from briefing.studio.desk import Desk, Strip

__all__ = ["Booth", "Desk", "Strip"]
