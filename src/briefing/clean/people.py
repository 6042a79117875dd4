"""Who wrote an article: people's names out of the many ways in which pages give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.clean.byline import byline_names

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["distinct", "is_name", "people_in", "person"]

LONGEST = 200
"""Code points: a longer string is no list of names."""

_OPENING = re.compile(
    r"\W*(?:(?:posted|written|words|reported|story|text|by|author)\b[\s:;]+){1,3}"
    r"|(?:von|por|par|door|di)\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\s(?:on|updated|published|posted)\b.{0,120}$|\S{1,80}@\S{0,80}|\([^()]{0,80}\)|https?://\S{1,200}|(?<!\w)@\w{1,40}|\s[|•·–—-]\s.{0,120}$"
)
_APART = re.compile(r"\s*(?:;|/|\band\b|&|\+|,|(?<=[a-z]{3})\.\s)\s*")
_NOT_PEOPLE = re.compile(
    r"\b(?:admin\w*|staff|editor(?:s|ial)?|newsroom|webmaster|desk|team|news|times|post|press|agency|agencies|reuters|afp|ap|"
    r"bloomberg|wire|media|magazine|redaction|redaktion|redacción|redazione|user|guest|author|unknown|contributors?|"
    r"correspondents?|reporters?|bureau|company|inc|llc|ltd|corp|network|group|institute|university|journal|herald|"
    r"tribune|gazette|chronicle|daily|online|associated|sports?|service|international|tv|radio|com|org|net)\b",
    re.IGNORECASE,
)
_ACCOUNTS = re.compile(r"(?:admin\w*|editor|staff|webmaster|user|guest|author|unknown|newsroom|root)\W*", re.IGNORECASE)
_ONE_NAME = re.compile(r"[^\W\d_][\w'’.-]{1,30}(?: [^\W\d_][\w'’.-]{0,30}){0,4}")


def people_in(line: str) -> tuple[str, ...]:
    """The people's names in a byline or an author field, in order; none where it names an agency only."""
    if not line or len(line) > LONGEST:
        return ()
    line = _NOISE.sub(" ", _unopened(line)).strip(" ,;:|*_")
    names = [name for part in _APART.split(line) for name in byline_names(f"By {part}") if not _NOT_PEOPLE.search(name)]
    return tuple(dict.fromkeys(names))


def person(name: str) -> tuple[str, ...]:
    """The name of somebody that the page declares to be a person, who may go by a single name.

    More than one where the field was given several; none where the declaration is false: an address, a paper, `admin`.
    """
    found = people_in(name)
    if found:
        return found
    name = _unopened(name).strip(" ,;:")
    return (name,) if _ONE_NAME.fullmatch(name) and not _NOT_PEOPLE.search(name) else ()


def _unopened(line: str) -> str:
    """`line` without the `By` at its head."""
    line = line.strip()
    opening = _OPENING.match(line)
    return line[opening.end() :] if opening else line


def is_name(text: str) -> bool:
    """Whether `text` may be the name of anybody, an organisation included: not an address, not `admin`."""
    return 1 < len(text) <= LONGEST and "://" not in text and "@" not in text and not _ACCOUNTS.fullmatch(text)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each person once, in order, whatever the case."""
    return tuple({name.casefold(): name for name in reversed(tuple(names))}.values())[::-1]
