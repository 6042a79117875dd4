"""From a document to the stories in it, without a network.  Each form's library is loaded only when it is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Form, Story
from briefing.sources.document import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.errors import SourceError
    from briefing.sources.document import Document

__all__ = ["stories"]

_FORMS = {Kind.TEXT: Form.TEXT, Kind.HTML: Form.HTML, Kind.MARKDOWN: Form.MARKDOWN}


def stories(document: Document, kind: Kind) -> Iterator[Story | SourceError]:
    """Every story in a document that is no list of other documents.

    Raises:
        SourceError: nothing of it can be read.
    """
    if kind in _FORMS:
        yield _as_it_is(document, _FORMS[kind])
    elif kind is Kind.SCRIPT:
        from briefing.sources.scripts import scripts  # noqa: PLC0415

        yield from scripts(document)
    elif kind is Kind.MAIL:
        from briefing.sources.mail import letter  # noqa: PLC0415

        yield letter(document)
    elif kind is Kind.MBOX:
        from briefing.sources.mail import mailbox  # noqa: PLC0415

        yield from mailbox(document)
    elif kind is Kind.DOCX:
        from briefing.sources.office import word_document  # noqa: PLC0415

        yield word_document(document)
    elif kind is Kind.EPUB:
        from briefing.sources.epub import chapters  # noqa: PLC0415

        yield from chapters(document)


def _as_it_is(document: Document, form: Form) -> Story:
    return Story(
        id=document.id,
        name=document.name,
        content=document.content,
        form=form,
        charset=document.charset,
        url=document.url,
    )
