"""Clauses: which words are verbs, and who does what they say.

No parser: the subject is looked for from the verb, over auxiliaries, adverbs and appositions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.quotes.names import is_body
from briefing.quotes.phrases import is_name_token, phrase_after, phrase_before
from briefing.quotes.roles import is_role
from briefing.quotes.tokens import ENDS, Kind, closes_phrase, is_adverb
from briefing.quotes.verbs import AUXILIARIES, BASE, FINITE, PASTS, SPEECH, is_finite
from briefing.quotes.words import ADVERBS, CLAUSE_STARTS, DETERMINERS, PREPOSITIONS, PRONOUNS, TITLES, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = [
    "clause_subject",
    "credits_at",
    "is_passive",
    "is_subject",
    "named_beside",
    "says",
    "subject_of",
    "suffers",
    "verb_at",
    "verb_of",
]

WIDEST = 30  # tokens an apposition may hold
NARROW = 8  # tokens of where somebody belongs
WHERE = PREPOSITIONS - CLAUSE_STARTS - {"with", "like"}  # behind which a name does not act
ADJUNCTS = frozenset({"of", "from", "at", "for", "with"})
CLITICS = PRONOUNS | {"there", "here", "that", "what"}  # before 's, which then stands for `is` or `has`
ALONE = listed("another some many most several few both all each one two three")
BEFORE_NOUNS = DETERMINERS | PREPOSITIONS - {"to", "as", "than", "like"}
PASSIVE = listed("is are was were be been being isn't aren't wasn't weren't got")
PASTS_IN = ("ed", "told", "written", "seen", "shown", "found")
SAID_OF_SPEAKER = listed("quoted cited convinced worried determined concerned embarrassed alarmed")
"""Participles after `was` whose subject may speak."""


def credits_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token at index `i` is a verb that may credit words, not a noun like one (`the report`)."""
    token = tokens[i]
    if token.kind != Kind.LOWER or token.low not in BASE:
        return False
    before = tokens[i - 1].low if i else ""
    speaks = before in ALONE and token.low in PASTS  # `another said`, and not `another claim`
    if i and not speaks and (before in BEFORE_NOUNS or (tokens[i - 1].possessive and before not in CLITICS)):
        return False
    bare = BASE[token.low] == token.low or BASE[token.low] + "s" == token.low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return not (bare and (following in FINITE or following in AUXILIARIES))


