"""Edited scripts and the review gate, on the silent engine."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self
from xml.etree import ElementTree as ET

import msgspec
import pytest

from briefing.cast import Cast, read_cast
from briefing.corrections import remake
from briefing.edition import make_edition
from briefing.editor import approve_editions
from briefing.engines import load_engine
from briefing.engines.silent import Silent
from briefing.errors import SourceError, SynthesisError
from briefing.held import keep_notes
from briefing.model import Form, Kind, Story, Voice
from briefing.report import Status
from briefing.review import doubts, held_scripts
from briefing.scripted import as_script, prepare, read_out
from briefing.scriptfile import render
from briefing.settings import EditionSettings, PublishSettings, QuoteSettings, ShowSettings
from briefing.store.library import LIBRARY, Library
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefing.model import Clip, Utterance
    from briefing.newsroom import Newsroom
    from briefing.scripted import Scripted


class Aloud:
    """Workers that speak in this process, where a test can hear them."""

    def __init__(self, engine: str, *_: object) -> None:
        self.engine = load_engine(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def say_all(self, utterances: Iterable[Utterance]) -> Iterator[Clip | SynthesisError]:
        """One after the other; errors are values."""
        for utterance in utterances:
            try:
                yield self.engine.say(utterance)
            except SynthesisError as error:
                yield error


def hoarse_at(words: str, patch: pytest.MonkeyPatch) -> None:
    """Let the silent engine fail at whatever has these words."""
    say = Silent.say

    def hoarse(engine: Silent, utterance: Utterance) -> Clip:
        if words in utterance.text:
            raise SynthesisError(engine.name, utterance.text, "is hoarse")
        return say(engine, utterance)

    patch.setattr("briefing.studio.booth.Workers", Aloud)
    patch.setattr(Silent, "say", hoarse)


LATER = NOW + timedelta(days=1)


def with_settings(room: Newsroom, **sections: msgspec.Struct) -> Newsroom:
    """The same newsroom with other settings."""
    return dataclasses.replace(room, settings=msgspec.structs.replace(room.settings, **sections))


def scripted(room: Newsroom, *stories: Story) -> tuple[Scripted, ...]:
    """Who says what in stories, with the voices that are remembered."""
    with Library(room.state / LIBRARY) as library:
        return read_out(map(prepare, stories), room, library.voices())


def scripted_anew(room: Newsroom, *stories: Story) -> tuple[Scripted, ...]:
    """Who says what in stories, with nothing remembered."""
    return read_out(map(prepare, stories), room, {})


def script_of(room: Newsroom, each: Story) -> str:
    """What `briefing script` prints of a story."""
    (one,) = scripted(room, each)
    return render(as_script(one, room))


def edited(each: Story, text: str) -> Story:
    """The script of a story, as its source gives it."""
    return Story(each.id, f"{each.id}.script", text.encode(), Form.SCRIPT)


def feed(room: Newsroom) -> list[tuple[str, str]]:
    """Guid and address of every episode that apps see."""
    path = room.public / "feed.xml"
    if not path.exists():
        return []
    items = ET.parse(path).getroot().iter("item")  # noqa: S314  our own feed
    return [(item.findtext("guid", ""), item.find("enclosure").attrib["url"]) for item in items]  # type: ignore[union-attr]


def transcript(room: Newsroom) -> str:
    """What was said in the newest episode, and by whom."""
    _, url = feed(room)[0]
    return (room.public / url.split("/", 3)[3]).with_suffix(".vtt").read_text("utf-8")


def test_an_edited_script_keeps_its_edition_and_speaks_only_what_changed(room: Newsroom) -> None:
    """One word of one quote: one utterance."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    ((guid, before),) = feed(room)
    text = script_of(room, story("brigid")).replace("It was a long winter.", "It was a very dark winter.")
    report = make_edition([edited(story("brigid"), text)], room, now=LATER)
    assert [(outcome.name, outcome.status) for outcome in report.outcomes] == [("brigid.script", Status.CORRECTED)]
    assert report.spoken == 1
    ((same, after),) = feed(room)
    assert (same, after != before) == (guid, True)
    assert "a very dark winter" in transcript(room)


