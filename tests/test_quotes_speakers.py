"""Promises of `find_quotes` on who is meant: passives, answers, and names that look like other words."""

from __future__ import annotations

import pytest

from briefing.quotes import find_quotes


def speakers(text: str) -> list[str | None]:
    """The name of each quotation's speaker."""
    return [q.speaker.name if q.speaker else None for q in find_quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kari Olsen was told, “You must go now, and never come back.”",
        "Kari Olsen had been asked, “Will you build the bridge this year?”",
        "Kari Olsen was later reminded, “You must build the bridge.”",
    ],
)
def test_who_is_told_something_does_not_say_it(text: str) -> None:
    """The subject of a passive hears the words."""
    assert speakers(text) == [None]


def test_who_is_quoted_says_it() -> None:
    """A passive of quoting keeps its subject."""
    assert speakers("Kari Olsen was quoted as saying, “We will build the bridge.”") == ["Kari Olsen"]


def test_the_agent_behind_a_passive_speaks() -> None:
    """`Called “…” by NAME` are the words of NAME."""
    assert speakers("The bridge was described as “a gift to the valley” by Anton Dahl.") == ["Anton Dahl"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We will build the bridge,” Eva May said. “We must,” May added.", "Eva May"),
        ("Olaf Will came. “We will build the bridge,” Will wrote.", "Olaf Will"),
    ],
)
def test_a_name_may_be_a_month_or_a_verb(text: str, name: str) -> None:
    """May and Will are people where they stand as people do."""
    assert set(speakers(text)) == {name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We will build the bridge,” the ruling said.", "the ruling"),
        ("“We will build the bridge,” said the ruling.", "the ruling"),
        ("Kari Olsen deflected numerous questions before saying, “We will build the bridge.”", "Kari Olsen"),
        ("The board said no more, with spokesman Anton Dahl saying, “We will build the bridge.”", "Anton Dahl"),
        ("“We will build the bridge,” Kari Olsen thundered.", "Kari Olsen"),
        ("“We will build the bridge,” Kari Olsen parried.", "Kari Olsen"),
        ("As Kari Olsen, author of “The Long Bridge,” put it, “We will build the bridge.”", "Kari Olsen"),
        ("“We will build the bridge.”\n\n— Kari Olsen, mayor of Vik.", "Kari Olsen"),
        ("“We will build the bridge.”\n\n-Mayor Kari Olsen, writing to the council", "Kari Olsen"),
        ("When a man in the hall shouted, “Go home, all of you,” Kari Olsen laughed.", "a man"),
    ],
)
def test_who_speaks_is_a_whole_phrase_in_its_place(text: str, name: str) -> None:
    """No lone article or adjective speaks; any verb credits behind a comma; a scene that is set credits its own."""
    assert speakers(text) == [name]


@pytest.mark.parametrize("work", ["Teacher", "Shopkeeper", "Nurse", "Former firefighter"])
def test_what_somebody_does_is_no_part_of_the_name(work: str) -> None:
    """An occupation at the head of a sentence has a large letter and names nobody."""
    text = f"{work} Kari Olsen came late.\n“We will build the bridge,” Olsen said."
    assert speakers(text) == ["Kari Olsen"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "“We build,” Kari Olsen told Anton Dahl. “Good,” he replied.",
            ["Kari Olsen", "Anton Dahl"],
        ),
        (
            "“We build,” said Kari Olsen, a teacher at Vik School. Anton Dahl, her pupil, disagreed. “Never,” he said.",
            ["Kari Olsen", "Anton Dahl"],
        ),
        (
            "Kari Olsen met Anton Dahl. She rode with him for hours. He saw the bridge. “It was green,” she said.",
            ["Kari Olsen"],
        ),
        (
            "“We build,” said Anton Dahl.\nNothing changes, noted Vik Radio's Joren Lund.\n“They come late,” he wrote.",
            ["Anton Dahl", "Joren Lund"],
        ),
    ],
)
def test_a_pronoun_follows_what_is_done(text: str, names: list[str]) -> None:
    """Whoever answers is not who asked; who said something since, quoted or not, is who goes on."""
    assert speakers(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "In her first memoir, “The Long Winter,” Kari Olsen wrote about the bridge.",
        "Kari Olsen said on CNN’s “Good Morning Boats” that she would build.",
        "Anton Dahl, who wrote the novel “A Bridge Too Short,” came late.",
    ],
)
def test_the_title_of_a_work_is_in_nobodys_mouth(text: str) -> None:
    """A title after its kind of work, or after a broadcaster's name, is no speech."""
    assert speakers(text) == []


def test_a_title_does_not_silence_what_its_author_says() -> None:
    """Words led in by a verb are speech, however they are written."""
    assert speakers("The host said: “Never Again.”") == ["the host"]


