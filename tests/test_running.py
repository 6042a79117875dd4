"""In what order the stories of an edition come, how long each will be, and which of them fit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from briefing.cast import Cast, cast_story
from briefing.model import Article, Kind, Prosody, Segment, Voice
from briefing.pacing import Reading, lines
from briefing.running import BETWEEN_MS, FRAME_MS, fitting, length_ms, running_order
from briefing.settings import EditionSettings, PauseSettings
from briefing.spoken import Lexicon
from briefing.store.library import Entry, Published

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def entry(name: str, **told: object) -> Entry:
    """A story of that id and headline."""
    article = Article(name, (str(told.pop("body", "x")),), **told)  # type: ignore[arg-type]
    return Entry(f"{name}.txt", Published(name, "", article))


def order(*entries: Entry, waiting: tuple[str, ...] = (), **settings: object) -> str:
    """The ids in running order."""
    found = running_order(entries, EditionSettings(**settings), waiting)  # type: ignore[arg-type]
    return "".join(each.story.id for each in found)


def test_the_newest_comes_first_whatever_its_zone() -> None:
    """A time without a zone is UTC; a story without a date is the oldest."""
    west = timezone(timedelta(hours=-5))
    stories = (
        entry("a", published=NOON),
        entry("b", published=NOON.replace(tzinfo=west)),
        entry("c"),
        entry("d", published=(NOON + timedelta(hours=1)).replace(tzinfo=None)),
        entry("e", published=NOON - timedelta(seconds=1)),
        entry("f", published=datetime(1969, 12, 31, tzinfo=UTC)),
    )
    assert order(*stories, order="newest") == "bdaefc"


def test_the_longest_is_counted_over_all_its_paragraphs() -> None:
    """Equal ones stay as they came."""
    two = Entry("b.txt", Published("b", "", Article("b", ("xx", "xx"))))
    assert order(entry("a", body="xxx"), two, entry("c", body="xxxx"), order="longest") == "bca"


@pytest.mark.parametrize("lead", ["B", " b.TXT ", "the pier"])
def test_the_lead_is_known_by_headline_paper_or_name(lead: str) -> None:
    """It goes before what waits and before every section."""
    stories = (entry("a", sections=("Sea",)), entry("b", site="The Pier"), entry("c"))
    assert order(*stories, lead=lead, waiting=("a", "c"), sections=("Sea",)) == "bac"


def test_what_waits_goes_before_all_others_and_sections_before_time() -> None:
    """The first of its sections counts, whatever its case; what is of none comes last."""
    stories = (
        entry("a", sections=("Town",), published=NOON),
        entry("b", sections=("SEA", "Town")),
        entry("c", published=NOON + timedelta(days=1)),
        entry("d", published=NOON - timedelta(days=1)),
    )
    assert order(*stories, order="newest", sections=("Sea", " town ")) == "bacd"
    assert order(*stories, order="newest", sections=("Sea", " town "), waiting=("d",)) == "dbac"


def test_the_first_always_fits_and_a_shorter_one_may_pass_a_longer() -> None:
    """To the millisecond; greeting and closing words take their part of the room."""
    assert fitting([10, 20, 5], FRAME_MS + 15, range(3)) == [0, 2]
    assert fitting([10, 20, 5], FRAME_MS + 14, range(3)) == [0]
    assert fitting([10, 20, 5], FRAME_MS + 35, range(3)) == [0, 1, 2]
    assert fitting([10, 20, 5], 1, range(3)) == [0]
    assert fitting([10, 20, 5], 0, range(3)) == [0, 1, 2]
    assert fitting([], 1, ()) == []


def test_a_storys_length_is_its_words_its_pauses_and_the_sound_behind_it() -> None:
    """Fifteen letters a second at 175 words a minute; the headline is heard once more in the introduction."""
    segments = [
        Segment("Rain", Kind.HEADLINE),
        Segment("It fell on us.", Kind.COPY, 0),
        Segment("It did.", Kind.COPY, 1),
    ]
    voice = Voice("silent", "r")
    script = list(lines(segments, cast_story(segments, Cast(voice, ()), {}), Reading(Prosody(), "en-us", Lexicon())))
    table = PauseSettings(sentence_ms=1, speaker_ms=2, paragraph_ms=30, headline_ms=400, story_ms=5000)
    letters = len("Rain") * 2 + len("It fell on us.") + len("It did.")
    assert [letters * 1000 * 175 // (15 * rate) for rate in (175, 350)] == [1933, 966]
    assert length_ms(script, "Rain", table, 175) == 1933 + 400 + 30 + 30 + 2 * 5000 + BETWEEN_MS
    assert length_ms(script, "Rain", table, 350) == 966 + 400 + 30 + 30 + 2 * 5000 + BETWEEN_MS
    assert length_ms([], "", table, 175) == 30 + 2 * 5000 + BETWEEN_MS
