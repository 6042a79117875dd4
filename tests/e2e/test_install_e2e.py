"""Wheel and sdist in empty environments, away from the checkout, on each Python with the oldest pip that it came with.

`BRIEFING_PYTHONS`, paths with a colon between them, names the interpreters; otherwise those that are found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing import __version__

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(1800)]

ROOT = Path(__file__).parents[2]
OLDEST_PIP = {"3.11": "22.3", "3.12": "23.2.1", "3.13": "24.2"}
"""Bundled with 3.11.0, 3.12.0 and 3.13.0."""
ASK = "import sys; print('%d.%d' % sys.version_info[:2])"


def _pythons() -> dict[str, str]:
    """Version → interpreter."""
    named = os.environ.get("BRIEFING_PYTHONS", "")
    candidates = named.split(":") if named else [shutil.which(f"python{version}") or "" for version in OLDEST_PIP]
    found = {}
    for each in filter(None, candidates):
        told = subprocess.run([each, "-c", ASK], capture_output=True, text=True, check=False)
        if told.returncode == 0 and told.stdout.strip() in OLDEST_PIP:
            found[told.stdout.strip()] = each
    return found


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both, made of what git knows."""
    folder = tmp_path_factory.mktemp("dist")
    source, venv = folder / "source", folder / "venv"
    subprocess.run(["git", "clone", "--quiet", ROOT, source], check=True)
    subprocess.run([*_python(), "-m", "venv", venv], check=True)
    subprocess.run([venv / "bin/pip", "install", "--quiet", "build"], check=True)
    subprocess.run([venv / "bin/python", "-m", "build", "--outdir", folder, source], check=True, stdout=-3)
    return folder


def _python() -> list[str]:
    found = _pythons()
    if not found:
        pytest.skip("no Python of ours is here")
    return list(found.values())[:1]


@pytest.mark.parametrize("pattern", ["briefing-*.whl", "briefing-*.tar.gz"])
@pytest.mark.parametrize("version", list(OLDEST_PIP))
def test_an_edition_is_made_where_nothing_else_is(version: str, pattern: str, dist: Path, tmp_path: Path) -> None:
    """Without checkout, with no program of the system, by the oldest pip."""
    python = _pythons().get(version)
    if not python:
        pytest.skip(f"Python {version} is not here")
    venv, home = tmp_path / "venv", tmp_path / "home"
    pip = [venv / "bin/python", "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([python, "-m", "venv", venv], check=True)
    subprocess.run([*pip, "install", f"pip=={OLDEST_PIP[version]}"], check=True)
    (package,) = dist.glob(pattern)
    subprocess.run([*pip, "install", "--constraint", ROOT / "constraints.txt", package], check=True, cwd=tmp_path)
    subprocess.run([*pip, "check"], check=True)

    def briefing(*words: object) -> str:
        command = [venv / "bin/briefing", "--home", home, *map(str, words)]
        alone = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
        return subprocess.run(command, env=alone, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    home.mkdir()
    assert briefing("--version") == f"briefing, version {__version__}\n"
    briefing("new", home)
    shutil.copy(ROOT / "examples/night-train.txt", home / "inbox")
    briefing("make", "--quiet")
    assert "0 MUST broken" in briefing("feed", "check", home / "out/public/feed.xml")
