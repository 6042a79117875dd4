"""Where words start in what espeak-ng says: it tells pyttsx3, which keeps the words and drops the times."""

from __future__ import annotations

from itertools import count, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.model import WordMark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["WordEvent", "WordEvents", "word_marks"]


class WordEvent(NamedTuple):
    """A word, as the library tells of it."""

    frame: int
    start: int
    """Offset into the text; characters, not bytes."""
    length: int
    """0 where the library says something that is not in the text."""


class WordEvents:
    """Listens to what the library tells pyttsx3, and passes it on unchanged."""

    def __init__(self, module: Any, driver: Any) -> None:  # noqa: ANN401  pyttsx3 has no types
        """Come between the two.

        Args:
            module: of pyttsx3, that names the library's functions.
            driver: of the engine that is at work.
        """
        self._word = module.EVENT_WORD
        self._pass_on = driver._onSynth  # noqa: SLF001  there is no other way to the times
        self._told: list[WordEvent] = []
        module.SetSynthCallback(self._listen)

    def forget(self) -> None:
        """Begin anew; to be called while nothing is under way."""
        self._told = []

    def told(self) -> list[WordEvent]:
        """What was told since then."""
        return self._told

    def _listen(self, wav: Any, samples: int, events: Any) -> int:  # noqa: ANN401  pointers of C
        """Called in the library's own thread, about once for each second of speech."""
        for event in takewhile(lambda event: event.type, map(events.__getitem__, count())):
            if event.type == self._word:
                self._told.append(WordEvent(event.sample, event.text_position - 1, event.length))
        return int(self._pass_on(wav, samples, events))


def word_marks(told: Iterable[WordEvent], text: str, frames: int) -> tuple[WordMark, ...]:
    """The marks of a clip of so many frames, in order; what does not begin at a word of `text` is left out.

    The library speaks some words as one (`of the`) and tells of things that are not in the text, such as the name of
    a sign.
    """
    return tuple(_marks(told, text, frames))


def _marks(told: Iterable[WordEvent], text: str, frames: int) -> Iterator[WordMark]:
    at, since = -1, 0
    for frame, start, length in told:
        word = at < start < len(text) and text[start].isalnum() and not text[start - 1 : start].isalnum()
        if word and length > 0 and since <= frame < frames:
            at, since = start, frame
            yield WordMark(frame, start, min(start + length, len(text)))
