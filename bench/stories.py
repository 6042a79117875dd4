"""News-like stories of our own for the other programs here: made up by a seeded generator, the same every time.

    python bench/stories.py FOLDER [COUNT] [WORDS]

writes COUNT (40) stories of about WORDS (240) words each: an hour in 40 of them.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

__all__ = ["story", "write_stories"]

PLACES = ("PORT OSSA", "LINDEN BAY", "KARVALE", "EAST MORROW", "SANKT ALBAN", "TILLERY", "UPPER DRAY", "NEW HALSE")
FIRST = ("Ada", "Ben", "Clara", "Dmitri", "Esther", "Farid", "Greta", "Hamid", "Ines", "Jonas", "Kirsten", "Luis")
LAST = ("Moor", "Rye", "Okoro", "Lindqvist", "Varga", "Tanaka", "Brandt", "Achebe", "Novak", "Silva", "Hale", "Petrov")
ROLES = ("harbour master", "mayor", "union leader", "hydrologist", "school principal", "ferry captain", "biologist")
BODIES = ("The harbour council", "The water board", "The teachers' union", "The railway company", "The city hospital")
THINGS = (
    "quay", "bridge", "school roof", "pumping station", "old mill", "night ferry", "sea wall", "tram line", "archive",
    "grain store", "lighthouse", "market hall", "power station", "dairy", "ice rink", "swimming pool", "fire station",
)  # fmt: skip
AREAS = (
    "the lower town", "the upper valley", "the fishing quarter", "the islands", "the eastern suburbs", "the old port",
    "the river meadows", "the villages beyond the pass", "the university district", "the dry side of the county",
)  # fmt: skip
HOW = ("slowly", "without a word", "in the rain", "before dawn", "at some cost", "in great haste", "against all advice")
DEEDS = (
    "voted {n} to {m} on {day} to reopen the {thing} in {area} after {n} months of repairs",
    "said on {day} that it would spend ${n}.{m} million on the {thing} before winter comes to {area}",
    "published figures on {day} that show {n}.{m} percent more visitors to the {thing} in {area} than last year",
    "closed the {thing} in {area} on {day} while engineers looked for cracks in {big} metres of concrete",
    "asked people in {area} on {day} to stay away from the {thing}, as {n} of its {big} beams are rotten",
)
TITLES = (
    "Faces {big} Questions About {thing}", "Opens {thing} After {n} Years", "Wants {n}.{m} Million for {thing}",
    "Closes {thing} for {n} Months", "Asks {big} Families to Share {thing}",
)  # fmt: skip
FACTS = (
    "About {big} people live within {n} miles of the {thing}, and most of them had been told to stay indoors.",
    "Work on the {thing} began in {year} and was to have taken {n} years, according to documents seen in {area}.",
    "Shares in the company that owns the {thing} fell {n}.{m} percent before noon and ended the day {how}.",
    "Nobody was hurt, but {area} had no light until 6:{m}0 p.m., when {name} repaired the {thing} {how}.",
    "A plan to sell the {thing} failed {n} years ago, when {name} ran out of money and left {area}.",
    "The two sides will meet again at the {thing} next {day}, and {name} expects no agreement {how}.",
    "Snow fell on {area} for {n} hours, and {big} passengers spent the night in the {thing}.",
    "The report on the {thing} runs to {big} pages and names no one, although {name} is said to have signed it {how}.",
    "In {year} the {thing} stood empty, and {area} had {big} fewer people than it has today.",
    "By {day} evening the {thing} was open again, and {name} had walked there from {area} {how}.",
)
SAID = (
    "We have waited {n} years for the {thing}, and nobody in {area} wants to wait for another winter",
    "It is not a question of money; it is a question of who will still use the {thing} in {n} years",
    "I told them in {year} that the {thing} would not hold, and they thanked me and went home {how}",
    "People in {area} are tired, and they want to see the {thing} before they believe a word of it",
    "There is a plan for the {thing}, there are {big} volunteers, and there is no reason to be afraid",
    "You cannot ask {big} families in {area} to pay twice for the same {thing}",
    "If the river rises by {n} inches tonight, we will leave the {thing} and walk to {area} {how}",
    "My father built the {thing} in {year}, and I will not be the one who closes it {how}",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def story(number: int, words: int = 240) -> str:
    """Story `number`, always the same: headline, byline, dateline and paragraphs, half of them with quotations."""
    pick = random.Random(number)  # noqa: S311  not for secrets
    people = pick.sample([f"{first} {last}" for first in FIRST for last in LAST], 2)
    body = pick.choice(BODIES)
    deed = _filled(pick.choice(DEEDS), pick)
    paragraphs = [f"{pick.choice(PLACES)} (March {1 + number % 28}, 2026) -- {body} {deed}."]
    while sum(len(each.split()) for each in paragraphs) < words:
        paragraphs.append(_paragraph(pick, people, first=len(paragraphs) < 2 * len(people)))
    headline = f"{body.removeprefix('The ')} {_filled(pick.choice(TITLES), pick)}".title().replace("'S", "'s")
    return "\n\n".join((headline, f"By {pick.choice(FIRST)} {pick.choice(LAST)}", *paragraphs)) + "\n"


def _paragraph(pick: random.Random, people: list[str], *, first: bool) -> str:
    if pick.random() < 0.5:  # noqa: PLR2004  half
        return " ".join(_filled(fact, pick) for fact in pick.sample(FACTS, 2))
    person = pick.choice(people)
    who = f"{person}, a {pick.choice(ROLES)}" if first else person.split()[-1]
    before, after = (_filled(said, pick) for said in pick.sample(SAID, 2))
    return f'"{before}," said {who}. "{after}."'


def _filled(text: str, pick: random.Random) -> str:
    return text.format(
        n=pick.randint(2, 9),
        m=pick.randint(1, 5),
        big=pick.randint(120, 4800),
        year=pick.randint(1975, 2025),
        day=pick.choice(DAYS),
        thing=pick.choice(THINGS),
        area=pick.choice(AREAS),
        how=pick.choice(HOW),
        name=f"{pick.choice(FIRST)} {pick.choice(LAST)}",
    )


def write_stories(folder: Path, count: int, words: int = 240) -> list[Path]:
    """Write stories 0 to `count` - 1 as text files; their paths, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"story-{number:03}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(story(number, words), "utf-8")
    return paths


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[2:]]
    print(*write_stories(Path(sys.argv[1]), *(given or [40])), sep="\n")
