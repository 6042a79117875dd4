"""Text dumps and plain text in, a clean article out."""

from __future__ import annotations

import textwrap
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.clean import clean
from briefing.clean.dump import clean_dump
from briefing.clean.unwrap import passages_of
from briefing.errors import ArticleError, BriefingError, StoryWithheld
from briefing.model import Article, Shape, Story

HEADLINE = "Harburg opens a bridge across the Aller"
BODY = (
    (
        "HARBURG (May 4, 2020) -- The town of Harburg opened a bridge across the river Aller on Monday, nine "
        "years after the council had first voted for one."
    ),
    (
        "“It is the longest morning of my life,” Mayor Bo Lind said, and cut the ribbon with a borrowed pair of "
        "scissors."
    ),
    "“We waited,” he said.",
    (
        "The bridge is 90 metres long. It carries two lanes, a path for bicycles and, on its northern side, a row "
        "of benches from which people can look at the old mill."
    ),
    (
        "Ada Holm, who runs the ferry that the bridge replaces, was the first to walk across. She said that she "
        "would keep the boat for fishing, and that nobody in town had ever asked her for an opinion before."
    ),
    "The council expects some 4,000 crossings a day, most of them by people who work in the yards of Northam.",
)
MENU = ("Home", "News", "Sport", "Weather", "Jobs", "Contact us")
FOOTER = ("About us", "Terms of use", "Privacy policy", "© 2020 The Harburg Courier")


def article(text: str) -> Article:
    """What becomes of `text` when a file holds it."""
    return clean_dump(text, Story("bridge", "bridge.txt", text))


def paragraphs(*texts: str) -> str:
    """A text whose paragraphs are parted by empty lines."""
    return "\n\n".join(texts) + "\n"


def as_html2text() -> str:
    """The page as html2text prints it."""
    menu = "\n".join(f"  * {label}" for label in MENU)
    return paragraphs(menu, f"# {HEADLINE}", "By Ada Berg", "Share this article", *BODY, f"### More\n\n{menu}", *FOOTER)


def as_walk() -> str:
    """The page as a plain walk over its text prints it."""
    head = (f"{HEADLINE} - The Harburg Courier", *MENU, HEADLINE, "By Ada Berg", "Photo by Cay Dell")
    return paragraphs(*head, *BODY[:3], "Advertisement", *BODY[3:], "Most read", *MENU, *FOOTER)


def as_lynx() -> str:
    """The page as lynx prints it: set in by three, 72 columns wide, links numbered."""
    menu = "\n".join(f"     * [{at}]{label}" for at, label in enumerate(MENU, 1))
    body = [textwrap.fill(text, 72, initial_indent="   ", subsequent_indent="   ") for text in BODY]
    return paragraphs("   #[9]alternate", menu, HEADLINE, "   By Ada Berg", *body, "   [logo.png]", menu)


def as_w3m() -> str:
    """The page as w3m prints it: 100 columns wide, a bullet before each link."""
    menu = "\n".join(f"  • {label}" for label in MENU)
    body = [textwrap.fill(text, 100) for text in BODY]
    return paragraphs(menu, "[logo]", HEADLINE, "By Ada Berg", *body, "━" * 100, menu, "\n".join(FOOTER))


@pytest.mark.parametrize(
    "dump", [as_html2text(), as_walk(), as_lynx(), as_w3m()], ids=["html2text", "walk", "lynx", "w3m"]
)
def test_a_page_dumped_by_any_tool_gives_its_story(dump: str) -> None:
    """Headline, byline, dateline and body come out letter for letter, and nothing else does."""
    found = article(dump)
    assert found.headline == HEADLINE
    assert found.byline == ("Ada Berg",)
    assert found.body == BODY
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.date) == ("HARBURG", date(2020, 5, 4))
    assert found.published == datetime(2020, 5, 4)  # noqa: DTZ001  only the day is known


def test_a_plain_file_comes_through_whole() -> None:
    """Headline, byline and paragraphs of an editor's own file: nothing is dropped."""
    found = article(paragraphs(HEADLINE, "By Ada Berg", *BODY))
    assert (found.headline, found.byline, found.body) == (HEADLINE, ("Ada Berg",), BODY)
    assert found.dropped == ()


def test_subheadings_and_short_lines_of_a_plain_file_stay() -> None:
    """What is short is not therefore furniture."""
    body = (BODY[0], "What comes next", BODY[1], "“No.”", "Three dates:", "Monday", "Tuesday", BODY[3])
    assert article(paragraphs(HEADLINE, *body)).body == body


@pytest.mark.parametrize(
    "text", [BODY[0], "The mayor of Harburg has resigned, her office said.", "“We won,” she said."]
)
def test_a_story_of_one_paragraph_is_a_story(text: str) -> None:
    """A file without a headline has none, unless its carrier gave one."""
    assert article(text).body == (text,)
    assert article(text).headline == ""
    assert clean_dump(text, Story("one", "one.txt", text, headline="Carried")).headline == "Carried"


