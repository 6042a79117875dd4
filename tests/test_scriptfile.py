"""The script as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ArticleError
from briefing.model import Article, Dateline, Gender, Kind, Person, Quote, Segment, Shape
from briefing.script import write_script
from briefing.scripted import entry_of
from briefing.scriptfile import Script, Turn, doubtful, edition_of, parse, proofread, render, rows, script_of, split
from briefing.sources.document import Document
from briefing.sources.scripts import scripts as stories_of

WORDS = st.text(st.sampled_from(list("ab .,“”\"'|~#[]<>()%?:;—\u00a0\u2028\r\té")), max_size=30)
NAMES = st.text(st.sampled_from(list('Ab .,"()<>[]?%;—\u00a0é')), min_size=1, max_size=12) | st.sampled_from(
    ["Reporter", "Ada Moor", "female"]
)
PEOPLE = st.builds(
    Person,
    NAMES,
    st.none() | NAMES | st.sampled_from(["female", "", "mayor; male"]),
    st.none() | st.sampled_from(Gender),
)
TIMES = st.none() | st.datetimes(timezones=st.none() | st.just(UTC))
LINES = st.none() | st.text(max_size=12)


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """A story as the program would write it down."""
    body = tuple(draw(st.lists(WORDS.filter(str.strip), min_size=1, max_size=4)))
    place = draw(st.none() | st.integers(1, 9))
    day = draw(st.none() | st.just(date(2026, 3, 3)))
    article = Article(
        headline=draw(WORDS),
        body=body,
        byline=tuple(draw(st.lists(NAMES, max_size=3))),
        dateline=Dateline(draw(NAMES), day, body[0][:place]) if place else None,
        shapes=tuple(draw(st.sampled_from(Shape)) for _ in body),
        published=draw(TIMES),
        modified=draw(TIMES),
        site=draw(LINES),
        language=draw(LINES),
        url=draw(LINES),
        image=draw(LINES),
        sections=tuple(draw(st.lists(st.text(max_size=5), max_size=2))),
        captions=("A ferry.",),
    )
    turns = [
        Turn(
            segment,
            draw(st.sampled_from(["", "espeak/en-us+m1@26"])),
            draw(st.none() | WORDS.map(lambda words: " ".join(words.split()))),
        )
        for segment in write_script(article, draw(quotes(article)))
    ]
    return script_of(draw(st.text(max_size=9)), draw(st.sampled_from(["", "f00"])), article, turns)


@st.composite
def quotes(draw: st.DrawFn, article: Article) -> list[Quote]:
    """Some quotes in it."""
    found, base = [], 0
    for paragraph in article.body:
        if draw(st.booleans()):
            start, end = sorted((draw(st.integers(0, len(paragraph))), draw(st.integers(0, len(paragraph)))))
            sure = draw(st.integers(0, 100)) / 100
            speaker = draw(st.none() | PEOPLE)
            found.append(Quote(base + start, base + end, speaker, None, sure, draw(st.booleans()), "rule"))
        base += len(paragraph) + 1
    return found


@given(scripts())
def test_reading_is_the_inverse_of_writing(script: Script) -> None:
    """Whatever the words, names, times and voices: nothing is lost and nothing is added."""
    assert parse(render(script), "x.script") == script


@given(scripts())
def test_line_ends_of_another_system_and_cut_white_space_change_nothing(script: Script) -> None:
    """Editors write CRLF, and drop white space at the end of a line."""
    text = render(script)
    assert parse(text.replace("\n", "\r\n"), "x.script") == script
    assert parse("\n".join(line.rstrip(" ") for line in text.split("\n")), "x.script") == script


@given(st.lists(scripts(), min_size=1, max_size=3))
def test_an_edition_is_cut_into_its_stories(some: list[Script]) -> None:
    """Each with its id, and its lines numbered as in the whole."""
    text = render(*some, edition="urn:uuid:1")
    parts = list(split(text))
    assert [source for source, _ in parts] == [script.id for script in some]
    assert [parse(part, "x") for _, part in parts] == some
    assert edition_of(text) == "urn:uuid:1"
    lines = text.split("\n")
    for _, part in parts:
        assert all(line in {"", lines[number]} for number, line in enumerate(part.split("\n")))


@given(st.text())
def test_no_text_is_too_odd_to_be_read_or_refused(text: str) -> None:
    """There is a script, or an error that names the line."""
    told = None
    try:
        parse(text, "x.script")
    except ArticleError as error:
        told = error
    assert told is None or (told.message.startswith("x.script:") and told.hint)


STORY = """\
source: inbox/ferry.txt
published: 2026-03-03T00:00:00

