"""`briefing backup` and `briefing restore`: the library, which cannot be made again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.shared import of_show, shows_anyway
from briefing.config import MAIN
from briefing.errors import StoreError

if TYPE_CHECKING:
    from briefing.config import Home
    from briefing.store.backup import Replaced

__all__ = ["backup", "restore"]


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@of_show
@click.pass_obj
def backup(home: Path | None, file: Path, name: str | None) -> None:
    """Copy the library to FILE.

    It holds what was published, under which guids, and whose voice is whose.  The copy is whole also where a run was
    killed; a FILE that is there is replaced.  FILE is the main show's; each further show has one of its own beside it,
    with the show's name before the ending, also where --show names it alone: news.sqlite, news.council.sqlite.  Keep
    out/public with it.

    Exit code: 0 copied, 1 it cannot be copied, 75 a run is at work.
    """
    from briefing.store.backup import back_up
    from briefing.store.library import LIBRARY, has_library

    homes = shows_anyway(home, name)
    there = {here.state: _file_of(here, file) for here in homes if has_library(here.state)}
    if not there:
        raise StoreError(str(homes[0].state / LIBRARY), "nothing was published yet", hint="`briefing make` does that.")
    back_up(there, homes[0].show(MAIN).state)
    for each in there.values():
        click.echo(f"Copied: {each}")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@of_show
@click.pass_obj
def restore(home: Path | None, file: Path, name: str | None) -> None:
    """Put FILE, which `briefing backup` wrote, in the library's place.

    It must be a sound library of that show, of this version of the program or an older one.  What was in its place is
    kept beside it.  FILE is the main show's, as for `briefing backup`, and those shows are restored of which there is a
    file.  Editions that were published after the backup leave the feed with the next run, and their stories are
    published anew; what was withdrawn after it stays so, as long as the library that is replaced can be read.

    Exit code: 0 restored, 1 it cannot be used and nothing was changed, 2 there is no FILE, 75 a run is at work.
    """
    from briefing.store.backup import restore as put_back

    homes = shows_anyway(home, name)
    there = {here.state: each for here in homes if (each := _file_of(here, file)).is_file()}
    if not there:
        raise click.UsageError(
            f"There is no {_file_of(homes[0], file)}.  FILE is the main show's, whatever --show says."
        )
    kept = put_back(there, homes[0].show(MAIN).state, datetime.now(UTC))
    for state, each in there.items():
        click.echo(f"Restored: {each}")
        _tell_replaced(kept[state])
    for here in (here for here in homes if here.state not in there):
        click.echo(f"There is no backup of the show {here.name}; its library stays as it is.", err=True)
    click.echo("`briefing make` brings feed and pages to it.")


def _file_of(here: Home, file: Path) -> Path:
    """Where a show's library is backed up, whichever shows are asked for."""
    return file if here.name == MAIN else file.with_name(f"{file.stem}.{here.name}{file.suffix}")


def _tell_replaced(replaced: Replaced | None) -> None:
    """What became of the library that was there, and of what was withdrawn since the backup."""
    if replaced:
        click.echo(f"  What was there before: {replaced.library}")
    if replaced is None or replaced.withdrawn is None:
        click.echo("  Withdraw again what you withdrew since the backup: nothing is left that tells of it.", err=True)
    elif replaced.withdrawn:
        click.echo(f"  Stories withdrawn since the backup, which stay so: {replaced.withdrawn}")
