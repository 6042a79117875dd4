"""Who has no name: `his daughter`, `a spokesman for the port`, `the company`; each may be she, he or it further on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.quotes.clauses import credits_at, verb_of
from briefing.quotes.genders import vote_on_gender
from briefing.quotes.names import KIN, Entity, Naming, title_gender
from briefing.quotes.phrases import is_name_token
from briefing.quotes.pronouns import GUESSED, Meant
from briefing.quotes.roles import is_role
from briefing.quotes.tokens import ENDS, Kind, printed
from briefing.quotes.verbs import BASE, SPEECH, is_finite
from briefing.quotes.words import (
    ADVERBS,
    BODIES,
    CLAUSE_STARTS,
    DETERMINERS,
    OWNERS,
    PREPOSITIONS,
    ROLES,
    TIMES,
    TITLES,
    listed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.quotes.descriptions import Roles
    from briefing.quotes.phrases import Phrase
    from briefing.quotes.tokens import Token

__all__ = ["Described", "in_full"]

OPENERS = OWNERS | listed("the a an another")
NO_VERBS = PREPOSITIONS | CLAUSE_STARTS | ADVERBS | DETERMINERS
NEW_CLAUSE = CLAUSE_STARTS - PREPOSITIONS
WIDEST = 4  # words between the article and the noun
TELLING = listed("for from of who")  # after the noun: what tells one spokesman from another
LONGEST = 9  # words of that
PEOPLE = ROLES | KIN.keys() | {word for word in TITLES if "." not in word} | listed("person child neighbour neighbor")


class Described:
    """Whom a story describes and does not name, each the subject of a sentence somewhere."""

    def __init__(self, tokens: Sequence[Sequence[Token]], roles: Roles, named: Sequence[Entity]) -> None:
        """`roles` knows who of those `named` `the mayor` can only be; that one is not somebody else here."""
        self._roles = roles
        self._unnamed: dict[str, Entity] = {}
        self._alike: dict[str, list[Entity]] = {}  # by what stands before the first word that tells them apart
        self.places: list[tuple[Naming, Entity]] = [
            (naming, self._meant(naming)) for line, row in enumerate(tokens) for naming in _subjects(row, line)
        ]
        vote_on_gender([*self._unnamed.values()], tokens, named)

    def find(self, phrase: Phrase, line: int, row: Sequence[Token]) -> Meant | None:
        """Whom a phrase means that credits words in a paragraph; None where nothing tells that it is somebody.

        `The spokesman` is the only one there is; of several it can only be guessed which.  `The mayor` is the one with
        a name whom it can only mean, unless more is told of the mayor: `of Vik`.
        """
        after = _behind(phrase, row)
        words = _in_full(phrase.words, row, after)
        alike = self._alike.get(_key(phrase.words), []) if words.lower() == phrase.words.lower() else []
        known = self._unnamed.get(_key(words)) or (alike[0] if alike else None)
        if known:
            return Meant(known, GUESSED if len(alike) > 1 else None)
        named = self._roles.bearer(phrase.words)
        if named:
            more = after < len(row) and row[after].low in PREPOSITIONS
            return None if more else Meant(named, described=True)
        if not _is_described(phrase.words):
            return None
        last = phrase.first + phrase.words.count(" ")
        return Meant(self._meant(Naming(phrase.start, phrase.end, line, phrase.first, last, words, "", phrase.words)))

    def _meant(self, naming: Naming) -> Entity:
        named = self._roles.bearer(naming.role)
        if named:
            return named
        entity = self._unnamed.get(_key(naming.name))
        if entity is None:
            entity = self._unnamed[_key(naming.name)] = _unnamed(naming)
            self._alike.setdefault(_key(naming.role), []).append(entity)
        entity.namings.append(naming)
        return entity


def in_full(phrase: Phrase, row: Sequence[Token]) -> str:
    """A description in a paragraph with what tells it from others, `a spokesman for the port`, its article small."""
    return _in_full(phrase.words, row, _behind(phrase, row))


def _behind(phrase: Phrase, row: Sequence[Token]) -> int:
    """Index of the first token behind a phrase, or the number of tokens."""
    return next((i for i in range(phrase.first, len(row)) if row[i].start >= phrase.end), len(row))


def _in_full(description: str, row: Sequence[Token], after: int) -> str:
    """The words that end before index `after`, as they stand inside a sentence: what starts large is a name."""
    first, _, rest = description.partition(" ")
    small = f"{first.lower()} {rest}" if rest and first.lower() in OPENERS else description
    end = _end_of(row, after)
    return f"{small} {printed(row, after, end - 1)}" if end > after else small


def _end_of(row: Sequence[Token], after: int) -> int:
    """Index behind the words that tell a description, which ends before index `after`, from others."""
    last = after
    if after < len(row) and row[after].low in TELLING and row[after].kind == Kind.LOWER:
        while last + 1 < min(len(row), after + LONGEST) and _tells(row, last + 1, row[after].low):
            last += 1
    return last + 1 if last > after else after


def _tells(row: Sequence[Token], i: int, opener: str) -> bool:
    """Whether a word goes on with `for the port`, or with `who lives nearby`, which has a verb of its own."""
    word = row[i].low
    if row[i].kind not in {Kind.LOWER, Kind.UPPER} or word in TIMES or (credits_at(row, i) and BASE[word] in SPEECH):
        return False
    if opener == "who" or row[i].kind == Kind.UPPER:
        return True
    return word == "of" or not (is_finite(word) or word in PREPOSITIONS | CLAUSE_STARTS | ADVERBS)


def _unnamed(naming: Naming) -> Entity:
    head = naming.role.rsplit(maxsplit=1)[-1].lower()
    return Entity(naming.name, titled=head not in BODIES, gender=title_gender(head))


def _key(words: str) -> str:
    """A description as it is compared: a nurse is the nurse further on."""
    first, *others = words.lower().split()
    return " ".join(others if first in {"the", "a", "an"} else (first, *others))


def _subjects(row: Sequence[Token], line: int) -> Iterator[Naming]:
    """Descriptions that a sentence of a paragraph begins with and is about."""
    for first, token in enumerate(row):
        if token.low in OPENERS and token.kind == Kind.UPPER and (first == 0 or row[first - 1].kind in ENDS):
            head = _head(row, first + 1)
            if head and _is_somebody(row, head):
                words = printed(row, first, head)
                full = _in_full(words, row, head + 1)
                yield Naming(token.start, row[head].end, line, first, head, full, "", words)


def _head(row: Sequence[Token], first: int) -> int | None:
    """Index of the noun of a description: the last of its words that may say what somebody is."""
    for i in range(first, min(len(row) - 1, first + WIDEST)):
        if row[i].possessive or row[i].kind not in {Kind.LOWER, Kind.UPPER} or row[i].low in PREPOSITIONS:
            return None
        follows = row[i + 1]
        if _names_somebody(row[i]) and not (follows.kind == Kind.UPPER or _names_somebody(follows)):
            return i
    return None


def _names_somebody(token: Token) -> bool:
    return token.kind in {Kind.LOWER, Kind.UPPER} and _may_act(token.low)


def _is_described(words: str) -> bool:
    """Whether words say what somebody is who may act: `a nurse`, `his daughter`."""
    each = words.lower().split()
    return each[0] in OPENERS and _may_act(each[-1])


def _may_act(word: str) -> bool:
    return word in PEOPLE or word in BODIES or is_role(word)


def _is_somebody(row: Sequence[Token], head: int) -> bool:
    """Whether it is one person without a name beside it, who does something as people do."""
    verb, end = verb_of(row, head), _end_of(row, head + 1)
    named = end < len(row) and row[end].text == "," and _opens_name(row, end + 1)
    if named or row[head + 1].low in {"and", "or"}:
        return False
    if verb is None:
        return row[head].low in PEOPLE and _acts(row, head + 1)
    return row[head].low in PEOPLE | BODIES or BASE.get(row[verb].low) in SPEECH or _has_own(row, verb)


def _opens_name(row: Sequence[Token], i: int) -> bool:
    """Whether a name begins at an index, alone or with a form of address: `NAME`, `Ms. NAME`, `the Rev. NAME`."""
    large = [token for token in row[i : i + 2] if token.kind == Kind.UPPER]
    if not large or (large[0] is not row[i] and row[i].low != "the"):
        return False
    return large[0].low in TITLES or (large[0] is row[i] and is_name_token(row[i]))


def _acts(row: Sequence[Token], i: int) -> bool:
    """Whether the word at index `i`, which no list of verbs knows, can only be one: its clause has no other.

    `wept` in `The nurse wept in the hall`, and not `shortage` in `The nurse shortage in Vik got worse`.
    """
    if row[i].kind != Kind.LOWER or row[i].low in NO_VERBS:
        return False
    for token in (row[j] for j in range(i + 1, len(row))):
        if token.kind in ENDS or token.low in NEW_CLAUSE:
            return True
        if token.text == "," or (token.kind == Kind.LOWER and is_finite(token.low)):
            return False
    return True


def _has_own(row: Sequence[Token], verb: int) -> bool:
    """Whether the sentence goes on with what is his or hers: a nurse shakes her head, a tower does not."""
    for token in (row[i] for i in range(verb + 1, len(row))):
        if token.kind in ENDS:
            return False
        if token.low in {"his", "her", "he", "she", "himself", "herself"}:
            return True
    return False
