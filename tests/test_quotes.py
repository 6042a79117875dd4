"""Promises of `find_quotes`: whose words they are, and how sure that is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Gender, Quote
from briefing.quotes import find_quotes
from tests.speaking import speakers, spoken
from tests.steps import steps


def only(text: str) -> Quote:
    """The one quotation of a text."""
    (quote,) = find_quotes(text)
    return quote


@pytest.mark.parametrize(
    "text",
    [
        "“We will build the bridge,” Kari Olsen said.",
        "“We will build the bridge,” said Kari Olsen.",
        "“We will build the bridge,” said Kari Olsen, the mayor of Vik.",
        "“We will build the bridge,” Kari Olsen, the mayor of Vik, told reporters.",
        "“We will build the bridge,” Kari Olsen (Vik) later added.",
        "“We will build the bridge,” according to Kari Olsen.",
        "Kari Olsen said, “We will build the bridge.”",
        "Kari Olsen said in a statement: “We will build the bridge.”",
        "Kari Olsen: “We will build the bridge.”",
        "In a speech on Monday, Kari Olsen, who is the mayor of Vik, said that “we will build the bridge.”",
        "Kari Olsen rose and said, “We will build the bridge.”",
        "Kari Olsen left the hall, saying, “We will build the bridge.”",
        "As Kari Olsen put it, “We will build the bridge.”",
        "“We will build the bridge.” — Kari Olsen",
        "Kari Olsen then said:\n\n“We will build the bridge.”",
        "Kari Olsen spoke to the council. She then said:\n\n“We will build the bridge.”",
    ],
)
def test_the_patterns_of_attribution(text: str) -> None:
    """Wherever a newsroom puts the credit, it is found."""
    assert speakers(text) == ["Kari Olsen"]


@pytest.mark.parametrize("before", ["So it is. ", "She left. "])
def test_a_name_below_signs_only_what_stands_alone(before: str) -> None:
    """A quotation with words of the reporter beside it is no pull quote."""
    assert speakers("“We sail.”\n— Ann Lee") == ["Ann Lee"]
    assert speakers(f"{before}“We sail.”\n— Ann Lee") == [None]


def test_a_split_quotation_has_one_speaker() -> None:
    """The second half belongs to whoever the first half is credited to."""
    text = "“We will build,” said Kari Olsen, “and we will pay.” “It is late,” Per Dahl said. “It is too late.”"
    assert speakers(text) == ["Kari Olsen", "Kari Olsen", "Per Dahl", "Per Dahl"]


def test_the_speaker_goes_on_in_the_next_paragraph() -> None:
    """A paragraph that is nothing but quoted carries on."""
    text = "“We will build the bridge,” Kari Olsen said.\n\n“It will be ready in May, and we will all be there.”"
    assert speakers(text) == ["Kari Olsen", "Kari Olsen"]


def test_a_later_credit_reaches_back_over_an_open_quotation() -> None:
    """Where only the last paragraph says who speaks, it says so for all of them."""
    text = "“We will build the bridge because we must.\n\n“We will pay for it ourselves,” Kari Olsen said."
    assert speakers(text) == ["Kari Olsen", "Kari Olsen"]


@pytest.mark.parametrize("name", ["Sean O’Brien", "Sean O'Brien", "Ann\N{NO-BREAK SPACE}Lee"])
def test_words_that_hold_their_own_credit_are_not_his_who_speaks_below(name: str) -> None:
    """Whose closing mark is missing has swallowed the name, however that is printed."""
    text = f"“We sail at dawn, said {name}.\n“We stay,” Kari Olsen said."
    assert "Kari Olsen" not in speakers(text)[:-1]


def test_nominal_speakers_are_named_as_printed() -> None:
    """Somebody without a name is credited in the story's words."""
    assert speakers("“No comment at this time,” a spokesman for the port said.") == ["a spokesman for the port"]
    assert speakers("“Two men are being sought,” police said.") == ["police"]


def test_the_fullest_name_is_given_without_its_title() -> None:
    """The name is the story's fullest, the role keeps what stood before it."""
    quote = find_quotes("Harbour spokeswoman Kari L. Olsen came early.\n\n“We will build,” Ms. Olsen said.")[0]
    assert quote.speaker is not None
    assert quote.speaker.name == "Kari L. Olsen"
    assert quote.speaker.role is not None
    assert "spokeswoman" in quote.speaker.role
    assert quote.speaker.gender is Gender.FEMALE


@pytest.mark.parametrize("title", ["Councillor", "Inspector", "Alderwoman", "Pastor"])
def test_an_office_before_a_name_is_no_part_of_it(title: str) -> None:
    """However a town calls its officers."""
    assert speakers(f"“We will build the bridge,” {title} Kari Olsen said.") == ["Kari Olsen"]


