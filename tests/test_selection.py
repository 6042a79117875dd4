"""Which stories are heard, when, and in what order; on the silent engine where an edition is made."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.clean import clean
from briefing.corrections import keep_out
from briefing.edition import make_edition
from briefing.editor import approve_editions
from briefing.model import Article, Form, Story
from briefing.report import Report, Status
from briefing.review import held_scripts
from briefing.running import FRAME_MS, claims, fitting, running_order, wanted
from briefing.scripted import as_script, prepare, read_out
from briefing.scriptfile import render
from briefing.settings import EditionSettings, KeepSettings, PublishSettings, SourceSettings
from briefing.sources import read_source
from briefing.store.library import LIBRARY, Entry, Library, Published
from tests.conftest import NOW
from tests.test_review import hoarse_at

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.newsroom import Newsroom

DAY = timedelta(days=1)
PLACES = ("harbour", "quarry", "library", "orchard", "chapel", "market", "depot", "reservoir", "school", "mill")
DOINGS = ("opened", "closed", "repaired", "inspected", "sold", "painted", "surveyed", "measured", "flooded", "moved")


def line(town: str, number: int) -> str:
    """A sentence that stands in no other story."""
    place, doing = PLACES[number % 10], DOINGS[(number // 2 + len(town)) % 10]
    return f"The {town} {place} was {doing} in {town} by {number + len(town)} people of {town} who {doing} the {place}."


def told(town: str, *, id_: str = "", lines: range = range(12), byline: str = "Ann Lee", more: str = "") -> Story:
    """A story of that town, as one of many papers prints it."""
    body = "\n\n".join([*(line(town, number) for number in lines), *([more] if more else [])])
    text = f"{town.title()} Counts Its People\n\nBy {byline}\n\n{body}\n"
    return Story(id_ or town, f"{id_ or town}.txt", text)


def with_edition(room: Newsroom, **edition: object) -> Newsroom:
    """The newsroom with other settings of its edition."""
    settings = msgspec.structs.replace(room.settings, edition=EditionSettings(**edition))  # type: ignore[arg-type]
    return dataclasses.replace(room, settings=settings)


def became(report: Report) -> dict[str, Status]:
    """What became of each story, by its name."""
    return {outcome.name.removesuffix(".txt"): outcome.status for outcome in report.outcomes}


def items(room: Newsroom) -> list[tuple[str, str, str]]:
    """Guid, address of the audio and title of every item of the feed."""
    found = ET.parse(room.public / "feed.xml").getroot().iter("item")  # noqa: S314  our own feed
    return [
        (item.findtext("guid", ""), item.find("enclosure").attrib["url"], item.findtext("title", ""))  # type: ignore[union-attr]
        for item in found
    ]


def headlines(room: Newsroom) -> list[list[str]]:
    """Of every edition, the newest first."""
    with Library(room.state / LIBRARY) as library:
        return [[story.article.headline.split()[0] for story in library.stories(e.guid)] for e in library.episodes()]


def test_of_copies_in_one_run_the_fullest_is_heard_and_the_others_are_reported(room: Newsroom) -> None:
    """With the story that is heard instead of them; they are no failure, and known the next night."""
    stories = [told("alba", id_="cut", lines=range(9)), told("brigid"), told("alba", id_="full", byline="Bo Dale")]
    report = make_edition(stories, room, now=NOW)
    assert became(report) == {"cut": Status.DUPLICATE, "brigid": Status.PUBLISHED, "full": Status.PUBLISHED}
    assert next(o.reason for o in report.outcomes if o.reason) == "cut.txt: the same story as full.txt"
    assert report.exit_code == 0
    assert headlines(room) == [["Alba", "Brigid"]]
    again = make_edition(stories, room, now=NOW + 30 * DAY)
    assert (set(became(again).values()), again.made) == ({Status.UNCHANGED}, ())


def test_an_update_under_another_id_keeps_the_guid_and_gets_a_new_address(room: Newsroom) -> None:
    """It takes the earlier version's place; from then on both are known, and neither is news."""
    first = [told("alba", id_="old"), told("brigid")]
    make_edition(first, room, now=NOW)
    (before,) = items(room)
    update = told("alba", id_="new", lines=range(18))
    report = make_edition([update], room, now=NOW + DAY)
    assert became(report) == {"new": Status.CORRECTED}
    (after,) = items(room)
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert headlines(room) == [["Alba", "Brigid"]]
    for night, stories in enumerate(([*first, update], [update, *first], first), start=2):
        again = make_edition(stories, room, now=NOW + night * DAY)
        assert set(became(again).values()) == {Status.UNCHANGED}
    assert items(room) == [after]


