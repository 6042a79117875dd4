"""What a rule is, what comes of it, and the few shapes that most rules have."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

__all__ = [
    "NAMES",
    "Level",
    "Rule",
    "Verdict",
    "is_web",
    "judge",
    "longest",
    "one_of",
    "optional",
    "repeated",
    "required",
    "said",
    "shaped",
]

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
"""Namespaces by the prefixes that people know them by."""
SHOWN = 120  # characters of a value that are told


class Level(StrEnum):
    """How much a broken rule matters (RFC 2119)."""

    MUST = "MUST"
    SHOULD = "SHOULD"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for one kind of thing: a channel, an item, an answer of a server, a transcript."""

    name: str
    level: Level
    source: str
    """The specification, and where in it."""
    asks: str
    """What it asks for, as a sentence."""
    fault: Callable[[Any], str | None]
    """What is wrong with a thing; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a rule."""

    rule: Rule
    checked: int
    """How many things it was held against."""
    faults: tuple[str, ...]
    """Where it is broken, and what was found there."""


def judge(rules: Iterable[Rule], things: Collection[tuple[str, Any]]) -> tuple[Verdict, ...]:
    """Hold every rule against every thing, which comes with the words that say where it is."""
    return tuple(_judge(rule, things) for rule in rules) if things else ()


def _judge(rule: Rule, things: Collection[tuple[str, Any]]) -> Verdict:
    found = ((where, rule.fault(thing)) for where, thing in things)
    return Verdict(rule, len(things), tuple(f"{where}: {_short(fault)}" for where, fault in found if fault is not None))


def _short(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= SHOWN else clean[: SHOWN - 1] + "…"


def said(element: Any, path: str) -> str | None:  # noqa: ANN401  lxml has no types
    """The text at a path, stripped; None where the element is missing."""
    found = element.find(path, NAMES)
    return None if found is None else (found.text or "").strip()


def required(path: str) -> Callable[[Any], str | None]:
    """The element is there, and not empty."""
    return lambda element: None if said(element, path) else f"{path} is missing or empty"


def one_of(path: str, *values: str) -> Callable[[Any], str | None]:
    """The element is there, and has one of these values."""

    def fault(element: Any) -> str | None:  # noqa: ANN401
        text = said(element, path)
        return None if text in values else f"{path} is {text!r}, not {' or '.join(values)}"

    return fault


def shaped(path: str, pattern: str) -> Callable[[Any], str | None]:
    """The element is there, and its text has this shape."""
    compiled = re.compile(pattern)

    def fault(element: Any) -> str | None:  # noqa: ANN401
        text = said(element, path)
        return None if text is not None and compiled.fullmatch(text) else f"{path} is {text!r}"

    return fault


def longest(path: str, size: int) -> Callable[[Any], str | None]:
    """The element is there, and holds at least one and at most so many bytes."""

    def fault(element: Any) -> str | None:  # noqa: ANN401
        length = len((said(element, path) or "").encode())
        return None if 0 < length <= size else f"{path} has {length} bytes"

    return fault


def optional(path: str, test: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    """A test that is made only where the element is there."""
    return lambda element: None if element.find(path, NAMES) is None else test(element)


def is_web(url: str | None) -> bool:
    """Whether it is an address that an app can follow."""
    try:
        parts = urlsplit(url or "")
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not set(url or "") & set(" <>\"'\n\t")
    except ValueError:
        return False


def repeated(values: Iterable[str | None]) -> str | None:
    """The first value that occurs twice."""
    return next((value for value, times in Counter(filter(None, values)).items() if times > 1), None)
