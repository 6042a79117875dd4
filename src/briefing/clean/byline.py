"""Who wrote a story: people's names out of a printed byline."""

from __future__ import annotations

import re

from briefing.clean.words import listed

__all__ = ["byline_names", "is_byline"]

LONGEST = 200
"""Code points: a longer line is no byline."""

_OPENING = re.compile(
    r"\s*(?:(?:written|words|story|reported|reporting|report|text|posted|article|authored?) )?(?:by|author)\b[:\s]\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:[,;|•·/&]|\s[–—-]{1,2}\s|\band\b|\bwith\b|\bfor\b|\bin\b|\bof\b|\bat\b|\bpublished\b)\s*", re.IGNORECASE
)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŁŚŻŽŠČĆĐİ][\w'’.-]{0,30}|[^\W\d_a-zA-Z]{1,12})")
_PARTICLES = listed("al bin da das de del della den der di do dos du el ibn la le ten ter van von y e af av zu")
_SUFFIXES = listed("jr jr. sr sr. ii iii iv phd ph.d. m.d. md")
_ROLES = listed(
    """
    columnist contributing contributor correspondent critic editor editors guest photographer producer reporter
    reporters senior special staff updated published posted writer writers
    """
)
"""What follows the name of the person who bears it: `Ada Holm Staff Writer`."""
_BODIES = listed(
    """
    agence agencies agency associated bbc bloomberg bureau chief cnn daily desk digital editorial foundation
    france-presse herald institute journal magazine media medill national network news newspaper newsroom online post
    press radio reuters service star team television the times today tribune university washington-based wire
    photography photographs photos photo video
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    """
)
"""Words of a paper's, an agency's or a day's name: no person's."""
_SHORTEST, _LONGEST_NAME = 2, 5


def is_byline(line: str) -> bool:
    """Whether `line` says who wrote the story, be it a person or an agency (`By The Associated Press`)."""
    if byline_names(line):
        return True
    opening = _OPENING.match(line)
    if not opening or len(line) > LONGEST:
        return False
    rest = line[opening.end() :].split()
    return 0 < len(rest) <= 8 and all(word[0].isupper() or word in {"and", "of", "for"} for word in rest)  # noqa: PLR2004


def byline_names(line: str) -> tuple[str, ...]:
    """People's names in a byline, in order, or none where `line` is no byline or names an agency only.

    Reads `By Ada Holm`, `By Ada Holm and Bo Lind, Staff Writers`, `ADA HOLM | The Paper`.  Roles and papers are left
    out; a name printed in capitals comes back in upper and lower case.
    """
    line = line.strip().strip("*_").strip()
    opening = _OPENING.match(line)
    if len(line) > LONGEST or not (opening or "|" in line):
        return ()
    parts = _PARTS.split(line[opening.end() if opening else 0 :])
    if not opening and (not line.partition("|")[0].strip().isupper() or not _is_name(_without_role(parts[0]))):
        return ()
    names: list[str] = []
    for part in filter(None, parts if opening else parts[:1]):
        name = _without_role(part)
        if not _is_name(name):
            break
        names.append(_in_lower_case(name))
    return tuple(dict.fromkeys(names))


def _without_role(part: str) -> str:
    """`Ada Holm Staff Writer` as `Ada Holm`; `ADA HOLM Associated Press` as `ADA HOLM`."""
    words = part.split()
    for at, word in enumerate(words):
        body = word.lower() in _BODIES and not word.isupper() and " ".join(words[:at]).isupper()
        if at and (body or word.lower() in _ROLES):
            return " ".join(words[:at])
    return part


def _is_name(part: str) -> bool:
    words = part.split()
    if not _SHORTEST <= len(words) <= _LONGEST_NAME or any(word.lower().strip(".") in _BODIES for word in words):
        return False
    return all(_is_name_word(word) for word in words) and words[0].lower() not in _PARTICLES - {"al", "la", "el", "van"}


def _is_name_word(word: str) -> bool:
    return word.lower() in _PARTICLES | _SUFFIXES or _NAME_WORD.fullmatch(word) is not None


def _in_lower_case(name: str) -> str:
    """`ADA MCHOLM` as `Ada McHolm`; a name that is not in capitals stays as printed."""
    if not name.isupper():
        return name
    return " ".join(_capitalised(word) for word in name.split())


def _capitalised(word: str) -> str:
    if word.endswith(".") or word.lower() in _SUFFIXES:
        return word
    if word.lower() in _PARTICLES:
        return word.lower()
    titled = "-".join(piece.capitalize() for piece in word.split("-"))
    return re.sub(r"\b(Mc|O['’]|D['’])(\w)", lambda found: found[1] + found[2].upper(), titled)
