"""Any story in, a clean article out."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from briefing.errors import ArticleError, StoryWithheld
from briefing.model import Article, Dateline, Form

if TYPE_CHECKING:
    from typing import TypeVar

    from briefing.model import Story

    T = TypeVar("T")

__all__ = ["LARGEST", "clean"]

LARGEST = 10_000_000
"""Bytes, or code points, of a story that are read; a book stays under it."""


def clean(story: Story) -> Article:
    """The article in a story: the words a listener is to hear, verbatim, and what is known about them.

    Where its feed brought it too (`instead`), it is the better one of the two.  All its text is printable, whoever gave
    it, the page, its metadata or the carrier: it can be encoded, shown and spoken.  Takes time and memory in proportion
    to the story, whatever it contains.

    Raises:
        ArticleError: The story cannot be used; the message says why, the hint what to do.
        StoryWithheld: A kill or embargo note asks that it be not used.
    """
    if story.instead is None:
        return _printable(_clean(story))
    from briefing.clean.better import better  # noqa: PLC0415

    found = better(_tried(story), _tried(story.instead))
    if isinstance(found, ArticleError):
        raise found
    return _printable(found)


def _printable(part: T) -> T:
    """An article, or a part of one, whose text went through `printable`."""
    from briefing.clean.decode import printable  # noqa: PLC0415  as in `_clean`

    if isinstance(part, str):
        return printable(part)  # type: ignore[return-value]  # mypy does not see that T is then str
    if isinstance(part, tuple):
        return tuple(map(_printable, part))  # type: ignore[return-value]  # as above
    if isinstance(part, Article | Dateline):
        return replace(part, **{each.name: _printable(getattr(part, each.name)) for each in fields(part)})
    return part


def _tried(story: Story) -> Article | ArticleError:
    """The article, or why there is none; that it is withheld is raised all the same, whatever the other form says."""
    try:
        return _clean(story)
    except StoryWithheld:
        raise
    except ArticleError as error:
        return error


def _clean(story: Story) -> Article:
    if story.form is Form.SCRIPT:
        raise ArticleError(story.name, "a script is clean already", hint="Show it with `briefing script`.")
    from briefing.clean.decode import decode  # noqa: PLC0415  heavy libraries stay out of `briefing --help`

    if len(story.content) > LARGEST:
        raise ArticleError(
            story.name, f"larger than {LARGEST // 1_000_000} MB", hint="Cut it up, or leave out its pictures."
        )
    text = decode(story.content, story.charset)
    if story.form is Form.TEXT:
        from briefing.clean.dump import clean_dump  # noqa: PLC0415

        return clean_dump(text, story)
    from briefing.clean.page import clean_page  # noqa: PLC0415

    if story.form is Form.MARKDOWN:
        from briefing.clean.markdown import to_html  # noqa: PLC0415

        text = to_html(text)
    return clean_page(text, story)