def says(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token at index `i` is a finite verb of saying."""
    return credits_at(tokens, i) and tokens[i].low in FINITE and BASE[tokens[i].low] in SPEECH


def suffers(tokens: Sequence[Token], verb: int, low: int) -> bool:
    """Whether a verb says what is done to its subject, who then does not speak: `was asked`, `has been called`."""
    return tokens[verb].low not in SAID_OF_SPEAKER and is_passive(tokens, verb, low)


def is_passive(tokens: Sequence[Token], verb: int, low: int) -> bool:
    """Whether a verb stands behind `was` or the like: `was later quoted`."""
    if not tokens[verb].low.endswith(PASTS_IN):
        return False
    at = verb - 1
    while at >= low and tokens[at].kind == Kind.LOWER and is_adverb(tokens[at]):
        at -= 1
    return at >= low and tokens[at].kind == Kind.LOWER and tokens[at].low in PASSIVE


def subject_of(tokens: Sequence[Token], verb: int, low: int) -> Phrase | None:
    """The subject that stands before the verb at index `verb`, not before index `low`."""
    at = _before_auxiliaries(tokens, verb - 1, low)
    if at < low:
        return None
    token = tokens[at]
    if token.text in {",", "-"} or _closes_apposition(tokens, at):
        at = _before_apposition(tokens, at, low)
        found = phrase_before(tokens, at, low) if at >= low else None
        if found and _tells_where(tokens, found, at + 1, low):
            described = phrase_after(tokens, at + 2, verb)
            return named_beside(tokens, described, at + 2) if described else None
        return (_accompanied(tokens, found, low) or named_beside(tokens, found, low)) if found else None
    if token.low in {"who", "which", "that"} and at > low:
        comma = tokens[at - 1].text == ","
        found = phrase_before(tokens, at - 1 - comma, low)
        return replace(found, end=token.end) if found else None
    if token.low in {"and", "but", "to", "or", "not"}:
        return None
    found = phrase_before(tokens, at, low)
    return phrase_before(tokens, found.first - 2, low) if found and _is_relative(tokens, found, low) else found


def _tells_where(tokens: Sequence[Token], found: Phrase, comma: int, low: int) -> bool:
    """Whether a name before a description is that of a place: `In Vik, a baker, who is old, said`."""
    placed = bool(found.name) and _stands_behind(tokens, found, low)
    return placed and tokens[comma].text == "," and tokens[comma + 1].low in {"a", "an", "the"}


def _accompanied(tokens: Sequence[Token], beside: Phrase, low: int) -> Phrase | None:
    """Who acts in `NAME, flanked by his wife, OTHER, said`, `NAME, from OTHER, who waited, said`: the first of them.

    But `the author of the report, NAME, said`.
    """
    if not _stands_behind(tokens, beside, low) or (tokens[beside.first - 1].low == "of" and not beside.name):
        return None
    comma = next((i for i in range(beside.first - 2, low, -1) if tokens[i].text == ","), low)
    name = phrase_before(tokens, comma - 1, low) if comma > low else None
    acts = name and name.name and not is_body(name.name) and not _stands_behind(tokens, name, low)
    return name if acts else None


def _stands_behind(tokens: Sequence[Token], phrase: Phrase, low: int) -> bool:
    """Whether a phrase stands behind a preposition, as who does something does not."""
    return phrase.first > low and tokens[phrase.first - 1].low in WHERE


def _is_relative(tokens: Sequence[Token], found: Phrase, low: int) -> bool:
    """Whether a phrase is no noun, but goes on with `who`: `lives nearby`, and not `officials`."""
    verb = tokens[found.first]
    if found.first - 2 < low or tokens[found.first - 1].low != "who" or found.first == found.last:
        return False
    return verb.kind == Kind.LOWER and verb.low.endswith("s") and not is_role(verb.low[:-1])


def named_beside(tokens: Sequence[Token], described: Phrase, low: int) -> Phrase:
    """With the name beside a description: after it (`its chairman, NAME,`) or before it (`NAME, 71, a baker`)."""
    if described.name or described.pronoun not in {"", "one"}:
        return described
    after = described.last + 1
    if after < len(tokens) and tokens[after].text in {",", "-"}:
        name = phrase_after(tokens, after + 1, len(tokens))
        if name and _is_only_named(name) and closes_phrase(tokens, name.last + 1) and not is_body(name.name):
            role = described.words if not described.pronoun else ""
            return replace(described, end=name.end, last=name.last, pronoun="", name=name.name, title=role)
    before = described.first - 2
    if before > low and tokens[before].text.isdigit():
        before -= 2
    full = before > low and is_name_token(tokens[before]) and is_name_token(tokens[before - 1])
    if full and tokens[before + 1].text == "," and tokens[described.first - 1].text == ",":
        name = phrase_before(tokens, before, low)
        return name if name and name.name and not is_body(name.name) else described
    return described


def _is_only_named(phrase: Phrase) -> bool:
    """Whether a phrase is a name, and at most a form of address before it: `Ms. NAME`, `the Rev. NAME`."""
    title = phrase.title.lower().removeprefix("the ").split()
    whole = phrase.words == f"{phrase.title} {phrase.name}".strip()
    return bool(phrase.name) and whole and all(word in TITLES for word in title)


def _before_auxiliaries(tokens: Sequence[Token], at: int, low: int) -> int:
    while at >= low:
        token = tokens[at]
        auxiliary = token.low in AUXILIARIES and token.kind == Kind.LOWER  # Will may be somebody
        if not (auxiliary or is_adverb(token) or token.kind == Kind.GROUP):
            break
        at -= 1
    return at


def _closes_apposition(tokens: Sequence[Token], at: int) -> bool:
    """Whether a title with a comma in it ends an apposition: `NAME, author of “The Long Bridge,” said`."""
    before = tokens[at - 1] if at else None
    pauses = tokens[at].kind == Kind.QUOTE and tokens[at].low == ","
    return pauses and before is not None and before.kind == Kind.LOWER and not credits_at(tokens, at - 1)


def _before_apposition(tokens: Sequence[Token], at: int, low: int) -> int:
    """From the comma or dash that closes an apposition to the word before the one that opens it."""
    mark = "-" if tokens[at].text == "-" else ","
    floor = max(low, at - WIDEST)
    opening = at
    for i in range(at - 1, floor - 1, -1):
        if tokens[i].kind == Kind.STOP:
            break
        if tokens[i].text == mark:
            opening = i
            if not _goes_on(tokens, i, floor):
                break
    return opening - 1 if opening != at else low - 1


def _goes_on(tokens: Sequence[Token], comma: int, low: int) -> bool:
    """Whether a comma stands inside an apposition (`, the writer, editor and critic,`) and not at its head."""
    before = tokens[comma - 1]
    return before.kind == Kind.LOWER and before.low not in PRONOUNS and _has_name(tokens, low, comma - 1)


def _has_name(tokens: Sequence[Token], low: int, at: int) -> bool:
    """Whether an earlier comma of the sentence follows a name."""
    for i in range(at, low, -1):
        if tokens[i].kind in ENDS:
            return False
        if tokens[i].text == ",":
            return is_name_token(tokens[i - 1]) or tokens[i - 1].kind == Kind.GROUP
    return False


def clause_subject(tokens: Sequence[Token], verb: int, low: int) -> Phrase | None:
    """The subject of the clause that a verb without one of its own goes on from (`rose and said`, `…, saying`)."""
    best: Phrase | None = None
    main = False
    for i in range(low + 1, verb):
        if not _acts(tokens, i):
            continue
        found = subject_of(tokens, i, low)
        if found is None:
            continue
        leads = _leads(tokens, found.first, low)
        if leads or not main:
            best, main = found, main or leads
    return best


def _acts(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token at index `i` is a finite verb, and no noun or infinitive that looks like one."""
    token, before = tokens[i], tokens[i - 1]
    if token.kind != Kind.LOWER or not is_finite(token.low) or before.low in BEFORE_NOUNS | {"to"}:
        return False
    base = BASE.get(token.low)
    if base is not None and token.low in {base, base + "s"}:
        return before.kind == Kind.UPPER or before.low in PRONOUNS | {"who", "which", "that", "also"}
    return not (before.possessive and before.low not in CLITICS)


def _leads(tokens: Sequence[Token], first: int, low: int) -> bool:
    """Whether a subject is that of a main clause: nothing before it makes it depend on another verb."""
    i = first - 1
    while i >= low and tokens[i].low in ADVERBS:
        i -= 1
    return i < low or tokens[i].text in {",", "-"} or tokens[i].kind == Kind.QUOTE or tokens[i].low in {"and", "but"}


def is_subject(tokens: Sequence[Token], last: int) -> bool:
    """Whether a name that ends at index `last` does what the next verb says."""
    return verb_of(tokens, last) is not None


def verb_of(tokens: Sequence[Token], last: int) -> int | None:
    """Index of the verb that says what a name that ends at index `last` does, where the name is its subject."""
    if tokens[last].possessive:
        return None
    i = _after_adjuncts(tokens, last + 1)
    if i >= len(tokens) or tokens[i].text != ",":
        return verb_at(tokens, i)
    relative = i + 1 < len(tokens) and tokens[i + 1].low in {"who", "which", "whose"}
    for j in range(i + 1, min(len(tokens), i + WIDEST)):
        if tokens[j].kind in ENDS:
            break
        acting = verb_at(tokens, j)
        if tokens[j - 1].text == "," and acting is not None:
            return acting
        if acting == j and not relative:
            break
        relative = relative and tokens[j].text != ","
    return None


def verb_at(tokens: Sequence[Token], i: int) -> int | None:
    """Index of the finite verb that stands at index `i`, or after adverbs there."""
    while i < len(tokens) and is_adverb(tokens[i]):
        i += 1
    acts = i < len(tokens) and tokens[i].kind == Kind.LOWER and is_finite(tokens[i].low)
    return i if acts else None


def _after_adjuncts(tokens: Sequence[Token], i: int) -> int:
    """Past `(V-Vik)` and `of the Tarn Institute`, which go with the name before them."""
    while i < len(tokens) and tokens[i].kind == Kind.GROUP:
        i += 1
    if i < len(tokens) and tokens[i].low in ADJUNCTS:
        end = i + 1
        while end < len(tokens) and end < i + NARROW and (tokens[end].kind == Kind.UPPER or tokens[end].low == "the"):
            end += 1
        return end if tokens[end - 1].kind == Kind.UPPER else i
    return i
