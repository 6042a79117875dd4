"""Numbers that are names: telephones, roads, aircraft, as a newsreader says them."""

from __future__ import annotations

import pytest

from briefing.spoken import spoken_form


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("(715) 555-0168", "seven one five, five five five, oh one six eight"),
        ("715.555.0168", "seven one five, five five five, oh one six eight"),
        ("+44 20 7946 0958", "plus four four, two oh, seven nine four six, oh nine five eight"),
        ("1-800-FLOWERS", "one, eight hundred, FLOWERS"),
        ("1-800-555-0199", "one, eight hundred, five five five, oh one nine nine"),
        ("555-0143", "five five five, oh one four three"),
    ],
)
def test_telephone_numbers_are_said_in_groups(written: str, said: str) -> None:
    """Telephone numbers are said in groups."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("dial 911", "dial nine one one"),
        ("the 911 call", "the nine one one call"),
        ("call 988", "call nine eight eight"),
        ("dial 999", "dial nine nine nine"),
    ],
)
def test_emergency_lines_are_said_digit_by_digit(written: str, said: str) -> None:
    """Emergency lines are said digit by digit."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("two F-35s", "two F thirty-fives"),
        ("a B-52", "a B fifty-two"),
        ("an F/A-18", "an F A eighteen"),
        ("a C-130", "a C one thirty"),
        ("a Boeing 737", "a Boeing seven thirty-seven"),
        ("a 737-800", "a seven thirty-seven eight hundred"),
        ("an Airbus A320", "an Airbus A three twenty"),
        ("A320neo", "A three twenty neo"),
        ("AK-47s", "AK forty-sevens"),
        ("a T-72", "a T seventy-two"),
        ("H1N1", "H one N one"),
        ("the B.1.1.529 variant", "the B dot one dot one dot five two nine variant"),
        ("AR-15-style", "AR fifteen-style"),
        ("MQ-9", "MQ nine"),
    ],
)
def test_aircraft_arms_and_viruses_are_said_as_people_say(written: str, said: str) -> None:
    """Aircraft, arms and viruses are said as people say them."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Interstate 95", "Interstate ninety-five"),
        ("I-405", "I four oh five"),
        ("U.S. 101", "U.S. one oh one"),
        ("Flight 1549", "Flight fifteen forty-nine"),
        ("MH370", "MH three seventy"),
        ("221B Baker St.", "two twenty-one B Baker Street."),
        ("1313 Mockingbird Ln.", "thirteen thirteen Mockingbird Lane."),
        ("Room 101", "Room one oh one"),
        ("1600 E. Sunset Boulevard", "sixteen hundred East Sunset Boulevard"),
        ("1215 Maple Way NW", "twelve fifteen Maple Way Northwest"),
        ("480 Oak Expressway", "four eighty Oak Expressway"),
    ],
)
def test_roads_flights_and_houses_are_said_in_pairs(written: str, said: str) -> None:
    """Roads, flights and houses are said in pairs."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("401(k) plans", "four oh one k plans"),
        ("501(c)(3)", "five oh one c three"),
        ("the G-7", "the G seven"),
        ("5G", "five G"),
        ("the 76ers and the 49ers", "the seventy-sixers and the forty-niners"),
        ("Section 230", "Section two thirty"),
        ("batting .312", "batting three twelve"),
        ("a .50-caliber gun", "a fifty-caliber gun"),
    ],
)
def test_other_numbers_have_a_name_of_their_own(written: str, said: str) -> None:
    """Other numbers have a name of their own."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3M said on Monday", "three M said on Monday"),
        ("3M's plant in Harburg", "three M's plant in Harburg"),
        ("She works for 3M.", "She works for three M."),
        ("The app has 3M users.", "The app has three million users."),
        ("It fell to 3M in May.", "It fell to three million in May."),
    ],
)
def test_a_firm_is_no_amount(written: str, said: str) -> None:
    """`3M` is a firm unless something is counted with it."""
    assert spoken_form(written).text == said