def test_a_copy_of_what_was_published_is_not_heard_again(room: Newsroom) -> None:
    """Nor made again for a text that says less, however long its source goes on giving it."""
    make_edition([told("alba")], room, now=NOW)
    before = items(room)
    copy = told("alba", id_="copy", lines=range(10), byline="Bo Dale")
    assert became(make_edition([copy], room, now=NOW + DAY)) == {"copy": Status.DUPLICATE}
    assert became(make_edition([copy], room, now=NOW + 60 * DAY)) == {"copy": Status.UNCHANGED}
    assert items(room) == before


def test_the_version_that_is_heard_may_say_less_when_its_own_source_corrects_it(room: Newsroom) -> None:
    """And one that is not heard only counts when it becomes the better one."""
    make_edition([told("alba", id_="a"), told("alba", id_="b", lines=range(10))], room, now=NOW)
    shorter = make_edition([told("alba", id_="b", lines=range(9))], room, now=NOW + DAY)
    assert became(shorter) == {"b": Status.DUPLICATE}
    own = make_edition([told("alba", id_="a", lines=range(11))], room, now=NOW + DAY)
    assert became(own) == {"a": Status.CORRECTED}
    longer = make_edition([told("alba", id_="b", lines=range(16))], room, now=NOW + DAY)
    assert became(longer) == {"b": Status.CORRECTED}
    assert len(items(room)) == 1


def test_two_corrections_of_one_story_in_one_run_make_it_once(room: Newsroom) -> None:
    """The better one is heard, whichever comes first, and the other is told apart."""
    make_edition([told("alba", id_="a"), told("alba", id_="b", lines=range(10))], room, now=NOW)
    both = [told("alba", id_="a", lines=range(13)), told("alba", id_="b", lines=range(15))]
    report = make_edition(both, room, now=NOW + DAY)
    assert became(report) == {"a": Status.DUPLICATE, "b": Status.CORRECTED}
    assert len(report.made) == 1
    assert set(became(make_edition(both[::-1], room, now=NOW + 2 * DAY)).values()) == {Status.UNCHANGED}


@pytest.mark.parametrize("days", [1, 7])
def test_a_page_with_another_story_brings_a_new_episode(room: Newsroom, days: int) -> None:
    """The earlier one stays as it is, each is heard once, a correction is one of the newest; old words come no more."""
    first, second = told("alba", id_="page"), told("brigid", id_="page")
    make_edition([first, told("lind")], room, now=NOW)
    before = items(room)
    report = make_edition([second], room, now=NOW + days * DAY)
    assert became(report) == {"page": Status.PUBLISHED}
    assert items(room)[1:] == before
    assert headlines(room) == [["Brigid"], ["Alba", "Lind"]]
    more = told("brigid", id_="page", more="It was counted once more.")
    for page, status in ((second, "unchanged"), (more, "corrected"), (more, "unchanged"), (first, "unchanged")):
        assert became(make_edition([page], room, now=NOW + (days + 1) * DAY)) == {"page": status}
    assert items(room)[1:] == before
    report = make_edition([told("clodagh", id_="page")], room, now=NOW + 2 * days * DAY)
    assert became(report) == {"page": Status.PUBLISHED}
    assert headlines(room) == [["Clodagh"], ["Brigid"], ["Alba", "Lind"]]


