"""A written text while it is being read: what stands around a place in it.

Every verbaliser is a function of a `Written` and an offset.  It gives what is `Said` from there on, or None where it
has nothing to say; it looks back only a little and forward only so far, so that reading stays linear.
"""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

__all__ = [
    "AMOUNT",
    "COUNTED",
    "DASH",
    "FUNCTION_WORDS",
    "SIGHT",
    "SPACES",
    "Reader",
    "Said",
    "Verbaliser",
    "Written",
    "is_counted",
    "opens_count",
    "read_first",
]

AMOUNT = r"(?:\d{1,3}(?:,\d{3}){1,10}(?![\d])(?:\.\d{1,20})?|\d{1,30}(?:\.\d{1,20})?(?!\d)|\.\d{1,20}(?!\d))"
"""A number as printed: `8,500`, `0.25`, `.1665`."""
DASH = r"[-–—‑−]"
"""Whatever joins two ends of a range."""
SIGHT = 48
"""How many characters a verbaliser may look back."""
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
"""Spaces that do not break, or of another width; a `Written` holds plain ones in their place."""
OPENING = " \t\n(“\"‘'["
NEXT_WORD = re.compile(r"[\s(“\"‘'\[]{0,4}([^\W_](?:[\w’']|[&-](?=\w)){0,40})")
CLAUSE_END = re.compile(r"[,;:!?()—–]|\.\s")
END = re.compile(r"\s{0,8}\Z")
SENTENCE_END = re.compile(r"[\"”’')\]]{0,3}(?:\s{0,8}\Z|\s{1,8}[“\"‘'(\[]{0,2}(?=[A-Z]))")

FUNCTION_WORDS = frozenset(
    "a about above after against ahead all along also although an and are as at away back be because been before "
    "being below between both but by came can come could despite did do does down during each either else even "
    "ever every except for from had has have he her here hers him his how i if in into is it its just last later "
    "less like may me might more most must my near never next no nor not now of off on once only onto or our out "
    "over per plus rather said says she should since so some soon still such than that the their them then there "
    "these they this those though through to today together tomorrow too toward towards under unless until up "
    "upon us versus via was we were what when where whether which while who whom whose why will with within "
    "without would yesterday yet you your monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words behind a number that show that it does not count or describe what follows."""

COUNTED = frozenset(
    "people men women children troops personnel votes voters percent miles kilometers kilometres meters metres "
    "feet foot inches pounds tons tonnes dollars euros yen yuan rubles jobs homes houses soldiers workers members "
    "students cases deaths patients residents employees acres square degrees times units seats delegates flights "
    "vehicles refugees migrants prisoners civilians officers police spectators fans points barrels gallons "
    "hectares liters litres calories words pages items million billion trillion different new additional other "
    "more hours minutes seconds days weeks months years".split()
)
"""Words behind a number that show that it is a count and not a year."""


COUNT = re.compile(r"\s{0,3}\d[\d,]{0,12}\s([a-z]{1,20})\b")
NO_PLURALS = frozenset("is was as its has says makes plans".split())


def is_counted(word: str) -> bool:
    """Tell whether a word behind a number shows that it is a count: `people`, or any plural."""
    return word in COUNTED or (word.endswith("s") and word not in NO_PLURALS)


def opens_count(text: str, at: int) -> bool:
    """Tell whether a count of things stands at `at`, and no number in an order: `5 people`."""
    found = COUNT.match(text, at)
    return found is not None and found[1] in COUNTED


@dataclass(frozen=True, slots=True)
class Said:
    """What is said for the written text up to `end`."""

    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and by which conventions it is read."""

    text: str
    """With plain spaces alone."""
    british: bool = False

    def before(self, at: int, width: int = SIGHT) -> str:
        """Give the few characters before `at`."""
        return self.text[max(0, at - width) : at]

    def char(self, at: int) -> str:
        """Give the character at `at`, or an empty string beyond either end."""
        return self.text[at : at + 1] if at >= 0 else ""

    def word_before(self, at: int) -> str:
        """Give the word that ends just before `at`, across spaces and opening marks; else an empty string."""
        head = self.before(at).rstrip(OPENING)
        start = len(head)
        while start and (head[start - 1].isalnum() or head[start - 1] in ".'’&-"):
            start -= 1
        return head[start:].lstrip(".'’&-")

    def words_before(self, at: int) -> list[str]:
        """Give the words of the clause before `at`, nearest last."""
        return CLAUSE_END.split(self.before(at))[-1].split()

    def word_after(self, end: int) -> str:
        """Give the word that starts just behind `end`, across spaces and opening marks; else an empty string."""
        found = NEXT_WORD.match(self.text, end)
        return found[1] if found else ""

    def opens(self, at: int) -> bool:
        """Tell whether nothing stands before `at`."""
        return at < 8 and not self.text[:at].strip()  # noqa: PLR2004  a little white space

    def closes(self, end: int) -> bool:
        """Tell whether nothing stands from `end` on."""
        return END.match(self.text, end) is not None

    def ends_sentence(self, end: int) -> bool:
        """Tell whether a sentence may close at `end`: nothing follows, or a capital."""
        return SENTENCE_END.match(self.text, end) is not None


Verbaliser = Callable[[Written, int], Said | None]
"""What is said for what begins at this place, or None where it has no business there."""
Reader = Callable[[re.Match[str], Written], str | None]
"""Says what a pattern has found, or None where the context speaks against it."""


def read_first(rules: Iterable[tuple[re.Pattern[str], Reader]], written: Written, at: int) -> Said | None:
    """Say what the first pattern that fits at `at` has found."""
    for pattern, read in rules:
        if (found := pattern.match(written.text, at)) and (said := read(found, written)) is not None:
            return Said(found.end(), said)
    return None
