"""From a document to the stories in it, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Form, Story
from briefing.sources.document import Kind
from briefing.sources.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.errors import SourceError
    from briefing.sources.document import Document

__all__ = ["stories"]

_FORMS = {Kind.TEXT: Form.TEXT, Kind.HTML: Form.HTML, Kind.MARKDOWN: Form.MARKDOWN}


def stories(document: Document) -> Iterator[Story | SourceError]:
    """Every story in a document."""
    kind = recognise(document)
    yield Story(
        id=document.id,
        name=document.name,
        content=document.content,
        form=_FORMS.get(kind, Form.TEXT),
        charset=document.charset,
        url=document.url,
    )
