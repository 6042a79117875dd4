"""How well text is read out: accuracy by class, residue, sentences, speed and start-up, ours beside its peers.

    python bench/spoken.py FILE.tsv [--sentences FILE] [--misses N]

FILE holds lines `written<TAB>said|said otherwise<TAB>class`; `#` starts a comment.  Words are compared without case,
punctuation and hyphens, letters of initials joined, `and` inside numbers optional.  Residue is the share of outputs
with a digit or a sign that no voice can read.  The file for --sentences holds one text a line, its sentences parted by
tabs.  The peers, num2words with a few rules and nemo_text_processing, run where they are installed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.spoken import sentences, spoken_form

if TYPE_CHECKING:
    from collections.abc import Iterator

Reader = Callable[[str], str]
RESIDUE = re.compile(r"[0-9$€£¥%#@&+=<>{}\[\]^~|\\/*_°½¼¾©®™§•]|--|https?:|www\.")
OPTIONAL_AND = re.compile(r"\b(hundred|thousand|million) and (?=\w)")
RUN = re.compile(r"(?<!\S)\w(?: \w(?!\S))+")


@dataclass(frozen=True, slots=True)
class Pair:
    """What is written, and each way in which it may be said."""

    written: str
    said: tuple[str, ...]
    kind: str


def pairs(path: Path) -> Iterator[Pair]:
    """Read the pairs of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            written, said, *rest = line.split("\t")
            yield Pair(written, tuple(way.strip() for way in said.split("|")), rest[0] if rest else path.stem)


def folded(text: str) -> str:
    """Reduce a text to the words that are heard."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    words = " ".join(re.sub(r"(?<!\w)'|'(?!\w)|[^\w'\s]|_", " ", text).split())
    joined = RUN.sub(lambda run: run[0].replace(" ", ""), words)
    return OPTIONAL_AND.sub(r"\1 ", joined)


def ours(text: str) -> str:
    """Read with `briefing.spoken`."""
    return spoken_form(text).text


def num2words_with_rules() -> Reader:
    """Read with num2words: money, ordinals, percentages and bare numbers by a few obvious rules."""
    from num2words import num2words  # noqa: PLC0415  optional

    def number(found: re.Match[str]) -> str:
        return str(num2words(found[1].replace(",", "")))

    def read(text: str) -> str:
        text = re.sub(r"\$([\d,]+(?:\.\d+)?)( [mbtr]+illion)?", r"\1\2 dollars", text)
        text = re.sub(r"(\d+)(?:st|nd|rd|th)\b", lambda found: str(num2words(int(found[1]), to="ordinal")), text)
        text = re.sub(r"\b((?:1\d|20)\d\d)\b", lambda found: str(num2words(int(found[1]), to="year")), text)
        return re.sub(r"(\d[\d,]*(?:\.\d+)?)", number, text.replace("%", " percent"))

    return read


def nemo() -> Reader:
    """Read with nemo_text_processing."""
    from nemo_text_processing.text_normalization.normalize import Normalizer  # noqa: PLC0415  optional

    normalizer = Normalizer(input_case="cased", lang="en")
    return lambda text: str(normalizer.normalize(text, punct_post_process=True))


def readers() -> Iterator[tuple[str, Reader, float]]:
    """Name each reader there is, and the seconds that it takes to start."""
    makers: dict[str, tuple[str, Callable[[], Reader]]] = {
        "briefing": ("briefing", lambda: ours),
        "num2words": ("num2words", num2words_with_rules),
        "nemo_text_processing": ("nemo_text_processing", nemo),
    }
    for name, (package, make) in makers.items():
        if find_spec(package) is None:
            print(f"{name}: not installed", file=sys.stderr)
            continue
        start = time.perf_counter()
        reader = make()
        yield name, reader, start_up() if name == "briefing" else time.perf_counter() - start


def start_up() -> float:
    """Measure our own import in a fresh process."""
    code = "import time; t = time.perf_counter(); import briefing.spoken; print(time.perf_counter() - t)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure(name: str, reader: Reader, started_s: float, cases: list[Pair], misses: int) -> None:
    """Print one reader's table."""
    start = time.perf_counter()
    outputs = [reader(case.written) for case in cases]
    each_ms = (time.perf_counter() - start) * 1000 / len(cases)
    right, total, wrong = Counter[str](), Counter[str](), []
    for case, output in zip(cases, outputs, strict=True):
        total[case.kind] += 1
        if folded(output) in {folded(way) for way in case.said}:
            right[case.kind] += 1
        else:
            wrong.append((case, output))
    residue = sum(RESIDUE.search(output) is not None for output in outputs)
    print(
        f"\n{name}: {right.total()} of {total.total()} ({right.total() / total.total():.1%}), residue {residue}", end=""
    )
    print(f", {each_ms:.2f} ms a line, start {started_s:.2f} s")
    for kind in total:
        print(f"  {kind:<24}{right[kind]:>4} of {total[kind]:<4}")
    for case, output in wrong[:misses]:
        print(f"  miss: {case.written!r} → {output!r}, wanted {case.said[0]!r}")


def measure_sentences(path: Path) -> None:
    """Print how many texts are cut exactly as their file says."""
    texts = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    right = 0
    for wanted in texts:
        text = " ".join(wanted)
        right += [text[span.start : span.end] for span in sentences(text)] == wanted
    print(f"\nsentences: {right} of {len(texts)}")


def main() -> None:
    """Read the arguments, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    cases = list(pairs(arguments.file))
    for name, reader, started_s in readers():
        measure(name, reader, started_s, cases, arguments.misses)
    if arguments.sentences:
        measure_sentences(arguments.sentences)


if __name__ == "__main__":
    main()
