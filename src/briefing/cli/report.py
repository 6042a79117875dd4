"""`briefing report`: what became of the last nights."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from briefing.cli.shared import of_show, print_json_of, shows_anyway, title

if TYPE_CHECKING:
    from briefing.nightly import Night

__all__ = ["report"]

WIDTH = 400
"""Columns of the table where nobody can say how wide a line may be: as many as it needs."""
STAGES = ("reading", "cleaning", "writing", "speaking", "joining", "publishing")
"""In the order of the work."""
ENDINGS = {0: "well", 1: "failed", 2: "failed", 3: "partly", 75: "busy"}


@click.command()
@click.option("-n", "--nights", default=7, show_default=True, type=click.IntRange(1, 400), help="How many.")
@click.option("--json", "as_json", is_flag=True, help="The reports as JSON.")
@of_show
@click.pass_obj
def report(home: Path | None, nights: int, as_json: bool, name: str | None) -> None:
    """Show what became of the last nights.

    Stories that came in and went out, minutes of audio, how long each stage took, and how much speech could be used
    again; below it, why stories are not heard.
    """
    from briefing.nightly import last_nights, reports_folder

    homes = shows_anyway(home, name, needs="out")
    found = {here.name: last_nights(reports_folder(here.state), nights) for here in homes}
    if as_json:
        print_json_of(found, homes)
        return
    for here in homes:
        title(here, homes)
        _tell(found[here.name], ZoneInfo(here.settings.show.timezone))


def _tell(nights: tuple[Night, ...], zone: ZoneInfo) -> None:
    """A table of the nights, and what went wrong in them."""
    if not nights:
        click.echo("No night yet: `briefing nightly run` makes the first.")
        return
    click.echo(_table(nights, zone), nl=False)
    for night in reversed(nights):
        _tell_reasons(night, zone)


def _table(nights: tuple[Night, ...], zone: ZoneInfo) -> str:
    """A line a night, the newest last."""
    from rich.console import Console
    from rich.table import Table

    from briefing.report import Status

    stages = [stage for stage in STAGES if any(stage in night.report.seconds for night in nights)]
    table = Table("Night", "", "In", "Out", "Minutes", *stages, "all s", "Spoken", "Reused", box=None, pad_edge=False)
    table.columns[0].no_wrap = True
    for column in table.columns[2:]:
        column.justify = "right"
    for night in reversed(nights):
        told = night.report
        table.add_row(
            f"{night.started.astimezone(zone):%Y-%m-%d %H:%M}",
            "broken off" if night.broken else ENDINGS.get(night.exit_code, str(night.exit_code)),
            str(len(told.outcomes)),
            str(night.count(Status.PUBLISHED, Status.CORRECTED)),
            f"{sum(made.duration_ms for made in told.made) / 60_000:.1f}",
            *(f"{told.seconds.get(stage, 0):.1f}" for stage in stages),
            f"{night.took_s:.1f}",
            str(told.spoken),
            str(told.reused),
        )
    if not sys.stdout.isatty():  # nobody can say how wide a line may be, and a head that is cut says nothing
        for column in table.columns:
            column.no_wrap = True
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def _tell_reasons(night: Night, zone: ZoneInfo) -> None:
    from briefing.nightly import TOLD

    reasons = [f"{outcome.status}: {outcome.reason}" for outcome in night.report.outcomes if outcome.reason]
    silent = [f"{channel}: {told}" for channel, told in night.told.items() if not told.endswith(TOLD)]
    for reason in [*filter(None, [night.error]), *reasons, *silent]:
        click.echo(f"{night.started.astimezone(zone):%Y-%m-%d %H:%M}  {reason}")
