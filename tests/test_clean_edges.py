"""Which lines of a page, or of its dump, are the story: each rule holds up to its bound, and no further."""

from __future__ import annotations

from datetime import datetime

import pytest
from lxml.html import document_fromstring

from briefing.clean import clean
from briefing.clean.blocks import blocks_of
from briefing.clean.body import find_body
from briefing.clean.dump import clean_dump
from briefing.clean.metadata import Metadata, read_metadata
from briefing.clean.reading import read_passages
from briefing.clean.region import find_body as find_stretch
from briefing.clean.unwrap import Passage, passages_of
from briefing.errors import ArticleError
from briefing.model import Article, Form, Story

FIRST = "The last ferry of the season left Norhaven on Monday with eleven passengers and a dog on board."
SECOND = "The company says that the boat will be back in April, when the ice on the sound has gone for good."
THIRD = "Until then the people of the island have to take the long road, which is closed at night and in snow."
FOURTH = "The council has asked for a smaller boat that can break the ice, and is waiting for an answer from town."
COPY = frozenset({FIRST, SECOND, THIRD, FOURTH})


def kept(body: str) -> list[str]:
    """The lines that are kept of a page on which somebody takes these four sentences alone for the story."""
    found = find_body(blocks_of(document_fromstring(body)), COPY.__contains__, frozenset())
    return [block.text for block in found.kept]


def link(letters: int) -> str:
    """A sentence of which so many letters, and five more, are in a link and not."""
    return f"<a href=/r>{'The rules of the harbour'.ljust(letters, 'r')}</a> now."


DAY = "March 14, 2031"


@pytest.mark.parametrize(
    ("before", "behind", "more"),
    [
        (f"<p>{link(45)}</p>", "", [f"The rules of the harbour{'r' * 21} now."]),
        (f"<p>{link(46)}</p>", "", []),
        ("", f"<p>{link(45)}</p>", [f"The rules of the harbour{'r' * 21} now."]),
        ("", f"<p>{link(46)}</p>", []),
        ("", "<blockquote class=bluesky-embed><p>We wave from the quay</p></blockquote>", ["We wave from the quay"]),
        ("", "<div class=bluesky-embed><p>We wave from the quay</p></div>", []),
        ("", f"<h3>More great stories</h3><ul><li>{FIRST.replace('last', 'next')}</li></ul>", []),
        ("", f"<p>{DAY}</p>", [DAY]),
        ("<p>It was cold.</p>", f"<p>{DAY}</p>", ["It was cold.", DAY]),
        ("", f"<p>{DAY}</p><h2>The ice</h2>", ["The ice"]),
        ("", "<p>The last ferry of the</p>", ["The last ferry of the"]),
        ("", "<p>The last ferry of the season</p>", []),
    ],
)
def test_a_line_among_paragraphs_is_copy_or_not(before: str, behind: str, more: list[str]) -> None:
    """A sentence is, up to nine letters of ten in links, and a quoted post, and a day; what six words repeat is not."""
    found = kept(f"<article>{before}<p>{FIRST}</p>{behind}<p>{SECOND}</p><p>{THIRD}</p></article>")
    assert [text for text in found if text in COPY] == [FIRST, SECOND, THIRD]
    assert [text for text in found if text not in COPY] == more


@pytest.mark.parametrize(("make", "stays"), [("text", True), ("side", False)])
def test_prose_in_a_box_like_those_of_the_story_is_the_storys(make: str, stays: bool) -> None:
    """Three boxes of one make show how the page makes its boxes."""
    boxes = "".join(f"<div class=text><p>{text}</p></div>" for text in (FIRST, SECOND, THIRD))
    last = FOURTH.replace("council", "harbour office")
    assert (last in kept(f"<article>{boxes}<div class={make}><p>{last}</p></div></article>")) == stays


STORY = Story("id", "page.html", "", Form.HTML, published=datetime(2031, 1, 1))  # noqa: DTZ001  no zone is known


