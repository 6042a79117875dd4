"""Promises of `find_quotes` on who is meant: passives, answers, and names that look like other words."""

from __future__ import annotations

import pytest

from briefing.quotes import find_quotes
from tests.speaking import speakers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Vik, a baker, who is old, said: “We are late and cold.”", "a baker"),
        ("From the hills of Vik, an old baker, tired and cold, said: “We are late.”", "an old baker"),
        ("As Kari Olsen, a baker from Vik, put it: “We are late and cold.”", "Kari Olsen"),
    ],
)
def test_a_place_before_somebody_without_a_name_does_not_speak(text: str, name: str) -> None:
    """Where somebody is stands before who is new to the story; a name that is behind no place is the one described."""
    assert speakers(text) == [name]


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


@pytest.mark.parametrize("how", ["phone", "telephone on Monday", "radio", "the summer", "the end of the year", "hand"])
@pytest.mark.parametrize(
    "text", ["“We sail at dawn,” Kari Olsen wrote by {}.", "Kari Olsen wrote by {} that “we sail at dawn.”"]
)
def test_by_tells_how_or_until_when_behind_a_verb_that_its_subject_acts_in(text: str, how: str) -> None:
    """She writes by hand and by the end of the year: neither of them says the words, and she does."""
    assert speakers(text.format(how)) == ["Kari Olsen"]


def test_who_said_something_by_phone_was_the_last_to_speak() -> None:
    """What goes on below is hers, though it tells how she said it."""
    text = "“We sail,” Per Dahl said. Kari Olsen said by phone that all is well.\n“The wind is good and the sea calm.”"
    assert speakers(text) == ["Per Dahl", "Kari Olsen"]


@pytest.mark.parametrize("who", ["Kari Olsen", "critics", "some of the crew", "the crew", "the council", "the mayor"])
@pytest.mark.parametrize("done", ["The plan was described", "A plan described", "Ann Lee, described"])
def test_by_tells_who_does_what_a_passive_tells(who: str, done: str) -> None:
    """With `was` before it or without, as far as what follows can say anything."""
    assert speakers(f"{done} by {who} as “a bad one,” fell.") == [who]


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


CALM = "“We were good,” Coach Anders Bru said.\n\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Karl Lund came in.\n\n“You are fired,” he was told.", []),
        ("Karl Lund came in.\n\n“Are you really sorry for it?” Lund was asked.", []),
        ("Karl Lund came in.\n\n“You must go now,” Lund was told by Ann Rye.", ["Ann Rye"]),
        ("Karl Lund came in.\n\n“You must go now,” Lund has since been told.", []),
    ],
)
def test_who_is_told_something_behind_it_does_not_say_it(text: str, names: list[str]) -> None:
    """A passive after the words gives them to its agent, or to nobody."""
    assert [name for name in speakers(text) if name] == names


@pytest.mark.parametrize(
    "credit",
    [
        "said those who were there",
        "according to those who were there",
        "said 12 of them",
        "we were told",
    ],
)
def test_a_credit_that_is_not_understood_is_nobodys(credit: str) -> None:
    """Words that somebody is credited with behind them do not go to whoever spoke in the paragraph before."""
    assert speakers(f"{CALM}“We were lucky today,” {credit}.") == ["Anders Bru", None]


def test_nobody_goes_on_in_the_next_paragraph() -> None:
    """Whoever it was goes on, and not the one before."""
    text = f"{CALM}“We were lucky today,” said those who were there.\n\n“We thought that the ice would break.”"
    assert "Anders Bru" not in speakers(text)[1:]


@pytest.mark.parametrize("name", ["May Lind", "April Moe", "June Rye", "August Vik", "Per Dahl"])
@pytest.mark.parametrize("credit", ["said {}", "{} said", "according to {}"])
def test_a_given_name_may_be_a_month_or_a_preposition(name: str, credit: str) -> None:
    """Large before a surname, it is a name, wherever the credit stands."""
    assert speakers(f"{CALM}“We were lucky today,” {credit.format(name)}.") == ["Anders Bru", name]


@pytest.mark.parametrize("date", ["In April ", "Since April "])
def test_a_month_of_a_date_is_no_given_name(date: str) -> None:
    """It stands behind a preposition."""
    assert speakers(f"{date}Moe has said: “We were lucky.”") == ["Moe"]


@pytest.mark.parametrize("credit", ["said one of the women", "one of the women said"])
def test_one_of_several_speaks(credit: str) -> None:
    """`One of the women` is somebody, and not the women."""
    assert speakers(f"{CALM}“We were lucky today,” {credit}.") == ["Anders Bru", "one of the women"]


