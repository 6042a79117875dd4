"""An editor's own text: nothing of it is lost but its captions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.clean.dump import clean_dump
from briefing.model import Article, Story

HEADLINE = "Harbour master quits"
OPENING = "Olive Strand, the harbour master of Dunmore for 12 years, told the board on Monday that she would leave."
SHORT = "Nobody spoke."
CAPTION = "Photo: Olive Strand at the quay. Credit: Pia Lund"
MARKS = ("- ", "* ")
LIST = "- the dredging, which never came\n- the “phantom” crane\n- her back"
QUOTE = "“I’m 61,” she said. “I have carried this harbour. It’s someone else’s turn.”"
LAST = 'Frost, 70, told the Post: "We’ll miss her. She’s the only one who could read the tide tables."'
REST = (
    "The board said on Tuesday that it would look for a new harbour master before the ice came back to the sound.",
    "Strand came to Dunmore from the islands, where she had run the ferries for nine years and a winter.",
    "The dredging of the basin, for which she had asked in every one of those years, is to begin in May.",
)
MENU = ("Home", "News", "Sport", "Weather", "Jobs", "Contact us", *(f"Section {letter}" for letter in "ABCDEFGH"))
FOOTER = ("Related stories", "Bridge opens", "Ferry closes", "About us", "Terms of use", "© 2031 The Dunmore Post")

WORDS = st.sampled_from(
    ("the", "harbour", "of", "a", "boat", "left", "Dunmore", "on", "ice", "Strand", "and", "no", "crane", "was", "old")
)
NAMES = st.sampled_from(("Strand", "Bo Frost", "Pia Lund", "the clerk"))


@st.composite
def prose(draw: st.DrawFn) -> str:
    """A paragraph like a sentence, or a quote with its speaker."""
    words = " ".join(draw(st.lists(WORDS, min_size=8, max_size=12)))
    if draw(st.booleans()):
        return f"“{words.capitalize()},” {draw(NAMES)} said."
    return f"{draw(NAMES).capitalize()} saw {words}."


def several(mark: str) -> st.SearchStrategy[str]:
    """A list of items behind a mark."""
    items = st.lists(WORDS, min_size=1, max_size=8)
    return items.map(lambda words: "\n".join(f"{mark} the {word}" for word in words))


BLOCKS = st.one_of(
    prose(),
    prose().map("What comes next\n\n{}".format),
    st.sampled_from((SHORT, "“No.”", "By the quay:", CAPTION, "Photo by Pia Lund", "***")),
    several("-"),
    several("*"),
)
BYLINES = st.sampled_from(((), ("By Ada Berg",), ("By Ada Berg", "The Post")))


def parted(blocks: list[str]) -> list[str]:
    """The blocks without the lists that stand right below another list."""
    return [block for above, block in pairwise(["", *blocks]) if not (above[:2] in MARKS and block[:2] in MARKS)]


def article(*blocks: str) -> Article:
    """What becomes of a text whose blocks are parted by empty lines."""
    text = "\n\n".join(blocks) + "\n"
    return clean_dump(text, Story("strand", "strand.txt", text))


@given(
    st.lists(BLOCKS, max_size=9).map(parted),
    prose(),
    st.sampled_from(((), ("By Ada Berg",), ("By Ada Berg", "The Post"))),
)
def test_no_paragraph_of_an_editors_own_text_is_lost(blocks: list[str], last: str, below: tuple[str, ...]) -> None:
    """Whatever stands between them, all paragraphs under a headline are in the body, in order, and first to last."""
    written = "\n\n".join((*blocks, last)).split("\n\n")
    paragraphs = [text for text in written if len(text.split()) >= 8 and text.endswith(("said.", "."))]
    found = article(HEADLINE, *below, *blocks, last)
    assert [text for text in found.body if text in paragraphs] == paragraphs
    assert found.headline == HEADLINE


def test_a_caption_a_list_and_a_short_sentence_do_not_split_a_story() -> None:
    """Only the caption goes: the first paragraph stands above it, and stays."""
    found = article(HEADLINE, OPENING, SHORT, CAPTION, LIST, QUOTE, LAST)
    assert (found.headline, found.dropped) == (HEADLINE, (CAPTION,))
    items = tuple(item.removeprefix("- ") for item in LIST.splitlines())
    assert found.body == (OPENING, SHORT, *items, QUOTE, LAST)


@pytest.mark.parametrize("menu", [("News", "Sport", "Weather", "The Dunmore Post"), MENU[:4], MENU])
@pytest.mark.parametrize("footer", [(), FOOTER])
def test_nor_do_they_below_a_menu(menu: tuple[str, ...], footer: tuple[str, ...]) -> None:
    """The headline is the story's and no name of a site; menu and footer go, and nothing else but the caption does."""
    body = (OPENING, SHORT, LIST, QUOTE, LAST, *REST)
    found = article(*menu, HEADLINE, "By Ada Berg", OPENING, SHORT, CAPTION, LIST, QUOTE, LAST, *REST, *footer)
    assert found.headline == HEADLINE
    assert "\n".join(found.body) == "\n".join(body).replace("- ", "")
    assert found.dropped == (*menu, CAPTION, *footer)


def test_a_long_list_in_an_editors_own_text_is_read() -> None:
    """Lines without a full stop are many in a table of results, and it is no menu."""
    results = tuple(f"Dunmore {at} Harburg {at + 1}" for at in range(11))
    assert article(HEADLINE, OPENING, *results, LAST, *results, QUOTE).body == (
        OPENING,
        *results,
        LAST,
        *results,
        QUOTE,
    )


def test_a_menu_without_a_word_that_is_known_is_no_copy() -> None:
    """Lines above the headline tell a page of another language."""
    menu = ("Startseite", "Nachrichten", "Wirtschaft", "Kultur", "Reise")
    for page in (menu, tuple(f"* {label}" for label in menu)):
        found = article("\n".join(page), f"# {HEADLINE}", OPENING, *REST)
        assert (found.headline, found.body) == (HEADLINE, (OPENING, *REST))


@pytest.mark.parametrize("menu", [(), MENU[:4], MENU])
def test_buttons_for_comments_inside_a_story_cost_no_paragraph(menu: tuple[str, ...]) -> None:
    """A quote with its speaker below them is copy; the buttons go."""
    buttons = ("Comments (12)", "Log in to comment")
    found = article(*menu, HEADLINE, "By Ada Berg", OPENING, *REST, *buttons, LAST)
    assert found.body == (OPENING, *REST, LAST)
    assert found.dropped == (*menu, *buttons)


def test_what_readers_write_below_a_page_is_not_read() -> None:
    """Comments quote nobody, and so they do not belong to the story above them."""
    comments = ("pete99", "I always thought that she was the best of the whole lot of them.", "Reply", "So it goes.")
    found = article(*MENU, HEADLINE, "By Ada Berg", OPENING, *REST, "Comments (12)", *comments)
    assert found.body == (OPENING, *REST)


def test_furniture_below_the_first_paragraph_does_not_cost_it() -> None:
    """What stands between byline and body is copy, however many buttons stand below it."""
    buttons = ("Share this article", "Facebook", "Twitter", "Save", "Advertisement", CAPTION)
    found = article(*MENU, HEADLINE, "By Ada Berg", OPENING, *buttons, *REST, LAST, *FOOTER)
    assert found.body == (OPENING, *REST, LAST)
