"""The feed is one that every app and directory takes, whatever the stories say."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing.errors import PublishError
from briefing.feed import cuts, pages, show_guid, write_feed
from briefing.feed.categories import CATEGORIES, find_category
from briefing.model import Chapter, Enclosure, Episode
from briefing.settings import ShowSettings

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
GUID = show_guid("https://pod.example/news/feed.xml")
SHOW = ShowSettings(
    title="Harbour News", author="The Ledger", email="desk@pod.example", address="https://pod.example/news/"
)
HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'\x00\x1b\ud800\u202e\ufffe\n ")), max_size=80)


def episode(number: int, title: str = "Sunday", notes: str = "<p>Ferry</p>") -> Episode:
    """One of a series, a day apart; a higher number is newer."""
    day = datetime(2026, 11, 1, 5, 30, tzinfo=UTC) + timedelta(days=number)
    path = f"episodes/{day:%Y-%m-%d}-{number:08x}"
    return Episode(
        guid=f"tag:pod.example,2026:{number}",
        title=title,
        published=day,
        updated=day + timedelta(hours=2),
        enclosure=Enclosure(f"{path}.mp3", length=1_234_567, type="audio/mpeg"),
        duration_ms=61_400,
        summary="In this edition: the ferry.",
        notes_html=notes,
        transcript=f"{path}.vtt",
        chapters=f"{path}.json",
    )


SAMPLE = episode(1)


def channel(feed: bytes) -> etree._Element:
    """The channel of a feed, read strictly."""
    root = etree.fromstring(feed, etree.XMLParser(resolve_entities=False, no_network=True))
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert {name: root.nsmap.get(name) for name in NAMES} == NAMES
    return root[0]


def write(*episodes: Episode, **changes: object) -> etree._Element:
    """The channel that comes of these episodes and changed settings."""
    return channel(write_feed(msgspec.structs.replace(SHOW, **changes), episodes, guid=GUID, image="cover.png"))


def said(parent: etree._Element, path: str) -> str | None:
    """The text of a child."""
    found: str | None = parent.findtext(path, namespaces=NAMES)
    return found


def test_the_channel_says_what_directories_ask_for() -> None:
    """Each required tag of RSS 2.0, Apple, PSP-1 and Podcasting 2.0, with the value it must have."""
    show = write(episode(1))
    assert {tag: said(show, tag) for tag in ("title", "link", "language", "generator", "itunes:type")} == {
        "title": "Harbour News",
        "link": "https://pod.example/news/",
        "language": "en-us",
        "generator": "briefing",
        "itunes:type": "episodic",
    }
    assert said(show, "description") == "The news, read aloud. The voices are synthetic."
    assert said(show, "itunes:explicit") == "false"
    assert said(show, "itunes:author") == "The Ledger"
    assert said(show, "itunes:owner/itunes:email") == "desk@pod.example"
    assert show.find("itunes:image", NAMES).get("href") == "https://pod.example/news/cover.png"
    assert said(show, "podcast:guid") == GUID
    assert said(show, "podcast:locked") == "yes"
    assert said(show, "podcast:medium") == "podcast"
    assert said(show, "podcast:txt[@purpose='ai-content']") == "true"
    assert said(show, "podcast:person") == "The Ledger"
    [link] = show.findall("atom:link", NAMES)
    assert dict(link.attrib) == {
        "href": "https://pod.example/news/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_an_item_says_what_apps_ask_for() -> None:
    """The audio, its true length and type, a guid that is no link, transcript, chapters and notes."""
    item = write(episode(1)).find("item")
    audio = "https://pod.example/news/episodes/2026-11-02-00000001"
    assert dict(item.find("enclosure").attrib) == {"url": f"{audio}.mp3", "length": "1234567", "type": "audio/mpeg"}
    assert said(item, "guid") == "tag:pod.example,2026:1"
    assert item.find("guid").get("isPermaLink") == "false"
    assert said(item, "pubDate") == "Mon, 02 Nov 2026 05:30:00 +0000"
    assert said(item, "itunes:duration") == "61"
    assert said(item, "itunes:explicit") == "false"
    assert said(item, "description") == "In this edition: the ferry."
    assert said(item, "content:encoded") == "<p>Ferry</p>"
    assert said(item, "link") == "https://pod.example/news/"
    assert said(item, "podcast:txt[@purpose='ai-content']") == "true"
    transcript, chapters = item.find("podcast:transcript", NAMES), item.find("podcast:chapters", NAMES)
    assert (transcript.get("url"), transcript.get("type")) == (f"{audio}.vtt", "text/vtt")
    assert (chapters.get("url"), chapters.get("type")) == (f"{audio}.json", "application/json+chapters")


def test_an_episode_has_a_number_in_its_season() -> None:
    """For apps of Apple's names and of Podcasting 2.0's; one from before there were numbers has none."""
    item = write(replace(episode(1), season=2026, number=12)).find("item")
    for prefix in ("itunes", "podcast"):
        assert (said(item, f"{prefix}:season"), said(item, f"{prefix}:episode")) == ("2026", "12")
    item = write(episode(1)).find("item")
    assert [said(item, f"{prefix}:episode") for prefix in ("itunes", "podcast")] == [None, None]


def test_newest_comes_first_and_the_build_date_is_of_the_newest_audio() -> None:
    """In whatever order and zone the library gives them; so the same library gives the same bytes."""
    plus5 = timezone(timedelta(hours=5))
    shuffled = [episode(2), replace(episode(3), published=episode(3).published.astimezone(plus5)), episode(1)]
    show = write(*shuffled)
    assert [said(item, "guid").rsplit(":", 1)[1] for item in show.findall("item")] == ["3", "2", "1"]  # type: ignore[union-attr]
    assert parsedate_to_datetime(said(show, "lastBuildDate") or "") == episode(3).updated
    assert write_feed(SHOW, shuffled, guid=GUID, image="c.png") == write_feed(
        SHOW, shuffled[::-1], guid=GUID, image="c.png"
    )


def test_a_private_show_asks_to_be_left_out_and_a_public_one_does_not() -> None:
    """Private is the default, since most users publish other people's text."""
    private, public = write(episode(1)), write(episode(1), private=False)
    assert (said(private, "itunes:block"), said(private, "podcast:block")) == ("yes", "yes")
    assert (said(public, "itunes:block"), said(public, "podcast:block")) == (None, None)


