"""Signs that a line is furniture of the page and no copy: navigation, captions, promotions, footers, wire slugs.

Form comes first (bullets, bars, capitals, want of a verb); words are asked for only where the trade uses fixed ones.
"""

from __future__ import annotations

import re
from enum import StrEnum

from briefing.clean.words import FUNCTION_WORDS, IRREGULAR_VERBS, PICTURE_WORDS

__all__ = ["Furniture", "furniture"]


class Furniture(StrEnum):
    """What kind of furniture a line is."""

    NAVIGATION = "navigation"
    PICTURE = "picture"  # alternative text: `A pentagon icon.`
    CAPTION = "caption"  # a caption with its credit, or a credit alone
    PROMOTION = "promotion"  # read more, newsletters, apps, advertisement
    SHARING = "sharing"  # share, comment, follow, print
    LEGAL = "legal"  # cookies, copyright, terms
    WIRE = "wire"  # ###, -30-, slugs


LONGEST_LABEL = 60
"""Code points: a label of a box or a button is shorter."""
LONGEST_LINE = 400
"""Code points: a longer line is looked at no further; no furniture but a caption is as long."""

_WIRE = re.compile(
    r"(?:#{2,}|[-–—]\s*30\s*[-–—]|[-–—]{1,2}\s*end[s]?\s*[-–—]{1,2}|\(?(?:end|ends|more|endit|mtf)\)?|\*{3,}"
    r"|[A-Z]{2}-[A-Z0-9-]{3,40}(?:,? ?\d+(?:st|nd|rd|th) Ld(?:-Writethru)?)?|\^?eds?: .{0,120})",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    r"[-–—\s(\[]*(?:advertisements?|ad|sponsored(?: content| advert| links?)?|paid (?:content|post)|promoted(?: content)?"
    r"|(?:story|article) continues (?:below|after)\b.{0,40}|continue reading(?: (?:below|the main story))?"
    r"|(?:loading|please wait)\W{0,5}(?:loading\W{0,5})?)[-–—\s)\].:]*",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"(?:read (?:more|next|also|the full|it here)\b|also read\b|see also\b|more (?:on|from|about|like|stories|news|coverage)\b"
    r"|related(?: (?:stories|articles?|links?|content|coverage|topics|news|video)s?)?\s?(?::|$)|recommended(?: for you)?\s?(?::|$)"
    r"|you (?:may|might) (?:also )?(?:like|be interested)|don['’]t miss\b.{0,40}$|most (?:read|popular|viewed|watched|shared)\b"
    r"|trending(?: now)?$|up next\b|watch(?: now| live| more)?\s?:|listen(?: now)?\s?:|in pictures\s?:|photos?\s?:\s|gallery\s?:"
    r"|sign up\b.{0,120}(?:newsletter|e-?mail|alert|inbox|briefing|updates)|subscribe\b|get (?:the|our|all|more|breaking)\b"
    r".{0,120}(?:newsletter|inbox|e-?mail|app\b|alerts|delivered)|download (?:the|our)\b.{0,40}\bapps?\b"
    r"|(?:enter|your) (?:your )?e-?mail\b|click here\b|tap here\b|support (?:our|us|independent) |become a (?:member|subscriber))",
    re.IGNORECASE,
)
_SHARING = re.compile(
    r"(?:share(?: (?:this|on|via|it|with)\b.{0,60}|\s?:.{0,40})?|tweet(?: this)?|pin it|e-?mail(?: this.{0,30})?|print(?: (?:this|article)\b.{0,40})?"
    r"|whats ?app|facebook|twitter|linkedin|pinterest|reddit|flipboard|instagram|telegram|copy link|save(?: (?:this|article|for later).{0,20})?"
    r"|(?:\d[\d,.]*k?|no|view|add|leave|post|join|show|read|see|hide|write)?\s?(?:(?:all|the|a|your|\d+) )?(?:comments?|shares?|conversation|replies)(?: \(\d+\))?"
    r"|follow (?:us|@|on|the author)\b.{0,80}|follow|like us on\b.{0,40}|reply|report (?:error|abuse|this).{0,30}|log ?in|sign ?(?:in|up)|register"
    r"|close|menu|search|skip to\b.{0,40}|back to top|scroll (?:back )?to\b.{0,20}|next|previous|previous next|home|tags?\s?:.{0,200}|filed under\b.{0,100})"
    r"[\s.:!…»›>→]*",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?:©|\(c\)\s|copyright\b.{0,40}\d{4}|all rights reserved|terms (?:of|and|&)|privacy (?:policy|notice)|cookie (?:policy|settings|preferences)"
    r"|(?:we|our (?:web)?site|this (?:web)?site) uses? cookies|by (?:using|continuing|signing up|subscribing|clicking)\b.{0,80}\byou (?:agree|accept|consent|acknowledge)"
    r"|this (?:material|content) may not be (?:published|reproduced)|do not sell my)",
    re.IGNORECASE,
)
_CREDIT_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|PA|REUTERS|Reuters|Getty|GETTY|Shutterstock|Alamy|Bloomberg|Xinhua|Unsplash|NASA|iStock\w*)"
)
_CREDIT = re.compile(
    rf"(?:\((?:[^()]{{0,80}}\bvia )?{_CREDIT_AGENCY}\b[^()]{{0,80}}\)|\((?:photo|image|picture|credit|source|file)\b[^()]{{1,80}}\)"
    rf"|\((?:[^()]{{1,60}}/)(?:[^()/]{{1,60}})\)"
    rf"|(?:photo(?:graph)?|image|picture)s?(?: credit)?(?: by|\s?:|\s?/|\s?©| courtesy(?: of)?)\s?[^.]{{2,80}}"
    rf"|\b{_CREDIT_AGENCY} ?(?:Photos?|Images?|/ ?[^.]{{2,50}}|via [^.]{{2,50}})|[^.]{{2,50}}[/|] ?{_CREDIT_AGENCY}\b[^.]{{0,30}}"
    rf"|©[^.]{{2,60}}|\bfile photo)[\s.)]*$",
)
_CREDIT_OPENS = re.compile(
    r"(?:photo(?:graph)?|image|picture|caption|credit|video)s?(?: credit)?\s?(?::|\bby [A-Z]|©|courtesy\b)",
    re.IGNORECASE,
)
_ALT_OPENS = re.compile(r"\[[^\[\]]{0,80}\]$|image result for\b|(?:file|image|photo)\s?[:#]\s?\w+", re.IGNORECASE)
_BARS = re.compile(r"\s[|•·»›]\s|[|•]")
_SENTENCE = re.compile(r"[^.!?]{1,200}[.!?]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def furniture(line: str) -> Furniture | None:
    """What kind of furniture `line` certainly is, or None where it may be copy.

    Meant to be right rather than complete: a page's furniture that only its neighbours give away is not known here.
    """
    line = line.strip()
    short = len(line) <= LONGEST_LABEL
    if not any(map(str.isalnum, line)) or _WIRE.fullmatch(line):
        return Furniture.WIRE
    if len(line) > LONGEST_LINE:
        return None
    if _ADVERT.fullmatch(line) or _PROMOTION.match(line):
        return Furniture.PROMOTION
    if short and _SHARING.fullmatch(line):
        return Furniture.SHARING
    if _LEGAL.match(line):
        return Furniture.LEGAL
    if is_navigation(line):
        return Furniture.NAVIGATION
    if _CREDIT_OPENS.match(line) or _ends_in_credit(line):
        return Furniture.CAPTION
    return Furniture.PICTURE if is_alternative_text(line) else None


def is_navigation(line: str) -> bool:
    """Whether `line` is a row of labels: `News • Sport • Contact`, `About us | Terms`."""
    labels = [label.strip() for label in _BARS.split(line) if label.strip()]
    if len(labels) < 2:  # noqa: PLR2004
        return False
    return all(len(label.split()) <= 4 and label[-1] not in '.!?,;”"' for label in labels)  # noqa: PLR2004


def is_alternative_text(line: str) -> bool:
    """Whether `line` describes a picture in place of it: articles and nouns, sentence after sentence, and no verb."""
    if _ALT_OPENS.match(line):
        return True
    sentences = _SENTENCE.findall(line)
    if not sentences or "".join(sentences).strip() != line or not all(map(_names_a_thing, sentences)):
        return False
    return len(sentences) > 2 or bool(PICTURE_WORDS.intersection(line.lower().rstrip(".").split()))  # noqa: PLR2004


def _names_a_thing(sentence: str) -> bool:
    words = _WORD.findall(sentence)
    return bool(words) and words[0] in {"A", "An", "The"} and not any(map(_may_be_verb, words))


def _may_be_verb(word: str) -> bool:
    return word in IRREGULAR_VERBS or (word.endswith("ed") and len(word) > 4)  # noqa: PLR2004  `red`, `shed`


def _ends_in_credit(line: str) -> bool:
    found = _CREDIT.search(line, max(0, len(line) - 160))
    return found is not None and not line.endswith(("”", '"'))


def title_case_share(words: list[str]) -> float:
    """Share of the words, function words left out, that start with a capital; 0 for none."""
    telling = [word for word in words if word.lower() not in FUNCTION_WORDS]
    return sum(word[0].isupper() for word in telling) / len(telling) if telling else 0.0
