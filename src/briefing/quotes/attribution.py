"""Who is credited with a quotation: the rules, from the surest to the most daring.

Each rule looks at one quotation in its paragraph and names the phrase that credits it; whom that phrase means is
settled by `speakers`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.quotes.clauses import clause_subject, credits_at, named_beside, subject_of, suffers
from briefing.quotes.paragraph import REACH, Credit, Paragraph
from briefing.quotes.phrases import is_name_token, phrase_after
from briefing.quotes.roles import is_role
from briefing.quotes.tokens import ENDS, Kind, closes_phrase
from briefing.quotes.verbs import BASE, FINITE, GERUNDS, SPEECH, is_finite
from briefing.quotes.words import ADVERBS, DETERMINERS, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = ["credit_paragraph", "leads_in", "said_last"]

PARTICIPLES = listed("titled entitled headlined labeled dubbed named")
ASIDES = listed("when while after as if once whenever")  # at the head of a clause beside the main one
REACH_OF_LEAD = 3  # tokens of `they said,`
OBJECTS = frozenset({"it", "you"})  # pronouns that, after the verb, are hardly who speaks


def credit_paragraph(page: Paragraph) -> dict[int, Credit]:
    """Quotation → what in its own paragraph credited it."""
    credited: dict[int, Credit] = {}
    previous: int | None = None
    for at, quote in page.quotes.items():
        credit = _by_clause(page, at) or (None if page.labelled(at) else _by_context(page, at, previous, credited))
        if credit is not None:
            credited[quote] = credit
        previous = at
    return credited


def _by_context(page: Paragraph, at: int, previous: int | None, credited: dict[int, Credit]) -> Credit | None:
    """What credits a quotation whose own clause does not: its sentence, the quotation before, its paragraph."""
    credit = _by_split(page, at, previous, credited) or _by_sentence(page, at)
    if credit is None and previous is not None:
        before = credited.get(page.quotes[previous])
        return replace(before, rule="same paragraph") if before else None
    told = None if credit else said_last(page.tokens[:at], page.line)
    return replace(told, rule="told earlier in the paragraph") if told else credit


def _credit(page: Paragraph, phrase: Phrase | None, rule: str, verb: int = -1) -> Credit | None:
    base = BASE.get(page.tokens[verb].low, "") if verb >= 0 else ""
    return Credit(phrase, rule, page.line, base, verb) if phrase else None


def _by_clause(page: Paragraph, at: int) -> Credit | None:
    """The clause right after the quotation, or right before it."""
    after = _after(page, at) or _agent(page, at)
    if after and not _finished_before(page, at, after) and not _led_in_by_aside(page, at):
        return after
    return _right_before(page, at) or after


def _agent(page: Paragraph, at: int) -> Credit | None:
    """`was called “…” by NAME`."""
    tokens = page.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].low != "by":
        return None
    verb = _suffered(tokens, page.sentence_start(at), at)
    return None if verb is None else _credit(page, phrase_after(tokens, at + 2, len(tokens)), "agent after", verb)


def _suffered(tokens: Sequence[Token], low: int, at: int) -> int | None:
    """Index of the last verb before a quotation that credits its words, were it not for `was` before it."""
    return next((i for i in range(at - 1, low, -1) if credits_at(tokens, i) and suffers(tokens, i, low)), None)


def _led_in_by_aside(page: Paragraph, at: int) -> bool:
    """Whether a clause that only sets the scene leads in: `When NAME shouted, “…,” OTHER laughed`."""
    tokens = page.tokens
    if at < REACH_OF_LEAD or tokens[at - 1].text not in {",", ":"} or not credits_at(tokens, at - 2):
        return False
    return BASE[tokens[at - 2].low] in SPEECH and tokens[page.sentence_start(at)].low in ASIDES


def _finished_before(page: Paragraph, at: int, after: Credit) -> bool:
    """Whether the quotation ends its sentence, so that what follows may be about the next one."""
    end = page.last_said(at)
    if end in "?!":
        return bool(after.phrase.pronoun) and after.phrase.words[0].isupper()
    return end == "."


def _after(page: Paragraph, at: int) -> Credit | None:
    tokens, end = page.tokens, page.sentence_end(at)
    i = at + 1
    while i < end and (tokens[i].text in {",", "-", ")"} or tokens[i].low in ADVERBS):
        i += 1
    if i >= end:
        return None
    if tokens[i].low == "according":
        return _credit(page, phrase_after(tokens, i + 2, end), "according to")
    found = _said_name(page, i, end) or _name_said(page, at, i, end)
    if found is None and tokens[i - 1].text == "-" and is_name_token(tokens[i]):
        return _credit(page, phrase_after(tokens, i, end), "dash name")
    return found


def _said_name(page: Paragraph, verb: int, end: int) -> Credit | None:
    tokens = page.tokens
    word = tokens[verb].low
    if word not in FINITE or tokens[verb].kind != Kind.LOWER or BASE[word] not in SPEECH:
        return None
    start = verb + 1
    while start < end and (tokens[start].low in ADVERBS or tokens[start].low.endswith("ly")):
        start += 1
    found = phrase_after(tokens, start, end)
    if found is None or found.pronoun in OBJECTS:
        return None
    return _credit(page, named_beside(tokens, found, verb), "said name", verb)


def _name_said(page: Paragraph, at: int, first: int, end: int) -> Credit | None:
    tokens = page.tokens
    pauses = page.last_said(at) in ",?!"
    for verb in range(first + 1, min(end, first + REACH // 2)):
        word = tokens[verb].low
        told = credits_at(tokens, verb) and word in FINITE and (pauses or BASE[word] in SPEECH)
        if told or (page.last_said(at) == "," and _ends_in_past(tokens, verb)):
            subject = subject_of(tokens, verb, first)
            if subject:
                leads = subject.first <= first + (tokens[first].low in {"as", "so"})
                return _credit(page, subject, "name said", verb) if leads else None
    return None


def _ends_in_past(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a clause ends with a past of any verb: after a quotation that ends in a comma, it can only credit."""
    past = tokens[verb].kind == Kind.LOWER and tokens[verb].low.endswith("ed") and len(tokens[verb].low) > len("need")
    return past and closes_phrase(tokens, verb + 1)


