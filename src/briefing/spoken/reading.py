"""The one scan of a text: at each place the verbalisers that may begin there are asked in turn, and the first wins.

The scan is repeated on its own result until nothing changes, since what one mark gave up may make sense of its
neighbours; so what is spoken is never spoken differently a second time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import Part, Spoken
from briefing.spoken import (
    acronyms,
    capitals,
    codes,
    dates,
    fractions,
    heteronyms,
    measures,
    money,
    places,
    ranges,
    roman,
    streets,
    symbols,
    telephone,
    times,
    titles,
    web,
)
from briefing.spoken.alignment import compose, covering
from briefing.spoken.datelines import dateline
from briefing.spoken.lexicon import Lexicon
from briefing.spoken.written import SPACES, Said, Verbaliser, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["spoken_form"]

BRITISH = frozenset({"en-gb", "en-ie", "en-au", "en-nz", "en-za", "en-in", "en-uk"})
ROUNDS = 8
"""Scans after which even a hostile text is left as it is; news takes two."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
AT_DIGIT: tuple[Verbaliser, ...] = (
    telephone.at_digit,
    times.at_digit,
    dates.at_digit,
    codes.at_digit,
    money.at_digit,
    measures.at_digit,
    codes.serial,
    fractions.at_digit,
    ranges.at_digit,
)
AT_MARK: tuple[Verbaliser, ...] = (
    dates.at_mark,
    money.at_mark,
    telephone.at_mark,
    web.at_mark,
    places.at_mark,
    fractions.at_digit,
    symbols.at_mark,
)
AT_LETTER = (
    dates.at_letter,
    times.at_letter,
    places.at_letter,
    money.at_letter,
    roman.at_letter,
    codes.at_letter,
    streets.at_letter,
    titles.at_letter,
    acronyms.at_letter,
    heteronyms.at_letter,
)
SMALL_WORDS = frozenset(dates.NAMES) | heteronyms.WORDS | times.WORDS
"""Words in small letters that may be said otherwise than they are written."""
POINT = re.compile(r"\.\d")


def spoken_form(text: str, *, language: str = "en-us", lexicon: Lexicon = Lexicon()) -> Spoken:  # noqa: B008  frozen
    """Say `text` as a newsreader would, by the conventions of `language` (BCP 47) and with the names of `lexicon`.

    The parts cover the whole text in order.  What comes out holds no digit and no sign that a voice cannot read,
    nothing that an engine could take for a command, and is its own spoken form.
    """
    british = language.lower().replace("_", "-") in BRITISH
    parts = _read(text, lexicon, british=british)
    for _ in range(ROUNDS):
        said = "".join(part.text for part in parts)
        again = _read(said, lexicon, british=british)
        if all(part.text == said[part.start : part.end] for part in again):
            break
        parts = compose(text, parts, again)
    return Spoken(tuple(parts))


def _read(text: str, lexicon: Lexicon, *, british: bool) -> list[Part]:
    written = Written(SPACES.sub(" ", text), british=british)
    return list(covering(text, _changes(text, written, lexicon)))


QUIET = frozenset(',;!?"“”)«»')
"""Marks that never change and at which nothing begins."""
AFTER_SPACE = frozenset("-–—―−.…(/[*")
"""Marks that take the space before them along."""


def _changes(text: str, written: Written, lexicon: Lexicon) -> Iterator[Part]:
    """Read `written`, which is `text` with plain spaces; each of another kind becomes a plain one."""
    at = 0
    forced, shouting = dateline(written.text), capitals.is_shouting(written.text)
    while at < len(text):
        char = text[at]
        end = at + 1
        said = forced.get(at)
        if said is None and char.isalpha():
            end, said = _at_word(written, at, lexicon, shouting=shouting)
        elif said is None and (char.isdecimal() or (char == "." and _is_point(written, at))):
            said = web.at_word(written, at) or _first(AT_DIGIT, written, at)
        elif said is None and char not in QUIET and (char != " " or written.char(end) in AFTER_SPACE):
            said = _first(AT_MARK, written, at) or (Said(end, " ") if SPACES.match(char) else None)
        if said is not None:
            yield Part(said.text, at, said.end)
            end = said.end
        at = end


def _first(verbalisers: tuple[Verbaliser, ...], written: Written, at: int) -> Said | None:
    return next((said for verbaliser in verbalisers if (said := verbaliser(written, at))), None)


def _is_point(written: Written, at: int) -> bool:
    return (
        not written.char(at - 1).isalnum() and written.char(at - 1) != "." and POINT.match(written.text, at) is not None
    )


PLAIN_BEHIND = frozenset(' ,;!?)"”\n')


def _word(text: str, at: int) -> str:
    """Give the word that the letter at `at` begins, as far as it is letters: `½` is a word character and no letter."""
    word = next(WORD.finditer(text, at))[0]
    if word.isascii():
        return word
    stop = next((index for index, char in enumerate(word) if not (char.isalpha() or char in "'’")), len(word))
    return word[:stop]


def _at_word(written: Written, at: int, lexicon: Lexicon, *, shouting: bool) -> tuple[int, Said | None]:
    """Read the word at `at`: where it ends, and what is said for it and for whatever belongs to it."""
    text = written.text
    word = _word(text, at)
    end = at + len(word)
    if lexicon.entries and (known := lexicon.find(text, at, end)):
        return end, Said(*known)
    if word.islower() and written.char(end) in PLAIN_BEHIND and word not in SMALL_WORDS:
        return end, None
    if said := web.at_word(written, at):
        return end, said
    for verbaliser in AT_LETTER:
        if said := verbaliser(written, at, end, word):
            return end, said
    return end, capitals.quieten(end, word) if shouting else None
