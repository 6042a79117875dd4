"""Promises of `find_quotes` on names: several people of one surname, and one person under several names."""

from __future__ import annotations

import pytest

from briefing.model import Gender, Quote
from briefing.quotes import find_quotes
from briefing.quotes.marks import find_marked, lines_of
from briefing.quotes.nicknames import without_nicknames


def named(quote: Quote) -> str | None:
    """The name of a quotation's speaker."""
    return quote.speaker.name if quote.speaker else None


def last(text: str) -> str | None:
    """The name of the last quotation's speaker."""
    return named(find_quotes(text)[-1])


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        (
            (
                "Baker Per Dahl came late. “We ran,” said Dahl, 71.\n"
                "His wife, Ines Dahl, stood beside him. “He did,” Mrs. Dahl said."
            ),
            "Ines Dahl",
            Gender.FEMALE,
        ),
        ("Mr. Per Dahl came late. “We ran,” said Dahl.\n“He did,” Mrs. Dahl said.", "Mrs. Dahl", Gender.FEMALE),
        ("Peter Dahl came late. “We ran,” said Dahl.\n“He did,” Mrs. Dahl said.", "Mrs. Dahl", Gender.FEMALE),
    ],
)
def test_a_title_never_joins_somebody_of_the_other_sex(text: str, name: str, gender: Gender) -> None:
    """`Mrs.` is the woman of that surname, or else somebody whom the story has not named before."""
    first, second = find_quotes(text)
    assert (named(second), second.speaker and second.speaker.gender) == (name, gender)
    assert first.speaker
    assert first.speaker.gender is not gender


def test_two_of_one_bare_surname_go_by_their_titles() -> None:
    """One name has one voice, so Mr. and Mrs. Dahl have two names."""
    quotes = find_quotes("“We sail,” said Mr. Dahl.\n“We stay,” said Mrs. Dahl.")
    assert [named(quote) for quote in quotes] == ["Dahl", "Mrs. Dahl"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            (
                "“Not once,” said Karen Dahl, who has three children at the school.\nTeacher Ann Dahl came. "
                "“I heard it,” she said.\n“Then who did?” asked Dahl, the teacher."
            ),
            "Ann Dahl",
        ),
        (
            (
                "Ben Rye met Ann Dahl, a nurse, and Eva Dahl, a cook. “I ran,” said Eva Dahl.\n"
                "“So did I,” said Dahl, the nurse."
            ),
            "Ann Dahl",
        ),
    ],
)
def test_of_one_surname_the_one_with_the_stated_role_speaks(text: str, name: str) -> None:
    """What is printed beside a bare surname tells which of several is meant."""
    assert last(text) == name


def test_a_bare_surname_is_who_was_named_last_and_only_a_guess_where_both_are() -> None:
    """Two people of one surname are not told apart by counting alone."""
    told = "Per Dahl keeps the inn. “We stay,” Per Dahl said.\n"
    assert last(told + "Lena Dahl poured the tea. “We do,” said Dahl.") == "Lena Dahl"
    assert find_quotes(told + "Per Dahl met Lena Dahl. “We do,” said Dahl.")[-1].confidence <= 0.5


def test_a_lone_given_name_is_its_only_bearer() -> None:
    """One person under two names is one person, and with two bearers nobody is taken for another."""
    told = "Tom Rye kept the lamp. “It was me,” said Rye.\n"
    assert last(told + "“He did,” Tom said.") == "Tom Rye"
    assert last("Tom Dahl came, too. " + told + "“He did,” Tom said.") == "Tom"


@pytest.mark.parametrize("name", ["William “Bill” Dahl", 'R. J. "Bud" Dahl'])
def test_a_nickname_belongs_to_the_name(name: str) -> None:
    """What stands in quotation marks inside a name is no quotation."""
    quotes = find_quotes(f"{name} runs the shop. “Come in,” Dahl said.\n“We close at six,” said {name}.")
    joined = name.translate({ord(mark): "" for mark in '“”"'})
    assert [named(quote) for quote in quotes] == [joined, joined]


@pytest.mark.parametrize("text", ["Kari Olsen told Dahl “No” Monday.", "He shouted “Fire” Dahl said."])
def test_a_word_between_other_large_words_is_no_nickname(text: str) -> None:
    """Only names on both sides make it one."""
    marked = find_marked(text, lines_of(text))
    assert without_nicknames(text, marked) == list(marked)


@pytest.mark.parametrize("office", ["Mayor of Ossa Bay", "Secretary of State", "Speaker of the House"])
def test_the_place_of_an_office_is_no_part_of_a_name(office: str) -> None:
    """A given name tells where the place ends and the person begins."""
    quote = find_quotes(f"“We sail at dawn,” said {office} Ann Lee.")[0]
    assert quote.speaker
    assert (quote.speaker.name, quote.speaker.role) == ("Ann Lee", office)