def _right_before(page: Paragraph, at: int) -> Credit | None:
    """`NAME said:`, `NAME said in a statement,`, `NAME told reporters that`: the nearest verb, if it leads in."""
    tokens, low = page.tokens, page.sentence_start(at)
    for verb in range(at - 1, max(low - 1, at - REACH), -1):
        token = tokens[verb]
        if token.kind == Kind.QUOTE:
            return None
        if token.low == "according" and verb + 2 < at:
            return _credit(page, phrase_after(tokens, verb + 2, at), "according to before")
        if not credits_at(tokens, verb):
            continue
        subject = _subject(tokens, verb, low, at)
        if subject:
            near = at - verb <= 2  # noqa: PLR2004  at most a comma between
            if not (near and BASE[token.low] in SPEECH):
                outer = _reported_by(tokens, subject, low)
                if outer:
                    return _credit(page, outer, "name said that, before", verb)
            rule = "name said before" if BASE[token.low] in SPEECH else "name called before"
            return _credit(page, subject, rule if near else rule + ", apart", verb)
    return _labelled(page, low, at) if at - 1 > low and tokens[at - 1].text == ":" else None


def _labelled(page: Paragraph, low: int, at: int) -> Credit | None:
    """`NAME:`, `NAME, the mayor:`; a single word before the colon that is no name is nobody's (`Verdict: “…”`)."""
    phrase = phrase_after(page.tokens, low, at - 1)
    if phrase is None or (low == at - 2 and not (phrase.name or phrase.pronoun or is_role(phrase.words))):
        return None
    return _credit(page, phrase, "label" if phrase.first == 0 and phrase.name == phrase.words else "name and colon")


