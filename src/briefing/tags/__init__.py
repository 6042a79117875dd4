"""What players show of an audio file: title, picture, chapters (mutagen here)."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.errors import MixError
from briefing.tags.facts import Tags
from briefing.tags.id3 import write_id3
from briefing.tags.mp4 import write_mp4
from briefing.tags.vorbis import write_vorbis

__all__ = ["Tags", "write_tags"]

_WRITERS = {".mp3": write_id3, ".m4a": write_mp4, ".opus": write_vorbis}
"""By the suffix of the file."""


def write_tags(path: Path, tags: Tags) -> None:
    """Give an audio file these tags and no others; its audio stays as it is, and the same tags give the same bytes.

    Raises:
        MixError: the file stayed as it was; it cannot be read, or the disk is full.
    """
    from mutagen import MutagenError  # noqa: PLC0415  imports slowly

    try:
        with TemporaryDirectory(prefix=".tags-", dir=path.parent) as folder:
            fresh = Path(folder, path.name)
            _WRITERS[path.suffix](path, fresh, tags)
            fresh.replace(path)
    except (OSError, MutagenError) as error:
        raise MixError(str(path), f"the tags were not written: {error}") from error
