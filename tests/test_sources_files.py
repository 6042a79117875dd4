"""Files, folders and standard input, and how their form is recognised."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Form, Story
from briefing.settings import SourceSettings
from briefing.sources import one_story, read_source, sources_of
from briefing.sources.document import Document, Kind
from briefing.sources.files import read_file
from briefing.sources.recognise import recognise

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXT = b"PORT VALE -- The tide was high.\n\nNobody was surprised.\n"


def read(source: str | Path, home: Path | None = None, stdin: bytes = b"") -> list[Story | SourceError]:
    """All that comes out of a source."""
    return list(read_source(str(source), settings=SourceSettings(), home=home or Path("/nowhere"), stdin=stdin))


def stories(source: str | Path, home: Path | None = None) -> list[Story]:
    """All that comes out of a source, where there is nothing wrong with it."""
    found = read(source, home)
    assert all(isinstance(each, Story) for each in found), found
    return [each for each in found if isinstance(each, Story)]


def test_a_file_is_remembered_by_its_path_below_home(tmp_path: Path) -> None:
    """An edition that is moved, files and all, still knows its stories; other files go by their whole path."""
    (tmp_path / "inbox").mkdir()
    file = tmp_path / "inbox" / "tide.txt"
    file.write_bytes(TEXT)
    (inside,) = stories(file, home=tmp_path)
    assert (inside.id, inside.name, inside.content, inside.form) == ("inbox/tide.txt", str(file), TEXT, Form.TEXT)
    (outside,) = stories(file, home=tmp_path / "elsewhere")
    assert outside.id == file.resolve().as_posix()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere names are text")
def test_a_name_that_is_no_text_can_be_kept_and_shown(tmp_path: Path) -> None:
    """One such file in the inbox silenced every edition: half characters fit into no library and no report."""
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Words", "utf-8")
    except OSError:
        pytest.skip("a file system that takes text only")
    (found,) = stories(tmp_path, tmp_path)
    assert (found.id, Path(found.name).name) == ("caf%E9.txt", "caf%E9.txt")
    (missing,) = read(tmp_path / os.fsdecode(b"\xe9.txt"))
    str(missing).encode()


def test_a_relative_name_and_a_link_give_the_same_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a file is come by, it is remembered by one name."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "tide.txt").write_bytes(TEXT)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path / "real")
    ids = {stories(each, home=tmp_path)[0].id for each in ("tide.txt", "../link/tide.txt", tmp_path / "real/tide.txt")}
    assert ids == {"real/tide.txt"}


def test_a_folder_gives_its_files_in_name_order(tmp_path: Path) -> None:
    """Its own first, and then those of the folders in it; a file keeps its id whatever folders come beside it."""
    (tmp_path / "a" / "deep").mkdir(parents=True)
    (tmp_path / ".kept").mkdir()
    for name in ("b.txt", "a.md", "C.html", ".hidden.txt", "a/z.txt", "a/.no.txt", "a/deep/y.txt", ".kept/x.txt"):
        (tmp_path / name).write_bytes(TEXT)
    ids = [story.id for story in stories(tmp_path, home=tmp_path)]
    assert ids == ["C.html", "a.md", "b.txt", "a/z.txt", "a/deep/y.txt"]


def test_a_folder_does_not_lead_out(tmp_path: Path) -> None:
    """No link to a folder is followed, and below the folder itself none to a file; the one beside it is."""
    outside, inbox = tmp_path / "outside", tmp_path / "inbox"
    (inbox / "in").mkdir(parents=True)
    outside.mkdir()
    (outside / "a.txt").write_bytes(TEXT)
    (inbox / "link.txt").symlink_to(outside / "a.txt")
    (inbox / "out").symlink_to(outside)
    (inbox / "in" / "up").symlink_to(inbox)
    (inbox / "in" / "link.txt").symlink_to(outside / "a.txt")
    assert [story.id for story in stories(inbox, home=tmp_path)] == ["inbox/link.txt"]


@pytest.mark.parametrize("beside", ["tide_files", "tide-Dateien", "tide.fld"])
def test_what_a_browser_saved_beside_a_page_is_no_story(tmp_path: Path, beside: str) -> None:
    """The folder with its pictures and advertisements belongs to the page; a folder of a like name is read."""
    for folder in (beside, "tides", "more_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_bytes(b"<html><p>Buy boots.")
    (tmp_path / "tide.html").write_bytes(b"<html><p>The tide was high.")
    ids = [story.id for story in stories(tmp_path, home=tmp_path)]
    assert ids == ["tide.html", "more_files/frame.html", "tides/frame.html"]


def test_what_is_not_read_of_a_folder_is_said(tmp_path: Path) -> None:
    """A show's own folder inside it, and one that lies too deep, are errors; all else is read."""
    deep = tmp_path.joinpath("1", "2", "3", "4", "5", "6")
    deep.mkdir(parents=True)
    (tmp_path / "show").mkdir()
    for file in (deep / "a.txt", deep.parent / "b.txt", tmp_path / "show" / "briefing.toml"):
        file.write_bytes(TEXT)
    story, too_deep, own = read(tmp_path, home=tmp_path)
    assert isinstance(story, Story)
    assert story.id == "1/2/3/4/5/b.txt"
    assert [type(each) for each in (too_deep, own)] == [SourceError, SourceError]
    assert (too_deep.source, own.source) == (str(deep), str(tmp_path / "show"))  # type: ignore[union-attr]