def _reported_by(tokens: Sequence[Token], subject: Phrase, low: int) -> Phrase | None:
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
        found = _subject(tokens, verb, low, first)
        if found is None or found.first >= first:
            break
        outermost, first = found, found.first
    return outermost


def _subject(tokens: Sequence[Token], verb: int, low: int, high: int) -> Phrase | None:
    """Who does what the verb says: the agent after `by`, the phrase before it, the subject it shares with another."""
    following = tokens[verb + 1].low if verb + 1 < high else ""
    if following == "by":
        return phrase_after(tokens, verb + 2, high)
    if suffers(tokens, verb, low):
        return None
    if tokens[verb].low in GERUNDS or tokens[verb].low in PARTICIPLES:
        direct = subject_of(tokens, verb, low)
        if direct and _after_with(tokens, direct.first, low):
            return direct
        return clause_subject(tokens, verb, low) or direct
    return subject_of(tokens, verb, low) or clause_subject(tokens, verb, low)


def _after_with(tokens: Sequence[Token], first: int, low: int) -> bool:
    """Whether a phrase stands in `with NAME saying`, or `with spokesman NAME saying`."""
    while first > low and tokens[first - 1].kind == Kind.LOWER and is_role(tokens[first - 1].low):
        first -= 1
    return first > low and tokens[first - 1].low == "with"


def _by_split(page: Paragraph, at: int, previous: int | None, credited: dict[int, Credit]) -> Credit | None:
    """The second half of a quotation that its credit interrupts."""
    if previous is None:
        return None
    before = credited.get(page.quotes[previous])
    if before and previous < before.phrase.first < at:
        stops = sum(page.tokens[i].kind == Kind.STOP for i in range(previous + 1, at))
        if stops <= 1:
            return replace(before, rule="split quote")
    return None


def _by_sentence(page: Paragraph, at: int) -> Credit | None:
    """Any verb of crediting in the sentence, then the subject of the sentence."""
    tokens, low = page.tokens, page.sentence_start(at)
    for verb in range(at - 1, low - 1, -1):
        token = tokens[verb]
        if credits_at(tokens, verb):
            subject = _subject(tokens, verb, low, at)
            if subject:
                return _credit(page, subject, "verb in the sentence", verb)
    end = page.sentence_end(at)
    for verb in range(at + 1, end):
        token = tokens[verb]
        if credits_at(tokens, verb) and BASE[token.low] in SPEECH:
            subject = subject_of(tokens, verb, at + 1)
            if subject:
                return _credit(page, subject, "verb later in the sentence", verb)
    if low < at and _suffered(tokens, low, at) is None:
        return _credit(page, clause_subject(tokens, at, low), "subject of the sentence")
    return None


def leads_in(above: Paragraph, page: Paragraph) -> Credit | None:
    """The end of the paragraph above, where it leads in to a quotation: `She then said:`."""
    if not above.tokens or above.tokens[-1].text not in {":", ","}:
        return None
    place = len(above.tokens)
    first = next(iter(page.quotes))
    joint = Paragraph(
        above.line,
        [*above.tokens, page.tokens[first]],
        {**above.quotes, place: page.quotes[first]},
        page.marked,
        page.text,
    )
    found = _right_before(joint, place) or _by_sentence(joint, place)
    return Credit(found.phrase, "lead-in above", above.line) if found else None


def said_last(tokens: Sequence[Token], line: int) -> Credit | None:
    """Who says something in the last sentence of a paragraph where anybody does, in quotation marks or without."""
    found: Phrase | None = None
    low = 0
    here = False
    for i, token in enumerate(tokens):
        if token.kind in ENDS:
            low, here = i + 1, False
        elif not here and credits_at(tokens, i) and token.low in FINITE and BASE[token.low] in SPEECH:
            subject = _inverted(tokens, i) or _subject(tokens, i, low, len(tokens))
            found, here = subject or found, subject is not None
    return Credit(found, "told in the paragraph before", line) if found else None


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