def test_an_edited_script_holds_against_its_source(room: Newsroom) -> None:
    """The next night, the next edition of the script, and a correction of its neighbour leave it as it is."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    text = script_of(room, story("brigid")).replace("It was a long winter.", "It was a very dark winter.")
    script = edited(story("brigid"), text)
    make_edition([script], room, now=LATER)
    for sources in ([story("brigid")], [script], [script, story("brigid")], [story("brigid"), script]):
        report = make_edition(sources, room, now=LATER)
        assert [outcome.status for outcome in report.outcomes] == [Status.UNCHANGED]
        assert report.made == ()
    make_edition([story("alba", "She has new engines.")], room, now=LATER)
    assert "a very dark winter" in transcript(room)
    assert "new engines" in transcript(room)


def test_an_editors_speaker_is_heard_in_a_voice_of_their_own(room: Newsroom) -> None:
    """Not in the one of whoever was taken for the speaker, and without a doubt."""
    (before,) = scripted(room, story())
    voices = {segment.speaker.name: before.casting.voice_of(segment) for segment in before.segments if segment.speaker}
    text = script_of(room, story())
    line = next(line for line in text.split("\n") if line.startswith("[quote] Ada Moor"))
    (after,) = scripted(
        room,
        edited(story(), text.replace(line, line.replace("Ada Moor", "Cy Roe"), 1)),
    )
    first, second, _ = (segment for segment in after.segments if segment.kind is Kind.QUOTE)
    assert (first.speaker.name, first.confidence) == ("Cy Roe", 1.0)  # type: ignore[union-attr]
    assert after.casting.voice_of(second) == voices["Ada Moor"]
    assert after.casting.voice_of(first) not in {*voices.values(), room.cast.reporter}


@pytest.mark.parametrize("name", ["Ben Rye", "BEN RYE", "ben  rye"])
def test_a_changed_name_brings_its_own_voice(room: Newsroom, name: str) -> None:
    """Somebody with other quotes is heard in their voice there too, however written and whatever voice still stands."""
    (before,) = scripted(room, story())
    text = script_of(room, story())
    lines = [line for line in text.split("\n") if line.startswith("[quote] Ada Moor")]
    for line in lines:
        text = text.replace(line, line.replace("Ada Moor", name), 1)
    (after,) = scripted(room, edited(story(), text))
    heard = {after.casting.voice_of(s) for s in after.segments if s.kind is Kind.QUOTE}
    assert lines
    assert heard == {before.casting.voice_of(s) for s in before.segments if s.speaker and s.speaker.name == "Ben Rye"}
    assert len(after.speakers) == 1


TALK = """\
Locks Close

The locks closed on Monday.

"They leak, and they always did," said Nora Garrow. "We told them so in May."

"Nobody told me about any of it," the governor said.

"They will be mended before winter comes," said Ben Rye. "I have the money for it here."
"""


def voices_in(each: Scripted) -> dict[str, set[str]]:
    """Who is heard in which voices."""
    heard: dict[str, set[str]] = {}
    for segment in each.segments:
        if segment.speaker:
            heard.setdefault(segment.speaker.name, set()).add(str(each.casting.voice_of(segment)))
    return heard


def test_a_new_name_gets_a_voice_that_no_line_of_its_script_has(room: Newsroom) -> None:
    """Wherever an editor has given voices away: those are taken, and so is that of whom the line was taken from."""
    text = script_of(room, Story("locks", "locks.txt", TALK))
    lines = [line for line in text.split("\n") if line.startswith("[quote]")]
    assert [line.split(" <")[0] for line in lines] == [
        f"[quote] {name}" for name in ("Nora Garrow", "Nora Garrow", "the governor", "Ben Rye", "Ben Rye")
    ]
    for voice in map(str, room.cast.pool):
        changed = text.replace(lines[0], "[quote] Helen Tate" + lines[0][lines[0].index(" <") :], 1)
        before, _, end = changed.rpartition(lines[4])
        given = f"{before}[quote] Ben Rye <{voice}> 100%{end}"
        (read,) = scripted(room, edited(Story("locks", "locks.txt", TALK), given))
        heard = voices_in(read)
        assert len(set().union(*heard.values())) == sum(map(len, heard.values()))
        assert all(f"<{voice}>" in lines[1] for voice in heard["Nora Garrow"])
        assert len(heard["Helen Tate"]) == 1


@pytest.mark.parametrize("kept", range(2))
def test_whose_line_was_given_to_a_new_name_keeps_the_voice(room: Newsroom, kept: int) -> None:
    """However few lines are left, whichever it is, and though its words were changed, too."""
    text = script_of(room, Story("locks", "locks.txt", TALK))
    head, *parts = text.split("[quote] Nora Garrow")
    voice = parts[0].partition("<")[2].partition(">")[0]
    names = ["Nora Garrow" if at == kept else "Helen Tate" for at in range(2)]
    text = head + "".join(f"[quote] {name}{part}" for name, part in zip(names, parts, strict=True))
    (read,) = scripted(room, edited(Story("locks", "locks.txt", TALK), text.replace("in May", "in June")))
    heard = voices_in(read)
    assert heard["Nora Garrow"] == {voice}
    assert voice not in heard["Helen Tate"]


def test_where_one_story_is_corrected_nobody_in_the_others_changes_the_voice(room: Newsroom) -> None:
    """Anonymous speakers neither, who are heard before people that are remembered by now."""
    words = (
        '"{}, all of it," the governor said.\n\n"We shall {} see," said {}.\n\n"We {} shall," a guard told us.'.format
    )
    pool = tuple(Voice("silent", str(hertz), pitch_hz=hertz) for hertz in (100, 108, 117, 126, 136, 147, 159))
    room = dataclasses.replace(room, cast=Cast(Voice("silent", "r", pitch_hz=121), pool))
    people = ("Ada Moor", "Cy Roe", "Eve Lo", "Gus Hay", "Ida Poe", "Kai Noe")
    others = [
        Story(name, name, f"Talk of {name}\n\nThey met.\n\n{words(name * 3, name, name, name)}") for name in people
    ]
    before = [voices_in(each) for each in scripted_anew(room, story("alba"), *others)[1:]]
    make_edition([story("alba"), *others], room, now=NOW)
    after = [voices_in(each) for each in scripted(room, story("alba", "She has new engines."), *others)[1:]]
    assert all({"the governor", "a guard"} < heard.keys() for heard in before)
    assert before == after


TWICE = Story("pier", "pier.txt", 'Pier closes\n\n"No," he said. "Never," he said. "Not here, not now."\n')
"""Two stretches of one paragraph have the same words."""


def twice(room: Newsroom, *made: str) -> Story:
    """Its script with each of the two equal stretches, label and words, made so by an editor."""
    stretch = f"[copy] Reporter <{room.cast.reporter}>\n|  he said. |\n"
    first, between, last = script_of(room, TWICE).split(stretch)
    return edited(TWICE, first + stretch.replace(*made[:2]) + between + stretch.replace(*made[2:]) + last)


def heard(room: Newsroom, each: Story) -> list[str]:
    """What is said of a story, line by line."""
    return [line.utterance.text for line in scripted(room, each)[0].lines]


@pytest.mark.parametrize(
    ("first", "second"), [("he said.", "he whispered."), ("he sighed.", "he said."), ("he sighed.", "he whispered.")]
)
def test_what_is_to_be_said_for_one_of_two_equal_stretches_is_said_there_alone(
    room: Newsroom, first: str, second: str
) -> None:
    """Or each as it is written under each; and the script that is written of that says the same."""
    each = twice(room, "said. |\n", f"said. |\n~ {first}\n", "said. |\n", f"said. |\n~ {second}\n")
    assert heard(room, each)[-5:] == ['"No,"', first, '"Never,"', second, '"Not here, not now."']
    assert heard(room, edited(TWICE, script_of(room, each))) == heard(room, each)


@pytest.mark.parametrize("number", [0, 1])
def test_a_voice_for_one_of_two_equal_stretches_is_heard_there_alone(room: Newsroom, number: int) -> None:
    """Whichever of them it was written for."""
    was, other = f"<{room.cast.reporter}>", "<else/where>"
    (given,) = scripted(room, twice(room, *((was, other, was, was) if number == 0 else (was, was, was, other))))
    told = [str(line.utterance.voice) for line in given.lines if line.utterance.text == "he said."]
    assert [voice == "else/where" for voice in told] == [number == 0, number == 1]


def test_of_two_equal_quotes_of_a_paragraph_each_is_its_own_speakers(room: Newsroom) -> None:
    """So what no editor touched is no editor's word, and what one gave to somebody else is."""
    each = Story("pier", "pier.txt", 'Pier closes\n\n"No," said Ada Moor. "No," said Ben Rye. "No," said Ada Moor.\n')
    text = script_of(room, each)
    (before,), (after,) = scripted(room, each), scripted(room, edited(each, text))
    assert [s.confidence for s in after.segments] == [round(s.confidence, 2) for s in before.segments]
    (given,) = scripted(room, edited(each, text.replace("[quote] Ben Rye", "[quote] Ada Moor")))
    assert [s.confidence == 1 for s in given.segments if s.kind is Kind.QUOTE] == [False, True, False]


