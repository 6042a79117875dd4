"""The same story twice: syndicated copies and updated versions, told from stories that merely sound alike.

Texts are compared by their shingles: every run of eight words, whatever their case and punctuation.  The resemblance
of two texts is the share of their shingles that both have (the Jaccard index; A. Broder, "On the resemblance and
containment of documents", 1997).  Measured (docs/design.md, "The same story twice"): two reports of one event by two
papers reach 0.05, two issues of a forecast or of a column 0.33; a copy with a quarter of its sentences written anew
has 0.54, and so has an update that doubles the text.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from datetime import timedelta
from heapq import nsmallest
from typing import TYPE_CHECKING, Generic, TypeVar

from briefing.model import aware

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from datetime import datetime

    from briefing.model import Article

__all__ = ["Shelf", "Wholes", "best", "clusters", "continues", "is_part", "same_story", "sketch"]

Key = TypeVar("Key", bound="Hashable")

RUN = 8
"""Words in a shingle.  With five, reports that fill in a form come nearer to copies."""
SAME = 0.45
"""The resemblance from which two texts are one story."""
SHORT = 64
"""Words below which only the very same words are the same story: a form and its next issue differ by too little."""
FIGURES = 0.6
"""How many of the figures of the poorer text the other must have, or it is the next issue of the same report."""
CONTAINED = 0.6
"""How much of a text must stand in another for it to be a piece of that."""
TOUCH = 0.1
"""How much of a text must stand in another for it to be a version of that that was written anew."""
ISSUE = timedelta(hours=12)
"""How far apart the dates of two issues are at least."""
OPENING = 40
"""Words with which a story begins."""
LONGEST = 50_000
"""Words of a text that are looked at."""
SIZE = 128
"""Shingles in a sketch: the resemblance of two sketches is that of the texts to within 0.09 (two sigma)."""
DOUBT = 0.15
"""By how much a sketch may be wrong: three sigma."""
HASH = 8
"""Bytes of one."""
CROWD = 50
"""Different stories from which a shingle that stands in them is a set phrase; it bounds the cost of a search."""
NEARLY = 0.9
"""Of the longest: a version of that length may be newer rather than cut."""

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(
    r"\w*\d\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|june|july|august|september|october|november|december"
)


def same_story(one: Article, other: Article) -> bool:
    """Whether two articles tell the same story in mostly the same words.  Symmetric; headline and byline are not asked.

    Errs towards no, since a story that is dropped is missed, and one that is heard twice is a nuisance.
    """
    first, second = _words(one.body), _words(other.body)
    if min(len(first), len(second)) < SHORT:
        return len(first) >= RUN and first == second
    here, there = set(_shingles(first)), set(_shingles(second))
    return len(here & there) >= SAME * len(here | there) and _share_figures(first, second)


def is_part(part: Article, whole: Article) -> bool:
    """Whether an article tells a piece of another: most of its words stand there, or its headline and its beginning.

    Not symmetric.  Errs towards no where figures, days or months differ, as in the next issue of a report.
    """
    short, long = _words(part.body), _words(whole.body)
    if len(short) < RUN or not _share_figures(short, long):
        return False
    there = set(_shingles(long))
    if _words([part.headline]) == _words([whole.headline]) and _share(short[:OPENING], there) >= SAME:
        return True
    return _share(short, there) >= (CONTAINED if len(short) >= SHORT else 1)


def continues(new: Article, old: Article, *, recent: bool) -> bool:
    """Whether what a source gives now under the name of an old article is a version of that, and not its next issue.

    A version stands in mostly the same words.  While the old one is `recent` it may also be told anew, as news is that
    goes on: under the same headline, or one that was only added to, or with a little of its words; but not where the
    source dates both, and these dates are half a day apart.
    """
    if same_story(new, old) or is_part(new, old) or is_part(old, new):
        return True
    if not recent or _are_dated_apart(new, old):
        return False
    one, other = set(_words([new.headline])), set(_words([old.headline]))
    return bool(one and other and (one <= other or other <= one)) or _touch(new, old)


def _are_dated_apart(one: Article, other: Article) -> bool:
    first, second = one.published, other.published
    return bool(first and second and abs(aware(first) - aware(second)) >= ISSUE)


def _touch(one: Article, other: Article) -> bool:
    """Whether a little of the shorter text stands in the longer one."""
    short, long = sorted((_words(one.body), _words(other.body)), key=len)
    return _share(short, set(_shingles(long))) >= TOUCH


def _share(words: Sequence[str], there: set[tuple[str, ...]]) -> float:
    """How many of the shingles of some words stand `there`."""
    shingles = set(_shingles(words))
    return len(shingles & there) / len(shingles) if shingles else 0.0


def _words(body: Iterable[str]) -> list[str]:
    return _WORD.findall("\n".join(body).casefold())[:LONGEST]


def _shingles(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def _share_figures(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether figures, days and months agree; the daily report on the water level changes little else."""
    here, there = (set(filter(_FIGURE.fullmatch, set(words))) for words in (first, second))
    return len(here & there) >= FIGURES * min(len(here), len(there))


