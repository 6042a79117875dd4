"""The documents cannot drift from the program."""

from __future__ import annotations

import importlib.util
import inspect
import re
import shlex
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from lxml import etree

from briefing.cli import cli
from briefing.config import read_shows
from briefing.engines.port import Engine
from briefing.example import ABOUT_SHOWS, keys
from briefing.scriptfile.story import CERTAIN
from briefing.targets.carriers import PASSWORD, place_of

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]


def script(name: str) -> ModuleType:
    """A program of docs/."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


GENERATE = script("generate")
ROOMS = script("rooms")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", GENERATE.PAGES)
def test_a_generated_page_is_what_the_program_says(page: str) -> None:
    """`make docs` writes it again."""
    assert (ROOT / "docs" / page).read_text("utf-8") == GENERATE.PAGES[page]()


def test_the_drawing_of_the_rooms_is_that_of_the_imports() -> None:
    """`make docs` draws it again."""
    assert ROOMS.PICTURE.read_text("utf-8") == ROOMS.draw()


def test_every_room_stands_in_the_drawing() -> None:
    """And so on a layer of the contract that `make check` keeps; lines lead down."""
    placed = {room: row for row, rooms in enumerate(ROOMS.layers()) for room in rooms}
    taken = ROOMS.imports()
    assert taken.keys() - placed.keys() <= {"__init__", "__main__"}
    assert [(a, b) for a, b in ROOMS.needed(taken) if {a, b} <= placed.keys() and placed[a] >= placed[b]] == []


def test_every_room_is_told_of_in_the_design() -> None:
    """In its table, as a module or a folder, whichever it is."""
    table = (ROOT / "docs/design.md").read_text("utf-8").partition("| room |")[2].partition("\n## ")[0]
    folders = {room: (ROOMS.SOURCE / room).is_dir() for rooms in ROOMS.layers() for room in rooms}
    names = {f"`{room}/`" if is_folder else f"`{room}.py`" for room, is_folder in folders.items()}
    assert {name for name in names if name not in table} == set()


def test_pictures_are_well_formed_whatever_stands_in_them() -> None:
    """Names and lines with marks of XML."""
    pictures = script("pictures")
    transcript = "WEBVTT\n\n00:00:00.000 --> 00:01:02.500\n<v Ada &amp; Ben>So it is.\n"
    assert pictures.cues(transcript) == [(0, 62.5, "Ada & Ben")]
    for picture in (pictures.speakers(transcript), pictures.terminal("a <b> & c", "1 < 2\n\n3")):
        assert etree.fromstring(picture).tag.endswith("svg")


def unknown_in(line: str, *, whole: bool = True) -> str:
    """What is wrong with the calls of `briefing` in a line for the shell, or nothing.

    With `whole` an argument that is missing counts too; a page may also just name a command.
    """
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    calls: list[list[str]] = [[]]
    for word in lexer:
        if set(word) <= set("();<>|&"):
            calls.append([])
        else:
            calls[-1].append(word)
    called = (words[at + 1 :] for words in calls for at, word in enumerate(words) if word.split("/")[-1] == "briefing")
    root = click.Context(cli, info_name="briefing", **cli.context_settings)
    return "; ".join(filter(None, (_wrong(words, root, whole=whole) for words in called)))


def _wrong(words: list[str], context: click.Context, *, whole: bool) -> str:
    """As click itself would say it."""
    command = context.command
    try:
        taken, rest, _ = command.make_parser(context).parse_args([word for word in words if word != "…"])
        for parameter in command.params:
            given = taken.get(parameter.name or "")
            if whole and parameter.required and not isinstance(given, str | tuple | bool):
                return f"{command.name}: {parameter.name} is missing"
            if not isinstance(parameter.type, click.Path | click.File):
                for each in given if isinstance(given, list | tuple) else [given]:
                    if isinstance(each, str):
                        parameter.type.convert(each, parameter, context)
    except click.UsageError as error:
        return f"{command.name}: {error.format_message()}"
    if not rest or not isinstance(command, click.Group):
        return f"{command.name}: {rest} is too much" if rest else ""
    below = command.get_command(context, rest[0])
    if not below:
        return f"{command.name}: there is no {rest[0]}"
    return _wrong(rest[1:], click.Context(below, context, rest[0]), whole=whole)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_and_option_that_is_named_exists(page: Path) -> None:
    """In code, wherever a page writes `briefing …`."""
    text = page.read_text("utf-8")
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL)
    assert [line for block in blocks for line in block.splitlines() if unknown_in(line)] == []
    named = re.findall(r"(?<!`)`((?:[\w/.]*/)?briefing [^`]+)`(?!`)", text)
    assert [line for line in named if unknown_in(line, whole=False)] == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("briefing make story.txt && briefing serve --port 8001  # and listen", ""),
        ("cat a | /opt/briefing/bin/briefing quotes --jsonl > b", ""),
        ("briefing bake", "no bake"),
        ("briefing editions undo 3", "no undo"),
        ("briefing nightly install --when 4", "--when"),
        ("briefing serve --port many", "many"),
        ("briefing new", "missing"),
        ("briefing new a b", "too much"),
    ],
)
def test_what_is_wrong_with_a_command_is_seen(line: str, wrong: str) -> None:
    """Or the test above would prove nothing."""
    assert wrong in unknown_in(line)
    assert bool(wrong) == bool(unknown_in(line))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_example_of_a_configuration_can_be_read(page: Path, tmp_path: Path) -> None:
    """Sections and keys of briefing.toml, and values of the right kind."""
    sections = {key.section for key in keys()}
    for block in re.findall(r"```toml\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        if tomllib.loads(block).keys() & sections:
            (tmp_path / "briefing.toml").write_text(block, "utf-8")
            read_shows(tmp_path / "briefing.toml")


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


def test_the_script_that_editors_are_shown_is_what_the_program_writes() -> None:
    """Of an example, line by line."""
    (shown,) = re.findall(r"```script\n(.*?)```", (ROOT / "docs/editors.md").read_text("utf-8"), re.DOTALL)
    written = (ROOT / "tests/stories/night-train.script").read_text("utf-8").splitlines()
    assert [line for line in shown.splitlines() if line not in written] == []


def test_editors_are_told_from_where_on_a_quote_is_doubtful() -> None:
    """The share below which a script marks it."""
    assert f" {CERTAIN * 100:.0f} %" in (ROOT / "docs/editors.md").read_text("utf-8")


def test_authors_of_engines_are_told_how_much_one_has() -> None:
    """Attributes and methods of the port, counted."""
    members = {name: value for name, value in vars(Engine).items() if name[0] != "_"}
    methods = [name for name, value in members.items() if inspect.isfunction(value)]
    attributes = {*members, *Engine.__annotations__} - {*methods}
    number = ("no", "one", "two", "three", "four", "five", "six", "seven")
    told = f"{number[len(attributes)]} attributes and {number[len(methods)]} methods"
    assert told in (ROOT / "docs/engines.md").read_text("utf-8")


def test_a_further_show_is_said_to_have_all_but_what_it_does_not_have(tmp_path: Path) -> None:
    """Where apps are sent is each show's own, since they would all land at the main one."""
    (tmp_path / "briefing.toml").write_text(
        '[show]\nmoved_to = "https://new.example/feed.xml"\ntimezone = "Europe/Oslo"\n'
        '[shows.council.show]\ntitle = "The Council"\n',
        "utf-8",
    )
    council = read_shows(tmp_path / "briefing.toml")["council"].show
    assert (council.timezone, council.moved_to) == ("Europe/Oslo", "")
    assert "show.moved_to" in ABOUT_SHOWS


