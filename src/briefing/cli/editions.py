"""`briefing editions`: what was published, and how it is put right."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from briefing.cli.shared import print_json, room_of
from briefing.config import find_home

if TYPE_CHECKING:
    from briefing.corrections import Found
    from briefing.report import Report

__all__ = ["editions"]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="The editions as JSON.")
@click.pass_context
def editions(ctx: click.Context, as_json: bool) -> None:
    """List what was published, correct it, or take it back.

    An EDITION is named by the first letters of its guid, or by its date; a STORY by its id, or by words of its
    headline.
    """
    if ctx.invoked_subcommand:
        return
    from briefing.corrections import archive

    room = room_of(find_home(ctx.obj))
    found = archive(room)
    if as_json:
        print_json([_as_data(each) for each in found])
        return
    zone = ZoneInfo(room.settings.show.timezone)
    for each in found:
        click.echo(_line(each, zone))


@editions.command()
@click.argument("edition")
@click.option("--json", "as_json", is_flag=True, help="The edition as JSON.")
@click.pass_obj
def show(home: Path | None, edition: str, as_json: bool) -> None:
    """Show an edition and its stories."""
    from briefing.corrections import look_up

    here = find_home(home)
    room = room_of(here)
    found = look_up(edition, room)
    if as_json:
        print_json(_as_data(found))
        return
    click.echo(_line(found, ZoneInfo(room.settings.show.timezone)))
    click.echo(f"guid   {found.episode.guid}\naudio  {here.public / found.episode.enclosure.path}")
    for story in found.stories:
        click.echo(f"\n{story.article.headline}\n  {story.id}")


@editions.command()
@click.argument("story")
@click.option("--from", "source", default="", help="A file or page whose words take the place of the story's.")
@click.option("--engine", help="Speak with this engine whatever the cast says.")
@click.pass_obj
def remake(home: Path | None, story: str, source: str, engine: str | None) -> None:
    """Make the edition of a STORY again.

    It is made as it would be made today: with the lexicon and the cast of now.  Its guid stays, its audio gets a new
    address.  Words given with --from stay when the source of the story gives the old ones again.
    """
    from briefing.corrections import remake

    found, report = remake(story, room_of(find_home(home), engine), now=datetime.now(UTC), source=source)
    _tell(report, f"Made again: {found.episode.title}")


@editions.command()
@click.argument("edition_or_story")
@click.option("--engine", help="Speak with this engine whatever the cast says.")
@click.pass_obj
def withdraw(home: Path | None, edition_or_story: str, engine: str | None) -> None:
    """Take back an edition or a story, at once.

    It leaves the feed and the public folder, and does not come back, whatever its source says.  An edition that holds
    other stories is published again without it.
    """
    from briefing.corrections import withdraw

    found, report = withdraw(edition_or_story, room_of(find_home(home), engine), now=datetime.now(UTC))
    _tell(report, "\n".join(f"Withdrawn: {story.article.headline}" for story in found.stories))


@editions.command()
@click.option("--dry-run", is_flag=True, help="Show what would go, and let nothing go.")
@click.pass_obj
def prune(home: Path | None, dry_run: bool) -> None:
    """Let go what is old, as [keep] in briefing.toml says.

    Every nightly run does this at its end.  Audio goes after a grace period that begins when the feed no longer names
    it.
    """
    from briefing.nightly import clear_out

    gone = clear_out(room_of(find_home(home)), datetime.now(UTC), dry_run=dry_run)
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
    minutes, seconds = divmod(round(episode.duration_ms / 1000), 60)
    left = "  (left the feed)" if found.retired else ""
    return (
        f"{found.short}  {episode.published.astimezone(zone):%Y-%m-%d}  {minutes}:{seconds:02}  {episode.title}{left}"
    )


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


def _tell(report: Report, done: str) -> None:
    click.echo(done)
    for outcome in report.outcomes:
        if outcome.reason:
            click.echo(f"{outcome.status.capitalize()}: {outcome.reason}", err=True)
    for made in report.made:
        click.echo(f"Published: {made.title}, {made.path}")
    sys.exit(report.exit_code)
