"""The files that all pages share, named by their content so that they can be cached for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["asset_path", "assets"]

NAMES = ("page.css", "player.js", "subscribe.js", "icon.svg")


def assets() -> Mapping[str, bytes]:
    """Every shared file: path under the public folder → bytes.  Publish them before the pages that name them."""
    return {asset_path(name): _read(name) for name in NAMES}


@cache
def asset_path(name: str) -> str:
    """Where the asset of that plain name lies under the public folder: `assets/page-1a2b3c4d5e6f.css`."""
    stem, _, suffix = name.rpartition(".")
    return f"assets/{stem}-{hashlib.sha256(_read(name)).hexdigest()[:12]}.{suffix}"


@cache
def _read(name: str) -> bytes:
    return (files("briefing.pages") / "static" / name).read_bytes()
