"""The pages hold every word, keep hostile text text, load nothing from elsewhere, and stay light and legible."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as with_setting

from briefing.model import Article, Chapter, Cue, Enclosure, Episode, Gender, Person, Programme, Shape
from briefing.notes import SYNTHETIC, printable
from briefing.pages import INDEX, assets, episode_page, index_page, page_path
from briefing.pages.readalong import sections
from briefing.pages.subscribe import app_links, feed_address, is_local, qr_code
from briefing.pages.timeline import speakers, voice_numbers
from briefing.settings import ShowSettings

SHOW = ShowSettings(title="Ellery Morning", address="https://news.example/show/")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EPISODE = Episode(
    guid="1",
    title="Sunday: Ferry Runs Late",
    published=NOON,
    updated=NOON,
    enclosure=Enclosure("episodes/2026-11-22-abc.mp3", 3_400_000, "audio/mpeg"),
    duration_ms=60_000,
    summary=f"In this edition: Ferry Runs Late. {SYNTHETIC}",
    notes_html="",
    transcript="episodes/2026-11-22-abc.vtt",
)
ARTICLE = Article(
    headline="Ferry Runs Late",
    body=(
        "PORT ELLERY -- The ferry was late on Monday.",
        "“We waited an hour,” said Ida Crome. “It rained (of course).”",
        "* * *",
        "What Comes Next",
        "Another boat is due.",
    ),
    shapes=(Shape.PARAGRAPH, Shape.PARAGRAPH, Shape.PARAGRAPH, Shape.SUBHEADING, Shape.PARAGRAPH),
    url="https://paper.example/ferry",
    site="The Ellery Paper",
)
IDA = Person("Ida Crome", "passenger", Gender.FEMALE)
LINES = (
    ("Reporter", "This is Ellery Morning.", None),
    ("Reporter", "Ferry Runs Late", 0),
    ("Reporter", "By Otto Lint", 0),
    ("Reporter", "PORT ELLERY --", 0),
    ("Reporter", "The ferry was late on Monday.", 0),
    ("Ida Crome", "“We waited an hour,”", 0),
    ("Reporter", "said Ida Crome.", 0),
    ("Ida Crome", "“It rained", 0),
    ("Reporter", "(", 0),
    ("Ida Crome", "of course", 0),
    ("Reporter", ").”", 0),
    ("Reporter", "What Comes Next", 0),
    ("Reporter", "Another boat is due.", 0),
    ("Reporter", "That was Ellery Morning.", None),
)
CUES = tuple(Cue(n * 3_000, n * 3_000 + 2_800, text, who, story) for n, (who, text, story) in enumerate(LINES))
PROGRAMME = Programme(60_000, CUES, (Chapter(3_000, 39_000, "Ferry Runs Late"),))
STORIES = ((ARTICLE, (IDA,)),)

HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&\"'{}%\x00\x1b\ud800\u202e\n -/")), max_size=80
) | st.sampled_from([
    "</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' style='x", "{{ 7*7 }}", "{% raw %}",
    "javascript:alert(1)", "نهر المدينة", "Donaudampfschifffahrt" * 40, "", "&amp;lt;",
])  # fmt: skip


class Page(HTMLParser):
    """What a browser would see of a page."""

    def __init__(self, html: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self.sentences: list[str] = []
        self.saying = False
        self.headings: list[int] = []
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep its attributes; a sentence begins."""
        self.attributes += [(tag, name, value or "") for name, value in attrs] or [(tag, "", "")]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if ("class", "s") in [(name, (value or "").split(" ")[0]) for name, value in attrs]:
            self.sentences.append("")
            self.saying = True

    def handle_endtag(self, tag: str) -> None:
        """A sentence ends with its element."""
        self.saying = self.saying and tag != "span"

    def handle_data(self, data: str) -> None:
        """Text, and whether it is a sentence's."""
        self.text.append(data)
        if self.saying:
            self.sentences[-1] += data

    def values(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [value for _, attribute, value in self.attributes if attribute == name]


def a_page(**change: object) -> Page:
    """The page of the example."""
    return Page(episode_page(SHOW, replace(EPISODE, **change), PROGRAMME, STORIES))


def test_page_lies_beside_the_audio() -> None:
    """The page has the name of its audio, whose name is never used again."""
    assert page_path(EPISODE) == "episodes/2026-11-22-abc.html"


def test_every_word_stands_on_the_page_once_and_in_order() -> None:
    """The sentences of the page are the cues, word for word."""
    shown = [text for text in a_page().sentences if text]
    assert shown == [text for _, text, _ in LINES]


def test_paragraphs_are_those_of_the_article() -> None:
    """Headline, byline, dateline, subheading and glued brackets stand as printed, whatever the pauses are."""
    opening, story, closing = sections(CUES, [ARTICLE], voice_numbers(CUES))
    assert [opening.title, story.title, closing.title] == ["Introduction", "Ferry Runs Late", "Closing words"]
    assert [said.text for said in story.heading] == ["Ferry Runs Late"]
    printed = ["".join(" " * s.spaced + s.text for s in paragraph.sentences) for paragraph in story.paragraphs]
    assert printed == ["By Otto Lint", *(text for text in ARTICLE.body if text != "* * *")]
    assert story.paragraphs[3].shape is Shape.SUBHEADING


def test_silence_parts_what_stands_in_no_story() -> None:
    """Without printed paragraphs, 400 ms of silence begin another one."""
    cues = [
        Cue(0, 1000, "One.", "Reporter"),
        Cue(1200, 2000, "Two.", "Reporter"),
        Cue(2400, 3000, "Three.", "Reporter"),
    ]
    (section,) = sections(cues, [], voice_numbers(cues))
    assert [[s.text for s in p.sentences] for p in section.paragraphs] == [["One.", "Two."], ["Three."]]


def test_names_stand_where_the_voice_changes() -> None:
    """A paragraph is the reporter's until somebody else is named; a name shown is not shown again beside it."""
    _, story, _ = sections(CUES, [ARTICLE], voice_numbers(CUES))
    told = [(s.name, s.again) for s in story.paragraphs[2].sentences]
    assert told[:3] == [("Ida Crome", False), ("Reporter", True), ("Ida Crome", True)]
    assert [s.name for s in story.paragraphs[1].sentences] == ["", ""]


def test_timeline_shows_each_speaker_in_proportion() -> None:
    """Role and time are told; stretches lie in the strip where they are heard."""
    reporter, ida = speakers(PROGRAMME, [IDA], voice_numbers(CUES))
    assert (reporter.name, ida.name, ida.role, ida.heard_ms) == ("Reporter", "Ida Crome", "passenger", 3 * 2_800)
    assert ida.path.startswith("M250 0h46.67v1h-46.67z")
    assert reporter.path.startswith("M0 0.5h")


def test_page_links_sources_chapters_and_files() -> None:
    """All links are relative but those to the sources; chapters work without a script, as media fragments."""
    hrefs = a_page().values("href")
    assert "2026-11-22-abc.mp3#t=3.0" in hrefs
    assert "2026-11-22-abc.vtt" in hrefs
    assert "../index.html" in hrefs
    assert [href for href in hrefs if "://" in href] == ["https://paper.example/ferry"]


def test_page_asks_the_browser_to_load_nothing_else() -> None:
    """The policy allows what the site itself holds, and neither inline script nor inline style."""
    page = a_page()
    (policy,) = [value for value in page.values("content") if "default-src" in value]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not page.values("style")
    loaded = [value for tag, name, value in page.attributes if name == "src" or (tag, name) == ("link", "href")]
    known = {f"../{path}" for path in assets()} | {"2026-11-22-abc.mp3", "../feed.xml"}
    assert set(loaded) <= known


@pytest.mark.parametrize("private", [True, False])
def test_private_shows_stay_out_of_search_engines(private: bool) -> None:
    """`noindex` stands on every page while the show is private, and only then."""
    show = with_setting(SHOW, private=private)
    for html in (episode_page(show, EPISODE, PROGRAMME, STORIES), index_page(show, [EPISODE])):
        assert ("noindex, nofollow" in Page(html).values("content")) is private


def test_pages_say_that_the_voices_are_synthetic() -> None:
    """A listener is told before playing."""
    assert SYNTHETIC in "".join(a_page().text)
    assert SYNTHETIC in "".join(Page(index_page(SHOW, [EPISODE])).text)


def test_same_values_give_the_same_bytes() -> None:
    """Publishing again with nothing new changes nothing."""
    assert episode_page(SHOW, EPISODE, PROGRAMME, STORIES) == episode_page(SHOW, EPISODE, PROGRAMME, STORIES)
    assert index_page(SHOW, [EPISODE]) == index_page(SHOW, [EPISODE])
    assert assets() == assets()


def test_headings_skip_no_level() -> None:
    """One h1, and no level is left out on the way down."""
    for page in (a_page(), Page(index_page(SHOW, [EPISODE]))):
        assert page.headings.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(page.headings))


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(HOSTILE, min_size=12, max_size=12))
def test_hostile_text_stays_text(texts: list[str]) -> None:
    """Titles, names, roles, addresses and words add no tag, attribute or address that the page would not have."""
    title, name, role, headline, site, url, first, second, show, about, language, chapter = texts
    cues = (Cue(0, 900, first, "Reporter", 0), Cue(1000, 2000, second, name, 0), Cue(2000, 2500, headline, name))
    article = Article(headline, (first, second), site=site, url=url, language=language)
    html = episode_page(
        with_setting(SHOW, title=show, copyright=about, language=language),
        replace(EPISODE, title=title),
        Programme(3000, cues, (Chapter(0, 3000, chapter),)),
        [(article, [Person(name, role)])],
    )
    page = Page(html)
    assert {tag for tag, _, _ in page.attributes} <= KNOWN_TAGS
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"]
    followed = page.values("href") + page.values("src")
    assert all(link.startswith(("http://", "https://", "../", "#", "2026-11-22-abc")) for link in followed)
    assert [text for text in page.sentences if text] == [
        printable(cue.text) for cue in cues if printable(cue.text)
    ]  # fmt: skip
    listed = Page(index_page(with_setting(SHOW, title=show), [replace(EPISODE, title=title, summary=about)]))
    assert {tag for tag, _, _ in listed.attributes} <= KNOWN_TAGS


