"""Stories as plain text: an editor's own file, or a page dumped to text with its navigation and captions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.clean.byline import byline_names, is_byline
from briefing.clean.dateline import find_dateline, read_date
from briefing.clean.dates import midnight
from briefing.clean.furniture import Furniture
from briefing.clean.headline import find_headline, may_be_headline
from briefing.clean.manuscript import is_manuscript, lists_in
from briefing.clean.notices import find_corrections, refuse_withheld
from briefing.clean.reading import SENTENCE, Reading, read_passages
from briefing.clean.region import find_body
from briefing.clean.stubs import is_paywall
from briefing.clean.unwrap import passages_of
from briefing.errors import ArticleError
from briefing.model import Article, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefing.model import Story

__all__ = ["clean_dump"]

BYLINE_REACH = 12
"""Passages: how far above the body a byline is looked for."""
HEAD_LINES = 5
"""Passages: how far down in an editor's own file the byline stands."""
LONGEST_NAME = 5
"""Words: of a paper's name."""
LEAD = 15
"""Words: of the shortest first paragraph that is told from the caption of a picture."""
LAST = 4
"""Passages: how far up from its end the body may tell who its writer is."""
FEW = 3
"""Words: fewer are told by their number, since they are no list of anything."""
STUB = 50
"""Words: a shorter body beside a request to subscribe is the stub of a story."""

_TELLS_WHO = re.compile(r"(?: \([^()]{1,80}\)|,[^.]{1,80},)? (?:is|was|has|covers|writes|joined|reports)\b")


def clean_dump(text: str, story: Story) -> Article:
    """The article in a plain text or a page dumped to text by lynx, w3m, html2text or a browser; `decode` gave it.

    `story` gives its name for messages, and headline, byline and date where the text has none.  Lines that were taken
    for furniture are in `Article.dropped`, in order.  Linear in the length of `text`.

    Raises:
        ArticleError: There is no story in it: nothing but links or labels, no letters, a paywall's stub.
        StoryWithheld: A kill or embargo note asks that it be not used.
    """
    if not any(map(str.isalpha, text)):
        raise ArticleError(story.name, "has no letters in it", hint="Give a file with the story's text.")
    refuse_withheld(text.splitlines(), story.name)
    readings = read_passages(passages_of(text))
    found = _manuscript(readings) if is_manuscript(readings) else _page(readings)
    _refuse_too_little(text, readings, found, story)
    return _article(readings, found, story)


@dataclass(frozen=True, slots=True)
class _Found:
    """Which passages are what."""

    headline: int | None
    byline: int | None
    body: tuple[int, ...]


def _manuscript(readings: Sequence[Reading]) -> _Found:
    """An editor's own file: a headline unless it opens with a sentence, perhaps a byline, and all the rest is body."""
    lines = [at for at, reading in enumerate(readings) if reading.furniture is None]
    headline = lines[0] if len(lines) > 1 and may_be_headline(readings[lines[0]]) else None
    byline = next((at for at in lines[:HEAD_LINES] if is_byline(readings[at].passage.text)), None)
    paper = {at for at in lines if byline is not None and at == byline + 1 and _is_name(readings[at])}
    return _Found(headline, byline, tuple(at for at in lines if at not in {headline, byline, *paper}))


def _is_name(reading: Reading) -> bool:
    """Whether the line below a byline is the writer's paper or post: `Associated Press`, `Staff Writer`."""
    words = reading.passage.text.split()
    return reading.label and len(words) <= LONGEST_NAME and all(word[0].isupper() or word == "of" for word in words)


def _page(readings: Sequence[Reading]) -> _Found:
    """A page with its furniture: the body is its densest stretch, headline and byline stand above it."""
    body = find_body(readings)
    start, end = (body[0], body[-1] + 1) if body else (0, 0)
    headline = find_headline(readings, body)
    byline = _find_byline(readings, start, end)
    body = _above(readings, byline, start) + body
    body = _opening(readings, {headline, byline}, body) + body
    title = readings[headline].passage.text if headline is not None else ""
    names = byline_names(readings[byline].passage.text) if byline is not None else ()
    about = {at for at in body[-LAST:] if _is_biography(readings[at].passage.text, names)}
    body = tuple(at for at in body if at not in {byline, *about} and readings[at].passage.text != title)
    return _Found(headline, byline, body)


