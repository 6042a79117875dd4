"""The show's picture, drawn from its title when its owner gives none."""

from __future__ import annotations

import hashlib
import itertools
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["draw", "refuse_unfit", "scaled"]

SIDE = 3000  # pixels: the largest that Apple takes
MOST = 4 * SIDE * SIDE  # pixels of a picture that is read: 108 MB
WHITE = (255, 255, 255)
GROUNDS = (  # dark enough for white letters: the contrast of each is above 7:1
    (18, 52, 86),
    (92, 24, 56),
    (16, 76, 64),
    (70, 38, 110),
    (112, 46, 12),
    (44, 56, 64),
)
LONGEST = 300  # code points of a title that are drawn; more would be too small to read
LETTERS = ("LATIN ", "GREEK ", "CYRILLIC ")  # scripts that can be set letter beside letter
SMALL_WORDS = frozenset({"a", "an", "the", "of", "and", "for", "from", "in", "on", "to"})
MARK_LETTERS = 5  # a single word as short as this is a mark by itself
INITIALS = 3
SMALL = 200  # pixels: rather than smaller letters, a word is broken


class Box(NamedTuple):
    """A stretch of the picture, in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[int, int]:
        """Its centre."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2


BUBBLE = Box(350, 260, 2650, 1640)
BUBBLE_ALONE = Box(350, 700, 2650, 2080)
TITLE = Box(220, 1960, 2780, 2820)
PADDING = 170


def draw(title: str) -> bytes:
    """A square PNG of 3000 pixels: the show's initials in a speech bubble, and its title below.

    The same title gives the same bytes.  The initials can be read in a list of shows, at 55 pixels.  A very long title
    ends in an ellipsis; one in letters that the font lacks is left out, and the bubble shows a sound wave.
    """
    words = _drawable(title)
    ground = GROUNDS[hashlib.sha256(title.encode(errors="replace")).digest()[0] % len(GROUNDS)]
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    pen = ImageDraw.Draw(picture)
    bubble = BUBBLE if words else BUBBLE_ALONE
    _draw_bubble(pen, bubble)
    if words:
        _draw_mark(pen, bubble, _mark(words), ground)
        _draw_title(pen, " ".join(words))
    else:
        _draw_wave(pen, bubble, ground)
    file = BytesIO()
    picture.save(file, "PNG", compress_level=6)
    return file.getvalue()


def scaled(picture: bytes, side: int) -> bytes:
    """The picture as a JPEG whose sides are at most so many pixels.

    Raises:
        ValueError: it is no JPEG or PNG, or so large that it would fill the memory.
    """
    file = BytesIO()
    try:
        with Image.open(BytesIO(picture), formats=("JPEG", "PNG")) as image:
            _refuse_large(image)
            small = image if image.mode == "RGB" else image.convert("RGB")
            small.thumbnail((side, side), Image.Resampling.LANCZOS)  # in place: a copy of 3000 pixels is 36 MB
            small.save(file, "JPEG", quality=85)
    except (OSError, SyntaxError, AssertionError, Image.DecompressionBombError) as error:
        raise ValueError(f"it is no JPEG or PNG: {error}") from error
    return file.getvalue()


