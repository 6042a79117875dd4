"""The program's commands, called in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from briefing.cli import cli

if TYPE_CHECKING:
    from click.testing import Result

__all__ = ["run"]


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    """What `briefing WORDS` answers; what it does not foresee is raised."""
    return CliRunner().invoke(cli, words, input=stdin, catch_exceptions=False)
