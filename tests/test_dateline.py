"""Where and when a story was filed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.clean.dateline import find_dateline, read_date


@pytest.mark.parametrize(
    ("paragraph", "place", "day", "text"),
    [
        ("HARBURG (Jan. 25, 2022) -- The fleet", "HARBURG", date(2022, 1, 25), "HARBURG (Jan. 25, 2022) --"),
        ("LONDON, March 3 (Reuters) - The bank", "LONDON", None, "LONDON, March 3 (Reuters) -"),
        ("PARIS (AP) — A bridge", "PARIS", None, "PARIS (AP) —"),
        ("Springfield, Ill. — The mayor", "Springfield, Ill.", None, "Springfield, Ill. —"),
        ("KYIV, Ukraine (AP) — The road", "KYIV, Ukraine", None, "KYIV, Ukraine (AP) —"),
        ("NEW YORK, Nov. 3, 2020 /PRNewswire/ -- Acme", "NEW YORK", date(2020, 11, 3), None),
        ("NORTHAM AIR BASE, Germany -- Airmen", "NORTHAM AIR BASE, Germany", None, None),
        ("VIENNA — “We will see,” he said.", "VIENNA", None, "VIENNA —"),
        ("MOSCOW/KYIV, Feb 2 (Reuters) - A train", "MOSCOW/KYIV", None, None),
        ("ST. ALBAN, 4 May 2021 (AFP) – A train", "ST. ALBAN", date(2021, 5, 4), None),
    ],
)
def test_the_wires_datelines_are_read(paragraph: str, place: str, day: date | None, text: str | None) -> None:
    """Each wire's form gives place and date, and its text is what the paragraph opens with, dash included."""
    dateline = find_dateline(paragraph)
    assert dateline is not None
    assert (dateline.place, dateline.date) == (place, day)
    assert paragraph.startswith(dateline.text)
    assert text in {None, dateline.text}


@pytest.mark.parametrize(
    "paragraph",
    [
        "The mayor — a lawyer by training — said no.",
        "Ada Holm, Mayor — a long-time resident — said no.",
        "UPDATE — Police have closed the bridge.",
        "NATO — the alliance — met on Monday.",
        "T-34 - The tank is old.",
        "In May 2020 (his last year) — he resigned.",
        "Holm (left) — the mayor — spoke.",
        "“PARIS (AP) — is a dateline,” she said.",
        "No dash at all stands here.",
        "",
    ],
)
def test_an_ordinary_sentence_has_no_dateline(paragraph: str) -> None:
    """A dash, brackets or capitals alone make no dateline."""
    assert find_dateline(paragraph) is None


def test_a_date_that_no_calendar_has_is_no_date() -> None:
    """The 31st of June is left out rather than mended."""
    assert read_date("June 31, 2022") is None
    assert read_date("posted 2022-06-30") == date(2022, 6, 30)


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    """Whatever stands in a paragraph, the answer is a dateline at its head, or none."""
    dateline = find_dateline(text)
    assert dateline is None or text.startswith(dateline.text)


@pytest.mark.parametrize("piece", ["A", "A ", "(A", "A, ", "AB (A) ", "A/"])
def test_a_long_line_costs_no_more_than_a_short_one(piece: str) -> None:
    """Only the head of a paragraph is looked at."""
    assert find_dateline(piece * 500_000) == find_dateline(piece * 5_000)
