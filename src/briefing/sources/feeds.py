"""RSS and Atom, through feedparser: entries with their full text, and links where they have none."""

from __future__ import annotations

import hashlib
import html
import io
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from briefing.errors import SourceError
from briefing.model import Form, Story
from briefing.sources.document import Link
from briefing.sources.links import canonical, is_web
from briefing.sources.markup import refuse_crowded
from briefing.sources.page import as_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.sources.document import Document

__all__ = ["entries_of"]

_FULL_WORDS = 80
"""Of an element that is meant for the whole story (content:encoded, atom:content)."""
_LONG_SUMMARY_WORDS = 150
"""Of an element meant for a summary, which some feeds put the whole story into."""
_MAX_ATTRIBUTES = 1_000  # feedparser takes time in the square of them
_MOST_SECTIONS = 20

_TAG = re.compile(r"<[^<>]{0,5000}>")
_CUT_SHORT = re.compile(
    r"(?:…|\.\.\.|\b(?:continue reading|read (?:more|on|the (?:full|whole|rest of the) (?:story|article))))\W{0,20}$",
    re.IGNORECASE,
)
_LONG_TAG = re.compile(rb"<[^<>]{5000,}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:\S")


def entries_of(document: Document) -> Iterator[Story | Link | SourceError]:
    """Every entry of a feed, in its order: a story, a link to one, or what is wrong with it.

    Raises:
        SourceError: it is no feed, or holds no entries.
    """
    entries = _parse(document)
    if not entries:
        raise SourceError(document.name, "is a feed without entries")
    _take_shared_ids(entries)
    for number, entry in enumerate(entries, start=1):
        try:
            yield _entry(entry, document)
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            yield SourceError(f"{document.name}, entry {number}", f"cannot be read ({error})")


def _parse(document: Document) -> list[Any]:
    import feedparser  # noqa: PLC0415  heavy, and only feeds need it

    refuse_crowded(document.content, document.name)
    for tag in _LONG_TAG.finditer(document.content):
        if max(tag[0].count(b"="), len(tag[0].split())) > _MAX_ATTRIBUTES:
            raise SourceError(document.name, "is a damaged feed (an element with too many attributes)")
    charset = f"; charset={document.charset}" if document.charset else ""
    headers = {"content-type": f"{document.media_type or 'application/xml'}{charset}"}
    try:
        # A stream, since it would take a string for an address or a file name.  Cleaning is the next room's work.
        parsed = feedparser.parse(
            io.BytesIO(document.content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        raise SourceError(document.name, f"is a damaged feed ({type(error).__name__})") from error
    return list(parsed.entries)


def _take_shared_ids(entries: list[Any]) -> None:
    """Leave no id to entries with different links that share it, as where each bears the site's own address.

    It names none of them, and all but the first would be taken for what was read already.
    """
    links: dict[str, set[str]] = {}
    for entry in entries:
        links.setdefault(entry.get("id", ""), set()).add(entry.get("link", ""))
    for entry in entries:
        if len(links[entry.get("id", "")]) > 1:
            entry["id"] = ""


def _entry(entry: Any, document: Document) -> Story | Link | SourceError:  # noqa: ANN401  feedparser ships no types
    # Resolved here: told the feed's address, feedparser would make addresses of the entries' ids as well.
    address = urljoin(document.url or "", entry.get("link", ""))
    link = canonical(address) if is_web(address) and entry.get("link") else None
    headline = _plain(entry.get("title", "")) or None
    text, form, whole = _text(entry)
    name = link or f"{document.name}: {headline or 'entry without a title'}"
    story = Story(
        id=_id(entry, link, text, document),
        name=name,
        content=as_page(text, headline=headline) if form is Form.HTML else text,
        form=form,
        url=link,
        published=_date(entry),
        headline=headline,
        byline=_byline(entry),
        sections=_sections(entry),
    )
    if whole or (link is None and text.strip()):
        return story
    if link is None:
        return SourceError(name, "has neither a text nor a link")
    instead = story if _words(text) >= _FULL_WORDS and not _is_cut(text) else None
    return Link(link, story.id, story.published, headline, story.byline, story.sections, instead)


def _text(entry: Any) -> tuple[str, Form, bool]:  # noqa: ANN401
    """The longest text of an entry, its form, and whether it reads as the whole story."""
    contents = [(part.get("value", ""), part.get("type", ""), _FULL_WORDS) for part in entry.get("content", [])]
    detail = entry.get("summary_detail", {})
    contents.append((entry.get("summary", ""), detail.get("type", ""), _LONG_SUMMARY_WORDS))
    text, media_type, least = max(contents, key=lambda part: _words(part[0]))
    plain = media_type == "text/plain" and not _TAG.search(text[:5_000])
    whole = _words(text) >= least and not _is_cut(text)
    return text, (Form.TEXT if plain else Form.HTML), whole


def _words(text: str) -> int:
    return len(_TAG.sub(" ", text).split())


def _is_cut(text: str) -> bool:
    return bool(_CUT_SHORT.search(_plain(text[-2_000:])[-200:]))


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _id(entry: Any, link: str | None, text: str, document: Document) -> str:  # noqa: ANN401
    """The entry's own id; below the feed's where it is no URI, since another feed may use the same number."""
    given = str(entry.get("id", "")).strip()[:1_000]
    if given:
        return given if _SCHEME.match(given) else f"{document.id}#{given}"
    digest = hashlib.sha256((str(entry.get("title", "")) + text).encode("utf-8", "replace")).hexdigest()
    return link or f"{document.id}#{digest[:16]}"


def _date(entry: Any) -> datetime | None:  # noqa: ANN401
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _byline(entry: Any) -> tuple[str, ...]:  # noqa: ANN401
    names = (_plain(author.get("name", "")) for author in entry.get("authors", []))
    return tuple(dict.fromkeys(name for name in names if name and "@" not in name))


def _sections(entry: Any) -> tuple[str, ...]:  # noqa: ANN401
    names = (
        _plain(str(tag.get("label") or tag.get("term") or ""))[:100] for tag in entry.get("tags", [])[:_MOST_SECTIONS]
    )
    return tuple(dict.fromkeys(filter(None, names)))
