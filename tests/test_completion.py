"""The shell completes commands and options, as docs/operators.md says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("briefing")


def ask(**environment: str) -> str:
    """What the program tells the shell."""
    given = os.environ | environment
    return subprocess.run([PROGRAM], env=given, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_given_its_lines(shell: str) -> None:
    """To be read in when it starts."""
    assert "_BRIEFING_COMPLETE" in ask(_BRIEFING_COMPLETE=f"{shell}_source")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("briefing ap", ["approve"]),
        ("briefing nightly ", ["install", "remove", "run", "show"]),
        ("briefing make --eng", ["--engine"]),
        ("briefing serve tokens r", ["revoke"]),
    ],
)
def test_what_is_begun_is_completed(typed: str, offered: list[str]) -> None:
    """Commands, those below them, and options, each from the module that it is in."""
    words = typed.split(" ")
    told = ask(_BRIEFING_COMPLETE="bash_complete", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1))
    assert [line.split(",")[1] for line in told.splitlines()] == offered
