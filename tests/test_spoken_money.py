"""Amounts of money, as a newsreader says them."""

from __future__ import annotations

import pytest

from briefing.spoken import spoken_form


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("$1,000", "one thousand dollars"),
        ("$1.2 million", "one point two million dollars"),
        ("£1.5bn", "one point five billion pounds"),
        ("€3.2 billion", "three point two billion euros"),
        ("A$45 million", "forty-five million Australian dollars"),
        ("NZ$2bn", "two billion New Zealand dollars"),
        ("C$4.2 million", "four point two million Canadian dollars"),
        ("USD 5 million", "five million U.S. dollars"),
        ("CHF 3 million", "three million Swiss francs"),
        ("20 million euros", "twenty million euros"),
        ("$400m", "four hundred million dollars"),
        ("$10K", "ten thousand dollars"),
        ("75¢", "seventy-five cents"),
        ("5€", "five euros"),
        ("$60 a barrel", "sixty dollars a barrel"),
        ("$70/bbl", "seventy dollars per barrel"),
        ("-$3.5 million", "minus three point five million dollars"),
        ("$1", "one dollar"),
    ],
)
def test_the_unit_is_said_after_number_and_magnitude(written: str, said: str) -> None:
    """The unit is said after number and magnitude."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("$2.50", "two dollars fifty cents"),
        ("$0.99", "ninety-nine cents"),
        ("$.50", "fifty cents"),
        ("£2.50", "two pounds fifty pence"),
    ],
)
def test_cents_are_said_and_nothing_is_said_for_none(written: str, said: str) -> None:
    """Cents are said, and nothing is said for none."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a $2.3 trillion plan", "a two point three trillion dollar plan"),
        ("the $1.9 trillion plan", "the one point nine trillion dollar plan"),
        ("a $15 minimum wage", "a fifteen dollar minimum wage"),
        ("$5 million-a-year contract", "five million dollar-a-year contract"),
        ("a $5 t-shirt", "a five dollar t-shirt"),
        ("the mayor's $3 million house", "the mayor's three million dollar house"),
        ("a $100 bill", "a one hundred dollar bill"),
        ("a 5€ ticket", "a five euro ticket"),
        ("a 20%-off sale with a 10¢-a-bottle levy", "a twenty percent-off sale with a ten cent-a-bottle levy"),
    ],
)
def test_before_the_noun_that_it_describes_the_unit_is(written: str, said: str) -> None:
    """Before the noun that it describes the unit is singular."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("$1 trillion in cuts", "one trillion dollars in cuts"),
        ("up to $3 billion a year", "up to three billion dollars a year"),
        ("the $5 he owed", "the five dollars he owed"),
        ("$300-$400 million", "three hundred to four hundred million dollars"),
        ("$1-2 billion", "one to two billion dollars"),
        ("5€-10€ or 5-10€ more", "five euros to ten euros or five euros to ten euros more"),
        ("20 USD-30 USD", "twenty U.S. dollars to thirty U.S. dollars"),
    ],
)
def test_elsewhere_the_unit_is_plural(written: str, said: str) -> None:
    """Elsewhere the unit is plural."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a fee of 0.5¢ a sheet", "a fee of zero point five cents a sheet"),
        ("a fee of 4.5¢ a sheet", "a fee of four point five cents a sheet"),
        ("They stole ₿0.25 of it.", "They stole zero point two five bitcoins of it."),
        ("It cost ₩500.50.", "It cost five hundred point five zero won."),
        ("It cost ₩500.00.", "It cost five hundred won."),
    ],
)
def test_a_fraction_of_what_has_no_smaller_coin_has_a_point(written: str, said: str) -> None:
    """Where a currency has no smaller coin, a fraction of it is said with its point and never as cents."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a balance of -$5", "a balance of minus five dollars"),
        ("a balance of $-5", "a balance of minus five dollars"),
        ("a result of £-5m", "a result of minus five million pounds"),
    ],
)
def test_a_minus_is_heard_on_either_side_of_the_sign(written: str, said: str) -> None:
    """What is owed is not what one has, wherever the minus stands."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a stack of $20s", "a stack of twenties"),
        ("paid in $100s", "paid in hundreds"),
        ("shares fell 12.5p to 345p", "shares fell twelve point five pence to three hundred forty-five pence"),
        ("a 1080p screen", "a ten eighty p screen"),
    ],
)
def test_bills_are_counted_and_pence_are_no_lines_of_a_picture(written: str, said: str) -> None:
    """Bills are named by their number, and `p` is pence but behind the lines of a picture."""
    assert spoken_form(written).text == said
