"""The Containerfile names only what there is.  Its steps are run by tests/e2e/test_container_e2e.py."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from string import Template
from typing import NamedTuple

from tests.test_docs import unknown_in

ROOT = Path(__file__).parents[1]


class Step(NamedTuple):
    """An instruction."""

    verb: str
    text: str


def steps() -> list[Step]:
    """Of the Containerfile, in order."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Containerfile").read_text("utf-8"))
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [Step(*line.split(maxsplit=1)) for line in lines]


def test_the_containers_are_debians() -> None:
    """One release of it in all stages."""
    assert len({step.text.split()[0] for step in steps() if step.verb == "FROM"}) == 1
    assert all(step.text.startswith("debian:") for step in steps() if step.verb == "FROM")


def test_every_command_of_ours_in_it_exists() -> None:
    """With its options."""
    defaults = dict(step.text.split("=") for step in steps() if step.verb == "ARG")
    lines = [Template(step.text).safe_substitute(defaults) for step in steps() if step.verb in {"RUN", "HEALTHCHECK"}]
    ours = [found for line in lines for found in re.findall(r"(?:^| \"|; )(briefing [^&\"]+)", line)]
    assert len(ours) == 4
    assert [line for line in ours if unknown_in(line)] == []


def test_what_it_copies_is_there() -> None:
    """Constraints and the extras that it installs."""
    (pip,) = (step.text for step in steps() if "pip install" in step.text)
    for path in re.findall(r"/src/([\w.]+)", pip):
        assert (ROOT / path).is_file()
    extras = re.search(r"/src\[([\w,]+)\]", pip)
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert extras
    assert all(f"\n{extra} = [" in project for extra in extras[1].split(","))


def test_it_is_built_as_the_page_says_with_its_health_check() -> None:
    """Podman's own format leaves the check out, and docker does not look for a Containerfile."""
    page = (ROOT / "docs/operators.md").read_text("utf-8")
    needed = {"podman": "--format docker", "docker": "--file Containerfile"}
    for tool, option in needed.items():
        (line,) = re.findall(rf"{tool} build .*? \.(?=[`\n])", page)
        assert option in line


def test_the_doctor_is_asked_by_desk_whoever_the_container_is_run_as() -> None:
    """Root becomes desk; desk need not, and has no password."""
    (check,) = (step.text.partition(" CMD ")[2] for step in steps() if step.verb == "HEALTHCHECK")
    for number, asked in (("0", "su desk -c briefing doctor\n"), ("1000", "briefing doctor\n")):
        tools = f'id() {{ echo {number}; }}; su() {{ echo su "$@"; exit; }}; briefing() {{ echo briefing "$@"; }}; '
        done = subprocess.run(
            ["sh", "-c", tools + check.replace("exec ", "")], capture_output=True, text=True, check=True
        )
        assert done.stdout == asked


def test_nothing_of_ours_is_run_by_root() -> None:
    """Root links the program and starts cron; the edition is made by a user."""
    user = "root"
    for verb, text in steps():
        user = text if verb == "USER" else user
        if verb == "RUN" and text.startswith("briefing"):
            assert user == "desk"
    (command,) = (step.text for step in steps() if step.verb == "CMD")
    assert json.loads(command)[0] == "cron"