def test_a_show_never_publishes_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its settings nor the notes beside them become stories, by whatever name the folder is given."""
    (tmp_path / "briefing.toml").write_text("[sources]\ninbox = ''\n", "utf-8")
    (tmp_path / "notes.txt").write_bytes(TEXT)
    monkeypatch.chdir(tmp_path)
    for source in (".", "./", tmp_path, tmp_path / "briefing.toml", "", " "):
        (error,) = read(source, home=tmp_path)
        assert isinstance(error, SourceError), source
    (own,), (empty,) = read("."), read("")
    assert isinstance(own, SourceError)
    assert isinstance(empty, SourceError)
    assert own.message == ".: is the show's own folder; put stories into inbox/"
    assert empty.message == '"": is an empty address'


@pytest.mark.parametrize("key", ["feeds", "pages"])
@pytest.mark.parametrize("blank", ["", "  "])
def test_an_empty_address_in_the_settings_is_refused(tmp_path: Path, key: str, blank: str) -> None:
    """It is not taken for the folder that the program was started in."""
    (tmp_path / "notes.txt").write_bytes(TEXT)
    (tmp_path / "inbox").mkdir()
    named = SourceSettings(inbox="none", **{key: (blank,)})  # type: ignore[arg-type]
    found = [
        each
        for source in sources_of(named, home=tmp_path)
        for each in read_source(source, settings=named, home=tmp_path)
    ]
    assert [str(each) for each in found] == [f'"{blank}": is an empty address']


def test_one_story_is_given_or_it_is_said_why_not(tmp_path: Path) -> None:
    """Where one was asked for, nobody guesses which of several was meant, and what cannot be read is told."""
    asked = {"settings": SourceSettings(), "home": tmp_path}
    with pytest.raises(SourceError, match="holds no stories"):
        one_story(str(tmp_path), **asked)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_bytes(TEXT)
    assert one_story("-", stdin=TEXT, **asked).content == TEXT
    assert one_story(str(tmp_path / "a.txt"), **asked).id == "a.txt"
    with pytest.raises(SourceError, match="holds 2 stories") as caught:
        one_story(str(tmp_path), **asked)
    assert caught.value.hint == "Name a file or a page with one story."
    (tmp_path / "b.txt").write_bytes(b" ")
    with pytest.raises(SourceError, match=r"b\.txt"):
        one_story(str(tmp_path), **asked)


def test_settings_are_no_stories(tmp_path: Path) -> None:
    """A folder's `*.toml` are left out; a folder is not taken where a feed or a page was expected."""
    for name in ("a.txt", "newsroom.toml", "LEXICON.TOML"):
        (tmp_path / name).write_bytes(TEXT)
    assert [story.id for story in stories(tmp_path, home=tmp_path)] == ["a.txt"]
    for key in ("feeds", "pages"):
        named = SourceSettings(**{key: (str(tmp_path), str(tmp_path / "a.txt"))})  # type: ignore[arg-type]
        (error,) = read_source(str(tmp_path), settings=named, home=tmp_path)
        assert isinstance(error, SourceError)
        assert "is a folder" in error.message
        (story,) = read_source(str(tmp_path / "a.txt"), settings=named, home=tmp_path)
        assert isinstance(story, Story)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """It comes out as an error among the stories, in its place."""
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.txt").write_bytes(os.urandom(5_000))
    (tmp_path / "c.txt").write_bytes(TEXT)
    first, error, last = read(tmp_path)
    assert isinstance(first, Story)
    assert isinstance(last, Story)
    assert isinstance(error, SourceError)
    assert error.source == str(tmp_path / "b.txt")
    assert "binary" in error.message


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    """Missing, empty, too large, no plain file, an archive: each names the file and the reason."""
    for name, content in {
        "empty.txt": b" \n",
        "large.txt": b"x" * 10_000_001,
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "paper.pdf": b"%PDF-1.7\nabc",
        "archive.zip": b"PK\x03\x04" + bytes(100),
        "news.xml": b"<?xml version='1.0'?><nitf><body/></nitf>",
        "zeros.txt": bytes(100),
    }.items():
        (tmp_path / name).write_bytes(content)
    os.mkfifo(tmp_path / "pipe.txt")
    reasons = {
        "missing.txt": "does not exist",
        "empty.txt": "is empty",
        "large.txt": "larger than 10 MB",
        "picture.txt": "PNG picture",
        "paper.pdf": "PDF",
        "archive.zip": "damaged archive",
        "news.xml": "<nitf>",
        "zeros.txt": "binary",
        "pipe.txt": "not a plain file",
        "a\0b": "cannot be read",
    }
    for name, reason in reasons.items():
        (error,) = read(tmp_path / name)
        assert isinstance(error, SourceError), name
        assert error.source == str(tmp_path / name)
        assert reason in error.message


