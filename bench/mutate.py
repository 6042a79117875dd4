"""Faults put into the pure stages, and whether the tests see them.

    bench/mutate.py [--seeds 1-5] [--count 20] [--room ROOM …] [--whole]

A seed chooses its places among all there are: a condition is turned round, a bound or a number moved by one, `and`
and `or` swapped, a `not` dropped, `+` and `-` swapped.  Entries of tables are facts, not bounds, and stay as they
are.  Each fault goes into a copy of the project in a temporary folder, one at a time, and the tests that name its
stage are run there until the first fails; with `--whole`, what these let through is shown to the rest of `make test`
as well.  What survives is printed, to be looked at by hand: a fault that changes nothing anyone could see is no fault
of the tests, but it is counted like the others here.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parents[1]
ROOMS = (
    "clean",
    "quotes",
    "script",
    "spoken",
    "cast",
    "notes",
    "similar",
    "pacing",
    "running",
    "rundown",
    "scriptfile",
)
"""The stages that know no files, clocks or networks."""
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "out", "dist", ".*_cache", ".hypothesis", ".coverage*")
WHOLE = re.compile(r"\bbriefing\.(?:edition|nightly|cli)\b|\btests\.faults\b")
"""What tests of whole nights import; they see much, but not at once."""
WHOLE_SUITE = ["-m", "not e2e"]
LIMIT_S = 1200
"""For the tests of one fault; a fault that makes them hang is seen."""
ROUND: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
    ast.In: ast.NotIn,
    ast.Is: ast.IsNot,
}
ROUND |= {there: here for here, there in ROUND.items()}
BOUND: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.Gt: ast.GtE}
BOUND |= {there: here for here, there in BOUND.items()}


@dataclass(frozen=True)
class Fault:
    """One change of one place."""

    module: Path
    """Its path below src/briefing."""
    line: int
    told: str
    source: str
    """The whole module with the fault in it."""


def room_of(module: Path) -> str:
    """The stage that a module is in, or is."""
    return module.parts[0].removesuffix(".py")


def changes(node: ast.AST) -> Iterator[Callable[[], None]]:
    """Each way to put a fault into this node, and into no node below it."""
    match node:
        case ast.Compare(ops=[operator]):
            for table in (ROUND, BOUND):
                if type(operator) in table:
                    yield partial(setattr, node, "ops", [table[type(operator)]()])
        case ast.BoolOp():
            yield partial(setattr, node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield partial(setattr, node, "op", ast.UAdd())
        case ast.BinOp(op=ast.Add() | ast.Sub()) if not (text(node.left) or text(node.right)):
            yield partial(setattr, node, "op", other_sign(node.op))
        case ast.AugAssign(op=ast.Add() | ast.Sub()) if not text(node.value):
            yield partial(setattr, node, "op", other_sign(node.op))
        case ast.Constant(value=int(number)) if not isinstance(number, bool):
            yield partial(setattr, node, "value", number + 1)
            yield partial(setattr, node, "value", number - 1)
        case ast.If() | ast.IfExp() | ast.While() if not isinstance(node.test, ast.Compare | ast.UnaryOp):
            yield partial(setattr, node, "test", ast.UnaryOp(ast.Not(), node.test))


def text(node: ast.expr) -> bool:
    """Whether this is written as text, of which nothing can be taken away."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def other_sign(sign: ast.operator) -> ast.operator:
    """Minus for plus, and plus for minus."""
    return ast.Sub() if isinstance(sign, ast.Add) else ast.Add()


def faults_of(path: Path, briefing: Path) -> Iterator[Callable[[], Fault]]:
    """All that can be put into one module; each is made only when it is asked for."""
    tree = ast.parse(path.read_text("utf-8"))
    entries = set(entries_of_tables(tree))
    for number, node in enumerate(ast.walk(tree)):
        if node in entries or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            continue
        for which, _ in enumerate(changes(node)):
            yield partial(put, path, briefing, number, which)


