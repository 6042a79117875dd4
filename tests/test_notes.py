"""What stands beside the audio holds its form, whatever the stories say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Article, Chapter, Cue, Person, Programme
from briefing.notes import chapters_json, highlight, notes_html, printable, shorten, srt, summary, transcript_json, vtt

HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&\"'\x00\x1b\ud800\u202e\ufffe\n -")), max_size=200
) | st.sampled_from(["</a><script>", "&lt;p&gt;", "&amp;amp;", "-->", "x" * 300, "a b " * 3000])
TIME = re.compile(r"(\d\d+):([0-5]\d):([0-5]\d)\.(\d{3})")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]")

articles = st.builds(
    Article,
    headline=HOSTILE,
    body=st.just(("Text.",)),
    byline=st.lists(HOSTILE, max_size=3).map(tuple),
    site=st.none() | HOSTILE,
    url=st.none() | HOSTILE | HOSTILE.map("https://example.org/".__add__),
)
people = st.builds(Person, name=HOSTILE, role=st.none() | HOSTILE)
cues = st.builds(Cue, start_ms=st.integers(0, 10**7), end_ms=st.integers(0, 10**7), text=HOSTILE, speaker=HOSTILE)


@st.composite
def timed(draw: st.DrawFn) -> Cue:
    """A cue that knows when its words start, whatever they are; as its note on disk may say it, damaged perhaps."""
    cue = draw(cues)
    count = len(cue.text.split())
    words = draw(st.lists(st.integers(-5, 10**5), min_size=count, max_size=count) | st.lists(st.integers(), max_size=2))
    return replace(cue, words_ms=tuple(words))


class Tags(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.links: list[str | None] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag; only links may carry an attribute."""
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather the words."""
        self.text += data


def ms(clock: str) -> int:
    """A WebVTT time in milliseconds."""
    hours, minutes, seconds, thousandths = map(int, TIME.fullmatch(clock).groups())  # type: ignore[union-attr]
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def cues_of(text: str) -> list[tuple[int, int, list[str]]]:
    """Start, end and lines of each cue."""
    head, *blocks = text.removesuffix("\n").split("\n\n")
    assert head == "WEBVTT"
    found = []
    for block in blocks:
        times, *lines = block.split("\n")
        start, end = times.split(" --> ")
        found.append((ms(start), ms(end), lines))
    return found


def test_notes_link_each_story_and_name_its_speakers_with_their_roles() -> None:
    """A listener finds the source, who wrote it, and who was quoted."""
    story = Article(
        "Ferry returns", ("x",), byline=("Ana Ruiz",), site="The Ledger", url="https://example.org/f?a=1&b=2"
    )
    notes = Tags(notes_html([(story, [Person("Mara Lind", "harbour master"), Person("a passenger")])]))
    assert notes.links == ["https://example.org/f?a=1&b=2"]
    assert "Ferry returnsAna Ruiz, The LedgerHeard: Mara Lind (harbour master), a passenger" in notes.text
    assert "synthetic" in notes.text


def test_each_speaker_is_named_once() -> None:
    """Somebody quoted five times in a story stands in the notes once."""
    lind = Person("Mara Lind", "harbour master")
    assert notes_html([(Article("Ferry", ("x",)), [lind] * 5)]).count("Mara Lind") == 1


@given(st.lists(st.tuples(articles, st.lists(people, max_size=5)), max_size=40))
def test_notes_keep_to_the_tags_and_the_length_that_apps_keep(stories: list[tuple[Article, list[Person]]]) -> None:
    """Whatever stories say: balanced tags of PSP-1's list, only web links, nothing escaped twice, 10,000 bytes."""
    html = notes_html(stories)
    notes = Tags(html)
    assert notes.open == []
    assert notes.tags <= {"p", "ol", "ul", "li", "a", "b", "i", "strong", "em", "br"}
    assert all(link and link.lower().startswith(("http://", "https://")) for link in notes.links)
    assert not re.search(r"&(amp;)+(lt|gt|amp|quot|#)|&lt;/?p&gt;", html)
    assert not ILLEGAL.search(html)
    assert len(html.encode()) <= 10_000


def test_notes_of_a_very_full_edition_count_the_stories_they_leave_out() -> None:
    """Two hundred stories do not fit: the reader is told how many there are besides."""
    html = notes_html([(Article(f"A headline of ordinary length, number {n}", ("x",)), ()) for n in range(400)])
    listed = html.count("<li>")
    assert listed > 100
    assert f"And {400 - listed} more." in html


