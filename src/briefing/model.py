"""The nouns of the trade.  Plain frozen values; imports nothing else of ours.

Offsets count code points.  Time is counted in whole frames inside a `Clip` and in whole milliseconds (`_ms`)
everywhere else.
"""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

__all__ = [
    "FEED",
    "REPORTER",
    "Article",
    "Chapter",
    "Clip",
    "Cue",
    "Dateline",
    "Enclosure",
    "Episode",
    "Form",
    "Gender",
    "Kind",
    "Part",
    "Person",
    "Programme",
    "Prosody",
    "Quote",
    "Segment",
    "Shape",
    "Span",
    "Spoken",
    "Story",
    "Utterance",
    "Voice",
    "WordMark",
    "aware",
]

FEED = "feed.xml"
"""Where a show's feed lies under its public folder; part of the address that people subscribe to."""


TITLE = 60
"""Characters of a story without a headline by which lists know it."""


def aware(time: datetime) -> datetime:
    """The same time with its zone; one that is written without is in UTC, as mail and the web mean it."""
    return time if time.tzinfo else time.replace(tzinfo=UTC)


class Form(StrEnum):
    """What a story is written in."""

    TEXT = "text"  # plain text, or a page dumped to text with its navigation and captions
    HTML = "html"
    MARKDOWN = "markdown"
    SCRIPT = "script"  # what `briefing script` writes, perhaps edited


@dataclass(frozen=True, slots=True)
class Story:
    """Raw input, as a source delivered it; nothing about it is trusted."""

    id: str
    """What the library remembers it by: the canonical URL, the feed's entry id, or the file it came from."""
    name: str
    """What people call it in messages: a file name, a URL, `standard input`."""
    content: bytes | str
    form: Form = Form.TEXT
    charset: str | None = None
    """What its carrier (an HTTP header, a MIME part) says of `content`, when that is bytes."""
    url: str | None = None
    """Where a reader finds the original.  RSS: item link."""
    published: datetime | None = None
    """What its carrier says; the story's own text goes before it."""
    headline: str | None = None
    """What its carrier says; used where the story itself has none."""
    byline: tuple[str, ...] = ()
    """What its carrier says; used where the story itself has none."""
    sections: tuple[str, ...] = ()
    """What its carrier files it under.  RSS: category."""
    site: str | None = None
    """The paper's name, as its carrier has it; used where the story itself has none."""
    instead: Story | None = None
    """What its feed brought of it, meant for the whole story; used where the page has none, or less of it."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a story was filed, as printed at the head of its first paragraph."""

    place: str
    """As printed: `WASHINGTON`."""
    date: date | None
    text: str
    """Verbatim, with the dash that closes it: `OSSA (Feb. 17, 2023) --`; the body starts with it."""


