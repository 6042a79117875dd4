"""Article → Quotes: which words are somebody else's, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Quote, Span
from briefing.quotes.confidence import credit_right, is_speech, pronoun_right
from briefing.quotes.descriptions import recognised
from briefing.quotes.reading import read_story
from briefing.quotes.signs import is_partial

if TYPE_CHECKING:
    from briefing.quotes.reading import Candidate, Reading

__all__ = ["find_quotes", "quotes_by_name"]


def find_quotes(text: str, *, headline: str = "") -> tuple[Quote, ...]:
    """Every quotation of `text`, in order, each with the best guess of its speaker and how sure that is.

    `text` holds one paragraph a line; no Quote crosses a line break.  The caller decides from which confidence on to
    believe the guess.  `headline` may name people more fully than the text does.
    """
    return _quotes(read_story(text, headline))


def quotes_by_name(text: str, *, headline: str = "") -> tuple[Quote, ...]:
    """The same quotations; who is described in one place and named in another goes by the name."""
    story = read_story(text, headline)
    return recognised(_quotes(story), story.people, story.plain)


def _quotes(story: Reading) -> tuple[Quote, ...]:
    return tuple(_quote(each) for each in story.candidates if is_speech(each.signs))


def _quote(found: Candidate) -> Quote:
    m, partial = found.marked, is_partial(found.signs)
    if found.credit is None or found.speaker is None:
        return Quote(m.start, m.end, partial=partial)
    sure = credit_right(found.signs)
    if found.speaker.lead is not None:
        sure *= pronoun_right(found.speaker.lead)
    phrase = found.credit.phrase
    return Quote(
        m.start, m.end, found.speaker.person, Span(phrase.start, phrase.end), round(sure, 3), partial, found.credit.rule
    )
