"""Plain numbers, as a newsreader says them."""

from __future__ import annotations

import pytest

from briefing.spoken import sentences, spoken_form
from briefing.spoken.numbers import LONGEST, cardinal, digits, number


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("8,500 troops", "eight thousand five hundred troops"),
        ("217,638,504", "two hundred seventeen million six hundred thirty-eight thousand five hundred four"),
        ("0.25", "zero point two five"),
        (".2087", "point two zero eight seven"),
        ("1.5 million", "one point five million"),
        ("0", "zero"),
        ("100", "one hundred"),
        ("10000 people", "ten thousand people"),
    ],
)
def test_cardinals_and_decimals_are_said(written: str, said: str) -> None:
    """Cardinals and decimals are said."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("the 46th", "the forty-sixth"),
        ("1st", "first"),
        ("22nd", "twenty-second"),
        ("112th", "one hundred twelfth"),
        ("1,001st", "one thousand first"),
        ("the 21st-century", "the twenty-first-century"),
        ("12nd", "twelve nd"),
    ],
)
def test_ordinals_are_said(written: str, said: str) -> None:
    """Ordinals are said."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("PIN 1234", "PIN one two three four"),
        ("zip code 12345", "zip code one two three four five"),
        ("12345", "one two three four five"),
        ("007", "oh oh seven"),
        ("the card ending in 5541", "the card ending in five five four one"),
    ],
)
def test_numbers_that_are_names_are_said_digit_by_digit(written: str, said: str) -> None:
    """Numbers that are names are said digit by digit."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3 + 4 = 7", "three plus four equals seven"),
        ("2x8", "two x eight"),
    ],
)
def test_sums_are_said(written: str, said: str) -> None:
    """Sums are said."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("100s of homes", "hundreds of homes"),
        ("in the mid-100s", "in the mid-hundreds"),
        ("1,000s of homes", "thousands of homes"),
    ],
)
def test_plurals_of_round_numbers_lose_their_one(written: str, said: str) -> None:
    """Plurals of round numbers lose their one."""
    assert spoken_form(written).text == said


def test_a_plural_behind_a_hyphen_is_one() -> None:
    """A word before the hyphen leaves it a number; a single letter does not."""
    assert spoken_form("in the low-110s").text == "in the low-one hundred tens"
    assert spoken_form("1/f-4s").text == "one f-four s"


def test_a_number_that_no_scale_reaches_is_said_digit_by_digit() -> None:
    """From the first place to the last."""
    words = cardinal(10**LONGEST + 120_345).split()
    assert (words[0], len(words), words[-6:]) == ("one", LONGEST + 1, ["one", "two", "zero", "three", "four", "five"])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3 x 10⁶ kroner", "three times ten to the power of six kroner"),
        ("10⁻¹² of it", "ten to the power of minus twelve of it"),
        ("in 2015¹ already", "in twenty fifteen already"),
    ],
)
def test_powers_are_said_as_powers(written: str, said: str) -> None:
    """A raised figure behind a number is its power; behind a year it is a note."""
    assert spoken_form(written).text == said


def test_an_answer_is_no_sign_of_a_number() -> None:
    """`no.` before a count of people ends a sentence; before any other number it is `number`."""
    answer = "The answer is no. 5 people came."
    assert spoken_form(answer).text == "The answer is no. five people came."
    assert [answer[span.start : span.end] for span in sentences(answer)] == ["The answer is no.", "5 people came."]
    assert spoken_form("She is no. 5 in the world.").text == "She is number five in the world."


def test_a_number_is_read_as_one_up_to_the_longest_that_has_a_name() -> None:
    """One figure more, and each figure is said."""
    longest = "1" * LONGEST
    assert number(longest) == cardinal(int(longest))
    assert number(f"{longest}1") == digits(f"{longest}1")
