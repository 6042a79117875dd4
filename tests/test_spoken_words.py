"""Every written word has its place in what is said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cast import Cast, cast_story
from briefing.model import Kind, Part, Person, Prosody, Segment, Voice
from briefing.pacing import Reading, lines
from briefing.spoken import Lexicon, one_line, spoken_form, word_starts
from tests.test_spoken_reading import anything

CAST = Cast(Voice("silent", "r"), (Voice("silent", "a"),))


def heard(written: str) -> list[str]:
    """The spoken word at which each written one begins."""
    form = spoken_form(written)
    said, starts = one_line(form.text), word_starts(written, form.parts)
    assert len(starts) == len(written.split())
    return [said[at:].split(" ")[0] for at in starts]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("It cost $5 million", "It cost five million"),
        ("about 8,500  troops left", "about eight troops left"),
        ("on Jan. 5, 2024, at", "on January fifth, twenty at"),
        ("rain — much rain", "rain, rain, much rain"),
        ("this & that", "this and that"),
        ("said Dr. Vey (left)", "said Doctor Vey (left)"),
        ("** It is **", "It It is is"),
        ("€1.5 billion by 10:30 p.m.", "one billion by ten p.m."),
    ],
)
def test_a_word_begins_where_it_is_heard(written: str, expected: str) -> None:
    """Said as written, said otherwise, or not said at all: then it begins with its neighbour."""
    assert heard(written) == expected.split()


@given(anything)
def test_every_word_has_a_place_in_order(written: str) -> None:
    """As many places as words, none behind the last letter, none before the one before it."""
    form = spoken_form(written)
    starts = word_starts(written, form.parts)
    assert len(starts) == len(written.split())
    assert all(one <= other for one, other in pairwise(starts))
    assert all(0 <= start < max(len(one_line(form.text)), 1) for start in starts)


@given(st.text("ab \n", max_size=60))
def test_what_is_said_as_written_is_where_it_is_written(written: str) -> None:
    """With single spaces a word of the one is the word of the other."""
    said, starts = one_line(written), word_starts(written, (Part(written, 0, len(written)),))
    assert [said[at:].split(" ")[0] for at in starts] == written.split()


def test_a_megabyte_takes_a_moment() -> None:
    """Cost grows with the length and not with its square, even where all of it is said otherwise."""
    written, said = "ab " * 300_000, "abc " * 300_000
    assert len(word_starts(written, (Part(said, 0, len(written)),))) == 300_000


@pytest.mark.parametrize("cues", [False, True])
def test_a_line_knows_the_place_of_its_words(*, cues: bool) -> None:
    """Behind a spoken “quote” too, and where an editor wants it said in other words."""
    segments = [
        Segment("It cost $5. He paid", Kind.COPY, 0),
        Segment("“all of it,”", Kind.QUOTE, 0, Person("Ada Moor")),
    ]
    reading = Reading(Prosody(), "en-us", Lexicon(), cues)
    edited = {segments[0]: "It cost plenty. He paid"}
    script = list(lines(segments, cast_story(segments, CAST, {}), reading, edited))
    found = [[line.utterance.text[at:].split(" ")[0].strip(",.“”") for at in line.words] for line in script]
    assert found == [["It", "cost", "plenty"], ["He", "paid"], ["all", "of", "it"]]
