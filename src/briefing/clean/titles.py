"""The headline of a page: which of its titles, and without the name of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["best_headline", "without_site"]

LONGEST = 300
"""Code points of a title that are looked at."""
AGREEING = 0.5
"""Share of words from which two titles are forms of the same headline."""

_BAR = re.compile(r"\s+(?:\||»|›|::|·|•|⋆)\s+|\s*\|\s*")
_DASH = re.compile(r"\s+[-–—:]\s+")
_WORD = re.compile(r"\w+")
_SHORTEST_HEADLINE = 3
_LONGEST_SITE = 5
"""Words."""


def without_site(title: str, site: str, host: str) -> str:
    """`title` without the name of its site, before or behind it: `Ferry sinks | The Herald` → `Ferry sinks`."""
    title = title[:LONGEST].strip()
    for separator in (_BAR, _DASH):
        first = separator.search(title)
        if first and _names_site(title[: first.start()], site, host, certain=False) and _could_be(title[first.end() :]):
            title = title[first.end() :].strip()
        for found in reversed(list(separator.finditer(title))):
            behind = title[found.end() :]
            if _names_site(behind, site, host, certain=separator is _BAR) and _could_be(title[: found.start()]):
                title = title[: found.start()].strip()
    return title


def best_headline(mains: Sequence[str], headings: Sequence[str], declared: Sequence[str]) -> str:
    """The printed headline that agrees best with a declared one; the first declared one where none does.

    `mains` are the page's `<h1>`, which go before its other `headings`.
    """
    for printed in (mains, headings):
        rated = [
            (max((_agreement(text, title) for title in declared), default=0.0), -at) for at, text in enumerate(printed)
        ]
        best = max(rated, default=(0.0, 0))
        if best[0] >= AGREEING:
            return printed[-best[1]]
    return next(filter(None, (*declared, *mains)), "")


def _agreement(printed: str, title: str) -> float:
    ours, theirs = set(_words(printed)), set(_words(title))
    return len(ours & theirs) / max(len(ours | theirs), 1)


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:LONGEST].casefold())


def _could_be(title: str) -> bool:
    return len(_WORD.findall(title)) >= _SHORTEST_HEADLINE or not title.isascii()


def _names_site(part: str, site: str, host: str, *, certain: bool) -> bool:
    """Whether `part` is the site's name; `certain` takes any short label behind a bar for one."""
    name, given = "".join(_words(part)), "".join(_words(site))
    labels = "".join(_words(host.removeprefix("www.")))
    if not name or len(_words(part)) > _LONGEST_SITE + 3:
        return False
    if given and (name in given or given in name):
        return True
    stem = name.removeprefix("the")
    return (len(stem) > 2 and stem in labels) or (certain and len(_words(part)) <= _LONGEST_SITE)  # noqa: PLR2004