def test_nginx_serves_the_folder_that_operators_make() -> None:
    """Whoever follows both pages has a feed."""
    (home,) = re.findall(r"^briefing new (/\S+)$", (ROOT / "docs/operators.md").read_text("utf-8"), re.MULTILINE)
    assert f"root {home}/out/public;" in (ROOT / "docs/publishing.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_is_installed_has_the_versions_that_were_tried(page: Path) -> None:
    """Extras, too: every such line names the constraints."""
    installs = re.findall(r"pip install [^`\n]*", page.read_text("utf-8"))
    assert [line for line in installs if "--constraint constraints.txt" not in line] == []


def test_every_place_to_publish_to_is_told_with_what_opens_it() -> None:
    """In a table of addresses that the program takes."""
    page = (ROOT / "docs/publishing.md").read_text("utf-8")
    places = re.findall(r"^\| `(\w+://[^`]+)`", page, re.MULTILINE)
    assert {place_of(each).scheme for each in places} == {"s3", "sftp", "webdavs"}
    assert f"`{PASSWORD}`" in page


def test_every_dependency_has_its_licence_told() -> None:
    """What the program needs, and what its extras do, each in a row of its own or of its kind."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    needed = {re.split(r"[^\w.-]", each)[0] for each in asked} - {"briefing"}
    rows = re.findall(r"^\| (.+?) \| .+ \| .+ \|$", (ROOT / "docs/licences.md").read_text("utf-8"), re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"[\w.-]+", re.sub(r"\(extras?[^)]*\)", "", row))}
    assert needed - told == set()