TAGS = (
    "html head meta title link script body a header nav main h1 h2 h3 h4 p time section audio source div button svg "
    "path span bdi b label select option input ol ul li use article footer figure figcaption code br"
)
KNOWN_TAGS = frozenset(TAGS.split())


def test_long_editions_have_an_end() -> None:
    """A paragraph of a megabyte, or ten thousand cues that stand in no text, hold nothing up."""
    body = "The ferry was late again today. " * 12_000
    cues = [Cue(n * 100, n * 100 + 90, "The ferry was late again today.", "Reporter", 0) for n in range(12_000)]
    (section,) = sections(cues, [Article("Late", (body,))], {"Reporter": 0})
    assert len(section.paragraphs) == 1
    sections([replace(cue, text="x" * 90) for cue in cues], [Article("Late", (body,))], {"Reporter": 0})


def test_index_lists_the_newest_first() -> None:
    """All that it is given, with links that work from the index; what is in them is told of the newest alone."""
    many = [replace(EPISODE, guid=str(n), title=f"Edition {n}", published=NOON + timedelta(days=n)) for n in range(205)]
    text = "".join(Page(index_page(SHOW, many)).text)
    listed = [int(number) for number in re.findall(r"Edition (\d+)", text)]
    assert listed == list(range(204, -1, -1))
    assert text.count(EPISODE.summary.removesuffix(SYNTHETIC)[:20]) == 30
    assert "episodes/2026-11-22-abc.html" in Page(index_page(SHOW, many)).values("href")


