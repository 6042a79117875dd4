"""Who reads what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cast import APART, Cast, apart, cast_story, read_cast, stand_ins
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


@given(st.lists(st.sampled_from(["Ada Moor", "Ben Rye", "a spokesman", "the mayor", "Cy"]), max_size=5))
def test_cast_again_once_its_people_are_known_a_story_sounds_the_same(names: list[str]) -> None:
    """Whoever is heard first in it, and whoever has a name."""
    pool = tuple(measured(str(pitch), pitch) for pitch in (90, 110, 150, 190, 230, 260))
    cast, segments = Cast(measured("r", 120), pool), [says(name) for name in names]
    first = cast_story(segments, cast, {})
    assert cast_story(segments, cast, first.remember).voices == first.voices


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


@pytest.mark.parametrize(("name", "lasts"), [("Norhaven officials", False), ("Kari Olsen", True), ("Ben al-Rye", True)])
def test_only_a_name_from_end_to_end_has_a_voice_that_lasts(name: str, lasts: bool) -> None:
    """Tomorrow's officials are others, though the place that they are of is large."""
    assert (name.lower() in cast_story([says(name)], CAST, {}).remember) is lasts


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
        ('[reporter]\nvoice = "a/b+c"\n[[pool]]\nvoice = "a/B+C"', "in the pool"),
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


def test_a_name_of_a_cast_that_is_nearly_right_is_told() -> None:
    """And where the form can be seen; of a closed set, what may stand there."""
    with pytest.raises(ConfigError, match="unknown key `pin`") as caught:
        read_cast('[reporter]\nvoice = "a/b"\n[pin]\nAda = "a/c"\n[[pool]]\nvoice = "a/c"', "newsroom.toml")
    assert "Did you mean `pins`?" in caught.value.hint
    assert "voices/newsroom.toml shows the form" in caught.value.hint
    with pytest.raises(ConfigError, match=r"`pool\.gendr`"):
        read_cast('[reporter]\nvoice = "a/b"\n[[pool]]\nvoice = "a/c"\ngendr = "male"', "newsroom.toml")
    with pytest.raises(ConfigError, match=r"`pool\[0\]\.gender`") as caught:
        read_cast('[reporter]\nvoice = "a/b"\n[[pool]]\nvoice = "a/c"\ngender = "man"', "newsroom.toml")
    assert "male" in caught.value.hint


def test_the_headline_and_a_description_are_nobody_to_remember() -> None:
    """Only a person with a name keeps a voice, and the reporter's lines, whoever stands beside them, cast nobody."""
    copy = Segment("Ada Moor waved.", Kind.COPY, 0, Person("Ada Moor"))
    casting = cast_story([copy, says("the mayor")], CAST, {})
    assert set(casting.voices) == {"the mayor"}
    assert casting.remember == {}


def test_who_comes_new_gets_the_voice_that_fewest_have() -> None:
    """Over the nights; the choice for a nominal speaker hangs on nobody else."""
    pool = (MID, replace(MID, id="mid2"))
    crowd = {"cy roe": str(pool[0]), "di poe": str(pool[0]), "eve lo": str(pool[1])}
    voices = {
        cast_story([says(f"Gus {name}")], Cast(REPORTER, pool), crowd).voices[f"gus {name.lower()}"]
        for name in "ABCDEF"
    }
    assert voices == {pool[1]}
    nominal = {
        cast_story([says(f"a guest {name}")], Cast(REPORTER, pool), crowd).voices[f"a guest {name}"]
        for name in "abcdef"
    }
    assert nominal == set(pool)


class Looked(str):
    """A remembered voice that counts how often one compares it."""

    __slots__ = ()
    times = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Looked.times += 1
        return str.__eq__(self, other)


def test_what_all_the_nights_remember_is_gone_through_once_a_story() -> None:
    """And not again for each new speaker and each voice of the pool."""
    pool = tuple(replace(MID, id=f"mid{number}") for number in range(8))
    memory = {f"Gus {number}": Looked(pool[number % 8]) for number in range(400)}
    cast_story([says(f"Ada {name}") for name in "ABCDEF"], Cast(REPORTER, pool), memory)
    assert Looked.times < 3 * len(memory)


def test_the_gender_that_the_text_gives_goes_before_pitch_and_use() -> None:
    """A woman's words are not a man's, however near the reporter's voice the woman's is."""
    near = replace(measured("near", 121), gender=Gender.FEMALE)
    far = replace(measured("far", 240), gender=Gender.MALE)
    cast = Cast(measured("r", 120), (far, near))
    crowd = dict.fromkeys(("cy roe", "di poe"), str(near))
    assert cast_story([says("Ada Moor", Gender.FEMALE)], cast, crowd).voices["ada moor"] == near
    assert cast_story([says("Ada Moor")], cast, crowd).voices["ada moor"] == far