def test_what_is_not_known_is_left_out() -> None:
    """No owner without an address of e-mail, no transcript or chapters where none were made."""
    show = write(replace(episode(1), transcript=None, chapters=None), email="", author="", copyright="The Ledger")
    assert show.find("itunes:owner", NAMES) is None
    assert show.find("podcast:locked", NAMES).attrib == {}
    assert show.find("item/podcast:transcript", NAMES) is None
    assert show.find("item/podcast:chapters", NAMES) is None
    assert said(show, "itunes:author") == said(show, "podcast:person") == "Harbour News"
    assert said(show, "copyright") == "The Ledger"


def test_the_description_always_says_that_the_voices_are_synthetic() -> None:
    """Also where the owner forgot, and where that makes it too long."""
    for description in ("", "News of the harbour.", "All the news. " * 1_000):
        text = said(write(episode(1), description=description), "description") or ""
        assert text.endswith("The voices are synthetic.")
        assert len(text.encode()) <= 4_000
    assert (
        said(write(episode(1), description="Read by synthetic voices."), "description") == "Read by synthetic voices."
    )


@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_texts_stay_texts(title: str, summary: str, guid: str) -> None:
    """Control characters, markup and halves of characters neither break the XML nor get out of their element."""
    made = replace(episode(1, title=title), summary=summary, guid=f"id:{guid}", link=f"https://pod.example/{title}")
    show = write(made, title=title, description=summary, author=title, copyright=title)
    [item] = show.findall("item")
    assert said(show, "title")
    assert 0 < len(said(item, "title") or "") <= 255
    assert 0 < len((said(item, "description") or "").encode()) <= 4_000
    assert not set("<>") & set(said(item, "description") or "")
    assert (said(item, "link") or "").startswith("https://pod.example/")
    assert len(item) == 13