def test_a_headline_with_a_name_and_a_colon_is_no_turn_of_a_transcript() -> None:
    """Where turns are labelled in capitals, a name that is not and comes once labels none."""
    text = "Olsen: No Bridge This Year\nOLSEN: We wait.\nREPORTER: Why?\nOLSEN: It is late."
    assert speakers(text) == ["Olsen", "reporter", "Olsen"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“Stay,” said Mr. Lee.\nHis daughter shook her head. “I will go,” she said.", ["Lee", "his daughter"]),
        ("“Stay,” said Mr. Lee.\nThe nurse shook her head. “I will go,” she said.", ["Lee", "the nurse"]),
        ("“Stay,” said Kim Vik.\nThe nurse shook her head. “I will go,” she said.", ["Kim Vik", "the nurse"]),
        (
            "“We sang,” said Mary Dahl, 90.\nHer grandson told her to hush. “That is the radio,” he said.",
            ["Mary Dahl", "her grandson"],
        ),
        ("The judge told Mr. Vik to sit. “Sit down,” he said.", ["the judge"]),
        ("Ida Rye wept as her lawyer, Ben Dahl, spoke for her. “She is sorry,” he said.", ["Ben Dahl"]),
        ("Mayor Kari Olsen met Eva Rye. “Hi there,” said the mayor.\n“We go,” she said.", ["the mayor", "Kari Olsen"]),
        (
            "“We sail,” said Eva Rye.\n“Today?” a passenger asked.\n“Yes,” she said.",
            ["Eva Rye", "a passenger", "Eva Rye"],
        ),
    ],
)
def test_he_or_she_may_be_somebody_without_a_name(text: str, names: list[str]) -> None:
    """Who is described at the head of a sentence may be meant as well as who is named."""
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr. Lee met Mrs. Vik. “I am sorry,” he said.\n“You should be,” she said.", ["Lee", "Vik"]),
        ("Judge Ann Olsen spoke to Mr. Vik. “Sit down,” she said.\n“I will not,” he said.", ["Ann Olsen", "Vik"]),
        ("Anna Rye told her son, Ben Rye, to wait. “Wait,” she said.\n“No,” he said.", ["Anna Rye", "Ben Rye"]),
        ("“We sail,” said Ann Olsen.\n“We stay,” he said.", ["Ann Olsen", "he"]),
    ],
)
def test_nobody_is_he_and_she(text: str, names: list[str]) -> None:
    """A title, a kinship, a pronoun before or a given name bars the other pronoun; if nobody is left, it is nobody."""
    assert speakers(text) == names


def test_he_who_is_nobody_is_left_to_the_reporter() -> None:
    """A pronoun without anybody to mean is no more than a guess."""
    assert find_quotes("The rain fell all night. “We go home now,” he said.")[0].confidence <= 0.5


def test_a_given_name_misleads_where_the_story_says_so() -> None:
    """What the story itself tells goes before what most people of that name are."""
    told = "Ashley Dahl said he was late. Ashley Dahl said he was sorry."
    assert speakers(f"{told} “We sail,” he said.") == ["Ashley Dahl"]


@pytest.mark.parametrize(
    "told",
    [
        "The ferry is old, said Ann Lee.",
        "Nobody spoke, said Ann Lee.",
        "The ferry is old, said Ann Lee on Monday.",
        "The ferry is old, said Ann Lee, who sails it.",
        "Ann Lee, the pilot, said Kari Olsen, the mayor, was late.",
    ],
)
def test_a_statement_without_marks_is_credited_by_what_follows_it(told: str) -> None:
    """Who stands behind `said` goes on speaking, not who the statement is about."""
    assert speakers(f"{told} “We sail at dawn.”") == speakers(f"{told}\n“We sail at dawn.”") == ["Ann Lee"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor spoke last night.\nClaim: It cost nine.\nFact: It cost seven.\nClaim: Nobody came.\nFact: All did.",
        "The mayor spoke last night.\nCLAIM: It cost nine.\nFACT: It cost seven.\nCLAIM: No one was asked.",
        "Vikstad beat Lomma.\nVikstad: Moe, Lind.\nGoals: Moe 12, Lind 40.\nLomma: Berg, Holm.\nGoals: Berg 60.",
    ],
)
def test_labels_that_name_nobody_make_no_transcript(text: str) -> None:
    """Claims, facts and goals come back as the names of a transcript do, and nobody says them."""
    assert speakers(text) == []


def test_a_transcript_in_capitals_needs_one_name_that_the_story_has() -> None:
    """Whoever asks is often named nowhere else."""
    text = "Kari Olsen met the press.\nWALLIN: When?\nOLSEN: In May.\nWALLIN: And then?"
    assert speakers(text) == ["WALLIN", "Kari Olsen", "WALLIN"]


@pytest.mark.parametrize("told", ["The nurse wept.", "The nurse wept in the hall.", "The nurse slept when he came."])
def test_whoever_does_something_is_somebody_whatever_the_verb(told: str) -> None:
    """No list of verbs says that a nurse may be she: she is what a sentence without another verb is about."""
    assert speakers(f"{told} “I had no idea,” she said.") == ["the nurse"]


def test_what_belongs_to_somebody_is_not_somebody() -> None:
    """A shortage of nurses is no nurse: its sentence has another verb."""
    assert speakers("The nurse shortage got worse. “I had no idea,” she said.") == ["she"]
