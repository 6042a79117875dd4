"""The drawn picture can be read, by people and by directories."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from briefing.artwork import GROUNDS, TITLE, WHITE, _drawable, _font, _lines, _mark, draw


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def picture(title: str) -> Image.Image:
    """What was drawn, as pixels."""
    return Image.open(BytesIO(draw(title)))


def test_the_picture_is_what_directories_take() -> None:
    """A square PNG of 3000 pixels in RGB, small enough for those that refuse more than 512 kB."""
    data = draw("The Briefing")
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (3000, 3000))
    assert len(data) <= 512_000


def test_the_same_title_gives_the_same_bytes() -> None:
    """A second run publishes nothing new."""
    assert draw("Harbour News") == draw("Harbour News")


def test_letters_stand_out() -> None:
    """White on each ground has more than the contrast of 4.5:1 that WCAG AA asks for."""
    for ground in GROUNDS:
        assert (luminance(WHITE) + 0.05) / (luminance(ground) + 0.05) >= 7


@pytest.mark.parametrize(
    "title",
    [
        "News",
        "Das Ümläut-Blatt",
        "Утренние новости",
        "W" * 500,
        "Wide " * 100,
        "Nachrichtenübersichtsverzeichnis täglich",
    ],
)
def test_no_title_is_clipped(title: str) -> None:
    """Nothing is drawn within 150 pixels of the edges, however long the title."""
    image = picture(title)
    inside = image.copy()
    inside.paste(image.getpixel((0, 0)), (150, 150, 2850, 2850))
    assert inside.getcolors() == [(9_000_000, image.getpixel((0, 0)))]


def test_a_title_is_set_whole_unless_it_is_absurdly_long() -> None:
    """All words of an ordinary long title are drawn, in order."""
    title = "The Extraordinarily Long Morning Newspaper of the Northern Harbour Towns and Their Villages, Read Aloud"
    lines = list(_lines(title, _font(160)))
    assert " ".join(lines) == title
    assert all(_font(160).getlength(line) <= TITLE.width for line in lines)


def test_the_mark_can_be_read_in_a_list_of_shows() -> None:
    """At 55 pixels the initials still fill a good part of the picture with two clearly different tones."""
    small = picture("The Briefing").resize((55, 55), Image.Resampling.LANCZOS).convert("L").crop((8, 6, 47, 29))
    dark = sum(value < 110 for value in small.tobytes())
    light = sum(value > 200 for value in small.tobytes())
    assert dark > 60
    assert light > 400


@pytest.mark.parametrize(
    ("title", "mark"),
    [("The Briefing", "B"), ("News", "News"), ("The Hour", "Hour"), ("Harbour News of the Day", "HND"),
     ("Channel 4 Tonight", "C4T"), ("The The", "TT"), ("“Quoted” & Co", "QC"), ("a", "a")],
)  # fmt: skip
def test_the_mark_is_a_short_word_or_initials(title: str, mark: str) -> None:
    """Articles and prepositions do not count, unless there is nothing else."""
    assert _mark(_drawable(title)) == mark


@pytest.mark.parametrize(
    "title", ["", "   ", "新闻简报", "News 新闻", "حديث الصباح", "समाचार", "🌊", "\x00\ud800", "“…”"]
)
def test_letters_that_the_font_lacks_never_become_boxes(title: str) -> None:
    """Such a title is not set at all, since half of it would mislead: the bubble shows a sound wave."""
    assert _drawable(title) == []
    assert picture(title).size == (3000, 3000)


def test_symbols_that_the_font_lacks_are_left_out() -> None:
    """An emoji in a title does not cost its words."""
    assert _drawable("Harbour 🌊 News\ufe0f") == ["Harbour", "News"]
