"""Scripts that an editor has had in hand: a story each, or a whole edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Form, Story
from briefing.scriptfile import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.sources.document import Document

__all__ = ["scripts"]


def scripts(document: Document) -> Iterator[Story]:
    """The stories of a script, each known by the id that it says it has."""
    text = document.content.decode("utf-8", "surrogateescape")
    for number, (source, part) in enumerate(split(text)):
        content = part.encode("utf-8", "surrogateescape")  # whoever reads it says what is wrong with it
        own = source.encode("utf-8", "replace").decode() or (f"{document.id}#{number}" if number else document.id)
        yield Story(own, document.name, content, Form.SCRIPT)
