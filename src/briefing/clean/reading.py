"""What the form of a passage says of it: prose or a label, furniture or not, and how often it stands there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.clean.furniture import Furniture, furniture, title_case_share
from briefing.model import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.clean.unwrap import Passage

__all__ = ["SENTENCE", "Reading", "read_passages"]

SENTENCE = 8
"""Words: with a full stop behind it, a passage of as many is prose."""
PARAGRAPH = 25
"""Words: a passage of as many is prose even without a full stop."""

_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[^\W\d_][\w'’-]*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_CLOSED = re.compile(r"[.!?:;。！？।؟۔…][\"”’»')\]」』*]*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage and what its form says of it."""

    passage: Passage
    words: int
    closed: bool
    """Whether it ends as a sentence does."""
    furniture: Furniture | None
    times: int
    """How often the same words stand in the dump."""
    labels: bool
    """Whether it is a row of labels run together: capitals throughout and no full stop."""

    @property
    def repeated(self) -> bool:
        """Whether the same words stand elsewhere in the dump."""
        return self.times > 1

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph of copy; what is marked as a heading needs its full stop for that."""
        if self.furniture is not None or self.labels:
            return False
        return self.words >= SENTENCE if self.closed else self.words >= PARAGRAPH and not self.heading

    @property
    def label(self) -> bool:
        """Whether it is a line that is neither prose nor a sentence: a subheading at best."""
        return self.furniture is None and not self.prose and not self.closed

    @property
    def whole(self) -> bool:
        """Whether it is copy that stands for itself: prose, or ends as a sentence does, however short."""
        return self.furniture is None and (self.prose or self.closed)

    @property
    def sentence(self) -> bool:
        """Whether it is at least a sentence, such as `We won, she said`."""
        return self.prose or (self.whole and self.words > 2)  # noqa: PLR2004  `St. Gallen.`

    @property
    def item(self) -> bool:
        """Whether it stands in a list."""
        return self.passage.shape is Shape.ITEM

    @property
    def heading(self) -> bool:
        """Whether it is marked as a heading."""
        return self.passage.shape is Shape.SUBHEADING

    @property
    def of_page(self) -> bool:
        """Whether it is furniture that only a page has; captions and slugs are in an editor's file, too."""
        return self.furniture is not None and not self.pictured and self.furniture is not Furniture.WIRE

    @property
    def pictured(self) -> bool:
        """Whether it belongs to a picture."""
        return self.furniture in {Furniture.CAPTION, Furniture.PICTURE}


def read_passages(passages: Sequence[Passage]) -> tuple[Reading, ...]:
    """What the form of each passage says of it, in order.

    A day alone between two sentences is copy, as in a chronology.
    """
    times = Counter(passage.text for passage in passages)
    readings = [_read(passage, times[passage.text]) for passage in passages]
    for at, (above, reading, below) in enumerate(zip(readings, readings[1:], readings[2:], strict=False), 1):
        if reading.furniture is Furniture.DATE and above.whole and below.whole:
            readings[at] = replace(reading, furniture=None)
    return tuple(readings)


def _read(passage: Passage, times: int) -> Reading:
    text = passage.text
    words = len(_WORD.findall(text, 0, 4000)) + len(_UNSPACED.findall(text, 0, 4000)) // 2
    closed = _CLOSED.search(text[-8:]) is not None
    labels = not closed and title_case_share(_LATIN.findall(text, 0, 1000)) > 0.6  # noqa: PLR2004  copy: under 0.4
    return Reading(passage, words, closed, furniture(text), times, labels)
