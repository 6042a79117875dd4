"""`briefing script`: who says what in stories, and in which voice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.shared import article_json, of_show, print_json, room_of, shows_of, stdin_for
from briefing.config import MAIN
from briefing.errors import SourceError

if TYPE_CHECKING:
    from briefing.config import Home
    from briefing.newsroom import Newsroom
    from briefing.scripted import Scripted
    from briefing.scriptfile import Row, Script
    from briefing.store.library import Published

__all__ = ["script"]


@click.command()
@click.argument("src", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="The article and its segments as JSON.")
@click.option("--doubtful", is_flag=True, help="Only what an editor should look at, with line numbers.")
@click.option("--why", type=click.IntRange(1), metavar="LINE", help="Tell why this line of the script is as it is.")
@of_show
@click.pass_obj
def script(
    home: Path | None, src: tuple[str, ...], as_json: bool, doubtful: bool, why: int | None, name: str | None
) -> None:
    """Show who says what in a story, and in which voice.

    SRC are files, folders, URLs, or - for standard input.  A voice that somebody was given in an earlier edition is
    kept.  What is printed can be edited, and spoken by `briefing make STORY.script`: change a name, the voice in <>,
    the words after |, or what is said after ~.
    """
    from briefing.scripted import as_script, known_voices, read_out
    from briefing.scriptfile import render, rows

    (here,) = shows_of(home, name or MAIN)
    room = room_of(here)
    stories = read_out(_stories(src, here), room, known_voices(room))
    scripts = [as_script(each, room) for each in stories]
    if as_json:
        told = [_json(each) for each in stories]
        print_json(told[0] if len(told) == 1 else told)
    elif why:
        _explain(list(rows(scripts)), why, stories, room)
    elif doubtful:
        _doubtful(list(rows(scripts)), scripts)
    else:
        click.echo(render(*scripts), nl=False)


def _stories(sources: tuple[str, ...], home: Home) -> list[Published]:
    """Every story of the sources, as it would be published.

    Raises:
        SourceError: one cannot be read, or there is none.
    """
    from briefing.scripted import prepare
    from briefing.sources import read_source

    found, stdin = [], stdin_for(*sources)
    for source in sources:
        for story in read_source(source, settings=home.settings.sources, home=home.root, stdin=stdin):
            if isinstance(story, SourceError):
                raise story
            found.append(prepare(story))
    if not found:
        raise SourceError(", ".join(sources), "holds no stories", hint="Name a file, a folder or a URL.")
    return found


def _json(scripted: Scripted) -> dict[str, object]:
    """What scripts rely on."""
    segments = [
        {
            "kind": segment.kind,
            "text": segment.text,
            "speaker": segment.speaker.name if segment.speaker else None,
            "voice": str(scripted.casting.voice_of(segment)),
            "confidence": round(segment.confidence, 3),
            "partial": segment.partial,
        }
        for segment in scripted.segments
    ]
    return {"article": article_json(scripted.story.article), "segments": segments}


def _doubtful(lines: list[Row], scripts: list[Script]) -> None:
    """What an editor should look at, each line with its number."""
    from briefing.scriptfile import doubtful

    for number, row in enumerate(lines, 1):
        if row.turn is not None and doubtful(scripts[row.story].turns[row.turn].segment):
            click.echo(f"{number}:{row.text}")


def _explain(lines: list[Row], number: int, stories: tuple[Scripted, ...], room: Newsroom) -> None:
    """Why a line is as it is."""
    from briefing.scripted import why

    row = lines[number - 1] if number <= len(lines) else None
    if row is None or row.turn is None:
        raise click.BadParameter(f"there is nothing to be read in line {number} of {len(lines)}", param_hint="--why")
    click.echo(why(stories[row.story], row.turn, room))
