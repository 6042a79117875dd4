"""Each rule by which a line, a mark or a number of a story is told holds up to its bound, and no further."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from lxml.html import document_fromstring, fromstring

from briefing.clean import LARGEST, clean
from briefing.clean.blocks import Block, blocks_of
from briefing.clean.byline import byline_names, is_byline
from briefing.clean.dateline import find_dateline
from briefing.clean.dates import date_in_address, read_moment
from briefing.clean.decode import decode
from briefing.clean.furniture import Furniture, furniture
from briefing.clean.inline import write_out
from briefing.clean.linked_data import named
from briefing.clean.metadata import Metadata
from briefing.clean.notices import refuse_withheld
from briefing.clean.opinion import Opinion
from briefing.clean.people import people_in
from briefing.clean.promos import heads_links, is_note
from briefing.clean.reading import read_passages
from briefing.clean.signs import Sign, sign_of
from briefing.clean.stubs import refuse_too_little
from briefing.clean.titles import without_site
from briefing.clean.unwrap import Passage, passages_of
from briefing.errors import ArticleError, StoryWithheld
from briefing.model import Form, Story

PAGE = (
    "<h1>The ferry comes back</h1><p>The last ferry of the season came back to Norhaven on Monday, an hour late and "
    "nearly empty, and with a dog on board that nobody on the quay had ever seen.</p><!--"
)


@pytest.mark.parametrize("over", [0, 1])
def test_a_story_of_exactly_the_largest_size_is_read(over: int) -> None:
    """Only a larger one is refused."""
    story = Story("id", "long.html", f"{PAGE.ljust(LARGEST - 3 + over)}-->", Form.HTML)
    if over:
        with pytest.raises(ArticleError, match="larger than"):
            clean(story)
    else:
        assert clean(story).headline == "The ferry comes back"


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<div>The boat left.<p hidden>Secret.</p>It came back.</div>", ["The boat left.", "It came back."]),
        ("<p>The boat<svg><text>icon</text></svg> left.</p>", ["The boat left."]),
        ("<p>The boat <button>Share</button>left.</p>", ["The boat left."]),
    ],
)
def test_what_is_unseen_parts_a_line_where_its_tag_does(body: str, texts: list[str]) -> None:
    """A hidden paragraph stands between two blocks; a picture or a button inside a line does not cut it."""
    assert [block.text for block in blocks_of(document_fromstring(body))] == texts


WIDE = "The boat that had left the quay at noon came back at night to"  # 61 letters


@pytest.mark.parametrize(
    ("first", "between", "second", "parted"),
    [
        (WIDE, "<br>", "Norhaven", False),
        (WIDE, "<br><br>", "and so on", True),
        (WIDE + ".", "<br>", "Norhaven", True),
        ("x" * 59, "<br>", "Norhaven", True),
        ("x" * 60, "<br>", "Norhaven", False),
        ("x" * 59, "<br>", "and so on", False),
    ],
)
def test_one_line_break_parts_short_lines_and_sentences(first: str, between: str, second: str, parted: bool) -> None:
    """A line of sixty letters in the middle of a sentence was wrapped; two breaks part whatever they stand between."""
    found = [block.text for block in blocks_of(document_fromstring(f"<p>{first}{between}{second}</p>"))]
    assert found == ([first, second] if parted else [f"{first} {second}"])


@pytest.mark.parametrize(
    ("first", "texts"),
    [
        ("x" * 99, [f"{'x' * 99} Closed"]),
        ("x" * 100, ["x" * 100, "Closed"]),
        ("Monday<br>Noon", ["Monday Noon Closed"]),
    ],
)
def test_a_row_of_a_table_is_one_line_unless_a_cell_is_long(first: str, texts: list[str]) -> None:
    """Line breaks inside its cells included; a hundred letters are long."""
    page = document_fromstring(f"<table><tr><td>{first}</td><td>Closed</td></tr></table>")
    assert [block.text for block in blocks_of(page)] == texts


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Holm, ".ljust(200, "x"), ("Ada Holm",)),
        ("By Ada Holm, ".ljust(201, "x"), ()),
        ("By ADA J.R. HOLM III", ("Ada J.R. Holm III",)),
        ("ADA HOLM | Harburg Courier", ("Ada Holm",)),
        ("By Bao Le", ("Bao Le",)),
    ],
)
def test_a_byline_names_its_people_and_nobody_else(line: str, names: tuple[str, ...]) -> None:
    """Initials and numerals keep their capitals, a paper behind a bar is nobody, and `Le` is a surname, too."""
    assert byline_names(line) == names


@pytest.mark.parametrize(("towns", "is_one"), [("Towns", True), ("Port Towns", False)])
def test_an_agency_in_a_byline_has_eight_words_at_most(towns: str, is_one: bool) -> None:
    """What is longer may be the opening of a sentence."""
    assert is_byline(f"By The Foundation of Free Harbour {towns} and Coasts") == is_one


@pytest.mark.parametrize(("town", "is_one"), [("HARBURG", True), ("NEW HARBURG", False)])
def test_the_place_of_a_dateline_has_eight_words_at_most(town: str, is_one: bool) -> None:
    """As an air base has."""
    line = f"JOINT BASE OF THE NORTHERN COAST AT {town} (AP) — The bridge opened on Monday."
    assert (find_dateline(line) is not None) == is_one


RUSSIAN = "Последний паром сезона вышел из гавани в понедельник, на борту было одиннадцать пассажиров и собака. " * 8


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        (b"The ferry is back.", None, "The ferry is back."),
        ("Паром".encode("cp1251"), "windows-1251", "Паром"),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (b"616263", "hex", "616263"),
        ("The cafÃ© by the quay".encode(), None, "The café by the quay"),
        ("The sign says “Café”“Bar” and no more.", None, "The sign says “Café”“Bar” and no more."),
    ],
)
def test_a_text_is_decoded_as_its_label_or_itself_says(content: bytes | str, charset: str | None, text: str) -> None:
    """Without a label it is looked at; and two quotation marks behind a letter are no sign of East Asia."""
    assert decode(content, charset) == text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("© 2031 The Norhaven Post ".ljust(400, "x"), Furniture.LEGAL),
        ("© 2031 The Norhaven Post ".ljust(401, "x"), None),
        ("A row of boats. A pier. A wooden hut.", Furniture.PICTURE),
        ("A door opens. A bell rings. A man waits.", None),
        ("A map of the old harbour and the long quays behind it.", Furniture.PICTURE),
        ("A map of the old harbour and the long grey quays behind it.", None),
        (f"The boat at the quay. ({'x' * 75} via PA Photo {'y' * 69})", Furniture.CAPTION),
        (f"The boat at the quay. ({'x' * 75} via PA Photo {'y' * 70})", None),
    ],
)
def test_a_line_is_furniture_up_to_a_length(line: str, kind: Furniture | None) -> None:
    """Legal notices of 400 signs, descriptions of twelve words and without a verb, credits of 160 signs."""
    assert furniture(line) is kind


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("She said <q>it is over</q>.", "She said “it is over”."),
        ("<q>He said <q>never</q> twice</q>", "“He said ‘never’ twice”"),
        ("<q>It is <b>over</b> and <i>done</i> with</q>", "“It is over and done with”"),
        ("a park of 12 km<sup>2</sup> here", "a park of 12 km² here"),
        ("Some 10<sup>6</sup> birds", "Some 10⁶ birds"),
        ("in the year 2029<sup>12</sup> again", "in the year 2029 again"),
        ("the boats<sup><a href=#n>a</a></sup> left", "the boats left"),
        ("the boats<a href=#n><sup>*</sup></a> left", "the boats left"),
        ("about 10<a href=#n><sup>6</sup></a> birds", "about 10 birds"),
    ],
)
def test_tags_inside_a_line_become_letters(body: str, text: str) -> None:
    """Quotations their marks, outer and inner; powers raised figures; notes nothing, linked inside or outside."""
    element = fromstring(f"<p>{body}</p>")
    write_out(element)
    assert element.text_content() == text


def test_a_reference_to_an_author_is_looked_up() -> None:
    """By its own mark, in a node that has a name."""
    nodes: list[dict[str, Any]] = [
        {"@id": "#bo", "name": "Bo Lind"},
        {"@id": "#ada"},
        {"@id": "#ada", "name": "Ada Holm", "@type": "Person"},
    ]
    assert list(named({"@id": "#ada"}, nodes)) == [("Ada Holm", True)]
    assert list(named({"@id": "#bo", "name": "Bo Lind, the Elder"}, nodes)) == [("Bo Lind, the Elder", True)]


def test_fifty_declared_authors_are_read() -> None:
    """A page that names more is no page of news."""
    everybody = [f"Ada Holm {number}" for number in range(51)]
    assert [name for name, _ in named(everybody, [])] == everybody[:50]


@pytest.mark.parametrize(
    ("length", "withheld"),
    [(240, True), (241, False)],
)
def test_a_note_of_the_desk_is_a_line_of_240_signs_at_most(length: int, withheld: bool) -> None:
    """What is longer is a paragraph."""
    line = "EMBARGOED UNTIL 9 a.m. on Monday, says the desk ".ljust(length, "x")
    if withheld:
        with pytest.raises(StoryWithheld):
            refuse_withheld([line], "x.txt")
    else:
        refuse_withheld([line], "x.txt")


def test_an_opinion_is_asked_by_whole_runs_of_four_words() -> None:
    """One other word among four is another run."""
    opinion = Opinion("the last ferry left")
    assert opinion.share("the last ferry left") == 1
    others = ("the last boat left", "a last ferry left", "the last ferry sank")
    assert not any(map(opinion.share, others))


@pytest.mark.parametrize(("length", "names"), [(200, ("Ada Holm",)), (201, ())])
def test_an_author_field_of_200_signs_is_read(length: int, names: tuple[str, ...]) -> None:
    """A longer one is no list of names."""
    assert people_in("Ada Holm, ".ljust(length, "x")) == names


@pytest.mark.parametrize(("length", "heads"), [(18, True), (80, True), (81, False)])
def test_what_stands_over_a_list_of_links_has_80_signs_at_most(length: int, heads: bool) -> None:
    """However short it is."""
    assert heads_links(f"More {'great'.ljust(length - 13, 't')} stories") == heads


@pytest.mark.parametrize(("links", "note"), [(0.6, False), (0.61, True)])
def test_a_last_line_that_is_mostly_links_is_a_note(links: float, note: bool) -> None:
    """From over six letters in ten; a line of copy may have as many."""
    assert is_note(Block("Harbour rules and the long winter", fromstring("<p>x</p>"), links, 0.0)) == note


@pytest.mark.parametrize(
    ("text", "labels"),
    [("Harburg Council Votes bridge tomorrow", False), ("Harburg Council Votes Bridge tomorrow again", True)],
)
def test_a_line_is_a_row_of_labels_where_over_six_words_in_ten_have_a_capital(text: str, labels: bool) -> None:
    """Six in ten may be a headline."""
    assert read_passages([Passage(text)])[0].labels == labels


@pytest.mark.parametrize(("text", "words"), [("A ferry sinks", 3), ("渡船", 2), ("渡船回来了", 3)])
def test_every_word_of_a_passage_counts(text: str, words: int) -> None:
    """The first one, too, be it a single letter; two signs of a script without spaces are one more."""
    assert read_passages([Passage(text)])[0].words == words


def test_a_day_alone_between_two_sentences_is_copy() -> None:
    """As in a chronology; and only the day is taken for it."""
    lines = ("The boat left the quay at noon.", "March 14, 2031", "March 15, 2031", "It came back at night, empty.")
    between = read_passages([Passage(lines[0]), Passage(lines[1]), Passage(lines[3])])
    assert [reading.furniture for reading in between] == [None] * 3
    two = read_passages(list(map(Passage, lines)))
    assert [reading.furniture for reading in two] == [None, Furniture.DATE, Furniture.DATE, None]


@pytest.mark.parametrize(
    ("tag", "sign"),
    [
        ("<p>", Sign.NONE),
        ("<aside>", Sign.DOUBTFUL),
        ("<div role=complementary>", Sign.DOUBTFUL),
        ("<aside role=complementary>", Sign.DOUBTFUL),
        ("<nav>", Sign.CERTAIN),
        ("<aside class=newsletter>", Sign.CERTAIN),
        (f"<p class='{'x' * 295} menu '>", Sign.CERTAIN),
        (f"<p class='{'x' * 296} menu '>", Sign.NONE),
    ],
)
def test_what_its_makers_call_a_part_of_a_page_is_doubtful_or_certain(tag: str, sign: Sign) -> None:
    """Tag or role or name; names are read up to 300 signs."""
    assert sign_of(fromstring(f"{tag}x")) is sign
    assert Sign.NONE < Sign.DOUBTFUL < Sign.CERTAIN


def block(words: int, links: float) -> Block:
    """A block of words of nine letters, of which a share stands in links."""
    return Block(" ".join(["harbourly"] * words), fromstring("<p>x</p>"), links, 0.0)


def known(**more: Any) -> Metadata:
    """What a page says that says nothing, and `more`."""
    said = dict.fromkeys(("published", "modified", "site", "language", "url", "image"))
    empty = {"headline": "", "headlines": frozenset(), "byline": (), "sections": (), "declared_body": ""}
    return Metadata(**{**said, **empty, "paywalled": False, "video": False, **more})


@pytest.mark.parametrize(
    ("blocks", "body", "more", "message"),
    [
        ([block(20, 1.0)], [block(20, 1.0)], {}, "a list of links"),
        ([block(20, 0.5)], [block(20, 0.5)], {}, None),
        ([block(40, 0.5)], [block(19, 0.0)], {}, "no article was found on the page, only 19 words"),
        ([block(40, 0.6)], [block(19, 0.0)], {}, "a list of links"),
        ([block(60, 0.0)], [block(60, 0.0)], {"paywalled": True}, None),
        ([block(59, 0.0)], [block(59, 0.0)], {"paywalled": True}, "only 59 words of it stand before a paywall"),
        ([block(59, 0.0)], [block(59, 0.0)], {"video": True}, "the page of a video"),
    ],
)
def test_too_little_is_refused_with_its_reason(
    blocks: list[Block], body: list[Block], more: dict[str, bool], message: str | None
) -> None:
    """Twenty words are a story, sixty where there is doubt, and half of the letters may stand in links."""
    if message is None:
        refuse_too_little(blocks, body, known(**more), "x.html")
    else:
        with pytest.raises(ArticleError, match=message):
            refuse_too_little(blocks, body, known(**more), "x.html")


@pytest.mark.parametrize(
    ("title", "site", "host", "headline"),
    [
        ("The ferry sinks - NHP", "", "www.nhp.example", "The ferry sinks"),
        ("The ferry sinks - NH", "", "www.nh.example", "The ferry sinks - NH"),
        ("The ferry sinks | Daily news and weather by The Norhaven Post", "Norhaven Post", "", "The ferry sinks"),
        (
            "The ferry sinks | Daily news and weather written by The Norhaven Post",
            *("Norhaven Post", "", "The ferry sinks | Daily news and weather written by The Norhaven Post"),
        ),
        ("x" * 301, "", "", "x" * 300),
    ],
)
def test_a_title_loses_the_name_of_its_site(title: str, site: str, host: str, headline: str) -> None:
    """Of three letters where its host has them, of eight words where it is in them; a title has 300 signs at most."""
    assert without_site(title, site, host) == headline


@pytest.mark.parametrize(
    ("padding", "moment"),
    [(46, datetime(2031, 3, 14)), (47, None)],  # noqa: DTZ001  no zone is known
)
def test_a_moment_is_looked_for_in_sixty_signs(padding: int, moment: datetime | None) -> None:
    """A date that does not end there is none."""
    assert read_moment("x" * (padding - 1) + " March 14, 2031") == moment


@pytest.mark.parametrize(
    ("length", "day"),
    [(500, datetime(2031, 3, 14)), (501, None)],  # noqa: DTZ001  no zone is known
)
def test_a_day_is_looked_for_in_500_signs_of_an_address(length: int, day: datetime | None) -> None:
    """A day that does not end there is none."""
    assert date_in_address("https://post.example/".ljust(length - 11, "x") + "/2031/03/14") == day


QUOTED = (
    "> The last ferry of the season left Norhaven on Monday with eleven\n"
    "> passengers and a dog on board, and it will not be back before\n"
    "> April."
)


def test_a_quotation_that_was_wrapped_is_one_passage() -> None:
    """Its marks go; a heading is never one with the line below it."""
    assert [passage.text for passage in passages_of(QUOTED)] == [" ".join(QUOTED.replace("> ", "").split())]
    heading = "# The last ferry of the season left Norhaven on Monday with\n# eleven passengers on board"
    assert len(passages_of(heading)) == 2
