"""The examples and their approved scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.cast import read_cast
from briefing.config import bundled
from briefing.model import Kind
from briefing.newsroom import Newsroom
from briefing.scripted import as_script, prepare, read_out
from briefing.scriptfile import render
from briefing.settings import Settings, SourceSettings
from briefing.sources import read_source
from briefing.spoken import Lexicon

if TYPE_CHECKING:
    from briefing.scripted import Scripted

ROOT = Path(__file__).parents[1]
APPROVED = sorted((ROOT / "tests" / "stories").glob("*.script"))
CAST = read_cast((bundled() / "newsroom.toml").read_text("utf-8"), "newsroom.toml")


ROOM = Newsroom(ROOT, ROOT, ROOT, Settings(), CAST, Lexicon())


def read_example(script: Path) -> Scripted:
    """The example that a script belongs to, with who says what in it."""
    (example,) = (ROOT / "examples").glob(f"{script.stem}.*")
    (story,) = read_source(str(example), settings=SourceSettings(), home=ROOT)
    assert not isinstance(story, Exception)
    (scripted,) = read_out([prepare(story)], ROOM, {})
    return scripted


@pytest.mark.parametrize("script", APPROVED, ids=lambda path: path.stem)
def test_the_script_is_the_one_the_editor_approved(script: Path) -> None:
    """Each example yields exactly the `.script` file of its name."""
    assert render(as_script(read_example(script), ROOM)) == script.read_text("utf-8")


@pytest.mark.parametrize("script", APPROVED, ids=lambda path: path.stem)
def test_no_word_is_lost_or_invented(script: Path) -> None:
    """Reading all segments in order gives back headline and body, letter for letter."""
    scripted = read_example(script)
    article, segments = scripted.story.article, scripted.segments
    assert "".join(s.text for s in segments if s.kind is Kind.HEADLINE) == article.headline
    for number, paragraph in enumerate(article.body):
        assert "".join(s.text for s in segments if s.paragraph == number) == paragraph


def test_every_example_of_one_story_has_an_approved_script() -> None:
    """None was forgotten."""
    one_story = {path.stem for path in (ROOT / "examples").iterdir() if path.suffix != ".xml"}
    assert {path.stem for path in APPROVED} == one_story