[headline] Reporter <espeak/en-us+edward>
| Ferry sails again

[quote] Ada Moor (owner; female) <espeak/en-us+f2> 98%
| "We waited 9 weeks,"
~ "We waited nine weeks,"
[copy] Reporter <espeak/en-us+edward>
|  she said. |
[quote] Reporter 55% ?
| "At last."
"""


def test_it_reads_as_the_documentation_shows() -> None:
    """Header, label, words, and what is said where that differs."""
    script = parse(STORY, "x.script")
    assert (script.id, script.article.headline, script.article.published) == (
        "inbox/ferry.txt", "Ferry sails again", datetime(2026, 3, 3),  # noqa: DTZ001  only the day is known
    )  # fmt: skip
    assert script.article.body == ('"We waited 9 weeks," she said. "At last."',)
    headline, quote, copy, nobody = script.turns
    assert quote.segment.speaker == Person("Ada Moor", "owner", Gender.FEMALE)
    assert (quote.voice, quote.said, quote.segment.confidence) == ("espeak/en-us+f2", '"We waited nine weeks,"', 0.98)
    assert (headline.segment.kind, copy.segment.paragraph) == (Kind.HEADLINE, 0)
    assert (nobody.segment.speaker, nobody.voice, nobody.segment.confidence) == (None, "", 0.55)
    assert render(script) == STORY


def test_an_editor_may_write_more_freely_than_the_program() -> None:
    """Remarks, empty lines, no voice, no percentage."""
    script = parse("# who else?\n[quote] Ada Moor\n| We waited nine weeks.\n\n\n[copy] Reporter\n|It rained.\n", "x")
    assert [turn.segment for turn in script.turns] == [
        Segment("We waited nine weeks.", Kind.QUOTE, 0, Person("Ada Moor")),
        Segment("It rained.", Kind.COPY, 1),
    ]


def test_the_same_words_twice_are_two_segments() -> None:
    """In a paragraph, and in a headline that an editor has written in two lines."""
    again = (
        "[headline] Reporter\n| No. |\n" * 2 + "[byline] Reporter\n| By Ann Lee\n" + "[copy] Reporter\n| No. |\n" * 2
    )
    script = parse(again, "x")
    assert [segment.start for segment in script.segments] == [0, 4, 0, 0, 4]
    assert len(set(script.segments)) == 5


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "nothing to be read"),
        ("sorce: a\n[copy] Reporter\n| x", 1, "sorce"),
        ("source: a\nsource: b\n[copy] Reporter\n| x", 2, "source"),
        ("[copy] Reporter\n| x\nurl: a", 3, "out of place"),
        ('source: "a\n[copy] Reporter\n| x', 1, "broken"),
        ("published: soon\n[copy] Reporter\n| x", 1, "no date"),
        ("hello\n[copy] Reporter\n| x", 1, "no line of a script"),
        ("| x", 1, "no reader"),
        ("~ x", 1, "no reader"),
        ("[copy] Reporter\n| x\n| y", 3, "no reader of their own"),
        ("[copy] Reporter\n| x\n~ ex\n\n| y", 5, "no reader of their own"),
        ("[copy] Reporter\n| x\n~ ex\n~ why", 4, "no words of its own"),
        ("[copy] Reporter\n\n[copy] Reporter\n| x", 1, "no words"),
        ("[copy] Reporter\n|  ", 1, "no words"),
        ("[shout] Reporter\n| x", 1, "headline"),
        ("[copy\n| x", 1, "headline"),
        ("[copy loud] Reporter\n| x", 1, "loud"),
        ("[copy] Ada Moor\n| x", 1, "[quote]"),
        ("[quote] <a/b>\n| x", 1, "nobody"),
        ("[quote] Ada <loud>\n| x", 1, "ENGINE/VOICE"),
        ("[quote] Ada loud>\n| x", 1, "ENGINE/VOICE"),
        ("[quote] Ada 400%\n| x", 1, "certain"),
        ("[quote] Ada (mayor\n| x", 1, "does not belong"),
        ('[quote] "Ada\n| x', 1, "not closed"),
        ('[quote] Ada ("mayor"; tall)\n| x', 1, "gender"),
    ],
)
def test_a_broken_script_says_where_and_what_is_wanted(text: str, line: int, said: str) -> None:
    """File and line stand before the reason, and there is a hint."""
    with pytest.raises(ArticleError) as caught:
        parse(text, "x.script")
    assert caught.value.message.startswith(f"x.script:{line}: ")
    assert said in caught.value.message
    assert caught.value.hint


@given(scripts(), st.data())
def test_a_label_that_is_lost_puts_its_words_into_nobodys_mouth(script: Script, data: st.DataObject) -> None:
    """Whichever label is deleted, its words are refused by their own line, and never read by the one before."""
    lines = render(script).split("\n")
    at = data.draw(st.sampled_from([number for number, line in enumerate(lines) if line.startswith("[")]))
    del lines[at]
    with pytest.raises(ArticleError, match=f"^x:{at + 1}: these words have no reader"):
        parse("\n".join(lines), "x")


NORA = """\
[headline] Reporter
| Locks close

