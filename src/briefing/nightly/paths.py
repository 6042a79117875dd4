"""Where the nights are kept and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.nightly.journal import LOG

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["log_file", "reports_folder"]


def reports_folder(state: Path) -> Path:
    """Where the nights are kept, a file each."""
    return state / "reports"


def log_file(state: Path) -> Path:
    """Where the nights are logged."""
    return state / "log" / LOG