def test_two_people_of_one_surname_are_kept_apart() -> None:
    """A title tells which of two is meant."""
    text = (
        "Mr. Anton Berg and Mrs. Ida Berg own the mill.\n\n“The mill stays open,” Mr. Berg said.\n\n"
        "“It will close in spring,” Mrs. Berg said."
    )
    assert speakers(text) == ["Anton Berg", "Ida Berg"]


def test_a_pronoun_means_the_subject_of_its_gender() -> None:
    """She is the woman last spoken of, whoever else is named between."""
    text = (
        "Mr. Per Dahl, the owner, met Ms. Kari Olsen on Friday.\n\n“We will build,” she said.\n\n“I doubt it,” he said."
    )
    assert speakers(text) == ["Kari Olsen", "Per Dahl"]


def test_gender_is_that_of_the_text_and_not_of_the_name() -> None:
    """A given name alone tells no gender; a pronoun used of the person does, for the whole story."""
    assert only("“We will build the bridge,” David Olsen said.").speaker.gender is None  # type: ignore[union-attr]
    found = find_quotes("“We will build,” Kim Olsen said.\n\n“It is late,” she said. Kim Olsen left.")
    assert [(q.speaker.name, q.speaker.gender) for q in found if q.speaker] == [("Kim Olsen", Gender.FEMALE)] * 2


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("“We are late,” said its chairman, Joaquim Ferro.", "Joaquim Ferro", "chairman"),
        ("At noon its chairman, Joaquim Ferro, said: “We are late.”", "Joaquim Ferro", "chairman"),
        ("“We are late,” said its chairman, Mr. Joaquim Ferro.", "Joaquim Ferro", "chairman"),
        ("At noon its chairman, the Rev. Joaquim Ferro, said: “We are late.”", "Joaquim Ferro", "Rev."),
        ("“We are late,” said one, Joaquim Ferro.", "Joaquim Ferro", None),
        ("“We are late,” said Beatrix Lund, 71, a retired teacher who came early.", "Beatrix Lund", "retired teacher"),
        ("“We are late,” Eva Lund, 71, a baker in Vik, Pa., said.", "Eva Lund", "baker in Vik"),
        ("“We are late,” said Ben Rye, chief of the harbour police.", "Ben Rye", "chief of the harbour police"),
        ("“We are late,” harbour master Ben Rye said.", "Ben Rye", "harbour master"),
        ("“We are late,” Council member Piet Dorrell said.", "Piet Dorrell", "Council member"),
        ("“We are late,” Transport Minister Caspar Wold said.", "Caspar Wold", "Transport Minister"),
        ("Its spokesman, Ravi Sunderam, came.\n“We are late,” Sunderam said.", "Ravi Sunderam", "spokesman"),
        ("“We are late,” Mr. Ben Rye said.", "Ben Rye", None),
        ("In the harbour, Ben Rye said, “We are late.”", "Ben Rye", None),
        ("“We are late,” said Ben Rye, and the boat left.", "Ben Rye", None),
    ],
)
def test_what_somebody_is_comes_along_with_the_name(text: str, name: str, role: str | None) -> None:
    """A description beside a name is that person's, as printed, whichever of the two comes first."""
    (quote,) = find_quotes(text)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.role) == (name, role)


def test_a_role_is_short() -> None:
    """A long description is cut at a preposition, and has no clause."""
    text = "“We sail,” said Kari Olsen, a driver for the company of the valley of the lakes and hills and boats."
    assert [q.speaker.role for q in find_quotes(text) if q.speaker] == ["driver"]


def test_a_pronoun_elsewhere_settles_who_cannot_be_meant() -> None:
    """Whom the story calls he is not she, and who warned in the paragraph before is."""
    text = (
        "Matthias Krone left with a bag of Tarn Black. He had read about it.\n“It stands,” Krone said.\n"
        "Dr. Wilhelmina Osei of the Tarn Institute, who studies rust, warned of old troubles.\n“I am glad,” she said."
    )
    assert speakers(text) == ["Matthias Krone", "Wilhelmina Osei"]
    assert [q.speaker.gender for q in find_quotes(text) if q.speaker] == [Gender.MALE, Gender.FEMALE]


def test_scare_quotes_titles_and_nicknames_are_no_speech() -> None:
    """What nobody says is not returned."""
    text = (
        "The so-called “super ferry” sailed on Monday. The film “The Long Winter Home” opens in May. "
        "The firm runs a “green” shop."
    )
    assert spoken(text) == []