[quote] Nora Garrow (engineer)
| "They leak,"
[copy] Reporter
|  said Nora Garrow. Her brother Jon Garrow nodded.

[quote] {}
| "They always did."
"""


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Reportr <espeak/en-us+edward>", "Reporter"),
        ("reporter", "Reporter"),
        ("Nora Garow", "Nora Garrow"),
        ("NoraGarrow 40% ?", "Nora Garrow"),
        ("Nora Garrwo (engineer)", "Nora Garrow"),
    ],
)
def test_a_misspelt_reader_is_refused(name: str, meant: str) -> None:
    """With the line and who is meant, since a slip would give one person two voices; in quotation marks it stands."""
    with pytest.raises(ArticleError, match=r"^x:9: ") as caught:
        proofread(NORA.format(name), "x")
    assert f"Did you mean {meant}?" in caught.value.hint
    bare = name.partition(" <")[0].partition(" (")[0].partition(" 4")[0]
    meant_so = proofread(NORA.format(f'"{bare}"'), "x")
    assert proofread(render(meant_so), "x") == meant_so
    assert meant_so.turns[-1].segment.speaker == Person(bare)


@pytest.mark.parametrize("name", ["Jon Garrow", "Ada Moor", "Garrow", "Nina Garrow", "the engineer", "NORA GARROW"])
def test_a_new_reader_is_welcome(name: str) -> None:
    """Whoever stands in the story, or is spelt unlike everybody else."""
    assert proofread(NORA.format(name), "x").turns[-1].segment.speaker == Person(name)


def test_of_two_names_that_the_story_does_not_know_the_rarer_is_the_slip() -> None:
    """Somebody who was brought in by an editor may be misspelt, too."""
    text = "[copy] Reporter\n| It rained.\n" + "".join(
        f"\n[quote] {name}\n| Words.\n" for name in ("Helen Tatte", "Helen Tate", "Helen Tate")
    )
    with pytest.raises(ArticleError, match=r"^x:4: ") as caught:
        proofread(text, "x")
    assert "Did you mean Helen Tate?" in caught.value.hint


@given(scripts())
def test_what_the_program_writes_misspells_nobody(script: Script) -> None:
    """However near its names are to one another."""
    assert proofread(render(script), "x") == script


def test_every_line_knows_its_segment() -> None:
    """So that a line number leads to it."""
    listed = list(rows([parse(STORY, "x")]))
    assert [row.text for row in listed] == STORY.rstrip("\n").split("\n")
    assert [row.turn for row in listed] == [None, None, None, 0, 0, None, 1, 1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("speaker", "confidence", "expected"),
    [(Person("Ada"), 0.85, False), (Person("Ada"), 0.84, True), (None, 0.99, True), (None, 1.0, False)],
)
def test_doubtful_is_what_is_not_certain_or_nobodys(speaker: Person | None, confidence: float, expected: bool) -> None:
    """But for what an editor left to the reporter."""
    quote = Segment("“Yes.”", Kind.QUOTE, 0, speaker, confidence)
    assert doubtful(quote) is expected
    assert doubtful(replace(quote, kind=Kind.COPY)) is False


@pytest.mark.parametrize("text", ["[quote] " + " " * 500_000 + "<", "|" * 1_000_000, "[" * 1_000_000, "a: " * 300_000])
def test_odd_text_is_refused(text: str) -> None:
    """A megabyte of it too, long before the suite's time limit."""
    with pytest.raises(ArticleError):
        parse(text, "x")


@pytest.mark.parametrize(
    "source",
    [b"source: mill\xed\xa0\x80", b'source: "mill\\ud83d"', b"source: mill\xe9"],
    ids=["half", "escaped", "latin"],
)
def test_an_id_that_no_library_can_hold_fails_its_script_only(source: bytes) -> None:
    """It has another until its script is refused."""
    content = source + b"\n\n[copy] Reporter\n| The mill turns again.\n"
    (found,) = stories_of(Document("mill.txt", "mill.txt", content))
    found.id.encode()
    with pytest.raises(ArticleError):
        entry_of(found)
