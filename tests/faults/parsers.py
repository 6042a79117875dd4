"""Every parser of what comes from outside, with examples to start from."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cast import Cast, cast_story, read_cast
from briefing.clean import clean
from briefing.clean.byline import byline_names, is_byline
from briefing.clean.dateline import find_dateline
from briefing.clean.decode import decode
from briefing.config import NAME, bundled, read_shows
from briefing.model import Form, Prosody, Story, Voice
from briefing.pacing import Reading, lines
from briefing.scripted import script_article
from briefing.scriptfile import edition_of, parse, split
from briefing.settings import QuoteSettings
from briefing.sources.document import Document, Kind
from briefing.sources.errors import Unfetched
from briefing.sources.exchange import Response
from briefing.sources.feeds import entries_of
from briefing.sources.opml import feeds_of
from briefing.sources.recognise import recognise
from briefing.sources.robots import Robots
from briefing.sources.sitemap import links_of, newest_first
from briefing.sources.stories import stories
from briefing.spoken import Lexicon
from briefing.spoken.lexicon import read_lexicon
from tests.faults.answers import ANSWERS
from tests.faults.examples import (
    ATOM,
    BYLINES,
    CHAPTER,
    CONTAINER,
    DATELINES,
    INDEX,
    MBOX,
    OPML,
    PACKAGE,
    RELS,
    ROBOTS,
    SCRIPT_TEXT,
    SETTINGS,
    SITEMAP,
    TYPES,
    WORD,
)
from tests.faults.kept import KEPT
from tests.faults.parser import Parser, in_file

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PARSERS"]

CAST = Cast(Voice("silent", "r"), (Voice("silent", "a"), Voice("silent", "b")))
READING = Reading(Prosody(), "en-us", Lexicon())
EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE = "https://paper.example/2026/03/04/ferry.html"


def _example(*names: str) -> tuple[bytes, ...]:
    return tuple((EXAMPLES / name).read_bytes() for name in names)


def _document(content: bytes) -> Document:
    return Document("fuzz", "fuzz", content, url=PAGE)


def _heard(form: Form) -> Callable[[bytes], object]:
    """From the raw story to what an engine is given."""

    def read(content: bytes) -> object:
        segments = script_article(clean(Story("fuzz", "fuzz", content, form, url=PAGE)), QuoteSettings())
        return list(lines(segments, cast_story(segments, CAST, {}), READING))

    return read


def _stories(kind: Kind) -> Callable[[bytes], object]:
    return lambda content: list(stories(_document(content), kind))


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _word(document: bytes) -> bytes:
    return _zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document})


def _book(package: bytes) -> bytes:
    return _zipped({"META-INF/container.xml": CONTAINER, "b.opf": package, "one.xhtml": CHAPTER, "two.xhtml": CHAPTER})


def _script(content: bytes) -> object:
    text = content.decode("utf-8", "surrogateescape")
    return edition_of(text), [parse(each, id_) for id_, each in split(text)]


def _robots(content: bytes) -> object:
    robots = Robots(lambda _: Response(200, {}, content))
    try:
        robots.check(PAGE)
    except Unfetched:
        return None
    return robots.delay_s(PAGE)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


STORIES = {
    "text": Parser(_example("bridge-toll.txt", "night-train.txt"), _heard(Form.TEXT)),
    "html": Parser(_example("seed-bank.html"), _heard(Form.HTML)),
    "markdown": Parser(_example("harbour-crossing.md"), _heard(Form.MARKDOWN)),
    "decode": Parser(
        (
            *_example("bridge-toll.txt"),
            "Fähre fährt „wieder“ – 12 €".encode("cp1252"),
            "Паром снова идёт".encode("koi8-r"),
        ),
        lambda content: decode(content, content[:7].decode("latin-1")),
    ),
    "recognise": Parser(
        (
            *_example("newsletter.eml", "seed-bank.html", "wire.xml"),
            MBOX,
            _word(WORD),
            ATOM,
            SITEMAP,
            OPML,
            SCRIPT_TEXT,
        ),
        lambda content: recognise(_document(content)),
    ),
    "feed": Parser((*_example("wire.xml"), ATOM), lambda content: list(entries_of(_document(content)))),
    "mail": Parser(_example("newsletter.eml"), _stories(Kind.MAIL)),
    "mailbox": Parser((MBOX, MBOX * 3), _stories(Kind.MBOX)),
    "docx": Parser((_word(WORD),), _stories(Kind.DOCX)),
    "docx inside": Parser((WORD,), lambda content: _stories(Kind.DOCX)(_word(content))),
    "epub": Parser((_book(PACKAGE),), _stories(Kind.EPUB)),
    "epub inside": Parser((PACKAGE,), lambda content: _stories(Kind.EPUB)(_book(content))),
    "sitemap": Parser((SITEMAP, INDEX), lambda content: newest_first(links_of(_document(content))[0])),
    "opml": Parser((OPML,), lambda content: feeds_of(_document(content))),
    "script": Parser((SCRIPT_TEXT,), _script),
    "settings": Parser((SETTINGS,), in_file(NAME, read_shows)),
    "cast": Parser(((bundled() / "newsroom.toml").read_bytes(),), lambda content: read_cast(_text(content), "fuzz")),
    "lexicon": Parser(
        ((bundled() / "lexicon.toml").read_bytes().partition(b"Bakhmut")[0],),
        lambda content: read_lexicon(_text(content)),
    ),
    "robots": Parser((ROBOTS,), _robots),
    "dateline": Parser(DATELINES, lambda content: find_dateline(_text(content))),
    "byline": Parser(BYLINES, lambda content: (is_byline(_text(content)), byline_names(_text(content)))),
}
"""Parsers of what stories, and the words about how to read them, come in."""
PARSERS = {**STORIES, **ANSWERS, **KEPT}
"""Name → parser."""
