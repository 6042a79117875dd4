"""Feeds, sitemaps and lists of feeds, and the pages they lead to.  The web is a mapping here."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.clean import clean
from briefing.errors import BriefingError, SourceError, StoryWithheld, TakenBack
from briefing.model import Form, Story
from briefing.settings import SourceSettings
from briefing.sources import read_source
from briefing.sources.document import Document
from briefing.sources.links import canonical
from briefing.sources.reading import _Reader
from briefing.sources.web import Web

if TYPE_CHECKING:
    from collections.abc import Mapping

LONG = " ".join(["The tide was high and nobody in Port Vale was surprised."] * 20)
PAGE = b"<!DOCTYPE html><title>Page</title><p>The tide was high."
BASE = "https://news.example"


class FakeWeb(Web):
    """Answers from a mapping; None is `unchanged`, and what is missing is an error."""

    def __init__(self, pages: Mapping[str, bytes | None] | None = None, *, forbidden: str = "/forbidden") -> None:
        super().__init__(SourceSettings())
        self.pages = pages or {}
        self.forbidden = forbidden
        self.asked: list[tuple[str, bool]] = []

    def fetch(self, url: str, *, ask_robots: bool) -> Document | None:
        """What the mapping holds."""
        self.asked.append((url, ask_robots))
        if ask_robots:
            self.check_robots(url)
        if url not in self.pages:
            raise (TakenBack if "back" in url else SourceError)(url, "does not exist", hint="Look it up.")
        content = self.pages[url]
        return None if content is None else Document(canonical(url), url, content, url=url)

    def check_robots(self, url: str) -> None:
        """One path is forbidden."""
        if self.forbidden in url:
            raise SourceError(url, "is not to be fetched (robots.txt)")


def read(url: str, web: FakeWeb, **settings: object) -> list[Story | SourceError]:
    """All that comes out of an address."""
    return list(read_source(url, settings=SourceSettings(**settings), home=Path("/nowhere"), web=web))  # type: ignore[arg-type]


def rss(*items: str) -> bytes:
    """An RSS feed of these items."""
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0" {content}><channel><title>F</title>{inner}</channel></rss>'.encode()
    )


def full(number: int) -> str:
    """An item with its full text."""
    return (
        f"<title>Tide {number} &amp; wind</title><link>{BASE}/{number}?utm_source=rss</link><guid>tag:{number}</guid>"
        "<pubDate>Fri, 07 Feb 2031 09:00:00 +0200</pubDate><dc:creator>Ada Quist</dc:creator>"
        f"<description>Short.</description><content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded>"
    )


def test_an_entry_with_full_text_is_a_story() -> None:
    """Nothing else is fetched; id, address, date, headline and byline are the entry's."""
    web = FakeWeb({f"{BASE}/feed": rss(full(1))})
    (story,) = read(f"{BASE}/feed", web)
    assert isinstance(story, Story)
    assert (story.id, story.url, story.form) == ("tag:1", f"{BASE}/1", Form.HTML)
    assert (story.headline, story.byline) == ("Tide 1 & wind", ("Ada Quist",))
    assert story.published == datetime(2031, 2, 7, 7, 0, tzinfo=UTC)
    assert LONG in story.content  # type: ignore[operator]
    assert web.asked == [(f"{BASE}/feed", False)]


def test_an_entry_without_full_text_leads_to_its_page() -> None:
    """The page is asked for as robots.txt allows, and keeps what the entry says of it."""
    item = f"<title>Tide</title><link>{BASE}/a</link><guid>77</guid><description>Short. Read more</description>"
    (story,) = read(f"{BASE}/feed", web := FakeWeb({f"{BASE}/feed": rss(item), f"{BASE}/a": PAGE}))
    assert isinstance(story, Story)
    assert (story.id, story.content, story.headline) == (f"{BASE}/feed#77", PAGE, "Tide")
    assert web.asked[1] == (f"{BASE}/a", True)


def test_a_full_text_that_breaks_off_is_not_taken_for_the_story() -> None:
    """A text that ends in an ellipsis or in “Read more” is an excerpt."""
    for ending in ("[…]", "...", "<a href='x'>Read more</a>", "[&#8230;]"):
        item = f"<link>{BASE}/a</link><content:encoded><![CDATA[<p>{LONG} {ending}</p>]]></content:encoded>"
        (story,) = read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": rss(item), f"{BASE}/a": PAGE}))
        assert isinstance(story, Story)
        assert story.content == PAGE