@given(st.lists(articles, max_size=60))
def test_summary_is_short_plain_and_says_that_the_voices_are_synthetic(stories: list[Article]) -> None:
    """Apple keeps 4,000 bytes of a description and asks for the disclosure."""
    text = summary(stories)
    assert len(text.encode()) <= 4_000
    assert "synthetic" in text
    assert not ILLEGAL.search(text)


@given(st.lists(cues, max_size=12))
def test_transcript_is_valid_whatever_is_said(spoken: list[Cue]) -> None:
    """Ordered cues that end after they start, a voice tag each, lines of at most 65, no stray markup."""
    found = cues_of(vtt(spoken))
    assert len(found) == sum(bool(printable(cue.text)) for cue in spoken)
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)
    for start, end, lines in found:
        assert start < end
        text = "\n".join(lines)
        assert re.match(r"<v [^<>]+>", text)
        said = text.split(">", 1)[1]
        assert not set("<>") & set(said)
        assert all(0 < len(line) <= 65 for line in said.split("\n"))


def test_transcript_keeps_every_word_of_a_long_sentence() -> None:
    """A sentence is one cue; only its lines are broken."""
    sentence = "“The tide will decide & not the council,” she said, and " + "then " * 40 + "left."
    [(start, end, lines)] = cues_of(vtt([Cue(1_500, 3_723_004, sentence, "Mara Lind", 0)]))
    assert (start, end) == (1_500, 3_723_004)
    assert lines[0].startswith("<v Mara Lind>“The tide")
    assert " ".join(lines).removeprefix("<v Mara Lind>").replace("&amp;", "&") == sentence


def test_transcript_of_a_megabyte_without_a_space_is_done_at_once() -> None:
    """Cost grows with the length and not with its square."""
    assert vtt([Cue(0, 1, "&x" * 500_000, "Reporter")]).count("\n") > 10_000


def test_chapters_start_at_nought_and_name_each_story() -> None:
    """The introduction has a chapter of its own where no story starts at nought."""
    document = json.loads(
        chapters_json(
            [
                Chapter(9_000, 12_000, "Second", "javascript:alert(1)"),
                Chapter(2_500, 9_000, "First", "https://example.org/é"),
            ],
            title="Sunday",
            show="Harbour News",
        )
    )
    assert (document["version"], document["title"], document["podcastName"]) == ("1.2.0", "Sunday", "Harbour News")
    assert document["chapters"] == [
        {"startTime": 0.0, "title": "Introduction"},
        {"startTime": 2.5, "endTime": 9.0, "title": "First", "url": "https://example.org/%C3%A9"},
        {"startTime": 9.0, "endTime": 12.0, "title": "Second"},
    ]


@pytest.mark.parametrize("chapters", [[], [Chapter(0, 5, "Only\x00 \ud800one")]])
def test_there_is_always_one_chapter_at_nought(chapters: list[Chapter]) -> None:
    """Apps refuse an empty list of chapters."""
    listed = json.loads(chapters_json(chapters, title="", show="").encode())["chapters"]
    assert [chapter["startTime"] for chapter in listed] == [0.0]


@given(HOSTILE, st.integers(3, 100))
def test_shorten_counts_bytes_and_cuts_no_character_in_two(text: str, limit: int) -> None:
    """What comes out always fits, and is the beginning of what went in."""
    short = shorten(text, limit)
    assert len(short.encode()) <= limit
    assert printable(text).startswith(short.removesuffix("…"))


@given(st.lists(cues | timed(), max_size=20))
def test_subrip_cards_are_short_in_order_and_hold_every_word(spoken: list[Cue]) -> None:
    """At most two lines of 32 characters, numbered from one, no word lost."""
    cards = [card.split("\n") for card in srt(spoken).removesuffix("\n").split("\n\n") if card]
    assert [card[0] for card in cards] == [str(number) for number in range(1, len(cards) + 1)]
    assert all(len(card) in {3, 4} and max(map(len, card[2:])) <= 32 for card in cards)
    times = [re.fullmatch(r"(\S{12,}) --> (\S{12,})", card[1]) for card in cards]
    starts = [found[1] for found in times if found]
    assert len(starts) == len(cards)
    assert sorted(starts) == starts


