"""What a person writes in TOML → a value; of what cannot be used it is told where it stands, and what may stand there.

It serves briefing.toml and the cast alike, and knows neither.
"""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import msgspec

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["allowed", "converted", "parsed", "refuse_unknown"]

Form = TypeVar("Form", bound=msgspec.Struct)
SHOWN = 100
"""Characters of a broken line that are shown."""
CURLY = "“”„‟‘’‚«»"
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_AT = re.compile(r" - at `\$\.?(.*)`$")
_QUOTES = "Text stands between straight quotes"
_CAUSES = (
    ("Illegal character '\\n'", "The text has no closing quote."),
    ("Unterminated string", "The text has no closing quote."),
    ('Expected "\'"', "The text has no closing quote."),
    ("Unescaped '\\'", "A \\ inside of \"…\" is written \\\\; or put the text between '…'."),
    ("Cannot", "It stands there twice: put both into one."),
    ("Duplicate", "It stands there twice: leave one out."),
    ("Unclosed array", "A list ends with ], and commas stand between its values."),
    ("Expected '='", "Write KEY = VALUE; the name of a table stands between [ and ]."),
    ("Expected newline", f"{_QUOTES}, and after a value comes nothing but a comment (#)."),
)
"""How the library's messages begin, and what most probably was meant."""


def parsed(text: str, where: str) -> dict[str, Any]:
    """The tables of a TOML file; `where` names it in messages.

    Raises:
        ConfigError: it is no TOML; the message shows the line, and the hint tells what is most often wrong there.
    """
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ConfigError(where, "cannot be read: brackets stand inside of too many others") from error
    except ValueError as error:
        raise _broken(text.replace("\r\n", "\n"), where, str(error)) from error