def test_a_long_summary_stands_in_for_a_page_that_is_gone() -> None:
    """As long as it does not break off; otherwise the entry is an error."""
    middling = " ".join(LONG.split()[:100])
    item = f"<link>{BASE}/gone</link><description>{middling}</description>"
    assert isinstance(read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": rss(item)}))[0], Story)
    item = f"<link>{BASE}/gone</link><description>{middling} ...</description>"
    (error,) = read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": rss(item)}))
    assert isinstance(error, SourceError)


def test_stories_that_a_feed_gives_one_id_are_all_heard() -> None:
    """Each is remembered by its link; the same entry given twice, in two versions, is one story."""
    one, two, again = (full(number).replace(f"tag:{number}", "tag:site") for number in (1, 2, 2))
    web = FakeWeb({f"{BASE}/feed": rss(one, two), f"{BASE}/twice": rss(two, again)})
    assert [each.id for each in read(f"{BASE}/feed", web) if isinstance(each, Story)] == [f"{BASE}/1", f"{BASE}/2"]
    assert {each.id for each in read(f"{BASE}/twice", web) if isinstance(each, Story)} == {"tag:site"}


FIRST = (
    "The bridge at Port Vale was closed on Friday after a barge had struck its middle pier, the harbour office said. "
    "Nobody was hurt, and divers are to look at the stones."
)
SHORT = (
    f"<p>{FIRST}</p><p>“We shall know more when the tide is out,” said Ada Quist, who keeps the lock. Until then the "
    "ferry runs every half hour.</p>"
)
"""A whole story in two paragraphs: 55 words."""


def brought(content: str, link: str = f"<link>{BASE}/a</link>") -> bytes:
    """A feed of one story, with this for its content."""
    head = f"<title>Bridge closed</title>{link}<guid>tag:bridge</guid><description>Closed.</description>"
    return rss(f"{head}<content:encoded><![CDATA[{content}]]></content:encoded>")


def heard(feed: bytes, page: bytes | None) -> tuple[str, ...] | BriefingError:
    """What is read out of the story of a feed whose page has this, or why nothing is."""
    pages: dict[str, bytes | None] = {f"{BASE}/feed": feed} | ({f"{BASE}/a": page} if page else {})
    (story,) = read(f"{BASE}/feed", FakeWeb(pages))
    try:
        return story if isinstance(story, SourceError) else clean(story).body
    except BriefingError as error:
        return error


STUBS = {
    "missing": None,
    "empty": b" ",
    "a log-in": b"<!DOCTYPE html><title>Log in</title><form><p>Log in to continue reading.</p></form>",
    "a long log-in": b"<!DOCTYPE html><title>Welcome</title><h1>Welcome</h1>"
    + b"<p>%s</p>" % (b"Have a letter sent. " * 30),
    "a paywall": f"<!DOCTYPE html><title>Bridge closed</title><p>{FIRST}</p><p>Sign in to read the rest.</p>".encode(),
    "no page": b"%PDF-1.7",
    "another feed": rss("<title>x</title>"),
}


@pytest.mark.parametrize("page", STUBS.values(), ids=STUBS)
def test_a_story_that_its_feed_brought_whole_is_not_lost_with_its_page(page: bytes | None) -> None:
    """Short as it is, it is heard just as it would be without a link."""
    whole = heard(brought(SHORT, link=""), None)
    assert isinstance(whole, tuple)
    assert len(whole) == 2
    assert heard(brought(SHORT), page) == whole
    atom = SHORT.replace("<", "&lt;")
    entry = f"<id>urn:1</id><title>Bridge closed</title><link href='{BASE}/a'/><content type='html'>{atom}</content>"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}</entry></feed>"
    assert heard(feed.encode(), page) == whole


def test_a_page_that_has_more_goes_before_what_its_feed_brought() -> None:
    """Also where the paper has given it another headline."""
    more = f"<p>The lock stays open all night, and the mayor of Port Vale will speak to the carters at noon.</p>{SHORT}"
    page = f"<!DOCTYPE html><title>Bridge still shut</title><body><article><h1>Bridge still shut</h1>{more}</article>"
    found = heard(brought(SHORT), page.encode())
    assert isinstance(found, tuple)
    assert len(found) == 3