@pytest.mark.parametrize(
    "text",
    [
        "Anders Bru met Tom Ruud. “We are out of it,” Bru quoted Ruud as saying.",
        "Anders Bru met Tom Ruud. Bru quoted Ruud as saying: “We are out of it.”",
        "Anders Bru met Tom Ruud. Bru recalled Ruud saying, “We are out of it.”",
        "Anders Bru met Tom Ruud. “We are out of it,” Ruud was quoted as saying.",
        "Anders Bru met Tom Ruud. Bru quoted Ruud, his trainer, as saying: “We are out of it.”",
        "Anders Bru met Tom Ruud. Ruud was quoted by the paper as saying: “We are out of it.”",
        "“We are out of it,” Tom Ruud, who was told to go, said.",
    ],
)
def test_words_that_are_passed_on_are_those_of_who_is_quoted(text: str) -> None:
    """Whoever quotes somebody does not say the words."""
    assert speakers(text) == ["Tom Ruud"]


@pytest.mark.parametrize(
    "text",
    [
        "Anders Bru came. Bru quoted him as saying, “We are out of it.”",
        "Anders Bru came. Bru quoted him as saying: “We are out of it.”",
        "Anders Bru came. Bru was asked, “Will you win it this year?” and he answered, “We will.”",
    ],
)
def test_who_hears_words_or_passes_them_on_does_not_say_them(text: str) -> None:
    """Where it is not told whose they are, they are nobody's."""
    assert speakers(text)[0] is None


ASKED = "Helen Voss met Karl Lund.\n\n“Where were you at nine?” Voss asked.\n\n“I was at home,” Lund said.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{ASKED}“Were you alone at that time?”\n\n“My wife was there.”",
        f"{ASKED}“I do not believe you.”\n\n“My wife was there.”",
        f"{ASKED}“I do not believe you.” “My wife was there.”",
        "“Did you take it?” Holt asked. “No.” “Are you sure?” “Yes.”",
        "“Did you take it?” Holt asked.\n\n“No, I did not.”",
        "“Were you alone?”\n\n“My wife was there,” Lund said.",
    ],
)
def test_a_question_and_its_answer_have_two_speakers(text: str) -> None:
    """In a dialogue without credits nobody has words that the other may have said."""
    credited = [name for name in speakers(text) if name]
    assert len(credited) == text.count("asked") + text.count("said")


def test_who_asks_in_the_middle_of_a_speech_goes_on() -> None:
    """A credit inside a quotation holds for both halves, and a question inside one for nothing."""
    assert speakers("“Why not?” Ann Lee asked. “It is late.”") == ["Ann Lee", "Ann Lee"]
    text = "“We sail,” Ann Lee said.\n\n“Who will stop us? Nobody will, and nobody can.”"
    assert speakers(text) == ["Ann Lee", "Ann Lee"]


@pytest.mark.parametrize("credit", ["said Per Lie, a baker", "Per Lie said"])
def test_a_mark_that_is_missing_gives_nobodys_words_to_the_next(credit: str) -> None:
    """An open quotation with its own credit in it does not run on into the next paragraph, nor from the one before."""
    text = f"{CALM}“I will go tomorrow, {credit}. Nobody believed him.\n\n“I will stay,” said Jon Moe."
    assert speakers(text) == ["Anders Bru", None, "Jon Moe"]


@pytest.mark.parametrize("end", ["\n\n", " "])
def test_a_quotation_over_several_paragraphs_has_one_voice(end: str) -> None:
    """Its parts have one speaker, and none is surer than another, or the reporter would read half of it."""
    led = "The rector of Hval College, Tove Lie, issued the following statement:"
    first, second = find_quotes(
        f"{led}{end}“We are sorry for what happened.\n\n“It will not happen again at our college.”"
    )
    assert first.speaker == second.speaker
    assert first.speaker is not None
    assert first.speaker.name == "Tove Lie"
    assert first.confidence == second.confidence


def test_who_ends_a_quotation_has_begun_it() -> None:
    """A credit at its end holds for all of its paragraphs, and whoever spoke before has none of them."""
    text = f"{CALM}“I will go home now.\n\n“I like it there.\n\n“And I will stay,” said Jon Moe."
    assert speakers(text) == ["Anders Bru", "Jon Moe", "Jon Moe", "Jon Moe"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a spokesman for the union", "a spokesman for Hval Buses"),
        ("a woman who lives nearby", "a woman from Hval"),
        ("a member of the crew", "a member of the board"),
        ("one of the women", "another"),
    ],
)
@pytest.mark.parametrize("credit", ["said {}", "{} said", "{} told reporters on Monday"])
def test_two_without_a_name_are_told_apart(one: str, other: str, credit: str) -> None:
    """What follows the noun belongs to who it is: opponents never share a voice."""
    text = f"“It was loud,” {credit.format(one)}.\n\n“It was not,” {credit.format(other)}."
    assert speakers(text) == [one, other]


