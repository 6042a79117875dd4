"""Piper speaks what it is asked, the same every time, and says what is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefing.engines.check import check_clip
from briefing.engines.models import changed_file, models_folder, record
from briefing.engines.piper import Piper, _literal, _marks, _speaker_id, _which
from briefing.engines.workers import Workers
from briefing.errors import EngineMissing, SynthesisError
from briefing.model import Clip, Prosody, Utterance, Voice, WordMark
from tests.real_voices import VOICE, link_piper_voice, needs_piper

SENTENCE = "The night ferry to Port Ossa was late again, and nobody on the pier could say why."


def said(text: str = SENTENCE, voice: str = VOICE, rate: int = 175) -> Utterance:
    """An utterance for Piper."""
    return Utterance(text, Voice("piper", voice), Prosody(rate))


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of models."""
    monkeypatch.setenv("BRIEFING_MODELS", str(tmp_path))
    (tmp_path / "piper").mkdir()
    return tmp_path / "piper"


def write_voice(models: Path, name: str, **about: Any) -> Path:
    """A model that nobody can load, and what is said of it."""
    path = models / f"{name}.onnx"
    path.write_bytes(b"no model")
    path.with_name(f"{path.name}.json").write_text(json.dumps(about))
    return path


# Without a model


def test_another_model_under_the_same_name_is_another_voice(models: Path) -> None:
    """Its clips are kept under another key, and only its: be it another model, or another description of it."""
    path, other = write_voice(models, "ann", num_speakers=1), write_voice(models, "ben")
    ann, ben = Voice("piper", "ann#0"), Voice("piper", str(other))
    first, bens = Piper().model(ann), Piper().model(ben)
    path.touch()
    assert Piper().model(ann) == first
    write_voice(models, "ann", num_speakers=2)
    second = Piper().model(ann)
    path.write_bytes(b"another model")
    third = Piper().model(ann)
    path.with_suffix(".sha256").write_text(record([path]))
    assert len({first, second, third, Piper().model(ann), ""}) == 5
    assert Piper().model(ben) == bens
    assert Piper().model(Voice("piper", "nobody")) == ""


def test_voices_are_listed_without_loading_any(models: Path) -> None:
    """One for each speaker of each model, with its language; what cannot be read is left out."""
    write_voice(models, "en_GB-merle-low", num_speakers=1, language={"code": "en_GB"})
    write_voice(models, "en_US-crowd-high", num_speakers=3)
    write_voice(models, "broken")
    (models / "lonely.onnx").write_bytes(b"")
    assert [(voice.id, voice.language) for voice in Piper().voices()] == [
        ("en_GB-merle-low", "en-gb"),
        ("en_US-crowd-high#0", "en"),
        ("en_US-crowd-high#1", "en"),
        ("en_US-crowd-high#2", "en"),
    ]


def test_a_voice_is_named_by_model_path_and_speaker(models: Path) -> None:
    """A name means a model that was added; a path may be relative to these, absolute, or in the user's home."""
    assert _which("en_GB-merle-low") == (models / "en_GB-merle-low.onnx", "")
    assert _which("crowd#12") == (models / "crowd.onnx", "12")
    assert _which("sub/ann.onnx#p3922") == (models / "sub" / "ann.onnx", "p3922")
    assert _which("/srv/voices/ann.onnx") == (Path("/srv/voices/ann.onnx"), "")
    assert _which("~/ann.onnx") == (Path.home() / "ann.onnx", "")


@pytest.mark.parametrize(("speaker", "number"), [("0", 0), ("1", 1), ("2", 2), ("3", 3), ("p7", 0), ("", None)])
def test_figures_are_the_number_of_a_speaker(speaker: str, number: int | None) -> None:
    """As the speakers are listed; names that are figures would make two of them one voice."""
    model = SimpleNamespace(config=SimpleNamespace(speaker_id_map={"p7": 0, "8699": 1, "3": 2, "1": 3}, num_speakers=4))
    assert _speaker_id(model, speaker) == number


