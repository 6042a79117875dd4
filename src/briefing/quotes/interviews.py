"""Interviews in the form `Q: …`, `A: …`: the answers are those of the one person whom the introduction names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.quotes.genders import is_human
from briefing.quotes.names import is_body
from briefing.quotes.paragraph import Credit
from briefing.quotes.phrases import Phrase
from briefing.quotes.places import employs
from briefing.quotes.words import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from briefing.quotes.names import Entity, Naming
    from briefing.quotes.paragraph import Paragraph
    from briefing.quotes.tokens import Token

__all__ = ["credit_answers"]

BYLINE = 12  # tokens in a line that begins with `By` and names who wrote the story


def credit_answers(
    pages: Mapping[int, Paragraph],
    turns: Collection[int],
    entities: Iterable[Entity],
    tokens: Sequence[Sequence[Token]],
) -> dict[int, Credit]:
    """Quotation → credit, for the turns labelled `A` of an interview that introduces exactly one person.

    Whoever asks has no voice but the reporter's, and with two people introduced nobody knows who answers.
    """
    labels = {line: _label(pages[line]) for line in turns}
    if "q" not in labels.values():
        return {}
    first = min(line for line, label in labels.items() if label in {"q", "a"})
    introduced = [naming for entity in entities if (naming := _introduced(entity, first, tokens))]
    if len(introduced) != 1:
        return {}
    credit = _credit(introduced[0])
    return {q: credit for line, label in labels.items() if label == "a" for q in pages[line].quotes.values()}


def _label(page: Paragraph) -> str:
    return page.tokens[0].low


def _introduced(entity: Entity, first: int, tokens: Sequence[Sequence[Token]]) -> Naming | None:
    """Where the paragraphs before an interview name somebody, if they do and it may be a person."""
    before = [n for n in entity.namings if n.line < first and not _is_byline(tokens[n.line])]
    if not before or is_body(entity.name):
        return None
    return before[0] if is_human(entity) or not all(_is_no_one(n, tokens[n.line]) for n in before) else None


def _is_byline(row: Sequence[Token]) -> bool:
    return row[0].low == "by" and len(row) <= BYLINE


def _is_no_one(naming: Naming, row: Sequence[Token]) -> bool:
    """Whether a name without any sign of a person is that of a place, or only tells what sort somebody is."""
    return employs(row, naming.last) or _is_place(naming, row)


def _is_place(naming: Naming, row: Sequence[Token]) -> bool:
    """Whether a name without any sign of a person stands where that of a place does: `in Ossa Bay`, `to Vik`."""
    people = {"with", "by"} if " " not in naming.name else {"with", "by", "to"}
    return naming.first > 0 and row[naming.first - 1].low in PREPOSITIONS - people


def _credit(naming: Naming) -> Credit:
    phrase = Phrase(naming.start, naming.end, naming.first, naming.last, name=naming.name, words=naming.name)
    return Credit(phrase, "label", naming.line)
