"""What stands beside the audio: the summary, the show notes, the transcript and the chapters."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.model import Article, Chapter, Cue, Person

__all__ = ["chapters_json", "notes_html", "printable", "shorten", "summary", "vtt"]

SUMMARY_BYTES = 4_000  # Apple and PSP-1: the longest description that is kept
NOTES_BYTES = 10_000  # longer notes are cut off by some apps, in the middle of a link
TEXT_BYTES = 1_000  # one headline or name: none may crowd out the rest
LINE = 65  # Podcasting 2.0, transcripts: characters a line

SYNTHETIC = "The voices are synthetic: quotations are read by a voice, not by the persons quoted."

_UNPRINTABLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    "\u202a-\u202e\u2066-\u2069"  # overrides that would turn the rest of a page round
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of surrogate pairs, and no characters at all
    "]"
)
# Numbers and not names: `&amp;lt;` is right for a printed `&lt;`, but checkers take it for text escaped twice.
_HTML = {ord(character): f"&#{ord(character)};" for character in '&<>"'}
_VTT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


def printable(text: str) -> str:
    """On one line, runs of white space made one space, without characters that XML, JSON or a terminal cannot bear."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


def shorten(text: str, limit: int) -> str:
    """The printable text in at most `limit` bytes, cut between words if it can be, an ellipsis where something went."""
    text = printable(text)
    data = text.encode()
    if len(data) <= limit:
        return text
    kept = data[: limit - len("…".encode())].decode(errors="ignore")
    head, space, _ = kept.rpartition(" ")
    return (head if space else kept).rstrip() + "…"


def summary(articles: Sequence[Article]) -> str:
    """The headlines, and that the voices are synthetic, as plain text of at most 4,000 bytes."""
    headlines = "; ".join(shorten(article.headline, TEXT_BYTES).rstrip(".;") for article in articles)
    room = SUMMARY_BYTES - len(f"In this edition: . {SYNTHETIC}")
    return f"In this edition: {shorten(headlines, room)}. {SYNTHETIC}"


def notes_html(stories: Sequence[tuple[Article, Sequence[Person]]]) -> str:
    """Show notes: each story with a link to its source, who wrote it, and whom one hears with what role.

    HTML of the few tags that podcast apps keep, at most 10,000 bytes: where that is too little the speakers are left
    out, and then the last stories are only counted.
    """
    items = [_story(article, speakers) for article, speakers in stories]
    if len(_notes(items).encode()) > NOTES_BYTES:
        items = [_story(article, ()) for article, _ in stories]
    while len(items) > 1 and len(_notes(items, len(stories) - len(items)).encode()) > NOTES_BYTES:
        items = items[: len(items) * 9 // 10]
    return _notes(items, len(stories) - len(items))


def _notes(items: Iterable[str], more: int = 0) -> str:
    rest = f"<p>And {more} more.</p>" if more else ""
    return f"<p>In this edition:</p><ol>{''.join(items)}</ol>{rest}<p>{_html(SYNTHETIC)}</p>"


def _story(article: Article, speakers: Sequence[Person]) -> str:
    headline = _html(article.headline)
    link = _link(article.url)
    title = f'<a href="{_html(link)}">{headline}</a>' if link else headline
    source = ", ".join(_html(name) for name in (*article.byline, article.site) if name)
    credit = f"<br>{source}" if source else ""
    heard = ", ".join(_person(speaker) for speaker in dict.fromkeys(speakers))
    return f"<li>{title}{credit}{f'<br><em>Heard:</em> {heard}' if heard else ''}</li>"


def _person(person: Person) -> str:
    role = f" ({_html(person.role)})" if person.role else ""
    return f"<b>{_html(person.name)}</b>{role}"


def _html(text: str) -> str:
    return shorten(text, TEXT_BYTES).translate(_HTML)


def _link(url: str | None) -> str | None:
    """The address in ASCII, when it can be followed from an app; a longer one would be cut, and lead astray."""
    link = quote(url or "", safe=":/?#[]@!$&'()*+,;=%~", errors="ignore")
    is_web = link.lower().startswith(("http://", "https://"))
    return link if is_web and len(link) <= TEXT_BYTES else None


def vtt(cues: Sequence[Cue]) -> str:
    """The transcript as WebVTT: a cue a sentence, its speaker in a voice tag, lines of at most 65 characters.

    Cues are put in order of time; one without a word is left out, and none ends before it has begun.
    """
    spoken = (cue for cue in sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms)) if printable(cue.text))
    return "\n".join(("WEBVTT\n", *(_cue(cue) for cue in spoken)))


def _cue(cue: Cue) -> str:
    times = f"{_clock(cue.start_ms)} --> {_clock(max(cue.end_ms, cue.start_ms + 1))}"
    speaker = (printable(cue.speaker) or "Reporter").translate(_VTT)
    return f"{times}\n<v {speaker}>" + "\n".join(_lines(printable(cue.text))) + "\n"


def _clock(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


def _lines(text: str) -> Iterator[str]:
    """Escaped lines; a character that is escaped counts as long as its escape."""
    line = ""
    for piece in _pieces(text):
        if line and len(line) + 1 + len(piece) > LINE:
            yield line
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    yield line


def _pieces(text: str) -> Iterator[str]:
    """Escaped words, and those longer than a line in pieces of at most a line."""
    for word in text.split(" "):
        escaped = word.translate(_VTT)
        if len(escaped) <= LINE:
            yield escaped
            continue
        widest = LINE // len("&amp;") if len(escaped) > len(word) else LINE
        for start in range(0, len(word), widest):
            yield word[start : start + widest].translate(_VTT)


def chapters_json(chapters: Sequence[Chapter], *, title: str, show: str) -> str:
    """JSON chapters 1.2 of the podcast namespace: one a story, and one for the introduction where that comes first."""
    listed = [_chapter(chapter) for chapter in sorted(chapters, key=lambda chapter: chapter.start_ms)]
    if not chapters or min(chapter.start_ms for chapter in chapters) > 0:
        listed.insert(0, {"startTime": 0.0, "title": "Introduction"})
    document = {"version": "1.2.0", "title": printable(title), "podcastName": printable(show), "chapters": listed}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _chapter(chapter: Chapter) -> dict[str, object]:
    entry = {
        "startTime": chapter.start_ms / 1000,
        "endTime": chapter.end_ms / 1000,
        "title": printable(chapter.title),
    }
    links = {"url": _link(chapter.url), "img": _link(chapter.image)}
    return entry | {name: link for name, link in links.items() if link}