def test_models_lie_among_the_users_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the environment names another place."""
    monkeypatch.delenv("BRIEFING_MODELS")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert models_folder("piper") == Path("/data/briefing/models/piper")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert models_folder("piper") == Path.home() / ".local/share/briefing/models/piper"


@pytest.mark.parametrize("text", ["[[ferry]]", "[[[", "a [[b]] [c] [[[[d]]]]"])
def test_brackets_are_no_command(text: str) -> None:
    """Piper would take what is in double brackets for phonemes; nothing else of the text is changed."""
    assert "[[" not in _literal(text)
    assert _literal(text).replace(" ", "") == text.replace(" ", "")


def test_without_the_package_it_says_what_to_install(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command to type, and no traceback."""
    monkeypatch.setitem(sys.modules, "piper", None)
    write_voice(models, VOICE, num_speakers=1)
    with pytest.raises(EngineMissing) as caught:
        Piper().say(said())
    assert caught.value.hint == "pip install 'briefing[piper]'"


def test_nothing_heavy_is_imported_before_it_speaks() -> None:
    """Listing voices needs neither onnxruntime nor piper."""
    code = (
        "import sys; from briefing.engines.piper import Piper; Piper().voices();"
        "print(sorted({'piper', 'onnxruntime', 'numpy', 'httpx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_recorded_checksums_tell_a_changed_file(models: Path) -> None:
    """A file that changed, or that is gone; without a record nothing is checked."""
    path = write_voice(models, "ann", num_speakers=1)
    assert changed_file(path) is None
    path.with_suffix(".sha256").write_text(record([path, path.with_name("ann.onnx.json")]))
    assert changed_file(path) is None
    path.write_bytes(b"another")
    assert changed_file(path) == "ann.onnx"


@dataclass
class Aligned:
    """As piper tells how long a phoneme takes."""

    phoneme: str
    num_samples: int


@dataclass
class Chunk:
    """As piper gives a sentence."""

    phoneme_alignments: list[Aligned] | None
    audio_int16_bytes: bytes = bytes(2000)


def chunk(phonemes: str) -> Chunk:
    """A sentence in which every phoneme takes ten frames."""
    return Chunk([Aligned(phoneme, 10) for phoneme in f"^{phonemes}$"])


def test_words_are_marked_where_the_voice_tells_their_time() -> None:
    """In every sentence, counted from the start of the clip."""
    assert _marks([chunk("nˈoʊ fˈɛɹi."), chunk("jˈɛs!")], "No ferry. — Yes!") == (
        WordMark(10, 0, 2),
        WordMark(60, 3, 9),
        WordMark(1010, 12, 16),
    )


@pytest.mark.parametrize("chunks", [[chunk("ʌvðə pˈɪɹ")], [Chunk(None)], []], ids=["joined", "untold", "nothing"])
def test_words_that_cannot_be_told_apart_are_not_marked(chunks: list[Chunk]) -> None:
    """Where the voice joined two words, or tells no time: better no mark than a wrong one."""
    assert _marks(chunks, "of the pier") == ()


# With a real voice


@cache
def piper() -> Piper:
    """One engine for all tests; the models it has loaded stay."""
    return Piper()


@pytest.fixture
def joe(tmp_path: Path) -> Path:
    """A real model among the models."""
    return link_piper_voice(tmp_path)


@needs_piper
def test_a_voice_is_spoken_by_name_and_by_path(joe: Path) -> None:
    """Both give the same clip, which is long enough for its words."""
    by_name = piper().say(said())
    check_clip(by_name, said(), audible=True)
    assert piper().say(said(voice=str(joe))) == by_name
    assert 3000 < by_name.duration_ms < 6000


@needs_piper
def test_the_same_words_give_the_same_samples(joe: Path) -> None:
    """Whatever was said before, in this process and in another."""
    first = piper().say(said())
    piper().say(said("Something else."))
    assert piper().say(said()) == first
    with Workers("briefing.engines.piper:Piper", 1) as workers:
        assert list(workers.say_all([said("Something else."), said()]))[1] == first


@needs_piper
def test_the_rate_is_kept(joe: Path) -> None:
    """Twice as fast takes about half the time."""
    slow, fast = (piper().say(said(rate=rate)) for rate in (120, 240))
    assert 0.4 < fast.frames / slow.frames < 0.6


@needs_piper
def test_brackets_are_read_as_their_words(joe: Path) -> None:
    """`[[h]]` is the letter, not the phoneme."""
    assert piper().say(said("Pier [[aitch]] is closed.")).frames > piper().say(said("Pier is closed.")).frames


@needs_piper
@pytest.mark.parametrize("voice", [f"{VOICE}#1", f"{VOICE}#nobody", f"{VOICE}#-1", f"{VOICE}#" + "9" * 5000])
def test_an_unknown_speaker_is_an_error(joe: Path, voice: str) -> None:
    """And never another speaker."""
    with pytest.raises(SynthesisError, match=r"no speaker|ValueError"):
        piper().say(said(voice=voice))


@needs_piper
@pytest.mark.parametrize("voice", ["nobody", "/nowhere/ann.onnx", "../../etc/passwd", ""])
def test_an_unknown_voice_says_how_to_fetch_it(joe: Path, voice: str) -> None:
    """It is not tried again and again."""
    with pytest.raises(EngineMissing) as caught:
        piper().say(said(voice=voice))
    assert "briefing voices add" in caught.value.hint


@needs_piper
def test_a_damaged_model_is_an_error(models: Path) -> None:
    """Whether model or description."""
    write_voice(models, "rubbish", num_speakers=1)
    with pytest.raises(EngineMissing, match="cannot be used"):
        piper().say(said(voice="rubbish"))
    (models / "rubbish.onnx.json").write_text("[]")
    with pytest.raises(EngineMissing, match="cannot be used"):
        piper().say(said(voice="rubbish"))


@needs_piper
def test_a_model_that_is_not_what_was_fetched_is_refused(joe: Path) -> None:
    """The record beside it is checked whenever it is loaded."""
    joe.with_suffix(".sha256").write_text(f"{'0' * 64}  {joe.name}\n")
    with pytest.raises(EngineMissing, match="checksum has changed") as caught:
        Piper().say(said())
    assert caught.value.hint.endswith(f"briefing voices add {VOICE}")


@needs_piper
@pytest.mark.parametrize("text", ["…", "", " \x00", "!!!"])
def test_where_there_is_nothing_to_say_nothing_is_said(joe: Path, text: str) -> None:
    """Piper would read a lone exclamation mark by its name."""
    with pytest.raises(SynthesisError, match="nothing to say"):
        piper().say(said(text))


@needs_piper
def test_a_voice_that_tells_its_times_has_its_words_marked(joe: Path) -> None:
    """The public voice tells none; the package's own tool makes it do so."""
    onnx = pytest.importorskip("onnx", reason="pip install 'briefing[test-voices]'")
    patch = pytest.importorskip("piper.patch_voice_with_alignment", reason="pip install 'briefing[test-voices]'")
    model = onnx.load(str(joe.resolve()))
    patch.add_alignment_output(model)
    timed = joe.with_name("timed.onnx")
    onnx.save(model, str(timed))
    timed.with_name("timed.onnx.json").write_bytes(joe.with_name(f"{joe.name}.json").read_bytes())
    clip = piper().say(said("Seven boats left early. Nobody waved.", "timed"))
    assert ["Seven boats left early. Nobody waved."[mark.start : mark.end] for mark in clip.marks] == [
        "Seven", "boats", "left", "early.", "Nobody", "waved.",
    ]  # fmt: skip
    assert all(
        0 <= one.frame < other.frame < clip.frames for one, other in zip(clip.marks, clip.marks[1:], strict=False)
    )
    assert clip.pcm == piper().say(said("Seven boats left early. Nobody waved.")).pcm


@needs_piper
def test_an_utterance_that_is_too_long_is_refused(joe: Path) -> None:
    """Cutting is not its business."""
    with pytest.raises(SynthesisError, match="more than the 800"):
        piper().say(said("word " * 200))
    assert isinstance(piper().say(said("word " * 100)), Clip)


@needs_piper
def test_it_says_what_it_is(joe: Path) -> None:
    """Package, adapter, and where its models are."""
    assert piper().version.endswith("/1")
    assert str(joe.parent) in piper().describe()
