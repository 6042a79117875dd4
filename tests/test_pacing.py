"""What one call of an engine speaks, and the silence after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cast import Cast, cast_story
from briefing.model import Kind, Person, Prosody, Segment, Shape, Voice
from briefing.pacing import LONGEST, Reading, lines, pauses
from briefing.settings import PauseSettings
from briefing.spoken import Lexicon

CAST = Cast(Voice("silent", "r"), (Voice("silent", "a"),))
READING = Reading(Prosody(), "en-us", Lexicon())
TABLE = PauseSettings(sentence_ms=1, speaker_ms=2, paragraph_ms=3, headline_ms=4)


def cut(*segments: Segment) -> list[tuple[str, str]]:
    """What is written and what is said, line by line."""
    casting = cast_story(segments, CAST, {})
    return [(line.written, line.utterance.text) for line in lines(segments, casting, READING)]


def test_a_segment_is_cut_at_its_sentence_ends() -> None:
    """And each sentence is said as a newsreader says it."""
    assert cut(Segment("It cost $5. Mr. Rye paid.", Kind.COPY, 0)) == [
        ("It cost $5.", "It cost five dollars."),
        ("Mr. Rye paid.", "Mister Rye paid."),
    ]


def test_a_stretch_without_anything_to_say_is_no_line() -> None:
    """A dash between two quotes is silence."""
    assert cut(Segment(" — ", Kind.COPY, 0)) == []


def test_what_is_long_only_when_it_is_said_is_cut_too() -> None:
    """Figures are ten times as long in words, and an engine has its limit."""
    figures = " ".join(f"{number:,}" for number in range(1_234_567, 1_234_607))
    cuts = cut(Segment(figures, Kind.COPY, 0))
    assert " ".join(written for written, _ in cuts) == figures
    assert max(len(said) for _, said in cuts) <= LONGEST


def test_each_pause_is_the_one_of_the_table() -> None:
    """Sentence, speaker, paragraph, headline; nothing after the last."""
    segments = [
        Segment("Rain", Kind.HEADLINE),
        Segment("It fell. It stopped.", Kind.COPY, 0),
        Segment("“Good,”", Kind.QUOTE, 0, Person("Ada Moor")),
        Segment("Then sun.", Kind.COPY, 1),
        Segment("Later", Kind.COPY, 2, shape=Shape.SUBHEADING),
        Segment("Night.", Kind.COPY, 3),
    ]
    script = list(lines(segments, cast_story(segments, CAST, {}), READING))
    assert pauses(script, TABLE) == (4, 1, 2, 3, 4, 4, 0)
    assert pauses([], TABLE) == ()


def say(*segments: Segment, cues: bool = False, edited: dict[Segment, str] | None = None) -> list[tuple[str, str]]:
    """What is written and what is said, line by line, in a show that is read so."""
    reading = replace(READING, cues=cues)
    found = lines(segments, cast_story(segments, CAST, {}), reading, edited or {})
    return [(line.written, line.utterance.text) for line in found]


def test_a_quote_that_goes_on_is_announced_once() -> None:
    """From its first words to its last, whatever segments it is in; what is written does not change."""
    ada = Person("Ada Moor")
    segments = [
        Segment("“One. Two.” ", Kind.QUOTE, 0, ada),
        Segment("“Three.”", Kind.QUOTE, 1, ada),
        Segment(" she said.", Kind.COPY, 1),
    ]
    assert [said for _, said in say(*segments, cues=True)] == [
        "Quote: “One.", "Two.”", "“Three.” End quote.", "she said.",
    ]  # fmt: skip
    assert [written for written, _ in say(*segments, cues=True)] == [written for written, _ in say(*segments)]


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        ("One. Two. Three.", [("One.", "One."), (" Two.", "Two."), (" Three.", "Three.")]),
        ("One. Zwei. Three.", [("One.", "One."), (" Two.", "Zwei."), (" Three.", "Three.")]),
        ("One. Two.", [("One.", "One."), (" Two.", "Two.")]),
        ("Zero. One. Two. Three.", [("One.", "Zero."), ("", "One."), (" Two.", "Two."), (" Three.", "Three.")]),
        ("All.", [("One. Two. Three.", "All.")]),
        ("", []),
        ("One. ... Two. Three.", [("One.", "One."), (" Two.", "Two."), (" Three.", "Three.")]),
        ("- -", []),
    ],
)
def test_what_an_editor_wants_said_changes_no_other_sentence(edited: str, expected: list[tuple[str, str]]) -> None:
    """So that only what changed is spoken again."""
    segment = Segment("One. Two. Three.", Kind.COPY, 0)
    found = say(segment, edited={segment: edited})
    assert [(written.strip(), said) for written, said in found] == [(a.strip(), b) for a, b in expected]


def test_an_edit_that_says_the_same_leaves_every_line_as_it_is() -> None:
    """With the places of its words: figures are heard where they were."""
    segment = Segment("It rained. Rye paid $5 million on June 5, 2020.", Kind.COPY, 0)
    casting = cast_story([segment], CAST, {})
    plain = list(lines([segment], casting, READING))
    same = " ".join(line.utterance.text for line in plain)
    assert list(lines([segment], casting, READING, {segment: same})) == plain


@given(st.text(max_size=80), st.text(max_size=80))
def test_every_word_that_an_editor_wants_said_is_said(text: str, edited: str) -> None:
    """In order, and once; and no engine is asked for what has neither a letter nor a digit."""
    segment = Segment(text, Kind.COPY, 0)
    found = [said for _, said in say(segment, edited={segment: edited})]
    assert words(" ".join(found)) == words(edited)
    assert all(map(words, found))


def words(text: str) -> list[str]:
    """What can be said of it."""
    return [word for word in text.split() if any(map(str.isalnum, word))]


@pytest.mark.parametrize("edited", [False, True])
def test_what_is_said_around_a_quote_makes_no_utterance_too_long(edited: bool) -> None:
    """`Quote:` and `End quote.` are part of what an engine takes at once."""
    quote = Segment("lock " * 119 + "gate.", Kind.QUOTE, 0, Person("Ada Moor"))
    found = [said for _, said in say(quote, cues=True, edited={quote: "dock " * 119 + "gate."} if edited else None)]
    assert max(map(len, found)) <= LONGEST
    assert (found[0][:7], found[-1][-10:]) == ("Quote: ", "End quote.")


@given(st.text(max_size=300))
def test_every_word_is_in_exactly_one_line(text: str) -> None:
    """Lines are in order, do not overlap, and leave out nothing that has a letter or a digit."""
    segment = Segment(text, Kind.COPY, 0)
    script = list(lines([segment], cast_story([segment], CAST, {}), READING))
    at = 0
    for line in script:
        assert at <= line.start < line.end
        assert not any(letter.isalpha() and letter.isascii() for letter in text[at : line.start])
        at = line.end
    assert not any(letter.isalpha() and letter.isascii() for letter in text[at:])
