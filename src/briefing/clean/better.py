"""A story in two forms: the page, and what the feed brought of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.clean.opinion import Opinion
from briefing.errors import ArticleError

if TYPE_CHECKING:
    from briefing.model import Article

__all__ = ["better"]

ENOUGH = 0.9
"""Share of the feed's words from which a page has as much of the story: a credit or a note may make the difference."""
FOREIGN = 0.1
"""Share of the feed's runs of words below which a page under another headline is about something else."""


def better(page: Article | ArticleError, brought: Article | ArticleError) -> Article | ArticleError:
    """The page, unless it has no article, less of it than the feed, or another text: a beginning, a request to log in.

    Where neither has an article, it is why the page has none.
    """
    if isinstance(brought, ArticleError):
        return page
    if isinstance(page, ArticleError) or _is_worse(page, brought):
        return brought
    return page


def _is_worse(page: Article, brought: Article) -> bool:
    if _words(page) < ENOUGH * _words(brought):
        return True
    renamed = page.headline.casefold() != brought.headline.casefold()
    return renamed and Opinion(page.text).share(" ".join(brought.body)) < FOREIGN


def _words(article: Article) -> int:
    return sum(len(paragraph.split()) for paragraph in article.body)
