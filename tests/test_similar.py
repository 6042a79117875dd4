"""The same story twice."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Article
from briefing.similar import SIZE, Shelf, best, clusters, continues, same_story, sketch


def words(text: str) -> tuple[str, ...]:
    """Each of them."""
    return tuple(text.split())


NOUNS = words("harbour council ferry bridge mill library tram school orchard quarry market lantern depot chapel pier")
VERBS = words("opened closed repaired inspected sold rebuilt surveyed painted flooded moved measured")
KINDS = words("old new northern narrow wooden crowded quiet municipal disused covered")


def sentences(seed: object, count: int) -> list[str]:
    """Sentences of an invented town, the same for the same seed."""
    pick = random.Random(str(seed))  # noqa: S311  no secret

    def one() -> str:
        return (
            f"The {pick.choice(KINDS)} {pick.choice(NOUNS)} by the {pick.choice(NOUNS)} was {pick.choice(VERBS)} after"
            f" {pick.randint(2, 900)} residents wrote to a {pick.choice(KINDS)} {pick.choice(NOUNS)} board that"
            f" {pick.choice(VERBS)} the {pick.choice(NOUNS)}."
        )

    return [one() for _ in range(count)]


def article(lines: list[str], **known: object) -> Article:
    """An article of these paragraphs."""
    return Article("A headline", tuple(lines), **known)  # type: ignore[arg-type]


BASE = sentences("base", 24)
REWRITTEN = [BASE[at] if at % 4 else sentences(at, 1)[0] for at in range(24)]
TOUCHED = [line.replace("wrote to", "complained to") if at % 2 else line for at, line in enumerate(BASE)]


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(["OSSA, March 3 (Coast Wire) -- " + BASE[0], *BASE[1:]], id="another dateline"),
        pytest.param(REWRITTEN, id="a quarter of its sentences written anew"),
        pytest.param(TOUCHED, id="a word changed in every other sentence"),
        pytest.param(BASE[:16], id="its last third cut off"),
        pytest.param([*BASE, *sentences("tail", 4)], id="an appendix of the paper's own"),
        pytest.param([*sentences("lead", 2), *BASE[2:], *sentences("more", 8)], id="updated"),
        pytest.param([line.upper().replace(".", " …") for line in BASE], id="other case and punctuation"),
    ],
)
def test_a_copy_or_an_update_is_the_same_story(copy: list[str]) -> None:
    """Whichever of the two is asked about the other."""
    assert same_story(article(BASE), article(copy))
    assert same_story(article(copy), article(BASE))
    assert clusters([article(BASE), article(sentences("other", 24)), article(copy)]) == [[0, 2], [1]]


def forecast(seed: int) -> list[str]:
    """A day's forecast, written into a form."""
    pick = random.Random(seed)  # noqa: S311
    sky, number = ("cloudy", "sunny", "foggy", "wet", "windy"), pick.randint
    return [
        f"Today will be mostly {pick.choice(sky)} in the valley, with a high of {number(5, 30)} degrees at noon.",
        f"Winds will blow at {number(5, 40)} kilometres an hour and ease towards the evening over the coast.",
        f"The chance of rain is {number(0, 100)} percent, and the sun sets at {number(4, 9)}.{number(10, 59)}.",
        f"Tomorrow should be {pick.choice(sky)} at first, with temperatures near {number(5, 30)} degrees inland.",
        "The next forecast comes at six from the weather office at Ossa; boats listen for warnings before they leave.",
    ]


def report(centimetres: int, day: str) -> list[str]:
    """A report in which next to nothing changes from day to day."""
    return [
        f"The lock keeper at Ossa said that the water in the basin stood {centimetres} centimetres above the mark.",
        f"Boats of all classes may pass the lower gate on {day} from sunrise to sunset unless a red lantern is shown.",
        "The toll for a passage is unchanged and is paid at the office beside the pier before the gate is opened.",
        "Skippers keep to the right of the buoys, have lines ready on both sides, and wait for the green light.",
    ]


def column(seed: str, own: int) -> list[str]:
    """A week's column: some letters between the sentences that stand there every week."""
    return [
        "Every week our gardener answers letters from readers about what grows, what does not, and what can be done.",
        "Letters may be shortened, and names are left out when the writer asks for it.",
        *sentences(seed, own),
        "Write to the garden desk of this paper, and remember to say where you live and which way your garden faces.",
        "The gardener cannot answer every letter but reads each with care and with a cup of tea beside the pots.",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(forecast(1), forecast(2), id="forecasts"),
        pytest.param(report(231, "Monday"), report(187, "Tuesday"), id="reports that change two words"),
        pytest.param(column("one", 3), column("two", 3), id="columns that are mostly frame"),
        pytest.param(column("one", 12), column("two", 12), id="columns"),
        pytest.param([*sentences(1, 12), *BASE[:12]], [*sentences(2, 12), *BASE[:12]], id="half of it background"),
        pytest.param(BASE, [*BASE[:4], *sentences("rest", 20)], id="the same opening"),
        pytest.param(BASE[:2], [BASE[0], sentences("x", 1)[0]], id="short"),
        pytest.param([], [], id="empty"),
        pytest.param(["Rain."], ["Rain."], id="a word"),
    ],
)
def test_stories_that_share_a_form_or_a_background_are_two(one: list[str], other: list[str]) -> None:
    """A story that is dropped is missed, and one that is heard twice is a nuisance."""
    assert not same_story(article(one), article(other))
    assert clusters([article(one), article(other)]) == [[0], [1]]