def entries_of_tables(tree: ast.Module) -> Iterator[ast.AST]:
    """Numbers in what a module writes out as a collection: what a word counts, where a script's letters begin."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
            for table in ast.walk(statement.value):
                if isinstance(table, ast.Dict | ast.Set | ast.List | ast.Tuple):
                    yield from (node for node in ast.walk(table) if isinstance(node, ast.Constant))


def put(path: Path, briefing: Path, number: int, which: int) -> Fault:
    """The fault of that node of the module."""
    tree = ast.parse(path.read_text("utf-8"))
    node = list(ast.walk(tree))[number]
    before = shown(node)
    list(changes(node))[which]()
    after = shown(ast.fix_missing_locations(node))
    line = getattr(node, "lineno", 0)
    return Fault(path.relative_to(briefing), line, f"{before}  →  {after}", ast.unparse(tree))


def shown(node: ast.AST) -> str:
    """The place in one line."""
    return ast.unparse(node.test if isinstance(node, ast.If | ast.While) else node).splitlines()[0][:90]


def every_fault(rooms: Sequence[str]) -> list[Callable[[], Fault]]:
    """All that can be put into these stages, in the order of their modules."""
    briefing = ROOT / "src" / "briefing"
    modules = [path for path in sorted(briefing.rglob("*.py")) if room_of(path.relative_to(briefing)) in rooms]
    return [fault for path in modules for fault in faults_of(path, briefing)]


def tests_of(room: str) -> list[str]:
    """The test files that name the stage and make no whole edition, those called after it first; and what all share."""
    imported = re.compile(rf"\bbriefing\.{room}\b|from briefing import .*\b{room}\b")
    texts = {path: path.read_text("utf-8") for path in (ROOT / "tests").glob("test_*.py")}
    naming = [path for path, words in texts.items() if imported.search(words) and not WHOLE.search(words)]
    named = sorted(naming, key=lambda path: (room not in path.name, path.name))
    return [
        f"tests/{name}"
        for name in dict.fromkeys([*(path.name for path in named), "test_readings.py", "test_stories.py"])
    ]


def seen(fault: Fault, copies: SimpleQueue[Path], *, whole: bool) -> bool:
    """Whether a test fails with the fault in."""
    copy = copies.get()
    module = copy / "src" / "briefing" / fault.module
    sound = module.read_text("utf-8")
    try:
        with written(module, fault.source):
            return fails(copy, tests_of(room_of(fault.module))) or (whole and fails(copy, WHOLE_SUITE))
    finally:
        module.write_text(sound, "utf-8")
        copies.put(copy)


@contextmanager
def written(module: Path, source: str) -> Iterator[None]:
    """The module with the fault, and without what Python compiled of it before and after."""
    compiled = list((module.parent / "__pycache__").glob(f"{module.stem}.*.pyc"))
    for path in compiled:
        path.unlink()
    module.write_text(source, "utf-8")
    yield
    for path in (module.parent / "__pycache__").glob(f"{module.stem}.*.pyc"):
        path.unlink()


def fails(copy: Path, which: list[str]) -> bool:
    """Whether these tests fail there, or do not end."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *which]
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False, timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


@contextmanager
def copied(jobs: int) -> Iterator[SimpleQueue[Path]]:
    """As many copies of the project as faults are tried at a time."""
    with tempfile.TemporaryDirectory(prefix="briefing-mutate-") as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for job in range(jobs):
            copies.put(Path(shutil.copytree(ROOT, Path(folder) / str(job), ignore=LEFT_OUT)))
        yield copies


def try_seed(seed: int, chosen: argparse.Namespace, copies: SimpleQueue[Path]) -> tuple[int, int]:
    """How many faults of a seed were put, and how many were seen; those that were not are told."""
    every = every_fault(chosen.room or ROOMS)
    faults = [make() for make in random.Random(seed).sample(every, min(chosen.count, len(every)))]  # noqa: S311  no secret
    with ThreadPoolExecutor(chosen.jobs) as threads:
        found = list(threads.map(partial(seen, copies=copies, whole=chosen.whole), faults))
    for fault, caught in zip(faults, found, strict=True):
        if not caught:
            print(f"  not seen: {fault.module}:{fault.line}  {fault.told}")
    print(f"seed {seed}: {sum(found)} of {len(found)} seen", flush=True)
    return len(found), sum(found)


def main() -> int:
    """Whether at least 19 of 20 were seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1-5", metavar="A-B")
    parser.add_argument("--count", type=int, default=20, help="faults a seed")
    parser.add_argument("--room", action="append", choices=ROOMS, help="this stage only; may be given again")
    parser.add_argument("--jobs", type=int, default=2, help="faults tried at a time")
    parser.add_argument("--whole", action="store_true", help="all of `make test` before a fault counts as not seen")
    chosen = parser.parse_args()
    first, _, last = chosen.seeds.partition("-")
    with copied(chosen.jobs) as copies:
        copies.put(copy := copies.get())
        if fails(copy, WHOLE_SUITE if chosen.whole else tests_of("script")):
            parser.error("the tests fail without a fault")
        tried = [try_seed(seed, chosen, copies) for seed in range(int(first), int(last or first) + 1)]
    put_in, caught = (sum(column) for column in zip(*tried, strict=True))
    print(f"{caught} of {put_in} seen, {100 * caught / put_in:.1f} %")
    return 0 if 20 * caught >= 19 * put_in else 1


if __name__ == "__main__":
    sys.exit(main())
