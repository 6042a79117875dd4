"""Word documents, e-books, and what may be wrong with an archive."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefing.errors import SourceError
from briefing.model import Form, Story
from briefing.sources.archive import gunzipped, inflate, open_zip, unzip
from briefing.sources.document import Document
from briefing.sources.epub import chapters
from briefing.sources.office import word_document

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="'
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
CONTAINER = '<container><rootfiles><rootfile full-path="book/a.opf"/></rootfiles></container>'
CHAPTER = "<html><body><h1>Tide</h1><p>" + "The tide was high. " * 20 + "</p></body></html>"


def zipped(members: dict[str, str | bytes]) -> bytes:
    """An archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(body: str, **more: str | bytes) -> Document:
    """A Word document of these paragraphs."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    members = {"[Content_Types].xml": types, "_rels/.rels": RELATIONS, "word/document.xml": document, **more}
    return Document("a.docx", "a.docx", zipped(members))


def book(items: str, spine: str, members: dict[str, str | bytes]) -> Document:
    """An e-book with this manifest and reading order."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:creator>Ada Quist</dc:creator></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    return Document("b.epub", "b.epub", zipped({"META-INF/container.xml": CONTAINER, "book/a.opf": package, **members}))


def item(name: str, href: str, more: str = "") -> str:
    """An entry of an e-book's manifest."""
    return f'<item id="{name}" href="{href}" media-type="application/xhtml+xml" {more}/>'


def test_a_word_document_is_a_story() -> None:
    """Its paragraphs as HTML, in order."""
    story = word_document(
        word("<w:p><w:r><w:t>Tide</w:t></w:r></w:p><w:p><w:r><w:t>“High,” she said.</w:t></w:r></w:p>")
    )
    assert (story.id, story.form) == ("a.docx", Form.HTML)
    assert "<p>Tide</p><p>“High,” she said.</p>" in story.content  # type: ignore[operator]


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (word(""), "without text"),
        (word("<w:p>"), "damaged Word document"),
        (word("<w:tbl><w:tr><w:tc>" * 500 + "</w:tc></w:tr></w:tbl>" * 500), "damaged Word document"),
        (word("<w:p/>" * 500_000), "more than 400,000 tags"),
        (word("", **{"word/media/a.png": bytes(101_000_000)}), "100 MB"),
        (word("", **{"word/styles.xml": bytes(11_000_000)}), "part larger than 10 MB"),
        (word("", **{"word/styles.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "entities"),
    ],
    ids=["empty", "broken", "nested", "crowded", "bomb", "large part", "entities"],
)
def test_hostile_word_documents_are_refused(document: Document, why: str) -> None:
    """Each with its reason, before much of it is unpacked."""
    with pytest.raises(SourceError, match=why):
        word_document(document)


def test_the_chapters_of_a_book_are_stories() -> None:
    """In reading order, without contents, cover and short pages; a missing one is an error in its place."""
    document = book(
        item("nav", "nav.xhtml", 'properties="nav"')
        + item("cover", "cover.xhtml")
        + item("one", "text/one%201.xhtml")
        + item("two", "../two.xhtml")
        + item("gone", "gone.xhtml"),
        "".join(f'<itemref idref="{name}"/>' for name in ("cover", "nav", "two", "gone", "one", "nobody")),
        {
            "book/nav.xhtml": CHAPTER,
            "book/cover.xhtml": "<html><body>Cover</body></html>",
            "book/text/one 1.xhtml": CHAPTER,
            "two.xhtml": CHAPTER,
        },
    )
    found = list(chapters(document))
    assert [type(each) for each in found] == [Story, SourceError, Story]
    stories = [each for each in found if isinstance(each, Story)]
    assert [story.id for story in stories] == ["b.epub#../two.xhtml", "b.epub#text/one%201.xhtml"]
    assert stories[0].content == CHAPTER.encode()
    assert stories[0].byline == ("Ada Quist",)


def test_a_locked_book_is_refused() -> None:
    """Encrypted chapters are; a font that is scrambled is no harm."""
    lock = "<encryption><CipherReference URI='{}'/></encryption>"
    parts = (item("one", "one.xhtml"), '<itemref idref="one"/>')
    for uri, locked in (("book/one.xhtml", True), ("book/font.otf", False)):
        members: dict[str, str | bytes] = {"book/one.xhtml": CHAPTER, "META-INF/encryption.xml": lock.format(uri)}
        if locked:
            with pytest.raises(SourceError, match="DRM"):
                list(chapters(book(*parts, members)))
        else:
            assert len(list(chapters(book(*parts, members)))) == 1


def test_a_book_without_chapters_is_an_error() -> None:
    """And so is one that does not say where they are."""
    with pytest.raises(SourceError, match="no chapters"):
        list(chapters(book("", "", {})))
    with pytest.raises(SourceError, match="where its contents are"):
        list(chapters(Document("b", "b", zipped({"META-INF/container.xml": "<container/>"}))))


def test_damaged_archives_are_errors() -> None:
    """Cut short, changed inside, without the member that is asked for."""
    whole = zipped({"a": "The tide was high. " * 50})
    with pytest.raises(SourceError, match="damaged archive"):
        open_zip(whole[:-30], "x")
    with open_zip(whole, "x") as archive, pytest.raises(SourceError, match="has no b"):
        unzip(archive, "b", "x")
    with open_zip(whole[:40] + b"\xff\xff" + whole[42:], "x") as archive, pytest.raises(SourceError, match="unpacked"):
        unzip(archive, "a", "x")


def test_unpacking_stops_at_the_limit() -> None:
    """Chunks are not drawn beyond it."""
    drawn = []

    def chunks() -> list[bytes]:
        for _ in range(1_000):
            drawn.append(1)
            yield bytes(1_000)  # type: ignore[misc]

    with pytest.raises(ValueError):
        inflate(chunks(), coding="", limit=5_000)
    assert len(drawn) == 6
    with pytest.raises(SourceError, match="damaged gzip"):
        gunzipped(Document("x", "x.gz", b"\x1f\x8b\x08abc"))