DAWN = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
OTHER = sentences("other", 24)


@pytest.mark.parametrize(
    ("new", "headline", "hours", "recently", "ever"),
    [
        (BASE[:-2], "Another", None, True, True),  # a correction, whenever
        (BASE + OTHER, "Another", 200, True, True),  # an update, however it is dated
        (BASE[:16], "Another", None, True, True),  # cut
        (OTHER, "A headline", None, True, False),  # told anew
        (OTHER, "A headline: ten hurt", 3, True, False),
        (BASE[:4] + OTHER[4:], "Another", None, True, False),
        (OTHER, "Another", None, False, False),  # the next issue
        (OTHER, "A headline", 24, False, False),
        (BASE[:4] + OTHER[4:], "A headline", -24, False, False),
        (OTHER, "", None, False, False),
        ([], "Another", None, False, False),
    ],
)
def test_the_next_issue_is_told_from_a_story_that_goes_on(
    new: list[str], headline: str, hours: int | None, recently: bool, ever: bool
) -> None:
    """By its words, and while the old story is recent by its headline, or a little of its words, and its date."""
    dated = DAWN + timedelta(hours=hours) if hours is not None else None
    later = replace(article(new, published=dated), headline=headline)
    old = article(BASE, published=DAWN)
    assert (continues(later, old, recent=True), continues(later, old, recent=False)) == (recently, ever)


def test_a_short_text_is_the_same_story_only_in_the_same_words() -> None:
    """Two lines that are alike in all but a word may be two reports."""
    line = "The ferry to Port Ossa sails at noon on Tuesday after four weeks in dock, its owner Ada Moor says."
    assert same_story(article([line]), article([line.upper()]))
    assert not same_story(article([line]), article([line.replace("Ossa", "Alba")]))


@given(st.lists(st.sampled_from(BASE), max_size=30), st.lists(st.sampled_from(BASE), max_size=30))
def test_likeness_asks_not_who_comes_first(one: list[str], other: list[str]) -> None:
    """And every story that is long enough is like itself."""
    assert same_story(article(one), article(other)) == same_story(article(other), article(one))
    assert same_story(article(one), article(one)) == bool(one)


@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_has_a_sketch_of_bounded_size_that_finds_it_again(body: list[str]) -> None:
    """Whatever its letters."""
    kept = sketch(article(body))
    shelf: Shelf[str] = Shelf()
    shelf.add("this", kept)
    assert len(kept) <= SIZE * 8
    assert shelf.near(kept) == (["this"] if kept else [])


@given(st.permutations(range(6)))
def test_clusters_do_not_depend_on_the_order(order: list[int]) -> None:
    """Every story is in one, with the same others."""
    texts = [
        BASE,
        BASE[:18],
        TOUCHED,
        sentences("a", 20),
        sentences("b", 20),
        [*sentences("b", 20), *sentences("c", 3)],
    ]
    found = clusters([article(texts[at]) for at in order])
    assert sorted(sorted(order[at] for at in places) for places in found) == [[0, 1, 2], [3], [4, 5]]


def test_the_work_grows_with_the_number_of_stories_and_not_with_its_square() -> None:
    """Even where all of them share set phrases; a long text takes no long time."""
    many = [article(column(str(seed), 8)) for seed in range(800)]
    assert len(clusters(many)) == len(many)
    assert len(sketch(article(["word " * 200_000]))) == 8


def at(hour: int) -> datetime:
    """An hour of a day."""
    return datetime(2026, 3, 4, hour, tzinfo=UTC)


def test_the_longest_version_is_heard() -> None:
    """A copy that was cut is no update, though it came later."""
    assert best([article(BASE[:16]), article(BASE), article(BASE[:12])]) == 1
    assert best([article(BASE, published=at(8)), article(BASE[:16], published=at(9))]) == 0


def test_of_versions_that_are_nearly_as_long_the_newest_is_heard() -> None:
    """By when it was changed, else when it was published; where one does not say, the longest."""
    old, new = article(BASE, published=at(8)), article([*BASE[:23], "It was corrected."], published=at(9))
    assert best([old, new]) == best([new, old][::-1]) == 1
    assert best([replace(old, modified=at(10)), new]) == 0
    assert best([replace(old, published=None), new]) == 0
    assert best([old, replace(new, published=None)]) == 0
    naive = (at(9) - timedelta(hours=3)).replace(tzinfo=None)
    assert best([replace(old, published=naive), new]) == 1


def test_of_equal_versions_the_first_is_heard() -> None:
    """So that nothing is made again for nothing."""
    assert best([article(BASE), article(BASE)]) == 0