@pytest.mark.parametrize(("name", "what"), [("a.docx", "Word document"), ("a.epub", "e-book"), ("a.gz", "archive")])
def test_a_damaged_file_says_what_can_be_done(tmp_path: Path, name: str, what: str) -> None:
    """It was mostly copied in part, so whoever has the original can save it again."""
    (tmp_path / name).write_bytes(b"\x1f\x8b\x08" if name == "a.gz" else b"PK\x03\x04" + bytes(100))
    (error,) = read(tmp_path / name)
    assert isinstance(error, SourceError)
    assert f"damaged {'gzip ' if name == 'a.gz' else ''}{what}" in error.message
    assert "save it again" in error.hint


def test_a_forbidden_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint says how to allow it.  Root may read everything, so the refusal is played."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_bytes(TEXT)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match="must not be read") as caught:
        read_file(tmp_path / "a.txt", home=tmp_path)
    assert "chmod" in caught.value.hint


def test_standard_input_is_remembered_by_its_content() -> None:
    """Two different stories are two, and the same one is one; nothing at all is an error."""
    (first,), (second,) = read("-", stdin=TEXT), read("-", stdin=TEXT + b"More.")
    assert isinstance(first, Story)
    assert isinstance(second, Story)
    assert first.name == "standard input"
    assert first.id != second.id
    assert read("-", stdin=TEXT) == [first]
    assert isinstance(read("-")[0], SourceError)
    assert isinstance(read("-", stdin=b"x" * 10_000_001)[0], SourceError)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", TEXT, Kind.TEXT),
        ("a", TEXT, Kind.TEXT),
        ("a.md", TEXT, Kind.MARKDOWN),
        ("A.MARKDOWN", b"# Tide", Kind.MARKDOWN),
        ("a.htm", TEXT, Kind.HTML),
        ("a.txt", b"\xef\xbb\xbf<!-- x --><!doctype HTML><p>", Kind.HTML),
        ("a.txt", "<html><p>å".encode("utf-16"), Kind.HTML),
        ("a.txt", "<html><p>å".encode("utf-16-le"), Kind.HTML),
        ("a", b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'><html>", Kind.HTML),
        ("standard input", b"<p>Tide</p>", Kind.HTML),
        ("a.html", b"<?xml version='1.0'?><rss version='2.0'/>", Kind.FEED),
        ("a", b"<feed xmlns='http://www.w3.org/2005/Atom'>", Kind.FEED),
        ("a", b"<rdf:RDF xmlns:rdf='x'>", Kind.FEED),
        ("a", b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", Kind.FEED),
        ("a", b"<urlset xmlns='x'/>", Kind.SITEMAP),
        ("a", b"<sitemapindex>", Kind.SITEMAP),
        ("a.opml", b"<opml version='2.0'>", Kind.OPML),
        ("a.eml", TEXT, Kind.MAIL),
        ("a", b"Received: x\nFrom: a@b.example\nSubject: s\n\nText", Kind.MAIL),
        ("a", b"From: the harbour\nSubject: tide\n\nText", Kind.TEXT),
        ("a", b"From a@b.example Mon Jan  1 00:00:00 2031\nSubject: s\n\nText", Kind.MBOX),
        ("a.txt", b"The <b> tag\0 and a stray zero in a longer text are no harm", Kind.TEXT),
    ],
)
def test_forms_are_recognised(name: str, content: bytes, kind: Kind) -> None:
    """By plain signs in the content first, then by the file's suffix."""
    assert recognise(Document("x", name, content)) is kind


