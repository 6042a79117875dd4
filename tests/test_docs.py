"""The documents cannot drift from the program."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli import COMMANDS, cli
from briefing.example import keys

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
assert SPEC
assert SPEC.loader
GENERATE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(GENERATE)
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", GENERATE.PAGES)
def test_a_generated_page_is_what_the_program_says(page: str) -> None:
    """`make docs` writes it again."""
    assert (ROOT / "docs" / page).read_text("utf-8") == GENERATE.PAGES[page]()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_and_option_that_is_named_exists(page: Path) -> None:
    """In code, wherever a page writes `briefing …`."""
    code = re.findall(r"```(?:sh|console)\n(.*?)```|`(briefing [^`]+)`", page.read_text("utf-8"), re.DOTALL)
    for line in (line for pair in code for text in pair for line in text.splitlines()):
        words = line.split("#")[0].split()
        if "briefing" not in words or words[-1] == "briefing":
            continue
        command = next((word for word in words[words.index("briefing") + 1 :] if word in COMMANDS), None)
        if not command:
            assert "--" in line, line
            continue
        below = set(words) & set(getattr(cli.get_command(None, command), "commands", ()))  # type: ignore[arg-type]
        asked = ([command], *([command, name] for name in below))
        helped = "".join(CliRunner().invoke(cli, [*names, "--help"]).output for names in asked)
        options = re.findall(r"(?<=\s)--[a-z][a-z-]+", line.split(f" {command} ", 1)[-1])
        assert [option for option in options if option not in helped] == [], line


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    """Inside the project."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_key_that_is_named_exists(page: Path) -> None:
    """Wherever a page writes `section.key`."""
    known = {f"{key.section}.{key.name}" for key in keys()}
    sections = {key.section for key in keys()}
    named = re.findall(r"`([a-z]+\.[a-z_]+)(?: = [^`]*)?`", page.read_text("utf-8"))
    files = {".py", ".md", ".toml", ".xml", ".mp3", ".sqlite", ".script"}
    suspect = {name for name in named if name.split(".")[0] in sections and not any(name.endswith(f) for f in files)}
    assert suspect <= known


def test_every_dependency_has_its_licence_told() -> None:
    """What the program needs, and what its extras do, each in a row of its own or of its kind."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    needed = {re.split(r"[^\w.-]", each)[0] for each in asked} - {"briefing"}
    rows = re.findall(r"^\| (.+?) \| .+ \| .+ \|$", (ROOT / "docs/licences.md").read_text("utf-8"), re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"[\w.-]+", re.sub(r"\(extras?[^)]*\)", "", row))}
    assert needed - told == set()