def test_a_page_that_had_a_copy_of_another_story_is_free_for_one_of_its_own(room: Newsroom) -> None:
    """The story that it had a copy of stays as it is, under its own id."""
    make_edition([told("alba"), told("alba", id_="page", lines=range(10))], room, now=NOW)
    report = make_edition([told("alba"), told("brigid", id_="page")], room, now=NOW + DAY)
    assert became(report) == {"alba": Status.UNCHANGED, "page": Status.PUBLISHED}
    report = make_edition([told("alba", lines=range(11)), told("brigid", id_="page")], room, now=NOW + DAY)
    assert became(report) == {"alba": Status.CORRECTED, "page": Status.UNCHANGED}


def test_a_page_is_heard_again_when_what_it_had_before_has_left_the_feed(room: Newsroom) -> None:
    """And a correction of what has left is not."""
    room = dataclasses.replace(room, settings=msgspec.structs.replace(room.settings, keep=KeepSettings(editions=1)))
    make_edition([told("alba", id_="page")], room, now=NOW)
    make_edition([told("lind")], room, now=NOW + 7 * DAY)
    for page, status in (
        (told("alba", id_="page", lines=range(11)), "unchanged"),
        (told("brigid", id_="page"), "published"),
        (told("brigid", id_="page"), "unchanged"),
    ):
        assert became(make_edition([page], room, now=NOW + 8 * DAY)) == {"page": status}
    assert headlines(room) == [["Brigid"]]


def test_a_story_that_goes_on_keeps_its_episode(room: Newsroom) -> None:
    """However much of it is told anew the next night."""
    make_edition([told("alba", id_="page")], room, now=NOW)
    before = items(room)
    body = "\n\n".join(line("clodagh", number) for number in range(20))
    anew = Story("page", "page.txt", f"Alba Counts Its People: Ten Hurt\n\nBy Ann Lee\n\n{body}\n")
    assert became(make_edition([anew], room, now=NOW + DAY)) == {"page": Status.CORRECTED}
    assert [guid for guid, *_ in items(room)] == [guid for guid, *_ in before]


def test_a_script_of_what_a_page_had_before_corrects_that(room: Newsroom) -> None:
    """And never takes the place of what the page has now."""
    first = told("alba", id_="page")
    make_edition([first], room, now=NOW)
    (scripted,) = read_out([prepare(first)], room, {})
    text = render(as_script(scripted, room)).replace("opened", "shut")
    make_edition([told("brigid", id_="page")], room, now=NOW + 7 * DAY)
    script = Story("page", "page.script", text.encode(), Form.SCRIPT)
    report = make_edition([script], room, now=NOW + 8 * DAY)
    assert [outcome.status for outcome in report.outcomes] == [Status.CORRECTED]
    assert headlines(room) == [["Brigid"], ["Alba"]]


def test_what_is_too_long_ago_is_another_story(room: Newsroom) -> None:
    """Next week's column may be much like this week's."""
    make_edition([told("alba")], room, now=NOW)
    report = make_edition([told("alba", id_="next", lines=range(1, 13))], room, now=NOW + 7 * DAY)
    assert became(report) == {"next": Status.PUBLISHED}
    assert len(items(room)) == 2


