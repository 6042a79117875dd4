"""Rules for what stands beside the audio: transcripts and chapters."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefing.feed.check.channel import MUST, P20, SHOULD
from briefing.feed.check.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CHAPTERS", "JSON", "SRT", "VTT", "Text"]

WEBVTT = "WebVTT (w3.org/TR/webvtt1)"
LINE = 65
CARD_LINE, CARD_LINES = 32, 2  # SubRip
_TIMING = re.compile(
    r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3}) --> (?:(\d{2,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3})(?:[ \t].*)?",
    re.ASCII,
)
_VOICE = re.compile(r"<v(?:\.[^\s>]{1,50})? [^>\n]{1,500}>")
_TAG = re.compile(r"<[^>\n]{0,500}>")


@dataclass(frozen=True, slots=True)
class Text:
    """A transcript or a list of chapters, with the length of its episode."""

    content: str
    seconds: int
    """0 where that is not known."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    text: str


def _cues(content: str) -> Iterator[_Cue]:
    """The cues of WebVTT or SubRip: blocks of lines, of which one tells the time."""
    for block in re.split(r"\n[ \t]{0,9}\n", content.replace("\r\n", "\n")):
        lines = block.strip("\n").split("\n")
        for number, line in enumerate(lines[:2]):
            if timing := _TIMING.fullmatch(line.strip()):
                times = [int(digits or 0) for digits in timing.groups()]
                yield _Cue(_seconds(times[:4]), _seconds(times[4:]), "\n".join(lines[number + 1 :]))
                break


def _seconds(parts: list[int]) -> float:
    hours, minutes, seconds, thousandths = parts
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _starts_as_vtt(text: Text) -> str | None:
    head = text.content.removeprefix("\ufeff")
    return None if re.match(r"WEBVTT(?:[ \t\r\n]|$)", head) else f"it starts with {head[:20]!r}"


def _has_cues(text: Text) -> str | None:
    return None if next(_cues(text.content), None) else "there is no cue"


def _in_order(text: Text) -> str | None:
    cues = list(_cues(text.content))
    bad = next((cue for cue in cues if cue.end <= cue.start), None)
    bad = bad or next((after for before, after in pairwise(cues) if after.start < before.start), None)
    return f"the cue from {bad.start} to {bad.end} s is out of order" if bad else None


def _fits(text: Text) -> str | None:
    last = max((cue.end for cue in _cues(text.content)), default=0.0)
    return f"it ends at {last} s, the audio after {text.seconds} s" if 0 < text.seconds < last - 1 else None


def _names_speakers(text: Text) -> str | None:
    mute = [cue for cue in _cues(text.content) if not _VOICE.match(cue.text)]
    return f"{len(mute)} cues have no <v …>" if mute else None


def _short_lines(text: Text) -> str | None:
    lines = (line for cue in _cues(text.content) for line in _TAG.sub("", cue.text).split("\n"))
    long = max(map(len, lines), default=0)
    return f"a line has {long} characters" if long > LINE else None


def _small_cards(text: Text) -> str | None:
    for cue in _cues(text.content):
        lines = cue.text.split("\n")
        if len(lines) > CARD_LINES or max(map(len, lines)) > CARD_LINE:
            return f"the card at {cue.start} s has {len(lines)} lines of up to {max(map(len, lines))} characters"
    return None


def _objects(content: str, key: str) -> list[dict[str, Any]]:
    """The objects that a JSON document lists under a key; empty where it is anything else."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return []
    listed = document.get(key) if isinstance(document, dict) and isinstance(document.get("version"), str) else None
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _numbers(content: str, key: str, name: str) -> list[float]:
    values = [each.get(name) for each in _objects(content, key)]
    return [value if isinstance(value, int | float) else -1.0 for value in values]


def _segments(text: Text) -> str | None:
    segments = _objects(text.content, "segments")
    needed = {"startTime", "endTime", "body"}
    bad = [each for each in segments if not needed <= each.keys()]
    return None if segments and not bad else f"{len(segments)} segments, {len(bad)} without times or words"


def _segments_in_order(text: Text) -> str | None:
    starts, ends = _numbers(text.content, "segments", "startTime"), _numbers(text.content, "segments", "endTime")
    wrong = starts != sorted(starts) or any(end < start or start < 0 for start, end in zip(starts, ends, strict=True))
    late = 0 < text.seconds < max(ends, default=0) - 1
    return "segments are out of order, or outside the audio" if wrong or late else None


def _lists_chapters(text: Text) -> str | None:
    chapters = _objects(text.content, "chapters")
    untitled = [each for each in chapters if not isinstance(each.get("startTime"), int | float)]
    return None if chapters and not untitled else f"{len(chapters)} chapters, {len(untitled)} without a start"


def _chapters_in_order(text: Text) -> str | None:
    starts = _numbers(text.content, "chapters", "startTime")
    wrong = starts != sorted(starts) or min(starts, default=0) < 0
    late = 0 < text.seconds <= max(starts, default=0)
    return f"they start at {starts}, in {text.seconds} s" if wrong or late else None


def _first_at_zero(text: Text) -> str | None:
    starts = _numbers(text.content, "chapters", "startTime")
    return None if not starts or starts[0] == 0 else f"the first starts at {starts[0]} s"


VTT = (
    Rule("vtt-header", MUST, f"{WEBVTT}, 4.1", "It starts with WEBVTT.", _starts_as_vtt),
    Rule("vtt-cues", MUST, f"{WEBVTT}, 4.1", "It holds a cue.", _has_cues),
    Rule("vtt-order", MUST, f"{WEBVTT}, 4.1", "Cues are in order, and end after they start.", _in_order),
    Rule("vtt-length", MUST, f"{P20}, transcript", "No cue is later than the audio.", _fits),
    Rule("vtt-voices", SHOULD, f"{WEBVTT}, 4.2.2; Apple, transcripts", "Every cue says who speaks.", _names_speakers),
    Rule("vtt-lines", SHOULD, f"{P20}, transcripts.md", "A line has at most 65 characters.", _short_lines),
)  # fmt: skip
SRT = (
    Rule("srt-cues", MUST, f"{P20}, transcripts.md, SRT", "It holds a cue.", _has_cues),
    Rule("srt-order", MUST, f"{P20}, transcripts.md, SRT", "Cues are in order of time.", _in_order),
    Rule("srt-length", MUST, f"{P20}, transcript", "No cue is later than the audio.", _fits),
    Rule(
        "srt-lines",
        SHOULD,
        f"{P20}, transcripts.md, SRT",
        "A card has at most two lines of 32 characters.",
        _small_cards,
    ),
)
"""What is asked of a SubRip transcript."""
JSON = (
    Rule("json-segments", MUST, f"{P20}, transcripts.md, JSON", "It has a version and timed segments.", _segments),
    Rule("json-order", MUST, f"{P20}, transcripts.md, JSON", "Segments are in order, and inside the audio.",
         _segments_in_order),
)  # fmt: skip
CHAPTERS = (
    Rule("chapters-json", MUST, f"{P20}, jsonChapters.md", "It has a version, and chapters that start.",
         _lists_chapters),
    Rule("chapters-order", MUST, f"{P20}, jsonChapters.md", "Chapters are in order, and inside the audio.",
         _chapters_in_order),
    Rule("chapters-first", SHOULD, "Apple, chapters", "The first starts at 0.", _first_at_zero),
)  # fmt: skip
