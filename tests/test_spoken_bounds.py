"""What is said on either side of each bound by which the spoken form tells one thing from another."""

from __future__ import annotations

import pytest

from briefing.model import Part
from briefing.spoken import sentences, spoken_form, word_starts
from briefing.spoken.numbers import cardinal


def said(written: str) -> str:
    """The spoken form in US English."""
    return spoken_form(written).text


def cut(text: str) -> list[str]:
    """Its sentences."""
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12345 Mill Street burned", "one twenty-three forty-five Mill Street burned"),
        ("1234 Mill Street burned", "twelve thirty-four Mill Street burned"),
        ("12345A Mill Street burned", "one twenty-three forty-five A Mill Street burned"),
        ("10345A Mill Street burned", "one zero three four five A Mill Street burned"),
        ("Write to Ossa, ME 04104.", "Write to Ossa, Maine zero four one zero four."),
        ("Write to Ossa, ME 04104-1234.", "Write to Ossa, Maine zero four one zero four, one two three four."),
        ("In Moorville, Del. Olsen spoke.", "In Moorville, Delaware Olsen spoke."),
        ("In Moorville Del. Olsen spoke.", "In Moorville Delegate Olsen spoke."),
    ],
)
def test_a_house_and_a_place_are_read_as_addresses_are(written: str, expected: str) -> None:
    """Pairs of figures for a house, one by one in a ZIP code; `Del.` is a state behind a comma, else a delegate."""
    assert said(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("It rained in 1998.", "It rained in nineteen ninety-eight."),
        ("It rained in 2000.", "It rained in two thousand."),
        ("A pre-1998 bridge fell.", "A pre-nineteen ninety-eight bridge fell."),
        ("An e-1998 form came.", "An e-nineteen ninety-eight form came."),
        ("The war of 1700-21 ended.", "The war of seventeen hundred to twenty-one ended."),
        ("The G8-1998 paper came.", "The G eight-nineteen ninety-eight paper came."),
        ("The war of 1650-60 ended.", "The war of sixteen fifty to sixty ended."),
        ("It rose by 1650-60.", "It rose by one thousand six hundred fifty to sixty."),
        ("The war of 1701-14 ended.", "The war of seventeen oh one to fourteen ended."),
    ],
)
def test_a_year_is_no_count(written: str, expected: str) -> None:
    """Alone, behind a prefix, and in a span whose second year leaves the century out."""
    assert said(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("It came to 199F.", "It came to one hundred ninety-nine Fahrenheit."),
        ("It came to 200F.", "It came to two hundred F."),
        ("It came to ½C.", "It came to one half C."),
        ("It came to 20/2 at Ossa.", "It came to twenty to two at Ossa."),
        ("It came to 21/2 at Ossa.", "It came to twenty-one for two at Ossa."),
        ("It came to 21/1 at Ossa.", "It came to twenty-one to one at Ossa."),
        ("It was the 112th boat.", "It was the one hundred twelfth boat."),
        ("It was the 113th boat.", "It was the one hundred thirteenth boat."),
        ("It was the 114th boat.", "It was the one hundred fourteenth boat."),
    ],
)
def test_a_number_is_what_its_size_says(written: str, expected: str) -> None:
    """No weather has 200 degrees; odds end at twenty to several; the teens of every hundred end in `th`."""
    assert said(written) == expected


def test_a_quotation_of_four_hundred_letters_is_still_open() -> None:
    """So that the mark behind a number closes it, and is no inch."""
    text = '"' + "rain " * 79 + 'all 12" she said.'
    assert text.index("12") == 400
    assert said(text) == text.replace("12", "twelve")
    assert said('Rain of 12" fell.') == "Rain of twelve inches fell."


def test_no_figure_of_a_time_is_lost() -> None:
    """However exact it is."""
    assert [word in said("It stopped at 10:20:30 p.m.") for word in ("ten", "twenty", "thirty")] == [True] * 3


def test_a_number_without_a_name_is_read_digit_by_digit() -> None:
    """Octillions are the last that have one."""
    assert cardinal(10**30 - 1).startswith("nine hundred ninety-nine octillion nine hundred ninety-nine septillion")
    assert cardinal(10**30) == " ".join(["one", *["zero"] * 30])


def test_the_second_of_two_numerals_is_read_as_the_first() -> None:
    """Where the word before both is counted; not where another stands between."""
    assert said("World Wars I and II ended.") == "World Wars one and two ended."
    assert said("The camp of Ossa I and II closed.") == "The camp of Ossa I and II closed."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a well\u2011known ferry", "a well-known ferry"),
        ("Mr. Lie\u0302\u0301u spoke.", "Mister Lie\u0302\u0301u spoke."),
        ("They stayed in Ossa.it was late.", "They stayed in Ossa.it was late."),
        ("They looked at ossa.it again.", "They looked at ossa dot it again."),
    ],
)
def test_no_letter_is_lost_and_none_is_made_an_address(written: str, expected: str) -> None:
    """A hyphen that does not break, two accents on one letter; behind a large letter a stop only lacks its space."""
    assert said(written) == expected


@pytest.mark.parametrize(("last", "quiet"), [("RAINS", True), ("RAINED", False)])
def test_two_thousand_capitals_are_a_headline(last: str, quiet: bool) -> None:
    """They are put into small letters; a longer text is left alone."""
    text = "RAIN " * 399 + last
    assert (len(text) <= 2000) is quiet
    assert said(text) == (text.title() if quiet else text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained […] Then it stopped.", ["It rained […] Then it stopped."]),
        ("It rained … Then it stopped.", ["It rained …", "Then it stopped."]),
        ("He waited.... I left.", ["He waited....", "I left."]),
        ("He waited... I left.", ["He waited... I left."]),
    ],
)
def test_an_ellipsis_ends_a_sentence_where_it_can(text: str, expected: list[str]) -> None:
    """Not where it is cut out in brackets; before `I` only with the full stop behind it."""
    assert cut(text) == expected


def test_a_word_is_heard_at_its_share_of_what_is_said() -> None:
    """Where one part says several words otherwise."""
    assert word_starts("one two three", (Part("uno dos tres", 0, 13),)) == (0, 4, 8)
