"""`briefing approve`: let editions that were held back be heard."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.make import tell_each
from briefing.cli.shared import of_show, room_of, shows_of

if TYPE_CHECKING:
    from briefing.config import Home
    from briefing.report import Progress, Report

__all__ = ["approve"]


@click.command()
@click.argument("edition", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="Only show what waits, and how many quotes are doubtful.")
@click.option("--engine", help="Speak with this engine whatever the cast says; `silent` keeps time without a sound.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
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
    if listed or not any(waiting.values()):
        _list([path for paths in waiting.values() for path in paths])
        return

    def publish(here: Home, progress: Progress) -> Report:
        names = list(map(str, waiting[here.state]))
        return approve_editions(names, room_of(here, engine), now=datetime.now(UTC), progress=progress)

    chosen = [each for each in homes if waiting[each.state]]
    tell_each(chosen, publish, [], among=homes, as_json=as_json, quiet=quiet)


def _list(waiting: list[Path]) -> None:
    """What waits: name, doubtful quotes and stories, and where it lies."""
    from briefing.review import doubts

    for path in waiting:
        click.echo(f"{path.stem}  {doubts(path)}  {path}")
    if not waiting:
        click.echo("Nothing waits.")
