"""Everything that is neither a letter nor a digit nor plain punctuation: said as a word, as a pause, or not at all.

What an engine could take for a command (brackets, angle brackets, leading dashes, control characters) never passes.
"""

from __future__ import annotations

import re
import unicodedata

from briefing.spoken.numbers import cardinal, digits
from briefing.spoken.written import Reader, Said, Written, read_first

__all__ = ["at_mark"]

PLAIN = frozenset(".,;:!?'\"()“”‘’«»¿¡„‚")
"""Marks that every voice takes for a pause or passes over."""

DASHES = re.compile(r"\s{0,40}(?:-{2,20}|[—―⸺⸻]{1,20}|–)[\s-]{0,40}|\s{1,40}[-−]\s{1,40}")
ELLIPSIS = re.compile(r"\s{0,40}(?:\.(?:\s?\.){2,20}|…{1,20})")
FOOTNOTE = re.compile(
    r"\[(?:\d{1,3}(?:,\s?\d{1,3}){0,4}|(?<=\S\[)[a-z]|\*|[Nn]ote \d{1,2}|[Cc]itation needed|[Ss]ic)\](?!\w)"
)
TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|em|strong|span|div|sup|sub|small|cite|q|img|li|ul|ol|h[1-6]|font|blockquote|figure|script)"
    r"(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
POWER = re.compile(r"(?<=\d)⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}")
BASE = re.compile(r"(?<![\d,.])\d{1,3}\Z")
"""What is raised to a power; a year has a footnote behind it."""
SPACE = re.compile(r"[^\S ]")
STARS = re.compile(r"[*†‡]{1,20}")
STUMP = re.compile(r"(?:https?|www)\Z", re.IGNORECASE)
"""What is left of an address that is none."""
BREAKS = re.compile(r"[\s,;:()“”\"]")
WORDS = {
    "&": "and",
    "%": "percent",
    "@": "at",
    "+": "plus",
    "=": "equals",
    "°": "degrees",
    "§": "section",
    "¶": "paragraph",
    "×": "times",
    "÷": "divided by",
    "±": "plus or minus",
    "≈": "about",
    "≠": "is not equal to",
    "≤": "at most",
    "≥": "at least",
    "−": "minus",
    "√": "the square root of",
    "∞": "infinity",
    "№": "number",
    "‰": "per mille",
    "€": "euro",
    "$": "dollar",
    "£": "pound",
    "¥": "yen",
    "₽": "ruble",
    "¢": "cent",
    "→": "to",
    "#": "number",
    "~": "about",
    "℃": "degrees Celsius",
    "℉": "degrees Fahrenheit",
}
COMPARED = {"<": "less than", ">": "more than"}
BESIDE_NUMBERS = frozenset("§¶±°")
UNIT_SIGNS = frozenset("%‰°€£¢₽₴¥₹₪")
"""Signs behind a number, which a hyphen may tie to the next word: `20%-off`."""
EMOJI_STYLE = "\ufe0f"
NUMBER_BEHIND = frozenset("#~№")


def at_mark(written: Written, at: int) -> Said | None:
    """Say a mark, or the run of marks and spaces that begins at `at`."""
    if said := read_first(RUNS, written, at):
        return said
    char = written.text[at]
    if char in PLAIN or char == " ":
        return Said(at + 1, " ") if char in ":." and STUMP.search(written.before(at, 5)) else None
    if char == "/":
        return _stroke(written, at)
    return _hyphen(written, at) if char in "-‑" else _sign(written, at, char)


def _ellipsis(found: re.Match[str], written: Written) -> str:
    end = found.end()
    if written.char(end) in {".", "?", "!", ","} or not written.before(found.start(), 1).strip("“\"‘'(["):
        return ""
    following = written.text[end : end + 2].strip(" ")
    if not following or following[0] in "”\"’')" or (written.char(end) == " " and following[0].isupper()):
        return "."
    return "," if written.char(end).isspace() else ", "


def _dash(found: re.Match[str], written: Written) -> str | None:
    """Turn a dash between words into a comma; at either end of a text or beside other marks into a bare space."""
    before, after = written.char(found.start() - 1), written.char(found.end())
    if found[0] == "–" and before.isalnum() and (after.isupper() or after.isdigit()):
        return "-"
    if not before or not after or before in "(“‘" or after in ",.;:!?)”’":
        return ""
    return " " if before in ",;:.!?" else ", "


