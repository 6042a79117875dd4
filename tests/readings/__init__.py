"""What the pure stages make of many odd texts, written down beside each text.

They are no examples of what is right: the texts were thrown together by chance, and of some of them nobody could tell
who speaks.  They hold what is made of them, so that no change of the rules passes unseen: whoever changes a rule looks
at what else it changes, and then writes the files again with `python -m tests.readings`.  What must be right stands in
the tests of each stage.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.clean import clean
from briefing.config import bundled
from briefing.errors import BriefingError
from briefing.model import Form, Story
from briefing.quotes import find_people, find_quotes, recognised
from briefing.spoken import phrases, read_lexicon, sentences, spoken_form, word_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefing.model import Article, Person

__all__ = ["STAGES", "Case", "cases_of", "file_of", "written"]

CASE, FOUND = "\n======== ", "\n--------\n"
"""What stands before a case and its kind, and between a text and what was made of it."""
SHORT = 30
"""Characters of a phrase, so that long lines are cut."""


class Case(NamedTuple):
    """A text, how it is given to the stage, and what the stage made of it."""

    kind: str
    """`html`, `en-gb`, or a headline."""
    text: str
    found: str


def quotes(kind: str, text: str) -> str:
    """Every quotation with its speaker, and everybody who is named."""
    people = find_people(text, headline=kind)
    lines = [
        f"{text[q.start : q.end]!r} {_person(q.speaker)} | {q.confidence} {'partial ' * q.partial}{q.rule}"
        f" {q.mention and text[q.mention.start : q.mention.end]!r}"
        for q in recognised(find_quotes(text, headline=kind), people, text)
    ]
    return "\n".join([*lines, *(f"named: {_person(person)}" for person in people)])


def _person(person: Person | None) -> str:
    return f"{person.name} ({person.role}, {person.gender})" if person else "nobody"


def spoken(kind: str, text: str) -> str:
    """What is said, where each word of it is written, and where it may be cut."""
    form = spoken_form(text, language=kind, lexicon=LEXICON)
    parts = " ".join(f"{part.start}-{part.end}" for part in form.parts if part.text != text[part.start : part.end])
    cuts = [" ".join(f"{span.start}-{span.end}" for span in found) for found in (sentences(text), phrases(text, SHORT))]
    starts = " ".join(map(str, word_starts(text, form.parts)))
    return f"{form.text}\nchanged: {parts}\nwords: {starts}\nsentences: {cuts[0]}\nshort phrases: {cuts[1]}"


LEXICON = read_lexicon((bundled() / "lexicon.toml").read_text("utf-8"))


def cleaned(kind: str, text: str) -> str:
    """The article, field by field, or why there is none; `carried` tells what its carrier says of it."""
    form, *told = kind.split()
    carried = {"headline": "As the carrier has it", "byline": ("Cy Roe",), "sections": ("Sea",)} if told else {}
    story = Story("case", "case", text, Form(form), url="https://www.norhavenpost.example/f", **carried)  # type: ignore[arg-type]
    try:
        return "\n".join(_fields(clean(story)))
    except BriefingError as error:
        return f"{type(error).__name__}: {error}"


def _fields(article: Article) -> Iterable[str]:
    for number, paragraph in enumerate(article.body):
        yield f"{article.shape(number)}: {paragraph}"
    for name in article.__slots__:
        if name not in {"body", "shapes"} and (value := getattr(article, name)):
            yield f"{name} = {value!s}"


STAGES: dict[str, Callable[[str, str], str]] = {"clean": cleaned, "quotes": quotes, "spoken": spoken}


def file_of(stage: str) -> Path:
    """Where the cases of a stage are kept."""
    return Path(__file__).parent / f"{stage}.txt"


def cases_of(stage: str) -> list[Case]:
    """All that are written down."""
    cases = []
    for block in file_of(stage).read_bytes().decode().split(CASE)[1:]:
        given, _, found = block.partition(FOUND)
        kind, _, text = given.partition("\n")
        cases.append(Case(kind, text, found.removesuffix("\n")))
    return cases


def written(cases: Iterable[Case]) -> bytes:
    """The cases as a file holds them."""
    return "".join(f"{CASE}{case.kind}\n{case.text}{FOUND}{case.found}\n" for case in cases).encode()
