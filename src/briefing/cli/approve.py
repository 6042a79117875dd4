"""`briefing approve`: let editions that were held back be heard."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from briefing.cli.make import progress_bar, tell
from briefing.cli.shared import print_json, room_of
from briefing.config import find_home

__all__ = ["approve"]


@click.command()
@click.argument("name", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="Only show what waits, and how many quotes are doubtful.")
@click.option("--engine", help="Speak with this engine whatever the cast says; `silent` keeps time without a sound.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.pass_obj
def approve(
    home: Path | None, name: tuple[str, ...], listed: bool, engine: str | None, as_json: bool, quiet: bool
) -> None:
    """Publish editions that wait for an editor.

    NAME is what `--list` shows; without one, everything that waits is published.  With `publish.hold` in
    briefing.toml, `briefing make` writes the script of an edition that must wait to out/state/held/: correct it there,
    then approve it.  To drop an edition, delete its script; stories that are still in their sources are then made anew.

    Exit code: as `briefing make`.
    """
    from briefing.editor import approve_editions
    from briefing.review import named

    here = find_home(home)
    if listed or not named(here.state, name):
        _list(named(here.state, name))
        return
    with progress_bar(shown=not quiet and sys.stderr.isatty()) as progress:
        report = approve_editions(name, room_of(here, engine), now=datetime.now(UTC), progress=progress)
    if as_json:
        print_json(report)
    else:
        tell(report, here, quiet=quiet)
    sys.exit(report.exit_code)


def _list(waiting: tuple[Path, ...]) -> None:
    """What waits: name, doubtful quotes and stories, and where it lies."""
    from briefing.review import doubts

    for path in waiting:
        click.echo(f"{path.stem}  {doubts(path)}  {path}")
    if not waiting:
        click.echo("Nothing waits.")
