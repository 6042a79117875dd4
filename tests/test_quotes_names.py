"""Promises of `find_quotes` on names: several people of one surname, and one person under several names."""

from __future__ import annotations

import pytest

from briefing.model import Gender, Quote
from briefing.quotes import find_quotes
from briefing.quotes.marks import find_marked, lines_of
from briefing.quotes.names import namings_of
from briefing.quotes.nicknames import without_nicknames
from briefing.quotes.register import Register
from briefing.quotes.tokens import tokens_of
from briefing.settings import QuoteSettings
from tests.speaking import speakers


def named(quote: Quote) -> str | None:
    """The name of a quotation's speaker."""
    return quote.speaker.name if quote.speaker else None


def last(text: str) -> str | None:
    """The name of the last quotation's speaker."""
    return named(find_quotes(text)[-1])


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        (
            (
                "Baker Per Dahl came late. “We ran,” said Dahl, 71.\n"
                "His wife, Ines Dahl, stood beside him. “He did,” Mrs. Dahl said."
            ),
            "Ines Dahl",
            Gender.FEMALE,
        ),
        ("Mr. Per Dahl came late. “We ran,” said Dahl.\n“He did,” Mrs. Dahl said.", "Mrs. Dahl", Gender.FEMALE),
        ("Peter Dahl came late. “We ran,” said Dahl.\n“He did,” Mrs. Dahl said.", "Mrs. Dahl", Gender.FEMALE),
    ],
)
def test_a_title_never_joins_somebody_of_the_other_sex(text: str, name: str, gender: Gender) -> None:
    """`Mrs.` is the woman of that surname, or else somebody whom the story has not named before."""
    first, second = find_quotes(text)
    assert (named(second), second.speaker and second.speaker.gender) == (name, gender)
    assert first.speaker
    assert first.speaker.gender is not gender


def test_two_of_one_bare_surname_go_by_their_titles() -> None:
    """One name has one voice, so Mr. and Mrs. Dahl have two names."""
    quotes = find_quotes("“We sail,” said Mr. Dahl.\n“We stay,” said Mrs. Dahl.")
    assert [named(quote) for quote in quotes] == ["Dahl", "Mrs. Dahl"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            (
                "“Not once,” said Karen Dahl, who has three children at the school.\nTeacher Ann Dahl came. "
                "“I heard it,” she said.\n“Then who did?” asked Dahl, the teacher."
            ),
            "Ann Dahl",
        ),
        (
            (
                "Ben Rye met Ann Dahl, a nurse, and Eva Dahl, a cook. “I ran,” said Eva Dahl.\n"
                "“So did I,” said Dahl, the nurse."
            ),
            "Ann Dahl",
        ),
    ],
)
def test_of_one_surname_the_one_with_the_stated_role_speaks(text: str, name: str) -> None:
    """What is printed beside a bare surname tells which of several is meant."""
    assert last(text) == name


def test_a_bare_surname_is_who_was_named_last_and_only_a_guess_where_both_are() -> None:
    """Two people of one surname are not told apart by counting alone."""
    told = "Per Dahl keeps the inn. “We stay,” Per Dahl said.\n"
    assert last(told + "Lena Dahl poured the tea. “We do,” said Dahl.") == "Lena Dahl"
    assert find_quotes(told + "Per Dahl met Lena Dahl. “We do,” said Dahl.")[-1].confidence <= 0.5


def test_a_lone_given_name_is_its_only_bearer() -> None:
    """One person under two names is one person, and with two bearers nobody is taken for another."""
    told = "Tom Rye kept the lamp. “It was me,” said Rye.\n"
    assert last(told + "“He did,” Tom said.") == "Tom Rye"
    assert last("Tom Dahl came, too. " + told + "“He did,” Tom said.") == "Tom"


@pytest.mark.parametrize("name", ["William “Bill” Dahl", 'R. J. "Bud" Dahl'])
def test_a_nickname_belongs_to_the_name(name: str) -> None:
    """What stands in quotation marks inside a name is no quotation."""
    quotes = find_quotes(f"{name} runs the shop. “Come in,” Dahl said.\n“We close at six,” said {name}.")
    joined = name.translate({ord(mark): "" for mark in '“”"'})
    assert [named(quote) for quote in quotes] == [joined, joined]


@pytest.mark.parametrize("text", ["Kari Olsen told Dahl “No” Monday.", "He shouted “Fire” Dahl said."])
def test_a_word_between_other_large_words_is_no_nickname(text: str) -> None:
    """Only names on both sides make it one."""
    marked = find_marked(text, lines_of(text))
    assert without_nicknames(text, marked) == list(marked)


