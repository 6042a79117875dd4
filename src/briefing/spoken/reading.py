"""The one scan of a text: at each place the verbalisers that may begin there are asked in turn, and the first wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import Part, Spoken
from briefing.spoken.lexicon import Lexicon
from briefing.spoken.numbers import number
from briefing.spoken.written import Said, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.spoken.written import Verbaliser

__all__ = ["spoken_form"]

NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def _plain_number(written: Written, at: int) -> Said | None:
    found = NUMERAL.match(written.text, at)
    return Said(found.end(), number(found[0], british=written.british)) if found else None


AT_DIGIT: tuple[Verbaliser, ...] = (_plain_number,)


def spoken_form(text: str, *, language: str = "en-us", lexicon: Lexicon = Lexicon()) -> Spoken:  # noqa: B008  frozen
    """Say `text` as a newsreader would."""
    written = Written(text, british=language.lower().replace("_", "-") in {"en-gb", "en-ie", "en-au", "en-nz"})
    return Spoken(tuple(_parts(text, _changes(written, lexicon))))


def _changes(written: Written, lexicon: Lexicon) -> Iterator[Part]:
    text, at = written.text, 0
    while at < len(text):
        said: Said | None = None
        if text[at].isdigit():
            said = next((said for verbaliser in AT_DIGIT if (said := verbaliser(written, at))), None)
        elif word := WORD.match(text, at):
            if found := lexicon.find(text, at, word.end()):
                said = Said(*found)
            else:
                at = word.end()
                continue
        if said is None:
            at += 1
            continue
        yield Part(said.text, at, said.end)
        at = said.end


def _parts(text: str, changes: Iterator[Part]) -> Iterator[Part]:
    at = 0
    for change in changes:
        if change.start > at:
            yield Part(text[at : change.start], at, change.start)
        yield change
        at = change.end
    if at < len(text):
        yield Part(text[at:], at, len(text))
