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
        ("A row of boats. A pair of waves. A wheel from the Hall of Mills. A knot.", Furniture.PICTURE),
        ("A red row of boats. A small drawing. A thing made of wool. A gull.", Furniture.PICTURE),
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
        ("Ada Holm, pictured in Harburg in 2019.", Furniture.CAPTION),
        ("Ada Holm, seen here with her son, waves.", Furniture.CAPTION),
        ("Mayor Bo Lind speaks in the old hall, Monday, May 4, 2020, in Harburg.", Furniture.CAPTION),
        ("Mayor Bo Lind waves. Getty Images", Furniture.CAPTION),
        ("Photo by Ada Holm Mayor Bo Lind waves.", Furniture.CAPTION),
        ("Mayor Bo Lind on Monday Photo by Ada Holm", Furniture.CAPTION),
        ("A pier in the snow. The boat. A red house.", Furniture.PICTURE),
        ("Photos by Ada Holm and Bo Lind for the Harburg Courier", Furniture.CAPTION),
        ("Ada Holm can be reached at ada@harburg.example.", Furniture.PROMOTION),
        ("Follow him on Twitter at @bolind.", Furniture.PROMOTION),
        ("No comments yet", Furniture.SHARING),
        ("Leave a comment.", Furniture.SHARING),
        ("Share this story on Facebook.", Furniture.SHARING),
        ("Copyright by The Harburg Courier, 2020", Furniture.LEGAL),
        ("Terms of use", Furniture.LEGAL),
        ("Monday, May 4, 2020", Furniture.DATE),
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


@pytest.mark.parametrize(
    "line",
    [
        "Since the storm, Harburg can be reached by helicopter only.",
        "The council can be contacted by e-mail from Monday, the mayor said.",
        "A cow, seen on the pier on Monday, was brought to safety.",
        "The minister, pictured with the king on Monday, resigned on Tuesday.",
        "The council will meet about the bridge at 7 p.m. Tuesday, March 3, 2026, in the school hall.",
        "The council was to meet Tuesday, March 3, 2026, in Harburg.",
        "No comment.",
        "Share with the poor, the bishop said.",
        "Photographs by Ada Holm go on show on Friday.",
        "The town has lost a photograph by Ada Holm.",
        "The vote is open to all members aged 16 and over (and/or their parents)",
        "Ada Holm/Bo Lind won the doubles.",
        "The satellite belongs to the national office for space (NASA).",
        "The painter from Harburg has sued Getty Images.",
        "Police released a file photo.",
        "This May the town photo club opens its doors.",
        "The tide turns. The boats go out. The women wait.",
        "A door opens. A man waits. A shot falls.",
        "Terms of the deal were not disclosed.",
        "Copyright on the song runs out in 2030.",
        "Ed: I love the sea.",
    ],
)
def test_a_sentence_is_furniture_only_by_a_second_sign(line: str) -> None:
    """The words of captions, promotions and buttons are in copy, too; a credit, an address or a bare label tells."""
    assert furniture(line) is None


@given(st.text(max_size=500))
def test_any_line_is_taken(line: str) -> None:
    """Whatever the line, there is an answer; and white space around it changes nothing."""
    assert furniture(line) is furniture(f"  {line}\t")


@pytest.mark.parametrize(
    "piece", ["a. ", "A/ ", "(a ", "photo by a ", "share this on ", "Ab cd. ", "Aa Bb ", "| a ", ", b", "by Ab "]
)
def test_a_line_takes_bounded_time(piece: str) -> None:
    """No line, however it is built, makes the forms wander."""
    line = (piece * 400)[:399]
    assert {furniture(line) for _ in range(50)} == {furniture(line)}
