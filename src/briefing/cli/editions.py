"""`briefing editions`: what was published, and how it is put right."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from briefing.cli.make import tell_reasons
from briefing.cli.shared import clock, forgiving, inherited, of_show, print_json_of, room_of, shows_of, stdin_for, title
from briefing.report import worst

if TYPE_CHECKING:
    from briefing.config import Home
    from briefing.corrections import Found
    from briefing.report import Report

__all__ = ["editions"]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="The editions as JSON.", callback=inherited)
@of_show
@click.pass_context
def editions(ctx: click.Context, as_json: bool, name: str | None) -> None:
    """List what was published, correct it, or take it back.

    An EDITION is named by the first letters of its guid, or by its date; a STORY by its id, or by words of its
    headline.
    """
    if ctx.invoked_subcommand:
        return
    from briefing.corrections import archive

    asked = shows_of(ctx.obj, name, needs="out")
    homes = asked
    if len(asked) > 1:  # one that has published nothing yet is no error beside the others
        homes = tuple(here for here in asked if here.public.is_dir()) or asked[:1]
    found = {here.name: archive(room_of(here)) for here in homes}
    if as_json:
        print_json_of({name: [_as_data(each) for each in told] for name, told in found.items()}, asked)
        return
    for here in homes:
        title(here, homes)
        for each in found[here.name]:
            click.echo(_line(each, ZoneInfo(here.settings.show.timezone)))


@editions.command()
@click.argument("edition")
@click.option("--json", "as_json", is_flag=True, help="The edition as JSON.", callback=inherited)
@of_show
@click.pass_obj
def show(home: Path | None, edition: str, as_json: bool, name: str | None) -> None:
    """Show an edition and its stories."""
    from briefing.corrections import look_up_in

    homes = shows_of(home, name, needs="out")
    rooms = {here.name: room_of(here) for here in homes}
    meant = look_up_in(edition, list(rooms.values()))
    if as_json:
        told = {name: _as_data(found) for name, room in rooms.items() for each, found in meant if each is room}
        print_json_of(told, homes)
        return
    for room, found in meant:
        click.echo(_line(found, ZoneInfo(room.settings.show.timezone)))
        click.echo(f"guid   {found.episode.guid}\naudio  {room.public / found.episode.enclosure.path}")
        for story in found.stories:
            click.echo(f"\n{story.article.title}\n  {story.id}")


@editions.command()
@click.argument("story")
@click.option(
    "--from",
    "source",
    default="",
    help="A file, a page, or - for standard input, whose words take the place of the story's.",
)
@click.option("--engine", help="Speak with this engine whatever the cast says.")
@of_show
@click.pass_obj
def remake(home: Path | None, story: str, source: str, engine: str | None, name: str | None) -> None:
    """Make the edition of a STORY again, in every show that has it.

    It is made as it would be made today: with the lexicon and the cast of now.  Its guid stays, its audio gets a new
    address.  Words given with --from stay when the source of the story gives the old ones again.
    """
    from briefing.corrections import look_up_in, remake

    rooms = [room_of(here, engine) for here in shows_of(home, name, needs="out")]
    codes: list[int] = []
    meant, stdin = look_up_in(story, rooms), stdin_for(source)
    for room, _ in meant:
        with forgiving(codes):
            found, report = remake(story, room, now=datetime.now(UTC), source=source, stdin=stdin)
            codes.append(_tell(report, f"Made again: {found.episode.title}" if report.made else ""))
    sys.exit(worst(codes))


@editions.command()
@click.argument("edition_or_story")
@click.option("--engine", help="Speak with this engine whatever the cast says.")
@of_show
@click.pass_obj
def withdraw(home: Path | None, edition_or_story: str, engine: str | None, name: str | None) -> None:
    """Take back an edition or a story, at once.

    It leaves the feed and the public folder, and does not come back, whatever its source says.  An edition that holds
    other stories is published again without it.  A story leaves every show, and a show that never had it does not take
    it either.
    """
    from briefing.corrections import keep_out, look_up_in, withdraw

    rooms = [room_of(here, engine) for here in shows_of(home, name, needs="out")]
    meant = look_up_in(edition_or_story, rooms)
    codes: list[int] = []
    for room, _ in meant:
        with forgiving(codes):
            _, report = withdraw(edition_or_story, room, now=datetime.now(UTC), gone=_tell_withdrawn)
            codes.append(_tell(report, ""))
    stories = [story for _, found in meant if not found.whole for story in found.stories]
    for room in rooms if stories else ():
        with forgiving(codes):
            keep_out(stories, room, now=datetime.now(UTC))
    sys.exit(worst(codes))


@editions.command()
@click.option("--dry-run", is_flag=True, help="Show what would go, and let nothing go.")
@of_show
@click.pass_obj
def prune(home: Path | None, dry_run: bool, name: str | None) -> None:
    """Let go what is old, as [keep] in briefing.toml says.

    Every nightly run does this at its end.  Audio goes after a grace period that begins when the feed no longer names
    it.
    """
    homes = shows_of(home, name, needs="out")
    codes: list[int] = []
    for here in homes:
        with forgiving(codes):
            title(here, homes)
            _prune(here, dry_run=dry_run)
    sys.exit(worst(codes))


def _prune(here: Home, *, dry_run: bool) -> None:
    from briefing.nightly import clear_out

    gone = clear_out(room_of(here), datetime.now(UTC), dry_run=dry_run)
    would = "would " if dry_run else ""
    for episode in gone.leaving:
        click.echo(f"{would}leave the feed: {episode.title}")
    for path in gone.public:
        click.echo(f"{would}delete: {path}")
    click.echo(
        f"{would}delete {len(gone.cached)} files of the caches; {len(gone.waiting)} public files are in their grace "
        f"period; {gone.freed / 1_000_000:.1f} MB {'would be ' if dry_run else ''}freed"
    )


def _line(found: Found, zone: ZoneInfo) -> str:
    episode = found.episode
    day, left = f"{episode.published.astimezone(zone):%Y-%m-%d}", "  (left the feed)" if found.retired else ""
    return f"{found.short}  {day}  {clock(episode.duration_ms)}  {episode.title}{left}"


def _as_data(found: Found) -> dict[str, object]:
    stories = [{"id": story.id, "headline": story.article.headline} for story in found.stories]
    episode = found.episode
    return {
        "guid": episode.guid,
        "title": episode.title,
        "published": episode.published.isoformat(),
        "updated": episode.updated.isoformat(),
        "duration_ms": episode.duration_ms,
        "audio": episode.enclosure.path,
        "in_feed": not found.retired,
        "stories": stories,
    }


def _tell_withdrawn(found: Found) -> None:
    """As soon as it is true: what comes after it may fail."""
    for story in found.stories:
        click.echo(f"Withdrawn: {story.article.title}")


def _tell(report: Report, done: str) -> int:
    """Say what was done, if anything was; the exit code."""
    if done:
        click.echo(done)
    tell_reasons(report)
    for made in report.made:
        click.echo(f"Published: {made.title}, {made.path}")
    return report.exit_code
