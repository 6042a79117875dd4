"""Words that are written alike and said differently, respelt where the words beside them make the choice safe.

A respelling is given only where an engine would choose wrongly: espeak-ng says `read` and `lead` in the present,
`live` as in `alive`, `close` as in `near`, unless it is told.
"""

from __future__ import annotations

from briefing.spoken.written import Said, Written

__all__ = ["WORDS", "at_letter"]

WORDS = frozenset({"read", "lead", "live", "lives", "tear", "wind", "minute", "close", "bow", "wound"})
PAST = frozenset("yesterday ago earlier last".split())
SUBJECTS = frozenset("he she it".split())
AUXILIARIES = frozenset("has have had having was were been being is are be 's 've get got".split())
METALS = frozenset(
    "pipe pipes paint poisoning exposure contamination levels level service acid bullet bullets battery batteries "
    "crisis smelter ore based dust".split()
)
ON_AIR = frozenset(
    "broadcast broadcasts coverage stream streams streaming television tv radio audience audiences music concert "
    "concerts show shows ammunition fire rounds birth births interview interviews performance performances event events "
    "video updates update feed feeds animals ammo".split()
)
TINY = frozenset("detail details amount amounts quantities quantity particles traces changes differences".split())
OBJECTS = frozenset("the its his her their our this that all schools down off its borders".split())


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Respell a heteronym; None where the context does not decide or engines say it right anyway."""
    name = word.casefold()
    if name not in WORDS or (len(word) > 1 and word.isupper()):
        return None
    before, after = written.word_before(at).casefold(), written.word_after(end).casefold()
    tight = written.char(end) in {" ", "-"}
    said = _choice(name, before, after if tight else "", written, end)
    if said is None:
        return None
    return Said(end, said.capitalize() if word[0].isupper() else said)


def _choice(name: str, before: str, after: str, written: Written, end: int) -> str | None:
    if name == "read":
        return "red" if _is_past(before, written, end) else None
    if name == "lead":
        return "led" if after in METALS and before not in {"to", "will", "would", "could", "can", "may"} else None
    if name == "live":
        return "lyve" if after in ON_AIR and before not in {"to", "they", "we", "you", "who", "i", "people"} else None
    if name == "minute":
        return "my-newt" if after in TINY and before not in {"one", "a", "per", "every", "last"} else None
    if name == "close":
        return "cloze" if before in {"to", "will", "would", "could", "must", "should", "may"} and after in OBJECTS else None
    return None


def _is_past(before: str, written: Written, end: int) -> bool:
    """Tell `he read the book` from `they read` and `will read`: a singular subject takes no bare present."""
    if before in AUXILIARIES or before in {"well-", "widely"}:
        return True
    if before in SUBJECTS:
        return written.words_before(end - 4)[-2:-1] not in (["did"], ["does"], ["let"], ["make"], ["will"])
    rest = {word.casefold().strip(".,") for word in written.text[end : end + 60].split()[:8]}
    return before in {"i", "we", "they", "you"} and bool(rest & PAST)
