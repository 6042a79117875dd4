"""Promises of `find_quotes` on bodies: a union, a bank, a company, and the statements that they make."""

from __future__ import annotations

import pytest

from briefing.quotes import find_quotes
from tests.speaking import speakers


@pytest.mark.parametrize("mark", ["'", "’"])
def test_whose_a_body_is_belongs_to_its_name(mark: str) -> None:
    """The Teachers' Union is no mere Union."""
    name = f"Teachers{mark}"
    assert speakers(f"In a statement, the {name} Union said: “We thank the town.”") == ["Teachers' Union"]
    assert speakers(f"“We thank the town,” the {name} Union said.") == ["Teachers' Union"]


@pytest.mark.parametrize(("body", "name"), [("The Dell Bank", "Dell Bank"), ("The ferry company", "the ferry company")])
def test_it_is_the_body_that_has_just_spoken(body: str, name: str) -> None:
    """`It added` goes on for a body, surely enough to be heard; for nobody it is nothing."""
    first, second = find_quotes(f"{body} said: “We have paid every one.” It added: “We shall pay the rest.”")
    assert [q.speaker and q.speaker.name for q in (first, second)] == [name, name]
    assert second.confidence > 0.75
    assert speakers("Ben Rye said: “We paid.” It added: “We shall pay.”") == ["Ben Rye", "It"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("The ferry company declined to be interviewed.", "the ferry company"),
        ("The Dell Bank closed at noon.", "Dell Bank"),
        ("Mayor Ann Lee said in a statement that all was well.", "Ann Lee"),
    ],
)
def test_a_statement_is_in_the_mouth_of_who_issued_it(told: str, name: str) -> None:
    """A body that the sentence before is about, or somebody who makes one there."""
    assert speakers(f"{told} “We welcome the vote,” the statement said.") == [name]


@pytest.mark.parametrize(
    "told", ["The rain fell.", "Ben Rye read it out.", "Ben Rye opened a letter to the Dell Bank."]
)
def test_a_statement_of_nobody_is_left_to_the_reporter(told: str) -> None:
    """Paper has no voice."""
    assert find_quotes(f"{told} “We welcome the vote,” the statement said.")[0].confidence <= 0.5
