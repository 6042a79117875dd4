"""Engines are found by name, and only the one asked for is loaded."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from briefing.engines import engine_names, load_engine
from briefing.engines.silent import Silent
from briefing.errors import EngineMissing

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("nowhere_at_all:Engine", "module nowhere_at_all"),
        ("briefing.engines.silent:Missing", "Missing"),
        ("briefing.model:FEED", "FEED"),
        ("morse:", "module:Class"),
        (":Morse", "module:Class"),
        ("morse:Morse:Morse", "module:Class"),
    ],
)
def test_a_place_without_an_engine_says_what_to_look_at(place: str, hint: str) -> None:
    """And never to install a package of that name, which would be a stranger's."""
    with pytest.raises(EngineMissing) as caught:
        load_engine(place)
    assert hint in caught.value.hint
    assert "pip" not in caught.value.hint


def test_an_engine_may_lie_in_the_current_folder(tmp_path: Path) -> None:
    """While one is writing it; the path of an installed command does not begin there."""
    (tmp_path / "drumming.py").write_text("from briefing.engines.silent import Silent as Drum\n", "utf-8")
    code = (
        "import sys; sys.path.remove(''); from briefing.engines import load_engine;"
        "print(load_engine('drumming:Drum').name)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "silent\n"


def test_only_the_engine_asked_for_is_imported() -> None:
    """Loading the silent engine imports not pyttsx3."""
    code = (
        "import sys; from briefing.engines import load_engine; load_engine('silent'); import briefing.engines.workers;"
        "print(sorted({'pyttsx3', 'espeakng_loader', 'briefing.engines.espeak'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
