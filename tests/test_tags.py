"""Tags: what a player shows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3

from briefing.errors import MixError
from briefing.model import Chapter
from briefing.tags import Tags, write_tags

if TYPE_CHECKING:
    from pathlib import Path

AUDIO = b"\xff\xfb\x70\xc0" + bytes(309)
CHAPTERS = (
    Chapter(0, 60_000, "Quay opens", "https://example.org/quay"),
    Chapter(60_000, 95_500, "Orchard prize – “a surprise”"),
)
TAGS = Tags(
    title="Evening edition",
    artist="The Briefing",
    album="The Briefing",
    date=dt.date(2026, 11, 22),
    language="en-GB",
    comment="The voices are synthetic.",
    chapters=CHAPTERS,
    cover=b"\x89PNG\r\n\x1a\n-picture",
)


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """A file of one frame."""
    path = tmp_path / "edition.mp3"
    path.write_bytes(AUDIO)
    return path


def test_every_tag_can_be_read_back(audio: Path) -> None:
    """Title, artist, album, date, language, comment and picture are there as given."""
    write_tags(audio, TAGS)
    tags = ID3(audio)
    shown = {name: str(tags[name]) for name in ("TIT2", "TPE1", "TALB", "TDRC", "TLAN", "TCON", "COMM::eng")}
    assert shown == {
        "TIT2": "Evening edition",
        "TPE1": "The Briefing",
        "TALB": "The Briefing",
        "TDRC": "2026-11-22",
        "TLAN": "eng",
        "TCON": "Podcast",
        "COMM::eng": "The voices are synthetic.",
    }
    assert (tags["APIC:"].mime, tags["APIC:"].data) == ("image/png", TAGS.cover)


def test_chapters_come_back_in_order(audio: Path) -> None:
    """Each story has its start, its end, its title and, where known, its address; the contents name them in order."""
    write_tags(audio, TAGS)
    tags = ID3(audio)
    named = tags["CTOC:toc"].child_element_ids
    read = [tags[f"CHAP:{name}"] for name in named]
    assert [(c.start_time, c.end_time, str(c.sub_frames["TIT2"])) for c in read] == [
        (c.start_ms, c.end_ms, c.title) for c in CHAPTERS
    ]
    assert read[0].sub_frames["WXXX:"].url == CHAPTERS[0].url


def test_chapters_lie_in_order(audio: Path) -> None:
    """Players that do not read the table of contents find the chapters in the order of their start."""
    titles = ("A long headline first", "Short", "A middling one")
    chapters = tuple(Chapter(n * 1000, n * 1000 + 1000, title) for n, title in enumerate(titles))
    write_tags(audio, Tags("T", "A", "S", dt.date(2026, 1, 2), "en", chapters=chapters))
    data = audio.read_bytes()
    places = [data.index(title.encode()) for title in titles]
    assert places == sorted(places)


@pytest.mark.parametrize("count", [255, 256, 600])
def test_more_chapters_than_one_table_holds(audio: Path, count: int) -> None:
    """A table of contents counts in one byte; a longer one becomes a table of tables, and no chapter is lost."""
    chapters = tuple(Chapter(n * 1000, n * 1000 + 1000, f"Story {n}") for n in range(count))
    write_tags(audio, Tags("T", "A", "S", dt.date(2026, 1, 2), "en", chapters=chapters))
    tags = ID3(audio)

    def listed(name: str) -> list[str]:
        children = tags[f"CTOC:{name}"].child_element_ids
        return [leaf for child in children for leaf in ([child] if child.startswith("chp") else listed(child))]

    assert listed("toc") == [f"chp{n}" for n in range(count)]


def test_the_same_tags_give_the_same_bytes(audio: Path) -> None:
    """Writing tags twice leaves the file as after the first time: old tags go, the audio stays."""
    write_tags(audio, TAGS)
    once = audio.read_bytes()
    write_tags(audio, TAGS)
    assert audio.read_bytes() == once
    assert once.endswith(AUDIO)
    assert list(audio.parent.iterdir()) == [audio]


@given(text=st.text(st.characters(exclude_categories=())), language=st.text(max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_a_tag(audio: Path, text: str, language: str) -> None:
    """No headline, whatever characters are in it, keeps an edition from being tagged."""
    write_tags(audio, Tags(text, text, text, dt.date(2026, 1, 2), language, text, (Chapter(0, 9, text, text),)))
    assert audio.read_bytes().endswith(AUDIO)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(MixError, match=r"gone\.mp3"):
        write_tags(tmp_path / "gone.mp3", TAGS)