@pytest.mark.parametrize("note", ["KILL: Do not use.", "EMBARGOED UNTIL 6 P.M. FRIDAY"])
@pytest.mark.parametrize("rest", ["", SHORT])
def test_a_page_that_is_withheld_is_not_got_around(note: str, rest: str) -> None:
    """What its feed brought before stays unheard, even where the page holds nothing but the note."""
    page = f"<!DOCTYPE html><title>Bridge closed</title><body><article><p>{note}</p>{rest}</article>"
    assert isinstance(heard(brought(SHORT), page.encode()), StoryWithheld)


@pytest.mark.parametrize(
    "beginning",
    [
        f"<p>{FIRST} […]</p>",
        f"<p>{FIRST}</p>",
        f"<p>{FIRST} [&#8230;]</p><p>The post <a href='x'>Bridge closed</a> appeared first on <a href='y'>F</a>.</p>",
    ],
)
def test_a_beginning_does_not_stand_in_for_its_page(beginning: str) -> None:
    """It is said how much of the story the feed has, and what is wrong with its page."""
    error = heard(brought(beginning), None)
    assert isinstance(error, SourceError)
    assert re.search(r"the feed has only its first 3\d words and its page does not exist", error.message)


def test_the_line_below_every_text_of_a_feed_is_not_read() -> None:
    """“The post … appeared first on …” is no news."""
    footer = "<p>The post <a href='x'>Bridge closed</a> appeared first on <a href='y'>Port Vale Post</a>.</p>\n"
    assert heard(brought(SHORT + footer), None) == heard(brought(SHORT), None)


def test_one_bad_entry_does_not_stop_the_others() -> None:
    """It is an error in its place."""
    bad = "<title>Nothing</title>"
    web = FakeWeb({f"{BASE}/feed": rss(full(1), bad, f"<link>{BASE}/gone</link>", full(2))})
    kinds = [type(each) for each in read(f"{BASE}/feed", web)]
    assert kinds == [Story, SourceError, SourceError, Story]


def test_what_has_not_changed_gives_nothing() -> None:
    """Neither a feed nor a page that a feed leads to."""
    assert read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": None})) == []
    web = FakeWeb({f"{BASE}/feed": rss(f"<link>{BASE}/a</link>"), f"{BASE}/a": None})
    assert read(f"{BASE}/feed", web) == []


def test_no_more_than_max_items_are_taken() -> None:
    """The first ones of the feed."""
    found = read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": rss(*map(full, range(9)))}), max_items=2)
    assert [story.id for story in found if isinstance(story, Story)] == ["tag:0", "tag:1"]


def test_atom_is_read_too() -> None:
    """Plain text stays plain text, and an entry may have several authors."""
    authors = "<author><name>Ada Quist</name></author><author><name>Ben Orr</name></author>"
    entry = f"<entry><id>urn:1</id><title>Tide</title>{authors}<content type='text'>{LONG}</content></entry>"
    web = FakeWeb({f"{BASE}/atom": f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>".encode()})
    (story,) = read(f"{BASE}/atom", web)
    assert isinstance(story, Story)
    assert (story.id, story.form, story.content, story.byline) == ("urn:1", Form.TEXT, LONG, ("Ada Quist", "Ben Orr"))


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Bread &lt; 5 kroner at Lund's, and rolls &gt; 2", "Bread < 5 kroner at Lund's, and rolls > 2"),
        ("Lund&amp;apos;s &lt;i&gt;new&lt;/i&gt; rolls", "Lund's new rolls"),
        ("Lund&amp;apos;s &lt;i class='x'&gt;new rolls", "Lund's new rolls"),
    ],
)
def test_angle_brackets_that_are_no_markup_are_kept(title: str, headline: str) -> None:
    """In RSS a title may hold markup, and nobody says whether it does: only what begins as a tag does is one."""
    (story,) = read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": rss(full(1).replace("Tide 1 &amp; wind", title))}))
    assert isinstance(story, Story)
    assert story.headline == headline


ATOM_TITLES = {
    "<title type='text'>Why the &lt;dialog&gt; element matters</title>": "Why the <dialog> element matters",
    "<title>Why &amp;amp; is written so</title>": "Why &amp; is written so",
    "<title type='html'>Why the &lt;b&gt;dialog&lt;/b&gt; matters</title>": "Why the dialog matters",
}