@pytest.mark.parametrize("office", ["Mayor of Ossa Bay", "Secretary of State", "Speaker of the House"])
def test_the_place_of_an_office_is_no_part_of_a_name(office: str) -> None:
    """A given name tells where the place ends and the person begins."""
    quote = find_quotes(f"“We sail at dawn,” said {office} Ann Lee.")[0]
    assert quote.speaker
    assert (quote.speaker.name, quote.speaker.role) == ("Ann Lee", office)


FATHER = "Carl Rood kept the lighthouse.\n“He knew every ship,” said his son, Martin Rood."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{FATHER}\nRood kept a diary. “Fog again,” Rood wrote.", ["Martin Rood", "Carl Rood"]),
        (f"{FATHER} “I miss him,” Rood added.", ["Martin Rood", "Martin Rood"]),
        (f"{FATHER}\nRood rowed home. “Fog again,” he said.", ["Martin Rood", "Carl Rood"]),
        ("Carl Rood came. His wife of ten years, Eva Rood, sang.\n“We dug,” Rood said.", ["Carl Rood"]),
        ("Carl Rood came. Eva Rood, 60, his eldest sister, sang.\n“We dug,” Rood said.", ["Carl Rood"]),
        ("Carl Rood came with brother Ola Rood.\n“We dug,” Rood said.", ["Carl Rood"]),
        ("Mayor Rood came. His wife, Eva Rood, sang.\n“We dug,” Rood said.", ["Rood"]),
        ("Ola Rye sat.\nRye’s wife, Tove Rye, wept.\nRye rose. “I dug,” he said.", ["Ola Rye"]),
        ("Ada Moe died.\n“She ran,” said her daughter, Kari Rood.\n“She won,” Rood said.", ["Kari Rood", "Kari Rood"]),
        (
            "Martin Rood mills.\n“We grind,” said his father, Carl Rood.\n“I nap,” Rood said.",
            ["Carl Rood", "Martin Rood"],
        ),
        ("Ida Rood wrote.\nHer daughter, Eva Rood, reads.\n“Write first,” said Mrs. Rood.", ["Ida Rood"]),
        ("Ida Rood wrote. Eva Rood, wife of Carl Moe, reads.\n“I write,” said Rood.", ["Ida Rood"]),
        ("Carl Rood, his wife, Eva Rood, and a dog came.\n“We dug,” said Rood.", ["Carl Rood"]),
    ],
)
def test_a_relative_bears_the_bare_surname_only_in_its_own_paragraph(text: str, names: list[str]) -> None:
    """Who is introduced as somebody's son or wife does not take the surname from whom the story is about."""
    quotes = find_quotes(text)
    assert [named(quote) for quote in quotes] == names
    assert all(quote.confidence >= QuoteSettings().threshold for quote in quotes)


def test_a_number_that_is_no_age_makes_nobody_a_relative() -> None:
    """An age stands between two commas: `baked 30, his wife, …` tells nothing of who baked."""
    (quote,) = find_quotes("Carl Rood baked 30, his wife, who sings, baked 12. “It was hot,” he said.")
    assert (named(quote), quote.speaker and quote.speaker.gender) == ("Carl Rood", Gender.MALE)


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        ("Mayor Carl Rood came. Anna Rood, a nurse, sang.\n“We dug,” Rood said.", "Anna Rood", False),
        ("Mayor Carl Rood came.\nAnna Rood, a nurse, sang.\n“We dug,” Rood said.", "Anna Rood", False),
        ("Mayor Carl Rood came.\n“We dug,” Rood said.\nAnna Rood, a nurse, sang.", "Carl Rood", True),
        ("Carl Rood came. Rood dug. Rood sang.\nAnna Rood wept.\n“We dug,” Rood said.", "Anna Rood", False),
        ("Carl Rood came. Rood dug. Rood sang.\nAnna Rood wept.\nIt rained.\n“We dug,” Rood said.", "Carl Rood", True),
    ],
)
def test_a_surname_of_two_is_in_doubt_unless_one_is_named_far_more_often(text: str, name: str, sure: bool) -> None:
    """Who comes in later is nobody yet; near a full name counting tells nobody; far from any it is the main one."""
    quote = find_quotes(text)[-1]
    assert (named(quote), quote.confidence >= QuoteSettings().threshold) == (name, sure)


