"""The conformance suite finds the engines that would spoil a programme, and passes those that do not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.engines.conformance import PROMISES, Finding, check
from briefing.engines.pool import ProcessExecutor
from briefing.engines.trial import peak_mb
from briefing.errors import EngineMissing
from tests.real_voices import link_piper_voice, needs_kokoro, needs_piper

TESTS = Path(__file__).parent
FAULTS = {
    "NoVersion": "says what it is",
    "Short": "says what it is",
    "HeavyToBuild": "says what it is",
    "HalfFrames": "speaks",
    "Pausing": "speaks",
    "BadMarks": "speaks",
    "OneVoice": "changes voice",
    "Sticky": "changes voice",
    "SameRate": "keeps the rate",
    "Choking": "bears odd text",
    "Dying": "bears odd text",
    "Inventing": "refuses where there is nothing to say",
    "Cutting": "refuses more than max_chars, takes as much",
    "AnyVoice": "refuses an unknown voice",
    "Chatty": "prints nothing",
    "Leaking": "keeps its memory",
}


@pytest.fixture(autouse=True)
def _faults_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spawned processes take over the import path."""
    monkeypatch.syspath_prepend(str(TESTS))


@pytest.mark.parametrize(("engine", "promise"), FAULTS.items())
def test_a_fault_is_found(engine: str, promise: str) -> None:
    """An engine that breaks a promise is a finding under its name."""
    (finding,) = check(f"engine_faults:{engine}", promises=[promise])
    assert finding.promise == promise
    assert finding.reason


def test_a_process_does_not_count_the_memory_of_the_one_that_started_it() -> None:
    """Else an engine's leak would be hidden by a big program around it."""
    ballast = bytearray(b"x") * 300_000_000
    with ProcessExecutor(1, 20) as executor:
        assert executor.submit(peak_mb).result() < len(ballast) / 1_000_000


def test_an_engine_without_fault_passes() -> None:
    """Every promise is kept."""
    assert check("engine_faults:Good") == []


def test_the_silent_engine_passes() -> None:
    """What can only be heard is not asked of it."""
    assert check("silent") == []


def test_espeak_passes() -> None:
    """In an American man's and an English woman's voice."""
    assert check("espeak", ["en-us+m1", "en-gb+f2"]) == []


def test_an_engine_that_hangs_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite itself does not hang with it."""
    monkeypatch.setattr("briefing.engines.conformance.LIMIT_S", 1.0)
    (finding,) = check("engine_faults:Hanging", promises=["speaks"])
    assert "no answer within 1 s" in finding.reason


def test_an_engine_that_is_not_there_is_no_finding() -> None:
    """It is an error: nothing was tried."""
    with pytest.raises(EngineMissing):
        check("nowhere_at_all:Engine")


def test_a_finding_reads_as_a_line() -> None:
    """Promise and reason."""
    assert str(Finding("speaks", "the clip is silent")) == "speaks: the clip is silent"


def example() -> str:
    """The program in docs/engines.md."""
    page = (TESTS.parent / "docs" / "engines.md").read_text("utf-8")
    return next(code for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "class Morse" in code)


def test_the_example_of_the_documents_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts from it starts from an engine that keeps every promise."""
    code = example()
    assert len([line for line in code.splitlines() if line.strip()]) <= 42
    (tmp_path / "morse.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert check("morse:Morse") == []


def test_the_example_is_tried_as_the_documents_say(tmp_path: Path) -> None:
    """In the folder where it lies, with the cast as it is; the path of an installed command does not begin there."""
    (tmp_path / "morse.py").write_text(example(), "utf-8")
    (tmp_path / "tide.txt").write_text(
        "source: tide\n\n[copy] Reporter\n| High tide.\n[quote] Ada Moor\n| So.\n", "utf-8"
    )
    command = [sys.executable, "-P", "-c", "from briefing.cli import main; main()"]
    asked = ["--home", ".", "make", "--engine", "morse:Morse", "--json", "tide.txt"]
    done = subprocess.run([*command, *asked], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "morse:Morse has 2 voices for the" in done.stderr
    assert json.loads(done.stdout)["made"][0]["voices"] == ["morse:Morse/high", "morse:Morse/low"]


def test_the_documents_name_every_promise() -> None:
    """So that nobody is surprised by one."""
    page = (TESTS.parent / "docs" / "engines.md").read_text("utf-8")
    assert [promise for promise in PROMISES if promise not in page] == []


@needs_piper
@pytest.mark.parametrize("promise", PROMISES)
def test_piper_passes(promise: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With a real voice."""
    link_piper_voice(tmp_path)
    monkeypatch.setenv("BRIEFING_MODELS", str(tmp_path))
    assert check("briefing.engines.piper:Piper", promises=[promise]) == []


@needs_kokoro
@pytest.mark.timeout(600)
@pytest.mark.parametrize("promise", PROMISES)
def test_kokoro_passes(promise: str) -> None:
    """With the real model, in an American woman's and an English man's voice."""
    assert check("briefing.engines.kokoro:Kokoro", ["af_heart", "bm_george"], [promise]) == []