def test_what_does_not_fit_is_left_and_comes_first_in_the_next_edition(room: Newsroom) -> None:
    """Nothing of it is spoken in vain, and it needs no source to come again."""
    stories = [told(town) for town in ("alba", "brigid", "clodagh", "deirdre")]
    whole = make_edition(stories, room, now=NOW).made[0].duration_ms
    short = with_edition(dataclasses.replace(room, public=room.public / "b", state=room.state / "b"), max_minutes=4)
    assert whole > 4 * 60_000
    report = make_edition(stories, short, now=NOW)
    left = [name for name, status in became(report).items() if status is Status.LEFT]
    assert left == ["clodagh", "deirdre"]
    assert report.exit_code == 0
    assert report.made[0].duration_ms <= 4 * 60_000
    following = make_edition([told("eithne")], short, now=NOW + DAY)
    assert became(following) == {
        "clodagh": Status.PUBLISHED, "deirdre": Status.PUBLISHED, "eithne": Status.LEFT,
    }  # fmt: skip
    assert headlines(short) == [["Clodagh", "Deirdre"], ["Alba", "Brigid"]]
    assert became(make_edition([], short, now=NOW + 2 * DAY)) == {"eithne": Status.PUBLISHED}
    assert became(make_edition([], short, now=NOW + 3 * DAY)) == {}


def test_a_story_that_waits_is_heard_as_it_is_now_or_not_at_all(room: Newsroom) -> None:
    """Its source may have corrected it since, or ask that it be not used."""
    short = with_edition(room, max_minutes=1)
    make_edition([told("alba"), told("brigid"), told("clodagh")], short, now=NOW)
    killed = dataclasses.replace(told("clodagh"), content="KILL\n\nEditors: kill the story slugged Clodagh.\n")
    corrected = told("brigid", lines=range(11))
    report = make_edition([killed, corrected], short, now=NOW + DAY)
    assert became(report) == {"clodagh": Status.WITHHELD, "brigid": Status.PUBLISHED}
    with Library(room.state / LIBRARY) as library:
        assert library.waiting() == ()
        newest = library.stories(library.episodes()[0].guid)
    assert [len(story.article.body) for story in newest] == [11]


WEEK = timedelta(days=7)


def test_a_story_that_waits_is_heard_though_its_page_has_another_one_by_now(room: Newsroom) -> None:
    """A column that had no room last week, and each that follows it: once, and in order."""
    short = with_edition(room, max_minutes=1)
    columns = [told(town, id_="column") for town in ("brigid", "clodagh", "deirdre")]
    make_edition([told("alba"), columns[0]], short, now=NOW)
    for week, column in enumerate(columns[1:], 1):
        make_edition([column], short, now=NOW + week * WEEK)
    make_edition([columns[2]], short, now=NOW + 3 * WEEK)
    assert headlines(short) == [["Deirdre"], ["Clodagh"], ["Brigid"], ["Alba"]]
    assert make_edition([columns[2]], short, now=NOW + 4 * WEEK).made == ()


def test_a_story_that_waits_beside_a_new_one_of_its_page_can_be_withdrawn(room: Newsroom) -> None:
    """The new one is heard; of the old one nothing is, and it waits no more."""
    short = with_edition(room, max_minutes=1)
    old, new = told("clodagh", id_="column"), told("deirdre", id_="column")
    make_edition([told("alba"), told("brigid"), old], short, now=NOW)
    make_edition([new], short, now=NOW + WEEK)
    with Library(room.state / LIBRARY) as library:
        waits, beside = (entry.story for entry in library.waiting())
    assert waits.id.startswith("column#")
    assert beside.id == "column"
    keep_out([dataclasses.replace(waits, id="of another show")], short, now=NOW + WEEK)
    report = make_edition([new], short, now=NOW + 2 * WEEK)
    assert {outcome.status for outcome in report.outcomes} == {Status.PUBLISHED, Status.WITHDRAWN}
    assert headlines(short)[0] == ["Deirdre"]
    assert became(make_edition([], short, now=NOW + 3 * WEEK)) == {}