@pytest.mark.parametrize("title", ATOM_TITLES)
def test_a_title_that_atom_declares_plain_is_taken_as_it_stands(title: str) -> None:
    """There an angle bracket is a letter like any other; plain is what Atom takes it for where nothing is declared."""
    entry = f"<entry><id>urn:1</id>{title}<content type='text'>{LONG}</content></entry>"
    web = FakeWeb({f"{BASE}/atom": f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>".encode()})
    (story,) = read(f"{BASE}/atom", web)
    assert isinstance(story, Story)
    assert story.headline == ATOM_TITLES[title]


def test_a_text_that_atom_declares_plain_keeps_every_word() -> None:
    """Unless it has the tags of paragraphs, which shows that it was declared wrongly."""
    told = [f"Paragraph {number} says that the <dialog> element is kept, as Ada Quist wrote it." for number in range(6)]
    for paragraphs, heard_as in ((told, told), ([f"<p>{FIRST}</p>"] * 2, [FIRST] * 2)):
        escaped = "\n\n".join(paragraphs).replace("<", "&lt;")
        entry = f"<entry><id>urn:1</id><title>Dialogs</title><content type='text'>{escaped}</content></entry>"
        assert heard(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>".encode(), None) == tuple(heard_as)


def test_broken_feeds_keep_their_letters() -> None:
    """Entities of HTML that XML does not know are letters all the same."""
    item = f"<title>Caf&eacute; &mdash; open</title><link>{BASE}/1</link><description>{LONG}</description>"
    (story,) = read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": rss(item)}))
    assert isinstance(story, Story)
    assert story.headline == "Café — open"


def test_robots_txt_is_for_pages_not_for_feeds_that_are_named() -> None:
    """An address that only looks like a feed's is refused once it turns out to be a page."""
    feed, page = f"{BASE}/forbidden/feed", f"{BASE}/forbidden/page.xml"
    web = FakeWeb({feed: rss(full(1)), page: PAGE, f"{BASE}/forbidden/x": rss(full(1))})
    assert isinstance(read(feed, web)[0], Story)
    assert isinstance(read(page, web)[0], SourceError)
    assert isinstance(read(f"{BASE}/forbidden/x", web)[0], SourceError)
    assert isinstance(read(f"{BASE}/forbidden/x", web, feeds=(f"{BASE}/forbidden/x",))[0], Story)


def test_an_error_says_what_it_is_about() -> None:
    """The feed, the page, or the story of a feed with its title; and the hint is passed on."""
    item = f"<title>Tide &amp; wind</title><link>{BASE}/gone</link>"
    opml = f"<opml><outline xmlUrl='{BASE}/rss/gone'/></opml>".encode()
    sitemap = f"<urlset><url><loc>{BASE}/gone</loc></url></urlset>".encode()
    web = FakeWeb({f"{BASE}/feed": rss(item), f"{BASE}/list": opml, f"{BASE}/map": sitemap})
    messages = {
        f"{BASE}/gone": f"{BASE}/gone: the page does not exist",
        f"{BASE}/gone.rss": f"{BASE}/gone.rss: the feed does not exist",
        f"{BASE}/feed": f"{BASE}/gone: the story “Tide & wind” of F: its page does not exist",
        f"{BASE}/list": f"{BASE}/rss/gone: the feed does not exist",
        f"{BASE}/map": f"{BASE}/gone: the page does not exist",
    }
    for url, message in messages.items():
        (error,) = read(url, web)
        assert isinstance(error, SourceError)
        assert (error.message, error.hint) == (message, "Look it up.")


def test_what_its_paper_has_taken_back_is_not_heard_from_its_feed() -> None:
    """A page that is gone on purpose stays gone, though the feed still has its text."""
    (error,) = read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": brought(SHORT, f"<link>{BASE}/back</link>")}))
    assert isinstance(error, SourceError)
    assert error.message == f"{BASE}/back: the story “Bridge closed” of F: its page does not exist"


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_feed_that_breaks_off_says_where(coding: str) -> None:
    """What stands whole before is read, an entry cut in two is not."""
    whole = rss(full(1), full(2)).decode().replace("<item>", "\n<item>").replace('"1.0"', f'"1.0" encoding="{coding}"')
    half = whole[: whole.index("tide", whole.index("<item>", whole.index("<item>") + 1))]
    for text, stories, line in ((half, 1, 3), (whole[: whole.index("</channel>")], 2, 3), (half.split("\n")[0], 0, 1)):
        web = FakeWeb({f"{BASE}/feed": text.encode(coding)})
        *before, error = read(f"{BASE}/feed", web)
        assert [type(each) for each in before] == [Story] * stories
        assert isinstance(error, SourceError)
        assert f" in line {line}" in error.message
        assert "broken" in error.message
        assert error.hint
    assert len(read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": whole.encode(coding)}))) == 2


def test_a_feed_without_entries_is_nothing_new() -> None:
    """A quiet day is no failure; XML that only looks like a feed is."""
    atom = b"<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title></feed>"
    for feed in (rss(), atom):
        assert read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": feed})) == []
    (error,) = read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": b"<rdf:RDF xmlns:rdf='x'/>"}))
    assert isinstance(error, SourceError)


def test_a_story_is_credited_to_its_paper_by_name() -> None:
    """As its page has it, else the entry's source, else the feed's title; never its host where a name is known."""
    source = "<source url='https://vale.example/rss'>Port Vale Post</source>"
    named = b"<!DOCTYPE html><meta property='og:site_name' content='The Vale'><title>T</title><body>"
    text = f"<article><p>{LONG}</p></article>".encode()
    for item, page, site in (
        (full(1), b"", "F"),
        (full(1) + source, b"", "Port Vale Post"),
        (f"<link>{BASE}/a</link>", PAGE + text, "F"),
        (f"<link>{BASE}/a</link>", named + text, "The Vale"),
        (f"<link>{BASE}/a</link>", LONG.encode(), "F"),
    ):
        (story,) = read(f"{BASE}/feed", FakeWeb({f"{BASE}/feed": rss(item), f"{BASE}/a": page}))
        assert isinstance(story, Story)
        assert clean(story).site == site


def test_a_home_page_given_as_a_feed_tells_where_its_feed_is() -> None:
    """The first feed that the page names, resolved."""
    links = (
        '<link rel="stylesheet" href="/s.css"><link rel="alternate" type="text/html" href="/fr">'
        '<LINK REL="Alternate home" TYPE="application/rss+xml; charset=utf-8" HREF=" /rss?a=1&amp;b=2 ">'
        '<link rel="alternate" type="application/atom+xml" href="/atom">'
    )
    home, bare = f"{BASE}/", f"{BASE}/bare"
    web = FakeWeb({home: f"<!DOCTYPE html><head>{links}</head><p>Hello.".encode(), bare: PAGE, f"{BASE}/t": b"Hello."})
    (error,) = read(home, web, feeds=(home,))
    assert isinstance(error, SourceError)
    assert error.message == f"{home}: is a web page, not a feed"
    assert f" {BASE}/rss?a=1&b=2:" in error.hint
    for url, reason in ((bare, "is a web page, not a feed"), (f"{BASE}/t", "is not a feed")):
        (error,) = read(url, web, feeds=(url,))
        assert isinstance(error, SourceError)
        assert error.message == f"{url}: {reason}"
        assert error.hint


def test_a_news_sitemap_gives_its_newest_pages() -> None:
    """With the dates and titles that it has; gzipped ones too, and through an index."""
    news = (
        "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"
    )
    urls = "".join(
        f"<url><loc>{BASE}/{day}</loc><n:news><n:publication><n:name>Paper</n:name></n:publication>"
        f"<n:publication_date>2031-02-0{day}T07:00:00Z</n:publication_date><n:title>Day {day}</n:title></n:news></url>"
        for day in (1, 3, 2)
    )
    pages: dict[str, bytes | None] = {f"{BASE}/{day}": PAGE for day in (1, 2, 3)}
    pages[f"{BASE}/map.xml.gz"] = gzip.compress(f"<urlset {news}>{urls}</urlset>".encode())
    pages[f"{BASE}/map.xml"] = f"<sitemapindex><sitemap><loc>{BASE}/map.xml.gz</loc></sitemap></sitemapindex>".encode()
    for start in (f"{BASE}/map.xml.gz", f"{BASE}/map.xml"):
        found = read(start, FakeWeb(pages), max_items=2)
        assert [(each.url, each.headline) for each in found if isinstance(each, Story)] == [
            (f"{BASE}/3", "Day 3"),
            (f"{BASE}/2", "Day 2"),
        ]


@pytest.mark.parametrize(("date", "told"), [("", True), ("<lastmod>2031-02-07</lastmod>", False)])
def test_of_a_list_of_sitemaps_that_is_too_long_it_is_said_how_much_was_read(date: str, told: bool) -> None:
    """Without dates nobody knows which of them has the newest stories; with them, it was read."""
    maps = "".join(f"<sitemap><loc>{BASE}/map{number}.xml</loc>{date}</sitemap>" for number in range(11))
    web = FakeWeb({f"{BASE}/map.xml": f"<sitemapindex>{maps}</sitemapindex>".encode()})
    found = [each.message for each in read(f"{BASE}/map.xml", web) if isinstance(each, SourceError)]
    assert any("11 sitemaps, of which 10" in message for message in found) is told


def test_a_list_of_feeds_gives_the_stories_of_all() -> None:
    """A feed that is gone does not stop the others; robots.txt is not asked for any of them."""
    outlines = "".join(f"<outline xmlUrl='{BASE}/{name}'/>" for name in ("a", "gone", "page", "a"))
    opml = f"<opml version='2.0'><body>{outlines}<outline xmlUrl='file:///etc/hostname'/></body></opml>".encode()
    web = FakeWeb({f"{BASE}/list.opml": opml, f"{BASE}/a": rss(full(1)), f"{BASE}/page": PAGE})
    assert [type(each) for each in read(f"{BASE}/list.opml", web)] == [Story, SourceError, SourceError]
    assert not any(ask_robots for _, ask_robots in web.asked)


def test_of_a_list_that_is_too_long_it_is_said_how_much_was_read() -> None:
    """Nobody would miss the feeds at its end."""
    outlines = "".join(f"<outline xmlUrl='{BASE}/{number}'/>" for number in range(201))
    web = FakeWeb({f"{BASE}/list.opml": f"<opml version='2.0'><body>{outlines}</body></opml>".encode()})
    last = read(f"{BASE}/list.opml", web)[-1]
    assert isinstance(last, SourceError)
    assert "201 feeds, of which 200" in last.message
    assert len(web.asked) == 1 + 200


def test_a_relative_link_is_resolved() -> None:
    """Against the address of the feed."""
    web = FakeWeb({f"{BASE}/x/feed": rss("<link>a</link>"), f"{BASE}/x/a": PAGE})
    (story,) = read(f"{BASE}/x/feed", web)
    assert isinstance(story, Story)
    assert story.id == f"{BASE}/x/a"


def test_links_inside_feeds_stay_on_the_web() -> None:
    """A link to a file is no link, and a link to another feed is no story."""
    web = FakeWeb({f"{BASE}/feed": rss("<link>file:///etc/hostname</link>", f"<link>{BASE}/feed</link>")})
    first, second = read(f"{BASE}/feed", web)
    assert isinstance(first, SourceError)
    assert isinstance(second, SourceError)
    assert "list where a story was expected" in second.message


def entity_bomb(root: str) -> bytes:
    """Ten levels of ten: 10¹⁰ times nine letters, if anybody resolved it."""
    levels = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(10))
    inner = "<channel><item><title>&a10;</title></item><url><loc>&a10;</loc></url></channel>"
    return f"<!DOCTYPE {root} [<!ENTITY a0 'lollollol'>{levels}]><{root}>{inner}</{root}>".encode()


def test_hostile_xml_is_bounded() -> None:
    """Entity bombs, a million nested tags, an element with endless attributes: a clear error, and soon."""
    reader = _Reader(SourceSettings(), FakeWeb())
    hostile = {
        "bomb in a feed": entity_bomb("rss"),
        "bomb in a sitemap": entity_bomb("urlset"),
        "bomb in a list": entity_bomb("opml"),
        "a file by entity": b"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
        b"<opml><outline xmlUrl='&x;'/></opml>",
        "nested": b"<rss><channel><item><description>" + b"<a>" * 1_000_000,
        "nested sitemap": b"<urlset>" + b"<url>" * 1_000_000,
        "attributes": b"<rss><channel><item " + b" a='1'" * 100_000 + b"/></channel></rss>",
    }
    for name, content in hostile.items():
        try:
            found = list(reader.read(Document("x", name, content)))
        except SourceError as error:
            found = [error]
        assert all(isinstance(each, SourceError) for each in found), name