def test_index_without_an_episode_says_so() -> None:
    """The first thing an owner sees is not an empty page."""
    assert "There is no episode yet." in "".join(Page(index_page(SHOW, [])).text)


def test_app_links_carry_the_feed() -> None:
    """Schemes that open an app; the feed's address is whole, or without its scheme where the app wants that."""
    address = feed_address(SHOW.address)
    links = dict(app_links(address))
    assert links["Apple Podcasts"] == "podcast://news.example/show/feed.xml"
    assert links["Overcast"] == "overcast://x-callback-url/add?url=https%3A%2F%2Fnews.example%2Fshow%2Ffeed.xml"
    assert not [link for link in links.values() if link.startswith(("http", "javascript", "data"))]


def test_feed_address_is_ascii_and_whole() -> None:
    """A camera and an app get an address they can open."""
    assert feed_address("https://news.example/über uns") == "https://news.example/%C3%BCber%20uns/feed.xml"


def test_qr_code_is_a_picture_without_styles() -> None:
    """Inline SVG, dark on light; where the address is too long there is none, and the page still stands."""
    picture = qr_code("https://news.example/feed.xml")
    assert picture is not None
    assert picture.startswith("<svg")
    assert "style" not in picture
    assert qr_code("https://news.example/" + "x" * 5_000) is None
    assert b"<figure>" not in index_page(with_setting(SHOW, address="https://news.example/" + "x" * 5_000), [EPISODE])


