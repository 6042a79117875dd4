"""Times of day, durations and ratios, as a newsreader says them."""

from __future__ import annotations

import pytest

from briefing.spoken import spoken_form


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("at 12:01 a.m. Thursday", "at twelve oh one a.m. Thursday"),
        ("at 5:30pm local time", "at five thirty p.m. local time"),
        ("7:00 p.m.", "seven p.m."),
        ("7 PM ET", "seven p.m. ET"),
        ("8-10 p.m.", "eight to ten p.m."),
        ("10 a.m.-2 p.m.", "ten a.m. to two p.m."),
        ("3.30pm", "three thirty p.m."),
        ("at 7:05", "at seven oh five"),
        ("15:45", "fifteen forty-five"),
        ("at 0600 GMT", "at oh six hundred GMT"),
        ("at 20:00 GMT", "at twenty hundred GMT"),
        ("1430 hours", "fourteen thirty hours"),
        ("at 8 p.m. e.s.t.", "at eight p.m. EST"),
        ("at 18.30 GMT", "at eighteen thirty GMT"),
        ("9 a.m.-noon", "nine a.m. to noon"),
        ("at 10:20:30 p.m. he", "at ten twenty and thirty seconds p.m. he"),
        ("at 10:20:00 p.m. he", "at ten twenty p.m. he"),
        ("at 10:00:30 PM EST", "at ten o'clock and thirty seconds p.m. EST"),
        ("noon-2 p.m.", "noon to two p.m."),
        ("Noon – 3pm", "Noon to three p.m."),
        ("at noon - 2 hours late", "at noon, two hours late"),
    ],
)
def test_a_time_of_day_is_said_as_it_is(written: str, said: str) -> None:
    """A time of day is said as it is on the air."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a time of 3:14:52", "a time of three hours fourteen minutes and fifty-two seconds"),
        ("in 1:45.32", "in one minute forty-five point three two seconds"),
        ("1:00:01", "one hour zero minutes and one second"),
        ("a best of 5m 30s", "a best of five minutes thirty seconds"),
        ("took 1h20m", "took one hour twenty minutes"),
        ("ran it in 38:12", "ran it in thirty-eight minutes and twelve seconds"),
    ],
)
def test_a_duration_names_its_units(written: str, said: str) -> None:
    """A duration names its units."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a 3:1 ratio", "a three to one ratio"),
        ("won by 38:12", "won by thirty-eight to twelve"),
        ("in 38:2", "in thirty-eight to two"),
        ("in 38:60", "in thirty-eight to sixty"),
        ("John 3:16", "John three sixteen"),
    ],
)
def test_a_ratio_is_one_number_to_another(written: str, said: str) -> None:
    """A ratio is one number to another."""
    assert spoken_form(written).text == said