def test_he_is_in_doubt_where_the_name_before_him_is() -> None:
    """A surname of two people tells no more through a pronoun than by itself."""
    text = "Mayor Carl Rood came. Ole Rood, a nurse, sang.\nRood looked down. “I am sorry,” he said."
    assert find_quotes(text)[-1].confidence < QuoteSettings().threshold


@pytest.mark.parametrize(
    "text",
    [
        "Afterwards, the manager of the mill thanked us all. “I could not ask for more,” he said.",
        "Downstairs, a baker who had seen it all shook his head. “It was the wiring,” he said.",
        "Yesterday, a clerk found a box. “It was under the stairs,” he said.",
        "Downstairs his neighbour was asleep. “It was the wiring,” he said.",
        "Verdict: “The mill is to blame for all of it.”",
        "Lesson learned: “Never trust a ladder that creaks.”",
        "Quote of the day: “It rained, and then it rained some more.”",
    ],
)
def test_a_word_that_is_large_at_the_head_of_a_sentence_alone_is_nobody(text: str) -> None:
    """Nothing else in these stories says that it is a name, so nobody is heard under it."""
    first = text.replace(":", " ").replace(",", " ").split()[0]
    assert all(first.lower() not in (named(q) or "").lower() for q in find_quotes(text))


@pytest.mark.parametrize(
    "text", ["“It rained,” Per Dahl said. {}", "Per Dahl said it rained. {}", "{}\n“It rained,” Per Dahl said."]
)
def test_a_label_that_names_nobody_leaves_its_words_to_nobody_else(text: str) -> None:
    """Whoever speaks before or after it, the reporter reads them."""
    story = text.format("Verdict: “The mill is to blame for all of it.”")
    assert [named(q) for q in find_quotes(story) if story[q.start :].startswith("The mill")] in ([None], [])


def test_an_adverb_before_a_comma_takes_no_words_from_a_person() -> None:
    """The mother speaks, and not whatever stood at the head of the sentence before."""
    told = "Outside, his lawyer, Simon Aker, read it to the press. His mother, Gro Brekke, wept."
    assert last(f"{told} “We always knew,” she said.") == "Gro Brekke"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Olsen said, “We will build the bridge.”", "Olsen"),
        ("Olsen, the mayor, was glad. “We will build the bridge,” Olsen said.", "Olsen"),
        ("Maja, 9, swims. “I swim far,” said Maja.", "Maja"),
        ("Ola Olsen was glad.\nOlsen: “We will build the bridge.”", "Ola Olsen"),
        ("“It was Olsen,” Per Dahl said.\nOlsen, for his part, laughed: “I built the bridge.”", "Olsen"),
        ("Ingvild scored twice. “I ran,” she said.", "Ingvild"),
        ("Norhaven council said, “We will build the bridge.”", "Norhaven council"),
        ("Officials said, “We will build the bridge.”", "officials"),
        ("Police said, “We will close the road.”", "police"),
    ],
)
def test_a_capital_is_a_name_where_more_than_its_place_says_so(text: str, name: str) -> None:
    """It says something, or is large inside a sentence, too; officials and the police have no name and start small."""
    assert last(text) == name


@pytest.mark.parametrize("name", ["Christian Lie", "German Ruiz", "English Moe", "An Nguyen", "So Tanaka", "Even Lie"])
@pytest.mark.parametrize("text", ["“We won,” said {}, the captain.", "“We won,” {} said."])
def test_a_given_name_that_is_a_small_word_too_is_kept(name: str, text: str) -> None:
    """Tomorrow's other Lie is somebody else and must not get this one's voice."""
    assert last(text.format(name)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Russian Olsen is glad. “We won,” said the Russian Olsen.", "Olsen"),
        ("Kari Olsen is glad. “We won,” said Republican Olsen.", "Kari Olsen"),
        ("Kari Olsen is glad. “We won,” she told Monday Review. But Olsen said: “We won twice.”", "Kari Olsen"),
    ],
)
def test_a_small_word_before_a_name_is_else_no_part_of_it(text: str, name: str) -> None:
    """After an article, or where the surname is known with a given name of its own."""
    assert last(text) == name


@pytest.mark.parametrize("name", ["de Vries", "van den Berg"])
def test_the_small_words_that_a_surname_begins_with_belong_to_it(name: str) -> None:
    """Before a verb or after it; and they are the same person's as the full name."""
    assert [named(q) for q in find_quotes(f"“We won,” {name} said. “Twice,” said {name}.")] == [name, name]
    assert last(f"Ludo {name} is glad. “We won,” {name} said.") == f"Ludo {name}"


