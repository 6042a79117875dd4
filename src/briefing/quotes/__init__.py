"""Article → Quotes: which words are somebody else's, and whose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model import Quote, Span
from briefing.quotes.confidence import credit_right, is_speech, pronoun_right
from briefing.quotes.reading import read_story
from briefing.quotes.signs import is_partial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.reading import Candidate

__all__ = ["find_quotes", "quotes_by_name"]


def find_quotes(text: str, *, headline: str = "") -> tuple[Quote, ...]:
    """Every quotation of `text`, in order, each with the best guess of its speaker and how sure that is.

    `text` holds one paragraph a line; no Quote crosses a line break.  The caller decides from which confidence on to
    believe the guess.  `headline` may name people more fully than the text does.
    """
    return _quotes(read_story(text, headline).candidates)


def quotes_by_name(text: str, *, headline: str = "") -> tuple[Quote, ...]:
    """The same quotations; who is described in one place and named in another goes by the name."""
    return _quotes([_by_name(each) for each in read_story(text, headline).candidates])


def _by_name(found: Candidate) -> Candidate:
    """The same; its speaker is the one with a name whom a description can only mean, where there is one."""
    if found.speaker is None or found.speaker.named is None:
        return found
    return replace(found, speaker=replace(found.speaker, person=found.speaker.named))


def _quotes(candidates: Sequence[Candidate]) -> tuple[Quote, ...]:
    sure = _sureness(candidates)
    return tuple(_quote(each, sure[i]) for i, each in enumerate(candidates) if is_speech(each.signs))


def _sureness(found: Sequence[Candidate]) -> list[float]:
    """How sure each credit is; the parts of a quotation over several paragraphs as sure as the least of them.

    Or else one voice would begin it and another would end it.
    """
    sure = [_sure(each) for each in found]
    joints = [i for i in range(1, len(found)) if _runs_on(found[i - 1], found[i])]
    for i in joints:
        sure[i] = min(sure[i - 1], sure[i])
    for i in reversed(joints):
        sure[i - 1] = sure[i]
    return sure


def _runs_on(part: Candidate, following: Candidate) -> bool:
    """Whether two paragraphs hold parts of one quotation, by one credit."""
    if part.marked.closed or part.marked.line == following.marked.line:
        return False
    if part.credit is None or following.credit is None:
        return False
    return part.credit.phrase.start == following.credit.phrase.start


def _sure(found: Candidate) -> float:
    if found.speaker is None:
        return 0.0
    sure = credit_right(found.signs)
    return sure if found.speaker.lead is None else sure * pronoun_right(found.speaker.lead)


def _quote(found: Candidate, sure: float) -> Quote:
    m, partial = found.marked, is_partial(found.signs)
    if found.credit is None or found.speaker is None:
        return Quote(m.start, m.end, partial=partial)
    phrase = found.credit.phrase
    return Quote(
        m.start, m.end, found.speaker.person, Span(phrase.start, phrase.end), round(sure, 3), partial, found.credit.rule
    )
