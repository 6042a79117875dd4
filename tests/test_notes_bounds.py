"""What stands beside the audio keeps to its limits to the byte and to the millisecond."""

from __future__ import annotations

import json

import pytest

from briefing.model import Article, Chapter, Cue, Person, Programme
from briefing.notes import chapters_json, highlight, notes_html, shorten, summary, vtt
from briefing.notes.shownotes import SYNTHETIC
from briefing.notes.words import followable


@pytest.mark.parametrize(("length", "kept"), [(9, "x" * 9), (10, "x" * 10), (11, "x" * 7 + "…")])
def test_a_text_is_cut_where_it_is_longer_than_its_limit(length: int, kept: str) -> None:
    """Ten bytes are ten; the ellipsis takes three of them."""
    assert shorten("x" * length, 10) == kept


def test_a_text_is_cut_between_words() -> None:
    """Where there is more than one; half a letter is none."""
    assert shorten("one two three", 12) == "one two…"
    assert shorten("éééééé", 10) == "ééé…"


@pytest.mark.parametrize(("length", "followed"), [(1000, True), (1001, False)])
def test_an_address_of_a_thousand_bytes_can_be_followed(length: int, followed: bool) -> None:
    """A longer one would be cut, and lead astray."""
    url = "https://ossa.example/".ljust(length, "x")
    assert followable(url) == (url if followed else None)


@pytest.mark.parametrize(
    ("ends_ms", "expected_ms"),
    [
        ((14_999,), None),
        ((15_000,), 15_000),
        ((14_999, 15_001, 119_000), 119_000),
        ((120_000,), 120_000),
        ((120_001,), None),
        ((60_000, 130_000), 60_000),
    ],
)
def test_a_highlight_has_15_to_120_seconds(ends_ms: tuple[int, ...], expected_ms: int | None) -> None:
    """From the start of the first story to the end of a sentence of it."""
    cues = tuple(Cue(0, 500 + end, "Yes.", "Reporter") for end in ends_ms)
    found = highlight(Programme(200_000, cues, (Chapter(500, 150_000, "Lead"), Chapter(150_000, 200_000, "Next"))))
    assert (found and found.end_ms) == (expected_ms and 500 + expected_ms)
    assert found is None or (found.start_ms, found.title) == (500, "Lead")


def test_a_highlight_ends_with_its_story() -> None:
    """Not in the next one; without a story there is none."""
    cues = (Cue(0, 16_000, "Yes.", "Reporter"), Cue(16_000, 18_000, "No.", "Reporter"))
    found = highlight(Programme(20_000, cues, (Chapter(0, 17_000, "Lead"), Chapter(17_000, 20_000, "Next"))))
    assert found is not None
    assert found.end_ms == 16_000
    assert highlight(Programme(20_000, cues, ())) is None


def test_chapters_are_told_in_seconds_and_the_introduction_is_one() -> None:
    """Where nothing else starts at zero."""
    told = json.loads(chapters_json([Chapter(1500, 2750, "Rain")], title="A night", show="Dawn"))["chapters"]
    assert told == [{"startTime": 0.0, "title": "Introduction"}, {"startTime": 1.5, "endTime": 2.75, "title": "Rain"}]
    told = json.loads(chapters_json([Chapter(0, 2750, "Rain")], title="A night", show="Dawn"))["chapters"]
    assert [chapter["title"] for chapter in told] == ["Rain"]
    assert json.loads(chapters_json([], title="", show=""))["chapters"] == [{"startTime": 0.0, "title": "Introduction"}]


@pytest.mark.parametrize("headlines", [1, 3, 4, 30])
def test_a_summary_uses_the_room_it_has(headlines: int) -> None:
    """At most 4,000 bytes, all of them where there is more to say; one headline has at most 1,000."""
    told = summary([Article("x" * 2_000, ("y",)) for _ in range(headlines)])
    size = len(told.encode())
    assert told.endswith(f". {SYNTHETIC}")
    assert size <= 4_000
    whole = len(f"In this edition: . {SYNTHETIC}") + headlines * 1_000 + (headlines - 1) * 2
    assert size == whole if whole <= 4_000 else size > 2_900


@pytest.mark.parametrize("stories", [1, 2, 12, 200])
def test_notes_that_are_too_long_lose_the_speakers_and_then_the_last_stories(stories: int) -> None:
    """Ten thousand bytes; the stories that are left out are counted, and the first is never one of them."""
    edition = [(Article("x" * 900, ("y",)), [Person("z" * 900, "mayor")]) for _ in range(stories)]
    told = notes_html(edition)
    listed = told.count("<li>")
    assert len(told.encode()) <= 10_000
    assert ("Heard" in told) == (stories <= 2)
    assert 1 <= listed <= 10
    assert listed == stories or stories > 10
    assert (f"And {stories - listed} more." in told) == (listed < stories)


@pytest.mark.parametrize("sign", ["Ada Quist ", "&"])
def test_not_even_one_story_makes_notes_too_long(sign: str) -> None:
    """Nine hundred authors, and nothing but signs that HTML writes in five letters."""
    byline, url = tuple(f"{sign}{number}" for number in range(900)), "https://ossa.example/?".ljust(999, "&")
    told = notes_html([(Article(sign * 900, ("y",), byline=byline, site=sign * 900, url=url), [Person(sign * 900)])])
    assert len(told.encode()) <= 10_000
    assert f'"{url.replace("&", "&#38;")}"' in told
    assert "…" in told


@pytest.mark.parametrize("spare", [-1, 0, 1])
def test_notes_of_exactly_ten_thousand_bytes_are_whole(spare: int) -> None:
    """One byte more, and the speakers go."""
    article = Article("x", ("y",))
    people = [Person(f"{number:03}" + "z" * 900) for number in range(10)]
    used = len(notes_html([(article, people)]).encode())
    last = Person("w" * (10_000 + spare - used - len(", <b></b>")))
    told = notes_html([(article, [*people, last])])
    assert (len(told.encode()) == 10_000 + spare) == (spare <= 0)
    assert ("Heard" in told) == (spare <= 0)


def test_a_cue_without_length_lasts_a_millisecond() -> None:
    """And one without words is none; a speaker without a name is the reporter."""
    told = vtt([Cue(5, 5, "Yes.", ""), Cue(9, 3, "No.", "Ada"), Cue(1, 2, " ", "Ada")])
    assert told == (
        "WEBVTT\n\n00:00:00.005 --> 00:00:00.006\n<v Reporter>Yes.\n\n00:00:00.009 --> 00:00:00.010\n<v Ada>No.\n"
    )


@pytest.mark.parametrize(
    ("ms", "clock"),
    [(59_999, "00:00:59.999"), (60_000, "00:01:00.000"), (3_599_999, "00:59:59.999"), (3_600_000, "01:00:00.000")],
)
def test_a_clock_turns_at_sixty(ms: int, clock: str) -> None:
    """Seconds and minutes; hours go on for ever."""
    assert f"\n{clock} --> " in vtt([Cue(ms, ms + 1, "Yes.", "Ada")])
    assert "100:00:00.000" in vtt([Cue(360_000_000, 360_000_001, "Yes.", "Ada")])