def test_beyond_what_an_ear_needs_pitch_counts_no_more() -> None:
    """Then the least used decides: five semitones are as good as twelve."""
    five, twelve = measured("five", 120 * 2 ** (5 / 12) + 0.01), measured("twelve", 240)
    cast = Cast(measured("r", 120), (twelve, five))
    assert cast_story([says("Ada Moor")], cast, {"cy roe": "silent/twelve"}).voices["ada moor"] == five
    assert cast_story([says("Ada Moor")], cast, {"cy roe": "silent/five"}).voices["ada moor"] == twelve


def test_a_written_voice_belongs_to_one_person() -> None:
    """To whom would have it anyway, else to whoever has most lines in it; the others keep their own."""
    ada, ben = says("Ada Moor"), says("Ben Rye")
    more = replace(ben, text="“No.”")
    casting = cast_story([ada, ben, more], CAST, {}, {ada: "else/one", ben: "else/one", more: "else/one"})
    assert casting.voice_of(ben) == Voice("else", "one")
    assert casting.voice_of(ada) != Voice("else", "one")
    memory = {"ada moor": "silent/mid"}
    casting = cast_story([ada, ben, more], CAST, memory, {ada: "silent/mid", ben: "silent/mid", more: "silent/mid"})
    assert casting.voice_of(ada) == MID
    assert casting.voice_of(ben) != MID


def test_what_an_editor_gave_the_reporter_is_not_heard_in_a_persons_voice() -> None:
    """A voice of the pool is a person's; any other may be written for copy."""
    copy, quote = Segment("It rained.", Kind.COPY, 0), says("Ada Moor")
    heard = cast_story([copy, quote], CAST, {}, {copy: "silent/low"})
    assert heard.voice_of(copy) == REPORTER
    assert cast_story([copy], CAST, {}, {copy: "else/where"}).voice_of(copy) == Voice("else", "where")
    nobody = Segment("“Yes.”", Kind.QUOTE, 0)
    assert cast_story([nobody], CAST, {}, {nobody: "silent/low"}).voice_of(nobody) == REPORTER
    assert cast_story([nobody], CAST, {}, {nobody: "else/where"}).voice_of(nobody) == Voice("else", "where")


def test_a_reporters_voice_written_for_a_person_is_theirs_no_more() -> None:
    """Nobody owns the reporter's voice by it."""
    quote = says("Ada Moor")
    casting = cast_story([quote], CAST, {}, {quote: str(REPORTER)})
    assert casting.remember.get("ada moor") != str(REPORTER)


def test_a_cast_finds_its_members_by_how_they_are_written() -> None:
    """Reporter, pool, pins, and who reads for nobody."""
    pinned, unknown = Voice("silent", "p"), Voice("silent", "u")
    cast = Cast(REPORTER, (LOW, HIGH), unknown, {"ada moor": pinned})
    assert [cast.named(str(voice)) for voice in (REPORTER, LOW, HIGH, pinned, unknown)] == [
        REPORTER, LOW, HIGH, pinned, unknown,
    ]  # fmt: skip
    assert cast.named("silent/else") is None
    assert cast.alone().pool == (REPORTER,)
    assert cast.alone().unknown is None


def test_a_voice_in_two_spellings_is_one_voice() -> None:
    """Two people would have it; a pin in another spelling is of the member, whose pitch is known."""
    toml = """
        reporter = { voice = "a/x" }
        pool = [{ voice = "a/en-us+m1", pitch_hz = 90.0 }, { voice = "a/EN-US+m1" }, { voice = "a/en-us+m2" }]
        pins = { "Ada Moor" = "a/en-US+M1" }
    """
    cast = read_cast(toml, "cast.toml")
    assert [str(voice) for voice in cast.pool] == ["a/en-us+m1", "a/en-us+m2"]
    assert cast.pins["ada moor"] is cast.pool[0]


WHOLE = Cast(
    Voice("a", "r", "en-us", Gender.MALE),
    (Voice("a", "f", "en-us", Gender.FEMALE), Voice("b", "m", "en-gb", Gender.MALE)),
)


def test_an_engine_that_speaks_for_a_cast_has_a_voice_for_each_member() -> None:
    """One to one, of the language and gender of each; what the cast has of that engine itself stays."""
    own = [
        Voice("b", "1", "fr", Gender.MALE),
        Voice("b", "2", "en-us", Gender.FEMALE),
        Voice("b", "3", "en-us", Gender.MALE),
    ]
    assert {written: voice.id for written, voice in stand_ins(WHOLE, "b", own).items()} == {
        "a/r": "3",
        "a/f": "2",
        "b/m": "m",
    }


@pytest.mark.parametrize(("count", "heard"), [(1, ["0", "0", "0"]), (2, ["0", "1", "1"]), (3, ["0", "1", "2"])])
def test_where_voices_are_few_the_reporters_is_shared_last(count: int, heard: list[str]) -> None:
    """Who hears one voice for two people must not take them for the reporter."""
    own = [Voice("c", str(number)) for number in range(count)]
    assert [voice.id for voice in stand_ins(WHOLE, "c", own).values()] == heard
