"""Promises of `find_quotes` at both sides of its bounds: which words are a name, and whose a quotation is."""

from __future__ import annotations

import pytest

from briefing.model import Gender
from briefing.quotes import find_quotes
from tests.speaking import speakers


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Kari Olsen quietly", "Kari Olsen"),
        ("Mayor Kelly", "Kelly"),
        ("Monday's ruling", "Monday's ruling"),
        ("some of the bakers", "some of the bakers"),
        ("iQ", "iQ"),
    ],
)
def test_who_stands_before_the_verb_speaks(who: str, name: str) -> None:
    """An adverb is no part of a name, and a name that ends like an adverb is one."""
    assert speakers(f"“We will build it,” {who} said.") == [name]


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("the mayor last May.", "the mayor"),
        ("the mayor, who is from Vik.", "the mayor"),
        ("Kari Olsen May 3.", "Kari Olsen"),
        ("Eva May.", "Eva May"),
        ("Eva May", "Eva May"),
        ("one of the women.", "one of the women"),
        ("Mayor of Charlotte Ann Lee.", "Ann Lee"),
        ("British Kari Olsen.", "Kari Olsen"),
        ("British Kari Olsen", "Kari Olsen"),
        ("the mayor, Olsen.", "Olsen"),
        ("the mayor, Olsen", "Olsen"),
    ],
)
def test_who_stands_behind_the_verb_speaks(who: str, name: str) -> None:
    """May is a month or a surname; a place and a nation are no names; a paragraph need not end with a full stop."""
    assert speakers(f"“We will build it,” said {who}") == [name]


@pytest.mark.parametrize(
    "lead",
    [
        "When Kari Olsen had come Anton Dahl rose and said:",
        "As Kari Olsen watched Anton Dahl rose and said:",
        "It rained all day and Anton Dahl said:",
        "Anton Dahl (V-Vik), the writer, editor and critic, said:",
        "“Will you?” Anton Dahl:",
    ],
)
def test_the_subject_of_the_main_clause_speaks(lead: str) -> None:
    """Whatever else the sentence holds."""
    assert speakers(f"{lead} “We will build it again, all of us.”")[-1] == "Anton Dahl"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He was in Vik. Yesterday in Vik, a baker, who was late, said: “We build it.”", ["a baker"]),
        ("Anton Dahl quoted them both as saying: “We build it all.”", [None]),
        ("Everybody who sang “We will build the bridge,” praised Kari Olsen.", ["everybody"]),
        ("“We will build the bridge,” praised Kari Olsen.", ["Kari Olsen"]),
        ("“We Will Build It,” Mayor Kari Olsen Said Today", ["Kari Olsen"]),
        ("Dahl's said in a statement: “We will open again soon.”", ["Dahl"]),
        ("Kari Olsen, author: “Never!”", ["Kari Olsen"]),
        ("Anton Dahl, who wrote for the Ossa, “We build it again,” said: “We are many.”", ["Anton Dahl"] * 2),
    ],
)
def test_a_verb_credits_the_words_beside_it(text: str, names: list[str | None]) -> None:
    """Not where it only ends somebody's description, nor as theirs who passes on the words of others."""
    assert speakers(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opens in April\n“We will build it,” Kari Olsen said.",
        "Kari Olsen came late. The vote showed Democratic Olsen ahead. “We will build it,” Olsen said.",
        "Of Kari Olsen and the mayor\n“We will build it,” Olsen said.",
    ],
)
def test_a_capital_is_not_always_a_name(text: str) -> None:
    """A month that ends its line is none; nor is a nation or a party before a surname that somebody bears."""
    assert set(speakers(text)) == {"Kari Olsen"}


@pytest.mark.parametrize(
    ("called", "again", "one"),
    [
        ("April Olsen", "Olsen", True),
        ("Anton Dahl", "A. Dahl", True),
        ("A. Dahl", "Anton Dahl", True),
        ("Anton Dahl", "Al Dahl", False),
        ("Al Dahl", "Anton Dahl", False),
        ("R. J. “Bud” Dahl", "Bud Dahl", True),
        ("Konstantinos-Alexandros “Kostas” Dahl", "Dahl", True),
        ("Al “Bud” Dahl", "Dahl", True),
        ("Sr.", "Jr.", False),
    ],
)
def test_a_shorter_name_is_the_same_ones(called: str, again: str, *, one: bool) -> None:
    """An initial and a nickname are; two letters are no initial, and a suffix alone tells nobody from anybody."""
    for text in (f"{called} wrote", f"Anna Lie wrote to {called}"):
        first, second = speakers(f"{text}. “We will build it,” {called} said. “We never will,” {again} said.")
        assert (first == second) is one