def test_local_address_is_told_as_such() -> None:
    """An address that only this computer can open is named so; a public one is not."""
    assert is_local("http://localhost:8000/")
    assert is_local("http://127.0.0.1/")
    assert not is_local("https://news.example/")
    assert b"Only this computer" in index_page(ShowSettings(), [EPISODE])
    assert b"Only this computer" not in index_page(SHOW, [EPISODE])


def test_assets_are_named_by_their_content_and_small() -> None:
    """They can be cached for ever; style and script weigh at most 30 KB."""
    shared = assets()
    assert all(re.fullmatch(r"assets/[a-z]+-[0-9a-f]{12}\.(css|js|svg)", path) for path in shared)
    assert sum(map(len, shared.values())) <= 30_000


def test_ten_minutes_weigh_little() -> None:
    """A page of ten minutes is at most 60 KB compressed, were every sentence another."""
    lines = [
        Cue(n * 3_000, n * 3_000 + 2_700, f"Sentence {n} of {n * 7919 % 1009} different words, {hash(n) % 97}.",
            ("Reporter", "Ida Crome", "Otto Lint")[n % 3], 0)
        for n in range(200)
    ]  # fmt: skip
    article = Article("Long", tuple(cue.text for cue in lines))
    html = episode_page(SHOW, EPISODE, Programme(600_000, tuple(lines), ()), [(article, ())])
    assert len(gzip.compress(html)) <= 60_000


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _mix(over: str, under: str, share: float) -> str:
    """What `color-mix` makes of the lit sentence's ground."""
    both = zip(_channels(over), _channels(under), strict=True)
    return "#" + "".join(f"{round(255 * (share * a + (1 - share) * b)):02x}" for a, b in both)


def _channels(colour: str) -> list[float]:
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    return [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_read(theme: int) -> None:
    """Text reaches 4.5:1 on both grounds, edges of controls 3:1 (WCAG 2.2 AA), in light and in dark."""
    (css,) = [data.decode() for path, data in assets().items() if path.endswith(".css")]
    block = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[theme]
    colours = dict(re.findall(r"--(\w+): (#\w+);", block))
    for name, ground in product([*(f"v{n}" for n in range(9)), "ink", "soft", "link", "edge"], ["ground", "raised"]):
        assert _contrast(colours[name], colours[ground]) >= (3 if name == "edge" else 4.5), (name, ground)
    for number in range(9):
        voice = colours[f"v{number}"]
        assert _contrast(voice if number else colours["ink"], _mix(voice, colours["ground"], 0.14)) >= 4.5, number


def test_index_lies_at_the_root() -> None:
    """Every web server finds it there."""
    assert INDEX == "index.html"