def test_all_transcripts_are_named_each_with_its_type() -> None:
    """An app takes the form that it knows best."""
    made = replace(episode(1), other_transcripts=("episodes/a.srt", "episodes/a.json"))
    found = write(made).findall("item/podcast:transcript", NAMES)
    assert [(each.get("type"), each.get("rel")) for each in found] == [
        ("text/vtt", "captions"), ("application/x-subrip", "captions"), ("application/json", "captions"),
    ]  # fmt: skip


def test_reporters_are_credited_and_quoted_people_only_where_the_show_wants_that() -> None:
    """The people of an item take the place of the channel's, so the producer is named again."""
    made = replace(episode(1), reporters=("Ana Ruiz", "\x00", "Ana Ruiz"), quoted=("Mara Lind",))
    people = write(made).findall("item/podcast:person", NAMES)
    assert [(each.text, each.get("role")) for each in people] == [("The Ledger", "producer"), ("Ana Ruiz", "author")]
    people = write(made, name_speakers=True).findall("item/podcast:person", NAMES)
    assert [(each.text, each.get("role")) for each in people][2:] == [("Mara Lind", "guest")]


def test_the_lead_storys_stretch_is_a_soundbite() -> None:
    """In seconds."""
    made = replace(episode(1), highlight=Chapter(1_500, 31_750, "Ferry"))
    [bite] = write(made).findall("item/podcast:soundbite", NAMES)
    assert (bite.text, dict(bite.attrib)) == ("Ferry", {"startTime": "1.500", "duration": "30.250"})