def test_an_editors_voice_is_heard(room: Newsroom) -> None:
    """In the line that it is written for; the reporter's never for a person."""
    text = script_of(room, story())
    (before,) = scripted(room, story())
    quote = next(segment for segment in before.segments if segment.kind is Kind.QUOTE)
    free = next(voice for voice in room.cast.pool if voice not in before.casting.voices.values())
    was = str(before.casting.voice_of(quote))
    (after,) = scripted(room, edited(story(), text.replace(was, str(free), 1)))
    assert {after.casting.voice_of(s) for s in after.segments if s.text == quote.text} == {free}
    (spoilt,) = scripted(room, edited(story(), text.replace(was, str(room.cast.reporter))))
    assert room.cast.reporter not in {spoilt.casting.voice_of(s) for s in spoilt.segments if s.speaker}


def test_what_is_given_back_to_the_reporter_is_heard_as_such(room: Newsroom) -> None:
    """Although the voice of the person still stands there."""
    text = script_of(room, story())
    lines = [line for line in text.split("\n") if line.startswith("[quote] Ben Rye")]
    for line in lines:
        text = text.replace(line, "[quote] Reporter" + line[line.index(" <") :])
    (after,) = scripted(room, edited(story(), text))
    given = [segment for segment in after.segments if segment.kind is Kind.QUOTE and segment.speaker is None]
    assert len(given) == len(lines) > 0
    assert {after.casting.voice_of(segment) for segment in given} == {room.cast.reporter}
    assert not any(segment.confidence < 1 for segment in given)


def test_what_is_said_can_be_edited(room: Newsroom) -> None:
    """The other sentences are not spoken again, and what is written stays."""
    make_edition([story(words="It cost $5. It rained.")], room, now=NOW)
    text = script_of(room, story(words="It cost $5. It rained."))
    assert "five dollars" in text
    unchanged = make_edition([edited(story(), text)], room, now=LATER)
    assert unchanged.spoken == 0
    report = make_edition([edited(story(), text.replace("five dollars", "a fiver"))], room, now=LATER)
    assert report.spoken == 1
    assert "$5" in transcript(room)


def test_a_broken_script_costs_itself_only(room: Newsroom) -> None:
    """It is told by file and line, and what was published stays."""
    make_edition([story("alba")], room, now=NOW)
    before = feed(room)
    text = script_of(room, story("alba")).replace("[byline]", "[by-line]")
    report = make_edition([edited(story("alba"), text), story("brigid")], room, now=LATER)
    assert report.exit_code == 3
    failed = next(outcome for outcome in report.outcomes if outcome.status is Status.FAILED)
    assert failed.reason.startswith("alba.script:")
    assert failed.hint
    assert feed(room)[1:] == before


