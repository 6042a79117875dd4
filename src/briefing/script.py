"""Article + Quotes → Segments: who reads which words.

The script is verbatim: the segments of a paragraph, joined, are that paragraph letter for letter, and so are those of
the headline.  White space between two segments belongs to the copy beside it, or to the first of two quotes.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model import Kind, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.model import Article, Quote

__all__ = ["announced_names", "byline_line", "trust", "write_script"]

MARKS = "\"“”„‟«»‹›'‘’‚‛`"


def trust(quotes: Iterable[Quote], threshold: float) -> tuple[Quote, ...]:
    """The same quotes; those less certain than `threshold` lose their speaker, and so stay with the narrator."""
    return tuple(quote if quote.confidence >= threshold else replace(quote, speaker=None) for quote in quotes)


def byline_line(names: Iterable[str]) -> str:
    """The names as a newsreader announces them: `By Ann Lee, Bo Park and Cy Roe`."""
    *most, last = names
    return f"By {', '.join(most)} and {last}" if most else f"By {last}"


def announced_names(line: str) -> tuple[str, ...]:
    """The names in a line that `byline_line` may have written; none in any other."""
    by, _, names = line.partition(" ")
    if by != "By" or not names:
        return ()
    most, _, last = names.rpartition(" and ")
    return (*(most.split(", ") if most else ()), last)


def write_script(article: Article, quotes: Iterable[Quote]) -> tuple[Segment, ...]:
    """Who reads what, in the order of the article.

    `quotes` count in `article.text`, in order and without overlap; a partial one stays inside its copy, which is then
    marked `partial`.  Every word of headline and body is in exactly one segment.
    """
    segments = [Segment(article.headline, Kind.HEADLINE)] if article.headline else []
    if article.byline:
        segments.append(Segment(byline_line(article.byline), Kind.BYLINE))
    quotes = sorted(quotes, key=lambda quote: quote.start)
    starts, base = [quote.start for quote in quotes], 0
    for number, paragraph in enumerate(article.body):
        end = base + len(paragraph) + 1
        here = quotes[bisect_left(starts, base) : bisect_left(starts, end)]
        segments.extend(_paragraph(article, number, [replace(q, start=q.start - base, end=q.end - base) for q in here]))
        base = end
    return tuple(segments)


def _paragraph(article: Article, number: int, quotes: list[Quote]) -> Iterator[Segment]:
    """The segments of one paragraph; `quotes` count from its start."""
    text = article.body[number]
    copy = Segment("", Kind.COPY, number, shape=article.shape(number))
    fragments = [quote.start for quote in quotes if quote.partial]
    at = 0
    if number == 0 and article.dateline and text.startswith(article.dateline.text):
        at = len(article.dateline.text)
        yield replace(copy, text=article.dateline.text, kind=Kind.DATELINE)
    stretches = list(_stretches(text, at, [quote for quote in quotes if not quote.partial]))
    following = [start for start, _, _ in stretches[1:]] + [len(text)]
    for (start, end, quote), upto in zip(stretches, following, strict=False):
        yield from _reported(text, at, start, fragments, copy)
        at = end if text[end:upto].strip() else upto
        yield replace(
            copy,
            text=text[start:at],
            start=start,
            kind=Kind.QUOTE,
            speaker=quote.speaker,
            confidence=quote.confidence,
            rule=quote.rule,
        )
    yield from _reported(text, at, len(text), fragments, copy)


def _reported(text: str, start: int, end: int, fragments: list[int], copy: Segment) -> Iterator[Segment]:
    """The reporter's own words between `start` and `end`, if there are any."""
    if start < end:
        partial = bisect_left(fragments, start) < bisect_left(fragments, end)
        yield replace(copy, text=text[start:end], partial=partial, start=start)


def _stretches(text: str, floor: int, quotes: list[Quote]) -> Iterator[tuple[int, int, Quote]]:
    """Where each quote that has a letter in it stands, with the quotation marks that touch it."""
    for quote in quotes:
        start, end = max(floor, quote.start), min(len(text), quote.end)
        while start > floor and text[start - 1] in MARKS:
            start -= 1
        while end < len(text) and text[end] in MARKS:
            end += 1
        if any(letter.isalnum() for letter in text[start:end]):
            yield start, end, quote
            floor = end
