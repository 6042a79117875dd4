"""What pages say about their articles, in the many ways they say it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.clean import clean
from briefing.clean.dates import date_in_address, read_moment
from briefing.clean.decode import printable
from briefing.clean.linked_data import named, texts
from briefing.clean.people import people_in
from briefing.clean.titles import best_headline, without_site
from briefing.edition import make_edition
from briefing.model import Article, Form, Story
from briefing.report import Status
from tests.conftest import NOW, story

if TYPE_CHECKING:
    from briefing.newsroom import Newsroom

COPY = """
<p>The last ferry of the season left Norhaven on Monday with eleven passengers and a dog on board.</p>
<p>“We shall miss it,” said Ingrid Solheim, who has run the kiosk on the quay for thirty-one years.</p>
<p>The company says that the boat will be back in April, when the ice on the sound has gone.</p>
"""


def read(head: str = "", body: str = "<h1>Last ferry leaves</h1>" + COPY, **carrier: object) -> Article:
    """The article on a page with this head and body."""
    page = f"<html><head>{head}</head><body><main><article>{body}</article></main></body></html>"
    return clean(Story("id", "page.html", page, Form.HTML, **carrier))  # type: ignore[arg-type]  fields of Story


def declare(**fields: object) -> str:
    """A JSON-LD script for a news article."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Last ferry leaves", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Ferry strikes the old quay - The Norhaven Post", "Ferry strikes the old quay"),
        ("Ferry strikes the old quay | Business | The Norhaven Post", "Ferry strikes the old quay"),
        ("The Norhaven Post | Ferry strikes the old quay", "Ferry strikes the old quay"),
        ("Ferry strikes the old quay — norhavenpost.test", "Ferry strikes the old quay"),
        ("Ferry strikes – and nobody noticed", "Ferry strikes – and nobody noticed"),
        ("Ferry - a short history", "Ferry - a short history"),
    ],
)
def test_the_sites_name_is_taken_off_a_title(title: str, headline: str) -> None:
    """Before or behind a bar or a dash; a dash of the headline's own stays."""
    assert without_site(title, "The Norhaven Post", "norhavenpost.test") == headline


def test_the_printed_headline_goes_before_the_declared_one() -> None:
    """A listener hears what a reader reads, not what was written for search engines."""
    article = read('<meta property="og:title" content="Last ferry leaves Norhaven | Post"><title>x</title>')
    assert article.headline == "Last ferry leaves"


def test_a_logo_is_not_the_headline() -> None:
    """An `<h1>` that agrees with no declared title is passed over."""
    assert (
        best_headline(["The Norhaven Post"], ["The Norhaven Post", "Last ferry leaves"], ["Last ferry leaves"])
        == "Last ferry leaves"
    )


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Ada Holm", ("Ada Holm",)),
        ("ADA HOLM, Business Writer", ("Ada Holm",)),
        ("Ada Holm, Bo Lind and Cyra Marsh", ("Ada Holm", "Bo Lind", "Cyra Marsh")),
        ("By; Ada Holm; Senior reporter", ("Ada Holm",)),
        ("By Ada Holm on Monday, November 3rd, 2031 at 11:04 a.m.", ("Ada Holm",)),
        ("Ada Holm @adaholm · 3 min read", ("Ada Holm",)),
        ("Ada O’Holm for the Norhaven Post", ("Ada O’Holm",)),
        ("Norhaven News Agency", ()),
        ("Staff", ()),
        ("ada.holm@post.test", ()),
    ],
)
def test_bylines_become_peoples_names(printed: str, names: tuple[str, ...]) -> None:
    """No `By`, no roles, no papers, no addresses."""
    assert people_in(printed) == names


def test_declared_people_go_before_the_agency() -> None:
    """An organisation among the authors is left out once a person is named."""
    authors = [{"@type": "Organization", "name": "Norhaven Post"}, {"@type": "Person", "name": "Ada Holm"}]
    assert read(declare(author=authors)).byline == ("Ada Holm",)


def test_an_author_may_be_a_reference() -> None:
    """`{"@id": …}` is looked up in the page's graph."""
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "Last ferry leaves", "author": {"@id": "#1"}},
            {"@type": "Person", "@id": "#1", "name": "Ada Holm"},
        ]
    }
    assert read(f'<script type="application/ld+json">{json.dumps(graph)}</script>').byline == ("Ada Holm",)


def test_a_reference_leads_to_the_named_node_of_its_own_id() -> None:
    """Neither to another's name nor to an empty twin."""
    nodes = [{"@id": "#b", "name": "Bo Lind"}, {"@id": "#a"}, {"@id": "#a", "name": "Ada Holm"}]
    assert list(named({"@id": "#a"}, nodes)) == [("Ada Holm", True)]


def test_an_agency_signs_where_nobody_else_does() -> None:
    """A byline is better than none."""
    assert read(declare(author={"@type": "Organization", "name": "Norhaven Press"})).byline == ("Norhaven Press",)