def test_junk_in_a_plain_file_goes_and_is_listed() -> None:
    """The lines that went are told in order; captions among them are kept as captions."""
    junk = (
        "The word ''",
        "Articles • Names • Contact",
        "A lighthouse icon.",
        "A small mill. A woollen knot. A gull.",
    )
    found = article(paragraphs(*junk[:2], HEADLINE, "By Ada Berg", *BODY[:2], junk[2], *BODY[2:], junk[3]))
    assert (found.headline, found.byline, found.body) == (HEADLINE, ("Ada Berg",), BODY)
    assert found.dropped == junk
    assert found.captions == junk[2:]


def test_wire_copy_loses_its_slug_and_the_papers_name_only() -> None:
    """Slug, the line of the writer's paper and the end mark go; headline, byline and body stay."""
    found = article(paragraphs("BC-Harburg-Bridge, 350", HEADLINE, "By ADA BERG", "Associated Press", *BODY, "###"))
    assert (found.headline, found.byline, found.body) == (HEADLINE, ("Ada Berg",), BODY)
    assert found.dropped == ("BC-Harburg-Bridge, 350", "Associated Press", "###")


def test_a_last_paragraph_behind_junk_is_not_lost() -> None:
    """A caption and an advertisement before the end of a short story cost no paragraph of it."""
    found = article(paragraphs(HEADLINE, "By Ada Berg", *BODY[1:4], "A ferry icon.", "Advertisement", BODY[5]))
    assert found.body == (*BODY[1:4], BODY[5])


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_lines_without_empty_lines_between_are_paragraphs(end: str) -> None:
    """A file with one line for each paragraph, from whichever system, is read as meant."""
    assert article(end.join((HEADLINE, "By Ada Berg", *BODY))).body == BODY


@given(st.integers(min_value=45, max_value=120), st.permutations(BODY))
def test_wrapping_at_any_width_is_undone(width: int, texts: list[str]) -> None:
    """Text wrapped by a greedy filler comes back as its paragraphs."""
    wrapped = paragraphs(*(textwrap.fill(text, width, break_on_hyphens=False) for text in texts))
    assert [passage.text for passage in passages_of(wrapped)] == texts


@given(st.lists(st.text(alphabet="abc XYZ.,“”'-0", min_size=1, max_size=60), max_size=20))
def test_no_letter_is_lost_when_lines_are_read(lines: list[str]) -> None:
    """Every letter of every line is in some passage, in order."""
    text = "\n".join(lines)
    read = "".join(passage.text for passage in passages_of(text))
    assert [letter for letter in read if letter.isalpha()] == [letter for letter in text if letter.isalpha()]


@pytest.mark.parametrize(
    ("line", "text", "shape"),
    [
        ("## What comes next", "What comes next", Shape.SUBHEADING),
        ("  * Bread and *salt*", "Bread and salt", Shape.ITEM),
        ("> We **waited**.", "We waited.", Shape.BLOCKQUOTE),
        ("The [new bridge](https://harburg.example/b) is _long_.", "The new bridge is long.", Shape.PARAGRAPH),
        (r"It cost 4\. No more\!", "It cost 4. No more!", Shape.PARAGRAPH),
        (
            "[Planes] are landing, snake_case and 2*3*4 stay.",
            "[Planes] are landing, snake_case and 2*3*4 stay.",
            Shape.PARAGRAPH,
        ),
        ("– No dash of a dialogue is a bullet.", "– No dash of a dialogue is a bullet.", Shape.PARAGRAPH),
    ],
)
def test_markup_of_the_tools_goes_and_print_stays(line: str, text: str, shape: Shape) -> None:
    """Bullets, heading signs, emphasis and addresses go; brackets and signs that were printed stay."""
    (passage,) = passages_of(line)
    assert (passage.text, passage.shape) == (text, shape)


def test_a_word_broken_at_its_hyphen_is_mended() -> None:
    """`NATO-` at a line's end joins what follows, a suspended hyphen does not."""
    opening = "The ministers came to Harburg on Monday for what they called"
    assert [passage.text for passage in passages_of(f"{opening} a NATO-\nled week.")] == [f"{opening} a NATO-led week."]
    assert [passage.text for passage in passages_of(f"{opening} two-\nor three-day talks.")] == [
        f"{opening} two- or three-day talks."
    ]


def test_numbers_that_lynx_gives_to_links_go() -> None:
    """Numbers in order before their links are the tool's; a number in brackets alone was printed."""
    (passage,) = passages_of("The [1]mayor met the [2]council and the [3]ferrymen of the town on [4]\nmonday.")
    assert passage.text == "The mayor met the council and the ferrymen of the town on monday."
    assert passages_of("The report [1] was read.")[0].text == "The report [1] was read."


