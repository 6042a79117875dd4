"""Web pages and Markdown become articles: the whole article, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.clean import clean
from briefing.errors import ArticleError, BriefingError, StoryWithheld
from briefing.model import Article, Form, Shape, Story

FIRST = "The last ferry of the season left Norhaven on Monday with eleven passengers and a dog on board."
SECOND = "“We shall miss it,” said Ingrid Solheim, who has run the kiosk on the quay for thirty-one years."
THIRD = "The company says that the boat will be back in April, when the ice on the sound has gone."
LAST = "“Or in May,” Solheim said."
COPY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def read(body: str, form: Form = Form.HTML) -> Article:
    """The article on a page with this body."""
    page = (
        f"<html><head><title>Last ferry leaves</title></head><body>{body}</body></html>" if form is Form.HTML else body
    )
    return clean(Story("id", "page.html", page, form))


def page_of(inside: str) -> str:
    """A page with navigation, an article, and a footer."""
    return (
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul></nav>"
        "<main><article class=story><h1>Last ferry leaves</h1><div class=byline>By Ada Holm</div>"
        f"{inside}</article></main>"
        "<footer><p>© 2031 The Norhaven Post. All rights reserved.</p></footer>"
    )


def test_the_article_is_the_body_and_nothing_else() -> None:
    """Navigation, headline, byline and footer are no copy."""
    assert read(page_of(COPY + f"<p>{LAST}</p>")).body == (FIRST, SECOND, THIRD, LAST)


@pytest.mark.parametrize(
    "furniture",
    [
        "<figure><img src=x.jpg><figcaption>The ferry on Monday. (Post/Bo Lind)</figcaption></figure>",
        "<p><strong>Read more: <a href=/x>Why the ice came late</a></strong></p>",
        "<div class=related-stories><h3>Related</h3><ul><li><a href=/x>Ten quays to see</a></li></ul></div>",
        "<div class=newsletter-box><p>Get the Post in your inbox every morning. Sign up now.</p></div>",
        "<div class=ad-slot>Advertisement</div>",
        "<p>Advertisement</p>",
        "<div class=social-share><a href=/f>Share on Facebook</a></div>",
        "<aside class=pullquote><p>“We shall miss it”</p></aside>",
        "<script>var ferry = 'The ferry of the script.';</script>",
        "<p hidden>This paragraph is hidden from the reader, and so it is from the listener as well.</p>",
    ],
)
def test_furniture_among_the_paragraphs_is_left_out(furniture: str) -> None:
    """Captions, promotions, boxes, buttons and pull quotes are not read."""
    page = page_of(f"<p>{FIRST}</p><p>{SECOND}</p>{furniture}<p>{THIRD}</p><p>{LAST}</p>")
    assert read(page).body == (FIRST, SECOND, THIRD, LAST)


def test_a_line_that_repeats_part_of_a_paragraph_is_a_pull_quote() -> None:
    """It is heard once, where it belongs."""
    pulled = "<blockquote><p>who has run the kiosk on the quay for thirty-one years</p></blockquote>"
    assert read(page_of(f"<p>{FIRST}</p><p>{SECOND}</p>{pulled}<p>{THIRD}</p>")).body == (FIRST, SECOND, THIRD)


def test_a_paragraph_that_opens_like_a_promotion_is_copy() -> None:
    """Prose without a link calls nobody elsewhere, whatever its first words are."""
    line = (
        "Read more than a page of the harbour rules, Solheim said, and you will wish for a longer winter on the quay."
    )
    assert line in read(page_of(f"<p>{FIRST}</p><p>{line}</p><p>{SECOND}</p><p>{THIRD}</p>")).body


def test_what_was_left_out_is_listed() -> None:
    """An editor can see what went, and captions are kept apart."""
    caption = "The ferry on Monday. (Post/Bo Lind)"
    article = read(
        page_of(f"<p>{FIRST}</p><figure><figcaption>{caption}</figcaption></figure><p>{SECOND}</p><p>{THIRD}</p>")
    )
    assert caption in article.dropped
    assert article.captions == (caption,)


def test_subheadings_items_and_block_quotes_are_told_apart() -> None:
    """They stay, as what they are."""
    inside = f"<p>{FIRST}</p><h2>What comes next</h2><ul><li>a longer boat</li><li>a shorter winter</li></ul>"
    article = read(page_of(f"{inside}<p>{SECOND}</p><blockquote><p>{LAST}</p></blockquote><p>{THIRD}</p>"))
    shapes = [
        Shape.PARAGRAPH,
        Shape.SUBHEADING,
        Shape.ITEM,
        Shape.ITEM,
        Shape.PARAGRAPH,
        Shape.BLOCKQUOTE,
        Shape.PARAGRAPH,
    ]
    assert article.body == (FIRST, "What comes next", "a longer boat", "a shorter winter", SECOND, LAST, THIRD)
    assert list(article.shapes) == shapes


def test_inline_tags_neither_join_nor_split_words() -> None:
    """Text is as the page prints it."""
    inside = (
        "<p>The <b>fer</b>ry left <i>Nor</i>haven&nbsp;on\n Mon&shy;day, <a href=/x>said Solheim</a>, "
        "who was there to see it go.</p>"
    )
    assert (
        read(page_of(inside + COPY)).body[0]
        == "The ferry left Norhaven on Monday, said Solheim, who was there to see it go."
    )


def test_line_breaks_part_lines_but_not_sentences() -> None:
    """Two in a row part paragraphs; one in the middle of a sentence is a space."""
    inside = f"<div>{FIRST}<br><br>{SECOND[:40]}<br>{SECOND[41:]}<br><br>{THIRD}</div>"
    assert read(page_of(inside)).body == (FIRST, SECOND, THIRD)


def test_an_article_cut_into_boxes_is_put_together() -> None:
    """Boxes of one make under one article belong together, whatever stands between them."""
    boxes = [f"<div class=chunk>{COPY.replace('ferry', word)}</div>" for word in ("ferry", "liner", "steamer")]
    body = read(page_of("<div class=ad>Advertisement</div>".join(boxes))).body
    assert len(body) == 9


def test_a_telling_class_on_the_whole_article_does_no_harm() -> None:
    """An element that holds the article is not furniture, whatever it is called."""
    assert read(page_of(f"<div class='content'><div class='social-feature'>{COPY}</div></div>")).body == (
        FIRST,
        SECOND,
        THIRD,
    )


def test_markdown_goes_the_same_way() -> None:
    """Its first heading is the headline, its marks are not read."""
    article = read(
        f"# Last ferry leaves\n\nBy Ada Holm\n\n{FIRST}\n\n## What comes next\n\n* a *longer* boat\n\n{SECOND}\n",
        Form.MARKDOWN,
    )
    assert (article.headline, article.byline) == ("Last ferry leaves", ("Ada Holm",))
    assert article.body == (FIRST, "What comes next", "a longer boat", SECOND)


def test_a_dateline_is_known_and_stays_in_the_text() -> None:
    """It is metadata and printed words alike."""
    article = read(page_of(f"<p>NORHAVEN (AP) — {FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"))
    assert article.dateline is not None
    assert article.dateline.place == "NORHAVEN"
    assert article.body[0].startswith(article.dateline.text)


def test_a_correction_is_spoken_with_the_story() -> None:
    """The note is a paragraph of the body and known as what it is."""
    note = "Correction: An earlier version of this story gave the wrong number of passengers on the ferry."
    article = read(page_of(f"{COPY}<p>{note}</p>"))
    assert article.corrections == (note,)
    assert note in article.body


def test_a_killed_story_is_withheld() -> None:
    """A kill note at the head of a page stops it."""
    with pytest.raises(StoryWithheld, match="killed"):
        read(page_of(f"<p>EDITORS: Kill the story slugged Ferry, which is not true.</p>{COPY}"))


PAYWALL = f"<main><article><p>{FIRST}</p><div><p>Subscribe to continue reading this story.</p></div></article></main>"
LINKS = "<ul>" + "<li><a href=/x>A story about one of the many ferries</a></li>" * 40 + "</ul>"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<div id=root></div><script>start()</script>", "scripts"),
        (PAYWALL, "paywall"),
        (LINKS, "list of links"),
        ("", "scripts"),
    ],
)
def test_too_little_is_reported(page: str, reason: str) -> None:
    """A stub, a list of links and a page of scripts are named as what they are, with what to do."""
    with pytest.raises(ArticleError, match=reason) as caught:
        read(page)
    assert caught.value.hint


HOSTILE = {
    "nested": "<div>" * 1_000_000,
    "deep": "<div>" * 5_000 + COPY,
    "attribute": f"<p class='{'ad ' * 1_000_000}'>x</p>{COPY}",
    "one line": "<p>" + "word " * 200_000,
    "unclosed": "<p class=" * 100_000,
    "quotes": "“\"'" * 200_000,
    "entities": "<p>" + "&amp;" * 200_000,
    "bomb": "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;</p>" + COPY,
    "breaks": "<p>" + "word<br>" * 60_000,
    "byline": f"<span class=byline>By {'Ada Holm and ' * 50_000}</span>{COPY}",
    "address": f"<p>see http://{'a.' * 200_000}</p>{COPY}",
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_end(page: str) -> None:
    """In an article or in an error that names the story, long before the suite's time limit."""
    try:
        said = f"page.html: {len(read(page).body)} paragraphs"
    except BriefingError as error:
        said = str(error)
    assert "page.html" in said


