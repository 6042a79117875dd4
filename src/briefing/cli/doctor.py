"""`briefing doctor`: what is wrong, and how to mend it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from briefing.config import find_home

__all__ = ["doctor"]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.option("--engine", help="Ask this engine whatever the cast says.")
@click.pass_obj
def doctor(home: Path | None, as_json: bool, engine: str | None) -> None:
    """Find what is wrong with this installation, and say how to mend it.

    Exit code: 0 an edition can be made, 1 something is at fault.
    """
    from briefing.cli.shared import print_json, room_of
    from briefing.doctor import State, examine

    checks = []
    for check in examine(room_of(find_home(home), engine), datetime.now(UTC)):
        checks.append(check)
        if not as_json:
            click.echo(f"{check.state:7} {check.name:12} {check.found}")
            if check.mend:
                click.echo(f"{'':20} {check.mend}")
    if as_json:
        print_json(checks)
    sys.exit(int(any(check.state is State.FAULT for check in checks)))
