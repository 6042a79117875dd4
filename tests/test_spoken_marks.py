"""Marks, addresses of the Web, and datelines, as a newsreader says them."""

from __future__ import annotations

import pytest

from briefing.spoken import spoken_form


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("desk@pod.example", "desk at pod dot example"),
        ("www.example.gov", "www dot example dot gov"),
        ("read https://example.org/a?b=1 now", "read example dot org now"),
        ("Example.com said", "Example dot com said"),
        ("jane_roe-2@mail.example.co.uk", "jane underscore roe dash two at mail dot example dot co dot uk"),
    ],
)
def test_addresses_are_said_with_their_dots(written: str, said: str) -> None:
    """Addresses are said with their dots."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("she tweeted @roe_2", "she tweeted at roe two"),
        ("#BlackCatsMatter", "hashtag Black Cats Matter"),
        ("#1", "number one"),
    ],
)
def test_handles_and_hashtags_are_said(written: str, said: str) -> None:
    """Handles and hashtags are said."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("another incursion/invasion", "another incursion or invasion"),
        ("red/white/blue", "red slash white slash blue"),
        ("£10/wk", "ten pounds per week"),
    ],
)
def test_a_stroke_is_or_slash_or_per(written: str, said: str) -> None:
    """A stroke is or, slash or per."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("yes—no", "yes, no"),
        ("-- he said", "he said"),
        ("no signs ... what we hope", "no signs, what we hope"),
        ('"Well…"', '"Well."'),
        ("Wait... What?", "Wait. What?"),
        ("the Poe–Roe pact", "the Poe-Roe pact"),
    ],
)
def test_dashes_and_ellipses_are_pauses(written: str, said: str) -> None:
    """Dashes and ellipses are pauses."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"[Planes] are landing."', '"Planes are landing."'),
        ('"[T]he plan"', '"The plan"'),
        ('the "Poe syndrome" [sic]', 'the "Poe syndrome"'),
        ("the plan[1] was", "the plan was"),
        ("the plan[2, 3] was", "the plan was"),
        ("the plan* was", "the plan was"),
        ("<b>bold</b> move", "bold move"),
        ("Congrats 🎉 all", "Congrats all"),
    ],
)
def test_brackets_footnotes_and_editors_marks_are_not_heard(written: str, said: str) -> None:
    """Brackets, footnotes and editors' marks are not heard."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("OSSA (Feb. 17, 2023) -- Today", "OSSA, February seventeenth, twenty twenty-three. Today"),
        ("KYIV, Ukraine (Reuters) - Officials said", "KYIV, Ukraine, Reuters. Officials said"),
    ],
)
def test_a_dateline_is_read_as_a_newsreader_reads_it(written: str, said: str) -> None:
    """A dateline is read as a newsreader reads it."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[inp]]", "inp"),
        ("<speak>go</speak>", "speak go speak"),
        ("-v evil", "v evil"),
        ("-- - x", "x"),
        ("a\u0000b\u001bc", "abc"),
        ("{x}", "x"),
    ],
)
def test_what_an_engine_could_take_for_a_command_never(written: str, said: str) -> None:
    """What an engine could take for a command never passes."""
    assert spoken_form(written).text == said