def test_a_fragment_in_the_reporters_sentence_is_partial() -> None:
    """Whole sentences are not partial, fragments are."""
    assert only("Kari Olsen said the bridge would be “a gift to the valley” in May.").partial
    assert not only("“The bridge is a gift to the valley,” Kari Olsen said.").partial


def test_a_transcript_gives_its_turns_to_their_speakers() -> None:
    """Labelled paragraphs are quotations without marks, in the mouth of whom the label names."""
    text = "Kari Olsen met the press.\nOLSEN: We build.\nREPORTER: When?\nOLSEN: In May.\nShe left."
    assert spoken(text) == [("We build.", "Kari Olsen"), ("When?", "reporter"), ("In May.", "Kari Olsen")]


def test_a_surer_credit_has_more_confidence() -> None:
    """A clause beside the quotation is surer than the subject of some sentence."""
    sure = only("“We will build the bridge,” Kari Olsen said.")
    daring = only("Kari Olsen has never hidden from the council, in a hall of “very many very old men who nod.”")
    assert 0 <= daring.confidence < sure.confidence <= 1
    assert sure.confidence > 0.9


def test_every_credit_names_its_rule_and_its_words() -> None:
    """The mention is the words that told, and the rule is there for people to read."""
    text = "“We will build the bridge,” Kari Olsen said."
    quote = only(text)
    assert quote.mention is not None
    assert text[quote.mention.start : quote.mention.end] == "Kari Olsen"
    assert quote.rule == "name said"


def test_the_headline_gives_a_fuller_name() -> None:
    """Somebody whom the text only calls by the surname has the name of the headline."""
    (quote,) = find_quotes("“We will build the bridge,” Olsen said.", headline="Kari Olsen promises a bridge")
    assert quote.speaker is not None
    assert quote.speaker.name == "Kari Olsen"


BRIEFED = (
    "VIK (Jan. 25) -- On Monday Harbour spokesperson John F. Berg let the press in to see the new lock.\n"
    '"It holds more water than the old one," he said. "[The gates] open by themselves now. Nobody pushes."\n'
    'Mayor Ida Dahl wrote to Owner Olaf Lund in the spring of "leaking patience" with his two other locks, '
    "Berg said.\n"
    '"Ask the council what comes next," Berg said.'
)


def test_a_briefing_of_one_spokesperson() -> None:
    """One speaker all the way; the fragment is the mayor's or the spokesperson's, and partial."""
    found = find_quotes(BRIEFED)
    names = [q.speaker.name if q.speaker else None for q in found]
    assert [names[0], names[1], names[3]] == ["John F. Berg"] * 3
    assert names[2] in {"Ida Dahl", "John F. Berg"}
    assert [q.partial for q in found] == [False, False, True, False]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "'",
                "’",
                ",",
                ".",
                ":",
                "\n",
                " — ",
                " Kari Olsen ",
                " said ",
                " he ",
                " (V-Vik) ",
                "Mr. ",
                " and ",
            ]
        ),
        max_size=60,
    )
)
def test_any_text_gives_ordered_quotes_within_their_lines(pieces: list[str]) -> None:
    """Nothing crashes; quotes are in order, within a line, with confidence from 0 to 1 and a mention in the text."""
    text = "".join(pieces)
    last = 0
    for quote in find_quotes(text):
        assert last <= quote.start < quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
        assert 0 <= quote.confidence <= 1
        assert quote.mention is None or text[quote.mention.start : quote.mention.end].strip()
        last = quote.end


@pytest.mark.parametrize(
    "piece", ['"', "“", "'", "“a” ", '"a" said B. ', "Ann, ", "Ann said “a. ", "Q: a\nA: b\n", "said ", "was said "]
)
def test_the_work_grows_no_faster_than_the_text(piece: str) -> None:
    """Four times as much of the same takes no more than about four times the steps."""
    once, four_times = (piece * (size // len(piece)) + "“a”." for size in (1_500, 6_000))
    assert steps(lambda: find_quotes(four_times)) < 4.5 * steps(lambda: find_quotes(once)) + 500


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("“The boat is late,” Ada Moor said, “because nobody mended it.”", [False, False]),
        ("Ada Moor said it was “a mess,” adding that, “because of him,” nobody came.", [True, True]),
        ("“The boat is late,” Ada Moor said. She called it “a mess.”", [False, True]),
    ],
)
def test_words_that_end_an_interrupted_sentence_are_no_fragment(text: str, partial: list[bool]) -> None:
    """Both halves belong to who is quoted, though the second starts small."""
    assert [quote.partial for quote in find_quotes(text)] == partial