def test_the_only_spokesman_is_the_spokesman_further_on() -> None:
    """A shorter description is his who is the only one of that kind; of two, nobody knows which."""
    first = "“Our offer is fair,” a spokesman for Hval Buses said.\n\n"
    second = "“It is an insult,” a spokesman for the union said.\n\n"
    last = "“We will wait and see,” the spokesman said."
    assert speakers(first + last) == ["a spokesman for Hval Buses"] * 2
    assert find_quotes(first + second + last)[-1].confidence <= 0.5


@pytest.mark.parametrize("pronoun", ["it", "they", "we", "you"])
def test_a_pronoun_that_means_nobody_in_particular_is_a_guess(pronoun: str) -> None:
    """Nobody has a voice as `it`."""
    text = f"The dockers' union attacked the plan.\n\n“It is a trick of theirs,” {pronoun} said in a statement."
    assert all(quote.confidence <= 0.5 for quote in find_quotes(text))


@pytest.mark.parametrize("credit", ["called Jon Moe", "began Jon Moe", "said Jon Moe"])
def test_any_verb_that_credits_may_stand_before_its_subject(credit: str) -> None:
    """Behind words that end in a comma, it credits whoever follows it."""
    assert speakers(f"{CALM}“Wait for me there,” {credit}.") == ["Anders Bru", "Jon Moe"]


def test_an_answer_that_comes_is_not_his_who_spoke_before() -> None:
    """A sentence that goes on with a verb says where the words came from, in whatever way."""
    assert "Anders Bru" not in speakers(f"{CALM}“We were not lucky,” came the answer from the hall.")[1:]


def test_a_month_may_be_a_surname() -> None:
    """With no date about it, May is who speaks."""
    assert speakers(f"{CALM}“We were lucky,” said Prime Minister Eva May.") == ["Anders Bru", "Eva May"]
    assert speakers(f"{CALM}“We were lucky,” said Eva Lind May 5.") == ["Anders Bru", "Eva Lind"]


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


@pytest.mark.parametrize("name", ["Sean O’Brien", "Sean O'Brien", "Sean Smith-O’Brien"])
def test_a_label_is_known_by_the_last_word_of_a_name_whatever_mark_is_in_it(name: str) -> None:
    """A transcript may be typed with another apostrophe than the story above it."""
    text = f"{name} met the press.\nO’BRIEN: We build.\nREPORTER: When?\nO’BRIEN: In May."
    assert len(speakers(text)) == 3


@pytest.mark.parametrize("told", ["The nurse wept.", "The nurse wept in the hall.", "The nurse slept when he came."])
def test_whoever_does_something_is_somebody_whatever_the_verb(told: str) -> None:
    """No list of verbs says that a nurse may be she: she is what a sentence without another verb is about."""
    assert speakers(f"{told} “I had no idea,” she said.") == ["the nurse"]


def test_what_belongs_to_somebody_is_not_somebody() -> None:
    """A shortage of nurses is no nurse: its sentence has another verb."""
    assert speakers("The nurse shortage got worse. “I had no idea,” she said.") == ["she"]


@pytest.mark.parametrize(
    "asked", ["Voss asked: “Where were you?”", "Voss asked, “Where were you?”", "Voss: “Go home!”"]
)
def test_what_is_led_in_is_not_said_by_who_comes_next(asked: str) -> None:
    """A question or a shout ends its sentence; the next one begins with who answers."""
    assert speakers(f"Helen Voss met Karl Lund. {asked} Lund replied: “At home.”") == ["Helen Voss", "Karl Lund"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anders Bru, flanked by his wife, Karin Bru, said it was “late and cold.”", "Anders Bru"),
        ("Anders Bru, in a letter to his brother, Karl Bru, said it was “late and cold.”", "Anders Bru"),
        ("Anders Bru, from Ossa University, who came late, said it was “late and cold.”", "Anders Bru"),
        ("Anders Bru, a friend of Karl Lund, who came late, said it was “late and cold.”", "Anders Bru"),
        ("In Vik, the author of the report, Karin Lund, said it was “late and cold.”", "Karin Lund"),
        ("In a speech to the union, its leader, Karin Lund, said it was “late and cold.”", "Karin Lund"),
    ],
)
def test_who_stands_behind_a_preposition_does_not_speak(text: str, name: str) -> None:
    """Though that one's name is the last before the verb."""
    assert speakers(text) == [name]


def test_a_new_sentence_behind_a_quotation_has_a_label_of_its_own() -> None:
    """Though its first word may be none that is a name elsewhere in the story."""
    text = "Ossa manager Viv Castle: “We were poor and late.” Vik boss Jon Ek: “We were worse than that.”"
    assert speakers(text)[-1] == "Jon Ek"
