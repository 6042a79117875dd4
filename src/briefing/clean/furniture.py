"""Signs that a line is furniture of the page and no copy: navigation, captions, promotions, footers, wire slugs.

Form comes first (bullets, bars, capitals, want of a verb); words are asked for only where the trade uses fixed ones.
Words that a reporter may write as well need a second sign beside them: a credit, an address, the want of a full stop.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from briefing.clean.words import FUNCTION_WORDS, IRREGULAR_VERBS, PICTURE_WORDS

__all__ = ["Furniture", "ends_in_credit", "furniture", "title_case_share"]


class Furniture(StrEnum):
    """What kind of furniture a line is."""

    NAVIGATION = "navigation"
    PICTURE = "picture"  # alternative text: `A pentagon icon.`
    CAPTION = "caption"  # a caption with its credit, or a credit alone
    PROMOTION = "promotion"  # read more, newsletters, apps, advertisement
    SHARING = "sharing"  # share, comment, follow, print
    LEGAL = "legal"  # cookies, copyright, terms
    DATE = "date"  # a day alone: of publication, or the heading of a day in a chronology
    WIRE = "wire"  # ###, -30-, slugs


LONGEST_LABEL = 60
"""Code points: a label of a box or a button is shorter."""
LONGEST_LINE = 400
"""Code points: no furniture but running text is longer, and that its neighbours give away."""


def _any_of(*forms: str, whole: bool = False, stops: str = ".!") -> re.Pattern[str]:
    """Lines that open with one of the forms or, where `whole`, hold nothing else but perhaps one of the `stops`."""
    tail = rf"[\])*\s{stops}:…»›>→]*$" if whole else ""
    return re.compile(rf"[\[(*\s]{{0,3}}(?:{'|'.join(forms)}){tail}", re.IGNORECASE)


_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|PA|REUTERS|Reuters|Getty|GETTY|Shutterstock|Alamy|Bloomberg|Xinhua|Unsplash|NASA|iStock\w*)"
)

_WIRE = _any_of(
    r"#{2,}",
    r"[-–—]\s*30\s*[-–—]",
    r"[-–—]{1,2}\s*ends?\s*[-–—]{1,2}",
    r"ends?(?=[\])\s]*$)",
    r"(?:endit|mtf|more to (?:come|follow))",
    r"(?-i:[A-Z]{2}-[A-Z0-9][A-Za-z0-9-]{2,40})(?:,? ?\d+(?:st|nd|rd|th) Ld(?:-Writethru)?)?"
    r"(?:,? ?\d{2,4}(?: words)?)?",
    r"\^?eds: .{0,120}",
    whole=True,
)
_CONTACT = r".{0,100}?(?:@|\be-?mail\b|\d{3}[-. )]|https?:|www\.|\b(?:twitter|facebook|instagram|linkedin|whatsapp)\b)"
"""What a line that tells whom to write to gives: an address, a number or a network."""
_ADVERTISEMENT = _any_of(
    r"[-–—]{0,3}\s?(?:advertisements?|sponsored(?: content| advert| links?)?|paid (?:content|post)"
    r"|promoted(?: content)?)"
    r"[-–— ]{0,4}",
    r"ad",
    r"(?:story|article) continues (?:below|after)\b.{0,40}",
    r"continue reading(?: (?:below|the main story))?",
    r"(?:loading|please wait)\W{0,5}(?:loading\W{0,5})?",
    whole=True,
)
_PROMOTION = _any_of(
    r"(?:read (?:more|next|also|the full|it here)|also read|see also)\b(?! than| about it)",
    r"more (?:on|from|about|like|stories|news|coverage)\b[^.]{0,80}$",
    r"related(?: (?:stories|articles?|links?|content|coverage|topics|news|video)s?)?\s?(?::|$)",
    r"recommended(?: for you)?\s?(?::|$)|trending(?: now)?$|don['’]t miss\b.{0,40}$",
    r"you (?:may|might) (?:also )?(?:like|be interested)\b",
    r"most (?:read|popular|viewed|watched|shared)(?: \w+){0,3}$",
    r"(?:watch|listen)(?: now| live| more| here)?\s?:|(?:in pictures|gallery|photos|video)\s?:\s",
    r"subscribe\b(?: (?:to|now|today|for)\b|$)"
    r"|support (?:our|independent) journalism\b|become a (?:member|subscriber)\b",
    r"(?:enter )?your e-?mail(?: address)?\W{0,3}$|click here\b|tap here\b",
    r"download (?:the|our)\b.{0,40}\bapps?\b",
    r"(?:[^.]{0,80}[.!?] ){0,2}(?:please )?(?:sign ?up|subscribe|register|get|fill)\b[^.]{0,120}"
    r"\b(?:newsletters?|inbox|(?:e-?mail|news) alerts?|by e-?mail)\b",
    r"[^“\"]{0,200}\bwe(?:['’]d| would) (?:like|love) to hear (?:from you|your|what you)\b",
    r"follow\b.{1,80} on (?:facebook|twitter|instagram|youtube|x)\b",
    rf"[^.]{{0,200}}\b(?:may|can) be (?:reached|contacted) (?:at|by|via|on)\b{_CONTACT}",
    r"have a (?:news )?(?:tip|story)\b.{0,60}\?",
    r"(?:[^.]{0,120}[.!?] ){0,3}(?:you can )?(?:follow|reach|contact|email) (?:him|her|them|me|us|@\w+)\b"
    rf"[^.]{{0,40}} (?:on|at)\b{_CONTACT}",
)
_LOG_IN = r"(?:log(?:ged)? ?in|sign(?:ed)? ?(?:in|up)|register(?:ed)?|subscribe|create an account)"
_TALK = r"(?:comments?|conversation|discussion|reply|replies)"
_LABEL = _any_of(
    r"share(?: (?:this|on|via|it|with|to)\b[^.]{0,60}|\s?:.{0,40})?",
    r"tweet(?: this)?|pin(?: it)?|buffer|e-?mail(?: this[^.]{0,30})?|print(?: (?:this|article)\b[^.]{0,40})?",
    r"whats ?app|facebook|twitter|linkedin|pinterest|reddit|flipboard|instagram|telegram|copy link",
    r"save(?: (?:this|article|for later)[^.]{0,20})?",
    r"no (?:comments|shares|replies)(?: yet)?|(?:\d[\d,.]*k?\s?)?(?:comments?|shares?|replies)(?: \(\d+\))?",
    r"follow(?: (?:us|@\w+|on|the author)\b[^.]{0,80})?|like us on\b[^.]{0,40}|reply"
    r"|report (?:error|abuse|this)[^.]{0,30}",
    r"log ?in|sign ?(?:in|up)|register|close|menu|search|skip to\b[^.]{0,40}"
    r"|back to (?:top|gallery)|scroll (?:back )?to\b[^.]{0,20}",
    r"(?:previous|next|previous next|home)(?: (?:article|story|post|page))?",
    r"(?:tags?|topics?)\s?:.{0,200}|filed (?:under|to)\b[^.]{0,100}",
    whole=True,
    stops="",
)
"""What stands on a button: with a full stop behind it, it is a sentence of copy, such as `No comment.`"""
_REQUEST = _any_of(
    r"(?:share|print|save|e-?mail|like) this (?:article|story|post|page)(?: (?:on|via|with)\b.{0,40})?",
    rf"(?:view|add|leave|post|join|show|read|see|hide|write) (?:(?:all|the|a|your|\d+) ){{0,2}}{_TALK}(?: \(\d+\))?",
    rf"(?:please |you (?:must|need to|have to) (?:be )?)?{_LOG_IN}(?: (?:or|and) {_LOG_IN})?"
    r" (?:to|before you can) (?:(?:leave|post|add|write|join|view|see|read) )?(?:(?:a|the|your|all) )?"
    rf"{_TALK}",
    whole=True,
)
_LEGAL = _any_of(
    r"©|\(c\)\s(?=.{0,60}\d{4})|copyright\b(?! (?!by |the )(?-i:[a-z])).{0,40}\d{4}"
    r"|(?:[^.]{0,80}\b)?all rights reserved\b",
    r"(?:terms (?:of (?:use|service)|(?:and|&) conditions)|privacy (?:policy|notice)"
    r"|cookie (?:policy|settings|preferences))(?![^.]{40})",
    r"(?:we|our (?:web)?site|this (?:web)?site) uses? cookies",
    r"by (?:using|continuing|signing up|subscribing|clicking)\b.{0,80}\byou (?:agree|accept|consent|acknowledge)",
    r"this (?:material|content) may not be (?:published|reproduced)|do not sell my",
)
_FULL_DATE = rf"{_DAY}, {_MONTH} \d{{1,2}}, \d{{4}}\b"
_CAPITALS = r"(?-i:[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|and|for|of|the|&)){0,9})"
_CAPTION = re.compile(
    r"(?:photo(?:graph)?|image|picture|caption|credit)s?(?: credit)?\s?(?::|©|courtesy\b)"
    r"|(?:photo(?:graph)?|image|picture)(?: credit)? by (?-i:[A-Z])"
    rf"|(?:photo(?:graph)?|image|picture)s by {_CAPITALS}(?:[\s.)]*$|\.|\s?[,/|])"
    rf"|(?:in )?this (?:[^.,]{{0,20}}{_MONTH} \d[^.]{{0,16}}|undated|file)[^.]{{0,40}}\b(?:photo|image|picture|frame)"
    r"|[^.“\"]{0,120}(?:, | is )(?:pictured|seen|shown) (?:here|left|right|above|below)\b"
    r"|[^.“\"]{0,120}, (?:pictured|seen|shown) (?:at|in|with|on|during)\b[^.,]{0,100}"
    r"(?:, (?:when|where|while|before|after)\b[^.,]{0,100})?(?:\.|$)"
    r"|(?-i:an?) (?-i:[a-z ]{3,60}): (?-i:[A-Z])"
    rf"|(?=.{{20,300}}(?:, {_FULL_DATE}|(?<!\bon) {_FULL_DATE},? in (?-i:[A-Z])))"
    rf"(?!.*[“\"])(?!.*\b(?:was|were|had|did|will|would|said|says|[ap]\.?m\.?)\b.*{_FULL_DATE}).*",
    re.IGNORECASE,
)
"""A caption's opening; what is pictured, with no verb behind it; or the weekday and full date that AP prints in its
captions, which tell in the present tense what happened, and never in copy."""
_BEFORE_CREDIT = r"(?:^|[.!?“”\"(/|©:–—-]\s?)"
_PHOTO = r"(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)s?"
_CREDIT = re.compile(
    rf"(?:\((?:[^()]{{0,80}}\bvia )?{_AGENCY}(?:\)(?!\.)| ?(?:Photo|Image|[/,|])[^()]{{0,80}}\))"
    rf"|\((?:{_PHOTO}|[Cc]redit|[Ss]ource|[Ff]ile)(?:\s?[:/,©]| by\b| courtesy\b)[^()]{{1,80}}\)|\([Ff]ile(?: photo)?\)"
    r"|\([^()/]{1,60}/ ?[A-Z][^()/]{0,60}\)$"
    rf"|(?:{_BEFORE_CREDIT}|\s(?=[PI])){_PHOTO}(?: credit)?"
    rf"(?:(?:\s?[:/©]| courtesy(?: of)?)\s?[^.]{{2,80}}| by:? {_CAPITALS})"
    rf"|(?:{_BEFORE_CREDIT}|, |\bvia |\bby |^(?:[A-Z][\w’'-]* ){{1,4}}){_AGENCY} ?"
    r"(?:Photos?|Images?|/ ?[^.]{2,50}|via [^.]{2,50})"
    rf"|[^.]{{2,50}}[/|] ?{_AGENCY}\b[^.]{{0,30}}"
    rf"|\bCredit(?:\.\.\.|…)[^.]{{2,60}}|^[^.]{{2,60}} via {_AGENCY}"
    r"|^(?:[A-Z][\w’'-]+ ){1,3}?[A-Z][\w’'-]+ ?/ ?[A-Z][\w’'-]*(?: [A-Z&][\w’'-]*){0,4}"
    rf"|©[^.]{{2,60}}|(?:^|[.,(/|—-]\s?)[Ff]ile photo)[\s.)]*$",
)
"""A credit at the end of a caption; an agency's name at the end of a sentence is none."""
_GALLERY = _any_of(
    r"(?:image|photo|slide|picture)?\s?\d{1,3}\s?(?:of|/|of /)\s?\d{1,3}"
    r"|(?:hide |show |toggle )?captions?|photos?|image|video|gallery",
    whole=True,
)
_DATE = rf"(?:{_DAY},? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}}"
_DATE_ALONE = _any_of(_DATE, whole=True)
_STAMP = _any_of(
    rf"(?:(?:first |last )?(?:posted|published|updated|modified)[: ]{{1,3}}(?:on |at )?)?{_DATE}"
    r"(?:,? ?(?:at|[-–—|/•])? ?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?)?",
    r"\d{1,3} (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|\d{1,2} min(?:ute)?s? read",
    whole=True,
)
"""When something was published."""
_ADDRESS = re.compile(r"(?:iframe\s?:\s*)?(?:\d{1,4}\. )?(?:https?://|www\.)\S+$|iframe\s?:", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"\[[^\[\]]{0,80}\]$|image result for\b|(?:file|image|photo)\s?[:#]\s?\w+", re.IGNORECASE)
_BARS = re.compile(r"\s[|•·»›]\s|[|•]")
_LINK_NUMBER = re.compile(r"^\[\d{1,4}\]\s?(?=[^\s])")
"""What lynx prints before a link."""
_SAID = re.compile(r",[”\"’']{0,2} (?:[\w.’'-]+ ){1,6}(?:said|says)\.$")
"""Whose words a sentence gives, which furniture never tells."""
_SENTENCE = re.compile(r"[^.!?]{1,200}[.!?]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


_KINDS = (
    (_WIRE, Furniture.WIRE),
    (_ADVERTISEMENT, Furniture.PROMOTION),
    (_PROMOTION, Furniture.PROMOTION),
    (_LEGAL, Furniture.LEGAL),
    (_GALLERY, Furniture.CAPTION),
    (_DATE_ALONE, Furniture.DATE),
    (_STAMP, Furniture.NAVIGATION),
    (_ADDRESS, Furniture.NAVIGATION),
    (_CAPTION, Furniture.CAPTION),
    (_ALTERNATIVE, Furniture.PICTURE),
)
"""What is asked of a line, in order."""


def furniture(line: str) -> Furniture | None:
    """What kind of furniture `line` certainly is, or None where it may be copy.

    Meant to be right rather than complete: what only its neighbours give away is not known here.
    """
    line = _LINK_NUMBER.sub("", line.strip())
    if not any(map(str.isalnum, line[:LONGEST_LINE])):
        return Furniture.WIRE
    if len(line) > LONGEST_LINE:
        return None
    if len(line) <= LONGEST_LABEL and (_LABEL.match(line) or _REQUEST.match(line)):
        return Furniture.SHARING
    kinds = () if _SAID.search(line) else _KINDS
    return next((kind for pattern, kind in kinds if pattern.match(line)), None) or _by_build(line)


def _by_build(line: str) -> Furniture | None:
    """What the build of a line says, whatever its words."""
    if _is_navigation(line):
        return Furniture.NAVIGATION
    if ends_in_credit(line):
        return Furniture.CAPTION
    return Furniture.PICTURE if _is_alternative_text(line) or _is_doubled(line) else None


def _is_doubled(line: str) -> bool:
    """Whether `line` is the same words twice without a space, as a picture's title and alternative text are dumped."""
    half, odd = divmod(len(line), 2)
    return not odd and half > 3 and line[:half] == line[half:]  # noqa: PLR2004  `tutu` is a word


def _is_navigation(line: str) -> bool:
    """Whether `line` is a row of labels: `News • Sport • Contact`, `About us | Terms`."""
    labels = [label.strip() for label in _BARS.split(line) if label.strip()]
    if len(labels) < 2:  # noqa: PLR2004
        return False
    return all(len(label.split()) <= 4 and label[-1] not in '.!?,;”"' for label in labels)  # noqa: PLR2004


def _is_alternative_text(line: str) -> bool:
    """Whether `line` describes a picture in place of it: articles and nouns, sentence after sentence, and no verb."""
    sentences = _SENTENCE.findall(line)
    if not sentences or "".join(sentences).strip() != line or not all(map(_names_a_thing, sentences)):
        return False
    words = [word.lower() for word in _WORD.findall(line)]
    if len(sentences) > 2:  # noqa: PLR2004
        return not PICTURE_WORDS.isdisjoint(words) or all(map(_names_one_thing, sentences))
    return words[0] in {"a", "an"} and len(words) <= 12 and not PICTURE_WORDS.isdisjoint((words[1], words[-1]))  # noqa: PLR2004


def _names_a_thing(sentence: str) -> bool:
    words = _WORD.findall(sentence)
    return len(words) > 1 and words[0] in {"A", "An", "The"} and not any(map(_may_be_verb, words))


def _names_one_thing(sentence: str) -> bool:
    """Whether it has no room for a verb, not even for one in the present tense: of `A door opens` that ends in `s`.

    `boats` in `A row of boats` is none, behind its preposition.
    """
    first, *rest = _WORD.findall(sentence)
    verbs = (word for before, word in pairwise(rest) if word.endswith("s") and before not in FUNCTION_WORDS)
    return len(rest) == 1 or (first != "The" and not any(verbs))


def _may_be_verb(word: str) -> bool:
    return word in IRREGULAR_VERBS or (word.endswith("ed") and len(word) > 4)  # noqa: PLR2004  `red`, `shed`


def ends_in_credit(line: str) -> bool:
    """Whether a picture's credit stands at the end of `line`, and no quotation."""
    found = _CREDIT.search(line, max(0, len(line) - 160))
    return found is not None and not line.endswith(("”", '"'))


def title_case_share(words: list[str]) -> float:
    """Share of the words, function words left out, that start with a capital; 0 for none."""
    telling = [word for word in words if word.lower() not in FUNCTION_WORDS]
    return sum(word[0].isupper() for word in telling) / len(telling) if telling else 0.0
