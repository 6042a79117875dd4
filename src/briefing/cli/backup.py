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
    from collections.abc import Sequence

    from briefing.config import Home

__all__ = ["backup", "restore"]


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@of_show
@click.pass_obj
def backup(home: Path | None, file: Path, name: str | None) -> None:
    """Copy the library to FILE.

    It holds what was published, under which guids, and whose voice is whose.  The copy is whole also where a run was
    killed; a FILE that is there is replaced.  Of several shows each has a file
    of its own, with the show's name before the ending: news.sqlite, news.council.sqlite.  Keep out/public with it.

    Exit code: 0 copied, 1 it cannot be copied, 75 a run is at work.
    """
    from briefing.store.backup import back_up
    from briefing.store.library import LIBRARY, has_library

    homes = shows_anyway(home, name)
    there = {here.state: each for here, each in _files(file, homes) if has_library(here.state)}
    if not there:
        raise StoreError(str(homes[0].state / LIBRARY), "nothing was published yet", hint="`briefing make` does that.")
    back_up(there, homes[0].show(MAIN).state)
    for each in there.values():
        click.echo(f"Copied: {each}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@of_show
@click.pass_obj
def restore(home: Path | None, file: Path, name: str | None) -> None:
    """Put FILE, which `briefing backup` wrote, in the library's place.

    It must be a sound library, of this version of the program or an older one.  What was in its place is kept beside
    it.  Of several shows those are restored of which there is a file, as `briefing backup` names them.  Editions that
    were published after the backup leave the feed with the next run, and their stories are published anew.

    Exit code: 0 restored, 1 it cannot be used and nothing was changed, 2 there is no FILE, 75 a run is at work.
    """
    from briefing.store.backup import restore as put_back

    homes = shows_anyway(home, name)
    there = {here.state: each for here, each in _files(file, homes) if each.is_file()}
    kept = put_back(there, homes[0].show(MAIN).state, datetime.now(UTC))
    for state, each in there.items():
        click.echo(f"Restored: {each}")
        if old := kept[state]:
            click.echo(f"  What was there before: {old}")
    for here in (here for here in homes if here.state not in there):
        click.echo(f"There is no backup of the show {here.name}; its library stays as it is.", err=True)
    click.echo("`briefing make` brings feed and pages to it.")


def _files(file: Path, homes: Sequence[Home]) -> list[tuple[Home, Path]]:
    """Each show and the file of its library."""
    if len(homes) == 1:
        return [(homes[0], file)]
    names = (file if here.name == MAIN else file.with_name(f"{file.stem}.{here.name}{file.suffix}") for here in homes)
    return list(zip(homes, names, strict=True))
