"""What somebody else took for the article, and how much of a line of the page it contains."""

from __future__ import annotations

import re

__all__ = ["Opinion"]

_WORD = re.compile(r"\w+")


class Opinion:
    """An extracted text, asked line by line.

    A line is told by its runs of four words, so that an opinion that glued two paragraphs together, or lost the odd
    word of one, still counts.
    """

    def __init__(self, text: str) -> None:
        self._runs = set(_runs(_WORD.findall(text)))
        self._lines = {" ".join(_WORD.findall(line)) for line in text.splitlines()}

    def share(self, line: str) -> float:
        """How much of `line` the text contains: 0 to 1."""
        words = _WORD.findall(line)
        if " ".join(words) in self._lines:
            return 1.0
        runs = _runs(words)
        return sum(run in self._runs for run in runs) / len(runs) if runs else 0.0


def _runs(words: list[str]) -> list[tuple[str, str, str, str]]:
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))
