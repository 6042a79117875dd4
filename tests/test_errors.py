"""What can go wrong."""

from __future__ import annotations

import pickle
from inspect import signature

import pytest

from briefing import errors
from briefing.errors import BriefingError, SynthesisError


def tree(error: type[BriefingError]) -> list[type[BriefingError]]:
    """The class and everything below it."""
    return [error, *(below for child in error.__subclasses__() for below in tree(child))]


OURS = [error for error in tree(BriefingError) if error.__module__ == "briefing.errors"]


@pytest.mark.parametrize("error", OURS, ids=lambda error: error.__name__)
def test_every_error_says_what_it_concerns_and_what_to_do(error: type[BriefingError]) -> None:
    """Every word that it was given is in its message or its hint."""
    names = [name for name, each in signature(error).parameters.items() if each.default is each.empty]
    given = {name: f"the {name}" for name in names}
    told = error(**given)
    assert all(value in str(told) for value in given.values())
    assert isinstance(told.hint, str)
    assert all(getattr(told, name) == value for name, value in given.items() if name != "message")


def test_the_tree_drawn_atop_the_file_is_the_tree() -> None:
    """Names, and nothing but."""
    drawn = {word for line in (errors.__doc__ or "").splitlines() for word in line.split() if word[:1].isupper()}
    assert {error.__name__ for error in OURS} <= drawn
    assert set(errors.__all__) == {error.__name__ for error in OURS}


def test_an_engines_error_survives_the_way_out_of_a_worker() -> None:
    """With its fields."""
    error = pickle.loads(pickle.dumps(SynthesisError("espeak", "word " * 40, "it broke", hint="Try again.")))  # noqa: S301  ours
    assert (error.engine, error.reason, error.hint) == ("espeak", "it broke", "Try again.")
    assert len(str(error)) < 120