@pytest.mark.parametrize("note", ["BULLETIN KILL", "EMBARGOED UNTIL 6 p.m. Monday"])
def test_a_withheld_story_is_not_read(note: str) -> None:
    """A kill or embargo note above the copy stops the story."""
    with pytest.raises(StoryWithheld):
        article(paragraphs(note, HEADLINE, *BODY))


def test_a_correction_is_kept_with_the_story() -> None:
    """The note is spoken with the story, and known as what it is."""
    note = "CORRECTION: An earlier report gave the wrong length of the bridge."
    found = article(paragraphs(HEADLINE, *BODY, note))
    assert found.corrections == (note,)
    assert found.body[-1] == note


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "letters"),
        ("…\n\n123\n\n““””", "letters"),
        ("Hello", "has no story in it, only 1 word"),
        ("Hello there", "only 2 words"),
        ("\n\n".join(MENU), "only labels"),
        ("\n".join(f"  * Harburg story number {at}" for at in range(50)), "only labels"),
        (
            paragraphs(*MENU, HEADLINE, "The town has opened its bridge at last.", "Subscribe to continue reading."),
            "paywall",
        ),
        (
            paragraphs(
                *MENU, HEADLINE, "The town has opened its bridge at last.", "You have read all your free stories."
            ),
            "paywall",
        ),
        ("\x00\x01\x02\x1b" * 1000, "letters"),
    ],
)
def test_too_little_is_reported_and_not_narrated(text: str, reason: str) -> None:
    """The error names the story, says why, and what to do."""
    with pytest.raises(ArticleError, match=reason) as caught:
        article(text)
    assert str(caught.value).startswith("bridge.txt: ")
    assert caught.value.hint


@pytest.mark.parametrize(
    "line",
    [
        "The pool opens on Monday for members of the club, and on Friday for all others, its keeper said.",
        "Whoever has an account with the library has to view the new catalogue at its desk, Ada Holm said on Monday.",
    ],
)
def test_a_short_story_that_speaks_of_members_is_no_stub(line: str) -> None:
    """Only what asks the reader to subscribe is a paywall, in a dump as on a page."""
    assert article(paragraphs(HEADLINE, line)).body == (line,)


def test_characters_that_no_reader_sees_go() -> None:
    """NULs and zero-width spaces go, a lone surrogate becomes a replacement character, other scripts stay."""
    text = "The \x00mayor\u200b of \ud800Harburg has \x93resigned,\x94\ufffc her office said.\n\n"
    found = clean(Story("", "bridge.txt", text + "قال الرئيس إن الاجتماع كان مفيدا للغاية."))
    assert found.body[0] == "The mayor of \ufffdHarburg has “resigned,” her office said."
    assert found.body[1] == "قال الرئيس إن الاجتماع كان مفيدا للغاية."


@given(st.text(max_size=400))
def test_any_text_gives_an_article_or_a_clear_error(text: str) -> None:
    """No text makes it fail in a way that it cannot explain, and no article is empty."""
    with suppress(BriefingError):
        assert all(article(text).body)


@pytest.mark.parametrize("piece", ["word ", "The mayor spoke. ", "*a", "_a ", "[a](http:", "a|", "[1]a ", "> a"])
def test_a_line_of_a_million_characters_has_an_end(piece: str) -> None:
    """Nothing goes back and forth over it: that would take until the suite's time limit."""
    text = piece * (1_000_000 // len(piece))
    with suppress(ArticleError):
        article(text)


def test_the_days_of_a_chronology_are_read() -> None:
    """A day alone between sentences is copy; below the byline it is when the story was published."""
    days = ("March 4, 2015", "4 May 2020")
    copy = (BODY[0], days[0], BODY[3], days[1], BODY[4])
    found = article(paragraphs(HEADLINE, "By Ada Berg", "May 5, 2020", *copy))
    assert found.body == copy
    assert found.dropped == ("May 5, 2020",)


def test_words_struck_out_are_not_read_from_a_dump() -> None:
    """Of what a text browser marks as deleted and inserted, the inserted words stand."""
    line = "The bridge cost [DEL: 5 million :DEL] [INS: 6 million :INS] kroner, the council said on Monday evening."
    assert "The bridge cost 6 million kroner, the council" in article(paragraphs(HEADLINE, *BODY, line)).body[-1]


@pytest.mark.parametrize("byline", [("By Ada Berg",), ()])
def test_a_short_first_paragraph_is_read(byline: tuple[str, ...]) -> None:
    """However large the menu, what stands between headline or byline and the body is its opening."""
    opening = "Harburg has its bridge."
    found = article(paragraphs(*MENU * 3, HEADLINE, *byline, opening, *BODY[1:], "Most read", *MENU, *FOOTER))
    assert found.body == (opening, *BODY[1:])