def sketch(article: Article) -> bytes:
    """A short stand-in for the body, to be kept: its shingles with the lowest hashes (a bottom-k MinHash)."""
    shingles = {" ".join(run) for run in _shingles(_words(article.body))}
    hashes = (hashlib.blake2b(shingle.encode("utf-8", "replace"), digest_size=HASH).digest() for shingle in shingles)
    return b"".join(nsmallest(SIZE, hashes))


def _hashes(kept: bytes) -> list[bytes]:
    return [kept[at : at + HASH] for at in range(0, len(kept), HASH)]


def _resemblance(one: Iterable[bytes], other: Iterable[bytes]) -> float:
    """That of the texts, estimated from their sketches."""
    here, there = set(one), set(other)
    lowest = nsmallest(SIZE, here | there)
    return sum(each in here and each in there for each in lowest) / len(lowest) if lowest else 0.0


class Shelf(Generic[Key]):
    """Sketches that are searched by what they hold, so that a search costs the same however many there are."""

    def __init__(self) -> None:
        self._sketches: dict[Key, list[bytes]] = {}
        self._places: defaultdict[bytes, list[Key]] = defaultdict(list)

    def add(self, key: Key, kept: bytes) -> None:
        """Put a sketch on the shelf under a new key."""
        self._sketches[key] = _hashes(kept)
        for each in self._sketches[key]:
            if len(self._places[each]) < CROWD:
                self._places[each].append(key)

    def near(self, kept: bytes) -> list[Key]:
        """The keys of those that may be the same story, the most alike first; `same_story` decides."""
        wanted = _hashes(kept)
        places = (self._places[each] for each in wanted if each in self._places)
        shared = Counter(key for place in places if len(place) < CROWD for key in place)
        least = SAME - DOUBT
        likely = (key for key, count in shared.items() if count >= least * len(wanted))
        alike = {key: _resemblance(wanted, self._sketches[key]) for key in likely}
        return sorted((key for key in alike if alike[key] >= least), key=lambda key: -alike[key])


class Wholes:
    """Articles of which others may be pieces, each found by the runs of words that it shares with them.

    A run that stands in many counts like any other: who asks about what was withdrawn must miss nothing.  So a search
    costs what there is to be found, and of articles that have much in common it grows with their number.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = tuple(articles)
        self._places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, article in enumerate(self._articles):
            for shingle in set(_shingles(_words(article.body))):
                self._places[shingle].append(at)

    def whole_of(self, part: Article) -> Article | None:
        """The article that `part` is a piece of."""
        words = _words(part.body)
        every, opening = set(_shingles(words)), set(_shingles(words[:OPENING]))
        most, begun = self._shared(every), self._shared(opening)
        likely = {at for at, count in most.items() if count >= CONTAINED * len(every)}
        likely |= {at for at, count in begun.items() if count >= SAME * len(opening)}
        return next((self._articles[at] for at in sorted(likely) if is_part(part, self._articles[at])), None)

    def _shared(self, shingles: set[tuple[str, ...]]) -> Counter[int]:
        return Counter(at for shingle in shingles for at in self._places.get(shingle, ()))


def clusters(articles: Sequence[Article]) -> list[list[int]]:
    """Positions of the articles that tell the same story, put together; in order, each in one cluster.

    Each member is the same story as the longest of its cluster, so that likeness is never handed on from one to the
    next.
    """
    shelf: Shelf[int] = Shelf()
    found: dict[int, list[int]] = {}
    for at in sorted(range(len(articles)), key=lambda at: -_length(articles[at])):
        kept = sketch(articles[at])
        twin = next((near for near in shelf.near(kept) if same_story(articles[near], articles[at])), None)
        if twin is None:
            shelf.add(at, kept)
        found.setdefault(at if twin is None else twin, []).append(at)
    return sorted(sorted(members) for members in found.values())


def best(versions: Sequence[Article]) -> int:
    """Which of several versions of a story is to be heard: the longest, or a newer one that is nearly as long.

    The first one where they are equal.
    """
    longest = max(map(_length, versions))
    whole = [at for at, each in enumerate(versions) if _length(each) >= NEARLY * longest]
    times = [time for at in whole if (time := _time(versions[at]))]
    newest = max(times) if len(times) == len(whole) else None
    return max(whole, key=lambda at: (newest is not None and _time(versions[at]) == newest, _length(versions[at]), -at))


def _length(article: Article) -> int:
    return sum(map(len, article.body))


def _time(article: Article) -> datetime | None:
    """When it was last changed; a time without a zone is taken for UTC."""
    time = article.modified or article.published
    return aware(time) if time else None
