"""`briefing doctor`: what is wrong, and how to mend it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.shared import cast_of, forgiving, lexicon_of, of_show, print_json, room_of, shows_of
from briefing.config import Home, bundled
from briefing.errors import ConfigError

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
            whole, faults = _usable(here)
            for check in examine(room_of(whole, engine), datetime.now(UTC), faults):
                checks.append(check)
                if not as_json:
                    _tell(check)
    if as_json:
        print_json(checks)
    sys.exit(int(bool(codes) or any(check.state is State.FAULT for check in checks)))


def _usable(home: Home) -> tuple[Home, list[Check]]:
    """The show, with what is shipped in the place of a cast or lexicon that cannot be used, and what is wrong there."""
    from briefing.doctor import Check, State

    faults = []
    for key, shipped, read in (("cast", "newsroom.toml", cast_of), ("lexicon", "lexicon.toml", lexicon_of)):
        for each in home.shows():
            try:
                read(each)
            except ConfigError as error:
                home = _with(home, each.name, key, bundled() / shipped)
                if each.name == home.name:
                    faults.append(Check(key, State.FAULT, error.message, error.hint))
    return home, faults


def _with(home: Home, name: str, key: str, file: Path) -> Home:
    """The same installation, but for the file that one of its shows takes."""
    from msgspec.structs import replace

    every = {each.name: each.settings for each in home.shows()}
    every[name] = replace(every[name], engine=replace(every[name].engine, **{key: str(file)}))
    return Home(home.root, every.pop(home.name), home.name, every)


def _tell(check: Check) -> None:
    click.echo(f"{check.state:7} {check.name:12} {check.found}")
    if check.mend:
        click.echo(f"{'':20} {check.mend}")
