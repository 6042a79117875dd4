"""Promises of `find_quotes` on names: several people of one surname, and one person under several names."""

from __future__ import annotations

import pytest

from briefing.model import Gender, Quote
from briefing.quotes import find_quotes
from briefing.quotes.marks import find_marked, lines_of
from briefing.quotes.nicknames import without_nicknames
from briefing.settings import QuoteSettings


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


FATHER = "Carl Rood kept the lighthouse.\n“He knew every ship,” said his son, Martin Rood."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{FATHER}\nRood kept a diary. “Fog again,” Rood wrote.", ["Martin Rood", "Carl Rood"]),
        (f"{FATHER} “I miss him,” Rood added.", ["Martin Rood", "Martin Rood"]),
        (f"{FATHER}\nRood rowed home. “Fog again,” he said.", ["Martin Rood", "Carl Rood"]),
        ("Carl Rood came. His wife of ten years, Eva Rood, sang.\n“We dug,” Rood said.", ["Carl Rood"]),
        ("Carl Rood came. Eva Rood, 60, his eldest sister, sang.\n“We dug,” Rood said.", ["Carl Rood"]),
        ("Carl Rood came with brother Ola Rood.\n“We dug,” Rood said.", ["Carl Rood"]),
        ("Mayor Rood came. His wife, Eva Rood, sang.\n“We dug,” Rood said.", ["Rood"]),
        ("Ola Rye sat.\nRye’s wife, Tove Rye, wept.\nRye rose. “I dug,” he said.", ["Ola Rye"]),
        ("Ada Moe died.\n“She ran,” said her daughter, Kari Rood.\n“She won,” Rood said.", ["Kari Rood", "Kari Rood"]),
        (
            "Martin Rood mills.\n“We grind,” said his father, Carl Rood.\n“I nap,” Rood said.",
            ["Carl Rood", "Martin Rood"],
        ),
        ("Ida Rood wrote.\nHer daughter, Eva Rood, reads.\n“Write first,” said Mrs. Rood.", ["Ida Rood"]),
        ("Ida Rood wrote. Eva Rood, wife of Carl Moe, reads.\n“I write,” said Rood.", ["Ida Rood"]),
        ("Carl Rood, his wife, Eva Rood, and a dog came.\n“We dug,” said Rood.", ["Carl Rood"]),
    ],
)
def test_a_relative_bears_the_bare_surname_only_in_its_own_paragraph(text: str, names: list[str]) -> None:
    """Who is introduced as somebody's son or wife does not take the surname from whom the story is about."""
    quotes = find_quotes(text)
    assert [named(quote) for quote in quotes] == names
    assert all(quote.confidence >= QuoteSettings().threshold for quote in quotes)


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        ("Mayor Carl Rood came. Anna Rood, a nurse, sang.\n“We dug,” Rood said.", "Anna Rood", False),
        ("Mayor Carl Rood came.\nAnna Rood, a nurse, sang.\n“We dug,” Rood said.", "Anna Rood", False),
        ("Mayor Carl Rood came.\n“We dug,” Rood said.\nAnna Rood, a nurse, sang.", "Carl Rood", True),
        ("Carl Rood came. Rood dug. Rood sang.\nAnna Rood wept.\n“We dug,” Rood said.", "Anna Rood", False),
        ("Carl Rood came. Rood dug. Rood sang.\nAnna Rood wept.\nIt rained.\n“We dug,” Rood said.", "Carl Rood", True),
    ],
)
def test_a_surname_of_two_is_in_doubt_unless_one_is_named_far_more_often(text: str, name: str, sure: bool) -> None:
    """Who comes in later is nobody yet; near a full name counting tells nobody; far from any it is the main one."""
    quote = find_quotes(text)[-1]
    assert (named(quote), quote.confidence >= QuoteSettings().threshold) == (name, sure)


def test_he_is_in_doubt_where_the_name_before_him_is() -> None:
    """A surname of two people tells no more through a pronoun than by itself."""
    text = "Mayor Carl Rood came. Ole Rood, a nurse, sang.\nRood looked down. “I am sorry,” he said."
    assert find_quotes(text)[-1].confidence < QuoteSettings().threshold
