"""Count the tables of `briefing.quotes.weights` on annotated stories, and print that module.

usage: quotes_fit.py STORIES.jsonl [--half 0|1] > src/briefing/quotes/weights.py

STORIES  lines {"id", "text", "quotes": [{"start", "end", "speaker_text", "speaker_start", "speaker_end",
         "speaker_entity"?}]}, the form that `bench/quotes.py` scores.  `--half` uses every other story only, so that
         the other half can check the result.

Logistic regression with an L2 penalty, by plain gradient steps: slow, and without any library.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from briefing.quotes.pronouns import ALONE
from briefing.quotes.reading import Candidate, read_story

PENALTY = 6.0
LEAST = 5  # times a sign must have been seen
STEPS = 400
SLIGHT = 0.1  # weights below this are left out
LEAD_BINS = (0.0, 0.5, 1.0, 2.0, 3.0)
LARGE = 3.0  # lead that promises as much as if nobody else could be meant
ASSUMED = 10  # cases added to each of them
PRONOUNS = frozenset(["he", "she", "they", "i", "it", "who", "we", "you"])

Row = tuple[tuple[str, ...], bool]


def main() -> None:
    """Print the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    options = parser.parse_args()
    speech: list[Row] = []
    credit: list[Row] = []
    leads: list[tuple[float, bool]] = []
    for number, line in enumerate(options.stories.read_text(encoding="utf-8").splitlines()):
        if options.half is None or number % 2 == options.half:
            _count(json.loads(line), speech, credit, leads)
    _print(_fit(speech), _fit(credit), _lead_table(leads))


def _count(story: dict, speech: list[Row], credit: list[Row], leads: list[tuple[float, bool]]) -> None:  # type: ignore[type-arg]
    for found in read_story(story["text"]).candidates:
        gold = _gold(found, story["quotes"])
        speech.append((found.signs, gold is not None))
        if gold is None or found.credit is None or found.speaker is None or not gold.get("speaker_text"):
            continue
        name = found.speaker.person.name
        phrase = found.credit.phrase
        there = phrase.start < gold["speaker_end"] and gold["speaker_start"] < phrase.end
        agrees = same(name, gold["speaker_text"])
        entity = gold.get("speaker_entity")
        plain = not phrase.pronoun and gold["speaker_text"].lower() not in PRONOUNS
        credit.append((found.signs, agrees if plain else there))
        if entity and found.speaker.lead is not None and there:
            leads.append((found.speaker.lead, same(name, entity)))


def _gold(found: Candidate, quotes: list[dict]) -> dict | None:  # type: ignore[type-arg]
    m = found.marked
    for quote in quotes:
        shared = min(m.end, quote["end"]) - max(m.start, quote["start"])
        if shared > 0 and shared >= 0.5 * min(m.end - m.start, quote["end"] - quote["start"]):
            return quote
    return None


def same(a: str, b: str) -> bool:
    """Whether two namings share their last capitalised word, or most words where there is none."""
    x, y = _capitals(a), _capitals(b)
    if x and y:
        return x[-1] in y or y[-1] in x
    left, right = set(a.lower().split()), set(b.lower().split())
    return 2 * len(left & right) >= min(len(left), len(right))


def _capitals(name: str) -> list[str]:
    plain = name.replace("’", "'").replace("'s", "")
    return [w.strip(".,'()").lower() for w in plain.split() if w[:1].isupper() and w.lower() not in {"the", "a", "an"}]


def _fit(rows: list[Row]) -> dict[str, float]:
    seen = Counter(sign for signs, _ in rows for sign in set(signs))
    names = ["", *sorted(s for s, n in seen.items() if n >= LEAST)]
    index = {s: i for i, s in enumerate(names)}
    data = [([0, *(index[s] for s in set(signs) if s in index)], right) for signs, right in rows]
    weights = [0.0] * len(names)
    speed = [1e-8] * len(names)
    for _ in range(STEPS):
        slope = [PENALTY * w for w in weights]
        slope[0] = 0.0
        for signs, right in data:
            error = 1 / (1 + math.exp(-sum(weights[i] for i in signs))) - right
            for i in signs:
                slope[i] += error
        for i, g in enumerate(slope):
            speed[i] += g * g
            weights[i] -= 0.5 * g / math.sqrt(speed[i])
    return {s: round(w, 2) for s, w in zip(names, weights, strict=True) if not s or abs(w) >= SLIGHT}


def _lead_table(leads: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Share right by lead, never falling; where nobody else can be meant is a bin by itself."""
    table: list[tuple[float, float]] = []
    for least, most in pairwise((*LEAD_BINS, ALONE)):
        share = _share_right([right for lead, right in leads if least <= lead < most], least)
        table.append((least, max(share, table[-1][1] if table else 0.0)))
    return [*table, (ALONE, _share_right([right for lead, right in leads if lead >= ALONE], LARGE))]


def _share_right(here: list[bool], lead: float) -> float:
    """The share right, with cases added that a lead in log odds promises: half of them right where there is none."""
    promised = 1 / (1 + math.exp(-lead))
    return round((sum(here) + ASSUMED * promised) / (len(here) + ASSUMED), 3)


def _print(speech: dict[str, float], credit: dict[str, float], leads: list[tuple[float, float]]) -> None:
    out = sys.stdout
    out.write(
        '"""What each sign is worth, in log odds.\n\nCounted by `bench/quotes_fit.py`; do not edit by hand.\n"""\n\n'
    )
    out.write("from __future__ import annotations\n\n")
    for name, table in (("SPEECH", speech), ("CREDIT", credit)):
        out.write(f"{name}: dict[str, float] = {{\n")
        out.writelines(f'    "{sign}": {weight},\n' for sign, weight in table.items())
        out.write("}\n")
    out.write(f"LEADS: tuple[tuple[float, float], ...] = {tuple(leads)!r}\n")


if __name__ == "__main__":
    main()
