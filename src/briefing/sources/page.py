"""A fragment of HTML made a page, so that it is cleaned the way every page is."""

from __future__ import annotations

import html
import re

__all__ = ["as_page"]

_WHOLE = re.compile(r"<(?:!doctype|html|body)\b", re.IGNORECASE)


def as_page(fragment: str, *, headline: str | None = None) -> str:
    """The fragment as the article of an otherwise empty page; a whole page is left as it is."""
    if _WHOLE.search(fragment[:2_000]):
        return fragment
    title = html.escape(headline or "", quote=False)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article>{fragment}</article></body></html>"
    )
