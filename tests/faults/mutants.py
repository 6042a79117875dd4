"""Mutants: examples of our own, damaged in every way that a seeded generator thinks of."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["MOST", "mutants"]

MOST = 30_000
"""Bytes of a mutant, those of a very long story; that time grows with length only is for a test of its own."""
SPICE = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xf0\x9f\x9a\xa2", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"\xe2\x80\xae",
    b"\xed\xa0\x80", b'"', b"'", b"''", b"``", b"\\", b"\\u0000", b"\r", b"\n\n", b"\t", b"\x0b", b"\x1b[2J",
    b"\xc2\x85", b"\xe2\x80\xa8", b"<", b">", b"<p>", b"</p>", b"<div>", b"<table>", b"<!--", b"-->", b"<![CDATA[",
    b"]]>", b"&", b"&amp;", b"&#0;", b"&#x110000;", b"<script>", b'<script type="application/ld+json">',
    b"<blockquote>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"xmlns=", b"<item>", b"[", b"]", b"{", b"}", b"[[",
    b"]]", b"(", b")", b"=", b"==", b":", b"::", b",", b"#", b"* ", b"> ", b"- ", b"--", b"\xe2\x80\x94", b"|",
    b"_", b"`", b"0", b"9" * 30, b"-1", b"1e999", b"nan", b"99999-99-99", b"2026-02-30T25:61:61Z",
    b"March 32, 2026", b"\xd9\xa3", b"\xc2\xb2", b"%", b"%00", b"%zz", b"http://", b"http://[",
    b"https://a:b@c:99999/", b"//", b"../", b"\n--b", b"Content-Type: ", b"=?utf-8?b?", b"?=", b"charset=", b"By ",
    b"said ", b"(Reuters) - ", b"WASHINGTON (", b"User-agent: *", b"Disallow: *", b"Crawl-delay: ", b"$",
    b"\xe2\x84\x96", b"a", b"A.", b"Mr. ",
)  # fmt: skip
REPEATS = (1, 1, 1, 2, 3, 10, 100, 1000, 5000)


def mutants(seeds: Sequence[bytes], count: int, seed: int, most: int = MOST) -> Iterator[bytes]:
    """So many of at most so many bytes, each of one of the `seeds` after one to six changes; always the same ones."""
    pick = random.Random(seed)  # noqa: S311  not for secrets
    for _ in range(count):
        data = pick.choice(seeds)
        for _ in range(pick.choice((1, 1, 1, 2, 3, 6))):
            data = pick.choice(_CHANGES)(data, pick, seeds)[:most]
        yield data


def _span(data: bytes, pick: random.Random) -> tuple[int, int]:
    start = pick.randint(0, len(data))
    return start, min(len(data), start + pick.choice((1, 2, 5, 20, 100, 1000)))


def _cut(data: bytes, pick: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(data, pick)
    return data[:start] + data[end:]


def _repeat(data: bytes, pick: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(data, pick)
    return data[:start] + data[start:end] * pick.choice(REPEATS) + data[end:]


def _move(data: bytes, pick: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _span(data, pick)
    rest = data[:start] + data[end:]
    at = pick.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


def _add(data: bytes, pick: random.Random, _: Sequence[bytes]) -> bytes:
    at = pick.randint(0, len(data))
    return data[:at] + pick.choice(SPICE) * pick.choice(REPEATS) + data[at:]


def _flip(data: bytes, pick: random.Random, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(changed), pick.choice((1, 3, 30)))):
        changed[pick.randrange(len(changed))] = pick.randrange(256)
    return bytes(changed)


def _splice(data: bytes, pick: random.Random, seeds: Sequence[bytes]) -> bytes:
    other = pick.choice(seeds)
    return data[: pick.randint(0, len(data))] + other[pick.randint(0, len(other)) :]


def _end(data: bytes, pick: random.Random, _: Sequence[bytes]) -> bytes:
    return data[: pick.randint(0, len(data))]


_CHANGES: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    _cut, _repeat, _move, _add, _add, _flip, _splice, _end,
)  # fmt: skip