def refuse_unfit(picture: Path) -> None:
    """Look at the beginning of a file, which tells whether a picture of some size follows; it is not read further.

    Raises:
        ValueError: it is no JPEG or PNG, or so large that it would fill the memory.
        OSError: it cannot be read.
    """
    try:
        with Image.open(picture, formats=("JPEG", "PNG")) as image:
            _refuse_large(image)
    except (UnidentifiedImageError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("it is no JPEG or PNG") from error


def _refuse_large(image: Image.Image) -> None:
    if image.width * image.height > MOST:
        raise ValueError(f"{image.width} × {image.height} pixels are too many; {SIDE} × {SIDE} are enough")


def _drawable(title: str) -> list[str]:
    """The words of the title without the symbols that the font lacks; none when it lacks a letter or a digit."""
    kept = []
    for character in unicodedata.normalize("NFC", title[:LONGEST]):
        if _has(character):
            kept.append(character)
        elif character.isalnum():
            return []
    words = "".join(kept).split()
    if len(title) > LONGEST and words:
        words[-1] += "…"
    return words if any(character.isalnum() for character in kept) else []


def _has(character: str) -> bool:
    """Whether it can be drawn: a letter of a script that needs no shaping, or anything else, that the font holds."""
    if character.isspace():
        return True
    if not character.isprintable() or ord(character) > 0xFFFF:  # noqa: PLR2004  beyond it are only pictures here
        return False
    if character.isalpha() and not unicodedata.name(character, "").startswith(LETTERS):
        return False
    font = _font(40)
    lacking = font.getmask("\uffff")
    mask = font.getmask(character)
    return (mask.size, bytes(mask)) != (lacking.size, bytes(lacking))


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Noto Sans Bold, laid out without the shaping library that not every system has: the same picture everywhere."""
    font = ImageFont.truetype(BytesIO(_font_file()), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_name("Bold")
    return font


@cache
def _font_file() -> bytes:
    return (files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf").read_bytes()


def _mark(words: list[str]) -> str:
    """What stands for the show at a small size: a short word, or the first letters of up to three that count."""
    plain = [word for word in ("".join(filter(str.isalnum, word)) for word in words) if word]
    if len(plain) == 1 and len(plain[0]) <= MARK_LETTERS:
        return plain[0]
    telling = [word for word in plain if word.lower() not in SMALL_WORDS] or plain
    if len(telling) == 1 and len(telling[0]) <= MARK_LETTERS:
        return telling[0]
    return "".join(
        word if word.isdecimal() and len(word) < INITIALS else word[0] for word in telling[:INITIALS]
    ).upper()


def _draw_bubble(pen: ImageDraw.ImageDraw, box: Box) -> None:
    pen.rounded_rectangle(box, radius=260, fill=WHITE)
    left, bottom = box.left + 420, box.bottom
    pen.polygon([(left, bottom - 20), (left + 420, bottom - 20), (left - 60, bottom + 260)], fill=WHITE)


def _draw_mark(pen: ImageDraw.ImageDraw, box: Box, mark: str, ink: tuple[int, int, int]) -> None:
    """As large as fits, centred by its ink and not by its line."""
    for size in range(1300, 100, -20):
        font = _font(size)
        left, top, right, bottom = font.getbbox(mark)
        if right - left <= box.width - 2 * PADDING and bottom - top <= box.height - 2 * PADDING:
            break
    x, y = box.middle
    pen.text((x - (left + right) / 2, y - (top + bottom) / 2), mark, font=font, fill=ink)


def _draw_wave(pen: ImageDraw.ImageDraw, box: Box, ink: tuple[int, int, int]) -> None:
    x, y = box.middle
    for place, half in enumerate((170, 340, 480, 260, 400, 170), start=-3):
        left = x + place * 280 + 60
        pen.rounded_rectangle((left, y - half, left + 160, y + half), radius=80, fill=ink)


def _draw_title(pen: ImageDraw.ImageDraw, title: str) -> None:
    """In the largest size at which it fits; in the smallest the end goes, with an ellipsis."""
    for size in range(400, 80, -20):
        font = _font(size)
        height = size * 5 // 4
        lines = list(_lines(title, font))
        fits = len(lines) * height <= TITLE.height
        if fits and (size < SMALL or all(font.getlength(word) <= TITLE.width for word in title.split())):
            break
    room = TITLE.height // height
    if len(lines) > room:
        lines = [*lines[: room - 1], _with_ellipsis(lines[room - 1], font)]
    x, y = TITLE.middle
    for number, line in enumerate(lines):
        pen.text((x, y + (2 * number + 1 - len(lines)) * height / 2), line, font=font, fill=WHITE, anchor="mm")


def _lines(title: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Broken between words; a word that is wider than the picture is broken where it must be."""
    line = ""
    for word in title.split():
        if line and font.getlength(f"{line} {word}") > TITLE.width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
        while font.getlength(line) > TITLE.width:
            head = _longest_fit(line, font)
            yield head
            line = line[len(head) :]
    if line:
        yield line


def _longest_fit(line: str, font: ImageFont.FreeTypeFont) -> str:
    heads = itertools.accumulate(line)
    return max(itertools.takewhile(lambda head: font.getlength(head) <= TITLE.width, heads), key=len)


def _with_ellipsis(line: str, font: ImageFont.FreeTypeFont) -> str:
    while font.getlength(line + "…") > TITLE.width:
        line = line[:-1].rstrip()
    return line.rstrip("…") + "…"
