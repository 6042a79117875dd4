"""A commented briefing.toml, written from the settings themselves, so that it cannot drift from them."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefing import settings
from briefing.settings import Settings
from briefing.written import allowed

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ABOUT_SHOWS", "SHOWS", "Key", "example", "keys"]

WIDTH = 100
HEAD = """\
# What this edition is and how it sounds.  Every line that starts with `#` and a key shows its default:
# take away the `#` to change it.  An unknown key is refused, and the nearest known one named.
"""
SHOWS = """\
[shows.council.show]
title = "The Council"
[shows.council.edition]
only = ["Politics", "council.example"]

[shows.stories.show]
title = "Story by story"
[shows.stories.edition]
episodes = "story"
"""
"""Two further shows: one of a section, one with an episode a story."""
ABOUT_SHOWS = (
    "Further shows of the same installation. Each has every setting above but for its own and for show.moved_to, is "
    "served below the main show's address, at council/ and stories/, and is made with it by `briefing make` and "
    "`briefing nightly run`. [nightly] and publish.to are the installation's alone."
)
"""What the example says of further shows."""


class Key(NamedTuple):
    """A key of briefing.toml."""

    section: str
    name: str
    default: str
    """As TOML writes it."""
    meaning: str


def keys() -> Iterator[Key]:
    """Every key, in the order of the file, with the sentence that stands beside it in `settings.py` and its values."""
    meanings = _meanings()
    for section in msgspec.structs.fields(Settings):
        for field in msgspec.structs.fields(section.type):
            value = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
            default = json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
            meaning = meanings[section.type.__name__, field.name]
            yield Key(section.name, field.name, default, f"{meaning}{_one_of(allowed(field.type))}")


def _one_of(values: tuple[str, ...]) -> str:
    """The values of a closed set, as a sentence to go on with."""
    return f" One of: {', '.join(f'`{value}`' for value in values if value)}." if values else ""


def example() -> str:
    """The whole file; as it is, it changes nothing."""
    lines, section = [HEAD], ""
    for key in keys():
        if key.section != section:
            section = key.section
            lines.append(f"\n[{section}]")
        lines += [f"# {line}" for line in textwrap.wrap(key.meaning, WIDTH)]
        lines.append(f"#{key.name} = {key.default}")
    about = textwrap.wrap(ABOUT_SHOWS, WIDTH)
    lines += ["", "", *(f"# {line}" for line in about), *(f"#   {line}".rstrip() for line in SHOWS.splitlines())]
    return "\n".join(lines) + "\n"


def _meanings() -> dict[tuple[str, str], str]:
    """(class, field) → the string literal under the field."""
    classes = [node for node in ast.parse(inspect.getsource(settings)).body if isinstance(node, ast.ClassDef)]
    return {
        (node.name, field.target.id): " ".join(str(ast.literal_eval(below.value)).split())
        for node in classes
        for field, below in pairwise(node.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr)
    }
