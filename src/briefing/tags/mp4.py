"""Tags of M4A, as iTunes keeps them; the chapters are in the container already."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from briefing.tags.facts import GENRE, clean, mutagen, picture_type

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.tags.facts import Tags

__all__ = ["write_mp4"]

_FORMS = {"image/png": "PNG", "image/jpeg": "JPEG"}


def write_mp4(path: Path, fresh: Path, tags: Tags) -> None:
    """Write a copy of `path` with these tags and no others."""
    mp4 = mutagen("mp4")
    shutil.copyfile(path, fresh)
    file = mp4.MP4(fresh)
    file.delete()
    texts = {"©nam": tags.title, "©ART": tags.artist, "©alb": tags.album, "©day": tags.day, "©gen": GENRE}
    file.update({name: [clean(text)] for name, text in {**texts, "©cmt": tags.comment}.items() if text})
    file["pcst"] = True
    if tags.cover:
        form = _FORMS[picture_type(tags.cover)]
        file["covr"] = [mp4.MP4Cover(tags.cover, getattr(mp4.AtomDataType, form))]
    file.save(padding=lambda _: 0)
