"""Installations for the other programs here: one engine speaks, with workers as asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing.cli.shared import room_of
from briefing.config import find_home
from briefing.engines import load_engine

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.newsroom import Newsroom

__all__ = ["install", "newsroom"]

POOL = 8
"""Voices for the people quoted, at most: a neural model is loaded for each in every worker."""
SHIPPED = ("espeak", "silent")
"""Engines that know the voices of the cast that is shipped."""


def install(home: Path, engine: str, *, workers: int = 0) -> None:
    """Make `home` an installation where `engine` speaks; for a neural one with a cast of the voices that it has."""
    home.mkdir(parents=True, exist_ok=True)
    cast = ""
    if engine not in SHIPPED:
        (home / "cast.toml").write_text(_cast(engine), "utf-8")
        cast = 'cast = "cast.toml"\n'
    (home / "briefing.toml").write_text(f"[engine]\nworkers = {workers}\n{cast}", "utf-8")


def newsroom(home: Path, engine: str) -> Newsroom:
    """The newsroom of an installation that was made here."""
    return room_of(find_home(home), engine)


def _cast(engine: str) -> str:
    """The first voice is the reporter's; where there are no others, it reads everything."""
    voices = load_engine(engine).voices()
    if not voices:
        raise SystemExit(f"{engine} has no voices; BRIEFING_MODELS names the folder of its models")
    reporter, *pool = [f"voice = {json.dumps(str(voice))}\n" for voice in voices[: 1 + POOL]]
    people = "".join(f"[[pool]]\n{voice}" for voice in pool) or "pool = []\n"
    return f"[reporter]\n{reporter}{people}" if pool else f"{people}[reporter]\n{reporter}"
