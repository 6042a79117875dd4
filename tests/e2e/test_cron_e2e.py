"""Debian's cron runs the installed line; needs root and the package `cron`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not shutil.which("cron") or os.geteuid() != 0, reason="needs root and Debian's cron"),
]

PROGRAM = Path(sys.executable).with_name("briefing")
TEXT = "{0} Bridge Opens\n\nThe {0} bridge opened on Monday after {1} years of work, the council of Ossa said.\n"
MAILER = '#!/bin/sh\ncat >> "{}/mail"; echo ==== >> "{}/mail"\n'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An edition in a folder whose name cron could stumble over."""
    folder = tmp_path / "100% news"
    subprocess.run([PROGRAM, "new", folder], check=True, capture_output=True)
    return folder


@pytest.fixture
def cron(tmp_path: Path) -> Iterator[None]:
    """A cron of our own, in the foreground, which hands its mail to a file; the crontab is put back afterwards."""
    before = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    mailer = tmp_path / "sendmail"
    mailer.write_text(MAILER.format(tmp_path, tmp_path))
    mailer.chmod(0o755)
    real = Path("/usr/sbin/sendmail")
    ours = not real.exists()
    if ours:
        real.symlink_to(mailer)
    daemon = subprocess.Popen(["cron", "-f"])
    yield
    daemon.terminate()
    daemon.wait(10)
    if ours:
        real.unlink()
    if before.returncode:
        subprocess.run(["crontab", "-r"], check=False, capture_output=True)
    else:
        subprocess.run(["crontab", "-"], input=before.stdout, text=True, check=True)


def until(done: Callable[[], bool], limit_s: float = 200) -> None:
    """Wait for it."""
    end = time.monotonic() + limit_s
    while not done():
        assert time.monotonic() < end, "cron did not do it in time"
        time.sleep(1)


def next_minute(desk: Path) -> None:
    """Have the line run at the next full minute that cron can still see."""
    at = datetime.fromtimestamp(time.time() + 65, UTC).astimezone()
    subprocess.run([PROGRAM, "--home", desk, "nightly", "install", "--at", f"{at:%H:%M}"], check=True)


def test_cron_makes_an_edition_every_night_and_mails_once_when_it_fails(desk: Path, cron: None, tmp_path: Path) -> None:
    """The second night adds one episode; a bad night mails one message, and a good one none."""
    feed, reports = desk / "out" / "public" / "feed.xml", desk / "out" / "state" / "reports"

    def nights() -> int:
        return len(list(reports.glob("*.json")))

    for number, name in enumerate(["Alba", "Brigid"], 1):
        (desk / "inbox" / f"{name}.txt").write_text(TEXT.format(name, number + 2))
        next_minute(desk)
        until(lambda number=number: nights() == number)  # type: ignore[misc]
        assert feed.read_text().count("<item>") == number
    assert not (tmp_path / "mail").exists()
    (desk / "inbox" / "bad.txt").write_bytes(bytes(range(256)) * 20)
    next_minute(desk)
    until(lambda: nights() == 3)
    until((tmp_path / "mail").exists, 20)
    time.sleep(2)
    assert (tmp_path / "mail").read_text().count("====") == 1
    assert "bad.txt" in (tmp_path / "mail").read_text()
    removed = subprocess.run([PROGRAM, "--home", desk, "nightly", "remove"], check=True, capture_output=True, text=True)
    assert "Removed" in removed.stdout
