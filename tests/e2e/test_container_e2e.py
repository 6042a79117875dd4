"""The Containerfile's steps, one by one, without an engine that builds it: in a Debian of debootstrap; needs root."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.test_container import ROOT, Step, steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not shutil.which("debootstrap") or os.geteuid() != 0, reason="needs root and debootstrap"),
]

STORY = "Harbour Bridge Opens\n\nThe bridge opened on Monday after six years of work, the council of Ossa said.\n"
OUTSIDE = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive"}
TRUSTED = "/trusted.pem"
"""Outside of where the package ca-certificates writes."""


@dataclass
class Stage:
    """A file system that is being made, and what the next step finds."""

    root: Path
    user: str = "root"
    folder: str = "/"
    environment: dict[str, str] = field(default_factory=dict)

    def command(self, shell: str, user: str = "") -> list[str]:
        """A line for the shell inside."""
        inside = [f"{name}={value}" for name, value in (OUTSIDE | _pip() | self.environment).items()]
        inner = ["env", "-i", *inside, "sh", "-ec", f"cd {self.folder}; {shell}"]
        return ["chroot", f"--userspec={user or self.user}", str(self.root), *inner]

    def run(self, shell: str, user: str = "") -> str:
        """Standard output; it must succeed."""
        done = subprocess.run(self.command(shell, user), capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{shell}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def _pip() -> dict[str, str]:
    """Where pip looks on this machine, and whom it trusts."""
    return {name: os.environ[name] for name in ("PIP_INDEX_URL",) if name in os.environ} | (
        {"PIP_CERT": TRUSTED} if "PIP_CERT" in os.environ else {}
    )


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """What the last stage has come to; its cron is not started."""
    folder = tmp_path_factory.mktemp("container")
    stages: dict[str, Stage] = {}
    try:
        for step in steps():
            _do(step, stages, folder)
        yield list(stages.values())[-1]
    finally:
        for stage in stages.values():
            subprocess.run(["umount", stage.root / "dev", stage.root / "proc"], check=False)
        shutil.rmtree(folder)


def _do(step: Step, stages: dict[str, Stage], folder: Path) -> None:
    """One line of the Containerfile."""
    if step.verb == "FROM":
        image, *name = step.text.replace(" AS ", " ").split()
        stage = Stage(folder / f"stage{len(stages)}")
        stages[name[0] if name else ""] = stage
        _debian(stage.root, image.removeprefix("debian:").removesuffix("-slim"), folder / "base")
        return
    stage = list(stages.values())[-1]
    match step.verb:
        case "RUN":
            stage.run(step.text)
        case "COPY":
            _copy(step.text.split(), stages, stage)
        case "USER":
            stage.user = step.text
        case "WORKDIR":
            stage.folder = step.text
        case "ARG":
            stage.environment |= [step.text.split("=")]  # type: ignore[arg-type]  a pair


def _debian(root: Path, suite: str, base: Path) -> None:
    if not base.exists():
        subprocess.run(["debootstrap", "--variant=minbase", suite, base], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cp", "--archive", "--reflink=auto", base, root], check=True)
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    subprocess.run(["mount", "--bind", "/dev", root / "dev"], check=True)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    if "PIP_CERT" in os.environ:
        shutil.copy(os.environ["PIP_CERT"], root / TRUSTED.removeprefix("/"))


def _copy(words: list[str], stages: dict[str, Stage], stage: Stage) -> None:
    """A folder of another stage, or what git knows of this one."""
    *source, from_, to = words
    target = stage.root / to.removeprefix("/")
    if source:
        there = stages[source[0].removeprefix("--from=")].root
        subprocess.run(["cp", "--archive", there / from_.removeprefix("/"), target], check=True)
        return
    target.mkdir(parents=True)
    known = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    packed = subprocess.run(
        ["tar", "-c", "--null", "-T-"], cwd=ROOT, input=known, capture_output=True, check=True
    ).stdout
    subprocess.run(["tar", "-x"], cwd=target, input=packed, check=True)


def test_an_edition_is_made_by_cron_and_by_nobody_but_desk(container: Stage) -> None:
    """From an empty Debian to a night in its report."""
    container.run("cat > inbox/bridge.txt <<'END'\n" + STORY + "END", user="desk")
    soon = container.run("date -d '+65 sec' +%H:%M").strip()
    container.run(f"briefing nightly install --at {soon}", user="desk")
    command = next(step.text for step in steps() if step.verb == "CMD")
    with subprocess.Popen(container.command(" ".join(json.loads(command)))) as cron:
        reports = container.root / "srv/news/out/state/reports"
        end = time.monotonic() + 240
        while not list(reports.glob("*.json")) and time.monotonic() < end:
            time.sleep(1)
        cron.terminate()
    assert "<item>" in (container.root / "srv/news/out/public/feed.xml").read_text()
    assert {path.stat().st_uid for path in (container.root / "srv/news/out").rglob("*")} == {1000}


def test_it_knows_how_it_is(container: Stage) -> None:
    """The check of its health finds nothing at fault."""
    health = next(step.text for step in steps() if step.verb == "HEALTHCHECK")
    told = container.run(health.split(" CMD ")[1], user="root")
    assert "espeak speaks with" in told