def test_the_content_type_goes_before_the_suffix() -> None:
    """A page whose address ends in `.md` is a page if its server says so."""
    assert recognise(Document("x", "a.md", b"Tide", media_type="text/html")) is Kind.HTML


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from(["a.txt", "a.xml", "a.eml", "a.mbox", "a.docx", "a.epub", "a.html", "a"])
)
def test_no_bytes_crash_the_reader(content: bytes, name: str) -> None:
    """Whatever a file holds, stories or errors come out."""
    from briefing.sources.reading import _Reader  # noqa: PLC0415
    from briefing.sources.web import Web  # noqa: PLC0415

    nobody = Web(SourceSettings(), resolve=lambda _host, _port: ())
    try:
        found = list(_Reader(SourceSettings(), nobody).read(Document("x", name, content)))
    except SourceError:
        return
    assert all(isinstance(each, Story | SourceError) for each in found)


def test_what_an_edition_reads_by_itself(tmp_path: Path) -> None:
    """Inbox, feeds, pages; an inbox that is not there is missed only when nothing else is named."""
    assert sources_of(SourceSettings(), home=tmp_path) == (str(tmp_path / "inbox"),)
    online = SourceSettings(feeds=("https://a.example/feed",), pages=("https://a.example/b",))
    assert sources_of(online, home=tmp_path) == ("https://a.example/feed", "https://a.example/b")
    (tmp_path / "inbox").mkdir()
    assert len(sources_of(online, home=tmp_path)) == 3


def test_reading_text_loads_no_heavy_library() -> None:
    """Only the form that is met pays for its library."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom briefing.settings import SourceSettings\n"
        "from briefing.sources import read_source\n"
        "list(read_source('-', settings=SourceSettings(), home=Path('/'), stdin=b'The tide was high.'))\n"
        "heavy = ('httpx', 'httpcore', 'feedparser', 'mammoth', 'lxml', 'protego')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize(("name", "count"), [("harbour-crossing.md", 1), ("wire.xml", 2), ("newsletter.eml", 1)])
def test_the_examples_can_be_read(name: str, count: int) -> None:
    """Each of our own stories comes out, with the quotes of several people."""
    found = stories(EXAMPLES / name, home=EXAMPLES.parent)
    assert len(found) == count
    for story in found:
        text = story.content.decode() if isinstance(story.content, bytes) else story.content
        assert max(text.count("ldquo;"), text.count("“"), text.count('"') // 2) >= 4
