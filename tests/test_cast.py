"""Who reads what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cast import APART, Cast, apart, cast_story, read_cast
from briefing.config import bundled
from briefing.errors import ConfigError
from briefing.model import Gender, Kind, Person, Segment, Voice

REPORTER = Voice("silent", "r")
LOW, HIGH, MID = (
    Voice("silent", "low", gender=Gender.MALE),
    Voice("silent", "high", gender=Gender.FEMALE),
    Voice("silent", "mid"),
)
CAST = Cast(REPORTER, (LOW, HIGH, MID))


def says(name: str, gender: Gender | None = None) -> Segment:
    """A quote of somebody."""
    return Segment("“Yes.”", Kind.QUOTE, 0, Person(name, gender=gender))


def test_the_reporter_reads_everything_that_is_not_quoted() -> None:
    """Headline, byline, dateline and copy."""
    casting = cast_story([], CAST, {})
    kinds = (Kind.HEADLINE, Kind.BYLINE, Kind.DATELINE, Kind.COPY)
    assert {casting.voice_of(Segment("x", kind)) for kind in kinds} == {REPORTER}


def test_a_quote_of_nobody_stays_with_the_reporter() -> None:
    """Unless the cast has a voice for unknown speakers."""
    quote = Segment("“Yes.”", Kind.QUOTE, 0)
    assert cast_story([quote], CAST, {}).voice_of(quote) == REPORTER
    assert cast_story([quote], Cast(REPORTER, (LOW,), unknown=MID), {}).voice_of(quote) == MID


def test_gender_is_matched_where_the_text_gives_it() -> None:
    """At any mention, not only the first."""
    story = [says("Ada Moor"), says("Ada Moor", Gender.FEMALE), says("Ben Rye", Gender.MALE)]
    casting = cast_story(story, CAST, {})
    assert (casting.voices["ada moor"], casting.voices["ben rye"]) == (HIGH, LOW)


def test_a_person_keeps_the_voice_from_night_to_night() -> None:
    """What was assigned goes out as a value, and decides when it comes in again."""
    first = cast_story([says("Ada Moor")], CAST, {})
    again = cast_story([says("Ben Rye"), says("ADA  MOOR")], CAST, first.remember)
    assert again.voices["ada moor"] == first.voices["ada moor"]
    assert set(again.remember) == {"ben rye"}


def test_a_pin_goes_before_memory() -> None:
    """The editor's word is last."""
    cast = Cast(REPORTER, (LOW, HIGH), pins={"ada moor": HIGH})
    assert cast_story([says("Ada Moor")], cast, {"ada moor": "silent/low"}).voices["ada moor"] == HIGH


def test_two_people_who_were_given_one_voice_do_not_meet_in_it() -> None:
    """The second gets another for this story alone: what is remembered stays."""
    memory = {"ada moor": "silent/low", "ben rye": "silent/low"}
    casting = cast_story([says("Ada Moor"), says("Ben Rye")], CAST, memory)
    assert casting.voices["ada moor"] == LOW
    assert casting.voices["ben rye"] != LOW
    assert casting.remember == {}


def measured(name: str, pitch: float, accent: str = "en-us") -> Voice:
    """A voice of known pitch."""
    return Voice("silent", name, accent, None, pitch)


def test_the_second_speaker_sounds_unlike_the_first_and_the_reporter() -> None:
    """As far as the pool has such a voice, whatever was used least so far."""
    near, far, reporter = measured("near", 210), measured("far", 80), measured("r", 120)
    cast = Cast(reporter, (measured("first", 200), near, measured("like r", 125), far))
    memory = {"ada moor": "silent/first", "cy": "silent/far", "di": "silent/far"}
    voices = cast_story([says("Ada Moor"), says("Ben Rye"), says("Eve Lo"), says("Gus Hay")], cast, memory).voices
    assert voices["ben rye"] == far
    assert len(set(voices.values())) == 4


