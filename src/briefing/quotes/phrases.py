"""Noun phrases: the words that name or describe somebody, walked from one end until a word that cannot be inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.quotes.given import likely_gender
from briefing.quotes.roles import is_role
from briefing.quotes.runs import PARTICLES, particles_before, past_roles
from briefing.quotes.tokens import Kind, is_adverb, printed
from briefing.quotes.verbs import AUXILIARIES, FINITE, GERUNDS, IRREGULAR_FINITE
from briefing.quotes.words import (
    ADVERBS,
    ARTICLES,
    BEFORE_NAMES,
    BODIES,
    CLAUSE_STARTS,
    DETERMINERS,
    NOT_NAMES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    TIMES,
    TITLES,
    listed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.tokens import Token

__all__ = [
    "ALONE",
    "Phrase",
    "is_forename",
    "is_name_token",
    "joins_body",
    "office_of",
    "past_place",
    "phrase_after",
    "phrase_before",
]

LONGEST = 24  # tokens of a noun phrase
NEVER_INSIDE = (CLAUSE_STARTS - PREPOSITIONS) | {"after", "before", "since", "until", "as", "than"}
PARTICIPLES = listed("retired united armed elected so-called disgraced embattled beloved red")
ALONE = listed("""
    police people staff management counsel someone somebody everyone everybody anyone anybody nobody another both
    some many most few several neither either two three four five men women children witnesses prosecution defence
    defense media mom dad mother father none sources critics experts authorities parents relatives
    """)
"""Who may speak under a word alone that is no name."""
LEADING = (ADVERBS | CLAUSE_STARTS) - {"who", "which", "what", "whose", "both", "all"}
PARTS = listed("one two three some many several most all both none each either neither")  # of those after `of`
FORENAMES = listed("may april june august per")  # which are months, or a preposition, as well
BEFORE_FORENAMES = listed("to with of")
NOBODY = ADVERBS | ARTICLES | (CLAUSE_STARTS - {"who", "which"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Who is credited, as printed: a pronoun, a name with what stands before it, or a description."""

    start: int
    """Offsets into the story."""
    end: int
    first: int
    """Index of its first token in the paragraph."""
    last: int
    pronoun: str = ""
    """In lower case, where it is one."""
    name: str = ""
    """The name in it, as printed, titles left out."""
    title: str = ""
    """What stands right before the name: `Sen.`, `campaign manager`."""
    words: str = ""
    """The phrase itself."""


def is_name_token(token: Token) -> bool:
    """Whether a token may be part of somebody's name."""
    return token.kind == Kind.UPPER and token.low not in NOT_NAMES and token.low not in TITLES


def is_forename(tokens: Sequence[Token], i: int) -> bool:
    """Whether a month or a preposition is somebody's given name: large, before a surname, and no date (`in April`)."""
    if tokens[i].kind != Kind.UPPER or tokens[i].low not in FORENAMES or i + 1 >= len(tokens):
        return False
    dated = i > 0 and tokens[i - 1].low in PREPOSITIONS | TIMES and tokens[i - 1].low not in BEFORE_FORENAMES
    return is_name_token(tokens[i + 1]) and not dated


