"""The house rules that no linter knows: sizes, sleeping, and a sentence beside everything public."""

from __future__ import annotations

import ast
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PROGRAMS = sorted(path for room in ("src", "bench", "docs") for path in (ROOT / room).rglob("*.py"))
MODULES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts)

MOST_LINES_OF_A_FUNCTION = 40
"""Its docstring left out."""
MOST_LINES_OF_A_MODULE = 300
LONGER = {
    "src/briefing/model.py": "the nouns, all in one file; most lines are the meaning of a field",
    "src/briefing/quotes/weights.py": "a table, written by bench/quotes_fit.py",
    "src/briefing/spoken/abbreviations.py": "a table of words",
}
"""Module or `module::function` → why it is longer."""
SLEEPS = {
    "tests/engine_doubles.py::_act": "an engine that hangs",
    "tests/engine_faults.py::say": "an engine that hangs",
    "tests/engine_faults.py::voices": "an engine that is heavy to build",
    "tests/test_nightly.py::deaf": "a night that does not end",
    "tests/test_nightly.py::slow": "a night that does not end",
    "tests/test_serve_limits.py::test_who_does_not_read_is_dropped": "a client that does nothing",
}
"""`module::function` → whom it plays by sleeping."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """In lines, the docstring left out."""
    first = function.body[0]
    told = ast.get_docstring(function) is not None
    assert function.end_lineno
    assert first.end_lineno
    return function.end_lineno - function.lineno + 1 - (first.end_lineno - first.lineno + 1) * told


def _sleeps(node: ast.AST, inside: str = "", *, asking: bool = False) -> Iterator[str]:
    """Functions that sleep outside of a loop, which would look again after each short rest."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inside, asking = node.name, False
    asking = asking or isinstance(node, ast.While | ast.For)
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("sleep") and not asking:
        yield inside
    for below in ast.iter_child_nodes(node):
        yield from _sleeps(below, inside, asking=asking)


def test_a_function_is_short_or_tells_why_not() -> None:
    """Forty lines fit a screen."""
    lengths = {
        f"{_name(path)}::{function.name}": _length(function)
        for path in (*PROGRAMS, *TESTS)
        for function in _functions(path)
    }
    assert {name for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FUNCTION} <= LONGER.keys()


def test_a_module_is_short_or_tells_why_not() -> None:
    """A reason that is no longer needed goes, too.  Modules of tests may be long: nobody reads them through."""
    lengths = {_name(path): len(path.read_text("utf-8").splitlines()) for path in PROGRAMS}
    longer = {name for name, lines in lengths.items() if lines > MOST_LINES_OF_A_MODULE}
    assert longer == {name for name in LONGER if "::" not in name}


def test_the_program_waits_for_what_it_needs_and_never_just_sleeps() -> None:
    """The only clock that sleeps is the one that is handed to the web client."""
    calls = [
        f"{_name(path)}: {ast.unparse(node.func)}"
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call)
    ]
    assert {call for call in calls if call.endswith("sleep")} == {"src/briefing/sources/web.py: self._clock.sleep"}


def test_no_test_sleeps_and_hopes() -> None:
    """It asks again and again for what it waits for, or plays somebody who sleeps."""
    ours = [path for path in TESTS if "e2e" not in path.parts]
    assert {f"{_name(path)}::{function}" for path in ours for function in _sleeps(_tree(path))} == SLEEPS.keys()


def test_everything_public_is_told_of() -> None:
    """Each name in `__all__`: a class or a function by its docstring, a value by a sentence beside it."""
    assert [_name(path) for path in MODULES if not ast.get_docstring(_tree(path))] == []
    untold = {}
    for path in MODULES:
        tree = _tree(path)
        imports = [name for node in tree.body if isinstance(node, ast.ImportFrom) for name in node.names]
        imported = {name.asname or name.name for name in imports}
        untold[_name(path)] = set(_public(tree)) - imported - set(_told(tree, path.read_text("utf-8").splitlines()))
    assert {name: names for name, names in untold.items() if names} == {}


def _public(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return []


def _told(tree: ast.Module, lines: list[str]) -> Iterator[str]:
    for node, below in pairwise([*tree.body, ast.Pass()]):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if ast.get_docstring(node):
                yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            under = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
            beside = any("  # " in line for line in lines[node.lineno - 1 : node.end_lineno])
            if under or beside or lines[node.lineno - 2].startswith("#"):
                yield from map(ast.unparse, node.targets if isinstance(node, ast.Assign) else [node.target])
