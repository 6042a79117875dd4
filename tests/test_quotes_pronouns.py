"""Promises of `find_quotes` on he and she: whom the story has turned to, and how sure that is."""

from __future__ import annotations

import pytest

from briefing.model import Gender
from briefing.quotes import find_quotes
from briefing.quotes.confidence import pronoun_right
from briefing.quotes.pronouns import ALONE, GUESSED
from briefing.settings import QuoteSettings

THRESHOLD = QuoteSettings().threshold
SPOKEN = "Robert Dahl and Thomas Heim sit on the council. Ole Moe is a pupil.\n\n“It is a good plan,” Dahl said."


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Mayor Thomas Heim was angry.", "Thomas Heim"),
        ("Heim shook his head.", "Thomas Heim"),
        ("Thomas Heim, who missed the vote, was less pleased.", "Thomas Heim"),
        ("His opponent, Thomas Heim, shook his head.", "Thomas Heim"),
        ("Dahl’s coach, Thomas Heim, blamed the chair.", "Thomas Heim"),
        ("Moe, 17, goes home on Sunday.", "Ole Moe"),
        ("Heim agreed. He is 60.", "Thomas Heim"),
        ("He had met Heim.", "Robert Dahl"),
        ("Tarn won the cup.", "Robert Dahl"),
        ("Anna Vik wept.", "Robert Dahl"),
    ],
)
def test_he_is_whom_the_story_has_turned_to(told: str, name: str) -> None:
    """Who does something in the pronoun's own paragraph is meant, and not who spoke before it; a team is nobody."""
    quote = find_quotes(f"{SPOKEN}\n\n{told} “It is a bad plan,” he said.")[-1]
    assert (quote.speaker and quote.speaker.name, quote.confidence >= THRESHOLD) == (name, True)


@pytest.mark.parametrize(
    "told",
    [
        "There sat Thomas Heim, 41. ",
        "It was too much for Heim. ",
        "Heim’s face fell. ",
        "When Heim came in, Dahl wept. ",
        "Heim wept, he added. ",
        "Heim was angry.\n\n",
        "Heim came in. “He is late,” he said. ",
        "Heim was angry.\n\nThe vote took an hour.\n\n",
    ],
)
def test_he_is_only_a_guess_where_two_may_be_meant(told: str) -> None:
    """Where the story has named somebody since, in whatever place, who spoke before is not believed."""
    assert find_quotes(f"{SPOKEN}\n\n{told}“It is a bad plan,” he said.")[-1].confidence < THRESHOLD


def test_the_chance_of_a_pronoun_grows_with_the_lead() -> None:
    """A small lead is not believed, whoever has it; where nobody else can be meant the chance is one of its own."""
    chances = [pronoun_right(lead) for lead in (GUESSED, 0.0, 0.5, 1.0, 2.0, 3.0)]
    assert chances == sorted(set(chances))
    assert pronoun_right(1.9) < THRESHOLD + 0.05 < pronoun_right(2.0) < pronoun_right(ALONE)


def test_who_goes_on_is_no_surer_than_who_began() -> None:
    """A guess stays one while nobody is named, and is over where somebody is."""
    text = f"{SPOKEN}\n\nIt was too much for Heim. “I know,” he said. “It is late,” he said.\n“We go,” he said."
    guessed, *others, named = find_quotes(f"{text}\nDahl rose. “Now,” he said.")[1:]
    assert {quote.confidence < THRESHOLD for quote in (guessed, *others)} == {True}
    assert named.confidence >= THRESHOLD


@pytest.mark.parametrize(("surname", "verb"), [("Lie", "believe"), ("Lee", "sleep"), ("Vik", "wait in Vikstad")])
def test_a_surname_inside_another_word_is_not_said(surname: str, verb: str) -> None:
    """People seldom name themselves; nobody is named by a longer word that has the letters of a surname in it."""
    met = f"Per {surname} met Jon Moe."
    believed, named = (find_quotes(f"{met} “We {said}, then,” he said.")[0] for said in (verb, f"saw {surname}"))
    assert (believed.speaker and believed.speaker.name) == f"Per {surname}"
    assert (named.speaker and named.speaker.name) == "Jon Moe"


def test_a_surname_with_an_apostrophe_is_said_in_any_typography() -> None:
    """Whoever is named in the words does not say them, however the apostrophe is printed."""
    quote = find_quotes("Per O’Dea met Jon Moe. “We saw O’Dea’s boat,” he said.")[0]
    assert (quote.speaker and quote.speaker.name) == "Jon Moe"


@pytest.mark.parametrize("met", ["Ann Lee", "Kim Rye"])
def test_who_is_she_may_be_whoever_is_named_between(met: str) -> None:
    """A description is not known to be a woman by a `she` that may mean somebody with a name: the nurse may be he."""
    quote = find_quotes(f"The nurse met {met} before she left. “I had no idea,” the nurse said.")[0]
    assert (quote.speaker and quote.speaker.gender) is None
    quote = find_quotes(f"The nurse met {met} before she left. “I had no idea,” he said.")[0]
    assert (quote.speaker and quote.speaker.name, quote.confidence >= THRESHOLD) == ("the nurse", True)


@pytest.mark.parametrize("work", ["aide", "trainer", "baker"])
def test_whose_somebody_is_does_not_speak(work: str) -> None:
    """`Karl Heim trainer OLE MOE` is Ole Moe, whatever the work is."""
    quote = find_quotes(f"Karl Heim {work} Ole Moe came late. “We sail,” he said.")[0]
    assert (quote.speaker and quote.speaker.name, quote.confidence >= THRESHOLD) == ("Ole Moe", True)


@pytest.mark.parametrize("opening", ["After", "Because", "Although", "Since", "Until", "When"])
def test_an_aside_with_words_in_it_leaves_them_to_who_says_them(opening: str) -> None:
    """Whom the sentence is about behind it does something else, and does not say the words."""
    quote = find_quotes(f"Kim Rye met Ann Lee.\n{opening} Ann Lee shouted, “We sail,” Kim Rye laughed.")[0]
    assert (quote.speaker and quote.speaker.name) == "Ann Lee"


@pytest.mark.parametrize(
    ("told", "gender"),
    [
        ("Her husband, Nils, waved. “We start again,” he says.", Gender.FEMALE),
        ("Nils Berg, her husband, waved.", Gender.FEMALE),
        ("Behind her stood her son of nine years, Nils Berg.", Gender.FEMALE),
        ("Kim Rye nodded. Her husband, Nils, waved.", None),
        ("Her friend, Nils, waved.", None),
        ("Nils Berg, their son, waved.", None),
    ],
)
def test_whose_relative_somebody_is_tells_a_gender(told: str, gender: Gender | None) -> None:
    """Where only one can be meant: who is then called he is the other one."""
    first, *others = find_quotes(f"“This is our home,” says Maja Holm. {told}")
    assert first.speaker is not None
    assert first.speaker.gender is gender
    assert [quote.speaker.name for quote in others if quote.speaker] == ["Nils"] * len(others)
