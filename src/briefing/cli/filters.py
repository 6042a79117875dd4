"""The stages as filters: `clean`, `quotes`, `spoken`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from briefing.cli.shared import article_json, print_json, stdin_for, stdin_lines
from briefing.config import find_home
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model import Article, Quote

__all__ = ["clean", "quotes", "spoken"]

BYLINE_WORDS = 12
"""At most so many are a byline, its date and place among them; more that have the name say something of its bearer."""


@click.command()
@click.argument("src", required=False)
@click.option("--json", "as_json", is_flag=True, help="The article as JSON.")
@click.option("--left-out", is_flag=True, help="Instead of the article, what was taken for the page around it.")
@click.option("--jsonl", is_flag=True, help='Lines {"id", "html" or "text", "url"?} on stdin, an article a line out.')
@click.pass_obj
def clean(home: Path | None, src: str | None, as_json: bool, left_out: bool, jsonl: bool) -> None:
    """Show the article in a story, without the page around it.

    SRC is a file, a URL, or - for standard input.  How much was left out is told on standard error.
    """
    from briefing.clean import clean as clean_story
    from briefing.sources import one_story

    if jsonl:
        _each_line(_clean_line)
    elif src is None:
        raise click.UsageError("Name a story, or give lines with --jsonl.")
    else:
        here = find_home(home)
        story = one_story(src, settings=here.settings.sources, home=here.root, stdin=stdin_for(src))
        article = clean_story(story)
        if left_out:
            click.echo("\n\n".join(_left_out(article)))
        elif as_json:
            print_json(article_json(article))
        else:
            click.echo(_readable(article))
            _tell_left_out(len(_left_out(article)))


@click.command()
@click.option("--jsonl", is_flag=True, required=True, help='Lines {"id", "text"} on stdin, the quotes of each out.')
@click.option("--threshold", type=click.FloatRange(0, 1), help="Leave a speaker out below it; 0 shows every guess.")
@click.pass_obj
def quotes(home: Path | None, jsonl: bool, threshold: float | None) -> None:  # noqa: ARG001  the only way in
    """Find who is quoted, in lines of JSON."""
    from briefing.quotes import find_quotes
    from briefing.script import trust

    least = find_home(home).settings.quotes.threshold if threshold is None else threshold
    _each_line(lambda row: {"quotes": [_quote(quote) for quote in trust(find_quotes(row["text"]), least)]})


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def spoken(home: Path | None, file: Path | None) -> None:
    """Write lines as a newsreader says them.

    Reads FILE, or standard input, and prints one spoken line for each written one.
    """
    from briefing.spoken import spoken_form

    language = find_home(home).settings.show.language
    for line in stdin_lines(file):
        click.echo(" ".join(spoken_form(line, language=language).text.split()))


def _each_line(answer: Callable[[dict[str, Any]], dict[str, object]]) -> None:
    """Answer every line of JSON on stdin with one of its own; what goes wrong with one is its answer."""
    for number, line in enumerate(stdin_lines(), 1):
        if not line.strip():
            continue
        known = None
        try:
            row = json.loads(line)
            known = row["id"]
            told = {"id": known} | answer(row)
        except BriefingError as error:
            told = {"id": known, "error": error.message}
        except Exception as error:  # noqa: BLE001  whatever is in a line must not cost the others their answers
            told = {"id": known, "error": f"line {number} is not of the form asked for: {error!r}"}
        click.echo(_ascii_safe(told))


def _ascii_safe(value: object) -> str:
    """JSON on one line; half a surrogate pair, which UTF-8 cannot carry, is escaped."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value))


def _clean_line(row: dict[str, Any]) -> dict[str, object]:
    from briefing.clean import clean as clean_story
    from briefing.model import Form, Story

    content, form = (row["html"], Form.HTML) if "html" in row else (row["text"], Form.TEXT)
    return article_json(clean_story(Story(str(row["id"]), str(row["id"]), content, form, url=row.get("url"))))


def _readable(article: Article) -> str:
    """Headline, names and paragraphs, an empty line between."""
    names = f"By {', '.join(article.byline)}" if article.byline else ""
    return "\n\n".join(part for part in (article.headline, names, *article.body) if part)


def _left_out(article: Article) -> list[str]:
    """What the article does not say: neither in its body nor as its headline and byline."""
    return [piece for piece in article.dropped if piece != article.headline and not _names_only(piece, article)]


def _names_only(piece: str, article: Article) -> bool:
    """Whether this is the byline again."""
    return len(piece.split()) <= BYLINE_WORDS and any(name in piece for name in article.byline)


def _tell_left_out(pieces: int) -> None:
    """So that nobody has to find out by listening that a paragraph is missing."""
    if pieces:
        told = "One piece of the page was" if pieces == 1 else f"{pieces} pieces of the page were"
        click.echo(f"\n{told} left out; --left-out shows what.", err=True)


def _quote(quote: Quote) -> dict[str, object]:
    mention = quote.mention if quote.speaker else None
    return {
        "start": quote.start,
        "end": quote.end,
        "speaker": quote.speaker.name if quote.speaker else None,
        "speaker_start": mention.start if mention else None,
        "speaker_end": mention.end if mention else None,
        "confidence": round(quote.confidence, 3),
        "partial": quote.partial,
    }