def test_a_given_name_like_a_month_stands_behind_to() -> None:
    """`To April Olsen` is no date."""
    assert speakers("Anton Dahl wrote to April Olsen. “We will build it,” Olsen said.") == ["April Olsen"]


@pytest.mark.parametrize(
    "name",
    ["Mayor \ufeffKari Olsen", "Kari\u202c Olsen", "Kari\x04 Olsen", "Kari\x03 Olsen", "Kari‟ Olsen", "Kari» Olsen"],
)
def test_no_stray_character_breaks_a_name(name: str) -> None:
    """What an editor does not see, and a mark without its other half, are as good as a space."""
    assert speakers(f"“We will build it,” said {name}.") == ["Kari Olsen"]


@pytest.mark.parametrize(
    ("told", "gender"),
    [
        ("Ossa Lund, his dear old second wife, said:", Gender.FEMALE),
        ("wife Ossa Lund said:", Gender.FEMALE),
        ("Anton Dahl and his wife of some forty years, Ossa Lund, said:", Gender.FEMALE),
        ("Eva Dahl was there. Ossa Lund, who built boats, came late. She was cold. Lund said:", Gender.FEMALE),
        ("Eva Dahl was there. When it rained, Ossa Lund came late. She was cold. Lund said:", Gender.FEMALE),
        ("Eva Dahl was there. When it rained, baker Ossa Lund came late. She was cold. Lund said:", Gender.FEMALE),
        ("Ossa Lund knew that the boat was his.\nLund said:", Gender.MALE),
        ("Ossa Lund knew that the boat was ours.\nLund said:", None),
    ],
)
def test_what_is_told_beside_a_name_tells_a_gender(told: str, gender: Gender | None) -> None:
    """As kin, wherever it stands in the paragraph, or by a pronoun, at the end of the sentence or after it."""
    (found,) = find_quotes(f"{told} “We will build it.”")
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.gender) == ("Ossa Lund", gender)


def test_what_several_are_stands_before_their_names() -> None:
    """Two who speak with one voice are told what they are, too."""
    (found,) = find_quotes("“We build it,” the old bakers Kari Olsen and Anton Dahl said.")
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.role) == ("Kari Olsen and Anton Dahl", "old bakers")


def test_a_shop_speaks_under_its_owners_name() -> None:
    """Dahl's is as good a name as Dahl."""
    (shop,) = find_quotes("“We will open again,” said Dahl's.")
    (owner,) = find_quotes("“We will open again,” said Dahl.")
    assert shop.speaker == owner.speaker
    assert shop.confidence == owner.confidence


def test_of_at_the_head_of_a_line_tells_no_office() -> None:
    """Whatever its last word is."""
    assert speakers("Of Ossa Ann Lund and the mayor\n“We will build it,” Lund said.") == ["Ossa Ann Lund"]


def test_who_is_credited_is_printed_without_the_clause_before() -> None:
    """`And` joins two names, and no name to a clause."""
    text = "It rained all day and Kari Olsen said: “We will build it.”"
    (found,) = find_quotes(text)
    assert found.mention is not None
    assert text[found.mention.start : found.mention.end] == "Kari Olsen"


@pytest.mark.parametrize("verb", ["denied", "denies", "prayed", "prays", "replied", "replies"])
def test_every_form_of_a_verb_credits(verb: str) -> None:
    """Whatever stands before its `y`."""
    assert speakers(f"“Let it rain,” {verb} Kari Olsen.") == ["Kari Olsen"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“We build it,” said the mayor, Olsen.", "mayor"),
        ("The old mayor, Olsen, said: “We build it.”", "old mayor"),
        ("The boat was his, Olsen, a teacher, said: “We build it.”", "teacher"),
        ("In the end the boat was his, Olsen, a teacher, said: “We build it.”", "teacher"),
    ],
)
def test_what_somebody_is_stands_beside_the_name(text: str, role: str) -> None:
    """Before it or after it; `his` alone says nothing."""
    (found,) = find_quotes(text)
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.role) == ("Olsen", role)


def test_according_to_the_quoted_words_credits_nobody() -> None:
    """Who says so does, though the verb stands further off."""
    (found,) = find_quotes("Anton Dahl argued that the bridge was built according to “the best of all our plans.”")
    assert found.speaker is not None
    assert (found.speaker.name, found.rule) == ("Anton Dahl", "name said before, apart")
