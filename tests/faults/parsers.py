"""Every parser of what comes from outside, with examples to start from."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cast import Cast, cast_story, read_cast
from briefing.clean import clean
from briefing.clean.byline import byline_names, is_byline
from briefing.clean.dateline import find_dateline
from briefing.clean.decode import decode
from briefing.config import bundled, read_settings
from briefing.model import Form, Prosody, Story, Voice
from briefing.pacing import Reading, lines
from briefing.scripted import script_article
from briefing.scriptfile import edition_of, parse, split
from briefing.settings import QuoteSettings
from briefing.sources.document import Document, Kind
from briefing.sources.exchange import Response, Unfetched
from briefing.sources.feeds import entries_of
from briefing.sources.opml import feeds_of
from briefing.sources.recognise import recognise
from briefing.sources.robots import Robots
from briefing.sources.sitemap import links_of, newest_first
from briefing.sources.stories import stories
from briefing.spoken import Lexicon
from briefing.spoken.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PARSERS", "Parser"]

CAST = Cast(Voice("silent", "r"), (Voice("silent", "a"), Voice("silent", "b")))
READING = Reading(Prosody(), "en-us", Lexicon())
EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE = "https://paper.example/2026/03/04/ferry.html"


@dataclass(frozen=True, slots=True)
class Parser:
    """One of them."""

    seeds: tuple[bytes, ...]
    """What it can read."""
    read: Callable[[bytes], object]


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
    return _zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": document})


def _book(package: bytes) -> bytes:
    return _zipped({"META-INF/container.xml": _CONTAINER, "b.opf": package, "one.xhtml": _CHAPTER, "two.xhtml": _CHAPTER})


def _script(content: bytes) -> object:
    text = content.decode("utf-8", "surrogateescape")
    return edition_of(text), [parse(each, id_) for id_, each in split(text)]


def _settings(content: bytes) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "briefing.toml")
        path.write_bytes(content)
        return read_settings(path)


def _robots(content: bytes) -> object:
    robots = Robots(lambda _: Response(200, {}, content))
    try:
        robots.check(PAGE)
    except Unfetched:
        return None
    return robots.delay_s(PAGE)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)
_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle '
    b'w:val="Heading1"/></w:pPr><w:r><w:t>Ferry Sails Again</w:t></w:r></w:p><w:p><w:r><w:t>The ferry sailed on '
    b'Tuesday, and the harbour master stood on the pier.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Fares'
    b"</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
)
_CONTAINER = (
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile '
    b'full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_CHAPTER = b"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Ferry Sails</h1><p>" + b"She sailed on Tuesday. " * 9 + b"</p></body></html>"
_PACKAGE = (
    b'<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b'<dc:title>A Winter in Port Ossa</dc:title><dc:creator>Ann Lee</dc:creator><dc:date>2026-03-04</dc:date></metadata>'
    b'<manifest><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="b" href="two.xhtml" '
    b'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
)
_ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>urn:w</id><entry><id>urn:1</id><title>Ferry</title>'
    b'<updated>2026-03-04T04:00:00Z</updated><author><name>Ann Lee</name></author><link href="https://paper.example/1"/>'
    b'<content type="html">&lt;p&gt;The ferry sailed on Tuesday.&lt;/p&gt;</content></entry></feed>'
)
_SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    b'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://paper.example/1</loc><lastmod>2026-03-04'
    b"</lastmod><n:news><n:publication_date>2026-03-04T04:00:00+01:00</n:publication_date><n:title>Ferry</n:title></n:news>"
    b"</url><url><loc>https://paper.example/2</loc></url></urlset>"
)
_INDEX = (
    b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://paper.example/s.xml</loc>'
    b"<lastmod>2026-03-04T04:00Z</lastmod></sitemap></sitemapindex>"
)
_OPML = (
    b'<opml version="2.0"><head><title>Mine</title></head><body><outline text="News"><outline type="rss" text="Paper" '
    b'xmlUrl="https://paper.example/feed.xml"/></outline></body></opml>'
)
_MBOX = (
    b"From desk@paper.example Wed Mar  4 04:00:00 2026\nFrom: Ann Lee <ann@paper.example>\nSubject: =?utf-8?q?Ferry_sails?=\n"
    b"Message-ID: <1@paper.example>\nDate: Wed, 4 Mar 2026 04:00:00 +0100\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n'
    b"Content-Transfer-Encoding: quoted-printable\n\nThe ferry sailed on Tuesday =E2=80=94 at last.\n--b\n"
    b"Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n"
    b"PHA+VGhlIGZlcnJ5IHNhaWxlZC48L3A+\n--b--\n\n"
)
_SCRIPT_TEXT = (
    b"edition: urn:uuid:1\nsource: inbox/ferry.txt\nfingerprint: 12ab\npublished: 2026-03-04T04:00:00\nplace: PORT OSSA\n"
    b"filed: 2026-03-03\nlanguage: en\n\n[headline] Reporter <silent/1>\n| Ferry Sails Again\n\n[byline] Reporter <silent/1>\n"
    b"| By Ann Lee\n~ By Ann Lee, on the pier\n\n[copy] Reporter <silent/1>\n| The ferry sailed on Tuesday. \n"
    b'[quote] Ada Moor (owner, female) <silent/2> 87%\n| "We are glad,"\n[copy] Reporter <silent/1>\n|  said Ada Moor.\n# a remark\n'
)
_SETTINGS = (
    b'[show]\ntitle = "The Night Desk"\naddress = "https://pod.example/"\ntimezone = "Europe/Oslo"\n[sources]\ninbox = "in"\n'
    b'feeds = ["https://paper.example/feed.xml"]\n[edition]\norder = "newest"\nmax_minutes = 30\n[quotes]\nthreshold = 0.7\n'
    b'[engine]\nworkers = 2\nrate = 180\n[pauses]\nstory_ms = 900\n[audio]\nloudness_lufs = -16\n[keep]\neditions = 20\n'
)
_ROBOTS = b"User-agent: *\nDisallow: /private/*.html$\nAllow: /2026/\nCrawl-delay: 2\nSitemap: https://paper.example/s.xml\n"
_DATELINES = (
    "WASHINGTON (Jan. 25, 2022) -- The ship sailed.".encode(),
    "PORT OSSA, Lindmark, March 3, 2026 (Desk) — The ferry sailed.".encode(),
    "KARVALE | 4 March 2026 | 10:30 – Nobody came.".encode(),
)
_BYLINES = (
    b"By Ann Lee and Ben Rye, Staff Writers", b"Story by Petty Officer 2nd Class Ada Moor, Night Desk",
    b"By Ann Lee | March 4, 2026 | 10:30 a.m.",
)  # fmt: skip

PARSERS = {
    "text": Parser(_example("bridge-toll.txt", "night-train.txt"), _heard(Form.TEXT)),
    "html": Parser(_example("seed-bank.html"), _heard(Form.HTML)),
    "markdown": Parser(_example("harbour-crossing.md"), _heard(Form.MARKDOWN)),
    "decode": Parser(
        (*_example("bridge-toll.txt"), "Fähre fährt „wieder“ – 12 €".encode("cp1252"), "Паром снова идёт".encode("koi8-r")),
        lambda content: decode(content, content[:7].decode("latin-1")),
    ),
    "recognise": Parser(
        (*_example("newsletter.eml", "seed-bank.html", "wire.xml"), _MBOX, _word(_WORD), _ATOM, _SITEMAP, _OPML, _SCRIPT_TEXT),
        lambda content: recognise(_document(content)),
    ),
    "feed": Parser((*_example("wire.xml"), _ATOM), lambda content: list(entries_of(_document(content)))),
    "mail": Parser(_example("newsletter.eml"), _stories(Kind.MAIL)),
    "mailbox": Parser((_MBOX, _MBOX * 3), _stories(Kind.MBOX)),
    "docx": Parser((_word(_WORD),), _stories(Kind.DOCX)),
    "docx inside": Parser((_WORD,), lambda content: _stories(Kind.DOCX)(_word(content))),
    "epub": Parser((_book(_PACKAGE),), _stories(Kind.EPUB)),
    "epub inside": Parser((_PACKAGE,), lambda content: _stories(Kind.EPUB)(_book(content))),
    "sitemap": Parser((_SITEMAP, _INDEX), lambda content: newest_first(links_of(_document(content))[0])),
    "opml": Parser((_OPML,), lambda content: feeds_of(_document(content))),
    "script": Parser((_SCRIPT_TEXT,), _script),
    "settings": Parser((_SETTINGS,), _settings),
    "cast": Parser(((bundled() / "newsroom.toml").read_bytes(),), lambda content: read_cast(_text(content), "fuzz")),
    "lexicon": Parser(((bundled() / "lexicon.toml").read_bytes().partition(b"Bakhmut")[0],), lambda content: read_lexicon(_text(content))),
    "robots": Parser((_ROBOTS,), _robots),
    "dateline": Parser(_DATELINES, lambda content: find_dateline(_text(content))),
    "byline": Parser(_BYLINES, lambda content: (is_byline(_text(content)), byline_names(_text(content)))),
}
"""Name → parser."""