def _broken(text: str, where: str, told: str) -> ConfigError:
    """With the line, and a caret below the place in it."""
    lines = text.rstrip().split("\n")
    found = _PLACE.search(told)
    number = int(found[1]) if found and found[1] else len(lines)
    line = lines[number - 1] if number <= len(lines) else ""
    column = int(found[2]) if found and found[2] else len(line) + 1
    reason = _PLACE.sub("", told)
    start = max(0, column - SHOWN // 2)
    shown = line[start : start + SHOWN].replace("\t", " ")
    picture = f"    {shown}\n    {' ' * (column - 1 - start)}^"
    message = f"cannot be read: line {number}, column {column}: {reason}\n{picture}"
    return ConfigError(where, message, hint=_cause(reason, line, column))


def _cause(reason: str, line: str, column: int) -> str:
    """What to write instead."""
    before, after = line[: column - 1], line[column - 1 :].strip()
    if after[:1] and after[0] in CURLY:
        return f'{_QUOTES}: write " and not {after[0]}.'
    if reason.startswith("Invalid value"):
        return _meant(before, after)
    return next((hint for begins, hint in _CAUSES if reason.startswith(begins)), f"{_QUOTES}, a list between [ and ].")


def _meant(before: str, after: str) -> str:
    """What a value that is none was meant to be."""
    key, whole = before.partition("=")[0].strip(), before.rstrip().endswith("=")
    if after.lower() in {"true", "false"}:
        return f"Write {after.lower()}, in small letters."
    if not after and "[" in before:
        return dict(_CAUSES)["Unclosed array"]
    if not after or after.startswith("#"):
        return 'There is no value; write "" for an empty text.'
    example = f": {key} = {json.dumps(after, ensure_ascii=False)}" if whole and '"' not in after else ""
    return f"{_QUOTES}{example}"


def refuse_unknown(  # noqa: PLR0913  the last three have defaults
    written: dict[str, Any],
    form: type[msgspec.Struct],
    where: str,
    above: str = "",
    *,
    more: Collection[str] = (),
    shown: str = "",
) -> None:
    """Raise for the first key that `form` does not have, naming the nearest that it has.

    `above` stands before the key in the message; `more` are names that could be meant as well, and `shown` tells where
    the form can be seen.

    Raises:
        ConfigError: there is such a key.
    """
    known = {info.name: info.type for info in msgspec.structs.fields(form)}
    for key, value in written.items():
        if key not in known:
            near = difflib.get_close_matches(key, [*known, *more], 1)
            hint = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
            raise ConfigError(where, f"unknown key `{above}{key}`", hint=f"{hint} {shown}".rstrip())
        inner = (known[key], *get_args(known[key]))  # itself, or that of its items, or what may be left out
        below = next((each for each in inner if isinstance(each, type) and issubclass(each, msgspec.Struct)), None)
        for table in value if isinstance(value, list) else [value]:
            if below and isinstance(table, dict):
                refuse_unknown(table, below, where, f"{above}{key}.", shown=shown)


def converted(written: dict[str, Any], form: type[Form], where: str, above: str = "", *, hint: str = "") -> Form:
    """The value that tables say; `hint` is for what is wrong with a whole table.

    Raises:
        ConfigError: a value does not fit; the hint says what would.
    """
    try:
        return msgspec.convert(written, form)
    except msgspec.ValidationError as error:
        told = str(error)
    found = _AT.search(told)
    steps = re.findall(r"\.\.\.|[^.\[\]]+", found[1]) if found else []
    value, due = _at(steps, written, form)
    told = told[: found.start()] if found else told
    place = f"`{above}{found[1].replace('[...]', '')}`: " if found and found[1] else ""
    if isinstance(value, dict) and isinstance(due, type) and issubclass(due, msgspec.Struct):
        raise ConfigError(where, f"{place}{told}", hint=hint)
    shown = "its value" if value is None else json.dumps(value, ensure_ascii=False, default=str)
    name = next((step for step in reversed(steps) if not step.isdecimal() and step != "..."), "")
    raise ConfigError(where, f"{place}{shown} cannot be used", hint=_due(due, name))


def _at(steps: list[str], value: Any, form: Any) -> tuple[Any, Any]:  # noqa: ANN401  whatever is written
    """What is written at a place, None where that cannot be told, and the type that is due there."""
    for step in steps:
        form = _bare(form)
        if isinstance(form, type) and issubclass(form, msgspec.Struct):
            form = next(field.type for field in msgspec.structs.fields(form) if field.encode_name == step)
            value = value.get(step) if isinstance(value, dict) else None
        elif get_origin(form) is dict:
            form = get_args(form)[1]  # of which name is not told
        else:
            form, value = get_args(form)[0], value[int(step)] if isinstance(value, list) else None
    return value, _bare(form)


def _bare(form: Any) -> Any:  # noqa: ANN401  the same
    """A type that may be left out, as the type that it is otherwise."""
    rest = [each for each in get_args(form) if each is not type(None)]
    return rest[0] if len(rest) == 1 and len(get_args(form)) > 1 else form


def _due(form: object, key: str) -> str:
    """What may stand there, as a sentence."""
    if values := _values(form):
        none = ', or "" for none' if "" in values else ""
        return f"One of: {', '.join(filter(None, values))}{none}."
    match msgspec.inspect.type_info(form):
        case msgspec.inspect.UnionType():
            due = " Or: ".join(_due(each, key) for each in get_args(form))
        case msgspec.inspect.Metadata(extra_json_schema=told):
            due = f"Write one like {json.dumps((told or {})['examples'][0])}."
        case msgspec.inspect.ListType(item_type=msgspec.inspect.StructType()):
            due = f"Write [[{key}]] before each of them."
        case msgspec.inspect.VarTupleType() | msgspec.inspect.ListType():
            due = f'Write a list: {key} = ["{next(iter(allowed(form)), "…")}"]'
        case msgspec.inspect.IntType() | msgspec.inspect.FloatType() as number:
            due = _number(number)
        case msgspec.inspect.BoolType():
            due = "Write true or false, without quotes."
        case msgspec.inspect.DictType():
            due = f'Write names with their values: {key} = {{ Name = "…" }}'
        case msgspec.inspect.StructType():
            due = f"Write a table: [{key}]"
        case _:
            due = f'Write text: {key} = "…"'
    return due


def _number(kind: msgspec.inspect.IntType | msgspec.inspect.FloatType) -> str:
    whole = "a whole number" if isinstance(kind, msgspec.inspect.IntType) else "a number"
    bounds = ((" from ", kind.ge), (" above ", kind.gt), (" to ", kind.le))
    return f"Write {whole}{''.join(f'{word}{bound}' for word, bound in bounds if bound is not None)}, without quotes."


def allowed(form: Any) -> tuple[str, ...]:  # noqa: ANN401  an annotation
    """The values of a closed set, of an item where it is a list's; none where any value may stand."""
    return _values(get_args(form)[0] if get_origin(form) in {tuple, list} else form)


def _values(form: Any) -> tuple[str, ...]:  # noqa: ANN401  the same
    if get_origin(form) is Literal:
        return get_args(form)
    return tuple(str(each.value) for each in form) if isinstance(form, type) and issubclass(form, Enum) else ()
