"""What the stages behind the words do on either side of their bounds: casting, pacing, notes, scripts, likeness."""

from __future__ import annotations

import json
from itertools import islice, product

import pytest

from briefing.cast import Cast, cast_story, stand_ins
from briefing.errors import ArticleError
from briefing.model import Article, Chapter, Cue, Dateline, Kind, Person, Prosody, Segment, Shape, Voice
from briefing.notes import chapters_json, notes_html, srt, summary, transcript_json, vtt
from briefing.pacing import Line, Reading, lines
from briefing.running import fitting
from briefing.scriptfile import Turn, parse, proofread, script_of
from briefing.scriptfile.names import looks_like_nobody
from briefing.similar import Shelf, Wholes, is_part, same_story, sketch
from briefing.spoken import Lexicon

REPORTER = Voice("silent", "r")
ADA = Person("Ada Moor")


def read(text: str, edited: str | None = None) -> list[Line]:
    """The lines of a paragraph, for which an editor wants something else said."""
    segment = Segment(text, Kind.COPY, 0)
    casting = cast_story([segment], Cast(REPORTER, (REPORTER,)), {})
    reading = Reading(Prosody(), "en-us", Lexicon())
    return list(lines([segment], casting, reading, {segment: edited} if edited is not None else {}))


def test_who_stands_in_speaks_the_language_first() -> None:
    """Danish is no German, though both begin with a `d`; German of another country is."""
    cast = Cast(REPORTER, (Voice("silent", "x", "de-de"),))
    own = (Voice("other", "en"), Voice("other", "danish", "da"), Voice("other", "austrian", "de-at"))
    assert stand_ins(cast, "other", own)["silent/x"].id == "austrian"


@pytest.mark.parametrize(("limit_ms", "taken"), [(35_000, [0, 1]), (34_999, [0])])
def test_greeting_and_closing_words_take_twenty_seconds(limit_ms: int, taken: list[int]) -> None:
    """What is left is the stories'."""
    assert fitting([10_000, 5_000], limit_ms, [0, 1]) == taken


@pytest.mark.parametrize(("last", "cuts"), [("rains", 1), ("rained", 2)])
def test_six_hundred_letters_are_one_utterance(last: str, cuts: int) -> None:
    """One letter more is cut."""
    text = "rain " * 119 + last
    assert (len(text) <= 600) is (cuts == 1)
    assert len(read(text)) == cuts


def test_words_of_an_editor_are_heard_at_their_places() -> None:
    """And a last sentence that was left alone keeps its own, however many come before it now."""
    before = read("It rained all night. Mr. Rye paid $5.")
    after = read(
        "It rained all night. Mr. Rye paid $5.", "Rain fell till dawn. It stopped. Mister Rye paid five dollars."
    )
    assert [line.written for line in after] == ["It rained all night.", "", "Mr. Rye paid $5."]
    assert after[0].words == (0, 5, 10, 15)
    assert after[-1] == before[-1]


@pytest.mark.parametrize("spare", [0, 1])
def test_a_summary_of_four_thousand_bytes_is_whole(spare: int) -> None:
    """One byte more, and the last title goes."""
    titles = ["x" * 1_000, "x" * 1_000, "x" * 1_000]
    used = len(summary([Article(title, ("y",)) for title in (*titles, "x")]).encode()) - 1
    told = summary([Article(title, ("y",)) for title in (*titles, "x" * (4_000 - used + spare))])
    assert (len(told.encode()) == 4_000) is (spare == 0)
    assert len(told.encode()) <= 4_000


@pytest.mark.parametrize("spare", [0, 1])
def test_stories_that_just_fill_the_notes_are_all_listed(spare: int) -> None:
    """One byte more than ten thousand, and the last is only counted."""
    stories = [(Article("x" * 900, ("y",)), ()) for _ in range(10)]
    used = len(notes_html([*stories, (Article("x", ("y",)), ())]).encode()) - 1
    told = notes_html([*stories, (Article("x" * (10_000 - used + spare), ("y",)), ())])
    assert (len(told.encode()) == 10_000) is (spare == 0)
    assert ("more." in told) is (spare == 1)


@pytest.mark.parametrize(
    ("title", "told"),
    [("&" * 1_000, "&#38;" * 197 + "…"), ("&" * 200 + "x" * 800, "&#38;" * 197 + "…"), ("&" * 40 + "x" * 800, None)],
)
def test_a_title_of_signs_takes_a_thousand_bytes_of_html(title: str, told: str | None) -> None:
    """As many signs as have room, each of five letters; what fits is whole."""
    found = notes_html([(Article(title, ("y",)), ())])
    assert f"<li>{told or title.replace('&', '&#38;')}</li>" in found


def test_chapters_tell_their_time_in_seconds() -> None:
    """Thousandths count."""
    (first, second) = json.loads(chapters_json([Chapter(5_250, 9_000, "Rain")], title="x", show="y"))["chapters"]
    assert (first["startTime"], second["startTime"], second["endTime"]) == (0, 5.25, 9)


def test_no_word_begins_behind_its_sentence() -> None:
    """Wherever its engine has heard it: the last millisecond is left to it."""
    (_, last) = json.loads(transcript_json([Cue(0, 1_000, "It rained.", "Ada Moor", words_ms=(0, 2_000))]))["segments"]
    assert (last["body"], last["startTime"], last["endTime"]) == ("rained.", 0.999, 1.0)