def said(head: str, body: str) -> Metadata:
    """What a page says of its article."""
    tree = document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return read_metadata(tree, blocks_of(tree), STORY)


def test_a_heading_of_the_second_rank_may_be_the_headline() -> None:
    """Where no other is printed, and it agrees with the title of the page."""
    body = f"<p>Ferry news</p><h2>The last ferry leaves Norhaven</h2><p>{FIRST}</p>"
    assert said("<title>Last ferry leaves Norhaven early</title>", body).headline == "The last ferry leaves Norhaven"


@pytest.mark.parametrize(("length", "names"), [(120, ("Ada Holm",)), (121, ("Bo Lind",))])
def test_what_is_marked_as_the_author_has_120_signs_at_most(length: int, names: tuple[str, ...]) -> None:
    """A longer text tells of somebody, and a line that says who wrote the story goes before it."""
    bio = "Ada Holm; ".ljust(length, "x").removeprefix("Ada Holm; ")
    assert said("", f"<div class=author><b>Ada Holm</b> {bio}</div><p>By Bo Lind</p>").byline == names


def test_the_time_that_is_marked_as_that_of_publication_goes_first() -> None:
    """Even where another stands above it."""
    times = "<time datetime=2031-05-01>in May</time><time pubdate datetime=2031-03-14>in March</time>"
    assert said("", times).published == datetime(2031, 3, 14)  # noqa: DTZ001  no zone is known


@pytest.mark.parametrize(("lines", "month"), [(10, 3), (11, 1)])
def test_a_date_is_looked_for_in_twelve_lines(lines: int, month: int) -> None:
    """Of which the headline is one; then its carrier says when it was published."""
    body = f"<h1>The last ferry</h1>{'<p>A line.</p>' * lines}<p>March 1, 2031</p>"
    assert said("", body).published == datetime(2031, month, 1)  # noqa: DTZ001  no zone is known


def test_a_section_has_a_hundred_signs() -> None:
    """What is longer is cut."""
    assert said(f"<meta name=section content={'x' * 101}>", "").sections == ("x" * 100,)


@pytest.mark.parametrize("over", [0, 1])
def test_a_page_of_exactly_the_most_tags_is_read(over: int) -> None:
    """One more is too many."""
    copy = f"<h1>The last ferry</h1><p>{FIRST}</p><p>{SECOND}</p><!-- -->"
    page = copy.replace("-->", "<" * (400_000 - copy.count("<") + over) + "-->")
    if over:
        with pytest.raises(ArticleError, match="more than 400000 tags"):
            clean(Story("id", "page.html", page, Form.HTML))
    else:
        assert clean(Story("id", "page.html", page, Form.HTML)).body == (FIRST, SECOND)


PARTS = ("boats", "cranes", "docks", "exits", "fish", "gates", "huts", "inns", "jobs", "keys", "law", "maps", "news")
MENU = (*(f"Harbour {part}" for part in PARTS), "Office hours", "Pier views", "Quay rules")
HEADLINE = "The last ferry leaves"
WRAPPED = "Advertisement"


def stretch(*lines: str) -> list[str]:
    """The lines of a dump that are the story."""
    readings = read_passages(list(map(Passage, lines)))
    return [lines[at] for at in find_stretch(readings)]


NOBODY = "Nobody on the quay waved when it left, since everybody had gone home for the feast of the harbour."
NOTHING = "It has no other boat, and no money for one before the summer after next, says the mayor."
LONG = (f"{FIRST} {SECOND} {NOBODY}", f"{THIRD} {FOURTH} {NOTHING}")
AGAIN = tuple(f"{label} again" for label in MENU)


@pytest.mark.parametrize(
    ("between", "stays"),
    [
        (MENU[:3], True),
        (MENU[:4], False),
        (("These are the parts of the harbour:", *MENU[:4]), True),
        ((WRAPPED, "The ice"), False),
        (("The ice", WRAPPED), False),
        (("The ice",), True),
    ],
)
def test_labels_among_paragraphs_are_copy_or_not(between: tuple[str, ...], stays: bool) -> None:
    """Four in a row are a menu unless a colon announces them, and one beside furniture belongs to it."""
    copy = tuple(label for label in between if label != WRAPPED) if stays else ()
    assert stretch(*AGAIN, LONG[0], *between, LONG[1]) == [LONG[0], *copy, LONG[1]]


