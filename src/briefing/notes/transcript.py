"""The transcript: WebVTT, SubRip, and the JSON of the podcast namespace.

Cues are put in order of time; one without a word is left out, and none ends before it has begun.
"""

from __future__ import annotations

import json
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from briefing.notes.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.model import Cue

__all__ = ["srt", "transcript_json", "vtt"]

VTT_LINE = 65  # Podcasting 2.0, transcripts.md: characters a line
SRT_LINE = 32  # the same
SRT_LINES = 2  # of one card; the same
NOBODY = "Reporter"

_VTT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_SRT = {ord("<"): "‹", ord(">"): "›"}  # it has no escapes, and players take these for tags


def _heard(cues: Sequence[Cue]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, speaker and words of each cue that has any."""
    for cue in sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms)):
        if text := printable(cue.text):
            yield cue.start_ms, max(cue.end_ms, cue.start_ms + 1), printable(cue.speaker) or NOBODY, text


def vtt(cues: Sequence[Cue]) -> str:
    """As WebVTT: a cue a sentence, its speaker in a voice tag, lines of at most 65 characters."""
    blocks = (
        f"{_clock(start)} --> {_clock(end)}\n<v {speaker.translate(_VTT)}>"
        + "\n".join(_lines(text, VTT_LINE, _VTT))
        + "\n"
        for start, end, speaker, text in _heard(cues)
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
    """A long sentence takes several cards, each for as long as its share of the letters."""
    before = ""
    for start, end, speaker, text in _heard(cues):
        named = text if speaker == before else f"{speaker}: {text}"
        before = speaker
        lines = _lines(named, SRT_LINE, _SRT)
        cards = ["\n".join((first, *islice(lines, SRT_LINES - 1))) for first in lines]
        total, at, cuts = sum(map(len, cards)), 0, [start]
        for card in cards:
            at += len(card)
            cuts.append(start + (end - start) * at // total)
        yield from (
            (first, max(last, first + 1), card) for (first, last), card in zip(pairwise(cuts), cards, strict=True)
        )


def transcript_json(cues: Sequence[Cue]) -> str:
    """As JSON of the podcast namespace, version 1.0.0: a segment a sentence, with its speaker."""
    segments = [
        {"speaker": speaker, "startTime": start / 1000, "endTime": end / 1000, "body": text}
        for start, end, speaker, text in _heard(cues)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"


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
