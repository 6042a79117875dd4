"""Draws docs/who-speaks.svg, who speaks when in an edition, from a transcript: python docs/picture.py EPISODE.vtt."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

CUE = re.compile(r"(\d+):(\d+):(\d+)\.(\d+) --> (\d+):(\d+):(\d+)\.(\d+)\n<v ([^>]+)>")
COLOURS = ("#5b6770", "#c2410c", "#1d4ed8", "#15803d", "#9333ea", "#be123c", "#0e7490", "#a16207", "#4d7c0f", "#7c2d12")
WIDTH, ROW, LEFT = 920, 22, 150


def cues(transcript: str) -> list[tuple[float, float, str]]:
    """Start, end and speaker of every cue, in seconds."""
    found = []
    for match in CUE.finditer(transcript):
        h, m, s, ms, h2, m2, s2, ms2 = (int(part) for part in match.groups()[:8])
        start, end = h * 3600 + m * 60 + s + ms / 1000, h2 * 3600 + m2 * 60 + s2 + ms2 / 1000
        found.append((start, end, html.unescape(match[9])))
    return found


def draw(transcript: str) -> str:
    """The picture: a row a speaker, a bar a sentence."""
    spoken = cues(transcript)
    speakers = list(dict.fromkeys(speaker for _, _, speaker in spoken))
    length = max(end for _, end, _ in spoken)
    scale = (WIDTH - LEFT - 10) / length
    height = ROW * len(speakers) + 34
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-size="12">',
        f"<title>Who speaks when: {len(speakers)} voices in {length / 60:.0f} minutes</title>",
        "<style>text{font-family:sans-serif;fill:#222}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for row, speaker in enumerate(speakers):
        y = 8 + row * ROW
        parts.append(f'<text x="{LEFT - 10}" y="{y + 13}" text-anchor="end">{html.escape(speaker)}</text>')
        parts += [
            f'<rect x="{LEFT + start * scale:.1f}" y="{y + 2}" width="{max(1.5, (end - start) * scale):.1f}" '
            f'height="14" fill="{COLOURS[row % len(COLOURS)]}"/>'
            for start, end, who in spoken
            if who == speaker
        ]
    base = 8 + len(speakers) * ROW + 14
    for minute in range(int(length // 60) + 1):
        parts.append(f'<text x="{LEFT + minute * 60 * scale:.1f}" y="{base}">{minute}:00</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    transcript = Path(sys.argv[1]).read_text("utf-8")
    (Path(__file__).parent / "who-speaks.svg").write_text(draw(transcript), "utf-8")
