"""Kokoro speaks in the voice that it is asked for, and says what is missing."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import pytest

from briefing.engines.check import check_clip
from briefing.engines.kokoro import Kokoro, _phonemes
from briefing.errors import EngineMissing, SynthesisError
from briefing.model import Gender, Prosody, Utterance, Voice
from tests.real_voices import needs_kokoro

if TYPE_CHECKING:
    from pathlib import Path

MODELS = os.environ.get("BRIEFING_MODELS", "")
SENTENCE = "The night ferry was late again."


def said(text: str = SENTENCE, voice: str = "af_heart", rate: int = 175) -> Utterance:
    """An utterance for Kokoro."""
    return Utterance(text, Voice("kokoro", voice), Prosody(rate))


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model that nobody can load, and an archive of three voices."""
    monkeypatch.setenv("BRIEFING_MODELS", str(tmp_path))
    folder = tmp_path / "kokoro"
    folder.mkdir()
    (folder / "kokoro.onnx").write_bytes(b"no model")
    with zipfile.ZipFile(folder / "voices.bin", "w") as archive:
        for name in ("bm_george", "af_heart", "zf_xiaoni"):
            archive.writestr(f"{name}.npy", b"")
    return folder


# Without a model


@pytest.mark.parametrize("name", ["kokoro.onnx", "voices.bin"])
def test_other_files_under_the_same_names_are_other_voices(models: Path, name: str) -> None:
    """Their clips are kept under other keys."""
    voice = Voice("kokoro", "af_heart")
    before = Kokoro().model(voice)
    (models / name).write_bytes(b"another")
    assert Kokoro().model(voice) not in {before, ""}


def test_another_espeak_makes_another_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """It makes the phonemes, so that its version is a part of Kokoro's."""
    installed = {"kokoro-onnx": "0.6.1", "espeakng-loader": "0.2.4"}
    monkeypatch.setattr("briefing.engines.kokoro.installed_version", lambda _, package: installed[package])
    before = Kokoro().version
    installed["espeakng-loader"] = "0.2.5"
    assert Kokoro().version != before


def test_voices_are_listed_with_language_and_gender(models: Path) -> None:
    """As their names tell, and without loading anything."""
    assert [(voice.id, voice.language, voice.gender) for voice in Kokoro().voices()] == [
        ("af_heart", "en-us", Gender.FEMALE),
        ("bm_george", "en-gb", Gender.MALE),
        ("zf_xiaoni", "cmn", Gender.FEMALE),
    ]


def test_without_files_there_are_no_voices(models: Path) -> None:
    """Neither are there where the archive is damaged."""
    (models / "voices.bin").write_bytes(b"rubbish")
    assert Kokoro().voices() == ()
    (models / "voices.bin").unlink()
    assert Kokoro().voices() == ()


def test_without_the_package_it_says_what_to_install(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command to type, and no traceback."""
    monkeypatch.setitem(sys.modules, "kokoro_onnx", None)
    with pytest.raises(EngineMissing) as caught:
        Kokoro().say(said())
    assert caught.value.hint == "pip install 'briefing[kokoro]'"


def test_nothing_heavy_is_imported_before_it_speaks(models: Path) -> None:
    """Listing voices needs neither onnxruntime nor numpy."""
    code = (
        "import sys; from briefing.engines.kokoro import Kokoro; Kokoro().voices();"
        "print(sorted({'kokoro_onnx', 'onnxruntime', 'numpy', 'phonemizer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# With the real package


needs_package = pytest.mark.skipif(
    not importlib.util.find_spec("kokoro_onnx"), reason="needs pip install 'briefing[kokoro]'"
)


@needs_package
@pytest.mark.parametrize("name", ["kokoro.onnx", "voices.bin"])
def test_a_missing_file_says_where_it_belongs(models: Path, name: str) -> None:
    """The folder, and what is to be in it."""
    (models / name).unlink()
    with pytest.raises(EngineMissing, match=str(models)) as caught:
        Kokoro().say(said())
    assert "voices-v1.0.bin" in caught.value.hint


@needs_package
def test_two_models_are_not_chosen_between(models: Path) -> None:
    """Tonight's voice is not to depend on the order of files."""
    (models / "another.onnx").write_bytes(b"")
    with pytest.raises(EngineMissing, match="there are 2 files"):
        Kokoro().say(said())


@needs_package
def test_a_damaged_model_is_an_error(models: Path) -> None:
    """And not a traceback of onnxruntime."""
    with pytest.raises(EngineMissing, match="cannot be used"):
        Kokoro().say(said())


# With the real model


@cache
def kokoro() -> Kokoro:
    """One engine for all tests."""
    return Kokoro()


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    """The models that the environment named when the tests began."""
    monkeypatch.setenv("BRIEFING_MODELS", MODELS)


@needs_kokoro
@pytest.mark.usefixtures("real")
def test_fifty_four_voices_of_both_sexes() -> None:
    """Twenty-eight of them English."""
    voices = kokoro().voices()
    assert len(voices) == 54
    assert {voice.gender for voice in voices} == {Gender.FEMALE, Gender.MALE}
    assert sum(voice.language.startswith("en") for voice in voices) == 28


@needs_kokoro
@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("voice", ["af_heart", "bm_george", "ef_dora"])
def test_each_voice_says_all_of_it(voice: str) -> None:
    """The same samples every time."""
    clip = kokoro().say(said(voice=voice))
    check_clip(clip, said(), audible=True)
    kokoro().say(said("Something else.", "am_adam"))
    assert kokoro().say(said(voice=voice)) == clip


@needs_kokoro
@pytest.mark.usefixtures("real")
def test_rates_that_the_model_does_not_take_are_brought_to_those_it_does() -> None:
    """400 words a minute are spoken as 350."""
    assert kokoro().say(said(rate=400)) == kokoro().say(said(rate=350))
    assert kokoro().say(said(rate=80)) == kokoro().say(said(rate=87))


@needs_kokoro
@pytest.mark.usefixtures("real")
def test_a_foreign_word_is_read_without_the_mark_of_its_language() -> None:
    """espeak-ng writes `(fr)` before such a word; read out, that would be a word nobody wrote."""
    kokoro().say(said())
    spoken = [_phonemes(text, "fr-fr") for text in ("Le weekend à Port Ossa", "the ferry", "business")]
    assert not any(mark in phonemes for phonemes in spoken for mark in ("(en", "(fr", "en-us"))


@needs_kokoro
@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("text", ["…", "", " \x00", "!!!"])
def test_where_there_is_nothing_to_say_nothing_is_said(text: str) -> None:
    """The model would breathe."""
    with pytest.raises(SynthesisError, match="nothing to say"):
        kokoro().say(said(text))


@needs_kokoro
@pytest.mark.usefixtures("real")
def test_an_unknown_voice_is_an_error() -> None:
    """And never another voice."""
    with pytest.raises(SynthesisError, match="no voice af_nobody"):
        kokoro().say(said(voice="af_nobody"))


@needs_kokoro
@pytest.mark.usefixtures("real")
def test_its_version_names_what_makes_a_clip() -> None:
    """The package, the espeak-ng of its phonemes and this adapter: another of any makes other clips."""
    package, espeak, adapter = kokoro().version.split("/")
    assert package[0].isdigit()
    assert espeak[0].isdigit()
    assert adapter.isdigit()