def test_a_list_that_opens_a_dump_may_be_announced() -> None:
    """By the very first line."""
    lines = (f"{LONG[0]} These are the parts of the harbour that it passes:", *MENU[:4], LONG[1])
    assert stretch(*lines, *AGAIN) == list(lines)


REPORTED = "(Reporting by Bo Lind in Norhaven.)"
QUOTE = "“We shall miss the boat,” said Ada Holm."


@pytest.mark.parametrize(
    ("below", "tail"),
    [
        ((WRAPPED, REPORTED), (REPORTED,)),
        ((WRAPPED, QUOTE), (QUOTE,)),
        ((WRAPPED, *AGAIN[:2], QUOTE), ()),
        ((WRAPPED, QUOTE, *AGAIN[:2], QUOTE), ()),
        ((WRAPPED, "We shall all miss the boat very much."), ()),
    ],
)
def test_a_note_or_a_quotation_below_furniture_ends_the_story(below: tuple[str, ...], tail: tuple[str, ...]) -> None:
    """Who reported, and who said what; but not what is printed twice, or stands below labels."""
    assert stretch(*MENU, *LONG, *below, *AGAIN[2:]) == [*LONG, *tail]


def words(of: str, number: int) -> str:
    """A sentence of so many words."""
    return f"{' '.join([of] * number).capitalize()}."


@pytest.mark.parametrize(("size", "joined"), [(40, True), (35, False)])
def test_other_stories_in_the_middle_do_not_cut_a_story_in_two(size: int, joined: bool) -> None:
    """From a hundred words on, a list of them counts a quarter: 142.5 here, which 160 words outweigh."""
    above = [words(of, 40) for of in ("boat", "quay", "ice", "snow", "fog")]
    below = [words(of, size) for of in ("pier", "dog", "road", "town")]
    others = [f"Read more: boat number {number}" for number in range(20)]
    assert stretch(*above, *others, *below) == [*above, *(below if joined else [])]


@pytest.mark.parametrize(("labels", "neat"), [(7, True), (8, False)])
def test_a_text_is_neat_where_it_has_two_labels_for_three_paragraphs(labels: int, neat: bool) -> None:
    """Headline and byline left out; a label beside furniture is then a subheading."""
    copy = [words(of, 30) for of in ("boat", "quay", "ice", "snow", "fog", "pier", "dog", "road", "town")]
    below = [f"Read more: boat number {number}" for number in range(6)]
    found = stretch(*MENU[:labels], *copy[:5], WRAPPED, "The ice", *copy[5:], *below)
    assert found == [*copy[:5], *(["The ice"] if neat else []), *copy[5:]]


def dump(*lines: str) -> Article:
    """The article in a dump of these lines, each with an empty line behind it."""
    return clean_dump("\n\n".join(lines), Story("id", "page.txt", ""))


@pytest.mark.parametrize("lines", [MENU, MENU[:5]])
def test_a_dump_of_labels_has_no_story(lines: tuple[str, ...]) -> None:
    """However many there are."""
    with pytest.raises(ArticleError, match="only labels or links"):
        dump(*lines)


PAPER = "Association of Harbour News Papers"


@pytest.mark.parametrize(("paper", "left_out"), [(PAPER, True), (f"Northern {PAPER}", False)])
def test_a_paper_below_the_byline_has_five_words_at_most(paper: str, left_out: bool) -> None:
    """In an editor's own file, where everything else is copy."""
    assert dump(HEADLINE, "By Ada Holm", paper, FIRST, SECOND).body == (*(() if left_out else (paper,)), FIRST, SECOND)


