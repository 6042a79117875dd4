"""`briefing script`: who says what in a story, and in which voice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.shared import article_json, one_story, print_json, room_of
from briefing.config import find_home

if TYPE_CHECKING:
    from briefing.cast import Casting
    from briefing.model import Segment

__all__ = ["script"]


@click.command()
@click.argument("src")
@click.option("--json", "as_json", is_flag=True, help="The article and its segments as JSON.")
@click.pass_obj
def script(home: Path | None, src: str, as_json: bool) -> None:
    """Show who says what in a story, and in which voice.

    SRC is a file, a URL, or - for standard input.  A voice that somebody was given in an earlier edition is kept.
    """
    from briefing.cast import cast_story
    from briefing.clean import clean
    from briefing.production import script_article
    from briefing.scriptfile import render
    from briefing.store.library import remembered_voices

    here = find_home(home)
    article = clean(one_story(src, here))
    segments = script_article(article, here.settings.quotes.threshold)
    casting = cast_story(segments, room_of(here).cast, remembered_voices(here.state))
    if as_json:
        print_json({"article": article_json(article), "segments": [_segment(each, casting) for each in segments]})
    else:
        click.echo(render(segments, casting, here.settings.show.language), nl=False)


def _segment(segment: Segment, casting: Casting) -> dict[str, object]:
    return {
        "kind": segment.kind,
        "text": segment.text,
        "speaker": segment.speaker.name if segment.speaker else None,
        "voice": str(casting.voice_of(segment)),
        "confidence": round(segment.confidence, 3),
        "partial": segment.partial,
    }
