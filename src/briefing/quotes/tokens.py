"""A story as tokens: its words, its punctuation, and each quotation as one token that hides what is said in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefing.quotes.verbs import PASTS
from briefing.quotes.words import ADVERBS, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.quotes.marks import Line, Marked

__all__ = ["ENDS", "Kind", "Token", "closes_phrase", "is_adverb", "masked", "printed", "tokens_in", "tokens_of"]

HIDDEN = ("\x01", "\x02", "\x03", "\x04")  # by turns, so that two quotations side by side stay two
PAUSING = 2  # from here on for quotations that end in a comma, which is the sentence's own
PLAIN = {
    0xA0: " ",
    0x202F: " ",
    0x2019: "'",
    0x2018: "'",
    0x2013: "-",
    0x2014: "-",
    0x2015: "-",
    0x200B: " ",
    0x22: " ",
}
PLAIN |= dict.fromkeys((1, 2, 3, 4, 0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB, 0x60, 0x202A, 0x202C, 0xFEFF), " ")
ABBREVIATION = (
    r"(?:[Mm]r|[Mm]rs|[Mm]s|[Dd]r|Sens?|Reps?|Govs?|Lt|Gen|Col|Capt|Maj|Sgt|Cpl|Adm|Prof|Rev|Hon|Atty|Supt|Det|St|Pres|Amb|"
    r"Cmdr|Pte|Pvt|Spc|Insp|Const|Cllr|Msgr|Fr|Brig|Asst|Ald|Mme|Jr|Sr|Inc|Corp|Co|Ltd|No|Nos|vs|etc|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Fla|Calif|Mass|Conn|Pa|Va|Ariz|Ala|"
    r"Ark|Colo|Ga|Ill|Ind|Kan|Ky|La|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Tenn|Tex|Vt|Wash|Wis|Wyo|Del)\."
)
NO_ADVERBS = listed("""
    family stepfamily ally rally reply supply assembly bully monopoly anomaly folly fly butterfly rely imply apply
    comply multiply
    """)
"""Nouns and verbs that end as adverbs do."""
HEADLINE_WORDS = 5
HEADLINE_SHARE = 0.8  # of the words of a line that are capitalised
TOKEN = re.compile(
    r"(?P<Q>\x01+|\x02+|\x03+|\x04+)"
    r"|(?P<G>\([^()\x01-\x04]{0,60}\)|\[[^][\x01-\x04]{0,60}\])"
    rf"|(?P<W>{ABBREVIATION}(?!\w)|[DRI]-(?:[A-Z]\.[A-Z]\.|[A-Z][a-z]{{1,5}}\.?(?!\w)|[A-Z][a-z]+)|(?:[^\W\d_]\.){{1,6}}(?!\w)(?:(?<=\w\.\w\.)|(?<=\b[A-Z]\.))|\w[\w-]*(?:['.&]\w[\w-]*)*)"
    r"|(?P<S>\.{3,}|(?:\. ){2,}\.|[.!?…;]+)"
    r"|(?P<P>[^\w\s])"
)


class Kind:
    """What a token is; one letter each, to be cheap to compare."""

    QUOTE = "Q"
    UPPER = "C"
    LOWER = "W"
    STOP = "S"
    PUNCT = "P"
    GROUP = "G"  # a short parenthesis, with all in it


ENDS = frozenset({Kind.STOP, Kind.QUOTE})
"""What no clause goes on beyond."""


class Token(NamedTuple):
    """A word, a mark of punctuation, or a whole quotation."""

    start: int
    end: int
    text: str
    low: str
    """`text` in lower case, without a possessive ending; a comma for a quotation that ends in one."""
    kind: str
    possessive: bool


def masked(text: str, marked: Sequence[Marked]) -> str:
    """The story with every quotation hidden and its typography made plain; offsets stay the same."""
    pieces: list[str] = []
    last = 0
    for i, m in enumerate(marked):
        hidden = HIDDEN[i % 2 + PAUSING * (text[m.end - 1] == ",")]
        pieces += text[last : m.outer_start].translate(PLAIN), hidden * (m.outer_end - m.outer_start)
        last = m.outer_end
    return "".join([*pieces, text[last:].translate(PLAIN)])


def tokens_of(mask: str, line: Line) -> list[Token]:
    """The tokens of one paragraph of a masked story."""
    tokens = [_token(m) for m in TOKEN.finditer(mask, line.start, line.end)]
    words = [t for t in tokens if t.kind in {Kind.UPPER, Kind.LOWER}]
    capitals = sum(t.kind == Kind.UPPER for t in words)
    if len(words) >= HEADLINE_WORDS and capitals > HEADLINE_SHARE * len(words):
        return [_small(t) if t.kind == Kind.UPPER and t.low in PASTS else t for t in tokens]
    return tokens


def tokens_in(words: str) -> list[Token]:
    """The tokens of words that no story is masked around, as a headline: with whatever is quoted in them."""
    return [_token(m) for m in TOKEN.finditer(words.translate(PLAIN))]


def is_adverb(token: Token) -> bool:
    """Whether a word may stand between a speaker and the verb: `later`, `quietly`, and not `Kelly` or `family`."""
    manner = token.kind == Kind.LOWER and token.low.endswith("ly") and token.low not in NO_ADVERBS
    return manner or token.low in ADVERBS


def closes_phrase(tokens: Sequence[Token], i: int) -> bool:
    """Whether what stands at index `i` ends the words before it: a comma, a dash, a stop, a quotation, or nothing."""
    return i >= len(tokens) or tokens[i].text in {",", "-"} or tokens[i].kind in ENDS


def printed(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words from index `first` to `last` as they stand in the story."""
    out: list[str] = []
    at = tokens[first].start if first <= last else 0
    for token in tokens[first : last + 1]:
        out += " " if token.start > at else "", token.text
        at = token.end
    return "".join(out)


def _small(token: Token) -> Token:
    """A verb of a line in headline style, as it would be in copy."""
    return token._replace(text=token.low, kind=Kind.LOWER)


def _token(match: re.Match[str]) -> Token:
    text, kind = match[0], match.lastgroup or Kind.PUNCT
    if kind != Kind.LOWER:
        low = "," if text[0] in HIDDEN[PAUSING:] else text
        return Token(match.start(), match.end(), text, low, kind, possessive=False)
    low = text.lower()
    possessive = low.endswith("'s")
    if text[0].isupper() or (len(text) > 1 and text[1].isupper()):
        kind = Kind.UPPER
    return Token(match.start(), match.end(), text, low[:-2] if possessive else low, kind, possessive=possessive)