def test_a_printed_byline_is_read() -> None:
    """A page without any declaration still says who wrote it."""
    assert read(body=f"<h1>Last ferry leaves</h1><p>By Ada Holm and Bo Lind</p>{COPY}").byline == (
        "Ada Holm",
        "Bo Lind",
    )


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2031-11-03T06:35:39Z", datetime(2031, 11, 3, 6, 35, 39, tzinfo=UTC)),
        ("2031-11-03T06:35:39.123+0000", datetime(2031, 11, 3, 6, 35, 39, tzinfo=UTC)),
        ("Mon, 03 Nov 2031 06:35:39 +0000", datetime(2031, 11, 3, 6, 35, 39, tzinfo=UTC)),
        ("2031-11-03", datetime(2031, 11, 3)),  # noqa: DTZ001  no zone is known
        ("November 3, 2031", datetime(2031, 11, 3)),  # noqa: DTZ001  no zone is known
        ("1970-01-01", datetime(1970, 1, 1)),  # noqa: DTZ001  no zone is known
        ("1969-12-31", None),
        ("2099-12-31", datetime(2099, 12, 31)),  # noqa: DTZ001  no zone is known
        ("2100-01-01", None),
        ("2031-13-45T99:99", None),
        ("yesterday", None),
    ],
)
def test_dates_are_read_in_the_forms_pages_use(text: str, moment: datetime | None) -> None:
    """ISO 8601 and its misspellings, RFC 5322, English words; nonsense is nothing."""
    assert read_moment(text) == moment


def test_the_address_may_tell_the_day() -> None:
    """`/2031/11/03/` is a date; other digits are not."""
    assert date_in_address("https://post.test/2031/11/03/ferry") == datetime(2031, 11, 3)  # noqa: DTZ001  no zone is known
    assert date_in_address("https://post.test/story/20999999") is None


def test_everything_a_well_kept_page_declares_is_taken() -> None:
    """Dates, site, language, address and picture come from their declarations."""
    head = (
        declare(datePublished="2031-11-03T06:00:00Z", dateModified="2031-11-03T08:00:00Z")
        + '<meta property="og:site_name" content="The Norhaven Post"><meta property="og:locale" content="en_GB">'
        + '<meta property="og:image" content="/ferry.jpg"><link rel="canonical" href="/2031/ferry">'
    )
    article = read(head, url="https://post.test/2031/ferry?from=feed")
    assert (article.site, article.language) == ("The Norhaven Post", "en-GB")
    assert (article.url, article.image) == ("https://post.test/2031/ferry", "https://post.test/ferry.jpg")
    assert article.published == datetime(2031, 11, 3, 6, tzinfo=UTC)
    assert article.modified == datetime(2031, 11, 3, 8, tzinfo=UTC)


def test_the_carrier_fills_the_gaps() -> None:
    """What a feed says of its entry stands where the entry itself says nothing."""
    when = datetime(2031, 11, 3, tzinfo=UTC)
    article = read(body=COPY, headline="Last ferry leaves", byline=("Ada Holm",), published=when)
    assert (article.headline, article.byline, article.published) == ("Last ferry leaves", ("Ada Holm",), when)


def test_a_front_page_is_no_canonical_address() -> None:
    """A page that calls the site's front page its address keeps its own."""
    article = read('<link rel="canonical" href="https://post.test/">', url="https://post.test/ferry")
    assert article.url == "https://post.test/ferry"


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, '{"@type": 5, "author": [[["x"]]]}', '"text"', "null", '{"@graph": {"a": []}}']
)
def test_broken_declarations_do_no_harm(script: str) -> None:
    """JSON-LD that is none, or nested without end, is passed over."""
    assert read(f'<script type="application/ld+json">{script}</script>').headline == "Last ferry leaves"


@pytest.mark.parametrize("count", [49, 50, 51, 500])
def test_of_a_list_in_linked_data_fifty_are_read(count: int) -> None:
    """Strings, and the names and addresses of objects; lists in it are none."""
    listed = [{"name": "a"}, {"url": "b"}, {"@value": "c"}, ["d"], {"x": "e"}, *(["f"] * count)][:count]
    assert list(texts(listed)) == ["a", "b", "c", *("f" * (min(count, 50) - 5))]
    assert len(list(named(["Ada Moor"] * count, ()))) == min(count, 50)


ODD = st.text(st.sampled_from("aé \ud83d\ude00\u001b\0\u202e\u2066\u2028\ufeff<&;"), min_size=1, max_size=12)
"""Letters, and what must not come through: halves of characters, escapes, signs that turn a line round."""


@given(ODD, ODD)
def test_nothing_unprintable_comes_in_by_a_pages_metadata_or_its_carrier(one: str, other: str) -> None:
    """JSON can write what a page cannot; a half of an emoji in one headline silenced every edition."""
    people = [{"name": f"Ilse {one} Varga"}, f"Per {other} Lund"]
    head = declare(headline=f"Mill wheel {one} turns", author=people, articleSection=[other], image=f"/{one}.png")
    for article in (
        read(head, COPY, url=f"https://post.test/{other}", site=other),
        read("", COPY, headline=f"Mill wheel {one}", byline=(other,), sections=(one,)),
    ):
        json.dumps(msgspec.to_builtins(article), ensure_ascii=False).encode()
        assert all(printable(text) == text for text in (article.headline, *article.byline, *article.sections))
        assert all(printable(text or "") == (text or "") for text in (article.site, article.url, article.image))


def test_half_an_emoji_in_a_headline_silences_nobody(room: Newsroom) -> None:
    """It is declared in JSON, where a page without a headline of its own has it."""
    head = declare(headline="Mill wheel turns again \ud83d")
    page = f"<html><head>{head}</head><body><main><article>{COPY}</article></main></body></html>"
    report = make_edition([Story("mill", "mill.html", page, Form.HTML), story("alba")], room, now=NOW)
    assert {each.status for each in report.outcomes} == {Status.PUBLISHED}