def test_what_waited_and_cannot_be_heard_waits_on_and_its_room_is_given_to_others(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its source may not give it again; and one that never can be heard must not keep the show silent."""
    short = with_edition(room, max_minutes=1)
    make_edition([told("alba"), told("brigid"), told("clodagh")], short, now=NOW)
    with monkeypatch.context() as patch:
        hoarse_at("brigid", patch)
        report = make_edition([], short, now=NOW + DAY)
        assert became(report) == {"brigid": Status.FAILED, "clodagh": Status.PUBLISHED}
        assert report.exit_code == 3
        assert became(make_edition([told("deirdre")], short, now=NOW + DAY)) == {
            "brigid": Status.FAILED, "deirdre": Status.PUBLISHED,
        }  # fmt: skip
    assert became(make_edition([], short, now=NOW + 2 * DAY)) == {"brigid": Status.PUBLISHED}
    assert became(make_edition([], short, now=NOW + 3 * DAY)) == {}


def test_what_waited_for_room_and_then_for_an_editor_is_not_lost_with_its_script(room: Newsroom) -> None:
    """The next run makes it anew, as it does whatever was held; once it was approved it waits for nothing."""
    short = with_edition(room, max_minutes=1)
    make_edition([told("alba"), told("brigid")], short, now=NOW)
    settings = msgspec.structs.replace(short.settings, publish=PublishSettings(hold="all"))
    careful = dataclasses.replace(short, settings=settings)
    for _ in range(2):
        assert became(make_edition([], careful, now=NOW + DAY)) == {"brigid": Status.HELD}
        (script,) = held_scripts(room.state)
        script.unlink()
    assert became(make_edition([], careful, now=NOW + DAY)) == {"brigid": Status.HELD}
    assert approve_editions((), careful, now=NOW + DAY).exit_code == 0
    assert became(make_edition([], careful, now=NOW + 2 * DAY)) == {}


def test_the_lead_comes_first(room: Newsroom) -> None:
    """And gives the edition its title."""
    make_edition([told("alba"), told("brigid")], with_edition(room, lead="BRIGID counts"), now=NOW)
    assert headlines(room) == [["Brigid", "Alba"]]
    assert "Brigid" in items(room)[0][2]


def entry(name: str, hours: int | None = None, length: int = 1, site: str | None = None) -> Entry:
    """A story of that age and length."""
    published = None if hours is None else datetime(2026, 3, 4, tzinfo=UTC) - timedelta(hours=hours)
    return Entry(f"{name}.txt", Published(name, "", Article(name, ("x" * length,), published=published, site=site)))


NIGHT = [entry("a", 5, 9, "The Pier"), entry("b", 1, 3), entry("c", None, 9), entry("d", 3, 30)]


@pytest.mark.parametrize(
    ("order", "lead", "waiting", "names"),
    [
        ("source", "", (), "abcd"),
        ("newest", "", (), "bdac"),
        ("longest", "", (), "dacb"),
        ("source", "the pier", (), "abcd"),
        ("newest", "c.TXT", (), "cbda"),
        ("newest", "", ("a", "c"), "acbd"),
        ("longest", "b.txt", ("c",), "bcda"),
        ("source", "nobody", (), "abcd"),
        ("source", "  ", (), "abcd"),
    ],
)
def test_the_running_order_is_the_one_that_was_asked_for(
    order: Literal["source", "newest", "longest"], lead: str, waiting: tuple[str, ...], names: str
) -> None:
    """The lead first, then what waits, then by the settings; equal stories as they came."""
    found = running_order(NIGHT, EditionSettings(order=order, lead=lead), waiting)
    assert "".join(each.story.id for each in found) == names


def test_room_is_given_day_by_day_back_from_the_newest() -> None:
    """After the lead and what waits; inside a day as they stand, and one without a date has just come."""
    week = [
        entry("a", 90),
        entry("b", 20),
        entry("c", None),
        entry("d", 1),
        entry("e", 50),
        entry("f", 88, 1, "The Pier"),
    ]
    order = claims(week, EditionSettings(lead="the pier"), ("e",))
    assert "".join(week[at].story.id for at in order) == "febcda"
    assert claims([], EditionSettings(), ()) == []
    assert fitting([400_000] * 6, 830_000, order) == [4, 5]


def test_a_missed_week_is_one_edition_of_the_most_recent(room: Newsroom) -> None:
    """In the running order all the same; the rest is told, and waits."""
    week = [
        dataclasses.replace(told(town), published=NOW - age * DAY)
        for age, town in enumerate(("alba", "brigid", "clodagh", "deirdre"))
    ]
    room = with_edition(room, max_minutes=4)
    report = make_edition(reversed(week), room, now=NOW)
    left = [name for name, status in became(report).items() if status is Status.LEFT]
    assert left == ["deirdre", "clodagh"]
    assert headlines(room) == [["Brigid", "Alba"]]
    assert all(each.reason for each in report.outcomes if each.status is Status.LEFT)


def test_sections_come_in_the_order_of_the_settings() -> None:
    """Whatever their case; inside a section as the settings say, and what is of none of them last."""
    sections = {"a": ("Sport",), "b": ("Town", "politics"), "c": (), "d": ("Politics",)}
    night = [
        dataclasses.replace(
            each,
            story=dataclasses.replace(
                each.story, article=dataclasses.replace(each.story.article, sections=sections[each.story.id])
            ),
        )
        for each in NIGHT
    ]
    for order, names in (("source", "bdac"), ("longest", "dbac")):
        settings = EditionSettings(order=order, sections=(" Politics", "SPORT"))  # type: ignore[arg-type]
        assert "".join(each.story.id for each in running_order(night, settings)) == names


PAGE = """<html><head><title>Ossa Counts Its People</title>
<meta property="article:section" content="Town"><meta property="article:section" content="Harbour &amp; Sea">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ossa Counts Its People",
"articleSection": ["Politics", "Town"]}</script></head><body><article><h1>Ossa Counts Its People</h1>%s</article></body>
</html>"""


def test_the_sections_of_a_page_are_those_that_it_and_its_carrier_name() -> None:
    """In JSON-LD and `<meta>`, each once; a text has its carrier's."""
    page = PAGE % "".join(f"<p>{line('ossa', number)}</p>" for number in range(12))
    story = Story("p", "p.html", page, Form.HTML, sections=("Politics", "Local"))
    assert clean(story).sections == ("Politics", "Town", "Harbour & Sea", "Local")
    assert clean(dataclasses.replace(told("ossa"), sections=("Local",))).sections == ("Local",)


