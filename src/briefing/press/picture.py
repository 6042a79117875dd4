"""The show's picture: its owner's, or one that is drawn; and a small one for the audio files."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from briefing.artwork import draw, scaled
from briefing.errors import PublishError
from briefing.targets.folder import publish

if TYPE_CHECKING:
    from briefing.newsroom import Newsroom

__all__ = ["cover", "picture"]

DRAWING = 1
"""Counts up when the same title is drawn otherwise."""
SMALL = 600
"""Pixels of the picture in an audio file, of which there are many."""


def picture(room: Newsroom) -> tuple[str, bytes | Path]:
    """Its path under the public folder, and its bytes or the file that holds them.

    The name changes with the picture, as apps never fetch an address again.

    Raises:
        PublishError: the owner's picture cannot be read.
    """
    show = room.settings.show
    if not show.image:
        name = f"cover-{hashlib.sha256(f'{DRAWING} {show.title}'.encode(errors='replace')).hexdigest()[:12]}.png"
        return name, room.public / name if (room.public / name).is_file() else draw(show.title)
    path = room.home / show.image
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "Put a square JPEG or PNG there, or leave show.image empty."
        raise PublishError(show.image, f"the picture cannot be read ({error.strerror})", hint=hint) from error
    suffix = ".png" if path.suffix.lower() == ".png" else ".jpg"
    return f"cover-{hashlib.sha256(data).hexdigest()[:12]}{suffix}", data


def cover(room: Newsroom) -> bytes:
    """The picture as a JPEG of at most 600 pixels, made once and kept beside it.

    Raises:
        PublishError: the picture cannot be read, or written.
    """
    name, content = picture(room)
    small = f"{PurePosixPath(name).stem}-{SMALL}.jpg"
    kept = room.public / small
    if kept.is_file():
        return kept.read_bytes()
    whole = content.read_bytes() if isinstance(content, Path) else content
    try:
        made = scaled(whole, SMALL)
    except ValueError as error:
        hint = "Put a square JPEG or PNG there, or leave show.image empty."
        raise PublishError(room.settings.show.image, f"the picture cannot be used ({error})", hint=hint) from error
    publish({name: whole, small: made}, room.public)
    return made