def test_a_script_can_be_published_before_its_source(room: Newsroom) -> None:
    """And the source is then known, although the words differ."""
    room.state.mkdir(parents=True)
    text = script_of(room, story()).replace("It was a long winter.", "It was a very dark winter.")
    report = make_edition([edited(story(), text)], room, now=NOW)
    assert [outcome.status for outcome in report.outcomes] == [Status.PUBLISHED]
    assert [outcome.status for outcome in make_edition([story()], room, now=LATER).outcomes] == [Status.UNCHANGED]
    assert len(feed(room)) == 1


@pytest.mark.parametrize(
    "lost", [("source: ferry",), ("source: ferry", "fingerprint"), ("source: ferry", "a long winter")]
)
def test_a_script_that_lost_its_source_does_not_lose_its_corrections(room: Newsroom, lost: tuple[str, ...]) -> None:
    """It is refused, and told what to put back, whether its words or its fingerprint say which story it is of."""
    words = " ".join(f"The {count} boats of yard {count} came in." for count in range(20))
    make_edition([story(words=words)], room, now=NOW)
    text = script_of(room, story(words=words)).replace("I had my doubts", "I had no doubts")
    left = "\n".join(line for line in text.split("\n") if not line.startswith(lost[:2]))
    text = left.replace("a long winter", "a short one. " * 200) if lost[-1] == "a long winter" else left
    script = Story("lost.script", "lost.script", text.encode(), Form.SCRIPT)
    report = make_edition([script], room, now=LATER)
    (outcome,) = report.outcomes
    assert (report.exit_code, outcome.status) == (1, Status.FAILED)
    assert "It has no `source:` line; put it back to correct the story: source: ferry" in outcome.hint
    mended = Story("ferry", "lost.script", f"source: ferry\n{text}".encode(), Form.SCRIPT)
    assert [each.status for each in make_edition([mended], room, now=LATER).outcomes] == [Status.CORRECTED]


def test_a_script_of_a_story_that_never_had_a_source_is_published_and_corrected(room: Newsroom) -> None:
    """It is known by its file."""
    make_edition([story("alba")], room, now=NOW)
    text = "[headline] Reporter\n| Rain on Ossa\n\n[copy] Reporter\n| It rained all day on the pier.\n"
    for said, status in ((text, "published"), (text, "unchanged"), (text.replace("all day", "all night"), "corrected")):
        script = Story("rain.script", "rain.script", said.encode(), Form.SCRIPT)
        assert [each.status for each in make_edition([script], room, now=LATER).outcomes] == [status]


@pytest.fixture
def careful(room: Newsroom) -> Newsroom:
    """A newsroom in which every edition waits."""
    return with_settings(room, publish=PublishSettings(hold="all"))


def test_an_edition_that_waits_is_not_public_and_is_made_once(careful: Newsroom) -> None:
    """No feed, no audio, nothing spoken; the next night says so again."""
    for night in (NOW, LATER):
        report = make_edition([story("alba"), story("brigid")], careful, now=night)
        assert report.exit_code == 0
        assert [outcome.status for outcome in report.outcomes] == [Status.HELD] * 2
        (path,) = held_scripts(careful.state)
        assert all(str(path) in outcome.reason and "briefing approve" in outcome.hint for outcome in report.outcomes)
        assert (report.made, report.spoken, feed(careful)) == ((), 0, [])
    assert path.is_relative_to(careful.state)
    assert doubts(path).endswith("of 6 quotes, 2 stories")


def test_what_waits_bears_the_day_of_the_shows_zone(careful: Newsroom) -> None:
    """As the edition will."""
    room = with_settings(careful, show=ShowSettings(timezone="America/Los_Angeles"))
    make_edition([story()], room, now=NOW)
    (path,) = held_scripts(room.state)
    assert path.name.startswith("2026-03-03-")


def test_the_same_story_of_another_source_waits_too(careful: Newsroom) -> None:
    """Or it would be heard before the editor has looked."""
    make_edition([story("alba")], careful, now=NOW)
    other = dataclasses.replace(story("alba"), id="other", name="other.txt")
    report = make_edition([other, story("brigid")], careful, now=LATER)
    assert [outcome.status for outcome in report.outcomes] == [Status.HELD] * 2
    assert [path.read_text("utf-8").count("source:") for path in held_scripts(careful.state)] == [1, 1]


