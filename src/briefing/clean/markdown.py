"""Markdown into the HTML that a page would have."""

from __future__ import annotations

__all__ = ["to_html"]


def to_html(text: str) -> str:
    """CommonMark, with tables and struck out words, rendered as one article; HTML inside it counts as HTML.

    A file whose first heading is the only one of its level has it as headline.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415  only for Markdown

    parser = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    return f"<html><body><article>{parser.render(text)}</article></body></html>"
