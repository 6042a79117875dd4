"""What several commands do alike: find the installation, read a story, print JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from briefing.cast import read_cast
from briefing.config import bundled
from briefing.errors import ConfigError, SourceError
from briefing.newsroom import Newsroom
from briefing.spoken import read_lexicon

if TYPE_CHECKING:
    from briefing.config import Home
    from briefing.model import Article, Story
    from briefing.spoken import Lexicon

__all__ = ["article_json", "one_story", "print_json", "room_of", "stdin_lines"]


def room_of(home: Home, engine: str | None = None) -> Newsroom:
    """The newsroom of an installation: its cast and lexicon read, the shipped lexicon under its own."""
    cast = read_cast(*home.text(home.settings.engine.cast))
    return Newsroom(home.root, home.public, home.state, home.settings, cast, _lexicon(home), engine)


def _lexicon(home: Home) -> Lexicon:
    """The shipped lexicon, and over it the installation's own."""
    text, where = home.text(home.settings.engine.lexicon)
    try:
        own = read_lexicon(text)
    except ConfigError as error:
        raise ConfigError(where, error.message, hint=error.hint) from error
    return read_lexicon((bundled() / "lexicon.toml").read_text("utf-8")) | own


def one_story(source: str, home: Home) -> Story:
    """The one story of a source.

    Raises:
        SourceError: it cannot be read, or holds none or several.
    """
    from briefing.sources import read_source

    stdin = sys.stdin.buffer.read() if source == "-" else b""
    found = list(read_source(source, settings=home.settings.sources, home=home.root, stdin=stdin))
    for story in found:
        if isinstance(story, SourceError):
            raise story
    if len(found) != 1 or isinstance(found[0], SourceError):
        hint = "Name one story; `briefing make` takes many."
        raise SourceError(source, f"holds {len(found) or 'no'} stories", hint=hint)
    return found[0]


def article_json(article: Article) -> dict[str, object]:
    """The fields of an article that scripts rely on."""
    dateline = article.dateline
    return {
        "headline": article.headline,
        "byline": article.byline,
        "published": _day_or_time(article),
        "site": article.site,
        "dateline": dateline and {"place": dateline.place, "date": dateline.date and dateline.date.isoformat()},
        "language": article.language,
        "body": article.body,
    }


def _day_or_time(article: Article) -> str | None:
    """ISO 8601: a day where no more is known."""
    time = article.published
    if time is None:
        return None
    known = time.tzinfo or time.time() != time.min.time()
    return time.isoformat() if known else time.date().isoformat()


def print_json(value: object) -> None:
    """One JSON value on stdout: indented for a person, on one line for a pipe."""
    text = msgspec.json.encode(value)
    click.echo(msgspec.json.format(text, indent=2) if sys.stdout.isatty() else text)


def stdin_lines(file: Path | None = None) -> list[str]:
    """The lines of a file or of stdin, cut at line feeds only; bytes that are no UTF-8 are marked, not fatal."""
    data = file.read_bytes() if file else sys.stdin.buffer.read()
    lines = data.decode("utf-8", "replace").split("\n")
    return [line.removesuffix("\r") for line in (lines[:-1] if lines[-1] == "" else lines)]
