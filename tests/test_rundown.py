"""What the newsreader says around the stories."""

from __future__ import annotations

from datetime import date

from briefing.rundown import closing, episode_title, introduction

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
