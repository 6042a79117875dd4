"""Promises of `quotes_by_name`: `the mayor` is the mayor only where nobody else can be meant."""

from __future__ import annotations

import pytest

from briefing.model import Gender, Person
from briefing.quotes import quotes_by_name
from tests.steps import steps


def speakers(text: str) -> list[str | None]:
    """The name of each quotation's speaker, descriptions recognised."""
    return [q.speaker.name if q.speaker else None for q in quotes_by_name(text)]


@pytest.mark.parametrize(
    ("told", "described"),
    [
        ("Mayor Lydia Arnesen came late.", "the mayor"),
        ("Lydia Arnesen, the mayor of Ellery, came late.", "the mayor"),
        ("Its spokeswoman, Lydia Arnesen, came late.", "the spokeswoman"),
        ("Harbour master Lydia Arnesen came late.", "the harbour master"),
        ("Transport Minister Lydia Arnesen came late.", "the minister"),
    ],
)
def test_a_description_of_one_person_is_that_person(told: str, described: str) -> None:
    """The only one of that role in the story is meant, whether quoted elsewhere or not."""
    assert speakers(f"{told}\n“We sail in May,” {described} said.") == ["Lydia Arnesen"]


@pytest.mark.parametrize(
    ("told", "described"),
    [
        ("Mayor Lydia Arnesen met Mayor Per Dahl.", "the mayor"),
        ("Mayor Lydia Arnesen met a mayor from the coast.", "the mayor"),
        ("Mayor Lydia Arnesen met the mayors of the coast.", "the mayor"),
        ("Mayor Lydia Arnesen came late.", "the former mayor"),
        ("Fire Chief Lydia Arnesen and Police Chief Kim Dahl came late.", "the chief"),
        ("Mayor Lydia Arnesen came late.", "the minister"),
        ("Mayor Lydia Arnesen came late.", "a mayor"),
        ("Minister Lydia Arnesen came late.", "the transport minister"),
        ("Chairman Lydia Arnesen said she was late.", "the chairwoman"),
    ],
)
def test_a_description_that_may_mean_another_stays(told: str, described: str) -> None:
    """Two of a role, another role, a word too many: the words stay as printed."""
    assert speakers(f"{told}\n“We sail in May,” {described} said.") == [described]


@pytest.mark.parametrize(
    ("told", "described"),
    [
        ("Mayor Lydia Arnesen saw it come. “It was a dog,” Arnesen said. “A mayor sees much.”", "the mayor"),
        ("Fire Chief Lydia Arnesen and Police Chief Kim Dahl came late.", "the fire chief"),
        ("Mayor Lydia Arnesen came late. There was a dog, mayor or no mayor.", "the mayor"),
    ],
)
def test_no_other_mayor_comes_out_of_a_quotation_another_role_or_another_clause(told: str, described: str) -> None:
    """Words inside quotations count for nobody else, and two of one noun are told apart by the words before it."""
    assert speakers(f"{told}\n“We sail in May,” {described} said.")[-1] == "Lydia Arnesen"


def test_the_mayor_of_somewhere_is_not_just_the_mayor() -> None:
    """What follows the description may tell of another."""
    assert speakers("Mayor Lydia Arnesen came.\n“We sail in May,” said the mayor of Vik.") == ["the mayor of Vik"]


def test_who_is_described_and_who_is_named_are_one_person() -> None:
    """What a pronoun tells of somebody holds where they are only described, too."""
    pronoun, described = quotes_by_name("Mayor Lydia Arnesen came.\n“We sail,” she said.\n“In May,” the mayor said.")
    assert pronoun.speaker == described.speaker == Person("Lydia Arnesen", "Mayor", Gender.FEMALE)


def test_the_work_grows_no_faster_than_the_text() -> None:
    """Four times as many descriptions take no more than about four times the steps."""

    def taken(times: int) -> int:
        text = "Mayor Lydia Arnesen came.\n" + "“We sail,” the mayor said.\n" * times
        return steps(lambda: quotes_by_name(text))

    assert taken(400) < 4.5 * taken(100) + 500
