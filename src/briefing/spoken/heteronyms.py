"""Words that are written alike and said differently, respelt where the words beside them make the choice safe.

A respelling is given only where espeak-ng, on which most engines lean, was found to choose wrongly: it knows `has
read` and `to wind down`, but not `he read the book` or `lead poisoning`.
"""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

from briefing.spoken.written import Said, Written

__all__ = ["WORDS", "at_letter"]

WORDS = frozenset({"read", "lead", "live", "minute", "bow", "dove"})
"""One spelling, two sounds."""
LONG_AGO = frozenset("yesterday ago earlier".split())
SUBJECTS = frozenset("he she it".split())
BASE_FORM_BEFORE = frozenset(
    "did does let make makes made have help helps helped watch watched hear heard will".split()
)
"""Words behind which `he read` is no past tense: `make him read`, `did she read`."""
METALS = frozenset(
    "pipe pipes paint poisoning exposure contamination bullet bullets battery batteries smelter smelters ore "
    "dust".split()
)
METALLIC = frozenset("acid based coated free glazed lined tainted tipped".split())
"""Words that show the metal where a hyphen ties them to it: `lead-free`, but not `lead based on`."""
AT_HOME = frozenset("in there here near under below alone with among abroad nearby".split())
DWELLERS = frozenset(
    "residents families americans ukrainians russians europeans africans refugees migrants immigrants students "
    "workers children parents voters women men citizens civilians seniors animals couples relatives households "
    "millions thousands hundreds soldiers prisoners farmers others half third quarter most many".split()
)
TINY = frozenset("detail details amount amounts quantity quantities particle particles trace traces".split())
YIELDING = frozenset("to not will would must could should and".split())


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Respell a heteronym; None where the context does not decide or engines say it right anyway."""
    if word not in WORDS or written.char(end) not in {" ", "-", ".", ","}:
        return None
    before = written.word_before(at).casefold()
    joint = written.char(end)
    after = written.word_after(end + 1).casefold().partition("-")[0] if joint in {" ", "-"} else ""
    said = _respelt(word, before, after, metals=METALS | METALLIC if joint == "-" else METALS)
    if word == "read":
        said = "red" if _is_past(written, at, end, before) else None
    return Said(end, said) if said else None


def _respelt(word: str, before: str, after: str, *, metals: frozenset[str]) -> str | None:
    fits = {
        "lead": after in metals and before not in {"to", "will", "would", "could", "can", "may"},
        "live": after in AT_HOME and before in DWELLERS,
        "minute": after in TINY and before not in {"one", "per", "every", "last", "each"},
        "bow": before in YIELDING and after in {"to", "out", "before", "down"},
        "dove": before in SUBJECTS | {"they", "we", "who"} and after in {"into", "in", "for", "under", "off", "to"},
    }
    sounds = {"lead": "led", "live": "liv", "minute": "mynoot", "bow": "bough", "dove": "dohv"}
    return sounds[word] if fits.get(word) else None


def _is_past(written: Written, at: int, end: int, before: str) -> bool:
    """Tell `he read the book` from `they read` and `will read`: a singular subject takes no bare present."""
    words = written.words_before(at)
    if before in SUBJECTS:
        earlier = words[-2].casefold() if len(words) > 1 else ""
        return earlier not in BASE_FORM_BEFORE
    rest = {word.strip(".,").casefold() for word in written.text[end : end + 60].split()[:8]}
    return before in {"i", "we", "they", "you"} and bool(rest & LONG_AGO)
