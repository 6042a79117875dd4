"""RSS and Atom, through feedparser: entries with their full text, and links where they have none."""

from __future__ import annotations

import hashlib
import html
import io
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from briefing.errors import SourceError
from briefing.model import Form, Story
from briefing.sources.broken import READ_AGAIN, broken_off, why_unreadable
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
_PARAGRAPH_WORDS = 5
"""Fewer are a name or a label."""
_MAX_ATTRIBUTES = 1_000  # feedparser takes time in the square of them
_MOST_SECTIONS = 20
_LONGEST_SITE = 100

_TAG = re.compile(r"<(?=/?[A-Za-z!?])[^<>]{0,5000}>")
"""In `5 < 7 and 7 > 5` there is none."""
_PLAIN = "text/plain"
_PARAGRAPH_TAG = re.compile(r"<(?:p|br|div)\b[^<>]{0,5000}>", re.IGNORECASE)
"""What only markup has, also where the feed says that the text is plain."""
_CUT_SHORT = re.compile(
    r"(?:…|\.\.\.|\b(?:continue reading|read (?:more|on|the (?:full|whole|rest of the) (?:story|article))))\W{0,20}$",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"</?(?:p|div|li|blockquote|h[1-6])\b[^<>]{0,5000}>|<br\s{0,9}/?>\s{0,99}<br\s{0,9}/?>|\n[ \t\r]{0,99}\n",
    re.IGNORECASE,
)
_FOOTER = re.compile(  # of WordPress, below every text that its feeds bring
    r"<p\b[^<>]{0,200}>\s{0,20}The post\b(?:(?!<p\b).){1,1500}?"
    r"\b(?:appeared first|first appeared) on\b(?:(?!<p\b).){1,800}\Z",
    re.IGNORECASE | re.DOTALL,
)
_LONG_TAG = re.compile(rb"<[^<>]{5000,}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:\S")


class _Text(NamedTuple):
    """What an entry has of its story."""

    markup: str
    form: Form
    words: int
    whole: bool
    """It reads as the whole story, whatever its page says."""
    complete: bool
    """It is meant for the whole story, and has paragraphs; short as it is, its page may have no more."""
    stands_in: bool
    """It may be heard where the page cannot be had."""


def entries_of(document: Document) -> Iterator[Story | Link | SourceError]:
    """Every entry of a feed, in its order: a story, a link to one, or what is wrong with it.

    A feed that holds none is a quiet day's.  Where it breaks off, the entry that is cut in two is left out, and the
    last that comes is an error that says where.

    Raises:
        SourceError: it is no feed.
    """
    parsed = _parse(document)
    if not parsed.entries and (why := why_unreadable(parsed)):
        raise SourceError(document.name, why, hint=READ_AGAIN)
    line, in_two = broken_off(parsed, document.content)
    declares = parsed.version.startswith("atom")  # in RSS, `text/plain` is feedparser's guess
    site = _title(parsed.feed, declares)[:_LONGEST_SITE] or None
    _take_shared_ids(parsed.entries)
    for number, entry in enumerate(parsed.entries[: -1 if in_two else None], start=1):
        try:
            yield _entry(entry, document, site, declares)
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            yield SourceError(f"{document.name}, entry {number}", f"cannot be read ({error})")
    if line:
        yield SourceError(document.name, f"the feed is broken: it breaks off in line {line}", hint=READ_AGAIN)


def _parse(document: Document) -> Any:  # noqa: ANN401  feedparser ships no types
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
        raise SourceError(document.name, f"is a damaged feed ({type(error).__name__})", hint=READ_AGAIN) from error
    return parsed


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


def _entry(entry: Any, document: Document, site: str | None, declares: bool) -> Story | Link | SourceError:  # noqa: ANN401
    # Resolved here: told the feed's address, feedparser would make addresses of the entries' ids as well.
    address = urljoin(document.url or "", entry.get("link", ""))
    link = canonical(address) if is_web(address) and entry.get("link") else None
    headline = _title(entry, declares) or None
    text = _text(entry, declares)
    name = link or f"{document.name}: {headline or 'entry without a title'}"
    story = Story(
        id=_id(entry, link, text.markup, document),
        name=name,
        content=as_page(text.markup, headline=headline) if text.form is Form.HTML else text.markup,
        form=text.form,
        url=link,
        published=_date(entry),
        headline=headline,
        byline=_byline(entry),
        sections=_sections(entry),
        site=_title(entry.get("source", {}), declares)[:_LONGEST_SITE] or site,
    )
    if text.whole or (link is None and text.markup.strip()):
        return story
    if link is None:
        return SourceError(name, "has neither a text nor a link")
    return Link(
        link,
        story.id,
        story.published,
        headline,
        story.byline,
        story.sections,
        instead=story if text.stands_in else None,
        complete=text.complete,
        site=story.site,
        words=text.words,
    )


def _title(of: Any, declares: bool) -> str:  # noqa: ANN401
    """Of a feed or an entry, as one hears it; in one that is declared plain, angle brackets are letters."""
    title = str(of.get("title", ""))
    if declares and of.get("title_detail", {}).get("type") == _PLAIN:
        return " ".join(title.split())
    return _plain(title)


def _text(entry: Any, declares: bool) -> _Text:  # noqa: ANN401
    """The longest text of an entry: its content where a summary is no longer."""
    contents = [(part.get("value", ""), part.get("type", ""), _FULL_WORDS) for part in entry.get("content", [])]
    detail = entry.get("summary_detail", {})
    contents.append((entry.get("summary", ""), detail.get("type", ""), _LONG_SUMMARY_WORDS))
    markup, media_type, least = max(contents, key=lambda part: _words(part[0]))
    markup = markup[:-4_000] + _FOOTER.sub("", markup[-4_000:])
    plain = media_type == _PLAIN and not (_PARAGRAPH_TAG if declares else _TAG).search(markup[:5_000])
    words, cut = _words(markup), _is_cut(markup)
    complete = least == _FULL_WORDS and not cut and _paragraphs(markup) > 1
    stands_in = complete or (words >= _FULL_WORDS and not cut)
    return _Text(markup, Form.TEXT if plain else Form.HTML, words, words >= least and not cut, complete, stands_in)


def _paragraphs(markup: str) -> int:
    return sum(_words(part) >= _PARAGRAPH_WORDS for part in _PARAGRAPH.split(markup))


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