def test_a_show_tells_how_often_it_comes_and_where_it_has_moved() -> None:
    """Where its owner says so."""
    show = write(episode(1), frequency="weekdays", moved_to="https://new.example/feed.xml")
    frequency = show.find("podcast:updateFrequency", NAMES)
    assert (frequency.text, frequency.get("rrule")) == ("Every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    assert said(show, "itunes:new-feed-url") == "https://new.example/feed.xml"
    still = write(episode(1), moved_to="javascript:x")
    assert (said(still, "podcast:updateFrequency"), said(still, "itunes:new-feed-url")) == (None, None)


def test_archives_and_the_feed_link_to_each_other() -> None:
    """RFC 5005: each is told apart from the feed, and names the ones beside it."""
    older, newer, current = pages([1, 2])
    links = {}
    for page in (older, newer, current):
        show = channel(write_feed(SHOW, [episode(1)], guid=GUID, image="c.png", page=page))
        links[page.name] = {
            link.get("rel"): link.get("href").rpartition("/")[2] for link in show.findall("atom:link", NAMES)
        }
        assert (show.find("{http://purl.org/syndication/history/1.0}archive") is not None) is (page is not current)
    assert links == {
        "feed-1.xml": {"self": "feed-1.xml", "current": "feed.xml", "next-archive": "feed-2.xml"},
        "feed-2.xml": {"self": "feed-2.xml", "current": "feed.xml", "prev-archive": "feed-1.xml"},
        "feed.xml": {"self": "feed.xml", "prev-archive": "feed-2.xml"},
    }


@given(st.integers(0, 1_000))
def test_what_is_cut_off_is_full_and_what_stays_is_enough(count: int) -> None:
    """Archives have a hundred episodes each; the feed keeps its two hundred newest at most, and never few."""
    newest = [replace(SAMPLE, guid=str(number)) for number in range(count, 0, -1)]
    ends = [int(each.guid) for each in cuts(newest)]
    assert ends == [100 * (number + 1) for number in range(len(ends))]
    left = count - (ends[-1] if ends else 0)
    assert left <= 200
    assert left > 100 or not ends


@given(HOSTILE | st.sampled_from(["javascript:alert(1)", "http://[", "//", "mailto:a@b.example"]))
def test_a_link_that_leads_nowhere_is_replaced_by_the_shows(link: str) -> None:
    """PSP-1 wants a link of the web on every item."""
    item = write(replace(episode(1), link=link)).find("item")
    assert urlsplit(said(item, "link") or "").scheme in {"http", "https"}


def test_a_link_leads_to_the_place_in_a_page_that_its_owner_named() -> None:
    """Nothing of an address is escaped that means something in it."""
    link = "https://ledger.example/desk,night/@ada?a=1+2;b=%20#about"
    assert said(write(episode(1), link=link), "link") == link


def test_a_long_title_is_cut_and_an_empty_one_gets_the_date() -> None:
    """Apple takes 255 characters, and no item without a title."""
    items = write(episode(1, title="x" * 300), episode(0, title=" \x00 ")).findall("item")
    assert [said(item, "title") for item in items] == ["x" * 254 + "…", "2026-11-01"]


def test_the_address_may_lack_its_slash_and_hold_other_letters() -> None:
    """Enclosures are named below it in ASCII, whatever the owner wrote."""
    for address in ("https://hafen.example/über uns", "https://hafen.example/%C3%BCber%20uns/"):
        item = write(episode(1), address=address).find("item")
        assert item.find("enclosure").get("url").startswith("https://hafen.example/%C3%BCber%20uns/episodes/2026")
    item = write(episode(1), address="http://härbor.example:8080").find("item")
    assert item.find("enclosure").get("url").startswith("http://xn--hrbor-gra.example:8080/episodes/")


@pytest.mark.parametrize(
    "address",
    ["", "pod.example", "ftp://pod.example/", "https://me:word@pod.example/", "https://pod.example/?a=b", "http://[::1",
     "http://pod.example:99999/", "https:///x", "https://" + "a" * 70 + ".example/"],
)  # fmt: skip
def test_an_address_that_cannot_be_served_or_holds_a_secret_is_refused(address: str) -> None:
    """Better no feed than one that names files nobody can fetch, or that gives a password away."""
    with pytest.raises(PublishError) as caught:
        write(episode(1), address=address)
    assert caught.value.hint


@pytest.mark.parametrize(
    "episodes",
    [(episode(1), replace(episode(2), guid=episode(1).guid)),
     (episode(1), replace(episode(2), enclosure=episode(1).enclosure))],
)  # fmt: skip
def test_no_feed_is_made_that_apps_would_misread(episodes: tuple[Episode, ...]) -> None:
    """Two episodes that apps would take for one."""
    with pytest.raises(PublishError):
        write(*episodes)


def test_a_feed_of_which_all_was_withdrawn_is_a_feed_without_episodes() -> None:
    """The same bytes every time."""
    feeds = {write_feed(SHOW, (), guid=GUID, image="cover.png") for _ in range(2)}
    assert len(feeds) == 1
    assert write().find("item") is None


def test_the_show_guid_is_the_one_of_the_namespace() -> None:
    """The example that the podcast namespace's own documentation gives."""
    assert show_guid("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert show_guid("http://podnews.net/rss//") == show_guid("podnews.net/rss")
    assert uuid.UUID(show_guid("a random name")).version == 5


@pytest.mark.parametrize("written", ["News/Daily News", "news / DAILY news"])
def test_a_category_is_written_as_apple_spells_it(written: str) -> None:
    """Directories compare letter for letter."""
    categories = write(episode(1), category=written).findall("itunes:category", NAMES)
    assert [category.get("text") for category in categories] == ["News"]
    assert [category.get("text") for category in categories[0]] == ["Daily News"]


def test_an_unknown_category_is_refused_with_the_nearest() -> None:
    """A directory would drop the whole show."""
    with pytest.raises(PublishError) as caught:
        write(episode(1), category="Nws/Daly News")
    assert "News/Daily News" in caught.value.hint


def test_every_category_of_the_list_is_found() -> None:
    """Each by itself and under its parent."""
    for top, subs in CATEGORIES.items():
        assert find_category(top.upper()) == {"cat": top}
        assert [find_category(f"{top}/{sub}") for sub in subs] == [{"cat": top, "sub": sub} for sub in subs]


def test_a_feed_reader_sees_every_episode() -> None:
    """Feedparser finds no fault in it, and all that was put in."""
    feed = feedparser.parse(
        write_feed(SHOW, [episode(n, "Tides & “gulls”") for n in range(5)], guid=GUID, image="c.jpeg")
    )
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Tides & “gulls”"] * 5
    assert {entry.enclosures[0].length for entry in feed.entries} == {"1234567"}
