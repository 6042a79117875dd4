"""Dates, years and decades, as a newsreader says them."""

from __future__ import annotations

import pytest

from briefing.spoken import spoken_form


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("on Sept. 3, 1967", "on September third, nineteen sixty-seven"),
        ("by Dec. 31", "by December thirty-first"),
        ("On Jan. 6, 2021, the hall was full.", "On January sixth, twenty twenty-one, the hall was full."),
        ("Tuesday, Feb. 2", "Tuesday, February second"),
        ("Mon., Oct. 4", "Monday, October fourth"),
        ("5/17/2021", "May seventeenth, twenty twenty-one"),
        ("on 3 March 1991", "on the third of March nineteen ninety-one"),
        ("the 14th of July 1789", "the fourteenth of July seventeen eighty-nine"),
        ("July 4th fireworks", "July fourth fireworks"),
        ("March 3-5", "March third to fifth"),
        ("March 3–5, 2021", "March third to fifth, twenty twenty-one"),
        ("Oct. 31-Nov. 2", "October thirty-first to November second"),
        ("2021-03-05T06:20:00", "March fifth, twenty twenty-one, six hours twenty minutes and zero seconds"),
        ("Sept 11", "September eleventh"),
        ("in Sept. 2019", "in September twenty nineteen"),
        ("the Feb. 24 vote", "the February twenty-fourth vote"),
    ],
)
def test_a_date_is_said_in_the_order_of_us(written: str, said: str) -> None:
    """A date is said in the order of US English, whatever order it was written in."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("in 2001", "in two thousand one"),
        ("the 2024 election", "the twenty twenty-four election"),
        ("in the year 1905", "in the year nineteen oh five"),
        ("in 1066", "in ten sixty-six"),
        ("by 2050", "by twenty fifty"),
        ("during 2008-09", "during two thousand eight to two thousand nine"),
        ("the 1990-91 season", "the nineteen ninety to ninety-one season"),
        ("from 1914-18", "from nineteen fourteen to eighteen"),
        ("2009–2017", "two thousand nine to twenty seventeen"),
        ("pre-2020", "pre-twenty twenty"),
        ("fiscal 2023", "fiscal twenty twenty-three"),
        ("FY2023 budget", "fiscal year twenty twenty-three budget"),
        ("in A.D. 79", "in A.D. seventy-nine"),
        ("3000 BC", "three thousand BC"),
        ("the class of '98", "the class of ninety-eight"),
    ],
)
def test_years_are_said_in_pairs_and_spans_of_years(written: str, said: str) -> None:
    """Years are said in pairs, and spans of years as from one to the other."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1,204 people", "one thousand two hundred four people"),
        ("2024 people", "two thousand twenty-four people"),
        ("1500 soldiers", "one thousand five hundred soldiers"),
        ("2000 jobs", "two thousand jobs"),
    ],
)
def test_a_number_that_counts_what_follows_is_no_year(written: str, said: str) -> None:
    """A number that counts what follows is no year."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("in the 1800s", "in the eighteen hundreds"),
        ("the early '90s", "the early nineties"),
        ("the 1920s and '30s", "the nineteen twenties and thirties"),
        ("people in their 20s", "people in their twenties"),
        ("the mid-2000s", "the mid-two thousands"),
        ("the 2010s", "the twenty tens"),
    ],
)
def test_decades_are_plurals(written: str, said: str) -> None:
    """Decades are plurals."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("it may 5 times", "it may five times"),
        ("they march 20 miles", "they march twenty miles"),
        ("in May 2020", "in May twenty twenty"),
        ("May 5", "May fifth"),
    ],
)
def test_the_words_may_and_march_are_not_months(written: str, said: str) -> None:
    """The words may and march are not months."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("the 1500th episode", "the one thousand five hundredth episode"),
        ("won the 1500m", "won the one thousand five hundred meters"),
        ("1200kg of rice", "one thousand two hundred kilograms of rice"),
        ("ran the 1500 m", "ran the one thousand five hundred meters"),
        ("the 1984 film", "the nineteen eighty-four film"),
        ("dry by 2100", "dry by twenty-one hundred"),
        ("some 2100 people", "some two thousand one hundred people"),
    ],
)
def test_a_number_with_an_ending_or_a_unit_is_no_year(written: str, said: str) -> None:
    """What is counted, measured or put in order is no year, and nothing of it is left over as letters."""
    assert spoken_form(written).text == said


def test_a_fiscal_year_may_span_two() -> None:
    """`FY2023-24` is said like any other span of years, and a short one without its mark."""
    assert spoken_form("in FY2023-24").text == "in fiscal year twenty twenty-three to twenty-four"
    assert spoken_form("in FY'24").text == "in fiscal year twenty-four"
