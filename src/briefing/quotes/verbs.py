"""Verbs that credit words to somebody, in every form a newsroom uses."""

from __future__ import annotations

from briefing.quotes.words import listed

__all__ = ["AUXILIARIES", "BASE", "FINITE", "GERUNDS", "IRREGULAR_FINITE", "PASTS", "SPEECH", "is_finite"]

_SAYING = """
chuckle chortle jeer heckle wisecrack boom hiss moan groan grouse stammer gloat retaliate recollect jest rant rave
narrate scribble type beg counsel corroborate
accept acknowledge add address admit advise affirm agree allege announce answer apologize appeal argue ask
assert assure attest bark bellow blog boast brag caution challenge chant charge chime claim clarify comment
complain concede conclude concur confess confide confirm contend continue counter cry deadpan declare decree
demand deny disagree disclose elaborate email emphasize enthuse estimate exclaim explain exult forecast fret
fume gripe growl grumble guess gush hint holler howl implore indicate inform inquire insist instruct interject
interrupt joke lament laugh lecture maintain marvel mention mumble murmur muse mutter note notify object observe
offer opine phone plead pledge point posit post pray preach predict press proclaim profess promise pronounce
propose protest question quip reason reassure rebut recall recite recommend recount reflect reiterate rejoin
relate remark remember remind repeat reply report respond retort reveal roar scoff scream sermonize shout shrug
sigh snap sneer specify speculate state stipulate stress suggest summarize surmise swear tease testify text
theorize thunder tweet urge venture volunteer vow wail warn whisper wonder worry yell
"""
_CHARACTERISING = """
accuse advocate applaud attack backtrack berate blame blast brand call castigate celebrate champion characterize
chide cite compare condemn congratulate consider credit criticize decry deem defend denounce depict deride
describe dismiss dub encourage endorse equate excoriate express fault focus hail hammer highlight invoke
label lambaste lampoon lash laud liken list lob mock name needle offer outline paint pan peg petition portray
praise promote rail rank rate rebuke reference refer reject ridicule rip rule scold signal skewer slam
slur sum support thank threaten ticket title toast tout trash trumpet use view welcome vilify want intend hope
"""
_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "go": ("goes", "went", "going"),
    "begin": ("begins", "began", "beginning"),
    "think": ("thinks", "thought", "thinking"),
    "speak": ("speaks", "spoke", "speaking"),
    "sing": ("sings", "sang", "singing"),
    "see": ("sees", "saw", "seeing"),
    "read": ("reads", "read", "reading"),
    "quote": ("quotes", "quoted", "quoting"),
    "quip": ("quips", "quipped", "quipping"),
    "admit": ("admits", "admitted", "admitting"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "swear": ("swears", "swore", "swearing"),
    "find": ("finds", "found", "finding"),
    "put": ("puts", "put", "putting"),
    "shoot": ("shoots", "shot", "shooting"),
    "fire": ("fires", "fired", "firing"),
    "show": ("shows", "showed", "showing"),
    "slam": ("slams", "slammed", "slamming"),
    "snap": ("snaps", "snapped", "snapping"),
    "rip": ("rips", "ripped", "ripping"),
    "refer": ("refers", "referred", "referring"),
    "pan": ("pans", "panned", "panning"),
    "brag": ("brags", "bragged", "bragging"),
    "fret": ("frets", "fretted", "fretting"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "peg": ("pegs", "pegged", "pegging"),
    "sum": ("sums", "summed", "summing"),
    "lob": ("lobs", "lobbed", "lobbing"),
    "blog": ("blogs", "blogged", "blogging"),
    "believe": ("believes", "believed", "believing"),
    "talk": ("talks", "talked", "talking"),
    "teach": ("teaches", "taught", "teaching"),
    "plead": ("pleads", "pleaded", "pleading"),
    "hold": ("holds", "held", "holding"),
}
AUXILIARIES = listed("""
    has have had is are was were be been being do does did will would can could may might must shall should
    hasn't haven't hadn't isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't
    """)
"""Forms that stand before another verb."""
IRREGULAR_FINITE = listed("""
    became began bought broke brought built came caught chose cut did dealt drew drove fell felt fought found
    gave got grew heard held hit kept knew laid led left let lost made meant met paid put ran rose sat saw sent
    set shot shook sought sold spent spoke stood stuck struck swept swore swung took taught threw thought
    understood went won wore wants seems appears makes takes gives goes
    comes keeps leads trails plans faces needs knows looks gets puts runs stands sits
    """)
"""Finite forms that no ending shows, mostly of verbs that credit nobody."""


def _forms(base: str) -> tuple[str, str, str]:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    return third, base + "ed", base + "ing"


def _table() -> dict[str, str]:
    """Form of a verb → its base."""
    table: dict[str, str] = {}
    for base in {*_SAYING.split(), *_CHARACTERISING.split(), *_IRREGULAR}:
        table |= dict.fromkeys((base, *_forms(base)), base)
    return table


BASE = _table()
"""Form → the verb's base."""
SPEECH = frozenset({*_SAYING.split(), "say", "tell", "write", "read"})
"""Bases of verbs of saying; the others characterise what is said, as `praise` does."""
GERUNDS = frozenset(form for form in BASE if form.endswith("ing") and form not in _IRREGULAR)
"""Forms in -ing."""
PASTS = frozenset(
    form for form, base in BASE.items() if base in SPEECH and form != base and not form.endswith(("s", "ing"))
)
"""Pasts of verbs of saying."""
FINITE = frozenset(BASE) - GERUNDS
"""All forms but those in -ing."""


def is_finite(word: str) -> bool:
    """Whether a lower-case word is likely a finite verb."""
    regular = word.endswith("ed") and len(word) > len("need")
    return regular or word in FINITE or word in AUXILIARIES or word in IRREGULAR_FINITE
