"""How well `find_quotes` finds quotations and names their speakers, and how fast.

usage: quotes.py STORIES.jsonl [--threshold T] [--errors N] [--peer textacy] [--reliability] [--half 0|1]

STORIES  lines {"id", "text", "quotes": [{"start", "end", "kind": direct or mixed, "speaker_text", "speaker_start",
         "speaker_end", "speaker_entity"?}]}; offsets are code points.

  exact     quotations with the very same start and end; direct ones are looked for, mixed ones not punished
  chars     the same by characters
  mention   the words that credit, or the name, are right: of all gold quotations with a source
  entity    the name is right, a pronoun's only where the gold says whom it means
  named     how many get a name at the threshold, and how many of these are right
  voices    B-cubed of names against entities, per story
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefing.model import Person, Quote, Span
from briefing.quotes import find_quotes
from quotes_fit import PRONOUNS, same

Finder = Callable[[str], Iterable[Quote]]
Gold = dict[str, Any]
MARKS = "\"“”'‘’`«»"
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--threshold", type=float, default=0.0)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--peer", choices=("textacy",))
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every other story only")
    options = parser.parse_args()
    lines = options.stories.read_text(encoding="utf-8").splitlines()
    stories = [json.loads(x) for i, x in enumerate(lines) if options.half is None or i % 2 == options.half]
    finders: dict[str, Finder] = {"briefing": find_quotes}
    if options.peer:
        finders["textacy"] = _textacy()
    for name, finder in finders.items():
        tally = _report(name, stories, finder, options.threshold)
        if options.reliability:
            tally.print_reliability()
        for line in tally.errors[: options.errors]:
            print("  !", line)


def _report(name: str, stories: list[Gold], finder: Finder, threshold: float) -> Tally:
    begun = time.process_time()
    found = [list(finder(story["text"])) for story in stories]
    seconds = time.process_time() - begun
    paragraphs = sum(bool(p.strip()) for story in stories for p in story["text"].split("\n"))
    tally = Tally(threshold)
    for story, quotes in zip(stories, found, strict=True):
        tally.add(story, quotes)
    print(f"{name}: {len(stories)} stories, threshold {threshold}, {paragraphs / seconds:,.0f} paragraphs/s")
    for label, value in tally.figures():
        print(f"  {label:28s}{value}")
    return tally


class Tally:
    """Counts over stories."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        self.counts: Counter[str] = Counter()
        self.bins: dict[str, list[tuple[float, bool]]] = defaultdict(list)
        self.errors: list[str] = []

    def add(self, story: Gold, quotes: list[Quote]) -> None:
        """Count one story."""
        direct = [q for q in story["quotes"] if q.get("kind", "direct") == "direct"]
        mixed = [q for q in story["quotes"] if q.get("kind", "direct") != "direct"]
        self._spans(story["text"], direct, mixed, quotes)
        pairs: list[tuple[str, str]] = []
        for gold in story["quotes"]:
            if gold.get("speaker_text"):
                self._speaker(story, gold, _nearest(gold, quotes), pairs)
        self._voices(pairs)

    def _spans(self, text: str, direct: list[Gold], mixed: list[Gold], quotes: list[Quote]) -> None:
        wanted = {_trim(text, g["start"], g["end"]) for g in direct}
        given = {_trim(text, q.start, q.end) for q in quotes}
        given = {s for s in given if s in wanted or not any(_half(s, g) for g in mixed)}
        self.counts.update(exact=len(wanted & given), extra=len(given - wanted), missed=len(wanted - given))
        heard = _covered((q.start, q.end) for q in quotes)
        spoken, other = (_covered((g["start"], g["end"]) for g in kind) for kind in (direct, mixed))
        self.counts.update(
            char_right=len(heard & spoken), char_extra=len(heard - spoken - other), char_missed=len(spoken - heard)
        )

    def _speaker(self, story: Gold, gold: Gold, quote: Quote | None, pairs: list[tuple[str, str]]) -> None:
        direct = gold.get("kind", "direct") == "direct"
        said = quote.speaker if quote and quote.confidence >= self.threshold else None
        entity = gold.get("speaker_entity")
        pronoun = gold["speaker_text"].lower() in PRONOUNS
        entity = entity or (None if pronoun else gold["speaker_text"])
        right = bool(said and entity and same(said.name, entity))
        there = bool(said and quote and quote.mention and _overlap(quote.mention, gold))
        mention = there or right or bool(said and not pronoun and same(said.name, gold["speaker_text"]))
        self.counts.update(all=1, all_mention=mention)
        if not direct:
            return
        self.counts.update(direct=1, mention=mention)
        if entity:
            kind = "pronoun" if pronoun else "other"
            self.counts.update({"known": 1, "entity": right, "named": bool(said), f"{kind}": 1, f"{kind}_right": right})
            pairs.append((_label(entity), _label(said.name) if said else f"?{gold['start']}"))
            if quote and quote.speaker:
                group = "pronoun" if pronoun else "name or description"
                self.bins[group].append((quote.confidence, same(quote.speaker.name, entity)))
        if not right and not (mention and entity is None):
            words = story["text"][gold["start"] : gold["end"]][:50]
            self.errors.append(
                f"{story['id']}: {words!r} is {entity or gold['speaker_text']}, not {said and said.name}"
                f" ({quote.rule if quote else 'not found'})"
            )

    def _voices(self, pairs: list[tuple[str, str]]) -> None:
        for gold, given in pairs:
            alike = [p for p in pairs if p[0] == gold]
            together = [p for p in pairs if p[1] == given]
            both = sum(p[1] == given for p in alike)
            self.counts.update({"b3": 1})
            self.bins["b3"].append((both / len(together), True))
            self.bins["b3r"].append((both / len(alike), True))

    def figures(self) -> list[tuple[str, str]]:
        """Label and value of each line of the table."""
        c = self.counts
        precision, recall = (_mean(x for x, _ in self.bins[k]) for k in ("b3", "b3r"))
        return [
            ("exact F1", _f1(c["exact"], c["extra"], c["missed"])),
            ("by characters F1", _f1(c["char_right"], c["char_extra"], c["char_missed"])),
            ("mention, end to end", _share(c["mention"], c["direct"])),
            ("  all kinds", _share(c["all_mention"], c["all"])),
            ("entity, end to end", _share(c["entity"], c["known"])),
            ("he, she resolved", _share(c["pronoun_right"], c["pronoun"])),
            ("named", _share(c["named"], c["known"])),
            ("right when named", _share(c["entity"], c["named"])),
            ("voices B3", f"{200 * precision * recall / (precision + recall or 1):.1f}"),
        ]

    def print_reliability(self) -> None:
        """How often guesses of each confidence are right."""
        for group in ("name or description", "pronoun"):
            print(f"\n| {group}: confidence | guesses | mean confidence | right |\n| --- | ---: | ---: | ---: |")
            for low, high in pairwise(BINS):
                here = [(c, r) for c, r in self.bins[group] if low <= c < high]
                if here:
                    mean, right = _mean(c for c, _ in here), _mean(r for _, r in here)
                    print(f"| {low:.2f} to {min(high, 1):.2f} | {len(here)} | {mean:.2f} | {right:.2f} |")