def test_a_speaker_is_named_on_a_card_when_another_takes_over() -> None:
    """A long sentence takes several cards, each for its share of the letters; a name is not spoken."""
    spoken = [
        Cue(0, 1_000, "The ferry is back.", "Reporter"),
        Cue(1_000, 2_000, "So it is.", "Reporter"),
        Cue(2_000, 8_000, "We waited for it through a winter that would not end, as winters do.", "Ines Calder"),
    ]
    assert srt(spoken).split("\n\n") == [
        "1\n00:00:00,000 --> 00:00:01,000\nReporter: The ferry is back.",
        "2\n00:00:01,000 --> 00:00:02,000\nSo it is.",
        "3\n00:00:02,000 --> 00:00:06,254\nInes Calder: We waited for it\nthrough a winter that would not",
        "4\n00:00:06,254 --> 00:00:08,000\nend, as winters do.\n",
    ]


@given(st.lists(cues | timed(), max_size=20))
def test_the_json_transcript_holds_every_word_in_its_time(spoken: list[Cue]) -> None:
    """With speaker, and times in seconds and in order; together the words are the text."""
    document = json.loads(transcript_json(spoken))
    assert document["version"] == "1.0.0"
    segments = document["segments"]
    said = sorted((cue for cue in spoken if printable(cue.text)), key=lambda cue: (cue.start_ms, cue.end_ms))
    assert " ".join(each["body"] for each in segments) == " ".join(printable(cue.text) for cue in said)
    assert all(each["speaker"] and each["body"] for each in segments)
    assert all(each["startTime"] < each["endTime"] for each in segments)
    starts = [each["startTime"] for each in segments]
    assert starts == sorted(starts)


@given(timed())
def test_words_lie_within_their_sentence(cue: Cue) -> None:
    """From its first millisecond to its last, one behind the other."""
    found = json.loads(transcript_json([cue]))["segments"]
    times = [round(each[key] * 1000) for each in found for key in ("startTime", "endTime")]
    assert times == sorted(times)
    assert all(cue.start_ms <= time <= max(cue.end_ms, cue.start_ms + 1) for time in times)


def test_words_that_begin_together_are_one_segment() -> None:
    """What is said otherwise than it is written cannot be taken apart; each lasts until the next begins."""
    cue = Cue(1_000, 3_000, "A  $5 note — gone.", "Ines Calder", words_ms=(0, 200, 200, 900, 900))
    assert json.loads(transcript_json([cue]))["segments"] == [
        {"speaker": "Ines Calder", "startTime": 1.0, "endTime": 1.2, "body": "A"},
        {"speaker": "Ines Calder", "startTime": 1.2, "endTime": 1.9, "body": "$5 note"},
        {"speaker": "Ines Calder", "startTime": 1.9, "endTime": 3.0, "body": "— gone."},
    ]


def test_a_sentence_of_which_no_more_is_known_is_one_segment() -> None:
    """As in notes of editions that were mixed before words were timed."""
    (segment,) = json.loads(transcript_json([Cue(0, 900, "The ferry is back.", "Reporter")]))["segments"]
    assert segment == {"speaker": "Reporter", "startTime": 0.0, "endTime": 0.9, "body": "The ferry is back."}


def test_a_card_begins_when_its_first_word_is_heard() -> None:
    """Also where a voice hurries at first and dawdles then."""
    text = "We waited for it through a winter that would not end, as winters do."
    starts = (*range(0, 1_100, 100), 4_000, 4_500, 5_000)
    cards = srt([Cue(0, 6_000, text, "Ines Calder", words_ms=starts)]).split("\n\n")
    assert "00:00:00,000 --> 00:00:01,000\nInes Calder: We waited for it\nthrough a winter that would not" in cards[0]
    assert cards[1].startswith("2\n00:00:01,000 --> 00:00:06,000\nend, as winters do.")


def test_the_highlight_is_the_start_of_the_lead_story_up_to_a_sentences_end() -> None:
    """Never longer than two minutes, and none where it would be shorter than fifteen seconds."""
    spoken = tuple(Cue(start, start + 9_000, "Words.", "Reporter", 0) for start in range(5_000, 300_000, 10_000))
    lead, short = Chapter(5_000, 200_000, "Ferry"), Chapter(5_000, 15_000, "Brief")
    assert highlight(Programme(300_000, spoken, (lead,))) == Chapter(5_000, 124_000, "Ferry")
    assert highlight(Programme(300_000, spoken, (short, lead))) is None
    assert highlight(Programme(300_000, spoken, ())) is None
