"""What each pure stage makes of a text, in words."""

from __future__ import annotations

from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.cast import read_cast
from briefing.clean import clean
from briefing.config import bundled
from briefing.errors import BriefingError
from briefing.model import Chapter, Cue, Form, Programme, Story
from briefing.newsroom import Newsroom
from briefing.notes import chapters_json, highlight, notes_html, srt, summary, transcript_json, vtt
from briefing.pacing import pauses
from briefing.quotes import quotes_by_name
from briefing.quotes.reading import read_story
from briefing.running import length_ms
from briefing.scripted import as_script, prepare, read_out
from briefing.scriptfile import doubtful, edition_of, parse, render, split
from briefing.settings import QuoteSettings, Settings
from briefing.similar import sketch
from briefing.spoken import phrases, read_lexicon, sentences, spoken_form, word_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefing.model import Article, Person, Segment
    from briefing.scripted import Scripted

__all__ = ["STAGES"]

SHORT = 30
"""Characters of a phrase, so that long lines are cut."""
LETTER_MS = 60
"""What a letter takes to be said."""
LEXICON = read_lexicon((bundled() / "lexicon.toml").read_text("utf-8"))
CAST = read_cast((bundled() / "newsroom.toml").read_text("utf-8"), "newsroom.toml")
REMEMBERED = {"ada moor": "espeak/en-us+f2", "ben rye": "espeak/en-us+f2"}


def quotes(kind: str, text: str) -> str:
    """Every quotation with its speaker, and everybody who is named."""
    lines = [
        f"{text[q.start : q.end]!r} {_person(q.speaker)} | {q.confidence} {'partial ' * q.partial}{q.rule}"
        f" {q.mention and text[q.mention.start : q.mention.end]!r}"
        for q in quotes_by_name(text, headline=kind)
    ]
    return "\n".join([*lines, *(f"named: {_person(person)}" for person in read_story(text, kind).people)])


def _person(person: Person | None) -> str:
    return f"{person.name} ({person.role}, {person.gender})" if person else "nobody"


def spoken(kind: str, text: str) -> str:
    """What is said, where each word of it is written, and where it may be cut."""
    form = spoken_form(text, language=kind, lexicon=LEXICON)
    parts = " ".join(f"{part.start}-{part.end}" for part in form.parts if part.text != text[part.start : part.end])
    cuts = [" ".join(f"{span.start}-{span.end}" for span in found) for found in (sentences(text), phrases(text, SHORT))]
    starts = " ".join(map(str, word_starts(text, form.parts)))
    return f"{form.text}\nchanged: {parts}\nwords: {starts}\nsentences: {cuts[0]}\nshort phrases: {cuts[1]}"


def cleaned(kind: str, text: str) -> str:
    """The article, field by field, or why there is none; `carried` tells what its carrier says of it."""
    form, *told = kind.split()
    carried = {"headline": "As the carrier has it", "byline": ("Cy Roe",), "sections": ("Sea",)} if told else {}
    story = Story("case", "case", text, Form(form), url="https://www.norhavenpost.example/f", **carried)  # type: ignore[arg-type]
    try:
        return "\n".join(_fields(clean(story)))
    except BriefingError as error:
        return f"{type(error).__name__}: {error}"


def _fields(article: Article) -> Iterable[str]:
    for number, paragraph in enumerate(article.body):
        yield f"{article.shape(number)}: {paragraph}"
    for name in article.__slots__:
        if name not in {"body", "shapes"} and (value := getattr(article, name)):
            yield f"{name} = {value!s}"


def script(kind: str, text: str) -> str:
    """Who says what in a story, in which voice and with which pauses, and what is written about it beside the audio.

    `kind` is the threshold of its quotes, and `cues` where these are announced.
    """
    threshold, *style = kind.split()
    quoted = QuoteSettings(threshold=float(threshold), style="cues" if style else "voices", guess_gender=not style)
    home = Path()
    room = Newsroom(home, home, home, replace(Settings(), quotes=quoted), CAST, LEXICON)
    try:
        story = prepare(Story("case", "case", text))
    except BriefingError as error:
        return f"{type(error).__name__}: {error}"
    (read,) = read_out([story], room, REMEMBERED)
    silences = pauses(read.lines, room.settings.pauses)
    written = render(as_script(read, room))
    length = length_ms(read.lines, story.article.headline, room.settings.pauses, 175)
    lines = [f"{ms} {line.start}-{line.end} {line.words}" for line, ms in zip(read.lines, silences, strict=True)]
    told = [f"remembered: {dict(read.casting.remember)}", f"doubtful: {read.doubtful}, {length} ms", *lines]
    return "\n".join([written, *told, *_beside(read, silences)])


def _beside(read: Scripted, silences: Iterable[int]) -> Iterable[str]:
    """Transcripts, chapters and show notes, as if each letter took the same time."""
    article = read.story.article
    lengths = (
        LETTER_MS * len(line.utterance.text) + silence for line, silence in zip(read.lines, silences, strict=True)
    )
    cues = tuple(
        Cue(
            start,
            end,
            line.written,
            line.segment.speaker.name if line.segment.speaker else "Reporter",
            words_ms=tuple(LETTER_MS * word for word in line.words),
        )
        for line, (start, end) in zip(read.lines, pairwise(accumulate(lengths, initial=0)), strict=True)
    )
    chapters = (Chapter(0, cues[-1].end_ms if cues else 0, article.headline),)
    yield from (
        vtt(cues),
        srt(cues),
        transcript_json(cues).decode(),
        chapters_json(chapters, title="A night", show="Dawn"),
    )
    yield from (summary([article]), notes_html([(article, read.speakers)]), f"sketch: {sketch(article)[:24].hex()}")
    yield f"highlight: {highlight(Programme(cues[-1].end_ms if cues else 0, cues, chapters))}"


def scriptfile(_: str, text: str) -> str:
    """A script as it was read, or the line and the fault of one that is broken."""
    told = [f"edition: {edition_of(text)!r}"]
    for source, part in split(text):
        try:
            read = parse(part, "x.script")
        except BriefingError as error:
            told.append(f"{source!r}: {type(error).__name__}: {error} {error.hint}")
            continue
        told += [f"{source!r} {doubtful_of(read.segments)}", render(read), *_fields(read.article)]
    return "\n".join(told)


def doubtful_of(segments: Iterable[Segment]) -> list[int]:
    """Which of them an editor should look at."""
    return [number for number, segment in enumerate(segments) if doubtful(segment)]


STAGES: dict[str, Callable[[str, str], str]] = {
    "clean": cleaned,
    "quotes": quotes,
    "spoken": spoken,
    "script": script,
    "scriptfile": scriptfile,
}
