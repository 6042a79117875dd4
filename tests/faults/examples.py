"""Small examples of every form that comes from outside, written by hand."""
# ruff: noqa: E501  they stand as they are written elsewhere

from __future__ import annotations

__all__ = [
    "ATOM",
    "BYLINES",
    "CHAPTER",
    "CONTAINER",
    "DATELINES",
    "INDEX",
    "MBOX",
    "OPML",
    "PACKAGE",
    "RELS",
    "ROBOTS",
    "SCRIPT_TEXT",
    "SETTINGS",
    "SITEMAP",
    "TYPES",
    "WORD",
]

RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle '
    b'w:val="Heading1"/></w:pPr><w:r><w:t>Ferry Sails Again</w:t></w:r></w:p><w:p><w:r><w:t>The ferry sailed on '
    b"Tuesday, and the harbour master stood on the pier.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Fares"
    b"</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
)
CONTAINER = (
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile '
    b'full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
CHAPTER = (
    b"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Ferry Sails</h1><p>"
    + b"She sailed on Tuesday. " * 9
    + b"</p></body></html>"
)
PACKAGE = (
    b'<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b"<dc:title>A Winter in Port Ossa</dc:title><dc:creator>Ann Lee</dc:creator><dc:date>2026-03-04</dc:date></metadata>"
    b'<manifest><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="b" href="two.xhtml" '
    b'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
)
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>urn:w</id><entry><id>urn:1</id><title>Ferry</title>'
    b'<updated>2026-03-04T04:00:00Z</updated><author><name>Ann Lee</name></author><link href="https://paper.example/1"/>'
    b'<content type="html">&lt;p&gt;The ferry sailed on Tuesday.&lt;/p&gt;</content></entry></feed>'
)
SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    b'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://paper.example/1</loc><lastmod>2026-03-04'
    b"</lastmod><n:news><n:publication_date>2026-03-04T04:00:00+01:00</n:publication_date><n:title>Ferry</n:title></n:news>"
    b"</url><url><loc>https://paper.example/2</loc></url></urlset>"
)
INDEX = (
    b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://paper.example/s.xml</loc>'
    b"<lastmod>2026-03-04T04:00Z</lastmod></sitemap></sitemapindex>"
)
OPML = (
    b'<opml version="2.0"><head><title>Mine</title></head><body><outline text="News"><outline type="rss" text="Paper" '
    b'xmlUrl="https://paper.example/feed.xml"/></outline></body></opml>'
)
MBOX = (
    b"From desk@paper.example Wed Mar  4 04:00:00 2026\nFrom: Ann Lee <ann@paper.example>\nSubject: =?utf-8?q?Ferry_sails?=\n"
    b"Message-ID: <1@paper.example>\nDate: Wed, 4 Mar 2026 04:00:00 +0100\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n'
    b"Content-Transfer-Encoding: quoted-printable\n\nThe ferry sailed on Tuesday =E2=80=94 at last.\n--b\n"
    b"Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n"
    b"PHA+VGhlIGZlcnJ5IHNhaWxlZC48L3A+\n--b--\n\n"
)
SCRIPT_TEXT = (
    b"edition: urn:uuid:1\nsource: inbox/ferry.txt\nfingerprint: 12ab\npublished: 2026-03-04T04:00:00\nplace: PORT OSSA\n"
    b"filed: 2026-03-03\nlanguage: en\n\n[headline] Reporter <silent/1>\n| Ferry Sails Again\n\n[byline] Reporter <silent/1>\n"
    b"| By Ann Lee\n~ By Ann Lee, on the pier\n\n[copy] Reporter <silent/1>\n| The ferry sailed on Tuesday. \n"
    b'[quote] Ada Moor (owner, female) <silent/2> 87%\n| "We are glad,"\n[copy] Reporter <silent/1>\n|  said Ada Moor.\n# a remark\n'
)
SETTINGS = (
    b'[show]\ntitle = "The Night Desk"\naddress = "https://pod.example/"\ntimezone = "Europe/Oslo"\n[sources]\ninbox = "in"\n'
    b'feeds = ["https://paper.example/feed.xml"]\n[edition]\norder = "newest"\nmax_minutes = 30\n[quotes]\nthreshold = 0.7\n'
    b"[engine]\nworkers = 2\nrate = 180\n[pauses]\nstory_ms = 900\n[audio]\nloudness_lufs = -16\n[keep]\neditions = 20\n"
)
ROBOTS = (
    b"User-agent: *\nDisallow: /private/*.html$\nAllow: /2026/\nCrawl-delay: 2\nSitemap: https://paper.example/s.xml\n"
)
DATELINES = (
    b"OSSA (Feb. 17, 2023) -- The ship sailed.",
    "PORT OSSA, Lindmark, March 3, 2026 (Desk) — The ferry sailed.".encode(),
    "KARVALE | 4 March 2026 | 10:30 – Nobody came.".encode(),
)
BYLINES = (
    b"By Ann Lee and Ben Rye, Staff Writers", b"Story by Petty Officer 2nd Class Ada Moor, Night Desk",
    b"By Ann Lee | March 4, 2026 | 10:30 a.m.",
)  # fmt: skip