def test_more_than_ten_megabytes_are_refused() -> None:
    """Before anything is decoded."""
    with pytest.raises(ArticleError, match="larger than 10 MB"):
        clean(Story("id", "page.html", b"x" * 10_000_001, Form.HTML))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="abc déß,.“”", min_size=30, max_size=120), min_size=3, max_size=6))
def test_every_word_of_the_body_is_printed_on_the_page(lines: list[str]) -> None:
    """Nothing is invented: each paragraph stands in the page, white space aside."""
    page = page_of(COPY + "".join(f"<p>{line}</p>" for line in lines))
    printed = {" ".join(line.split()) for line in (*lines, FIRST, SECOND, THIRD)}
    assert set(read(page).body) <= printed


def test_tables_inside_one_another_take_no_time() -> None:
    """The article is found all the same, before the suite's time limit."""
    assert FIRST in read(page_of("<table>" * 700 + COPY)).body


def test_the_days_of_a_chronology_are_read() -> None:
    """A day alone between sentences of the article is copy; below the byline and at the end it is the page's."""
    copy = (FIRST, "March 4, 2015", SECOND, "May 4, 2020", THIRD)
    days = "".join(f"<p>{line}</p>" for line in ("May 5, 2020", *copy, "May 6, 2020"))
    assert read(page_of(days)).body == copy


