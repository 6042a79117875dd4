"""From a source's name to its stories.  Whatever cannot be read comes out as an error among the stories."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.sources.document import MAX_BYTES, Document
from briefing.sources.files import folder, read_file
from briefing.sources.stories import stories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Story
    from briefing.settings import SourceSettings

__all__ = ["read_source", "sources_of"]

STDIN = "-"


def sources_of(settings: SourceSettings, *, home: Path) -> tuple[str, ...]:
    """What an edition reads when nothing is named on the command line: its inbox, its feeds, its pages.

    An inbox that is not there counts as empty when there are feeds or pages.
    """
    inbox = home / settings.inbox
    online = (*settings.feeds, *settings.pages)
    return (str(inbox), *online) if inbox.exists() or not online else online


def read_source(
    source: str, *, settings: SourceSettings, home: Path, stdin: bytes | None = None
) -> Iterator[Story | SourceError]:
    """The stories of a file, a folder, a URL, or of `stdin` where `source` is `-`, in the source's order.

    A story that cannot be read is a `SourceError` among the others; nothing is raised.  `home` is the folder of the
    edition: files below it are remembered by their path inside it.
    """
    try:
        if source == STDIN:
            yield from stories(_standard_input(stdin or b""))
        elif (path := Path(source)).is_dir():
            for file in folder(path):
                yield from read_source(str(file), settings=settings, home=home)
        else:
            yield from stories(read_file(path, home=home))
    except SourceError as error:
        yield error


def _standard_input(content: bytes) -> Document:
    name = "standard input"
    if len(content) > MAX_BYTES:
        raise SourceError(name, "is larger than 10 MB", hint="Cut it into stories.")
    # It has no name of its own, so its content is what it is remembered by.
    return Document(id=f"stdin:{hashlib.sha256(content).hexdigest()[:16]}", name=name, content=content)
