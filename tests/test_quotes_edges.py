"""Promises of the reading of quotations at its edges: who is meant, who answers, and where a quotation ends."""

from __future__ import annotations

import pytest

from briefing.model import Gender
from briefing.quotes import find_quotes, quotes_by_name
from briefing.quotes.confidence import GUESS, pronoun_right
from briefing.quotes.descriptions import Roles
from briefing.quotes.marks import Line, find_marked, lines_of
from briefing.quotes.names import Entity
from briefing.quotes.nicknames import without_nicknames
from briefing.quotes.saying import credits_itself
from briefing.quotes.signs import twice
from briefing.quotes.tokens import tokens_of
from tests.speaking import speakers


def marked(text: str) -> list[str]:
    """All words between quotation marks."""
    return [text[m.start : m.end] for m in find_marked(text, lines_of(text))]


@pytest.mark.parametrize(
    ("told", "answers"),
    [
        ("By Kari Olsen\nOur guest was Anton Dahl.", "Anton Dahl"),
        ("By Kari Olsen, a reporter for the whole of the coast\nOur guest was Anton Dahl.", "Anton Dahl"),
        ("By Kari Olsen, who lives in Vik, for the Norhaven Herald\nOur guest was Anton Dahl.", None),
        ("By noon on Monday the whole town had come to hear Anton Dahl.", "Anton Dahl"),
        ("An evening with Ossa Lund", "Ossa Lund"),
        ("Our guest was Ossa Lund before the fair.", "Ossa Lund"),
        ("Our guest is Anton Dahl, Norhaven sailor", "Anton Dahl"),
        ("Our guest is Anton Dahl, the Norhaven sailor.", "Anton Dahl"),
        ("Our guest was Anton Dahl in Ossa Bay.", "Anton Dahl"),
    ],
)
def test_the_one_person_introduced_answers(told: str, answers: str | None) -> None:
    """Not who wrote the story, in a line of at most twelve words and marks, nor a place; one name may end its line."""
    assert speakers(f"{told}\nQ: Will you build it?\nA: We will build it.\nQ: When?\nA: Soon.") == [None, answers] * 2


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("Kari Olsen: We build.\nAnton Dahl: When?\nKari Olsen: Soon, said Anton Dahl and Kari Olsen.", 3),
        ("Olsen: no bridge this year\nDAHL: We build it.\nOLSEN: When?\nDAHL: Soon, Olsen, soon. Dahl knows.", 3),
        ("It was Olsen who came.\nOLSEN: We build it.\nOLSEN: It will be soon.\nOLSEN: It will be green.", 0),
        ("It was Olsen who came.\nOLSEN: We build it.\nDAHL: Will it be soon?\nOLSEN: It will be green.", 3),
    ],
)
def test_turns_take_two(text: str, turns: int) -> None:
    """A label that is written as all others are is no headline above them, and one label alone holds no talk."""
    assert len(speakers(text)) == turns


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("“We build it,” said a nurse. “And very soon,” she said.", "a nurse"),
        ("The nurse shook her head:\n“We are all tired,” she said.", "the nurse"),
        ("The nurse wept\n“We are all tired,” she said.", "the nurse"),
        ("The nurse manager wept in the hall. “We are tired,” she said.", "the nurse manager"),
        ("Her daughter, Kari Olsen, came late. “We are tired,” she said.", "Kari Olsen"),
        (
            "“We build it,” said a spokesman for the port. Snow fell. “Soon,” the spokesman said.",
            "a spokesman for the port",
        ),
        ("“We build it,”\nsaid Mayor Olsen of Vik. The rain fell on Eva Dahl. “It is late,” she said.", "Olsen"),
        ("A doctor told Eva Lund. It is very late, noted van Dahl. “We will build it,” she said.", "van Dahl"),
    ],
)
def test_who_is_described_may_be_he_or_she(text: str, last: str) -> None:
    """By the whole description, and not where a name stands beside it; nobody else, who spoke first."""
    assert speakers(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "Eva Dahl came late. Kari Olsen was there. “She is very good,” she said of Kari Olsen.",
        "The rain fell on Eva Dahl. The doors closed on a Kari Olsen aide. “It is late,” she said.",
    ],
)
def test_she_is_not_who_is_only_told_of(text: str) -> None:
    """Of whom something is said does not say it, nor whose aide one is; who is clearly meant by `she` is a woman."""
    (found,) = find_quotes(text)
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.gender) == ("Eva Dahl", Gender.FEMALE)