def test_cards_come_as_they_begin() -> None:
    """Also where one lasts longer than the next."""
    first, second = srt([Cue(0, 5_000, "It rained.", "Ada Moor"), Cue(1_000, 2_000, "It did.", "Ben Rye")]).split(
        "\n\n"
    )
    assert first.startswith("1\n00:00:00,000 --> 00:00:05,000\nAda Moor: It rained.")
    assert second.startswith("2\n00:00:01,000 --> 00:00:02,000\nBen Rye: It did.")


def test_a_word_longer_than_a_line_is_whole() -> None:
    """In pieces; a card that begins inside it begins at its share of the word's time."""
    letters = "".join(map("".join, product("abcdefgh", "klmnopqrst")))[:80]
    assert "".join(vtt([Cue(0, 9, letters, "Ada")]).partition("<v Ada>")[2].split()) == letters
    cards = srt([Cue(0, 2_000, f"{letters} two", "Ada Moor", words_ms=(0, 1_000))]).split("\n\n")
    assert cards[0].endswith(f"00:00:00,000 --> 00:00:00,400\nAda Moor:\n{letters[:32]}")
    assert cards[1].startswith(f"2\n00:00:00,400 --> 00:00:02,000\n{letters[32:64]}\n{letters[64:]} two")


@pytest.mark.parametrize(("name", "slip"), [("Reporter", False), ("Reporetr", True), ("Porter", False)])
def test_a_slip_of_reporter_is_not_the_reporter(name: str, slip: bool) -> None:
    """Nor is everybody who is called a little like it."""
    assert looks_like_nobody(name) is slip


def test_two_who_stand_in_the_story_are_two() -> None:
    """However nearly they are called the same; in quotation marks anybody is."""
    text = "[copy] Reporter\n| Ada Moor met Ada Moore.\n\n[quote] Ada Moor\n| “Rain,”\n\n[quote] {}\n| “Sun.”\n"
    assert proofread(text.format("Ada Moore"), "x").turns[-1].segment.speaker == Person("Ada Moore")
    assert proofread(text.format('"Ada Mooor"'), "x").turns[-1].segment.speaker == Person("Ada Mooor")
    with pytest.raises(ArticleError, match="nobody else here is called Ada Mooor"):
        proofread(text.format("Ada Mooor"), "x")


def test_paragraphs_of_a_script_are_counted_from_nought() -> None:
    """And each is what its segments say."""
    script = parse("[copy] Reporter\n| Rain.\n\n[copy item] Reporter\n| Sun.\n", "x")
    assert [segment.paragraph for segment in script.segments] == [0, 1]
    assert script.article.shapes == (Shape.PARAGRAPH, Shape.ITEM)


def test_what_is_no_gender_is_shown_up_to_forty_characters() -> None:
    """A message is a line."""
    with pytest.raises(ArticleError) as caught:
        parse(f'[quote] Ada Moor ("mayor"; {"x" * 60})\n| Yes.\n', "x")
    assert f"'; {'x' * 38}' is no gender" in str(caught.value)


def test_a_dateline_is_told_where_it_is_read() -> None:
    """Without a segment of it, the text of a script could not say which words it has."""
    article = Article("Rain", ("OSSA -- It rained.",), dateline=Dateline("OSSA", None, "OSSA -- "))
    filed, copy = Turn(Segment("OSSA -- ", Kind.DATELINE, 0)), Turn(Segment("It rained.", Kind.COPY, 0))
    assert script_of("x", "", article, [filed, copy]).article.dateline == article.dateline
    assert script_of("x", "", article, [copy]).article.dateline is None


LETTERS = ("".join(letters) for letters in product("bcdfg", "aeiou", "lmnpr", "aeiou", "stvwz"))
OWN = {name: list(islice(LETTERS, 100)) for name in ("shared", "here", "there")}
"""A hundred words each, all different."""


def story(shared: int, name: str, own: int, headline: str = "Rain") -> Article:
    """So many words that others have too, then so many of its own."""
    return Article(headline, (" ".join([*OWN["shared"][:shared], *OWN[name][:own]]),))


@pytest.mark.parametrize(("own", "same"), [(27, True), (28, False)])
def test_nine_in_twenty_runs_of_words_make_one_story(own: int, same: bool) -> None:
    """Of a hundred runs of eight words that two texts have, forty-five stand in both; of a hundred and one too few."""
    assert same_story(story(52, "here", own), story(52, "there", 28)) is same


@pytest.mark.parametrize(("words", "part"), [(7, False), (8, True)])
def test_eight_words_can_be_a_piece(words: int, part: bool) -> None:
    """The fewest that tell anything."""
    assert is_part(story(words, "here", 0), story(80, "there", 0, "Sun")) is part


@pytest.mark.parametrize(("shared", "own", "part"), [(16, 11, True), (15, 12, False), (22, 40, True), (21, 40, False)])
def test_a_piece_begins_as_the_whole_does(shared: int, own: int, part: bool) -> None:
    """Under the same headline nine in twenty runs of its first forty words are enough; it is found among others."""
    piece, whole = story(shared, "here", own), story(80, "there", 0)
    assert is_part(piece, whole) is part
    assert not is_part(piece, story(80, "there", 0, "Sun"))
    assert Wholes([story(0, "there", 80), whole]).whole_of(piece) == (whole if part else None)


@pytest.mark.parametrize(("shared", "found"), [(57, ["x"]), (27, [])])
def test_a_shelf_gives_what_may_be_the_same_story(shared: int, found: list[str]) -> None:
    """Half of all their runs in both are near enough to be looked at; a fifth are not."""
    shelf: Shelf[str] = Shelf()
    shelf.add("x", sketch(story(shared, "there", 25)))
    assert shelf.near(sketch(story(shared, "here", 25))) == found
