"""Whatever comes in: a clear result or a clear error, never a crash, a hang, or a command to the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from briefing.cast import Cast, cast_story
from briefing.clean import clean
from briefing.edition import make_edition
from briefing.errors import BriefingError
from briefing.model import Form, Prosody, Story, Voice
from briefing.pacing import Reading, lines
from briefing.report import Status
from briefing.scripted import script_article
from briefing.settings import QuoteSettings
from briefing.spoken import Lexicon
from briefing.studio import Desk
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from briefing.mix import Block
    from briefing.newsroom import Newsroom

CAST = Cast(Voice("silent", "r"), (Voice("silent", "a"), Voice("silent", "b")))
READING = Reading(Prosody(), "en-us", Lexicon())
PARAGRAPH = "The night ferry to Port Ossa was late again, and nobody on the pier could say why. "

HOSTILE: dict[str, bytes | str] = {
    "empty": b"",
    "white space": " \n\t \n",
    "binary": bytes(range(256)) * 400,
    "zeros": bytes(5000),
    "only quotes": "“”\"\"''‘’«»" * 3000,
    "no letters": "1234 5678 --- ... !!! ??? " * 200,
    "zeros between": "Ferry\0 late\n\n" + PARAGRAPH.replace("ferry", "fe\0rry") * 4,
    "lone surrogates": "Ferry \ud800 late\n\n" + (PARAGRAPH + "\udfff ") * 4,
    "right to left": "\u202eFerry late\u202c\n\n"
    + "\u05d4\u05de\u05e2\u05d1\u05d5\u05e8\u05ea \u05d0\u05d7\u05e8\u05d4. " * 30,
    "commands": "Ferry late\n\n-w /tmp/out [[fe@ri]] <speak><break time='9s'/></speak> " + PARAGRAPH * 4,
    "leading dashes": "-f /etc/passwd\n\n--stdout " + PARAGRAPH * 3 + "\n\n-- " + PARAGRAPH,
    "no vowels": "Ferry late\n\n" + "bcdfg hjklm npqrs " * 300,
    "one word": "x" * 100_000,
    "open quotes": "Ferry late\n\n" + ("“" + PARAGRAPH) * 300,
    "nested brackets": "Ferry late\n\n" + "[(" * 20_000 + PARAGRAPH,
    "line ends of all kinds": "Ferry late\r\n\r\n" + (PARAGRAPH + "\u2028" + PARAGRAPH + "\x85\x0b\x0c") * 3,
}


def read(story: Story) -> list[str]:
    """What would be given to an engine."""
    segments = script_article(clean(story), QuoteSettings())
    return [line.utterance.text for line in lines(segments, cast_story(segments, CAST, {}), READING)]


def read_or_refuse(story: Story) -> tuple[list[str], str]:
    """What would be given to an engine, or why there is nothing."""
    try:
        return read(story), ""
    except BriefingError as error:
        return [], error.message


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", [Form.TEXT, Form.HTML, Form.MARKDOWN])
def test_it_is_read_or_refused_with_a_reason(name: str, form: Form) -> None:
    """And nothing that reaches an engine can be taken for a command."""
    said, refused = read_or_refuse(Story(name, name, HOSTILE[name], form))
    assert said or (name in refused and len(refused) > len(name) + 5)
    for text in said:
        assert not text.startswith("-")
        assert "[[" not in text
        assert "<" not in text
        assert all(letter.isprintable() for letter in text), text
        text.encode()


@pytest.mark.parametrize("form", [Form.TEXT, Form.HTML])
@pytest.mark.parametrize("unit", [PARAGRAPH, "word ", "“a” b said. ", "x", "0", ".", '"'])
def test_a_long_line_is_read_in_time_that_grows_with_it(form: Form, unit: str) -> None:
    """A quarter of a million characters, which anything quadratic would chew on until the suite's time limit."""
    said, refused = read_or_refuse(Story("long", "long", "Late\n\n" + unit * (250_000 // len(unit)), form))
    assert said or "long" in refused


def test_ten_megabytes_on_one_line_have_an_end() -> None:
    """Refused or read, but not for ever."""
    _, refused = read_or_refuse(Story("long", "long", PARAGRAPH * (10_000_000 // len(PARAGRAPH) + 1)))
    assert "10 MB" in refused


def test_all_of_them_in_one_night_leave_a_report(room: Newsroom) -> None:
    """Nothing stops the night, and every story has an outcome."""
    stories = [Story(name, name, content) for name, content in HOSTILE.items()]
    report = make_edition(stories, room, now=NOW)
    assert {outcome.name for outcome in report.outcomes} == set(HOSTILE)
    assert all(outcome.reason for outcome in report.outcomes if outcome.status is Status.FAILED)
    assert not any("fault of the program" in outcome.hint for outcome in report.outcomes)


def test_what_goes_wrong_in_the_mixing_of_one_story_costs_no_other(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name is told, and the others are published."""
    mixed = Desk._block

    def failing(desk: Desk, session: Any) -> Block:
        if any("bora" in line.written for line in session.strip.lines):
            raise UnicodeEncodeError("utf-8", "bora", 0, 1, "nobody foresaw it")
        return mixed(desk, session)

    monkeypatch.setattr(Desk, "_block", failing)
    report = make_edition([story("alba"), story("bora")], room, now=NOW)
    assert [(each.name, each.status) for each in report.outcomes] == [
        ("bora.txt", Status.FAILED),
        ("alba.txt", Status.PUBLISHED),
    ]
    assert "Ferry Bora Sails Again: could not be mixed" in report.outcomes[0].reason
    assert len(report.made) == 1