def _nearest(gold: Gold, quotes: list[Quote]) -> Quote | None:
    best = max(quotes, key=lambda q: min(q.end, gold["end"]) - max(q.start, gold["start"]), default=None)
    return best if best and _half((best.start, best.end), gold) else None


def _half(span: tuple[int, int], gold: Gold) -> bool:
    shared = min(span[1], gold["end"]) - max(span[0], gold["start"])
    return 2 * shared >= max(span[1], gold["end"]) - min(span[0], gold["start"])


def _overlap(mention: Span, gold: Gold) -> bool:
    return bool(mention.start < gold["speaker_end"] and gold["speaker_start"] < mention.end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = re.search(r"[^\s\"“”„«»`](?:.*[^\s\"“”„«»`])?", text[start:end], re.DOTALL)
    return (start + words.start(), start + words.end()) if words else (start, end)


def _covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _label(name: str) -> str:
    capitals = [w for w in re.findall(r"[\w’'-]+", name) if w[0].isupper() and w not in {"The", "A", "An"}]
    return (capitals or name.split() or [""])[-1].lower()


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % of {whole}" if whole else "-"


def _f1(right: int, extra: int, missed: int) -> str:
    return f"{200 * right / max(1, 2 * right + extra + missed):.1f}"


def _textacy() -> Finder:
    """The peer, paragraph by paragraph: needs `pip install textacy` and the model en_core_web_sm."""
    import spacy  # noqa: PLC0415  only for the peer
    from textacy.extract import direct_quotations  # noqa: PLC0415

    model = spacy.load("en_core_web_sm")

    def find(text: str) -> list[Quote]:
        return [quote for line in re.finditer(r"[^\n]+", text) for quote in _peers(line)]

    def _peers(line: re.Match[str]) -> Iterator[Quote]:
        try:
            found = list(direct_quotations(model(line[0])))
        except ValueError:  # its answer to a mark without a partner
            return
        for speaker, _cue, content in found:
            words = content.text.strip(MARKS)
            start = line.start() + content.start_char + content.text.index(words)
            end = start + len(words)
            if not speaker:
                yield Quote(start, end)
                continue
            mention = Span(line.start() + speaker[0].idx, line.start() + speaker[-1].idx + len(speaker[-1]))
            yield Quote(start, end, Person(line.string[mention.start : mention.end]), mention, 1.0)

    return find


if __name__ == "__main__":
    main()
