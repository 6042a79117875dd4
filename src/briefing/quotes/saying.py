"""Who says the words that a verb credits: its subject, its agent, or somebody whom its subject only quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.quotes.clauses import clause_subject, credits_at, is_passive, says, subject_of, suffers
from briefing.quotes.names import head_of, is_body
from briefing.quotes.paragraph import SENTENCE, Credit
from briefing.quotes.phrases import ALONE, phrase_after
from briefing.quotes.roles import is_role
from briefing.quotes.tokens import ENDS, Kind
from briefing.quotes.verbs import BASE, FINITE, GERUNDS, PASTS, SPEECH, is_finite
from briefing.quotes.words import DETERMINERS, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = ["credits_itself", "is_anothers", "reported_by", "said_last", "sayer", "suffered"]

PARTICIPLES = listed("titled entitled headlined labeled dubbed named")
PASSING_ON = listed("quote cite recall remember")
"""Bases of verbs whose object may be who said the words: `OTHER quoted NAME as saying`."""
REACH_OF_SAYING = 12  # tokens from such a verb to `saying`


def sayer(tokens: Sequence[Token], verb: int, low: int, high: int) -> Phrase | None:
    """Who says what a verb credits: the agent after `by`, whom its subject quotes, its own subject or a shared one."""
    agent = _agent(tokens, verb, high)
    if suffers(tokens, verb, low) or (agent and (_may_say(agent) or not _speaks(tokens, verb, low))):
        return agent
    quoting = _quoting(tokens, verb, low, high)
    if quoting is not None:
        return phrase_after(tokens, quoting + 1, high)
    if tokens[verb].low in GERUNDS or tokens[verb].low in PARTICIPLES:
        direct = subject_of(tokens, verb, low)
        if direct and _after_with(tokens, direct.first, low):
            return direct
        return clause_subject(tokens, verb, low) or direct
    return subject_of(tokens, verb, low) or clause_subject(tokens, verb, low)


def _agent(tokens: Sequence[Token], verb: int, high: int) -> Phrase | None:
    """What follows `by` behind a verb: who did it, how (`said by phone`) or until when."""
    by = verb + 1 < high and tokens[verb + 1].low == "by"
    return phrase_after(tokens, verb + 2, high) if by else None


def _speaks(tokens: Sequence[Token], verb: int, low: int) -> bool:
    """Whether a verb of saying has a subject that says something: `NAME said`, and not `a letter written`."""
    subject = subject_of(tokens, verb, low) if BASE[tokens[verb].low] in SPEECH else None
    return subject is not None and _may_say(subject)


def _may_say(phrase: Phrase) -> bool:
    """Whether a phrase means who can say something: a name, people, or a body and no means (`by radio`)."""
    words = head_of(phrase.words).lower().split() or [""]
    person = phrase.name or phrase.pronoun or words[-1] in ALONE or is_role(words[-1].removesuffix("s"))
    return bool(person) or (is_body(words[-1]) and words[0] in DETERMINERS)


def _quoting(tokens: Sequence[Token], verb: int, low: int, high: int) -> int | None:
    """Index of the verb by which somebody passes on another's words: `quoted` in `OTHER quoted NAME as saying`."""
    near = range(verb, max(low, verb - REACH_OF_SAYING), -1) if tokens[verb].low in GERUNDS else (verb,)
    for i in near:
        if BASE.get(tokens[i].low) in PASSING_ON and tokens[i].low in FINITE:
            return i if not is_passive(tokens, i, low) and _passed_on(tokens, i + 1, high) else None
    return None


def _passed_on(tokens: Sequence[Token], first: int, high: int) -> bool:
    """Whether `as saying` follows whom a verb quotes; for a name, a mere `saying` or a colon is enough."""
    found = phrase_after(tokens, first, high)
    after = found.last + 1 if found and found.name else high
    if after < high and (tokens[after].text == ":" or _is_saying(tokens[after])):
        return True
    near = range(first + 1, min(high, first + REACH_OF_SAYING) - 1)
    return any(tokens[i].low == "as" and _is_saying(tokens[i + 1]) for i in near)


