"""Engines are found by name, and only the one asked for is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefing.engines import engine_names, load_engine
from briefing.engines.silent import Silent
from briefing.errors import EngineMissing


def test_our_engines_are_known() -> None:
    """The engines that come with the program are found without being imported."""
    assert {"espeak", "silent"} <= set(engine_names())


def test_an_engine_is_loaded_by_name() -> None:
    """A name gives the engine registered under it."""
    assert isinstance(load_engine("silent"), Silent)


def test_an_engine_is_loaded_by_its_place() -> None:
    """`module:Class` gives an engine that nobody has registered."""
    assert isinstance(load_engine("briefing.engines.silent:Silent"), Silent)


def test_a_misspelt_name_is_put_right() -> None:
    """The hint names the nearest engine there is."""
    with pytest.raises(EngineMissing) as caught:
        load_engine("espaek")
    assert caught.value.hint == "Did you mean espeak?"


def test_an_unknown_name_lists_what_there_is() -> None:
    """Where no name is near, all are named."""
    with pytest.raises(EngineMissing) as caught:
        load_engine("zzz")
    assert "silent" in caught.value.hint


@pytest.mark.parametrize("place", ["nowhere_at_all:Engine", "briefing.engines.silent:Missing"])
def test_an_engine_that_cannot_be_imported_says_what_to_install(place: str) -> None:
    """A module or class that is not there is an EngineMissing with a command to type."""
    with pytest.raises(EngineMissing) as caught:
        load_engine(place)
    assert "pip install" in caught.value.hint


def test_only_the_engine_asked_for_is_imported() -> None:
    """Loading the silent engine imports not pyttsx3."""
    code = (
        "import sys; from briefing.engines import load_engine; load_engine('silent'); import briefing.engines.workers;"
        "print(sorted({'pyttsx3', 'espeakng_loader', 'briefing.engines.espeak'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
