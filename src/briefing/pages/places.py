"""Where pages lie under the public folder, and how one links to another."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefing.notes import printable

if TYPE_CHECKING:
    from briefing.model import Episode

__all__ = ["INDEX", "page_path", "relative", "web_address"]

INDEX = "index.html"
"""Where the index lies under the public folder."""
LONGEST_ADDRESS = 2_000
"""Characters; what every browser follows."""


def page_path(episode: Episode) -> str:
    """Where the episode's page lies under the public folder: beside its audio, under the same name."""
    return posixpath.splitext(episode.enclosure.path)[0] + ".html"


def relative(path: str, page: str) -> str:
    """A link from `page` to `path`, both under the public folder, so that the site works under any address."""
    return quote(posixpath.relpath(path, posixpath.dirname(page) or "."))


def web_address(url: str | None) -> str | None:
    """The address when a reader can follow it from a page; `javascript:` and its like are none."""
    link = printable(url or "")
    is_web = link.lower().startswith(("http://", "https://"))
    return link if is_web and len(link) <= LONGEST_ADDRESS else None
