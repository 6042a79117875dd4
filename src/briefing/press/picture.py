"""The show's picture: its owner's, or one that is drawn; and a small one for the audio files.

Drawing and scaling are done in a process of their own: 3000 x 3000 pixels are 27 MB and more, several times over, which
this process would not get back; and a picture that a decoder chokes on does it no harm.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from briefing.artwork import draw, scaled
from briefing.engines.pool import ProcessEnded, ProcessExecutor
from briefing.errors import PublishError
from briefing.targets.folder import publish

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.newsroom import Newsroom

__all__ = ["cover", "picture"]

DRAWING = 1
"""Counts up when the same title is drawn otherwise."""
SMALL = 600
"""Pixels of the picture in an audio file, of which there are many."""
LIMIT_S = 60.0
"""For a picture to be drawn or scaled; the largest takes one."""
HINT = "Put a square JPEG or PNG there, or leave show.image empty."


def picture(room: Newsroom) -> tuple[str, bytes | Path]:
    """Its path under the public folder, and its bytes or the file that holds them.

    The name changes with the picture, as apps never fetch an address again.

    Raises:
        PublishError: the owner's picture cannot be read, or none can be drawn.
    """
    show = room.settings.show
    if not show.image:
        name = f"cover-{hashlib.sha256(f'{DRAWING} {show.title}'.encode(errors='replace')).hexdigest()[:12]}.png"
        return name, room.public / name if (room.public / name).is_file() else _elsewhere(name, draw, show.title)
    path = room.home / show.image
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PublishError(show.image, f"the picture cannot be read ({error.strerror})", hint=HINT) from error
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
    made = _elsewhere(room.settings.show.image or name, scaled, whole, SMALL)
    publish({name: whole, small: made}, room.public)
    return made


def _elsewhere(name: str, make: Callable[..., bytes], *given: str | bytes | int) -> bytes:
    """What `make` makes of it, in another process; `name` is the picture's in errors."""
    with ProcessExecutor(1, LIMIT_S) as process:
        try:
            return process.submit(make, *given).result()
        except (ValueError, MemoryError, TimeoutError, ProcessEnded) as error:
            raise PublishError(name, f"the picture cannot be used ({error})", hint=HINT) from error
