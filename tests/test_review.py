"""Edited scripts and the review gate, on the silent engine."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
import pytest

from briefing.edition import make_edition
from briefing.editor import approve_editions
from briefing.errors import SourceError
from briefing.model import Form, Kind, Story
from briefing.report import Status
from briefing.review import doubts, held_scripts
from briefing.scripted import as_script, prepare, read_out
from briefing.scriptfile import render
from briefing.settings import PublishSettings, QuoteSettings, ShowSettings
from briefing.store.library import LIBRARY, Library
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from briefing.newsroom import Newsroom
    from briefing.scripted import Scripted

LATER = NOW + timedelta(days=1)


def with_settings(room: Newsroom, **sections: msgspec.Struct) -> Newsroom:
    """The same newsroom with other settings."""
    return dataclasses.replace(room, settings=msgspec.structs.replace(room.settings, **sections))


def scripted(room: Newsroom, *stories: Story) -> tuple[Scripted, ...]:
    """Who says what in stories, with the voices that are remembered."""
    with Library(room.state / LIBRARY) as library:
        return read_out(map(prepare, stories), room, library.voices())


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


def test_a_changed_name_brings_its_own_voice(room: Newsroom) -> None:
    """Somebody with other quotes is heard in their voice there too, whatever voice still stands in the line."""
    (before,) = scripted(room, story())
    text = script_of(room, story())
    lines = [line for line in text.split("\n") if line.startswith("[quote] Ada Moor")]
    for line in lines:
        text = text.replace(line, line.replace("Ada Moor", "Ben Rye"), 1)
    (after,) = scripted(room, edited(story(), text))
    heard = {after.casting.voice_of(s) for s in after.segments if s.kind is Kind.QUOTE}
    assert lines
    assert heard == {before.casting.voice_of(s) for s in before.segments if s.speaker and s.speaker.name == "Ben Rye"}


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