def test_who_spoke_last_is_remembered_late_in_a_story() -> None:
    """As well as at its head."""
    text = "“We build it,” Anton Dahl said. It rained. Snow fell. When Per Lund came, it was night. “Soon,” he said."
    rain = "It rained again.\n" * 8
    assert [q.confidence for q in find_quotes(rain + text)] == [q.confidence for q in find_quotes(text)]


def test_who_spoke_last_is_less_likely_to_go_on_once_somebody_else_spoke() -> None:
    """Even in the very next sentence, and whoever that was."""
    text = (
        "“We build,” Anton Lie said. Eva Lund {}. It rained. Snow fell. When Per Lund came, it was dark. “No,” he said."
    )
    after_words, after_tears = (find_quotes(text.format(did))[-1] for did in ("said it was late", "wept at night"))
    assert after_words.speaker == after_tears.speaker
    assert after_words.confidence < after_tears.confidence


def test_a_bystander_does_not_come_between() -> None:
    """`The bell rang and the nurse` is no description of anybody."""
    (found,) = find_quotes("Kari Olsen came late. The bell rang and the nurse wept. “We are tired,” she said.")
    (alone,) = find_quotes("Kari Olsen came late. The bell rang and it was night. “We are tired,” she said.")
    assert found.speaker is not None
    assert found.speaker == alone.speaker
    assert found.confidence == alone.confidence


def test_a_description_of_several_is_a_guess() -> None:
    """Which of two spokesmen speaks further on, nobody knows."""
    one = "“We build it,” said a spokesman for the port. “Never,” {}. “Soon,” the spokesman said."
    several = find_quotes(one.format("said a spokesman for the town"))[-1]
    alone = find_quotes(one.format("said Kari Olsen"))[-1]
    assert several.confidence < 0.5 < alone.confidence


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("The Vik Council met on Monday.\n“We will build it,” the statement said.", "Vik Council"),
        ("The Vik Council met.\nIt rained.\n“We will build it,” the statement said.", "the statement"),
        ("The Vik Council met on Monday. “We will build it,” the statement said.", "Vik Council"),
        ("Kari Olsen issued a statement on Monday. “We will build it,” the statement said.", "Kari Olsen"),
        ("Kari Olsen came on Monday. “We will build it,” the statement said.", "the statement"),
    ],
)
def test_a_statement_is_that_of_the_last_subject(text: str, issuer: str) -> None:
    """Of a body named no further above than the paragraph before, or of somebody who is told to make a statement."""
    assert speakers(text) == [issuer]


def test_it_is_the_body_that_has_just_spoken() -> None:
    """However late in the story."""
    rain = "It rained. Snow fell. The sea rose. A storm came.\n"
    words = "“We will build it,” the Vik Council said. “It is the right time,” it said."
    assert speakers(rain + words) == speakers(words) == ["Vik Council"] * 2


def test_a_pronoun_is_no_surer_than_the_one_before() -> None:
    """Who is only guessed to have spoken goes on speaking by no more than that guess."""
    first, second = find_quotes("It rained. Anton Dahl met Per Lund. “We build,” he said. It rained. “Soon,” he said.")
    assert first.speaker == second.speaker
    assert 0 < second.confidence <= first.confidence


@pytest.mark.parametrize(("lead", "guessed"), [(-0.01, True), (0.0, False), (0.01, False)])
def test_who_is_behind_nobody_is_more_than_guessed(lead: float, *, guessed: bool) -> None:
    """Below 0 it is a guess."""
    assert (pronoun_right(lead) == GUESS) is guessed


