"""Word lists that tell a sentence from a label: the small closed classes of English."""

from __future__ import annotations

__all__ = ["FUNCTION_WORDS", "IRREGULAR_VERBS", "PICTURE_WORDS", "listed"]


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as prose, for the eye's sake."""
    return frozenset(words.split())


FUNCTION_WORDS = listed(
    """
    a about above across after again against all almost along also although always am among an and another any are
    around as at away back be became because been before behind being below between both but by can cannot could did
    do does doing down during each either else enough even ever every few for from further had has have having he her
    here hers herself him himself his how however i if in into is it its itself just least less like made make many may
    me might more most much must my myself near neither never no nor not now of off often on once one only onto or
    other others our out over own per rather said same say says she should since so some still such than that the their
    them then there these they this those though through to together too toward towards two under until up upon us very
    was we well were what when where whether which while who whom whose why will with within without would yet you your
    yours don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't
    hadn't it's he's she's that's there's i'm i've i'll i'd we're we've we'll you're you've they're they've let's
    """
)
"""Words that any sentence has, and a menu hardly."""

IRREGULAR_VERBS = listed(
    """
    am are be became become been began begun bent bit blew bought bound broke brought build built burnt came can
    caught chose clung come cost could crept cut dealt did do does drank drew drove dug fell felt fled flew forbade
    forgot fought found froze gave get gets goes got grew had happens has have heard held hid hit hung hurt is kept
    knelt knew laid lay leads led left lent let lies lit lost makes may meant met might must paid put quit ran rang read
    remains rose said sang sank sat saw says seems seen sent set shall shook shot should shut slept slid sold sought
    spent split spoke spread sprang stands stood stole struck stuck sung swam swept swore takes taught tells thinks
    thought threw told took tore understood wants was went were will win wins woke won wore works would wrote
    isn't aren't wasn't weren't won't wouldn't can't couldn't hasn't haven't hadn't don't doesn't didn't
    """
)
"""Forms that no rule gives away; a word in `-ed` needs no list."""

PICTURE_WORDS = listed(
    """
    animation avatar badge banner cartoon chart diagram drawing emblem engraving flag glyph graphic headshot icon icons
    illustration image infographic logo map painting photo photograph picture portrait rendering screenshot silhouette
    sketch symbol thumbnail
    """
)
"""What a picture may be called in its description."""
