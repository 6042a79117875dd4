"""Where sentences end, and where a long one may be cut.

A full stop, question or exclamation mark, or an ellipsis is a candidate; what stands before it (an abbreviation, an
initial, a list number) and behind it (a small letter, a title, a word that opens sentences) decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import Span
from briefing.spoken import abbreviations
from briefing.spoken.written import opens_count

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["phrases", "sentences"]

CLOSING = "\"”’')]»"
CANDIDATE = re.compile(r"(?<=\d)\.?\)(?=\s[A-Z])|(?:\.(?: \.){2,3}|[.!?…]{1,8})[\"”’')\]»]{0,4}(?=\s|\Z)|\n")
FOLLOWING = re.compile(r"\s{0,80}([“\"‘'(\[«]{0,3})((?:[^\W_]|[’'-](?=\w)){0,24}\.?)")
LAST_TOKEN = re.compile(r"[^\s“\"‘'(\[«—–/]{1,40}\Z")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+\Z")
LIST_MARK = re.compile(r"[•⁃*-]?\s{0,3}\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]{1,2}\Z")
ITEM = re.compile(r"(?<!\S)(?:[•⁃]\s?)?(?:\d{1,3}|[a-z])(?:\.\)?|\))(?=\s|\Z)")
FIRST_WORD = re.compile(r"\s{1,3}[A-Z“\"]")
NEXT_ITEM = re.compile(r"\s{1,4}(?:[•⁃]\s{0,2})?(?:\d{1,3}\.\)?|[a-z]\.)\s[A-Z]")
ATTRIBUTION = re.compile(
    r"\s+(?:[A-Z][\w.’'-]{0,20}\s){1,4}"
    r"(?:said|says|asked|asks|told|added|wrote|tweeted|cried|shouted|replied|wondered|demanded|yelled)\b"
)
SIGHT = 60
SHORT_LINE = 16
"""A line shorter than this that is followed by another is an item of a list, not a sentence broken by a margin."""


def sentences(text: str) -> tuple[Span, ...]:
    """Find the sentences of `text`: spans in order that hold everything but the white space between them."""
    return tuple(_trimmed(text, _cuts(text)))


def _trimmed(text: str, cuts: Iterator[int]) -> Iterator[Span]:
    start = 0
    for cut in (*cuts, len(text)):
        piece = text[start:cut]
        if bare := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(bare))
        start = cut


def _cuts(text: str) -> Iterator[int]:
    start = 0
    for found in CANDIDATE.finditer(text):
        end = found.end()
        if (mark := _item(text, start, end)) is not None:
            yield mark
            start = mark
            continue
        ends = _line_ends(text, start, found.start()) if found[0] == "\n" else _sentence_ends(text, start, found)
        if ends:
            yield end
            start = end


def _item(text: str, start: int, end: int) -> int | None:
    """Find where the next item of a list begins, if its mark ends at `end`; a list is known by its first mark."""
    mark = ITEM.search(text, max(start + 1, end - 8), end)
    if mark is None or mark.end() != end or not ITEM.match(text, start):
        return None
    if not text[start : min(mark.start(), start + 4)].strip("•⁃ "):  # the number of its own bullet
        return None
    return mark.start() if FIRST_WORD.match(text, end) else None


def _line_ends(text: str, start: int, newline: int) -> bool:
    """Tell a line of its own from a sentence that a margin broke in two."""
    following = text[newline + 1 : newline + 2]
    line = text[max(start, newline - SIGHT) : newline].rpartition("\n")[2]
    if following.islower():
        return len(line) < SHORT_LINE and not line.endswith((" ", ","))
    return True


def _sentence_ends(text: str, start: int, found: re.Match[str]) -> bool:
    marks = found[0].rstrip(CLOSING)
    if not marks:  # the bracket of a list mark
        return False
    quoted = len(marks) < len(found[0])
    following = FOLLOWING.match(text, found.end())
    opening, word = (following[1], following[2]) if following else ("", "")
    if word[:1].islower() and not NEXT_ITEM.match(text, found.end()):
        return False
    if "." * 2 in marks or "…" in marks or " ." in marks:
        return text[found.start() - 1 : found.start()] != "[" and _ellipsis_ends(marks, opening, word, quoted=quoted)
    if marks[-1] != ".":
        return not (quoted and ATTRIBUTION.match(text, found.end()))
    token = LAST_TOKEN.search(text, max(start, found.start() - SIGHT), found.start() + 1)
    if token and token[0] == "no." and opens_count(text, found.end()):
        return True
    return token is None or _stop_ends(text[max(start, token.end() - 2 * SIGHT) : token.end()], token[0], opening, word)


def _ellipsis_ends(marks: str, opening: str, word: str, *, quoted: bool) -> bool:
    """Let an ellipsis end a sentence before a capital; the word I alone proves nothing."""
    full = marks.count(".") > 3  # noqa: PLR2004  three dots and a full stop
    return full or quoted or bool(opening) or (word[:1].isupper() and word not in {"I", "I'm", "I’m"})


def _stop_ends(so_far: str, token: str, opening: str, word: str) -> bool:
    """Decide on a full stop behind `token`; `so_far` is the sentence up to it, `word` what follows."""
    bare = token[:-1].lstrip(CLOSING).casefold()
    name = bare.rpartition("-")[2] or bare
    if LIST_MARK.fullmatch(so_far.strip()) or name in abbreviations.NEVER_LAST:
        return False
    starts = bool(opening) or word.rstrip(".").casefold() in abbreviations.STARTERS
    if name in {"no", "nos"}:
        return not word[:1].isdigit()
    if name in {"a.m", "p.m", "am", "pm"}:
        return _clock_ends(so_far, word)
    if name in abbreviations.STATES:
        return bool(word) and (starts or "," in so_far) and len(so_far.split()) > 2  # noqa: PLR2004  `Tampa, Fla.`
    may_go_on = INITIALS.fullmatch(token) or name in abbreviations.MAY_BE_LAST
    return not may_go_on or not word or starts


def _clock_ends(so_far: str, word: str) -> bool:
    """Let `5 p.m.` end a sentence, unless the time goes on or the sentence has only begun."""
    return word.rstrip(".").casefold() not in abbreviations.AFTER_CLOCK and len(so_far.split()) > 3  # noqa: PLR2004  `At 5 p.m.`


CLAUSE = re.compile(r"[,;:)—–…][\"”’')\]]{0,2}\s+|\s(?=[—–(]|--)")
CONJUNCTION = re.compile(
    r"\s(?=(?:and|but|or|nor|so|yet|because|since|although|though|while|when|where|which|who|that|if|as|after|before"
    r"|until|unless|with|for|to|in|on|at|by|from|of)\s)"
)
SPACE = re.compile(r"\s+")
TOGETHER = re.compile(r"(?:\d|[A-Z][\w.’'-]{0,24}|[A-Z]\.)\s\Z")
APART = re.compile(r"[\dA-Z]")


def phrases(text: str, max_chars: int) -> tuple[Span, ...]:
    """Find stretches of at most `max_chars` characters: whole sentences where they fit, else parts of them.

    A long sentence is cut behind the punctuation of a clause, before a conjunction or preposition, or at a space, in
    that order; inside a number or a name only where nothing else is left, inside a word only where it alone is longer
    than the limit.
    """
    if max_chars < 1:
        raise ValueError(f"max_chars must be at least 1, not {max_chars}")
    return tuple(piece for sentence in sentences(text) for piece in _pieces(text, sentence, max_chars))


def _pieces(text: str, sentence: Span, max_chars: int) -> Iterator[Span]:
    start = sentence.start
    while sentence.end - start > max_chars:
        cut = _best_cut(text, start, start + max_chars)
        if bare := text[start:cut].rstrip():
            yield Span(start, start + len(bare))
        start = cut
        while start < sentence.end and text[start].isspace():
            start += 1
    if start < sentence.end:
        yield Span(start, sentence.end)


def _best_cut(text: str, start: int, limit: int) -> int:
    """Choose the last good place before `limit`; a clause is worth a shorter piece, a bare space is not."""
    window = text[start : limit + 1]
    for place, least in ((CLAUSE, 3), (CONJUNCTION, 2), (SPACE, 2), (SPACE, len(window))):
        cuts = [found.end() for found in place.finditer(window) if len(window[: found.end()].rstrip()) < len(window)]
        fits = [
            cut
            for cut in cuts
            if cut >= len(window) // least and not (least < len(window) and _inside(text, start + cut))
        ]
        if fits:
            return start + fits[-1]
    return limit


def _inside(text: str, cut: int) -> bool:
    """Tell whether a cut would part two pieces of a number or a name."""
    head = text[max(0, cut - 30) : cut]
    return bool(TOGETHER.search(head)) and bool(APART.match(text, cut))
