"""Who is credited with a quotation: the rules, from the surest to the most daring.

Each rule looks at one quotation in its paragraph and names the phrase that credits it; whom that phrase means is
settled by `speakers`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.quotes.clauses import clause_subject, credits_at, named_beside, says, subject_of
from briefing.quotes.paragraph import REACH, Credit, Credits, Paragraph
from briefing.quotes.phrases import is_name_token, phrase_after
from briefing.quotes.roles import is_role
from briefing.quotes.saying import credits_itself, is_anothers, reported_by, said_last, sayer, suffered
from briefing.quotes.tokens import Kind, closes_phrase, is_adverb, tokens_in
from briefing.quotes.verbs import BASE, FINITE, SPEECH, is_finite
from briefing.quotes.words import ASIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = ["credit_paragraph", "leads_in"]

REACH_OF_LEAD = 3  # tokens of `they said,`
OBJECTS = frozenset({"it", "you"})  # pronouns that, after the verb, are hardly who speaks


def credit_paragraph(page: Paragraph) -> Credits:
    """Quotation → what in its own paragraph credited it; nobody, where something does and nothing tells whom."""
    credited: Credits = {}
    previous: int | None = None
    for at, quote in page.quotes.items():
        credit = _by_clause(page, at)
        if not (credit or page.labelled(at)):
            credit = _by_split(page, at, previous, credited) or _by_sentence(page, at)
        if credit or page.labelled(at) or _credited_behind(page, at) or _credited_inside(page, at):
            credited[quote] = credit
        elif previous is None:
            told = said_last(page.tokens[:at], page.line)
            if told:
                credited[quote] = replace(told, rule="told earlier in the paragraph")
        elif page.quotes[previous] in credited:
            before = None if page.turns(previous, at) else credited[page.quotes[previous]]
            credited[quote] = replace(before, rule="same paragraph") if before else None
        previous = at
    return credited


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
    verb = suffered(tokens, page.sentence_start(at), at)
    return None if verb is None else _credit(page, phrase_after(tokens, at + 2, len(tokens)), "agent after", verb)


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
        return _led_in(page, at) or (bool(after.phrase.pronoun) and after.phrase.words[0].isupper())
    return end == "."


def _led_in(page: Paragraph, at: int) -> bool:
    """Whether a colon, or a verb and a comma, leads in: `NAME asked, “Where?” OTHER laughed`."""
    mark = page.tokens[at - 1].text if at else ""
    return mark == ":" or (mark == "," and at > 1 and credits_at(page.tokens, at - 2))


def _credited_behind(page: Paragraph, at: int) -> bool:
    """Whether the sentence goes on as one that credits somebody, known or not: `said those`, `came the answer`."""
    tokens, end = page.tokens, page.sentence_end(at)
    i = _next_word(page, at, end)
    if i < end and (tokens[i].low == "according" or says(tokens, i)):
        return True
    acts = i < end and tokens[i].kind == Kind.LOWER and is_finite(tokens[i].low)
    return page.last_said(at) in ",?!" and (acts or any(says(tokens, verb) for verb in range(i + 1, end)))


def _credited_inside(page: Paragraph, at: int) -> bool:
    """Whether a quotation that is never closed has swallowed the words that credit it."""
    words = page.marked[page.quotes[at]]
    return not words.closed and credits_itself(tokens_in(page.text[words.start : words.end]))


def _next_word(page: Paragraph, at: int, end: int) -> int:
    """Index of what follows a quotation behind a comma, a dash or an adverb."""
    i = at + 1
    while i < end and (page.tokens[i].text in {",", "-", ")"} or is_adverb(page.tokens[i])):
        i += 1
    return i


def _after(page: Paragraph, at: int) -> Credit | None:
    tokens, end = page.tokens, page.sentence_end(at)
    i = _next_word(page, at, end)
    if i >= end:
        return None
    if tokens[i].low == "according":
        return _credit(page, phrase_after(tokens, i + 2, end), "according to")
    found = _said_name(page, at, i, end) or _name_said(page, at, i, end)
    if found is None and tokens[i - 1].text == "-" and is_name_token(tokens[i]):
        return _credit(page, phrase_after(tokens, i, end), "dash name")
    return found


def _said_name(page: Paragraph, at: int, verb: int, end: int) -> Credit | None:
    tokens = page.tokens
    word = tokens[verb].low
    if word not in FINITE or tokens[verb].kind != Kind.LOWER:
        return None
    called = page.last_said(at) in ",?!" and page.sentence_start(at) == at  # `“Wait,” called NAME.`
    if BASE[word] not in SPEECH and not called:
        return None
    start = verb + 1
    while start < end and is_adverb(tokens[start]):
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
            if subject and subject.first > first + (tokens[first].low in {"as", "so"}):
                return None
            who = sayer(tokens, verb, first, end) if subject else None
            if who:
                return _credit(page, who, "name said", verb)
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
        subject = sayer(tokens, verb, low, at)
        if subject:
            near = at - verb <= 2  # noqa: PLR2004  at most a comma between
            if not (near and BASE[token.low] in SPEECH):
                outer = reported_by(tokens, subject, low)
                if outer:
                    return _credit(page, outer, "name said that, before", verb)
            rule = "name said before" if BASE[token.low] in SPEECH else "name called before"
            return _credit(page, subject, rule if near else rule + ", apart", verb)
    return _labelled(page, low, at) if at - 1 > low and tokens[at - 1].text == ":" else None


def _labelled(page: Paragraph, low: int, at: int) -> Credit | None:
    """`NAME:`, `NAME, the mayor:`; a single word before the colon that is no name is nobody's (`Verdict: “…”`)."""
    phrase = None if is_anothers(page.tokens, low, at) else phrase_after(page.tokens, low, at - 1)
    if phrase is None or (page.labelled(at) and not (phrase.name or phrase.pronoun or is_role(phrase.words))):
        return None
    labelled = phrase.first == 0 and phrase.name == phrase.words
    return _credit(page, named_beside(page.tokens, phrase, low), "label" if labelled else "name and colon")


def _by_split(page: Paragraph, at: int, previous: int | None, credited: Credits) -> Credit | None:
    """The second half of a quotation that its credit interrupts."""
    if previous is None:
        return None
    before = credited.get(page.quotes[previous])
    if before and previous < before.phrase.first < at:
        stops = sum(page.tokens[i].kind == Kind.STOP for i in range(previous + 1, at))
        answers = stops and page.asks(previous) and at + 1 in page.quotes  # `“Why?” NAME asked. “I fell.” “Where?”`
        if stops <= 1 and not answers:
            return replace(before, rule="split quote")
    return None


def _by_sentence(page: Paragraph, at: int) -> Credit | None:
    """Any verb of crediting in the sentence, then the subject of the sentence."""
    tokens, low = page.tokens, page.sentence_start(at)
    for verb in range(at - 1, low - 1, -1):
        token = tokens[verb]
        if credits_at(tokens, verb):
            subject = sayer(tokens, verb, low, at)
            if subject:
                return _credit(page, subject, "verb in the sentence", verb)
    if low < at and is_anothers(tokens, low, at):
        return None
    end = page.sentence_end(at)
    for verb in range(at + 1, end):
        token = tokens[verb]
        if credits_at(tokens, verb) and BASE[token.low] in SPEECH and subject_of(tokens, verb, at + 1):
            who = sayer(tokens, verb, at + 1, end)
            if who:
                return _credit(page, who, "verb later in the sentence", verb)
    return _credit(page, clause_subject(tokens, at, low), "subject of the sentence")


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
