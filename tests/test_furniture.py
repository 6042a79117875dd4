"""Signs of a line that is no copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.clean.furniture import Furniture, furniture


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Articles • Names • Photos • Contact", Furniture.NAVIGATION),
        ("About us | Terms | Jobs", Furniture.NAVIGATION),
        ("https://harburg.example/bridge", Furniture.NAVIGATION),
        ("Published: Monday, May 4, 2020 8:22AM EST", Furniture.NAVIGATION),
        ("A lighthouse icon.", Furniture.PICTURE),
        ("A red grid of dots. A small drawing. A thing made of wool. A snowflake.", Furniture.PICTURE),
        ("Harburg bridgeHarburg bridge", Furniture.PICTURE),
        ("Photo by Ada Holm", Furniture.CAPTION),
        ("Mayor Bo Lind cuts a ribbon in Harburg, Monday, May 4, 2020. (AP Photo/Ada Holm)", Furniture.CAPTION),
        ("Mayor Bo Lind waves. (Ada Holm/Harburg Courier)", Furniture.CAPTION),
        ("In this May 4, 2020, file photo, a bridge stands in Harburg.", Furniture.CAPTION),
        ("Image 1 of 4", Furniture.CAPTION),
        ("Advertisement", Furniture.PROMOTION),
        ("Story continues below", Furniture.PROMOTION),
        ("Read more: The bridge in pictures", Furniture.PROMOTION),
        ("Sign up for our newsletter and never miss a bridge", Furniture.PROMOTION),
        ("Follow Ada Holm on Twitter @adaholm.", Furniture.PROMOTION),
        ("Share this article", Furniture.SHARING),
        ("[12]Share this article", Furniture.SHARING),
        ("12 Comments", Furniture.SHARING),
        ("Comments (12)", Furniture.SHARING),
        ("Log in to comment", Furniture.SHARING),
        ("Sign in or register to leave a comment", Furniture.SHARING),
        ("You must be logged in to post a comment.", Furniture.SHARING),
        ("© 2020 The Harburg Courier", Furniture.LEGAL),
        ("We use cookies to make this site better.", Furniture.LEGAL),
        ("###", Furniture.WIRE),
        ("-30-", Furniture.WIRE),
        ("(END)", Furniture.WIRE),
        ("BC-Harburg-Bridge, 1st Ld-Writethru", Furniture.WIRE),
        ("* * *", Furniture.WIRE),
    ],
)
def test_furniture_is_known_by_its_form(line: str, kind: Furniture) -> None:
    """Each kind of furniture is told apart."""
    assert furniture(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "A fire broke out.",
        "“That is the council's choice,” Lind said.",
        "“Get the parcels delivered,” she said.",
        "Share prices fell by a third on Monday.",
        "Log in to comment on the plan, the council asked its people.",
        "Comments came in until midnight.",
        "The email includes a photo of the bridge in winter.",
        "He read more than anybody else in Harburg.",
        "What comes next",
        "A red grid.",
        "No.",
        "Mayor Bo Lind said the bridge had cost 4 million (3 million euros).",
        "The end of the bridge is in sight.",
        "Harburg met Northam on Monday, May 4, 2020, “in good spirits”.",
    ],
)
def test_copy_is_left_alone(line: str) -> None:
    """Short, plain or verbless lines that a reporter may write are no furniture."""
    assert furniture(line) is None


@given(st.text(max_size=500))
def test_any_line_is_taken(line: str) -> None:
    """Whatever the line, there is an answer; and white space around it changes nothing."""
    assert furniture(line) is furniture(f"  {line}\t")


@pytest.mark.parametrize("piece", ["a. ", "A/ ", "(a ", "photo by a ", "share this on ", "Ab cd. ", "Aa Bb ", "| a "])
def test_a_line_takes_bounded_time(piece: str) -> None:
    """No line, however it is built, makes the forms wander."""
    line = (piece * 400)[:399]
    assert {furniture(line) for _ in range(50)} == {furniture(line)}