def test_a_pinned_voice_is_nobody_elses_while_the_pool_lasts() -> None:
    """Or listeners would take another for the person whose voice they know."""
    cast = Cast(REPORTER, (LOW, HIGH, MID), pins={"ada moor": HIGH})
    voices = cast_story([says("Ben Rye"), says("Cy Roe"), says("Di Poe")], cast, {}).voices
    assert voices["di poe"] == HIGH
    assert HIGH not in {voices["ben rye"], voices["cy roe"]}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (measured("a", 100), measured("b", 200), 12.0),
        (measured("a", 100), measured("b", 100, "en-gb"), APART),
        (measured("a", 100), MID, None),
    ],
)
def test_another_accent_tells_voices_apart_as_pitch_does(one: Voice, other: Voice, expected: float | None) -> None:
    """And what nobody measured is not known."""
    assert apart(one, replace(other, language="en-us") if expected is None else other) == expected


def test_a_nominal_speakers_voice_depends_on_the_story_alone() -> None:
    """Made again in a year, it sounds the same."""
    story = [says("a spokesman")]
    crowd = {f"p{number}": str(voice) for number, voice in enumerate(CAST.pool) for _ in range(number)}
    assert cast_story(story, CAST, {}).voices == cast_story(story, CAST, crowd).voices


def test_a_voice_that_an_editor_wrote_goes_before_all_others() -> None:
    """Before pins and memory; and it is remembered for whoever had none."""
    cast = Cast(REPORTER, (LOW, HIGH, MID), pins={"ada moor": HIGH})
    quote = says("Ada Moor")
    assert cast_story([quote], cast, {"ada moor": "silent/low"}, {quote: "silent/mid"}).voice_of(quote) == MID
    other = says("Ben Rye")
    assert cast_story([other], cast, {}, {other: "silent/mid"}).remember == {"ben rye": "silent/mid"}
    assert cast_story([other], cast, {}, {other: "else/where"}).voice_of(other) == Voice("else", "where")


def test_a_nominal_speaker_is_forgotten_after_the_story() -> None:
    """Tomorrow's spokesman is somebody else."""
    casting = cast_story([says("a spokesman")], CAST, {})
    assert casting.voices["a spokesman"] in CAST.pool
    assert casting.remember == {}


def test_a_remembered_voice_that_is_the_reporters_now_is_not_used() -> None:
    """The reporter's voice is never a speaker's."""
    assert cast_story([says("Ada Moor")], CAST, {"ada moor": "silent/r"}).voices["ada moor"] != REPORTER


@given(
    st.lists(st.text("abcdef", min_size=1, max_size=3), max_size=8),
    st.dictionaries(st.text("abcdef"), st.just("silent/mid")),
)
def test_nobody_shares_while_the_pool_lasts(names: list[str], memory: dict[str, str]) -> None:
    """Whatever was remembered, and nobody ever has the reporter's voice."""
    voices = cast_story([says(name) for name in names], CAST, memory).voices
    assert len(set(voices.values())) == min(len(voices), len(CAST.pool))
    assert REPORTER not in voices.values()


def test_the_shipped_cast_can_be_read_and_tells_the_reporter_apart() -> None:
    """Ten voices or more for the people quoted."""
    cast = read_cast((bundled() / "newsroom.toml").read_text("utf-8"), "newsroom.toml")
    assert len(set(cast.pool)) == len(cast.pool) >= 10
    assert cast.reporter not in cast.pool


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("reporter = 1", "reporter"),
        ("not toml", "newsroom.toml"),
        ('[reporter]\nvoice = "espeak"\n[[pool]]\nvoice = "a/b"', "no voice"),
        ('[reporter]\nvoice = "a/b"\n[[pool]]\nvoice = "a/b"', "in the pool"),
        ('[reporter]\nvoice = "a/b"\n[pins]\nAda = "a/b"\n[[pool]]\nvoice = "a/c"', "pinned"),
        ('[reporter]\nvoice = "a/b"\n[unknown]\nvoice = "a/c"\n[[pool]]\nvoice = "a/c"', "for unknown speakers"),
        ('[reporter]\nvoice = "a/b"\nloud = true\n[[pool]]\nvoice = "a/c"', "loud"),
    ],
)
def test_a_cast_that_cannot_be_used_says_why(toml: str, said: str) -> None:
    """And names the file, with a hint."""
    with pytest.raises(ConfigError, match=said) as caught:
        read_cast(toml, "newsroom.toml")
    assert caught.value.path == "newsroom.toml"
    assert caught.value.hint
