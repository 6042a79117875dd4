"""Where sentences end in the news, and where long ones are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.spoken import phrases, sentences

NEWS = [
    ["Gov. Ada Roe met Sen. Bo Poe.", "They spoke for an hour."],
    ["Sen. Bo Poe, D-Va., voted no.", "Rep. Cy Coe, R-Wyo., did not vote."],
    ["The bill was backed by Bo Poe, D-Va.", "It failed."],
    ["Lt. Gen. Ada Roe and Maj. Poe left at 5 p.m. Tuesday.", "No one else did."],
    ["The pier shuts at 9 p.m.", "The count begins at once."],
    ["The gates open at 7 p.m. EST in most harbours."],
    ["At 5 a.m. Mr. Roe called the police."],
    ["The U.S. Senate voted on Monday."],
    ["She lives in the U.S.", "He does not."],
    ["The U.N. Security Council met.", "It adopted nothing."],
    ["He moved to Washington, D.C.", "In May he came back."],
    ["The firm, Acme Corp. of Ohio, closed.", "Workers were told on Friday."],
    ["She works for Acme Inc.", "The company pays well."],
    ["Roe & Co. said it would appeal."],
    ["Police in Tampa, Fla., found the car.", "It was empty."],
    ["They live in Macon, Ga.", "Their son does too."],
    ["The vote is on Nov. 3.", "Results come on Nov. 4."],
    ["It rose 2.5 percent.", "Prices fell 0.3 percent."],
    ["J. R. Poe and Ada B. Roe won.", "Nobody else ran."],
    ["Martin Poe Jr. spoke first.", "Then Dr. Roe did."],
    ["“We will go,” Roe said. “It is late.”"],
    ["“We will go.”", "Roe left."],
    ["“Will you go?” Ada Roe asked.", "He did not answer."],
    ['"Stop!" he shouted.', "The car went on."],
    ['He said, "It is over."', 'She said, "It is not."'],
    ["We waited ... and nothing came.", "Then it rained."],
    ["It was over...", "The crowd left."],
    ["Who did it?", "Nobody knows!", "So it goes."],
    ["The No. 1 seed lost.", "The No. 2 seed won."],
    ["“Did he?” “No.”", "She laughed."],
    ["St. Louis beat St. Paul on Main St. in June.", "It was hot."],
    ["In Roe v. Poe the court ruled 5-4.", "Poe appealed."],
    ["He cited Vol. 3, p. 12, of the report.", "It was wrong."],
    ["Write to tips@example.com or see www.example.com.", "We will answer."],
    ["The Rev. Al Poe prayed.", "The choir sang."],
    ["The plan (see Fig. 2) was dropped.", "A new one came."],
    ["Some, e.g. Poe, agreed.", "Others, i.e. Roe, did not."],
    ["The shop sells nails, screws, etc.", "It opened in Sept. 2019."],
    ["He earned a Ph.D. in 1998.", "She earned an M.D. in 2001."],
    ["WASHINGTON (AP) — The Senate voted.", "The House did not."],
]


def split(text: str) -> list[str]:
    """Cut `text` at its sentences."""
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize("wanted", NEWS, ids=lambda wanted: wanted[0][:30])
def test_sentences_of_the_news(wanted: list[str]) -> None:
    """News abbreviations, party tags, times, initials, quotations and ellipses do not mislead."""
    pieces = [piece for sentence in wanted for piece in _quoted(sentence)]
    assert split(" ".join(wanted)) == pieces


def _quoted(sentence: str) -> list[str]:
    """Two sentences that share a line above because one pair of quotation marks follows another."""
    return {
        "“We will go,” Roe said. “It is late.”": ["“We will go,” Roe said.", "“It is late.”"],
        "“Did he?” “No.”": ["“Did he?”", "“No.”"],
    }.get(sentence, [sentence])


def test_a_line_is_a_sentence_but_a_margin_is_not() -> None:
    """A line break ends a heading, and not a sentence that goes on in small letters."""
    assert split("A heading\nThe text begins here and goes on\nin the next line.") == [
        "A heading",
        "The text begins here and goes on\nin the next line.",
    ]


def test_items_of_a_list_are_sentences() -> None:
    """A list mark begins a sentence and does not end one."""
    assert split("1. Bread and butter 2. Milk 3. Salt") == ["1. Bread and butter", "2. Milk", "3. Salt"]


@given(st.text(max_size=200))
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    """Spans are in order, not empty, and leave out white space only."""
    at = 0
    for span in sentences(text):
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()


@given(st.text(alphabet="ab ,.A1-", max_size=200), st.integers(min_value=1, max_value=40))
def test_phrases_keep_the_limit_and_every_letter(text: str, limit: int) -> None:
    """No piece is longer than the limit, and only white space falls out between pieces."""
    at = 0
    for span in phrases(text, limit):
        assert span.end - span.start <= limit
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()


def test_long_sentences_are_cut_at_clauses() -> None:
    """Punctuation is preferred to conjunctions, and those to bare spaces."""
    text = "The mayor, who had been away for a month, came back on Monday and said that nothing had changed."
    pieces = [text[span.start : span.end] for span in phrases(text, 60)]
    assert pieces[0] == "The mayor, who had been away for a month,"
    assert all(len(piece) <= 60 for piece in pieces)


def test_names_and_numbers_are_not_cut_in_two() -> None:
    """A cut falls before a name rather than inside it."""
    text = "yesterday evening councillor Ada Belinda Roe spoke"
    pieces = [text[span.start : span.end] for span in phrases(text, 40)]
    assert any("Ada Belinda Roe" in piece for piece in pieces)


def test_a_limit_below_one_is_refused() -> None:
    """There is no phrase of nothing."""
    with pytest.raises(ValueError, match="at least 1"):
        phrases("x", 0)
