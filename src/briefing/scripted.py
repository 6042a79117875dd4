"""Story → script: who says what in it, in which voice, and in which words; or what an editor has made of that."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.cast import cast_story, folded_name
from briefing.clean import clean
from briefing.errors import ArticleError
from briefing.model import Form, Kind
from briefing.notes import shorten
from briefing.pacing import lines, spoken
from briefing.quotes import quotes_by_name
from briefing.quotes.given import likely_gender
from briefing.script import trust, write_script
from briefing.scriptfile import Turn, doubtful, parse, proofread, render, script_of
from briefing.spoken import one_line
from briefing.store.library import Entry, Published, remembered_voices

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from briefing.cast import Casting
    from briefing.model import Article, Person, Quote, Segment, Story
    from briefing.newsroom import Newsroom
    from briefing.pacing import Line
    from briefing.scriptfile import Script
    from briefing.settings import QuoteSettings

    Found = Mapping[tuple[int | None, int, str], str]
    """Where the words of a quote stand (paragraph and offset into it), and the words → its speaker."""

__all__ = [
    "Scripted",
    "as_script",
    "entry_of",
    "fingerprint",
    "from_script",
    "known_voices",
    "prepare",
    "read_out",
    "recast",
    "script_article",
    "voice_places",
    "why",
]


@dataclass(frozen=True, slots=True)
class Scripted:
    """A story with who says what in it."""

    story: Published
    segments: tuple[Segment, ...]
    casting: Casting
    lines: tuple[Line, ...]
    edited: Mapping[Segment, str]
    """What an editor wants said, where that is not what the program would say."""

    @property
    def speakers(self) -> tuple[Person, ...]:
        """Who is heard in a voice, in order of appearance, each once."""
        people = (s.speaker for s in self.segments if s.kind is Kind.QUOTE and s.speaker)
        return tuple({folded_name(person.name): person for person in people}.values())

    @property
    def doubtful(self) -> bool:
        """Whether an editor should look at it before it is heard."""
        return any(map(doubtful, self.segments))


def script_article(article: Article, settings: QuoteSettings) -> tuple[Segment, ...]:
    """Who says what in an article; quotes less certain than the threshold stay with the narrator."""
    quotes = trust(_quotes_of(article), settings.threshold)
    if settings.partial == "speaker":
        quotes = tuple(replace(quote, partial=quote.partial and quote.speaker is None) for quote in quotes)
    segments = write_script(article, quotes)
    return tuple(map(_guessed, segments)) if settings.guess_gender else segments


def _quotes_of(article: Article) -> tuple[Quote, ...]:
    return quotes_by_name(article.text, headline=article.headline)


def _guessed(segment: Segment) -> Segment:
    """With the gender that the speaker's given name suggests, where the text tells none."""
    person = segment.speaker
    if person is None or person.gender or " " not in person.name:
        return segment
    return replace(segment, speaker=replace(person, gender=likely_gender(person.name)))


def read_out(stories: Iterable[Published], room: Newsroom, remembered: Mapping[str, str]) -> tuple[Scripted, ...]:
    """Script, cast and cut every story; a voice given out in one is remembered for the next.

    A story that has a script is read as that says.

    Raises:
        ArticleError: such a script is broken.
    """
    known, scripted = dict(remembered), []
    for story in stories:
        turns = _turns(story, room)
        segments = tuple(turn.segment for turn in turns)
        casting = _cast(turns, room, known)
        known |= casting.remember
        edited = {each: words for each, words in _said(turns).items() if words != spoken(each.text, room.reading)}
        read = tuple(lines(_as_heard(segments, story.article, room), casting, room.reading, edited))
        scripted.append(Scripted(story, segments, casting, read, edited))
    return tuple(scripted)


def known_voices(room: Newsroom) -> dict[str, str]:
    """Whose voice is whose in this show: name → voice; whom it does not know yet, the main show may."""
    own = remembered_voices(room.state)
    if room.main is None:
        return own
    return {name: voice for name, voice in remembered_voices(room.main.state).items() if room.cast.named(voice)} | own


def _as_heard(segments: tuple[Segment, ...], article: Article, room: Newsroom) -> tuple[Segment, ...]:
    """In the order in which they are heard: correction notes come first where the show has it so."""
    if not room.settings.edition.corrections_first:
        return segments
    notes = {at for at, text in enumerate(article.body) if text in article.corrections}
    return tuple(sorted(segments, key=lambda segment: segment.paragraph not in notes))


def _turns(story: Published, room: Newsroom) -> tuple[Turn, ...]:
    settings = room.settings.quotes
    if not story.script:
        return tuple(map(Turn, script_article(story.article, settings)))
    return tuple(_weighed(parse(story.script, story.id), settings))


def _weighed(script: Script, settings: QuoteSettings) -> Iterator[Turn]:
    """The turns of a script; a quote that is not as the program would have it is the editor's word, and certain.

    Who changes a name need not know voices: such a quote may still bear the voice of the one it was taken from.  It is
    read in the one that its speaker has in the other quotes, or, where whoever it was taken from still speaks, in one
    that casting finds.
    """
    found = _as_found(script.article, settings)
    voices: dict[str, str] = {}
    for turn in script.turns:
        name = _speaker(turn.segment)
        if name and turn.voice and not _is_renamed(turn.segment, found):
            voices.setdefault(name, turn.voice)
    for turn in script.turns:
        voice, name = turn.voice, _speaker(turn.segment)
        if name and _is_renamed(turn.segment, found):
            voice = voices.get(name, "" if voice in voices.values() else voice)
        certain = turn.segment if _is_as(found, turn.segment) else replace(turn.segment, confidence=1.0)
        yield replace(turn, segment=certain, voice=voice)


