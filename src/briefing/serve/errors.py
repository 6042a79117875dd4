"""What can go wrong with the server."""

from __future__ import annotations

from briefing.errors import BriefingError

__all__ = ["ServeError"]


class ServeError(BriefingError):
    """The server cannot start, or its list of subscribers cannot be used."""