def _stroke(written: Written, at: int) -> Said:
    """Say `or` between two words, `slash` where there are more, and `per` between a number and its unit."""
    before, after = written.char(at - 1), written.char(at + 1)
    if before.isalnum() and after.isalnum():
        return Said(at + 1, f" {_joint(written, at, before, after)} ".replace("  ", " "))
    spaced = before == after == " " and written.char(at - 2).isalnum() and written.char(at + 2).isalnum()
    end = at + 2 if after == " " else at + 1
    return Said(end, "slash " if spaced else " " if before.strip() and (after.strip() or after == " ") else "")


def _joint(written: Written, at: int, before: str, after: str) -> str:
    stretch = BREAKS.split(written.before(at))[-1] + BREAKS.split(written.text[at : at + 40])[0].rstrip(".!?'’")
    if stretch.count("/") > 1:
        return "" if stretch.isupper() else "slash"
    names = after.isupper() and stretch[:1].isupper()
    if names or stretch.casefold() == "and/or" or ("-" in stretch and any(char.isdigit() for char in stretch)):
        return ""
    if before.isdigit():
        return "slash" if after.isdigit() else "per"
    return "or"


def _hyphen(written: Written, at: int) -> Said | None:
    before, after = written.char(at - 1), written.char(at + 1)
    if after.isdigit() and not before.isalnum() and before not in {".", ",", "-", ")", *UNIT_SIGNS}:
        return Said(at + 1, "minus ")
    if before.isalnum() or before in {".", "'", "’", ")", '"', "”", *UNIT_SIGNS}:
        return None if written.text[at] == "-" else Said(at + 1, "-")
    return Said(at + 1, "")


def _sign(written: Written, at: int, char: str) -> Said | None:
    before, after = written.char(at - 1), written.char(at + 1)
    if char in COMPARED:
        follows = after == " " and written.char(at + 2).isdigit()
        parted = " " if before.isalnum() and after.isalnum() else ""
        return Said(at + 1, f" {COMPARED[char]} " if after.isdigit() or follows else parted)
    if char in NUMBER_BEHIND and not after.strip(" ").isdigit():
        return Said(at + 1, " ")
    if char in BESIDE_NUMBERS and before.isalpha():  # a letter that went through a wrong encoding
        return Said(at + 1, "")
    word = WORDS.get(char)
    if word:
        left = "" if not before or before.isspace() or before in "(“\"'[" else " "
        right = "" if not after or after.isspace() or after in ',.;:!?)”"' else " "
        return Said(at + 1, f"{left}{word}{right}")
    return _other(written, at, char)


def _other(written: Written, at: int, char: str) -> Said | None:
    """Pass over emoji and ornaments; read other scripts' figures; keep letters apart that a mark kept apart."""
    before = written.char(at - 1)
    value = unicodedata.numeric(char, None)
    if value is not None:
        footnote = char in "⁰¹²³⁴⁵⁶⁷⁸⁹" and written.char(at - 1).isalpha()
        return Said(at + 1, "" if footnote or value != int(value) else f" {digits(str(int(value)))}")
    if char in "[]{}`\\^" or unicodedata.category(char) in {"Cc", "Cf", "Me", "Cs", "Co", "Cn"}:
        return Said(at + 1, "")
    if unicodedata.category(char) in {"Mn", "Mc"}:  # an accent written apart belongs to its letter
        return (
            None
            if (before.isalpha() or unicodedata.category(before or " ")[0] == "M") and char != EMOJI_STYLE
            else Said(at + 1, "")
        )
    parted = written.char(at - 1).isalnum() and written.char(at + 1).isalnum()
    return Said(at + 1, ", " if char == "|" and parted else " " if parted else "")


def _power(found: re.Match[str], written: Written) -> str:
    if not BASE.search(written.before(found.start(), 5)):
        return ""
    figure = unicodedata.normalize("NFKC", found[0].lstrip("⁻"))
    return f" to the power of {'minus ' if found[0][0] == '⁻' else ''}{cardinal(int(figure))}"


RUNS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (ELLIPSIS, _ellipsis),
    (DASHES, _dash),
    (POWER, _power),
    (SPACE, lambda _found, _written: " "),
    (FOOTNOTE, lambda _found, _written: ""),
    (STARS, lambda _found, _written: ""),
    (TAG, lambda _found, _written: ""),
)
