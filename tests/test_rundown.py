"""What the newsreader says around the stories."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from briefing.model import Kind, Segment
from briefing.rundown import closing, edition_name, episode_title, introduction

DAY = date(2026, 3, 4)


def said(segments: tuple[Segment, ...]) -> list[str]:
    """The words of each segment."""
    return [segment.text for segment in segments]


def test_the_introduction_names_show_day_and_stories() -> None:
    """In the order in which they come."""
    assert said(introduction("Dawn", DAY, ["Rain", "Sun"])) == [
        "This is Dawn for Wednesday, March 4, 2026.", "In this edition:", "Rain", "Sun",
    ]  # fmt: skip


def test_the_introduction_counts_one_story_and_names_the_edition() -> None:
    """Where a day has several; a story that stands alone needs no list."""
    assert said(introduction("Dawn", DAY, ["Rain"]))[1:] == ["In this edition, one story:", "Rain"]
    greeting = "This is the Evening edition of Dawn for Wednesday, March 4, 2026."
    assert said(introduction("Dawn", DAY, ["Rain"], name="Evening", alone=True)) == [greeting]


def test_a_story_without_a_headline_is_not_announced() -> None:
    """No word is made up for it, and nothing is promised that does not come."""
    assert said(introduction("Dawn", DAY, ["Rain", "", "Sun"]))[1:] == ["In this edition:", "Rain", "Sun"]
    for headlines in ([""], ["", " "]):
        assert said(introduction("Dawn", DAY, headlines)) == ["This is Dawn for Wednesday, March 4, 2026."]


def test_the_reporter_reads_what_stands_around_paragraph_by_paragraph() -> None:
    """So that there is a pause between any two of them."""
    for segments in (introduction("Dawn", DAY, ["Rain", "Sun"]), closing("Dawn")):
        assert [segment.paragraph for segment in segments] == list(range(len(segments)))
        assert {segment.kind for segment in segments} == {Kind.COPY}


def test_the_closing_words_disclose_the_voices() -> None:
    """That they are synthetic, and that no quoted person is heard."""
    words = " ".join(said(closing("Dawn")))
    assert words.startswith("That was Dawn.")
    assert "synthetic" in words
    assert "not by the persons quoted" in words


def test_the_title_tells_the_day_and_the_lead() -> None:
    """And the edition's name, where a day has several; a story that stands alone has its headline."""
    assert episode_title(DAY, ["Rain", "Sun"]) == "Wednesday 4 March 2026: Rain"
    assert episode_title(DAY, ["Rain"], name="Evening") == "Evening edition, Wednesday 4 March 2026: Rain"
    assert episode_title(DAY, ["Rain"], name="Evening", alone=True) == "Rain"


@pytest.mark.parametrize(("length", "kept"), [(199, 199), (200, 200), (201, 199), (1000, 199)])
def test_a_title_fits_a_list(length: int, kept: int) -> None:
    """To the letter: at most 200, the last an ellipsis where it was cut."""
    title = episode_title(DAY, ["x" * length], alone=True)
    assert title == "x" * kept + "…" * (length > 200)
    assert episode_title(DAY, ["x" * 198 + " " + "y" * 10], alone=True) == "x" * 198 + "…"


@pytest.mark.parametrize(
    ("clock", "name"),
    [("00:00", "Morning"), ("11:59", "Morning"), ("12:00", "Noon"), ("17:59", "Noon"), ("18:00", "Evening")],
)
def test_the_name_of_an_edition_is_that_of_its_time(clock: str, name: str) -> None:
    """From its minute to the one of the next."""
    moment = datetime.fromisoformat(f"2026-03-04T{clock}")
    assert edition_name({"Noon": "12:00", "Evening": "18:00", "Morning": "00:00"}, moment) == name


def test_before_the_first_edition_of_a_day_the_last_one_goes_on() -> None:
    """A night's run belongs to the evening; without names there is none."""
    small_hours = datetime.fromisoformat("2026-03-04T03:00")
    assert edition_name({"Morning": "06:00", "Evening": "18:00"}, small_hours) == "Evening"
    assert edition_name({}, small_hours) == ""