@pytest.mark.parametrize(
    ("text", "described", "name"),
    [
        ("Kari Olsen, the old mayor, came. Two mayors met.", "the old mayor", "the old mayor"),
        ("Kari Olsen, the old mayor, came. Two bakers met.", "the old mayor", "Kari Olsen"),
        ("Mayor Kari Olsen came. Anton Dahl was once a mayor, too.", "the mayor", "the mayor"),
        ("After a storm, mayor Kari Olsen came.", "the mayor", "Kari Olsen"),
        ("Mayor Kari Olsen took a B road.", "the mayor", "Kari Olsen"),
    ],
)
def test_another_one_is_told_as_far_as_the_first_mark(text: str, described: str, name: str) -> None:
    """`A mayor,` is another mayor, and `a storm, mayor` is not."""
    (found,) = quotes_by_name(f"{text} “We will build it,” {described} said.")
    assert found.speaker is not None
    assert found.speaker.name == name


@pytest.mark.parametrize(("gender", "meant"), [(Gender.FEMALE, True), (None, True), (Gender.MALE, False)])
def test_a_description_contradicts_no_gender(gender: Gender | None, *, meant: bool) -> None:
    """`The spokeswoman` is no man, whatever is told of him."""
    somebody = Entity("Ossa Lund", role="spokeswoman", gender=gender)
    roles = Roles([somebody], [], "")
    assert roles.bearer("the spokeswoman") == (somebody if meant else None)


@pytest.mark.parametrize(
    ("said", "credited"),
    [
        ("We will build it, Kari Olsen said.", True),
        ("We will build it, Kari Olsen said", True),
        ("We will build it, said Kari Olsen.", True),
        (", Kari Olsen said.", True),
        ("We will build it, Kari Olsen said so.", False),
        ("Kari Olsen said. We will build it,", False),
        ("We will build it, say the bakers.", False),
        ("We will build it soon.", False),
    ],
)
def test_an_open_quotation_holds_its_own_credit(said: str, *, credited: bool) -> None:
    """A comma, a name and a past of saying at the end of a sentence, as a reporter writes."""
    assert credits_itself(tokens_of(said, Line(0, len(said)))) is credited


def test_an_open_quotation_that_somebody_else_is_credited_with_does_not_run_on() -> None:
    """What the bakers say belongs to whoever passes it on."""
    story = "Anton Dahl said: “We will build it.\n“It is too late, {}.\n“I will not listen.”"
    assert speakers(story.format("say the bakers")) == ["Anton Dahl"] * 3
    assert speakers(story.format("Kari Olsen said"))[1:2] != ["Anton Dahl"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘We came in 1905’, he said.", ["We came in 1905"]),
        ("'We came in 1905' was all.", ["We came in 1905"]),
        ("'We came in May', he said.", ["We came in May"]),
        (
            "\"We go home, all of us.\"'We never go home again.' So.",
            ["We go home, all of us.", "We never go home again."],
        ),
        (
            "'We never go home again.'\"We go home, all of us.\" So.",
            ["We never go home again.", "We go home, all of us."],
        ),
        ("“We will build it.\nKari Olsen, Vik” – “So will we all.”", ["We will build it.", "So will we all."]),
        ("“We will build it.\nGo Home, Vik!”", ["We will build it.", "Go Home, Vik!"]),
    ],
)
def test_a_quotation_ends_with_its_mark(text: str, words: list[str]) -> None:
    """Behind a figure, and beside another quotation; a name below is no part of it, and a shout is."""
    assert marked(text) == words


@pytest.mark.parametrize(("nick", "inside"), [("Build It Now", True), ("We Build It Now", False)])
def test_a_nickname_has_three_words(nick: str, *, inside: bool) -> None:
    """Four between two names are something that is said."""
    text = f"Kari “{nick}” Olsen came late."
    assert (without_nicknames(text, find_marked(text, lines_of(text))) == []) is inside


@pytest.mark.parametrize(("said", "length"), [("We will build it", "short"), ("We will all build it", "long")])
def test_four_words_said_twice_are_few(said: str, length: str) -> None:
    """A phrase comes back without being said again."""
    assert twice(said) == f"quoted twice, {length}"


def test_a_last_word_without_a_full_stop_credits_nobody() -> None:
    """Whatever verb it looks like."""
    text = "According to Kari Olsen, “we will build it” if asked"
    assert [q.confidence for q in find_quotes(text)] == [q.confidence for q in find_quotes(f"{text}.")]
