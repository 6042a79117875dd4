"""Names of readers that are nearly those of others: slips of a finger, which would give one person two voices."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from briefing.errors import ArticleError
from briefing.model import REPORTER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.scriptfile.story import Script, Turn

__all__ = ["check_readers", "looks_like_nobody", "near_misses"]

NEAR = 0.75
"""How alike two words are of which one is a slip: `Garow` and `Garrow` are 0.91, `Rye` and `Roe` 0.67."""
NEAR_NOBODY = 0.87
"""The same for `Reporter`: `Reporetr` is 0.875, and `Porter`, who may be somebody, 0.857."""
_WORD = re.compile(r"\w+")


def check_readers(script: Script, text: str, name: str) -> None:
    """Refuse a reader who is nearly another one; in quotation marks the name is meant as it stands.

    Args:
        script: what was read from `text`.
        text: with the lines that the turns of `script` are numbered by.
        name: the file's, for the message.

    Raises:
        ArticleError: there is one; the message names the line, the hint who may be meant.
    """
    misses, lines = near_misses(script.turns, script.article.headline, *script.article.body), text.split("\n")
    for turn in script.turns:
        reader = _reader(turn)
        if reader in misses and not _insisted(lines[turn.line - 1]):
            hint = (
                f'Did you mean {misses[reader]}?  If it is somebody else, write the name in quotation marks: "{reader}"'
            )
            raise ArticleError(f"{name}:{turn.line}", f"nobody else here is called {reader[:60]}", hint=hint)


def near_misses(turns: Iterable[Turn], *texts: str) -> dict[str, str]:
    """Readers whose name is nearly another's, and whose: `Reporter`, or somebody who speaks in the same story.

    Whose name stands in `texts`, the words of the story, is somebody; of two who do not, the one with fewer lines is a
    slip, or else the later one.
    """
    lines = Counter(filter(None, map(_reader, turns)))
    there = set(_WORD.findall("\n".join(texts).casefold()))
    misses = {name: REPORTER for name in lines if looks_like_nobody(name)}
    somebody = [name for name, _ in lines.most_common()]
    for at, name in enumerate(somebody):
        if name not in misses and not _told(name, there):
            others = (*somebody[:at], *(each for each in somebody[at + 1 :] if _told(each, there)))
            near = next((other for other in others if _alike(name, other)), None)
            misses |= {name: near} if near else {}
    return misses


def looks_like_nobody(name: str) -> bool:
    """Whether it is nearly `Reporter`, and not that."""
    return name != REPORTER and " " not in name and _likeness(name.casefold(), REPORTER.casefold()) >= NEAR_NOBODY


def _reader(turn: Turn) -> str:
    return turn.segment.speaker.name if turn.segment.speaker else ""


def _told(name: str, there: set[str]) -> bool:
    """Whether every word of a name stands in the story."""
    return there.issuperset(_WORD.findall(name.casefold()))


def _alike(one: str, other: str) -> bool:
    """Whether one name may be a slip of the other: word for word nearly the same, or set apart by spaces alone."""
    here, there = one.casefold().split(), other.casefold().split()
    if here == there:
        return False  # the same person to a cast
    if "".join(here) == "".join(there):
        return True
    return len(here) == len(there) and all(map(_near, here, there))


def _near(one: str, other: str) -> bool:
    return one == other or _likeness(one, other) >= NEAR


def _likeness(one: str, other: str) -> float:
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if longest > 2 * shortest:
        return 0.0  # whatever they have in common, which takes its time to find out
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _insisted(label: str) -> bool:
    return label.partition("]")[2].lstrip().startswith('"')
