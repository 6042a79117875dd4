"""The summary and the show notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.notes.words import TEXT_BYTES, followable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import Article, Person

__all__ = ["SYNTHETIC", "notes_html", "summary"]

SUMMARY_BYTES = 4_000  # Apple and PSP-1: the longest description that is kept
NOTES_BYTES = 10_000  # longer notes are cut off by some apps, in the middle of a link

SYNTHETIC = "The voices are synthetic: quotations are read by a voice, not by the persons quoted."
"""Told with every episode, since the words are people's own and the voices are not."""

# Numbers and not names: `&amp;lt;` is right for a printed `&lt;`, but checkers take it for text escaped twice.
_HTML = {ord(character): f"&#{ord(character)};" for character in '&<>"'}


def summary(articles: Sequence[Article]) -> str:
    """The stories' titles, and that the voices are synthetic, as plain text of at most 4,000 bytes."""
    titles = "; ".join(shorten(article.title, TEXT_BYTES).rstrip(".;") for article in articles)
    room = SUMMARY_BYTES - len(f"In this edition: . {SYNTHETIC}")
    return f"In this edition: {shorten(titles, room)}. {SYNTHETIC}"


def notes_html(stories: Sequence[tuple[Article, Sequence[Person]]]) -> str:
    """Show notes: each story with a link to its source, who wrote it, and whom one hears with what role.

    HTML of the few tags that podcast apps keep, at most 10,000 bytes: where that is too little the speakers are left
    out, and then the last stories are only counted.
    """
    items = [_story(article, speakers) for article, speakers in stories]
    if len(_notes(items).encode()) > NOTES_BYTES:
        items = [_story(article, ()) for article, _ in stories]
    while len(_notes(items, len(stories) - len(items)).encode()) > NOTES_BYTES:
        items = items[: len(items) * 9 // 10]
    return _notes(items, len(stories) - len(items))


def _notes(items: Iterable[str], more: int = 0) -> str:
    rest = f"<p>And {more} more.</p>" if more else ""
    return f"<p>In this edition:</p><ol>{''.join(items)}</ol>{rest}<p>{_html(SYNTHETIC)}</p>"


def _story(article: Article, speakers: Sequence[Person]) -> str:
    name = _html(article.title)
    link = followable(article.url)
    title = f'<a href="{link.translate(_HTML)}">{name}</a>' if link else name
    source = _html(", ".join(name for name in (*article.byline, article.site) if name))
    credit = f"<br>{source}" if source else ""
    heard = ", ".join(_person(speaker) for speaker in dict.fromkeys(speakers))
    return f"<li>{title}{credit}{f'<br><em>Heard:</em> {heard}' if heard else ''}</li>"


def _person(person: Person) -> str:
    role = f" ({_html(person.role)})" if person.role else ""
    return f"<b>{_html(person.name)}</b>{role}"


def _html(text: str) -> str:
    """As HTML, of no more bytes than one text may have, however many of its signs are written in five letters."""
    signs = sum(text[:TEXT_BYTES].count(chr(sign)) for sign in _HTML)
    return shorten(text, max(TEXT_BYTES - 4 * signs, TEXT_BYTES // 5)).translate(_HTML)