def _in_phrase(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.kind in {Kind.UPPER, Kind.GROUP}:
        return True
    if token.kind != Kind.LOWER:
        return token.text in {"-", "&", "'", "/", "$", "%", "#", "@"}
    word = token.low
    if word in NEVER_INSIDE or word in AUXILIARIES or word in IRREGULAR_FINITE:
        return False
    if word in GERUNDS:  # `the ruling`, `Monday's filing`
        return i > 0 and (tokens[i - 1].low in ARTICLES or tokens[i - 1].possessive)
    if word in FINITE or word.endswith("ed"):
        return word in ROLES or word in PARTICIPLES or (i > 0 and tokens[i - 1].low in DETERMINERS)
    return True


def phrase_before(tokens: Sequence[Token], last: int, low: int) -> Phrase | None:
    """The noun phrase that ends with the token at index `last`."""
    i = last
    floor = max(low, last - LONGEST)
    while i >= floor:
        token = tokens[i]
        if token.low in PRONOUNS and not token.possessive:
            if i == last:
                return _phrase(tokens, i, i)
            if not _is_part(tokens, i + 1):
                break
        if not (_in_phrase(tokens, i) or (token.low == "and" and _joins(tokens, i, last, floor))):
            break
        i -= 1
    return _headed(tokens, max(i + 1, floor), last)


def _joins(tokens: Sequence[Token], at: int, last: int, low: int) -> bool:
    """Whether `and` joins two names, or two words of one description."""
    return low < at < last and is_name_token(tokens[at - 1]) and tokens[at + 1].kind == Kind.UPPER


def _headed(tokens: Sequence[Token], first: int, last: int) -> Phrase | None:
    """Drop what leads up to a phrase (`In Ohio on Monday`), then keep its head and leave what follows of it."""
    while first <= last and not is_forename(tokens, first) and _leads_up(tokens[first]):
        first = _after_adjunct(tokens, first, last) if tokens[first].low in PREPOSITIONS else first + 1
    while first <= last and (_is_time(tokens, last) or tokens[last].kind == Kind.PUNCT):
        last -= 1
    return _phrase(tokens, first, last) if first <= last else None


def _leads_up(token: Token) -> bool:
    return token.low in PREPOSITIONS or token.kind == Kind.PUNCT or token.low in LEADING


def _is_time(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is a day, a month or a part of the day, and not a surname like one: `Ms. May`."""
    token = tokens[i]
    if token.low not in TIMES:
        return False
    dated = i == 0 or tokens[i - 1].low in TIMES or tokens[i - 1].low in PREPOSITIONS
    return dated or token.text != "May" or (tokens[i + 1 : i + 2] != [] and tokens[i + 1].text.isdigit())


def _after_adjunct(tokens: Sequence[Token], first: int, last: int) -> int:
    """After `In 2012`, `On Monday night`; before the last determiner or run of capitals otherwise."""
    i = first + 1
    while i <= last and (tokens[i].low in TIMES or tokens[i].text.isdigit() or tokens[i].text == "the"):
        i += 1
    if i > first + 1 and tokens[i - 1].text != "the":
        return i
    for j in range(last, first, -1):
        if tokens[j].low in DETERMINERS:
            return j
        if tokens[j].kind == Kind.LOWER and j < last:
            return j + 1
    return first + 1


def _phrase(tokens: Sequence[Token], first: int, last: int) -> Phrase | None:
    token = tokens[first]
    if first == last and token.low in PRONOUNS:
        return Phrase(token.start, token.start + len(token.low), first, last, pronoun=token.low, words=token.text)
    cut = _cut(tokens, first, last)
    if all(t.kind not in {Kind.UPPER, Kind.LOWER} for t in tokens[first : cut + 1]):
        return None
    if _says_nothing(tokens[cut], alone=first == cut):
        return None
    begin, end = _name_in(tokens, first, cut) if cut == first or not _is_part(tokens, first + 1) else (cut + 1, cut)
    words = printed(tokens, first, cut).removesuffix("'s")
    name = printed(tokens, begin, end).removesuffix("'s") if begin <= end else ""
    title = printed(tokens, first, begin - 1) if name and begin > first else ""
    return Phrase(token.start, tokens[cut].end, first, last, name=name, title=title, words=words)


def _says_nothing(head: Token, *, alone: bool) -> bool:
    """Whether the head of a phrase can be nobody: a figure, a letter, an adverb, what somebody is doing."""
    if head.text.isdigit() or len(head.text) == 1:
        return True
    if not alone:
        return False
    return head.low in NOBODY or (head.kind == Kind.LOWER and not _may_speak(head.low))


def _may_speak(word: str) -> bool:
    """Whether a lower-case word that stands alone may be who speaks: `police`, `critics`, `another`."""
    return word in ALONE or is_role(word) or (word.endswith("s") and not word.endswith("ous"))


def _cut(tokens: Sequence[Token], first: int, last: int) -> int:
    """The last token before a preposition, a parenthesis, or anything else that only describes the head."""
    for i in range(first + 1, last + 1):
        token = tokens[i]
        if token.kind == Kind.GROUP:
            return i - 1
        if token.low in PREPOSITIONS and token.kind == Kind.LOWER and not _is_part(tokens, i):
            office = token.low in {"of", "for"} and tokens[i - 1].low in BEFORE_NAMES and i < last
            named = is_name_token(tokens[last]) and is_name_token(tokens[last - 1])
            if not (office and named and tokens[i - 1].kind == Kind.UPPER):
                return i - 1
    return last


def _is_part(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token at index `i` is the `of` of `one of the women`."""
    return tokens[i].low == "of" and tokens[i - 1].low in PARTS


def _name_in(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The run of name words that ends the phrase, titles, jobs and owners before it left out."""
    end = last
    begin = end + 1
    i = end
    while i >= first:
        token = tokens[i]
        if (is_name_token(token) and not (token.possessive and i < end)) or is_forename(tokens, i):
            begin = i
        elif not (token.low == "and" and begin <= end) and not _inside_name(tokens, i):
            break
        i -= 1
    begin = past_place(tokens, past_roles(tokens, begin, end), end)
    return max(first, particles_before(tokens, begin)) if begin <= end else begin, end


def _inside_name(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].low in PARTICLES or tokens[i].text in {"&", "-"} or joins_body(tokens, i)


def joins_body(tokens: Sequence[Token], i: int) -> bool:
    """Whether an apostrophe stands inside the name of a body: `Teachers' Union`."""
    if tokens[i].text != "'" or not 0 < i < len(tokens) - 1 or tokens[i - 1].end != tokens[i].start:
        return False
    owners = is_name_token(tokens[i - 1]) and tokens[i - 1].low.endswith("s")
    return owners and tokens[i + 1].kind == Kind.UPPER and tokens[i + 1].low in BODIES


def past_place(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a name begins that an office of a place stands before: at ANN in `Mayor of Ossa Bay ANN LEE`."""
    if office_of(tokens, first) == first:
        return first
    return next((at for at in range(first + 1, last) if likely_gender(tokens[at].low)), first)


def office_of(tokens: Sequence[Token], place: int) -> int:
    """Index of the office that is held in the place at index `place`: `Mayor of PLACE`; else the index itself."""
    i = place - 1
    while i > 0 and tokens[i].low == "the":
        i -= 1
    held = i > 0 and tokens[i].low == "of" and tokens[i - 1].low in BEFORE_NAMES
    return i - 1 if held else place


def phrase_after(tokens: Sequence[Token], first: int, high: int) -> Phrase | None:
    """The noun phrase that starts with the token at index `first` and ends before index `high`."""
    if first >= high:
        return None
    token = tokens[first]
    if token.low in PRONOUNS and token.low != "one" and not token.possessive:
        return _phrase(tokens, first, first)
    given = is_forename(tokens, first)
    if not (given or _may_start(token)):
        return None
    i = first + given
    while i < min(high, first + LONGEST) and _continues(tokens, i, first, high):
        i += 1
    last = i - 1
    while last > first and (_is_time(tokens, last) or is_adverb(tokens[last]) or tokens[last].kind == Kind.PUNCT):
        last -= 1
    return _phrase(tokens, first, last)


def _may_start(token: Token) -> bool:
    if token.kind == Kind.UPPER:
        return token.low not in TIMES and token.low not in PREPOSITIONS
    word = token.low
    plain = word not in PREPOSITIONS and word not in CLAUSE_STARTS and word not in TIMES and word not in AUXILIARIES
    return token.kind == Kind.LOWER and plain and not is_adverb(token)


def _continues(tokens: Sequence[Token], i: int, first: int, high: int) -> bool:
    token = tokens[i]
    if token.low == "and":
        return i > first and i + 1 < high and is_name_token(tokens[i - 1]) and tokens[i + 1].kind == Kind.UPPER
    if token.low == "of":
        return True
    if token.low in PREPOSITIONS or (i > first and tokens[i - 1].kind == Kind.UPPER and _is_time(tokens, i)):
        return False
    return _in_phrase(tokens, i)
