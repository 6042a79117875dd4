"""What a quotation looks like in its sentence: plain yes-or-no signs, weighed by `confidence`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.quotes.clauses import credits_at
from briefing.quotes.names import is_body
from briefing.quotes.paragraph import REACH
from briefing.quotes.tokens import Kind
from briefing.quotes.verbs import BASE, SPEECH, is_finite
from briefing.quotes.words import ADVERBS, CLAUSE_STARTS, DETERMINERS, PREPOSITIONS, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefing.quotes.marks import Marked
    from briefing.quotes.paragraph import Credit
    from briefing.quotes.tokens import Token

__all__ = ["IT", "RESUMED", "TITLE", "TURN", "is_partial", "opening", "signs_of", "twice"]

SMALL = 3  # letters of words that a title may leave small
SHORT = 4  # words
IT = "said by it"
"""The sign of words that `it` says."""
TURN = "a turn of a transcript"
"""The sign of a turn of a transcript; its speaker stands before the words."""
TITLE = "the title of a work"
"""The sign of words that are no speech: a film's, a broadcaster's programme."""
RESUMED = "ends the sentence of the words before"
"""The sign of a sentence that goes on from the quotation before."""
FIRST_PERSON = listed("i i'm i've i'll i'd we we're we've we'll you you're me my us our your let's")
LENGTHS = ((1, "one word"), (2, "two words"), (3, "three words"), (6, "up to six words"), (12, "up to twelve words"))
WORKS = listed("""
    book film movie show song program programme series album podcast novel magazine broadcast episode sitcom
    drama documentary musical play column segment poem essay memoir video ad article slogan hashtag band
    trilogy reality comedy television network radio host author star
    """)
WHOLE = frozenset({TURN, "opens the paragraph", "after a sentence", "after a quotation", "never closed"})
"""Signs that words stand outside any sentence of the reporter."""
LED_IN = frozenset(
    {
        "after a verb and ,",
        "after a verb and :",
        "after a comma",
        "after a colon",
        "after a dash",
        "after a verb of saying",
    }
)
ATTRIBUTIVE = frozenset(
    {"after a determiner", "after another word", "after a preposition", "after and", "after a capital"}
)
SENTENCE_ENDS = frozenset(".?!…")


def signs_of(said: str, marked: Marked, tokens: Sequence[Token], at: int, credit: Credit | None) -> list[str]:
    """The signs that hold for a quotation that is token number `at` of its paragraph."""
    words = said.split()
    signs = [*_shape(said, words, tokens, at, credit.rule if credit else "nobody"), *_names_work(tokens, at, words)]
    signs += _next_to(tokens, at)
    if credit:
        signs += _of_speaker(credit)
    if credit and credit.line == marked.line:
        signs += _of_clause(credit, tokens, at, _length(words))
    signs += _wording(said, words)
    if not marked.closed:
        signs.append("never closed")
    if marked.line == 0 and marked.single:
        signs.append("single marks in the first line")
    return signs


def _shape(said: str, words: Sequence[str], tokens: Sequence[Token], at: int, rule: str) -> list[str]:
    """Length, edges and neighbours, alone and in pairs."""
    before, after, edge, length = _before(tokens, at), _after(tokens, at), _edge(said), _length(words)
    pairs = (
        (rule, edge), (rule, before), (rule, length), (before, after), (length, before), (length, edge), (edge, after),
    )  # fmt: skip
    signs = [f"rule: {rule}", length, edge, before, after, *(f"{a}; {b}" for a, b in pairs)]
    if before in ATTRIBUTIVE and after in {"before another word", "before a capital"} and edge == "ends in a word":
        signs.append("stands where an adjective does")
    return signs


def _of_speaker(credit: Credit) -> list[str]:
    signs = [f"verb: {credit.verb}"] if credit.verb and credit.rule != "split quote" else []
    phrase = credit.phrase
    if phrase.pronoun in {"he", "she"}:
        return signs
    if phrase.pronoun:
        return [*signs, f"said by {phrase.pronoun}"]
    return [*signs, "said by a name" if phrase.name else "said by a description"]


def _of_clause(credit: Credit, tokens: Sequence[Token], at: int, length: str) -> list[str]:
    """How far off a credit of the same paragraph is, and what stands between."""
    signs: list[str] = []
    if max(0, at - REACH) <= credit.verb_at < at and credit.rule != "split quote":
        signs += _between(tokens[credit.verb_at + 1 : at])
    distance = _distance(credit, at)
    return [*signs, distance, f"{distance}; {credit.rule}", f"{distance}; {length}"]


def _wording(said: str, words: Sequence[str]) -> list[str]:
    plain = [w.strip(".,?!").lower().replace("’", "'") for w in words]
    signs = ["starts small"] if said[0].islower() else []
    if said[0] in "([" and said.rstrip(".,")[-1] in ")]":
        signs.append("in brackets")
    if any(w in FIRST_PERSON for w in plain):
        signs.append("first or second person")
    if any(is_finite(w) for w in plain):
        signs.append("has a verb")
    return signs


def twice(said: str) -> str:
    """The sign of a quotation that the story has twice."""
    return "quoted twice, short" if said.count(" ") < SHORT else "quoted twice, long"


def _names_work(tokens: Sequence[Token], at: int, words: Sequence[str]) -> list[str]:
    """Signs that the words are the title of a work, a broadcast or a thing."""
    signs = []
    near = [t for t in tokens[max(0, at - 3) : at] if t.kind != Kind.PUNCT]
    if any(t.low in WORKS for t in near):
        signs.append("after a kind of work")
    if near and near[-1].possessive:
        signs.append("after a body's" if is_body(near[-1].low) else "after an owner")
    if near and near[-1].low in {"so-called", "term", "terms", "word", "words", "phrase", "dubbed", "known"}:
        signs.append("spoken of as words")
    if _is_title(words):
        pairs = [f"written like a title; {sign}" for sign in signs]
        said = any(t.kind == Kind.LOWER and t.low in BASE for t in near)
        if len(words) > 1 and not said and not {"after a kind of work", "after a body's"}.isdisjoint(signs):
            signs.append(TITLE)
        signs += pairs
        signs += "written like a title", f"written like a title; {_before(tokens, at)}"
    return signs


def _between(gap: Sequence[Token]) -> set[str]:
    """Signs of what stands between the verb and the words it may credit."""
    signs = {"that between"} if any(t.low == "that" for t in gap) else set()
    for i, token in enumerate(gap):
        if token.kind == Kind.QUOTE:
            signs.add("a quotation between")
        elif token.low in PREPOSITIONS:
            signs.add("a preposition between")
        elif token.kind == Kind.UPPER:
            signs.add("a name between")
        elif token.kind == Kind.LOWER and i and is_finite(token.low):
            signs.add("a verb between")
        elif token.text == ",":
            signs.add("a comma between")
    return signs


def _next_to(tokens: Sequence[Token], at: int) -> list[str]:
    """The small words on either side."""
    signs = []
    if at and tokens[at - 1].kind == Kind.LOWER:
        signs.append(f"word before: {tokens[at - 1].low}")
    if at + 1 < len(tokens) and tokens[at + 1].kind == Kind.LOWER:
        signs.append(f"word after: {tokens[at + 1].low}")
    return signs


def _distance(credit: Credit, at: int) -> str:
    gap = credit.phrase.first - at if credit.phrase.first > at else at - credit.phrase.last
    side = "credited after" if credit.phrase.first > at else "credited before"
    return f"{side}, {'near' if gap <= 3 else 'apart' if gap <= 10 else 'far'}"  # noqa: PLR2004


def _length(words: Sequence[str]) -> str:
    return next((name for most, name in LENGTHS if len(words) <= most), "more than twelve words")


def _edge(said: str) -> str:
    if said[-1] == ",":
        return "ends in a comma"
    return "ends a sentence" if said[-1] in SENTENCE_ENDS else "ends in a word"


def _before(tokens: Sequence[Token], at: int) -> str:
    if at == 0:
        return "opens the paragraph"
    token = tokens[at - 1]
    if token.kind == Kind.QUOTE:
        return "after a quotation"
    if token.kind == Kind.STOP:
        return "after a sentence"
    if token.kind in {Kind.PUNCT, Kind.GROUP}:
        verb = at > 1 and tokens[at - 2].kind == Kind.LOWER and BASE.get(tokens[at - 2].low) in SPEECH
        return (
            "after a verb and " + token.text if verb and token.text in ",:" else _MARKS.get(token.text, "after a mark")
        )
    return "after " + _word_kind(tokens, at - 1)


_MARKS = {",": "after a comma", ":": "after a colon", "-": "after a dash"}


def _word_kind(tokens: Sequence[Token], i: int) -> str:
    token = tokens[i]
    if token.kind == Kind.UPPER:
        return "a capital"
    if credits_at(tokens, i):
        return "a verb of saying" if BASE[token.low] in SPEECH else "a verb that may credit"
    for kind, members in _CLASSES:
        if token.low in members:
            return kind
    return "a verb" if is_finite(token.low) else "another word"


_CLASSES = (
    ("a determiner", DETERMINERS),
    ("that", {"that"}),
    ("as", {"as"}),
    ("and", {"and", "or", "but"}),
    ("a preposition", PREPOSITIONS),
    ("a conjunction", CLAUSE_STARTS),
    ("an adverb", ADVERBS),
)


def _after(tokens: Sequence[Token], at: int) -> str:
    if at + 1 >= len(tokens):
        return "closes the paragraph"
    token = tokens[at + 1]
    if token.kind == Kind.QUOTE:
        return "before a quotation"
    if token.kind == Kind.STOP:
        return "before a full stop"
    if token.kind in {Kind.PUNCT, Kind.GROUP}:
        return "before a mark"
    return "before " + _word_kind(tokens, at + 1)


def _is_title(words: Sequence[str]) -> bool:
    """Whether every longer word is capitalised, as in the title of a book or a broadcast."""
    longer = [w for w in words if len(w) > SMALL or w is words[0]]
    return all(w[0].isupper() or not w[0].isalpha() for w in longer) and sum(w[0].isupper() for w in words) >= min(
        2, len(words)
    )


def is_partial(signs: Collection[str]) -> bool:
    """Whether a quotation is a fragment inside a sentence of the reporter."""
    held = set(signs)
    if held & WHOLE:
        return False
    if "starts small" in held:
        return not held & {"rule: split quote", RESUMED}
    return "ends in a word" in held or not held & LED_IN


def opening(said: str) -> str:
    """How a quotation starts, to tell whether the story has it twice."""
    return " ".join(said.lower().split())[:40].rstrip(".,?!")
