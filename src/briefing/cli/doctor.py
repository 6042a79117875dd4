"""`briefing doctor`: what is wrong, and how to mend it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.shared import forgiving, of_show, print_json, room_of, shows_of

if TYPE_CHECKING:
    from briefing.doctor import Check

__all__ = ["doctor"]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.option("--engine", help="Ask this engine whatever the cast says.")
@of_show
@click.pass_obj
def doctor(home: Path | None, as_json: bool, engine: str | None, name: str | None) -> None:
    """Find what is wrong with this installation, and say how to mend it.

    Exit code: 0 an edition can be made, 1 something is at fault.
    """
    from briefing.doctor import State, examine

    checks = []
    codes: list[int] = []
    for here in shows_of(home, name):
        with forgiving(codes):
            for check in examine(room_of(here, engine), datetime.now(UTC)):
                checks.append(check)
                if not as_json:
                    _tell(check)
    if as_json:
        print_json(checks)
    sys.exit(int(bool(codes) or any(check.state is State.FAULT for check in checks)))


def _tell(check: Check) -> None:
    click.echo(f"{check.state:7} {check.name:12} {check.found}")
    if check.mend:
        click.echo(f"{'':20} {check.mend}")