def test_the_categories_of_a_feeds_entry_are_its_sections(tmp_path: Path) -> None:
    """RSS and Atom: category, by its label where it has one."""
    body = " ".join(line("ossa", number) for number in range(12))
    (tmp_path / "feed.xml").write_text(
        f"""<rss version="2.0"><channel><title>Ossa</title><item><title>Ossa Counts</title><guid>urn:ossa:1</guid>
        <category>Politics</category><category>Town &amp; Pier</category><category>Politics</category><category/>
        <description>&lt;p&gt;{body}&lt;/p&gt;</description></item></channel></rss>""",
        "utf-8",
    )
    (found,) = read_source(str(tmp_path / "feed.xml"), settings=SourceSettings(), home=tmp_path)
    assert isinstance(found, Story)
    assert found.sections == ("Politics", "Town & Pier")


LENGTHS = st.lists(st.integers(1, 600_000), max_size=20)


@given(LENGTHS, st.integers(1, 3_600_000))
def test_an_edition_has_the_first_story_and_else_no_more_than_fits(lengths: list[int], limit: int) -> None:
    """In order, and nothing is left for which there is room."""
    taken = fitting(lengths, limit, range(len(lengths)))
    assert taken == sorted(set(taken))
    assert taken[:1] == ([0] if lengths else [])
    spoken = FRAME_MS + sum(lengths[at] for at in taken)
    assert len(taken) <= 1 or spoken <= limit
    assert all(spoken + length > limit for at, length in enumerate(lengths) if at not in taken)


@given(LENGTHS)
def test_without_a_limit_everything_fits(lengths: list[int]) -> None:
    """0 is no limit."""
    assert fitting(lengths, 0, range(len(lengths))) == list(range(len(lengths)))


