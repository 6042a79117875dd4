"""Web addresses: which are followed, and when two of them are the same page."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus, urlsplit, urlunsplit

__all__ = ["canonical", "is_web", "looks_like_feed", "why_not_followed"]

_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"(?:utm_\w{1,40}|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|ttclid|_hsenc|_hsmi|mkt_tok|vero_id|oly_\w{1,20}_id"
    r"|wt_mc|at_(?:medium|campaign|custom\d?|link_\w{1,20})|ns_\w{1,20}|cmpid|ref_src|s_cid|sref|spm|WT\.mc_id)",
    re.IGNORECASE,
)
_FEED_PATH = re.compile(r"(?:\.(?:xml|rss|atom|rdf|opml)(?:\.gz)?|/(?:feed|rss|atom|opml)s?)/?$", re.IGNORECASE)
_MAX_LENGTH = 2_000  # longer ones are refused by many servers, and are hardly ever a story's


def is_web(source: str) -> bool:
    """Whether a source is an address and not a file."""
    return source[:8].lower().startswith(("http://", "https://"))


def why_not_followed(url: str) -> str | None:
    """What is wrong with an address before anything is asked of it; None where nothing is."""
    if len(url) > _MAX_LENGTH:
        return f"is longer than {_MAX_LENGTH} characters"
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises where it is no port
    except ValueError:
        return "is not an address"
    if parts.scheme not in _DEFAULT_PORTS:
        return "is neither http nor https"
    if "@" in parts.netloc:
        return "carries a user name or password"
    return None if parts.hostname else "names no host"


def looks_like_feed(url: str) -> bool:
    """Whether the path is one that feeds have: `/news.rss`, `/feed/`."""
    return bool(_FEED_PATH.search(urlsplit(url).path[-100:]))


def canonical(url: str) -> str:
    """The address without its fragment and its tracking parameters, host in lower case: the same for the same page."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", _without_tracking(parts.query), "")).strip()


def _without_tracking(query: str) -> str:
    """All other pieces as they were written: to their site, another spelling may be another page."""
    pieces = query.split("&")
    return "&".join(piece for piece in pieces if not _TRACKING.fullmatch(unquote_plus(piece.partition("=")[0])))
