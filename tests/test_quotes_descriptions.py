"""Promises of `quotes_by_name`: `the mayor` is the mayor only where nobody else can be meant."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.model import Gender, Person
from briefing.quotes import quotes_by_name
from briefing.quotes.marks import find_marked, lines_of
from briefing.quotes.speakers import meet, settle
from briefing.quotes.tokens import Token, masked, tokens_of
from briefing.quotes.turns import credit_story, pages_of
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
        ("Lydia Arnesen, a spokeswoman for the port, came late.", "the spokeswoman"),
        ("Lydia Arnesen, 51, a baker from Ossa, came late.", "the baker"),
        ("A baker, Lydia Arnesen, came late.", "the baker"),
        ("Lydia Arnesen, who is a baker, came late.", "the baker"),
        ("Lydia Arnesen is a baker in Ossa.", "the baker"),
        ("One baker from Ossa, Lydia Arnesen, came late.", "the baker"),
        ("Kim Dahl's lawyer, Lydia Arnesen, came late.", "the lawyer"),
        ("Kim Dahl told the lawyer, Lydia Arnesen: no.", "the lawyer"),
        ("French President Lydia Arnesen met US President Kim Dahl.", "the French president"),
        ("Cllr Lydia Arnesen came late.", "the councillor"),
        ("DCI Lydia Arnesen came late.", "the inspector"),
        ("Kim Dahl came with his lawyer, Lydia Arnesen.", "his lawyer"),
        ("His lawyer, Lydia Arnesen, came.  His lawyer, Lydia Arnesen, left.", "his lawyer"),
        ("Kim Dahl came with his lawyer, Ms. Lydia Arnesen.", "the lawyer"),
        ("Sen. Lydia Arnesen, R-Ossa, came late.", "the senator"),
        ("Sen. Lydia Arnesen, a Democrat, came late.", "the senator"),
        ("Rep. Lydia Arnesen met Rep. Peter Dahl.", "the congresswoman"),
        ("Lt. Gov. Lydia Arnesen came late.", "the lieutenant governor"),
        ("Dr. Lydia Arnesen came late.", "the doctor"),
        ("Sister Lydia Arnesen came late.", "the nun"),
        ("Ossa police chief Lydia Arnesen came late.", "the police chief"),
        ("Deputy Mayor Lydia Arnesen came late.", "the deputy mayor"),
        ("Lydia Arnesen, CEO of Ossa Ice, came late.", "the CEO"),
        ("Lydia Arnesen, 51, met Kim Dahl, 34.", "the 51-year-old"),
    ],
)
def test_a_description_of_one_person_is_that_person(told: str, described: str) -> None:
    """The only one of that role, title or age in the story is meant, whether quoted elsewhere or not."""
    assert speakers(f"{told}\n“We sail in May,” {described} said.") == ["Lydia Arnesen"]


@pytest.mark.parametrize(
    ("told", "described"),
    [
        ("Mayor Lydia Arnesen met Mayor Per Dahl.", "the mayor"),
        ("Mayor Lydia Arnesen met a mayor from the coast.", "the mayor"),
        ("Lydia Arnesen, a baker, met Kim, who is no baker, and a baker from Ossa.", "the baker"),
        ("Lydia Arnesen, a baker, came late.  In Ossa, a baker wept.", "the baker"),
        ("Mayor Lydia Arnesen met the mayors of the coast.", "the mayor"),
        ("Mayor Lydia Arnesen came late.", "the former mayor"),
        ("Fire Chief Lydia Arnesen and Police Chief Kim Dahl came late.", "the chief"),
        ("Mayor Lydia Arnesen came late.", "the minister"),
        ("Mayor Lydia Arnesen came late.", "a mayor"),
        ("Minister Lydia Arnesen came late.", "the transport minister"),
        ("Chairman Lydia Arnesen said she was late.", "the chairwoman"),
        ("Deputy Mayor Lydia Arnesen came late.", "the mayor"),
        ("Former Mayor Lydia Arnesen came late.", "the mayor"),
        ("Lydia Arnesen, who was mayor of Ossa, came late.", "the mayor"),
        ("Lydia Arnesen is a disgrace.  A baker wept.", "the disgrace"),
        ("Lt. Gov. Lydia Arnesen came late.", "the governor"),
        ("Rep. Peter Dahl met Lydia Arnesen.", "the congresswoman"),
        ("His sister Lydia Arnesen came late.", "the nun"),
        ("Dr. Lydia Arnesen leads the study.  Kim called his doctor.", "the doctor"),
        ("Kim Dahl came with his lawyer, Lydia Arnesen.", "her lawyer"),
        ("Lydia Arnesen, 51, met Kim Dahl, 51.", "the 51-year-old"),
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


class Row(list[Token]):
    """The tokens of a paragraph, which count how many of them are looked at, in slices as well."""

    looked_at = 0

    def __getitem__(self, key: Any) -> Any:
        self.looked_at += len(range(*key.indices(len(self)))) if isinstance(key, slice) else 1
        return super().__getitem__(key)


def looked_at(text: str) -> int:
    """How many tokens are looked at to find out who speaks."""
    lines = lines_of(text)
    marked = find_marked(text, lines)
    plain = masked(text, marked)
    rows = [Row(tokens_of(plain, line)) for line in lines]
    credited = credit_story(pages_of(text, marked, rows), rows)
    settle(credited, meet(rows, ()), rows, [text[m.start : m.end] for m in marked], plain)
    return sum(row.looked_at for row in rows)


@pytest.mark.parametrize(
    "piece",
    [
        "Ann’s ",
        "“We sail,” the hull said. ",
        "The nurse wept. ",
        "The baker shook her head. ",
        "The port issued a statement. “We sail,” the statement said. ",
    ],
)
def test_no_description_makes_the_rest_of_a_paragraph_be_read_again(piece: str) -> None:
    """Four times as long a paragraph has no more than about four times as many tokens looked at."""
    once, four_times = (piece * (size // len(piece)) for size in (3_000, 12_000))
    assert looked_at(four_times) < 4.5 * looked_at(once)