def test_each_story_can_be_an_episode(room: Newsroom) -> None:
    """With its headline for a title, in running order; a correction keeps the guid, and the others stay."""
    room = with_edition(room, episodes="story")
    first, second = told("ossa"), told("lind")
    report = make_edition([first, second], room, now=NOW)
    assert [made.title for made in report.made] == ["Ossa Counts Its People", "Lind Counts Its People"]
    before = items(room)
    assert [title for *_, title in before] == ["Ossa Counts Its People", "Lind Counts Its People"]
    report = make_edition([first, told("lind", more="The count was repeated on Thursday.")], room, now=NOW + DAY)
    assert became(report) == {"ossa": Status.UNCHANGED, "lind": Status.CORRECTED}
    after = items(room)
    assert [guid for guid, *_ in after] == [guid for guid, *_ in before]
    assert [new[1] == old[1] for new, old in zip(after, before, strict=True)] == [True, False]


@pytest.mark.parametrize("town", ["ossa", "lind", "alba"])
def test_every_episode_of_a_run_bears_the_day_and_the_name_of_that_run(room: Newsroom, town: str) -> None:
    """Although they are seconds apart and midnight was a second ago; and so does a correction of one."""
    names = {"Morning": "00:00", "Evening": "18:00"}
    midnight = datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)
    room = with_edition(room, episodes="story", names=names)
    report = make_edition([told("ossa"), told("lind"), told("alba")], room, now=midnight)
    more = told(town, more="The count was repeated on Thursday.")
    again = make_edition([more], room, now=midnight + timedelta(hours=20))
    assert became(again) == {town: Status.CORRECTED}
    for made in (*report.made, *again.made):
        greeting = (room.public / made.path).with_suffix(".vtt").read_text("utf-8")
        assert "the Morning edition" in " ".join(greeting.split())
        assert "Thursday, January 1, 2026" in " ".join(greeting.split())
    assert [title.split()[0] for *_, title in items(room)] == ["Ossa", "Lind", "Alba"]


@pytest.mark.parametrize(
    ("only", "taken"),
    [
        ("Politics", True),
        ("politics ", True),
        ("politic", False),
        ("The Ledger", True),
        ("Ledge", False),
        ("ledger.example", True),
        ("city-council", True),
        ("council", True),
        ("counc", False),
        ("", False),
    ],
)
def test_a_show_takes_stories_by_section_site_or_words_of_the_address(only: str, taken: bool) -> None:
    """Whole words, in whatever case."""
    url = "https://ledger.example/city-council/bridge"
    article = Article("Bridge", ("Text.",), sections=("Politics", "Local"), site="The Ledger", url=url)
    assert wanted(Entry("inbox/bridge.html", Published("a", "f", article)), ("Sport", only)) is taken


def test_a_show_with_sections_lets_all_else_pass_by(room: Newsroom) -> None:
    """Without a word about it; what it has once is corrected, wherever its paper files it now."""
    room = with_edition(room, only=("ossa.txt",))
    report = make_edition([told("ossa"), told("lind")], room, now=NOW)
    assert became(report) == {"ossa": Status.PUBLISHED}
    room = with_edition(room, only=("Sport",))
    report = make_edition([told("ossa", more="The count was repeated on Thursday.")], room, now=NOW + DAY)
    assert became(report) == {"ossa": Status.CORRECTED}


def test_two_editions_of_one_day_are_told_apart(room: Newsroom) -> None:
    """By their names in the titles; each has its own files, and the later one comes first."""
    room = with_edition(room, names={"Morning": "00:00", "Evening": "12:00"})
    make_edition([told("ossa")], room, now=NOW)
    make_edition([told("lind")], room, now=NOW + timedelta(hours=12))
    evening, morning = items(room)
    assert evening[2] == "Evening edition, Wednesday 4 March 2026: Lind Counts Its People"
    assert morning[2] == "Morning edition, Wednesday 4 March 2026: Ossa Counts Its People"
    assert evening[1] != morning[1]
