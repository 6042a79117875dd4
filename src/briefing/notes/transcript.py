"""The transcript: WebVTT, SubRip, and the JSON of the podcast namespace.

Cues are put in order of time; one without a word is left out, and none ends before it has begun.  The words are those
that were written: `$5 million` stands there while one hears "five million dollars".
"""

from __future__ import annotations

import json
from bisect import bisect_right
from io import BytesIO
from itertools import accumulate, chain, groupby, islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from briefing.model import REPORTER
from briefing.notes.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.model import Cue

__all__ = ["srt", "transcript_json", "vtt"]

VTT_LINE = 65  # Podcasting 2.0, transcripts.md: characters a line
SRT_LINE = 32  # the same
SRT_LINES = 2  # of one card; the same

_VTT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_SRT = {ord("<"): "‹", ord(">"): "›"}  # it has no escapes, and players take these for tags


class _Heard(NamedTuple):
    """A cue, or words of it, that can be printed."""

    start: int
    end: int
    speaker: str
    text: str


def _sentences(cues: Sequence[Cue]) -> Iterator[tuple[_Heard, Cue]]:
    """The cues that have any words, in order."""
    for cue in sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms)):
        if text := printable(cue.text):
            end = max(cue.end_ms, cue.start_ms + 1)
            yield _Heard(cue.start_ms, end, printable(cue.speaker) or REPORTER, text), cue


def _words(sentence: _Heard, cue: Cue, latest: int) -> Iterator[_Heard]:
    """Each word until the next one begins, those that begin together as one; the sentence where no more is known.

    None begins after `latest`, which is not before the sentence itself begins.
    """
    words = [printable(word) for word in cue.text.split()]
    if len(words) != len(cue.words_ms) or " ".join(filter(None, words)) != sentence.text:
        yield sentence
        return
    latest = min(latest, sentence.end - 1)
    starts = (min(sentence.start + ms, latest) for ms in accumulate(cue.words_ms, max, initial=0))
    timed = [(start, word) for start, word in zip(islice(starts, 1, None), words, strict=True) if word]
    groups = [(start, " ".join(word for _, word in group)) for start, group in groupby(timed, key=itemgetter(0))]
    for (start, said), (stop, _) in pairwise((*groups, (sentence.end, ""))):
        yield _Heard(start, stop, sentence.speaker, said)


def vtt(cues: Sequence[Cue]) -> str:
    """As WebVTT: a cue a sentence, its speaker in a voice tag, lines of at most 65 characters."""
    blocks = (
        f"{_clock(start)} --> {_clock(end)}\n<v {speaker.translate(_VTT)}>"
        + "\n".join(_lines(text, VTT_LINE, _VTT))
        + "\n"
        for (start, end, speaker, text), _ in _sentences(cues)
    )
    return "\n".join(("WEBVTT\n", *blocks))


def srt(cues: Sequence[Cue]) -> str:
    """As SubRip: cards of two lines of 32 characters, on which a speaker is named when that changes."""
    cards = sorted(_cards(cues), key=lambda card: card[0])
    return "\n".join(
        f"{number}\n{_clock(start, ',')} --> {_clock(end, ',')}\n{text}\n"
        for number, (start, end, text) in enumerate(cards, 1)
    )


def _cards(cues: Sequence[Cue]) -> Iterator[tuple[int, int, str]]:
    """A long sentence takes several cards; each begins with its first word."""
    before = ""
    for sentence, cue in _sentences(cues):
        name = "" if sentence.speaker == before else f"{sentence.speaker}: "
        before = sentence.speaker
        lines = _lines(name + sentence.text, SRT_LINE, _SRT)
        cards = ["\n".join((first, *islice(lines, SRT_LINES - 1))) for first in lines]
        letters = accumulate((_letters(card) for card in cards), initial=-_letters(name))
        cuts = _times(sentence, tuple(_words(sentence, cue, sentence.end)), letters)
        yield from (
            (first, max(last, first + 1), card) for (first, last), card in zip(pairwise(cuts), cards, strict=True)
        )


def _times(sentence: _Heard, words: Sequence[_Heard], letters: Iterator[int]) -> Iterator[int]:
    """When the sentence has come to its letter of each number: exact at words, by its share within."""
    reached = list(accumulate((_letters(word.text) for word in words), initial=0))
    for number in letters:
        if number <= 0:  # the speaker's name, which nobody says
            yield sentence.start
            continue
        at = min(bisect_right(reached, number), len(words)) - 1
        start, end, *_ = words[at]
        yield start + (end - start) * (number - reached[at]) // (reached[at + 1] - reached[at])


def _letters(text: str) -> int:
    """Whatever is no space."""
    return len("".join(text.split()))


def transcript_json(cues: Sequence[Cue]) -> bytes:
    """As JSON of the podcast namespace, version 1.0.0: a segment a word, with its speaker.

    Words that begin at the same time are one segment, and so is a sentence of which no more is known.  Ten hours are
    8 MB, so they are encoded word by word.
    """
    document, comma = BytesIO(), ""
    document.write(b'{"version": "1.0.0", "segments": [')
    for word in _every_word(cues):
        document.write(f"{comma}\n{json.dumps(_segment(word), ensure_ascii=False)}".encode())
        comma = ","
    document.write(b"\n]}\n")
    return document.getvalue()


def _every_word(cues: Sequence[Cue]) -> Iterator[_Heard]:
    """In order of time, even where cues overlap."""
    for one, following in pairwise(chain(_sentences(cues), (None,))):
        if one:
            sentence, cue = one
            yield from _words(sentence, cue, following[0].start if following else sentence.end)


def _segment(word: _Heard) -> dict[str, object]:
    return {"speaker": word.speaker, "startTime": word.start / 1000, "endTime": word.end / 1000, "body": word.text}


def _clock(ms: int, point: str = ".") -> str:
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{thousandths:03}"


def _lines(text: str, width: int, escapes: Mapping[int, str]) -> Iterator[str]:
    """Escaped lines; a character that is escaped counts as long as its escape."""
    line = ""
    for piece in _pieces(text, width, escapes):
        if line and len(line) + 1 + len(piece) > width:
            yield line
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    yield line


def _pieces(text: str, width: int, escapes: Mapping[int, str]) -> Iterator[str]:
    """Escaped words, and those longer than a line in pieces of at most a line."""
    for word in text.split(" "):
        escaped = word.translate(escapes)
        if len(escaped) <= width:
            yield escaped
            continue
        widest = width // len("&amp;") if len(escaped) > len(word) else width
        for start in range(0, len(word), widest):
            yield word[start : start + widest].translate(escapes)