@pytest.mark.parametrize(
    "line",
    [
        "A seal, seen on the quay on Monday, was brought to safety by Solheim.",
        "Since the ice came, Norhaven can be reached by helicopter only.",
        "No comment.",
    ],
)
def test_a_short_paragraph_with_the_words_of_a_caption_is_copy(line: str) -> None:
    """A whole sentence between two paragraphs is left out only for a credit, a link or a place beside a picture."""
    assert line in read(page_of(f"<p>{FIRST}</p><p>{line}</p><p>{SECOND}</p><p>{THIRD}</p>")).body


def test_an_ordinary_headline_withholds_no_story() -> None:
    """A headline about an embargo is no note of the desk."""
    page = page_of(COPY).replace("<h1>Last ferry leaves", "<h1>Embargo for ferries ends on Monday")
    assert read(page).body == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    ("written", "read_out"),
    [
        ("<del>$5 million</del> <ins>$6 million</ins>, said <s>nine</s> ten", "$6 million, said ten"),
        ("3 x 10<sup>6</sup> and 10<sup>-9</sup>", "3 x 10⁶ and 10⁻⁹"),
        ("5 km<sup>2</sup> of the 4<sup>th</sup> quay", "5 km² of the 4th quay"),
        ("the council.<sup>1</sup> He, in 2015<sup>2, 3</sup>, left", "the council. He, in 2015, left"),
        ("a quay<sup>[1]</sup> of", "a quay[1] of"),
        ("a quay<sup><a href=#a>a</a></sup> of 12<a href=#b><sup>4</sup></a> boats", "a quay of 12 boats"),
        ("<a href=/x>a loan of 10<sup>6</sup> kroner</a>", "a loan of 10⁶ kroner"),
        ("Solheim: <q>It is as <em>late</em></q>. So", "Solheim: “It is as late”. So"),
        ("Solheim: <q>They say <q>soon</q>,</q> and", "Solheim: “They say ‘soon’,” and"),
        ("Solheim: <q>“It is late”</q> now", "Solheim: “It is late” now"),
    ],
)
def test_what_inline_tags_say_is_read(written: str, read_out: str) -> None:
    """Words struck out and footnotes are not read, powers stay powers, and a quotation has its marks."""
    line = "The company wrote: {}, and nobody in the whole of Norhaven knew what to make of that letter."
    found = read(page_of(f"<p>{FIRST}</p><p>{line.format(written)}</p><p>{SECOND}</p><p>{THIRD}</p>"))
    assert found.body[1] == line.format(read_out)


def test_markdown_may_strike_out_words_and_hold_a_table() -> None:
    """What is struck out is not read; each row of a table is a line."""
    table = "| Quay | Boats |\n|---|---|\n| North | 20 |\n| South | 300 |"
    text = f"# Last ferry leaves\n\n{FIRST}\n\nIt cost ~~5~~ 6 million, Solheim said.\n\n{table}\n\n{THIRD}\n"
    lines = ("It cost 6 million, Solheim said.", "Quay Boats", "North 20", "South 300")
    assert read(text, Form.MARKDOWN).body == (FIRST, *lines, THIRD)
