"""`briefing serve`: the edition, for podcast apps on the local network."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.config import find_home

__all__ = ["serve"]


@click.command()
@click.option("--host", default="0.0.0.0", show_default=True, help="The address to listen at.")  # noqa: S104  phones come from outside
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.pass_obj
def serve(home: Path | None, host: str, port: int) -> None:
    """Show the edition to podcast apps on this network.

    Serves out/public and nothing else, until it is stopped with Ctrl-C.
    """
    from briefing.serve import serve as run

    run(find_home(home).public, host, port, click.echo)