class Shape(StrEnum):
    """What a paragraph of the body is."""

    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    ITEM = "item"  # of a list
    BLOCKQUOTE = "blockquote"


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned story: the words a listener is to hear, verbatim as printed, and what is known about them."""

    headline: str
    body: tuple[str, ...]
    """Paragraphs without line breaks inside; the dateline still at the head of the first."""
    byline: tuple[str, ...] = ()
    """Names of the people who wrote it, without `By`."""
    dateline: Dateline | None = None
    shapes: tuple[Shape, ...] = ()
    """One for each paragraph of `body`; empty where all are plain paragraphs."""
    published: datetime | None = None
    """A naive midnight where only the day is known."""
    modified: datetime | None = None
    site: str | None = None
    language: str | None = None
    """BCP 47, such as `en` or `en-GB`."""
    url: str | None = None
    """Canonical address of the original."""
    image: str | None = None
    """Address of the lead picture."""
    sections: tuple[str, ...] = ()
    """What its paper files it under, as written: sections and categories, each once."""
    captions: tuple[str, ...] = ()
    """Captions and credits found on the way: kept, never spoken."""
    corrections: tuple[str, ...] = ()
    """Correction notes, verbatim; each is a paragraph of `body` too, since it is spoken with the story."""
    dropped: tuple[str, ...] = ()
    """Lines that were taken for furniture of the page, in order, so that an editor can see what went."""

    @property
    def title(self) -> str:
        """What it goes by in lists: its headline, or where it has none the first words of its copy; never spoken."""
        if self.headline.strip():
            return self.headline
        opening = self.dateline.text if self.dateline else ""
        words = " ".join(self.text.removeprefix(opening)[: 2 * TITLE].split())
        if len(words) <= TITLE:
            return words
        kept = words[:TITLE].rpartition(" ")[0] or words[: TITLE - 1]
        return kept.rstrip(" .,;:!?—–-") + "…"

    @property
    def text(self) -> str:
        """The body as one string, one paragraph a line: what the offsets of a `Quote` count in."""
        return "\n".join(self.body)

    def shape(self, paragraph: int) -> Shape:
        """What paragraph number `paragraph` of the body is."""
        return self.shapes[paragraph] if self.shapes else Shape.PARAGRAPH


class Gender(StrEnum):
    """As the text gives it (Mr, Ms, a pronoun used of the person); never guessed from a name unless asked for."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or some body, to whom words are credited."""

    name: str
    """The fullest form in the story: `Mara J. Olsen`; for a nominal speaker its words: `a spokesman for the port`."""
    role: str | None = None
    """As printed beside the name: `harbour spokesperson`."""
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, `start` included, `end` not; code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, verbatim, and whose they are."""

    start: int
    """Offset into the body text, quotation marks excluded."""
    end: int
    speaker: Person | None = None
    """None where nobody is certain enough: the narrator then reads it."""
    mention: Span | None = None
    """The words that told us who: `Olsen` in `Olsen said`."""
    confidence: float = 0.0
    """That `speaker` is right: 0 to 1."""
    partial: bool = False
    """A fragment inside a sentence of the reporter, who reads it."""
    rule: str = ""
    """Which rule decided, for `--why`: `name said after`."""


class Kind(StrEnum):
    """What a segment is."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    COPY = "copy"  # the reporter's own words
    QUOTE = "quote"  # somebody else's words, verbatim


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of script read by one voice."""

    text: str
    """Verbatim, with its quotation marks; segments of one paragraph, joined, give the paragraph letter for letter."""
    kind: Kind
    paragraph: int | None = None
    """Which paragraph of the body it belongs to; None for headline and byline."""
    speaker: Person | None = None
    """Who the attribution credits; None for copy, and for a quote nobody is credited with."""
    confidence: float = 1.0
    """That `speaker` is right: 0 to 1; 1 for everything that is not a quote."""
    partial: bool = False
    """Copy that holds a partial quote, which the reporter reads; or such a quote, where its speaker reads it."""
    shape: Shape = Shape.PARAGRAPH
    rule: str = ""
    """Which rule credited the speaker, for `--why`."""
    start: int = 0
    """Offset into its paragraph, or else the headline or the byline: by it two segments of the same words differ."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is said for a stretch of the written text; parts are in order, do not overlap, and cover it all."""

    text: str
    """Spoken form; empty where nothing is said for it."""
    start: int
    """Offset into the written text."""
    end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a newsreader says for a written text."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The whole spoken form."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Voice:
    """What an engine can sound like."""

    engine: str
    """Name of the engine: `espeak`."""
    id: str
    """The engine's own name for it: `en-us+m1`."""
    language: str = "en"
    """BCP 47."""
    gender: Gender | None = None
    pitch_hz: float | None = None
    """Median fundamental, measured."""

    def __str__(self) -> str:
        """As written in a cast: `espeak/en-us+m1`."""
        return f"{self.engine}/{self.id}"

    @classmethod
    def written(cls, text: str) -> Voice:
        """The voice that is written so, of which no more is known.

        Raises:
            ValueError: it is not ENGINE/VOICE.
        """
        engine, slash, id_ = text.partition("/")
        if not (engine and slash and id_):
            raise ValueError(f"{text!r} is no voice")
        return cls(engine, id_)


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a voice speaks."""

    rate: int = 175
    """Words a minute."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one call of an engine speaks."""

    text: str
    """Spoken form: plain text, never a command to the engine."""
    voice: Voice
    prosody: Prosody = Prosody()


