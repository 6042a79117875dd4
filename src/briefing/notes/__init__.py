"""What stands beside the audio: the summary, the show notes, the transcripts and the chapters."""

from __future__ import annotations

from briefing.notes.chapters import chapters_json, highlight
from briefing.notes.shownotes import SYNTHETIC, notes_html, summary
from briefing.notes.transcript import srt, transcript_json, vtt
from briefing.notes.words import printable, shorten

__all__ = [
    "SYNTHETIC",
    "chapters_json",
    "highlight",
    "notes_html",
    "printable",
    "shorten",
    "srt",
    "summary",
    "transcript_json",
    "vtt",
]