def _above(readings: Sequence[Reading], byline: int | None, start: int) -> tuple[int, ...]:
    """The sentences and lists under the byline that furniture parts from the body below them."""
    between = range(byline + 1, start) if byline is not None else range(0)
    first = next((at for at in between if _leads(readings[at])), start)
    listed = lists_in(readings)
    return tuple(at for at in range(first, start) if at == first or readings[at].whole or at in listed)


def _opening(readings: Sequence[Reading], heads: set[int | None], body: tuple[int, ...]) -> tuple[int, ...]:
    """The short sentences with which a story opens: nothing else stands between its headline or byline and the rest."""
    start = first = body[0] if body else 0
    while first and readings[first - 1].sentence and first - 1 not in heads:
        first -= 1
    return tuple(range(first, start)) if first - 1 in heads else ()


def _leads(reading: Reading) -> bool:
    """Whether it may be the first paragraph of a story: longer than most captions, or with a dateline."""
    if reading.furniture is not None or reading.repeated or reading.words < SENTENCE:
        return False
    return (reading.prose and reading.words >= LEAD) or find_dateline(reading.passage.text) is not None


def _is_biography(text: str, names: tuple[str, ...]) -> bool:
    """Whether a passage tells who the writer is: `Ada Holm is the editor of …`."""
    return any(text.startswith(name) and _TELLS_WHO.match(text, len(name)) for name in names)


def _find_byline(readings: Sequence[Reading], start: int, end: int) -> int | None:
    """The byline nearest to the opening of the body; one that names people goes before one of an agency."""
    near = sorted(range(max(0, start - BYLINE_REACH), min(end, start + 3)), key=lambda at: abs(at - start))
    for test in (byline_names, is_byline):
        for at in near:
            if test(readings[at].passage.text):
                return at
    return None


def _refuse_too_little(text: str, readings: Sequence[Reading], found: _Found, story: Story) -> None:
    words = sum(readings[at].words for at in found.body)
    if not words:
        count = len(text.split())
        if count < FEW:
            few = f"has no story in it, only {count} word{'s' * (count > 1)}"
            raise ArticleError(story.name, few, hint="Give a file with the story's text.")
        raise ArticleError(
            story.name,
            "has no story in it, only labels or links",
            hint="If it is a list of stories, give the address of one of them.",
        )
    if words < STUB and any(is_paywall(reading.passage.text) for reading in readings):
        raise ArticleError(
            story.name,
            f"is the stub of a story behind a paywall ({words} words)",
            hint="Give the full text, copied from where you are a subscriber.",
        )


def _stamped(readings: Sequence[Reading], found: _Found) -> date | None:
    """The date printed on a line of its own near the head of the story."""
    head = found.body[0]
    near = (readings[at] for at in range(max(0, head - BYLINE_REACH), head) if readings[at].words < SENTENCE)
    return next((day for reading in near if (day := read_date(reading.passage.text))), None)


def _article(readings: Sequence[Reading], found: _Found, story: Story) -> Article:
    body = tuple(" ".join(readings[at].passage.text.split()) for at in found.body)
    shapes = tuple(readings[at].passage.shape for at in found.body)
    used = {*found.body, found.headline, found.byline}
    rest = [reading for at, reading in enumerate(readings) if at not in used]
    byline = byline_names(readings[found.byline].passage.text) if found.byline is not None else ()
    dateline = find_dateline(body[0])
    pictures = {Furniture.CAPTION, Furniture.PICTURE}
    return Article(
        headline=readings[found.headline].passage.text if found.headline is not None else story.headline or "",
        body=body,
        byline=byline or story.byline,
        dateline=dateline,
        shapes=shapes if any(shape is not Shape.PARAGRAPH for shape in shapes) else (),
        published=midnight(dateline.date if dateline else None)
        or midnight(_stamped(readings, found))
        or story.published,
        site=story.site,
        url=story.url,
        sections=story.sections,
        captions=tuple(reading.passage.text for reading in rest if reading.furniture in pictures),
        corrections=find_corrections(body),
        dropped=tuple(reading.passage.text for reading in rest),
    )
