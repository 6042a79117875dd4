"""`briefing make`: stories in, an edition and its feed out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from briefing.cli.shared import clock, forgiving, of_show, print_json_of, rooms_of, shows_of, stdin_for, title
from briefing.config import MAIN, NAME
from briefing.report import Status, counted, worst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefing.config import Home
    from briefing.report import Progress, Report

__all__ = ["make", "tell_each", "tell_reasons"]

PIPED_WIDTH = 120
"""Columns of the table where nobody can say how wide a line may be."""


@click.command()
@click.argument("src", nargs=-1)
@click.option("--engine", help="Speak with this engine whatever the cast says; `silent` keeps time without a sound.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@of_show
@click.pass_obj
def make(
    home: Path | None, src: tuple[str, ...], engine: str | None, as_json: bool, quiet: bool, name: str | None
) -> None:
    """Make an edition and its feed.

    SRC are files, folders, URLs, or - for standard input; without any, the sources of briefing.toml are read.
    Stories that were published before and have not changed are left as they are.  A script that you edited
    (`briefing script`) is read as it stands, and its edition made again.

    Where briefing.toml has several shows, each is made in turn, and the exit code is the gravest; stories named as SRC
    go into one show.

    Exit code: 0 published or nothing new, 1 failed, 2 misuse, 3 some stories failed, 75 another run is at work.
    """
    from briefing.intake import Intake, make_edition_of

    homes = shows_of(home, name or (MAIN if src else None), needs="" if src else "inbox")
    stdin = stdin_for(*src)
    codes: list[int] = []
    rooms, now = rooms_of(homes, codes, engine), datetime.now(UTC)
    intake = Intake(tuple(rooms.values()))

    def edition(here: Home, progress: Progress) -> Report:
        room = rooms[here.name]
        if src:
            return make_edition_of(src, room, now=now, stdin=stdin, progress=progress)
        return intake.make_edition(room, now=now, progress=progress)

    chosen = [each for each in homes if each.name in rooms]
    tell_each(chosen, edition, codes, among=homes, as_json=as_json, quiet=quiet)


def tell_each(
    chosen: Iterable[Home],
    edition: Callable[[Home, Progress], Report],
    codes: list[int],
    *,
    among: Sequence[Home],
    as_json: bool,
    quiet: bool,
) -> NoReturn:
    """Make an edition of each show that is chosen `among` all, tell of it, and end with the gravest exit code.

    `codes` are those of what went wrong before.
    """
    from briefing.press.lost import published_at

    reports = {}
    for here in chosen:
        before = published_at(here.public)
        with forgiving(codes), progress_bar(shown=not quiet and sys.stderr.isatty()) as progress:
            reports[here.name] = edition(here, progress)
        if here.name in reports and not as_json:
            title(here, among, quiet=quiet)
            tell(reports[here.name], here, quiet=quiet)
            if not quiet and before not in {"", published_at(here.public)}:
                click.echo(f"Feed and pages now name {here.settings.show.address}, and no longer {before}")
    if as_json and (reports or len(among) > 1):
        print_json_of(reports, among)
    sys.exit(worst([*codes, *(report.exit_code for report in reports.values())]))


@contextmanager
def progress_bar(*, shown: bool) -> Iterator[Progress]:
    """A bar on stderr, where that is a terminal."""
    if not shown:
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bar:
        tasks = {stage: bar.add_task(stage.capitalize(), total=None, visible=False) for stage in ("speaking", "mixing")}
        yield lambda stage, done, total: bar.update(tasks[stage], completed=done, total=total, visible=True)


def tell(report: Report, home: Home, *, quiet: bool) -> None:
    """What was made, as a table; what failed, with what to do about it, on stderr."""
    from briefing.pages import is_local

    if report.outcomes and not quiet:
        click.echo(_table(report), nl=False)
    tell_reasons(report, quiet=quiet)
    if quiet:
        return
    for made in report.made:
        click.echo(f"\n{made.title}")
        click.echo(f"  {home.public / made.path}  {clock(made.duration_ms)}  {counted(len(made.voices), 'voice')}")
    if report.passed_over and not report.made:
        only = ", ".join(home.settings.edition.only)
        click.echo(f"Passed over, since `edition.only` asks for {only}: {report.passed_over}.")
    if report.unchanged and not report.made:
        click.echo(f"Feeds and pages that are unchanged at their source, and were not read again: {report.unchanged}.")
    if not (report.outcomes or report.passed_over or report.unchanged or home.public.is_dir()):
        inbox = home.root / home.settings.sources.inbox
        click.echo(f"There are no stories: put some into {inbox}, or name feeds or pages in {NAME}.")
    elif not report.made:
        held = any(outcome.status is Status.HELD for outcome in report.outcomes)
        click.echo("Nothing new." if report.exit_code == 0 and not held else "No edition was made.")
    elif report.feed:
        click.echo(f"  Feed: {report.feed}")
        if is_local(home.settings.show.address):
            click.echo("  `briefing serve` makes it reachable, on this computer and for a phone in its network.")


def tell_reasons(report: Report, *, quiet: bool = False) -> None:
    """Why stories are not heard, on stderr; what to do about several at once is told once, after them.

    Last, why what was made could not be brought to where it is served.
    """
    told = [each for each in report.outcomes if each.reason]
    if quiet:
        told = [each for each in told if each.status not in {Status.DUPLICATE, Status.LEFT}]
    for hint, outcomes in groupby(told, key=lambda outcome: outcome.hint):
        for outcome in outcomes:
            click.echo(f"{outcome.status.capitalize()}: {outcome.reason}", err=True)
        if hint:
            click.echo(f"  {hint}", err=True)
    if report.trouble:
        click.echo(f"Failed: {report.trouble}\n  {report.hint}".rstrip(), err=True)


def _table(report: Report) -> str:
    """A line a story."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Story", "", "Length", "Heard", box=None, pad_edge=False, header_style="bold")
    for outcome in report.outcomes:
        length = clock(outcome.duration_ms) if outcome.duration_ms else ""
        name = Text(outcome.headline or outcome.name)
        table.add_row(name, outcome.status.value, length, Text(", ".join(outcome.speakers)))
    console = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
    with console.capture() as captured:
        console.print(table)
    return captured.get()
