"""Who reads which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Article, Dateline, Kind, Person, Quote, Shape
from briefing.quotes import find_quotes
from briefing.script import announced_names, byline_line, trust, write_script

if TYPE_CHECKING:
    from briefing.model import Segment

ADA = Person("Ada Moor")


def quoted(text: str, words: str, speaker: Person | None = ADA, *, partial: bool = False) -> Quote:
    """The quote of `words` in `text`, its marks excluded."""
    start = text.index(words)
    return Quote(start, start + len(words), speaker, None, 0.9, partial)


def kinds(segments: tuple[Segment, ...]) -> list[tuple[str, str]]:
    """Kind and text of each segment."""
    return [(segment.kind.value, segment.text) for segment in segments]


def read_out(segments: tuple[Segment, ...], kind: Kind | None, paragraph: int | None) -> str:
    """What the segments of a paragraph, or of one kind, say together."""
    return "".join(s.text for s in segments if s.paragraph == paragraph and (kind is None or s.kind is kind))


def test_a_quote_takes_its_marks_along_and_the_rest_stays_copy() -> None:
    """Marks go with the quote; white space between belongs to the copy."""
    text = "“We waited,” Moor said. “It was long.”"
    quotes = [quoted(text, "We waited,"), quoted(text, "It was long.")]
    assert kinds(write_script(Article("", (text,)), quotes)) == [
        ("quote", "“We waited,”"),
        ("copy", " Moor said. "),
        ("quote", "“It was long.”"),
    ]


def test_two_quotes_side_by_side_share_no_copy() -> None:
    """White space between two quotes goes to the first; no empty segment stands between."""
    text = '"One." "Two."'
    segments = write_script(Article("", (text,)), [quoted(text, "One."), quoted(text, "Two.")])
    assert kinds(segments) == [("quote", '"One." '), ("quote", '"Two."')]


def test_a_partial_quote_stays_with_the_reporter() -> None:
    """It is not cut out; its copy is marked."""
    text = "Moor called it “a mess” and left."
    (segment,) = write_script(Article("", (text,)), [quoted(text, "a mess", partial=True)])
    assert (segment.kind, segment.text, segment.partial, segment.speaker) == (Kind.COPY, text, True, None)


def test_headline_byline_and_dateline_come_first_and_apart() -> None:
    """Each is a segment of its own kind, in the order in which a newsreader says them."""
    dateline = Dateline("OSSA", None, "OSSA --")
    article = Article("Rain", ("OSSA -- It rained.",), ("Ann Lee", "Bo Park"), dateline)
    assert kinds(write_script(article, ())) == [
        ("headline", "Rain"),
        ("byline", "By Ann Lee and Bo Park"),
        ("dateline", "OSSA --"),
        ("copy", " It rained."),
    ]


@pytest.mark.parametrize(
    ("names", "line"),
    [(("Ann Lee",), "By Ann Lee"), (("A", "B"), "By A and B"), (("A", "B", "C"), "By A, B and C")],
)
def test_a_byline_is_announced_in_words(names: tuple[str, ...], line: str) -> None:
    """However many wrote it, it reads as a sentence would, and gives the names back."""
    assert byline_line(names) == line
    assert announced_names(line) == names


def test_what_is_not_certain_enough_loses_its_speaker_and_nothing_else() -> None:
    """The threshold itself is certain enough."""
    sure, unsure = Quote(0, 3, ADA, None, 0.7), Quote(5, 9, ADA, None, 0.69)
    kept, left = trust([sure, unsure], 0.7)
    assert kept == sure
    assert (left.speaker, left.confidence, left.start, left.end) == (None, 0.69, 5, 9)


def test_a_segment_knows_what_its_paragraph_is() -> None:
    """Subheadings and list items stay told apart."""
    article = Article("", ("Old barley", "It stands."), shapes=(Shape.SUBHEADING, Shape.PARAGRAPH))
    assert [segment.shape for segment in write_script(article, ())] == [Shape.SUBHEADING, Shape.PARAGRAPH]


def test_marks_without_a_word_between_are_copy() -> None:
    """A quote with nothing to say is nobody's."""
    text = "He drew “…” on the wall."
    assert kinds(write_script(Article("", (text,)), [quoted(text, "…")])) == [("copy", text)]


LETTERS = st.text(st.sampled_from(list("ab .,“”\"'‘’—\u00a0")), max_size=40)
BODIES = st.lists(LETTERS.filter(str.strip), max_size=5).map(tuple)


@given(headline=LETTERS, body=BODIES, cuts=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30), st.booleans())))
def test_no_letter_is_lost_or_invented_whatever_the_quotes(
    headline: str, body: tuple[str, ...], cuts: list[tuple[int, int, bool]]
) -> None:
    """The segments of a paragraph, joined, are that paragraph, for any quotes that lie inside paragraphs."""
    article, at, quotes = Article(headline, body), 0, []
    for start, length, partial in sorted(cuts):
        line_end = article.text.find("\n", start)
        end = min(start + length, len(article.text) if line_end < 0 else line_end)
        if at <= start < end:
            quotes.append(Quote(start, end, ADA, None, 0.9, partial))
            at = end
    segments = write_script(article, quotes)
    assert read_out(segments, Kind.HEADLINE, None) == headline
    assert tuple(read_out(segments, None, number) for number in range(len(body))) == body
    assert all(segment.text for segment in segments)


@given(body=BODIES)
def test_every_segment_knows_where_it_stands(body: tuple[str, ...]) -> None:
    """So no two are equal, whatever they have in common."""
    article = Article("No.", body, byline=("No.",))
    segments = write_script(article, find_quotes(article.text))
    assert len(set(segments)) == len(segments)
    for segment in segments:
        if segment.paragraph is not None:
            there = body[segment.paragraph][segment.start :]
            assert there.startswith(segment.text)


@given(body=BODIES)
def test_no_letter_is_lost_with_the_quotes_that_are_found(body: tuple[str, ...]) -> None:
    """The same with our own scanner, whatever the marks."""
    article = Article("", body)
    segments = write_script(article, find_quotes(article.text))
    assert tuple(read_out(segments, None, number) for number in range(len(body))) == body


def test_cost_grows_with_the_length_alone() -> None:
    """A paragraph of ten thousand quotes is cut without looking at them all for each."""
    text = "“a” b " * 10_000
    quotes = [Quote(i * 6 + 1, i * 6 + 2, ADA, None, 0.9) for i in range(10_000)]
    assert len(write_script(Article("", (text,)), quotes)) == 20_000