def test_the_fourth_line_of_an_editors_file_may_be_the_byline() -> None:
    """Below headline, section and paper."""
    assert dump(HEADLINE, "Harbour news", "Norhaven", "By Ada Holm", FIRST, SECOND).byline == ("Ada Holm",)


@pytest.mark.parametrize(
    ("lead", "stays"),
    [
        (words("boat", 15), True),
        (words("boat", 14), False),
        ("NORHAVEN (AP) — The last ferry left on Monday.", True),
    ],
)
def test_a_first_paragraph_that_furniture_parts_from_the_rest(lead: str, stays: bool) -> None:
    """Has fifteen words, or a dateline and eight; what is shorter may be a caption."""
    article = dump(*MENU, HEADLINE, "By Ada Holm", lead, WRAPPED, "Read more: the long road", *LONG, *AGAIN)
    assert article.body == (*((lead,) if stays else ()), *LONG)


@pytest.mark.parametrize("size", [49, 50])
def test_fifty_words_beside_a_request_to_subscribe_are_a_story(size: int) -> None:
    """Fewer are its stub."""
    lines = (HEADLINE, words("boat", size), "Subscribe to continue reading", *MENU)
    if size < 50:
        with pytest.raises(ArticleError, match="behind a paywall"):
            dump(*lines)
    else:
        assert dump(*lines).body == (lines[1],)


@pytest.mark.parametrize(("above", "byline"), [(2, ("Ada Holm",)), (3, ())])
def test_a_byline_stands_among_the_first_three_lines_of_a_story(above: int, byline: tuple[str, ...]) -> None:
    """On a page, where it does not stand above it."""
    copy = [f"{words(of, 10)} {FIRST}" for of in ("boat", "quay", "ice", "snow", "fog")]
    article = dump(*MENU, HEADLINE, *copy[:above], "By Ada Holm", *copy[above:], *AGAIN)
    assert article.byline == byline
    assert set(copy) <= set(article.body)


def test_a_date_on_the_very_first_line_is_that_of_the_story() -> None:
    """Above its headline."""
    assert dump("March 14, 2031", HEADLINE, *LONG).published == datetime(2031, 3, 14)  # noqa: DTZ001  no zone is known


@pytest.mark.parametrize(
    ("head", "opening"),
    [
        (("Is the last ferry gone?",), ("It is over now.",)),
        (("Is the last ferry gone?", "By Ada Holm"), ("It is over now.",)),
        (("By Ada Holm", "Is the last ferry gone?"), ("It is over now.",)),
        (("By Ada Holm", "Is the last ferry gone?"), ("It is over now.", "Nobody waves today.")),
        (("Is the last ferry gone?", "By Ada Holm", "The harbour empties"), ()),
    ],
)
def test_a_story_opens_with_the_short_sentences_below_its_head(head: tuple[str, ...], opening: tuple[str, ...]) -> None:
    """Right below headline or byline; a label between them and the story is no sentence of it."""
    assert dump(*MENU, *head, *opening, *LONG, *AGAIN).body == (*opening, *LONG)