@dataclass(frozen=True, slots=True)
class WordMark:
    """Where in a clip a word of the utterance starts."""

    frame: int
    start: int
    """Offset into the utterance's text."""
    end: int


@dataclass(frozen=True, slots=True)
class Clip:
    """Mono 16-bit little-endian PCM, counted in whole frames so that nothing rounds before the edge."""

    pcm: bytes
    sample_rate: int
    """Frames a second."""
    marks: tuple[WordMark, ...] = ()
    """In order; empty where the engine gives none."""

    @property
    def frames(self) -> int:
        """How many samples."""
        return len(self.pcm) // 2

    @property
    def samples(self) -> array[int]:
        """The same as numbers, whatever this machine's own order of bytes."""
        samples = array("h", self.pcm)
        if sys.byteorder == "big":
            samples.byteswap()
        return samples

    @property
    def duration_ms(self) -> int:
        """Rounded to the nearest millisecond."""
        return round(self.frames * 1000 / self.sample_rate)


REPORTER = "Reporter"
"""Whose words they are where nobody is credited with them."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of the transcript: what was written, while it is said."""

    start_ms: int
    end_ms: int
    text: str
    """The written form, not the spoken one."""
    speaker: str
    """Who is heard: a person's name, or `REPORTER`."""
    story: int | None = None
    """Which story of the edition; None for introduction and closing words."""
    words_ms: tuple[int, ...] = ()
    """When each word of `text.split()` starts, counted from the cue's start, in order; empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article's stretch of the programme.  ID3: CHAP."""

    start_ms: int
    end_ms: int
    title: str
    url: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """Mixed audio and what is known about its time."""

    duration_ms: int
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The audio file of an episode, as a podcast app fetches it.  RSS: item enclosure."""

    path: str
    """Under the public folder: `episodes/2026-11-22-1a2b3c4d.mp3`; never reused for other bytes."""
    length: int
    """Bytes, not seconds.  RSS: enclosure length."""
    type: str
    """MIME type: `audio/mpeg`.  RSS: enclosure type."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A published edition.  RSS: item."""

    guid: str
    """Never changes once published, or every app shows the episode twice.  RSS: guid."""
    title: str
    """RSS: item title."""
    published: datetime
    """Aware; when the edition was first published.  RSS: pubDate."""
    updated: datetime
    """Aware; when its audio was last made."""
    enclosure: Enclosure
    duration_ms: int
    """RSS: itunes:duration, in seconds."""
    summary: str
    """Plain text.  RSS: item description."""
    notes_html: str
    """Show notes in the few tags that podcast apps keep.  RSS: content:encoded."""
    link: str | None = None
    """RSS: item link."""
    transcript: str | None = None
    """Path of the WebVTT file under the public folder.  Podcasting 2.0: podcast:transcript."""
    chapters: str | None = None
    """Path of the JSON chapters under the public folder.  Podcasting 2.0: podcast:chapters."""
    other_transcripts: tuple[str, ...] = ()
    """Paths of the same words in other forms, SubRip and JSON.  Podcasting 2.0: podcast:transcript."""
    reporters: tuple[str, ...] = ()
    """Who wrote its stories.  Podcasting 2.0: podcast:person."""
    quoted: tuple[str, ...] = ()
    """Whose words are heard in it.  Podcasting 2.0: podcast:person, where the show wants that."""
    highlight: Chapter | None = None
    """A stretch of the lead story, 15 to 120 seconds long.  Podcasting 2.0: podcast:soundbite."""
    alternates: tuple[Enclosure, ...] = ()
    """The same audio in further formats, under the same name.  Podcasting 2.0: podcast:alternateEnclosure."""
    season: int = 0
    """The year.  RSS: itunes:season and podcast:season, with the number."""
    number: int = 0
    """From 1 in each season; 0 for what was published before there were numbers.  RSS: itunes:episode."""
    begun: datetime | None = None
    """Aware; when the run that published it began, whose date and name its greeting says; None where that is
    `published`, which differs where every story is an episode of its own, so that the first of a run is the newest."""
