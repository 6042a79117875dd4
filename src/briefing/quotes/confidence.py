"""How sure: signs → the share of cases in which, on data, they were right.

Three tables in `weights` were counted on annotated news by `bench/quotes_fit.py`, every sign shrunk towards telling
nothing so that rare ones weigh little; `docs/confidence.md` shows how well the result is calibrated.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from briefing.quotes.signs import TITLE, TURN, is_partial
from briefing.quotes.weights import CREDIT, LEADS, SPEECH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

__all__ = ["chance", "credit_right", "is_speech", "pronoun_right"]

SPEECH_FROM = 0.66
"""Least chance that quoted words are speech; below it they are scare quotes, titles, nicknames."""
FRAGMENT_FROM = 0.72
"""The same for a fragment in a sentence of the reporter, where scare quotes and names of things stand."""
SURE = frozenset({TURN, "rule: label", "rule: dash name", "rule: lead-in above", "rule: quotation runs on"})
"""Signs of speech beyond doubt: the form itself says that somebody speaks."""
CAUTION = 0.45
"""Log odds taken off every credit: the wrong mouth is a worse fault than the narrator's."""
LABELLED = 0.95
"""For a turn of a transcript or a quotation after a label; too few in the data to count."""
GUESS = 0.5
"""For somebody who is not ahead of anybody: too little for any threshold that an editor would set."""
BIAS = ""  # the key of what holds without any sign


def chance(signs: Iterable[str], weights: Mapping[str, float], caution: float = 0.0) -> float:
    """The logistic sum of the weights of some signs, less `caution`; a sign without a weight tells nothing."""
    total = weights[BIAS] + sum(weights.get(sign, 0.0) for sign in signs) - caution
    return 1 / (1 + exp(-total))


def is_speech(signs: Collection[str]) -> bool:
    """Whether quoted words are somebody's words and not a title, a nickname or words under discussion."""
    if TITLE in signs:
        return False
    least = FRAGMENT_FROM if is_partial(signs) else SPEECH_FROM
    return not SURE.isdisjoint(signs) or chance(signs, SPEECH) >= least


def credit_right(signs: Collection[str]) -> float:
    """That the phrase found is the one that credits the words."""
    return LABELLED if TURN in signs or "rule: label" in signs else chance(signs, CREDIT, CAUTION)


def pronoun_right(lead: float) -> float:
    """That a pronoun means whom it was taken to mean, who is `lead` ahead of the next best; below 0 it is a guess."""
    if lead < 0:
        return GUESS
    return next(share for least, share in reversed(LEADS) if lead >= least)
