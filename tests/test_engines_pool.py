"""The executor under the workers keeps the promises of `concurrent.futures`, whatever its processes do."""

from __future__ import annotations

import math
import multiprocessing
import os
import tempfile
import time
from pathlib import Path

import pytest

from briefing.engines.pool import ProcessEnded, ProcessExecutor, _serve


def test_calls_are_made_in_another_process() -> None:
    """What is returned comes home, made elsewhere."""
    with ProcessExecutor(1, 20) as executor:
        assert executor.submit(os.getpid).result() != os.getpid()
        assert executor.submit(int, "ff", base=16).result() == 255


def test_a_process_is_used_again() -> None:
    """Starting is paid once: an engine stays loaded."""
    with ProcessExecutor(1, 20) as executor:
        assert executor.submit(os.getpid).result() == executor.submit(os.getpid).result()


def test_an_exception_comes_home_and_costs_no_process() -> None:
    """It is raised where the result is asked for; the process goes on."""
    with ProcessExecutor(1, 20) as executor:
        before = executor.submit(os.getpid).result()
        with pytest.raises(ValueError, match=r"math domain|nonnegative"):
            executor.submit(math.sqrt, -1).result()
        assert executor.submit(os.getpid).result() == before


def test_a_call_that_ends_its_process_says_how() -> None:
    """The exit code is told, and the next call is made in a new process."""
    with ProcessExecutor(1, 20) as executor:
        with pytest.raises(ProcessEnded, match="exit code 7"):
            executor.submit(os._exit, 7).result()
        assert executor.submit(abs, -1).result() == 1


def test_a_call_that_hangs_is_ended_on_time() -> None:
    """Within the limit, and a little; the next call is made in a new process."""
    with ProcessExecutor(1, 0.5) as executor:
        executor.submit(abs, -1).result()
        start = time.monotonic()
        with pytest.raises(TimeoutError):
            executor.submit(time.sleep, 60).result()
        assert time.monotonic() - start < 5
        assert executor.submit(abs, -1).result() == 1


def test_what_cannot_be_sent_is_an_error() -> None:
    """A call or a result that cannot be pickled fails alone."""
    with ProcessExecutor(1, 20) as executor:
        with pytest.raises(Exception, match=r"pickle|local object"):
            executor.submit(lambda: 1).result()
        with pytest.raises(ProcessEnded):
            executor.submit(compile, "1", "x", "eval").result()
        assert executor.submit(abs, -1).result() == 1


def test_shutting_down_waits_unless_told_otherwise() -> None:
    """Calls submitted are still made; with `cancel_futures` they are given up at once."""
    patient, hasty = ProcessExecutor(1, 60), ProcessExecutor(1, 60)
    awaited, given_up = patient.submit(time.sleep, 0.1), hasty.submit(time.sleep, 60)
    patient.shutdown()
    hasty.shutdown(cancel_futures=True)
    assert awaited.result() is None
    assert isinstance(given_up.exception(), ProcessEnded)
    with pytest.raises(RuntimeError, match="shutdown"):
        hasty.submit(abs, -1)


def test_temporary_files_go_with_their_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the process is killed in the middle of a call or is no longer needed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with ProcessExecutor(1, 0.5) as executor:
        first = Path(executor.submit(tempfile.mkdtemp).result())
        assert tmp_path in first.parents
        with pytest.raises(TimeoutError):
            executor.submit(time.sleep, 60).result()
        assert not first.exists()
        assert Path(executor.submit(tempfile.mkdtemp).result()).is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_nobody_waits_for_any_more_ends_and_takes_its_folder_along(tmp_path: Path) -> None:
    """The program may be gone before its process has even started."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(theirs, tmp_path / "folder"))
    process.start()
    theirs.close()
    ours.close()
    process.join(30)
    assert process.exitcode == 0
    assert list(tmp_path.iterdir()) == []