def test_what_is_approved_is_published_as_it_was_edited(careful: Newsroom) -> None:
    """Once; and its source changes nothing."""
    make_edition([story()], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    path.write_text(path.read_text("utf-8").replace("It was a long winter.", "It was a very dark winter."), "utf-8")
    report = approve_editions((), careful, now=LATER)
    assert [outcome.status for outcome in report.outcomes] == [Status.PUBLISHED]
    assert len(feed(careful)) == 1
    assert "a very dark winter" in transcript(careful)
    assert held_scripts(careful.state) == ()
    assert [outcome.status for outcome in make_edition([story()], careful, now=LATER).outcomes] == [Status.UNCHANGED]


def test_editions_that_are_approved_together_keep_their_order_in_the_feed(careful: Newsroom) -> None:
    """The one that waited last is the newest; with one moment for all, chance would decide."""
    towns = ("alba", "brigid", "clodagh", "deirdre", "eithne")
    for night, town in enumerate(towns):
        make_edition([story(town)], careful, now=NOW + timedelta(days=night))
    approve_editions((), careful, now=NOW + timedelta(days=7))
    with Library(careful.state / LIBRARY) as library:
        told = [(library.stories(each.guid)[0].id, each.published) for each in library.episodes()]
        begun = {each.begun or each.published for each in library.episodes()}
    assert [id_ for id_, _ in told] == list(reversed(towns))
    assert told[0][1] - told[-1][1] == timedelta(seconds=4)
    assert begun == {NOW + timedelta(days=7)}


def test_the_first_of_a_night_is_the_newest_though_each_waited_for_an_editor(careful: Newsroom) -> None:
    """An episode a story: the feed has them in the running order, as it has without an editor."""
    towns = ["alba", "brigid", "clodagh", "deirdre", "eithne"]
    each = with_settings(careful, edition=EditionSettings(episodes="story"))
    make_edition([story(town) for town in towns], each, now=NOW)
    approve_editions((), each, now=LATER)
    with Library(each.state / LIBRARY) as library:
        assert [library.stories(episode.guid)[0].id for episode in library.episodes()] == towns


@pytest.mark.parametrize("step", ["keep_notes", "write_held"])
def test_no_night_that_is_killed_takes_its_own_script_for_an_editors(
    careful: Newsroom, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whatever it had written of it; or its source could not correct it quietly any more."""

    def kill(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"briefing.review.{step}", kill)
        with pytest.raises(KeyboardInterrupt):
            make_edition([story()], careful, now=NOW)
    make_edition([story()], careful, now=LATER)
    approve_editions((), careful, now=LATER)
    with Library(careful.state / LIBRARY) as library:
        assert library.script("ferry") == ""


@pytest.mark.parametrize("saved", [0, 1])
def test_a_script_that_was_being_written_anew_is_no_editors_either(
    careful: Newsroom, monkeypatch: pytest.MonkeyPatch, saved: int
) -> None:
    """Before the script was, or after it: the night after gives it the voices of then."""
    make_edition([story()], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    free = [voice for voice in careful.cast.pool if f"<{voice}>" not in path.read_text("utf-8")]
    notes, keep = iter(range(9)), keep_notes

    def kill(*asked: Any) -> None:
        if next(notes) == saved:
            raise KeyboardInterrupt
        keep(*asked)

    with monkeypatch.context() as patch:
        patch.setattr("briefing.held.keep_notes", kill)
        with pytest.raises(KeyboardInterrupt):
            make_edition([story()], with_pin(careful, "Ben Rye", free[0]), now=LATER)
    make_edition([story()], with_pin(careful, "Ben Rye", free[1]), now=LATER)
    (line,) = [line for line in path.read_text("utf-8").split("\n") if line.startswith("[quote] Ben Rye")]
    assert f"<{free[1]}>" in line


def test_a_correction_waits_while_the_first_version_stays_public(room: Newsroom, careful: Newsroom) -> None:
    """Then it takes its place, under the same guid; a neighbour that did not change does not wait."""
    make_edition([story("alba"), story("brigid")], room, now=NOW)
    ((guid, first),) = feed(room)
    new = story("brigid", "It has new engines.")
    for _ in range(2):
        report = make_edition([story("alba"), new], careful, now=LATER)
        assert {outcome.name: outcome.status for outcome in report.outcomes} == {
            "alba.txt": Status.UNCHANGED,
            "brigid.txt": Status.HELD,
        }
        assert feed(room) == [(guid, first)]
    report = approve_editions((), careful, now=LATER)
    assert {outcome.status for outcome in report.outcomes} == {Status.CORRECTED}
    ((same, second),) = feed(room)
    assert (same, second != first) == (guid, True)


@pytest.mark.parametrize(("line", "told"), [("", False), ("It was a very dark winter.", True)])
def test_what_was_approved_is_corrected_by_its_source(careful: Newsroom, line: str, told: bool) -> None:
    """Whether or not an editor was at work, and though it says less; the latter is told, as the work gives way.

    The correction of an approved correction, too; and each is known the night after.
    """
    room = with_settings(careful, publish=PublishSettings())
    make_edition([story(words="She sails on Sunday. She has two new engines.")], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    path.write_text(path.read_text("utf-8").replace("It was a long winter.", line or "It was a long winter."), "utf-8")
    approve_editions((), careful, now=NOW)
    with Library(room.state / LIBRARY) as library:
        assert bool(library.script("ferry")) is told
    friday = story(words="She sails on Friday.")
    (outcome,) = make_edition([friday], careful, now=LATER).outcomes
    assert (outcome.status, "what an editor made of it" in outcome.reason) == (Status.HELD, told)
    approve_editions((), careful, now=LATER)
    assert "sails on Friday" in transcript(room)
    for given, status in ((friday, Status.UNCHANGED), (story(words="She sails."), Status.CORRECTED)):
        assert [each.status for each in make_edition([given], room, now=LATER).outcomes] == [status]
    assert "Friday" not in transcript(room)
    assert len(feed(room)) == 1


def test_an_editors_script_gives_way_when_its_source_says_something_new(room: Newsroom) -> None:
    """Also when that is less; and the report says that there was an editor's work."""
    make_edition([story(words="She sails on Sunday.")], room, now=NOW)
    text = script_of(room, story(words="She sails on Sunday.")).replace("a long winter", "a very dark winter")
    make_edition([edited(story(), text)], room, now=NOW)
    (outcome,) = make_edition([story()], room, now=LATER).outcomes
    assert (outcome.status, "what an editor made of it" in outcome.reason) == (Status.CORRECTED, True)
    assert "Sunday" not in transcript(room)
    (outcome,) = make_edition([story(words="She sails.")], room, now=LATER).outcomes
    assert (outcome.status, outcome.reason) == (Status.CORRECTED, "")


def test_approving_a_correction_leaves_its_neighbours_as_they_are_by_now(
    room: Newsroom, careful: Newsroom, tmp_path: Path
) -> None:
    """An editor may have put one right meanwhile; what was edited in the script that waits is taken from there."""
    make_edition([story("alba"), story("brigid"), story("cora")], room, now=NOW)
    make_edition([story("alba", "She has new engines.")], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    (tmp_path / "new.txt").write_text(str(story("brigid", "She never sailed.").content), "utf-8")
    remake("brigid", careful, now=LATER, source=str(tmp_path / "new.txt"))
    path.write_text(path.read_text("utf-8").replace("after 4 weeks in dock", "after 5 weeks in dock"), "utf-8")
    report = approve_editions((), careful, now=LATER)
    changed = {outcome.headline.split()[1] for outcome in report.outcomes if outcome.status is Status.CORRECTED}
    assert changed == {"Alba", "Cora"}
    said = transcript(room)
    assert all(words in said for words in ("new engines", "She never sailed", "5 weeks in dock"))


def test_a_source_that_changes_meanwhile_does_not_undo_an_editors_work(careful: Newsroom) -> None:
    """It is told, and the script stays."""
    make_edition([story()], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    before = path.read_bytes()
    (outcome,) = make_edition([story(words="It has new engines.")], careful, now=LATER).outcomes
    assert (outcome.status, "its source changed" in outcome.reason) == (Status.HELD, True)
    assert path.read_bytes() == before


def test_a_script_that_is_broken_waits_on_and_stops_no_other(careful: Newsroom) -> None:
    """Neither at approval nor in the night."""
    make_edition([story("alba")], careful, now=NOW)
    (broken,) = held_scripts(careful.state)
    broken.write_text(broken.read_text("utf-8").replace("[byline]", "[by-line]"), "utf-8")
    make_edition([story("alba"), story("brigid")], careful, now=NOW)
    assert "broken" in doubts(broken)
    report = approve_editions((), careful, now=LATER)
    assert sorted(outcome.status for outcome in report.outcomes) == [Status.FAILED, Status.PUBLISHED]
    assert any(outcome.reason.startswith(f"{broken}:") for outcome in report.outcomes)
    assert held_scripts(careful.state) == (broken,)


def test_what_is_killed_while_it_waits_is_never_heard(careful: Newsroom) -> None:
    """Its neighbour is; and an edition of nothing else is gone."""
    make_edition([story("alba"), story("brigid")], careful, now=NOW)
    make_edition([story("cora")], careful, now=NOW)
    killed = [
        dataclasses.replace(story(name), content=f"MANDATORY KILL\n\n{story(name).content!s}")
        for name in ("alba", "cora")
    ]
    outcomes = make_edition(killed, careful, now=LATER).outcomes
    assert [outcome.status for outcome in outcomes] == [Status.WITHHELD] * 2
    (path,) = held_scripts(careful.state)
    assert doubts(path).endswith("1 story")
    report = approve_editions((), careful, now=LATER)
    assert [outcome.headline for outcome in report.outcomes] == ["Ferry Brigid Sails Again"]


def test_what_was_withdrawn_cannot_be_approved(room: Newsroom, careful: Newsroom) -> None:
    """Although a script of it waits."""
    make_edition([story("alba")], careful, now=NOW)
    with Library(room.state / LIBRARY) as library:
        library.withdraw([("alba", prepare(story("alba")).article)], NOW)
    report = approve_editions((), careful, now=LATER)
    assert [outcome.status for outcome in report.outcomes] == [Status.WITHDRAWN]
    assert (feed(careful), held_scripts(careful.state)) == ([], ())


def test_a_script_that_is_no_text_any_more_stops_no_night(careful: Newsroom) -> None:
    """Its stories still wait; only its own approval fails."""
    make_edition([story("alba")], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    path.write_bytes(path.read_bytes().replace(b"winter", b"\xffinter"))
    outcomes = make_edition([story("alba"), story("brigid")], careful, now=LATER).outcomes
    assert [outcome.status for outcome in outcomes] == [Status.HELD] * 2
    assert "broken" in doubts(path)
    (failed,) = approve_editions((path.stem,), careful, now=LATER).outcomes
    assert (failed.status, "UTF-8" in failed.hint) == (Status.FAILED, True)


def test_only_what_waits_can_be_approved(careful: Newsroom) -> None:
    """The hint names what waits; one edition can be approved alone, by its file's name."""
    make_edition([story("alba")], careful, now=NOW)
    make_edition([story("brigid")], careful, now=LATER)
    first, second = held_scripts(careful.state)
    with pytest.raises(SourceError) as caught:
        approve_editions(("gone",), careful, now=LATER)
    assert first.stem in caught.value.hint
    approve_editions((first.name,), careful, now=LATER)
    assert held_scripts(careful.state) == (second,)


CAST = """\
reporter = {voice = "silent/r"}
pool = [{voice = "silent/a"}, {voice = "silent/b"}, {voice = "silent/c"}]
[pins]
"Ben Rye" = "silent/ben"
"""


@pytest.fixture
def voiced(careful: Newsroom) -> Newsroom:
    """A careful newsroom whose voices are spoken by the engines that its cast and its scripts name."""
    return dataclasses.replace(careful, engine=None, cast=read_cast(CAST, "cast.toml"))


@pytest.mark.parametrize(
    ("voice", "reason"),
    [
        ("espeak/en-us+fifi", "espeak: voice en-us+fifi: there is no variant 'fifi'"),
        ("espeak/en-us+f2@777", "espeak: voice en-us+f2@777: the pitch"),
        ("nosuch/x", "nosuch: no such engine"),
    ],
)
def test_a_voice_that_cannot_be_heard_keeps_its_edition_waiting(voiced: Newsroom, voice: str, reason: str) -> None:
    """All of it, as it was edited; the line of the voice is told, with what to do, and nothing is public."""
    make_edition([story("alba"), story("brigid")], voiced, now=NOW)
    (path,) = held_scripts(voiced.state)
    text = path.read_text("utf-8").replace("It was a long winter.", "It was a very dark winter.", 1)
    text = text.replace("<silent/ben>", f"<{voice}>", 1)
    path.write_text(text, "utf-8")
    report = approve_editions((), voiced, now=LATER)
    line = next(number for number, each in enumerate(text.split("\n"), 1) if voice in each)
    (outcome,) = report.outcomes
    assert (report.exit_code, outcome.status, bool(outcome.hint)) == (1, Status.FAILED, True)
    assert outcome.reason.startswith(f"{path}:{line}: {reason}")
    assert (feed(voiced), path.read_text("utf-8")) == ([], text)
    path.write_text(text.replace(voice, "silent/ben"), "utf-8")
    assert approve_editions((), voiced, now=LATER).exit_code == 0
    assert "a very dark winter" in transcript(voiced)


def test_a_voice_of_a_script_is_told_by_its_line_when_it_is_made(voiced: Newsroom) -> None:
    """And costs its own story only."""
    room = with_settings(voiced, publish=PublishSettings())
    room.state.mkdir(parents=True)
    text = script_of(room, story("alba")).replace("<silent/ben>", "<espeak/en-us+fifi>")
    line = next(number for number, each in enumerate(text.split("\n"), 1) if "fifi" in each)
    report = make_edition([edited(story("alba"), text), story("brigid")], room, now=NOW)
    assert report.exit_code == 3
    reason = next(outcome.reason for outcome in report.outcomes if outcome.status is Status.FAILED)
    assert reason == f"alba.script:{line}: espeak: voice en-us+fifi: there is no variant 'fifi'"


def test_a_voice_of_the_cast_is_told_by_its_pin(voiced: Newsroom) -> None:
    """Or, of the pool, by the cast's file; a held script that has it from there tells both."""
    for spoilt, place in (("silent/ben", "cast.toml: pin of Ben Rye: "), ("silent/a", "cast.toml: ")):
        cast = read_cast(CAST.replace(spoilt, "nosuch/x"), "cast.toml")
        cast = dataclasses.replace(cast, pool=cast.pool[:1])
        room = with_settings(dataclasses.replace(voiced, cast=cast), publish=PublishSettings())
        (outcome,) = make_edition([story()], room, now=NOW).outcomes
        assert outcome.reason.startswith(f"{place}nosuch: no such engine")
    pinned = dataclasses.replace(voiced, cast=read_cast(CAST.replace("silent/ben", "nosuch/x"), "cast.toml"))
    make_edition([story()], pinned, now=NOW)
    (path,) = held_scripts(pinned.state)
    (outcome,) = approve_editions((), pinned, now=LATER).outcomes
    assert outcome.reason.startswith(f"{path}:")
    assert "pin of Ben Rye" in outcome.hint


def test_what_cannot_be_heard_waits_on_as_it_was_edited(careful: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its neighbour is published, and the next approval brings it, in an edition of its own."""
    make_edition([story("alba"), story("brigid")], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    path.write_text(path.read_text("utf-8").replace("ferry alba", "old ferry alba"), "utf-8")
    with monkeypatch.context() as patch:
        hoarse_at("old ferry", patch)
        report = approve_editions((), careful, now=LATER)
    assert report.exit_code == 3
    (left,) = held_scripts(careful.state)
    failure = next(outcome for outcome in report.outcomes if outcome.status is Status.FAILED)
    assert str(left) in failure.hint
    assert left != path
    assert "old ferry alba" in left.read_text("utf-8")
    assert "brigid" not in left.read_text("utf-8")
    assert [each.status for each in make_edition([story("alba"), story("brigid")], careful, now=LATER).outcomes] == [
        Status.HELD,
        Status.UNCHANGED,
    ]
    assert [each.status for each in approve_editions((), careful, now=LATER).outcomes] == [Status.PUBLISHED]
    assert (len(feed(careful)), held_scripts(careful.state)) == (2, ())


def test_a_held_story_without_its_source_is_refused(careful: Newsroom) -> None:
    """It would be published as another story, or not at all; the rest of its edition waits with it."""
    make_edition([story("alba"), story("brigid")], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    whole = path.read_text("utf-8")
    path.write_text("\n".join(line for line in whole.split("\n") if line != "source: alba"), "utf-8")
    (outcome,) = approve_editions((), careful, now=LATER).outcomes
    assert outcome.status is Status.FAILED
    assert "`source:`" in outcome.reason
    assert (feed(careful), held_scripts(careful.state)) == ([], (path,))


def with_pin(room: Newsroom, name: str, voice: Voice) -> Newsroom:
    """With a voice for one person for good."""
    return dataclasses.replace(room, cast=dataclasses.replace(room.cast, pins={name.casefold(): voice}))


def test_a_held_script_that_nobody_edited_has_the_voices_of_now(careful: Newsroom) -> None:
    """Whether the next night comes first or the approval; and where nothing changed, it is not written anew."""
    make_edition([story("alba"), story("brigid")], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    first = path.read_text("utf-8")
    make_edition([story("alba"), story("brigid")], careful, now=LATER)
    assert path.read_text("utf-8") == first
    voices = [str(voice) for voice in careful.cast.pool if f"<{voice}>" not in first]
    for voice in voices[:2]:
        pinned = with_pin(careful, "Ben Rye", next(each for each in careful.cast.pool if str(each) == voice))
        make_edition([story("alba"), story("brigid")], pinned, now=LATER)
        lines = [line for line in path.read_text("utf-8").split("\n") if line.startswith("[quote] Ben Rye")]
        assert lines
        assert all(f"<{voice}>" in line for line in lines)
    report = approve_editions((), careful, now=LATER)
    assert f"silent/{voices[1].partition('/')[2]}" not in report.made[0].voices


def test_a_held_script_that_was_edited_before_the_cast_changed_says_so(careful: Newsroom) -> None:
    """And stays as the editor left it; with the voice put right, nothing is said any more."""
    make_edition([story()], careful, now=NOW)
    (path,) = held_scripts(careful.state)
    text = path.read_text("utf-8").replace("a long winter", "a very dark winter")
    path.write_text(text, "utf-8")
    free = next(voice for voice in careful.cast.pool if f"<{voice}>" not in text)
    pinned = with_pin(careful, "Ben Rye", free)
    line = next(number for number, each in enumerate(text.split("\n"), 1) if each.startswith("[quote] Ben Rye"))
    (told,) = make_edition([story()], pinned, now=LATER).outcomes
    assert "edited before the cast changed" in told.reason
    assert f"in line {line}" in told.reason
    assert path.read_text("utf-8") == text
    had = text.split("\n")[line - 1].partition("<")[2].partition(">")[0]
    path.write_text(text.replace(had, str(free)), "utf-8")
    (told,) = make_edition([story()], pinned, now=LATER).outcomes
    assert "before the cast changed" not in told.reason
    path.write_text(text, "utf-8")
    (told,) = approve_editions((), pinned, now=LATER).outcomes
    assert (told.status, "edited before the cast changed" in told.reason) == (Status.PUBLISHED, True)


def test_only_doubtful_editions_wait_where_that_is_asked_for(room: Newsroom) -> None:
    """A threshold of 1 leaves every quote to the narrator, which is doubtful."""
    careful = with_settings(room, publish=PublishSettings(hold="doubtful"))
    (sure,) = scripted(
        careful,
        Story(
            "rain",
            "rain.txt",
            "Rain\n\nIt rained on the town of Ossa all day on Sunday.\n\nThen it stopped, and people went out again.",
        ),
    )
    assert not sure.doubtful
    doubting = with_settings(careful, quotes=QuoteSettings(threshold=1.0))
    report = make_edition([story()], doubting, now=NOW)
    assert [outcome.status for outcome in report.outcomes] == [Status.HELD]


def test_cues_take_the_place_of_voices(room: Newsroom) -> None:
    """One voice says where each quote starts and ends; nothing of that is written, and no voice is remembered."""
    cued = with_settings(room, quotes=QuoteSettings(style="cues"))
    report = make_edition([story()], cued, now=NOW)
    assert report.made[0].voices == (f"silent/{room.cast.reporter.id}",)
    with Library(room.state / LIBRARY) as library:
        assert library.voices() == {}
    (read,) = scripted(cued, story())
    said = [line.utterance.text for line in read.lines if line.segment.kind is Kind.QUOTE]
    assert said[0].startswith("Quote: ")
    assert said[0].endswith(" End quote.")
    assert "End quote" not in transcript(room) + script_of(cued, story())


def test_fragments_are_their_speakers_where_that_is_asked_for(room: Newsroom) -> None:
    """Letter for letter, and marked as fragments."""
    words = 'Ada Moor called the winter "a long and dark misery for everybody on board" on Tuesday.'
    asked = with_settings(room, quotes=QuoteSettings(partial="speaker", threshold=0.0))
    (usual,), (other,) = scripted(room, story(words=words)), scripted(asked, story(words=words))
    assert "".join(s.text for s in usual.segments) == "".join(s.text for s in other.segments)
    assert [s.kind for s in usual.segments if s.partial] == [Kind.COPY]
    fragments = [s for s in other.segments if "misery" in s.text]
    assert [s.kind for s in fragments] == [Kind.QUOTE]
    assert fragments[0].text.startswith('"a long')


def test_gender_is_guessed_from_a_name_only_where_that_is_asked_for(room: Newsroom) -> None:
    """And never against the text."""
    text = 'Rain\n\nIt rained on the pier all day.\n\n"We got wet, all of us," said Susan Vale on the pier.\n'
    each = Story("rain", "rain.txt", text)
    guessing = with_settings(room, quotes=QuoteSettings(guess_gender=True))
    genders = [
        {s.speaker.gender for s in one.segments if s.speaker}
        for one in (*scripted(room, each), *scripted(guessing, each))
    ]
    assert genders == [{None}, {"female"}]
