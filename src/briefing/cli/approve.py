"""`briefing approve`: let editions that were held back be heard."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.make import tell_each
from briefing.cli.shared import of_show, print_json, print_json_of, room_of, shows_of
from briefing.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.config import Home
    from briefing.report import Progress

__all__ = ["approve"]


@click.command()
@click.argument("edition", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="Only show what waits, and how many quotes are doubtful.")
@click.option("--engine", help="Speak with this engine whatever the cast says; `silent` keeps time without a sound.")
@click.option("--json", "as_json", is_flag=True, help="The report, or the list, as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@of_show
@click.pass_obj
def approve(
    home: Path | None,
    edition: tuple[str, ...],
    listed: bool,
    engine: str | None,
    as_json: bool,
    quiet: bool,
    name: str | None,
) -> None:
    """Publish editions that wait for an editor.

    EDITION is what `--list` shows; without one, everything that waits is published.  With `publish.hold` in
    briefing.toml, `briefing make` writes the script of an edition that must wait to out/state/held/: correct it there,
    then approve it.  Of a script that is deleted, what its sources still give is made anew, and what had waited for
    room.

    Exit code: as `briefing make`.
    """
    from briefing.editor import approve_editions
    from briefing.review import named

    homes = shows_of(home, name)
    waiting = named([each.state for each in homes], edition)
    chosen = [each for each in homes if waiting[each.state]]
    if listed:
        _list([path for paths in waiting.values() for path in paths], as_json=as_json, quiet=quiet)
        return
    if not chosen:
        _tell_nothing(homes, as_json=as_json, quiet=quiet)
        return

    def publish(here: Home, progress: Progress) -> Report:
        names = list(map(str, waiting[here.state]))
        return approve_editions(names, room_of(here, engine), now=datetime.now(UTC), progress=progress)

    tell_each(chosen, publish, [], among=homes, as_json=as_json, quiet=quiet)


def _list(waiting: list[Path], *, as_json: bool, quiet: bool) -> None:
    """What waits: name, doubtful quotes and stories, and where it lies."""
    from briefing.review import doubts

    if as_json:
        print_json([{"edition": path.stem, "doubts": doubts(path), "script": str(path)} for path in waiting])
        return
    for path in waiting:
        click.echo(f"{path.stem}  {doubts(path)}  {path}")
    if not waiting and not quiet:
        click.echo("Nothing waits.")


def _tell_nothing(homes: Sequence[Home], *, as_json: bool, quiet: bool) -> None:
    """That nothing waits, in the form that was asked for."""
    if as_json:
        print_json_of({each.name: Report(()) for each in homes}, homes)
    elif not quiet:
        click.echo("Nothing waits.")
