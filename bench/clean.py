"""How much of each article is found, and nothing else: ours beside trafilatura's, on the same pages in the same run.

    python bench/clean.py FILE.jsonl [--worst N]

FILE holds lines `{"id", "html" or "text" (or "dump"), "gold", "url"?}`, where `gold` is the article's body; `headline`,
`byline` (a list) and `published` (ISO 8601) are compared as well where a line has them.  Precision and recall are taken
per page over runs of four words and averaged; exact is the share of pages whose words all agree, in order.  Pages a
second are by CPU time of one core, the first page left out, since it pays for the imports.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import trafilatura

from briefing.clean import clean
from briefing.errors import ArticleError
from briefing.model import Article, Form, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """One page."""

    id: str
    precision: float
    recall: float
    exact: bool


def main() -> None:
    """Print the table, then the worst pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="also show the N pages with most to gain")
    arguments = parser.parse_args()
    lines = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles: dict[str, Article] = {}
    print(f"{len(lines)} stories{'':8} F1    precision  recall  exact  pages/s")
    ours = show("briefing", lines, lambda line: our_body(line, articles))
    if any("html" in line for line in lines):
        show("trafilatura", lines, trafilatura_body)
    show_metadata(lines, articles)
    for score in sorted(ours, key=lambda score: score.precision + score.recall)[: arguments.worst]:
        print(f"  {score.id}  precision {score.precision:.3f}  recall {score.recall:.3f}")


def our_body(line: Line, articles: dict[str, Article]) -> str:
    """The body we find; nothing where the story is refused."""
    form = Form.HTML if "html" in line else Form.TEXT
    content = line.get("html") or line.get("text") or line.get("dump") or ""
    try:
        article = clean(Story(line["id"], line["id"], content, form, url=line.get("url")))
    except ArticleError:
        return ""
    articles[line["id"]] = article
    return article.text


def trafilatura_body(line: Line) -> str:
    """The body that trafilatura finds with its settings for precision, which do best on news pages."""
    page, url = line.get("html", ""), line.get("url")
    return trafilatura.extract(page, url=url, include_comments=False, favor_precision=True) or ""


def show(name: str, lines: Sequence[Line], find: Callable[[Line], str]) -> list[Score]:
    """Run one extractor over all lines and print its row."""
    find(lines[0])
    start = time.process_time()
    bodies = [find(line) for line in lines]
    seconds = time.process_time() - start
    scores = [compare(line["id"], line["gold"], body) for line, body in zip(lines, bodies, strict=True)]
    precision, recall = statistics.mean(s.precision for s in scores), statistics.mean(s.recall for s in scores)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    exact = statistics.mean(score.exact for score in scores)
    print(f"{name:15} {f1:8.4f} {precision:9.4f} {recall:9.4f} {exact:6.3f} {len(lines) / seconds:8.1f}")
    return scores


def compare(name: str, gold: str, found: str) -> Score:
    """Precision and recall of one page."""
    ours, theirs = shingles(found), shingles(gold)
    common = sum((ours & theirs).values())
    exact = re.findall(r"\w+", gold) == re.findall(r"\w+", found)
    return Score(name, common / (sum(ours.values()) or 1), common / (sum(theirs.values()) or 1), exact)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words; all words of a shorter text."""
    words = re.findall(r"\w+", text)
    if 0 < len(words) < 4:  # noqa: PLR2004
        return Counter([tuple(words)])
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def show_metadata(lines: Sequence[Line], articles: dict[str, Article]) -> None:
    """How often headline, byline and date were found, and how often right where the right one is known."""
    readers: dict[str, Callable[[Article], object]] = {
        "headline": lambda article: article.headline,
        "byline": lambda article: list(article.byline),
        "published": lambda article: article.published.date().isoformat() if article.published else "",
    }
    for field, read in readers.items():
        found = {name: read(article) for name, article in articles.items()}
        known = {
            line["id"]: line[field][:10] if field == "published" else line[field] for line in lines if field in line
        }
        right = sum(found.get(name) == value for name, value in known.items())
        verdict = f", right on {right} of {len(known)}" if known else ""
        print(f"{field:15} found on {sum(map(bool, found.values()))} of {len(lines)}{verdict}")


if __name__ == "__main__":
    main()
