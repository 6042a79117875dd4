"""`briefing voices add`: fetch a voice from the public catalogue."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefing.config import find_home

__all__ = ["add"]


@click.command()
@click.argument("name")
@click.pass_obj
def add(home: Path | None, name: str) -> None:
    """Fetch a voice of Piper from its public catalogue.

    NAME is written as there, such as en_US-joe-medium; a part of a name lists the voices that have it.  Size and
    licence are shown first.  What is fetched is checked now and whenever it is loaded; a download that broke off goes
    on where it was.  BRIEFING_MODELS names the folder where models are kept, unless it is among your own data.
    """
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    from briefing.engines.catalogue import Catalogue
    from briefing.engines.models import models_folder

    with Catalogue(find_home(home).settings.engine.catalogue) as catalogue:
        offer = catalogue.find(name)
        click.echo(str(offer), err=True)
        columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("", total=offer.size)
            model = catalogue.add(offer, models_folder("piper"), lambda more: bar.advance(task, more))
    click.echo(f"piper/{offer.name}  {model}")
