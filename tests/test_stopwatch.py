"""How long each stage takes."""

from __future__ import annotations

from itertools import count

import pytest

from briefing.stopwatch import Stopwatch


def test_every_second_is_counted_to_one_stage() -> None:
    """To the innermost; what is outside of all is not counted."""
    ticks = count()
    watch = Stopwatch(lambda: float(next(ticks)))
    with watch.stage("a"), watch.stage("b"):
        pass
    with watch.stage("a"):
        pass
    assert watch.seconds == {"a": 3.0, "b": 1.0}


def test_getting_items_is_a_stage_and_using_them_is_another() -> None:
    """However many there are."""
    now = [0.0]
    watch = Stopwatch(lambda: now[0])

    def slow() -> object:
        for _ in range(3):
            now[0] += 5
            yield now[0]

    with watch.stage("using"):
        for _ in watch.each("getting", slow()):  # type: ignore[arg-type]
            now[0] += 1
    assert watch.seconds == {"using": 3.0, "getting": 15.0}


def test_a_stage_that_fails_is_counted_too() -> None:
    """And the next one is not counted to it."""
    now = [0.0]
    watch = Stopwatch(lambda: now[0])

    def fail() -> None:
        with watch.stage("a"):
            now[0] += 2
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    now[0] += 7
    with watch.stage("b"):
        now[0] += 1
    assert watch.seconds == {"a": 2.0, "b": 1.0}