@pytest.mark.parametrize("van", ["In the white van Dahl had driven there was nothing.", "The van Dahl drove was red."])
def test_a_van_is_no_part_of_a_name(van: str) -> None:
    """`his white van` ends before the name."""
    assert last(f"{van} “We won,” Dahl said.") == "Dahl"


@pytest.mark.parametrize(
    "said", ["“I lost,” said Per Dahl.", "“I lost,” said Democrat Per Dahl.", "“I lost,” said May Dahl."]
)
def test_a_given_name_that_is_a_preposition_or_a_month_is_not_lost_behind_its_verb(said: str) -> None:
    """Nor do the words go to another of that surname."""
    assert last(f"Anders Moe is glad. “I won,” Moe said. {said}") in {"Per Dahl", "May Dahl"}


def test_another_of_a_surname_does_not_get_the_words_of_per() -> None:
    """Per is a given name though it is a preposition, too."""
    assert last("“I won,” Kari Dahl said. “I lost,” said Per Dahl.") == "Per Dahl"


def test_a_word_that_sets_the_scene_is_no_part_of_the_name_behind_it() -> None:
    """`Yesterday` stands before the name, and is not its beginning."""
    assert last("Yesterday Kari Olsen came. “I won,” Olsen said.") == "Kari Olsen"


@pytest.mark.parametrize("name", ["Striker Robert Dahl", "Goalkeeper Anna Holm", "Victim Ellen Dahl"])
def test_what_somebody_is_before_a_name_makes_no_second_person(name: str) -> None:
    """A name with and without it is one person, under the name alone."""
    _, _, surname = name.split()
    full = name.partition(" ")[2]
    quotes = find_quotes(f"{name} came home. “It was luck,” {surname} said.\n“I ran,” {full} said.")
    assert [named(q) for q in quotes] == [full, full]


def test_a_longer_name_is_no_second_given_name_cut_off() -> None:
    """Mary Ellen is not Ellen, and Peter, which ends like what people do, is a given name."""
    assert last("Mary Ellen Dahl is glad. “We won,” Mary Ellen Dahl said.") == "Mary Ellen Dahl"
    assert last("Peter James Dahl is glad. “We won,” Dahl said.") == "Peter James Dahl"


@pytest.mark.parametrize("name", ["Kelly", "Emily Dahl", "Kari Kelly", "Sally"])
@pytest.mark.parametrize("credit", ["said {}", "{} said", "{}, the baker, said", "said quietly {}", "said {} quietly"])
def test_a_name_that_ends_as_an_adverb_does_is_a_name(name: str, credit: str) -> None:
    """Small letters tell how something is said; a capital tells who says it, and no other Dahl does."""
    assert speakers(f"Per Dahl keeps the inn. “We stay,” {credit.format(name)}.") == [name]


@pytest.mark.parametrize("who", ["the family", "the Dahl family", "her ally", "the assembly"])
@pytest.mark.parametrize("credit", ["said {}", "{} said", "{} later said", "quietly said {}"])
def test_a_noun_that_ends_as_an_adverb_does_speaks(who: str, credit: str) -> None:
    """A family says something of its own, and not one of its name."""
    assert speakers(f"“We stay,” {credit.format(who)}.") == [who]


def test_a_surname_where_nobody_is_known_to_be_named_is_in_doubt_between_two() -> None:
    """With one of the name there is no doubt, nor where a title or a given name tells them apart."""
    text = "Per Dahl met Ida Dahl and Ann Lee."
    line = lines_of(text)[0]
    register = Register(namings_of(tokens_of(text, line), 0), {})
    end = len(text)
    doubts = [register.named(end, end, *who)[1] for who in (("Dahl",), ("Dahl", "Mr."), ("Ida Dahl",), ("Lee",))]
    assert doubts == [True, False, False, False]


@pytest.mark.parametrize(
    "title",
    [
        "Cllr",
        "Cllr.",
        "PC",
        "DCI",
        "Det Insp",
        "Chief Supt",
        "Sgt",
        "Lt Col",
        "Prof",
        "Rev",
        "Pte.",
        "Insp.",
        "Msgr.",
        "Mme.",
    ],
)
def test_a_title_is_no_part_of_a_name_and_ends_no_sentence(title: str) -> None:
    """With a stop, as American papers write it, and without, as British ones do."""
    text = f"“We sail in May,” said {title} Ada Moor. “We sail in June,” Moor said."
    assert speakers(text) == ["Ada Moor", "Ada Moor"]