def test_letters_may_come_late() -> None:
    """And up to one sign in twenty may be a control, of the first hundred thousand."""
    article = clean(Story("id", "late.txt", "\n" * 100_001 + f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}"))
    assert article.body == (FIRST, SECOND)
    text = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n" + "\x9d" * 5000
    assert clean(Story("id", "odd.txt", text.ljust(100_000) + "\x9d")).body == (FIRST, SECOND)


def test_rules_between_lines_do_not_put_a_headline_far_away() -> None:
    """They have no words."""
    rules = ("* * *",) * 12
    headline = "Norhaven ferry leaves with eleven passengers"
    assert dump(*MENU, headline, *rules, "Norhaven harbour boats", *LONG, *AGAIN).headline == headline


def test_a_long_story_has_a_headline_like_any_other() -> None:
    """However many paragraphs are below it."""
    copy = tuple(f"{words(of, 10)} {FIRST}" for of in (f"{boat} {part}" for boat in MENU for part in PARTS[:6]))
    article = dump(*MENU, HEADLINE, *copy)
    assert (article.headline, article.body) == (HEADLINE, copy)


ITEMS = ("* eleven passengers", "* a dog on board", "* two crates of fish", "* one bicycle", "* no cars")


@pytest.mark.parametrize(
    ("below", "copy"),
    [
        (MENU[:12], MENU[:12]),
        (MENU[:13], ()),
        (tuple(f"* {label}" for label in MENU[:13]), MENU[:13]),
        (("The ice", "* The boat is gone.", *MENU[:12]), ("The ice", "The boat is gone.", *MENU[:12])),
    ],
)
def test_twelve_labels_below_a_story_are_its_own(below: tuple[str, ...], copy: tuple[str, ...]) -> None:
    """As long as they are no list, more of them are the menu of a page."""
    assert dump(HEADLINE, FIRST, SECOND, *below).body == (FIRST, SECOND, *copy)


def test_any_number_of_labels_in_the_middle_of_a_story_is_its_own() -> None:
    """Only at its ends do they tell of a page."""
    assert dump(HEADLINE, FIRST, SECOND, *MENU[:13], THIRD).body == (FIRST, SECOND, *MENU[:13], THIRD)


@pytest.mark.parametrize(
    ("above", "copy"),
    [
        ((HEADLINE, "By Ada Holm", *ITEMS[:2]), ("eleven passengers", "a dog on board")),
        ((*ITEMS[:2], HEADLINE, "By Ada Holm"), ()),
        ((HEADLINE, *MENU[:3]), MENU[:3]),
        ((HEADLINE, *MENU[:4]), ()),
    ],
)
def test_a_story_has_a_head_of_four_lines(above: tuple[str, ...], copy: tuple[str, ...]) -> None:
    """And perhaps a list below it; a list above it, or a fifth line, is a page's."""
    assert dump(*above, *LONG, *MENU[:12]).body == (*copy, *LONG, *(MENU[:12] if copy else ()))


@pytest.mark.parametrize(
    ("items", "stays"),
    [(ITEMS, True), (ITEMS[:2], True), (tuple(f"* The {label.title()}" for label in MENU[:5]), False)],
)
def test_a_list_between_sentences_of_a_page_is_copy(items: tuple[str, ...], stays: bool) -> None:
    """One of labels in capitals is a menu."""
    copy = tuple(item.removeprefix("* ") for item in items) if stays else ()
    assert dump(*AGAIN, LONG[0], *items, LONG[1], *MENU).body == (LONG[0], *copy, LONG[1])


FILLED = (
    "   Late on Monday the boat left the quay of the town for good with some\n"
    "   eleven people and one dog, and nobody has seen any of them anywhere\n"
    "   since.\n\n"
)


@pytest.mark.parametrize(
    ("quoted", "passages"),
    [
        ("       The long road is closed at night from here to the pier of\n       Norhaven.", 1),
        ("       The long road is closed at night from here to the\n       Norhaven pier.", 2),
    ],
)
def test_a_quotation_is_set_in_from_both_sides(quoted: str, passages: int) -> None:
    """As lynx does: its lines are full where they are shorter than those of the text around it."""
    assert len(passages_of(FILLED + quoted)) == 1 + passages


def test_lines_that_agree_on_no_width_were_not_wrapped() -> None:
    """However two of them look."""
    lines = (
        ("The boat that left the quay at noon was old\nand grey", 1),
        ("The boat that left the quay at noon was very old\nand grey", 1),
        ("The boat that left the quay at noon was very, very old\nand grey", 1),
        ("The boat that left the quay at noon on Monday was very, very old indeed\nand grey", 1),
        ("The boat that left the quay at noon on Sunday was very, very old indeed\nand grey", 1),
        ("The boat that left the quay at noon on Tuesday was very, very old, said\nAda Holm", 2),
    )
    assert len(passages_of("\n\n".join(text for text, _ in lines))) == sum(number for _, number in lines)
