"""`briefing feed`: what concerns the feed as its readers see it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from briefing.cli.shared import print_json

if TYPE_CHECKING:
    from briefing.feed.check import Verdict

__all__ = ["feed"]

SHOWN = 3
"""Places where a rule is broken that are shown; enough to see what is wrong."""


@click.group()
def feed() -> None:
    """Check a podcast feed against the rules of apps and directories."""


@feed.command()
@click.argument("source", metavar="FILE|URL")
@click.option("--episodes", default=20, show_default=True, type=click.IntRange(0, 10_000),
              help="Of how many episodes, the newest, the files are asked for.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The verdicts as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Show broken rules only.")
def check(source: str, episodes: int, as_json: bool, quiet: bool) -> None:
    """Hold a feed against the rules of RSS, Apple, PSP-1, Podcasting 2.0 and HTTP.

    A file is read; of a URL, its server is checked too: ranges, lengths, types, transcripts, chapters.

    Exit code: 1 when a MUST is broken.
    """
    from briefing.feed.check import Level, check_feed

    verdicts = check_feed(source, fetched=episodes)
    broken = {level: sum(each.rule.level is level and bool(each.faults) for each in verdicts) for level in Level}
    if as_json:
        rules = [_as_json(each) for each in verdicts]
        print_json({"must_broken": broken[Level.MUST], "should_broken": broken[Level.SHOULD], "rules": rules})
    else:
        for each in verdicts:
            if each.faults or not quiet:
                _tell(each)
        click.echo(f"{len(verdicts)} rules: {broken[Level.MUST]} MUST broken, {broken[Level.SHOULD]} SHOULD broken.")
    sys.exit(1 if broken[Level.MUST] else 0)


def _as_json(verdict: Verdict) -> dict[str, object]:
    rule = verdict.rule
    named = {"rule": rule.name, "level": rule.level, "source": rule.source, "asks": rule.asks}
    return named | {"checked": verdict.checked, "faults": verdict.faults}


def _tell(verdict: Verdict) -> None:
    """The rule with its source, and where it is broken."""
    rule, faults = verdict.rule, verdict.faults
    click.echo(f"{'broken' if faults else 'kept':6} {rule.level:6} {rule.asks}  [{rule.source}]")
    for fault in faults[:SHOWN]:
        click.echo(f"         {fault}")
    if len(faults) > SHOWN:
        click.echo(f"         and {len(faults) - SHOWN} more")