def _is_saying(token: Token) -> bool:
    return token.low in GERUNDS and BASE[token.low] in SPEECH


def _after_with(tokens: Sequence[Token], first: int, low: int) -> bool:
    """Whether a phrase stands in `with NAME saying`, or `with spokesman NAME saying`."""
    while first > low and tokens[first - 1].kind == Kind.LOWER and is_role(tokens[first - 1].low):
        first -= 1
    return first > low and tokens[first - 1].low == "with"


def reported_by(tokens: Sequence[Token], subject: Phrase, low: int) -> Phrase | None:
    """Who is said to say the clause that a subject opens: NAME in `NAME said the plan was`."""
    outermost = None
    first = subject.first
    while first > low:
        verb = first - 1
        that = tokens[verb].low == "that"
        while that and verb > low and not credits_at(tokens, verb) and first - verb < 5:  # noqa: PLR2004  `told him that`
            verb -= 1
        if not (credits_at(tokens, verb) and BASE[tokens[verb].low] in SPEECH):
            break
        found = sayer(tokens, verb, low, first)
        if found is None or found.first >= first:
            break
        outermost, first = found, found.first
    return outermost


def suffered(tokens: Sequence[Token], low: int, at: int) -> int | None:
    """Index of the last verb before a quotation that credits its words, were it not for `was` before it."""
    return next((i for i in range(at - 1, low, -1) if credits_at(tokens, i) and suffers(tokens, i, low)), None)


def is_anothers(tokens: Sequence[Token], low: int, at: int) -> bool:
    """Whether a verb before a quotation says that its subject hears the words, or only passes them on."""
    passed_on = (
        i for i in range(at - 1, low, -1) if credits_at(tokens, i) and _quoting(tokens, i, low, at) is not None
    )
    return suffered(tokens, low, at) is not None or next(passed_on, None) is not None


def said_last(tokens: Sequence[Token], line: int) -> Credit | None:
    """Who says something in the last sentence of a paragraph where anybody does, in quotation marks or without."""
    found: Phrase | None = None
    low = 0
    here = False
    for i, token in enumerate(tokens):
        if token.kind in ENDS:
            low, here = i + 1, False
        elif not here and says(tokens, i):
            subject = _inverted(tokens, i) or sayer(tokens, i, max(low, i - SENTENCE), len(tokens))
            found, here = subject or found, subject is not None
    return Credit(found, "told in the paragraph before", line) if found else None


def credits_itself(tokens: Sequence[Token]) -> bool:
    """Whether words hold `…, said NAME` or `…, NAME said.`, as a reporter would credit them."""
    return any(
        _inverted(tokens, i) or _ends_in_credit(tokens, i)
        for i, token in enumerate(tokens)
        if credits_at(tokens, i) and token.low in PASTS
    )


def _ends_in_credit(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a sentence ends with a comma, a name and this verb."""
    if verb + 1 < len(tokens) and tokens[verb + 1].kind not in ENDS:
        return False
    subject = subject_of(tokens, verb, 0)
    return subject is not None and bool(subject.name) and subject.first > 0 and tokens[subject.first - 1].text == ","


def _inverted(tokens: Sequence[Token], verb: int) -> Phrase | None:
    """`…, said NAME.`: the subject behind its verb, where nothing after it makes it that of another."""
    if not verb or tokens[verb - 1].text != ",":
        return None
    found = phrase_after(tokens, verb + 1, len(tokens))
    if found is None or not (found.name or found.pronoun in {"he", "she"} or tokens[found.first].low in DETERMINERS):
        return None
    return None if _does_more(tokens, found.last + 1) else found


def _does_more(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb follows in the sentence, other than one that only tells who somebody is (`, who sails`)."""
    for at in range(i, len(tokens)):
        if tokens[at].kind in ENDS or (tokens[at - 1].text == "," and tokens[at].low in {"who", "whose"}):
            return False
        if tokens[at].kind == Kind.LOWER and is_finite(tokens[at].low):
            return True
    return False
