"""`briefing nightly`: the night's work, and its place on the timetable."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.shared import of_show, room_of, shows_of
from briefing.config import MAIN, NAME, Home, find_home, find_root
from briefing.errors import BriefingError, ConfigError
from briefing.report import worst
from briefing.settings import Settings

if TYPE_CHECKING:
    from briefing.newsroom import Newsroom
    from briefing.nightly import Refused
    from briefing.schedule import Place

__all__ = ["nightly"]


class Clock(click.DateTime):
    """A time of the day."""

    def __init__(self) -> None:
        super().__init__(["%H:%M"])

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The time that was written."""
        try:
            found: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no time: write a time such as 04:00", param, ctx)
        return found


@click.group()
def nightly() -> None:
    """Make the edition every night, and tell when that fails."""


@nightly.command()
@click.option("--engine", help="Speak with this engine whatever the cast says; `silent` keeps time without a sound.")
@of_show
@click.pass_obj
def run(home: Path | None, engine: str | None, name: str | None) -> None:
    """Do the night's work: for cron.

    Makes an edition of the sources of briefing.toml, lets go what is old, keeps a report and tells those named in
    [nightly].  Says nothing when all is well, and otherwise one paragraph, which cron mails; so it does when an edition
    begins to wait for an editor.  Of several shows each has its turn, whatever becomes of the others, and the exit code
    is the gravest.

    Exit code: 0 published or nothing new, 1 failed, 2 misuse, 3 some stories failed, 75 another run is at work.
    """
    from briefing.nightly import refuse_nights, run_nights

    rooms, refused, main = _opened(home, name, engine)
    now, nights = datetime.now(UTC), []
    if refused:
        nights += refuse_nights(refused, main, now=now, over=not rooms)
    if rooms:
        nights += run_nights(rooms, now=now, complete=not refused)
    for message in filter(None, (message for _, message in nights)):
        click.echo(message, err=True)
    sys.exit(worst(night.exit_code for night, _ in nights))


def _opened(home: Path | None, name: str | None, engine: str | None) -> tuple[list[Newsroom], list[Refused], Path]:
    """The shows that can be opened, those that cannot, and the main show's state folder.

    Raises:
        ConfigError: there is no such folder, it is the wrong one, or briefing.toml has no such show.
    """
    from briefing.nightly import Refused

    root = find_root(home)
    try:
        every = find_home(home)
    except ConfigError as error:
        bare = Home(root, Settings())
        return [], [Refused(bare.settings, bare.state, error)], bare.state
    rooms, refused = [], []
    for here in shows_of(home, name, needs="inbox"):
        try:
            rooms.append(room_of(here, engine))
        except BriefingError as error:
            refused.append(Refused(here.settings, here.state, error))
    return rooms, refused, every.show(MAIN).state


@nightly.command()
@click.option("--at", multiple=True, default=["04:00"], show_default=True, type=Clock(),
              help="When, every day; once more for an evening edition.")  # fmt: skip
@click.option("--system", "place", flag_value="system", help="A file in /etc/cron.d instead of a crontab line.")
@click.option("--systemd", "place", flag_value="systemd", help="A systemd timer, which makes up for missed nights.")
@click.pass_obj
def install(home: Path | None, at: tuple[datetime, ...], place: str | None) -> None:
    """Put the nightly run on the timetable.

    Without an option, a line in your crontab.  Times are the machine's.  Installing again changes them.
    """
    from briefing.schedule import Job, Place, gone, hindrance, install, owner, scheduled

    here = find_home(home)
    if not (here.root / NAME).is_file():
        hint = "Make one with `briefing new`, or name its folder: briefing --home FOLDER nightly install"
        raise ConfigError(str(here.root), f"is no installation: it has no {NAME}", hint=hint)
    job = Job(Path(sys.executable).with_name("briefing"), here.root, tuple(each.time() for each in at))
    chosen = Place(place or "crontab")
    for line in install(job, chosen, owner(here.root)):
        click.echo(line)
    if why := hindrance(chosen):
        click.echo(f"{chosen}: {why}", err=True)
    for where in (each for each in scheduled(here.root) if each is not chosen):
        click.echo(f"{where}: it stands there too, and would run twice. Take it off: {_removal(where)}", err=True)
    for where in Place:
        for folder in gone(where):
            click.echo(f"{where}: {folder} stands there too, but is gone; was it moved? Take it off:", err=True)
            click.echo(f"  {_removal(where)} --gone", err=True)


def _removal(where: Place) -> str:
    """The command that takes it off there."""
    return "briefing nightly remove" + ("" if where == "crontab" else f" --{where}")


@nightly.command()
@click.pass_obj
def show(home: Path | None) -> None:
    """Show where the nightly run stands on a timetable.

    Exit code: 0 it does, 1 it does not.
    """
    from briefing.schedule import scheduled, unreadable

    found = scheduled(find_home(home).root)
    for place, lines in found.items():
        for line in lines:
            click.echo(f"{place}: {line}")
    if why := unreadable():
        click.echo(f"What stands in the crontab is not known: {why}", err=True)
    if not found:
        click.echo("On no timetable: `briefing nightly install` puts it there.")
        sys.exit(1)


@nightly.command()
@click.option("--system", "place", flag_value="system", help="The file in /etc/cron.d.")
@click.option("--systemd", "place", flag_value="systemd", help="The systemd timer.")
@click.option("--gone", "only_gone", is_flag=True, help="What stands there for folders that were moved or deleted.")
@click.pass_obj
def remove(home: Path | None, place: str | None, only_gone: bool) -> None:
    """Take the nightly run off the timetable, and nothing else."""
    from briefing.schedule import Place, gone, remove, scheduled

    where = Place(place or "crontab")
    folders = gone(where) if only_gone else (find_home(home).root,)
    lines = [line for folder in folders for line in remove(folder, where)]
    left = {} if only_gone else scheduled(find_home(home).root)
    nothing = "There was nothing to remove." if left or only_gone else "It is on no timetable."
    click.echo("\n".join(f"Removed: {line}" for line in lines) or nothing)
    for there in left:
        click.echo(f"{there}: it still stands there. Take it off: {_removal(there)}", err=True)