def _as_found(article: Article, settings: QuoteSettings) -> Found:
    """Who says what as the program has it, in every quote of an article."""
    return {_what(each): _speaker(each) for each in script_article(article, settings) if each.kind is Kind.QUOTE}


def _is_as(found: Found, segment: Segment) -> bool:
    return found.get(_what(segment)) == _speaker(segment)


def _is_renamed(segment: Segment, found: Found) -> bool:
    """Whether a quote's speaker is another than was found, or none whom the program knows."""
    name = _speaker(segment)
    return name not in found.values() or found.get(_what(segment), name) != name


def _what(segment: Segment) -> tuple[int | None, int, str]:
    """Where its words stand, and the words: white space around them is now one segment's, now the other's."""
    before = len(segment.text) - len(segment.text.lstrip())
    return segment.paragraph, segment.start + before, segment.text.strip()


def _speaker(segment: Segment) -> str:
    """The name as names are compared; empty where nobody is credited."""
    return folded_name(segment.speaker.name) if segment.speaker else ""


def _said(turns: Iterable[Turn]) -> dict[Segment, str]:
    """What an editor wants said, wherever a script tells it."""
    return {turn.segment: turn.said for turn in turns if turn.said is not None}


def _cast(turns: tuple[Turn, ...], room: Newsroom, remembered: Mapping[str, str]) -> Casting:
    segments = [turn.segment for turn in turns]
    if room.settings.quotes.style == "cues":
        return cast_story(segments, room.cast.alone(), remembered)
    return cast_story(segments, room.cast, remembered, {turn.segment: turn.voice for turn in turns if turn.voice})


def as_script(scripted: Scripted, room: Newsroom) -> Script:
    """What an editor is shown of a story: its voices, and what is said where that is not what is written."""
    turns = []
    for segment in scripted.segments:
        said = scripted.edited.get(segment, spoken(segment.text, room.reading))
        differs = said != one_line(segment.text)
        turns.append(Turn(segment, str(scripted.casting.voice_of(segment)), said if differs else None))
    return script_of(scripted.story.id, scripted.story.fingerprint, scripted.story.article, turns)


def recast(
    scripts: Iterable[Script], own: Collection[str], room: Newsroom, remembered: Mapping[str, str]
) -> tuple[Script, ...]:
    """Scripts with the voices and the spoken forms of now; what stories whose ids are not our `own` give, stays."""
    known, told = dict(remembered), []
    for script in scripts:
        turns = script.turns
        if script.id in own:
            turns = tuple(replace(turn, voice="", said=None) for turn in turns)
        casting = _cast(turns, room, known)
        known |= casting.remember
        told.append(as_script(Scripted(from_script(script), script.segments, casting, (), _said(turns)), room))
    return tuple(told)


def prepare(story: Story) -> Published:
    """The story as it would be published; see `entry_of`."""
    return entry_of(story).story


def entry_of(story: Story) -> Entry:
    """The story as it would be published, cleaned or as its script has it, with where its voices stand.

    Raises:
        ArticleError: it cannot be used, or its script is broken; the message then names the line.
        StoryWithheld: a kill or embargo note stops it.
    """
    if story.form is not Form.SCRIPT:
        article = clean(story)
        return Entry(story.name, Published(story.id, fingerprint(article), article))
    content = story.content
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(story.name, "a script is text in UTF-8", hint="Save it as UTF-8.") from error
    script = proofread(text, story.name)
    there = from_script(replace(script, id=story.id))
    return Entry(story.name, there, voice_places(script, story.name), nameless=not script.id)


def voice_places(script: Script, file: str) -> dict[str, str]:
    """Voice → where it first stands in the text that a script was read from, as `FILE:LINE`."""
    places: dict[str, str] = {}
    for turn in script.turns:
        if turn.voice:
            places.setdefault(turn.voice, f"{file}:{turn.line}")
    return places


def from_script(script: Script) -> Published:
    """The story that a script is of."""
    return Published(script.id, script.fingerprint or fingerprint(script.article), script.article, render(script))


def fingerprint(article: Article) -> str:
    """Names the words that a listener hears: another one means that the story was corrected."""
    words = json.dumps([article.headline, article.byline, article.body], ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()


def why(scripted: Scripted, turn: int, room: Newsroom) -> str:
    """Why a segment is read as it is: what was found, by which rule, from which words, and how sure that is."""
    segment = scripted.segments[turn]
    reader = segment.speaker.name if segment.kind is Kind.QUOTE and segment.speaker else "the reporter"
    told = [f"{segment.kind.capitalize()}, read by {reader} in {scripted.casting.voice_of(segment)}."]
    article, settings = scripted.story.article, room.settings.quotes
    if segment.paragraph is not None:
        start = sum(len(each) + 1 for each in article.body[: segment.paragraph]) + segment.start
        here = [quote for quote in _quotes_of(article) if start <= quote.start < start + len(segment.text)]
        told += [_found(quote, article.text, settings.threshold) for quote in here]
        if segment.kind is Kind.QUOTE and not _is_as(_as_found(article, settings), segment):
            told.append("An editor's script says so.")
    return "\n".join(told)


def _found(quote: Quote, text: str, threshold: float) -> str:
    """What the program found out about a quote."""
    what = f"{'fragment' if quote.partial else 'quote'} {shorten(text[quote.start : quote.end], 60)!r}"
    if quote.speaker is None or quote.mention is None:
        return f"Found: {what}; nobody is credited with it."
    words = text[quote.mention.start : quote.mention.end]
    sure = (
        f"{quote.confidence:.0%}{'' if quote.confidence >= threshold else f', less than the {threshold:.0%} asked for'}"
    )
    return f"Found: {what}; {quote.speaker.name}, {sure}; rule: {quote.rule}; words: {words!r}."
