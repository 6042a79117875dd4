"""What can go wrong with a request."""

from __future__ import annotations

__all__ = ["Unfetched"]


class Unfetched(Exception):  # noqa: N818  says what came of it; becomes a SourceError before it leaves this room
    """No usable answer, and why: `reason` goes on from the address, as in `… is too slow`."""

    def __init__(self, reason: str, *, hint: str = "", passing: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.passing = passing
        """Whether another try may help."""
