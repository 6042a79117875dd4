"""Word documents (.docx), through mammoth; only their text, never their pictures or what they link to."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Form, Story
from briefing.sources.archive import SAVE_AGAIN, open_zip, unzip
from briefing.sources.markup import refuse_crowded
from briefing.sources.page import as_page

if TYPE_CHECKING:
    from briefing.sources.document import Document

__all__ = ["word_document"]

_STYLES = (
    "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh\np[style-name='Quote'] => blockquote:fresh"
)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def word_document(document: Document) -> Story:
    """The document as one story.

    Raises:
        SourceError: it is damaged, too large, or declares entities, which Word never does.
    """
    _check(document)
    import mammoth  # noqa: PLC0415  only these need it

    try:
        html = mammoth.convert_to_html(
            io.BytesIO(document.content), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _: {})
        ).value
    except Exception as error:
        reason = f"is a damaged Word document ({type(error).__name__})"
        raise SourceError(document.name, reason, hint=SAVE_AGAIN) from error
    if not html.strip():
        raise SourceError(document.name, "is a Word document without text")
    return Story(document.id, document.name, as_page(html), Form.HTML, url=document.url)


def _check(document: Document) -> None:
    with open_zip(document.content, document.name) as archive:
        for member in archive.namelist():
            if not member.endswith((".xml", ".rels")):
                continue
            content = unzip(archive, member, document.name)
            refuse_crowded(content, document.name)
            if _DOCTYPE.search(content):
                raise SourceError(document.name, f"declares entities, which no Word document does ({member[:100]})")
