"""Makes the pictures of these pages from an edition of the examples: python docs/pictures.py.

Who speaks when, from the transcript; what `briefing make` prints; and, where Chromium is installed, the page of the
episode.  They differ from run to run as speech does, so no test compares them.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

DOCS = Path(__file__).parent
CUE = re.compile(r"(\d+):(\d+):(\d+)\.(\d+) --> (\d+):(\d+):(\d+)\.(\d+)\n<v ([^>]+)>")
COLOURS = ("#5b6770", "#c2410c", "#1d4ed8", "#15803d", "#9333ea", "#be123c", "#0e7490", "#a16207", "#4d7c0f", "#7c2d12")
WIDTH, ROW, LEFT = 920, 22, 150
LINE, LETTER = 18, 7.85
"""Of the terminal: height and width of a character."""
WINDOW = (1000, 900)


def main() -> None:
    """Make an edition in a folder that goes away, and draw it."""
    briefing = Path(sys.executable).with_name("briefing")
    with TemporaryDirectory() as folder:
        home = Path(folder, "desk")
        subprocess.run([briefing, "new", home], check=True, stdout=subprocess.DEVNULL)
        words = [briefing, "--home", home, "make", DOCS.parent / "examples"]
        wide = os.environ | {"COLUMNS": "130"}
        told = subprocess.run(words, check=True, capture_output=True, text=True, env=wide).stdout
        (DOCS / "make.svg").write_text(terminal("briefing make", told.replace(folder, "")), "utf-8")
        episodes = home / "out" / "public" / "episodes"
        (transcript,) = episodes.glob("*.vtt")
        (DOCS / "who-speaks.svg").write_text(speakers(transcript.read_text("utf-8")), "utf-8")
        (page,) = episodes.glob("*.html")
        _photograph(page, DOCS / "episode-page.png")


def cues(transcript: str) -> list[tuple[float, float, str]]:
    """Start, end and speaker of every cue, in seconds."""
    found = []
    for match in CUE.finditer(transcript):
        h, m, s, ms, h2, m2, s2, ms2 = (int(part) for part in match.groups()[:8])
        start, end = h * 3600 + m * 60 + s + ms / 1000, h2 * 3600 + m2 * 60 + s2 + ms2 / 1000
        found.append((start, end, html.unescape(match[9])))
    return found


def speakers(transcript: str) -> str:
    """A row a speaker, a bar a sentence."""
    spoken = cues(transcript)
    names = list(dict.fromkeys(speaker for _, _, speaker in spoken))
    length = max(end for _, end, _ in spoken)
    scale = (WIDTH - LEFT - 10) / length
    height = ROW * len(names) + 34
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-size="12">',
        f"<title>Who speaks when: {len(names)} voices in {length / 60:.0f} minutes</title>",
        "<style>text{font-family:sans-serif;fill:#222}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for row, speaker in enumerate(names):
        y = 8 + row * ROW
        parts.append(f'<text x="{LEFT - 10}" y="{y + 13}" text-anchor="end">{html.escape(speaker)}</text>')
        parts += [
            f'<rect x="{LEFT + start * scale:.1f}" y="{y + 2}" width="{max(1.5, (end - start) * scale):.1f}" '
            f'height="14" fill="{COLOURS[row % len(COLOURS)]}"/>'
            for start, end, who in spoken
            if who == speaker
        ]
    base = 8 + len(names) * ROW + 14
    for minute in range(int(length // 60) + 1):
        parts.append(f'<text x="{LEFT + minute * 60 * scale:.1f}" y="{base}">{minute}:00</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def terminal(command: str, told: str) -> str:
    """A command and what it printed."""
    lines = [f"$ {command}", *(line.rstrip() for line in told.rstrip().splitlines())]
    width, height = max(map(len, lines)) * LETTER + 32, len(lines) * LINE + 28
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" font-size="13">',
        f"<title>What {html.escape(command)} prints</title>",
        "<style>text{font-family:ui-monospace,monospace;fill:#e6e6e6;white-space:pre}</style>",
        f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#1c2330"/>',
    ]
    parts += [
        f'<text x="16" y="{26 + at * LINE}" textLength="{len(line) * LETTER:.0f}">{html.escape(line)}</text>'
        for at, line in enumerate(lines)
        if line
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _photograph(page: Path, to: Path) -> None:
    browser = shutil.which("chromium")
    if not browser:
        print("Without Chromium there is no picture of the page.", file=sys.stderr)  # noqa: T201  a script
        return
    words = [browser, "--headless", "--no-sandbox", "--hide-scrollbars", f"--screenshot={to}"]
    size = f"--window-size={WINDOW[0]},{WINDOW[1]}"
    subprocess.run([*words, size, page.as_uri()], check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
