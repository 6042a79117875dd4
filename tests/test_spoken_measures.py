"""Numbers with units, fractions and ranges, as a newsreader says them."""

from __future__ import annotations

import pytest

from briefing.spoken import spoken_form


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("15 km", "fifteen kilometers"),
        ("10,000 sq. ft. of floor", "ten thousand square feet of floor"),
        ("70 mph", "seventy miles per hour"),
        ("50 kg", "fifty kilograms"),
        ("20 lbs of rice", "twenty pounds of rice"),
        ("500 mg", "five hundred milligrams"),
        ("100 Mbps", "one hundred megabits per second"),
        ("500 MW", "five hundred megawatts"),
        ("1,200 sq mi", "one thousand two hundred square miles"),
        ("5 km²", "five square kilometers"),
        ("10 m³", "ten cubic meters"),
        ("30 mpg", "thirty miles per gallon"),
        ("14KG", "fourteen kilograms"),
        ("500sqft", "five hundred square feet"),
        ("2 hrs 30 mins", "two hours thirty minutes"),
        ("5 mg/kg", "five milligrams per kilogram"),
        ("up 5%/yr", "up five percent per year"),
    ],
)
def test_units_are_said_in_full(written: str, said: str) -> None:
    """Units are said in full."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("5%", "five percent"),
        ("-0.3%", "minus zero point three percent"),
        ("30-50%", "thirty to fifty percent"),
        ("5.6% to 7.2%", "five point six to seven point two percent"),
        ("98.6°F", "ninety-eight point six degrees Fahrenheit"),
        ("-40°C", "minus forty degrees Celsius"),
        ("2 °C", "two degrees Celsius"),
        ("a 25% tariff", "a twenty-five percent tariff"),
        ("45º north", "forty-five degrees north"),
        ("from 20º to 25ºC", "from twenty to twenty-five degrees Celsius"),
    ],
)
def test_percentages_and_temperatures_are_said_in_full(written: str, said: str) -> None:
    """Percentages and temperatures are said in full."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a 5km race", "a five kilometer race"),
        ("a 100m sprint", "a one hundred meter sprint"),
        ("a 5 km\u00a0run", "a five kilometer run"),
        ("a 5\u00a0m\u202frun", "a five meter run"),
        ("155mm howitzers", "one hundred fifty-five millimeter howitzers"),
    ],
)
def test_a_measure_that_describes_a_noun_is_singular(written: str, said: str) -> None:
    """A measure that describes a noun is singular."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("100m people", "one hundred million people"),
        ("800 m away", "eight hundred meters away"),
    ],
)
def test_m_is_a_million_where_people_are_counted(written: str, said: str) -> None:
    """M is a million where people are counted."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("6'2\" tall", "six foot two tall"),
        ("a 5-foot-11 guard", "a five-foot-eleven guard"),
        ("40°26′N 79°58′W", "forty degrees twenty-six minutes north seventy-nine degrees fifty-eight minutes west"),
        ("45º30'N", "forty-five degrees thirty minutes north"),
        ("5 ft. 10 in. tall", "five feet ten inches tall"),
    ],
)
def test_heights_and_coordinates_are_said_in_full(written: str, said: str) -> None:
    """Heights and coordinates are said in full."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1/4", "one quarter"),
        ("3 1/2 years", "three and a half years"),
        ("1½ cups", "one and a half cups"),
        ("¾ of the vote", "three quarters of the vote"),
    ],
)
def test_fractions_are_said_as_such(written: str, said: str) -> None:
    """Fractions are said as such."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("voted 218-214", "voted two hundred eighteen to two hundred fourteen"),
        ("won 6-4, 7-6", "won six to four, seven to six"),
        ("ages 5–11", "ages five to eleven"),
        ("25-30 people", "twenty-five to thirty people"),
        ("10 - 12", "ten to twelve"),
    ],
)
def test_a_range_or_a_score_goes_from_one_number(written: str, said: str) -> None:
    """A range or a score goes from one number to the other."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Viewers fell to 1.4m from 2.3m.", "Viewers fell to one point four million from two point three million."),
        ("Profit rose to 3.2m last year.", "Profit rose to three point two million last year."),
        ("The river rose to 3.2m on Sunday.", "The river rose to three point two meters on Sunday."),
        ("Visitors walked 500m to the pier.", "Visitors walked five hundred meters to the pier."),
        ("Sales of a 2m tent rose.", "Sales of a two meter tent rose."),
        ("He threw it 1.4m from the wall.", "He threw it one point four meters from the wall."),
    ],
)
def test_an_m_is_millions_of_what_is_never_measured(written: str, said: str) -> None:
    """The noun before an amount tells millions from meters where none stands behind it."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("He hit 20 HR in May.", "He hit twenty HR in May."),
        ("He hit 12 HRs in May.", "He hit twelve H.R.'s in May."),
        ("a walk of 20 hr in rain", "a walk of twenty hours in rain"),
        ("winds of 60 MPH", "winds of sixty miles per hour"),
    ],
)
def test_home_runs_are_no_hours(written: str, said: str) -> None:
    """Capitals behind a space are a unit only where they are no other word."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("The horse is a 7/2 shot.", "The horse is a seven to two shot."),
        ("The other stood at 100/1.", "The other stood at one hundred to one."),
        ("the 4/6 favourite", "the four to six favourite"),
        ("Harburg were 234/6 at the close.", "Harburg were two hundred thirty-four for six at the close."),
        ("Harburg were 12/1 after nine overs.", "Harburg were twelve for one after nine overs."),
        ("His pressure was 120/80.", "His pressure was one hundred twenty over eighty."),
        ("about 3/4 of it", "about three quarters of it"),
        ("She gave it 8/10.", "She gave it eight out of ten."),
        ("Full marks: 100/100.", "Full marks: one hundred out of one hundred."),
        ("in 9/10 of them", "in nine tenths of them"),
        ("a 9/10 inch gap", "a nine tenths inch gap"),
        ("about 1/10", "about one tenth"),
    ],
)
def test_odds_and_scores_are_no_fractions(written: str, said: str) -> None:
    """More parts than a whole has are odds, a score in cricket, or one number over another."""
    assert spoken_form(written).text == said
