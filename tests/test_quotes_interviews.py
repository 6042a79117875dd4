"""Promises of `find_quotes` on interviews in the form `Q: …`, `A: …`."""

from __future__ import annotations

import pytest

from briefing.quotes import find_quotes
from tests.speaking import speakers

TURNS = "\nQ: Why do you sail?\nA: I like the sea.\nQ: And the wind?\nA: I like that, too.\n"


@pytest.mark.parametrize(
    "told",
    [
        "Ann Lee has sailed the ferry for ten years. She spoke to us on the pier.",
        "By Per Dahl\nAnn Lee has sailed the ferry to Vik for ten years. Lee spoke to us in Ossa Bay.",
        "The Norhaven Ferry Company has a new pilot, Kari Olsen.",
    ],
)
def test_the_answers_are_those_of_the_one_who_is_introduced(told: str) -> None:
    """Q is the reporter's, A the one person whom the introduction names; the words stay letter for letter."""
    text = told + TURNS
    quotes = find_quotes(text)
    name = "Kari Olsen" if "Olsen" in told else "Ann Lee"
    assert speakers(text) == [None, name, None, name]
    assert [text[q.start : q.end] for q in quotes][1::2] == ["I like the sea.", "I like that, too."]
    assert min(q.confidence for q in quotes[1::2]) > 0.9


@pytest.mark.parametrize("told", ["Ann Lee and Per Dahl sail the ferry.", "The ferry is ten years old.", ""])
def test_with_two_introduced_or_nobody_the_reporter_reads_the_answers(told: str) -> None:
    """Nobody knows who answers."""
    assert speakers(told + TURNS) == [None] * 4


def test_one_question_and_its_answer_are_an_interview() -> None:
    """`Q` and `A` say by themselves what they are."""
    assert speakers("Ann Lee has sailed the ferry.\nQ: Why do you sail?\nA: I like the sea.") == [None, "Ann Lee"]


@pytest.mark.parametrize("sort", ["Folk", "Vikstad"])
def test_a_capital_that_tells_what_sort_somebody_is_introduces_nobody(sort: str) -> None:
    """`Folk singer ANN LEE` is one person."""
    told = f"We met {sort} singer Ann Lee on the pier."
    assert speakers(told + TURNS)[1::2] == ["Ann Lee"] * 2
