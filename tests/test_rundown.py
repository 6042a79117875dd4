"""What the newsreader says around the stories."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from briefing.rundown import closing, edition_name, episode_title, introduction

DAY = date(2026, 3, 4)


def test_the_introduction_names_show_day_and_stories() -> None:
    """In the order in which they come."""
    said = [segment.text for segment in introduction("Dawn", DAY, ["Rain", "Sun"])]
    assert said == ["This is Dawn for Wednesday, March 4, 2026.", "In this edition:", "Rain", "Sun"]


def test_the_closing_words_disclose_the_voices() -> None:
    """That they are synthetic, and that no quoted person is heard."""
    said = " ".join(segment.text for segment in closing("Dawn"))
    assert "synthetic" in said
    assert "not by the persons quoted" in said


def test_the_title_tells_the_day_and_the_lead_and_fits_a_list() -> None:
    """Whatever the length of the headline."""
    assert episode_title(DAY, ["Rain", "Sun"]) == "Wednesday 4 March 2026: Rain"
    title = episode_title(DAY, ["word " * 100])
    assert len(title) <= 200
    assert title.endswith("…")


def test_a_story_that_is_an_episode_is_announced_by_its_own_headline_alone() -> None:
    """Which is the next thing to be heard, and the title."""
    said = [segment.text for segment in introduction("Dawn", DAY, ["Rain"], alone=True)]
    assert said == ["This is Dawn for Wednesday, March 4, 2026."]
    assert episode_title(DAY, ["Rain"], name="Evening", alone=True) == "Rain"


def test_an_edition_with_a_name_says_it() -> None:
    """In its greeting and in its title."""
    (greeting, *_) = introduction("Dawn", DAY, ["Rain"], name="Evening")
    assert greeting.text == "This is the Evening edition of Dawn for Wednesday, March 4, 2026."
    assert episode_title(DAY, ["Rain"], name="Evening") == "Evening edition, Wednesday 4 March 2026: Rain"


@pytest.mark.parametrize(
    ("clock", "name"), [("05:00", "Morning"), ("11:59", "Morning"), ("12:00", "Evening"), ("04:59", "Evening")]
)
def test_a_name_holds_from_its_time_to_the_next(clock: str, name: str) -> None:
    """That of the evening through the night; editions without names have none."""
    moment = datetime.fromisoformat(f"2026-03-04T{clock}")
    assert edition_name({"Evening": "12:00", "Morning": "05:00"}, moment) == name
    assert not edition_name({}, moment)
