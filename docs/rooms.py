"""Draws docs/rooms.svg, the rooms and what each takes from those below, from the imports themselves: `make docs`."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "briefing"
PICTURE = ROOT / "docs" / "rooms.svg"
MARGIN, ROW, HIGH, GAP, LETTER = 12, 58, 24, 16, 7.2
WIDTH = 900
STAGGER = 70
"""How far short rows stand to the left and right in turn, so that lines pass beside their boxes."""
SHORT = 3


class Box(NamedTuple):
    """Where a room stands in the picture."""

    x: float
    y: float
    width: float


def layers() -> list[list[str]]:
    """The rooms of every layer, the uppermost first, as `make check` holds them."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    return [[room.strip().removeprefix("briefing.") for room in layer.split("|")] for layer in contract["layers"]]


def imports() -> dict[str, set[str]]:
    """Room → the rooms that its modules import."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        found.setdefault(room, set()).update(_imported(path))
    return {room: taken - {room} for room, taken in found.items()}


def _imported(path: Path) -> set[str]:
    """Rooms that a module imports, wherever in it."""
    froms = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    names = {node.module for node in froms if node.module} | {
        f"briefing.{name.name}" for node in froms if node.module == "briefing" for name in node.names
    }
    return {name.split(".")[1] for name in names if name.startswith("briefing.")}


def needed(taken: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """The lines from which all others follow: none to a room that another room on the way takes already."""
    reached: dict[str, set[str]] = {}

    def below(room: str) -> set[str]:
        if room not in reached:
            reached[room] = set().union(*({each} | below(each) for each in taken.get(room, ())))
        return reached[room]

    return sorted(
        (room, each)
        for room, rooms in taken.items()
        for each in rooms
        if not any(each in below(other) for other in rooms if other != each)
    )


def boxes(rows: Iterable[list[str]]) -> dict[str, Box]:
    """Each row in the middle of the picture, or in two rows where one has no room for it."""
    placed: dict[str, Box] = {}
    y = float(MARGIN)
    for row in rows:
        for line in _broken(row):
            widths = [len(room) * LETTER + 2 * GAP for room in line]
            x = (WIDTH - sum(widths) - GAP * (len(line) - 1)) / 2
            x += (len(line) <= SHORT) * (STAGGER if y // ROW % 2 else -STAGGER)
            for room, width in zip(line, widths, strict=True):
                placed[room] = Box(x, y, width)
                x += width + GAP
            y += ROW
    return placed


def _broken(row: list[str]) -> list[list[str]]:
    length = sum(len(room) * LETTER + 3 * GAP for room in row)
    half = (len(row) + 1) // 2
    return [row] if length <= WIDTH else [row[:half], row[half:]]


def draw() -> str:
    """The picture; the lowest row is what every room knows, and has no lines."""
    rows = layers()
    known = set(rows[-1])
    placed = boxes(rows)
    taken = {room: {each for each in rooms if each in placed} - known for room, rooms in imports().items()}
    lines = [(a, b) for a, b in needed(taken) if a in placed and a not in known]
    height = max(box.y for box in placed.values()) + HIGH + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" font-size="12">',
        f"<title>{len(placed)} rooms in {len(rows)} layers; a line leads down to what a room takes</title>",
        "<style>text{font-family:ui-monospace,monospace;fill:#16202a;text-anchor:middle}",
        "path{fill:none;stroke:#8aa0b4;stroke-width:1}rect{fill:#e8eff6;stroke:#5b7690}</style>",
        f'<rect width="{WIDTH}" height="{height:.0f}" style="fill:#fff;stroke:none"/>',
        *(_line(placed[a], placed[b]) for a, b in lines),
    ]
    for room, box in placed.items():
        parts.append(f'<rect x="{box.x:.1f}" y="{box.y:.0f}" width="{box.width:.1f}" height="{HIGH}" rx="4"/>')
        parts.append(f'<text x="{box.x + box.width / 2:.1f}" y="{box.y + 16:.0f}">{room}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(above: Box, below: Box) -> str:
    x, y = above.x + above.width / 2, above.y + HIGH
    to_x, to_y = below.x + below.width / 2, below.y
    bend = max(16.0, (to_y - y) / 3)
    return f'<path d="M{x:.0f} {y:.0f}C{x:.0f} {y + bend:.0f} {to_x:.0f} {to_y - bend:.0f} {to_x:.0f} {to_y:.0f}"/>'


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
