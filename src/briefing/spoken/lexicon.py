"""How names and places are said: written form → respelling.

A respelling is plain text, which every engine can read.  Plurals and possessives are derived, so that an entry for
`Kyiv` serves `Kyiv's` too.  What an engine makes of it may be noted beside it, for whoever checks it; nothing is spoken
by that.  Written in TOML:

    [say]
    Kyiv = "Keeve"
    Nguyen = { say = "Nwin", phonemes = { "espeak/en-us" = "nwˈɪn" } }
    gyro = { say = "yeero", any_case = true }
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Entry", "Lexicon", "read_lexicon"]

WORD = re.compile(r"[^\W\d_]+")
SUFFIX = re.compile(r"(?:['’][sS]|s?['’]|e?s)?(?![\w’'])|(?=['’](?!\w))")
SPEAKABLE = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’-])*")
LONGEST = 80
"""Letters of the longest entry or respelling; more than any name needs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How one word or phrase is said."""

    written: str
    say: str
    """Respelling in plain letters."""
    phonemes: tuple[tuple[str, str], ...] = ()
    """Pairs of `engine/language` and what that engine was found to make of the respelling."""
    any_case: bool = False
    """Whether `GYRO` and `Gyro` are this word too; otherwise only as written, or wholly in capitals."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by which a text is respelt.  `a | b` has the entries of both, and those of `b` win."""

    entries: tuple[Entry, ...] = ()
    _index: dict[str, tuple[Entry, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, list[Entry]] = {}
        for entry in self.entries:
            index.setdefault(_first_word(entry.written), []).append(entry)
        longest_first = {
            word: tuple(sorted(found, key=lambda entry: -len(entry.written))) for word, found in index.items()
        }
        object.__setattr__(self, "_index", longest_first)

    def __or__(self, other: Lexicon) -> Lexicon:
        """Join two lexicons; where both know a word, `other` decides."""
        merged = {entry.written: entry for entry in self.entries}
        merged.update((entry.written, entry) for entry in other.entries)
        return Lexicon(tuple(merged.values()))

    def find(self, text: str, at: int, end: int) -> tuple[int, str] | None:
        """Look up the longest entry that starts at the word `text[at:end]`.

        Gives the offset behind it and what is said for it, its plural or possessive ending included.
        """
        for form in _forms(text[at:end].casefold()):
            for entry in self._index.get(form, ()):
                stop = at + len(entry.written)
                ending = SUFFIX.match(text, stop) if _same(entry, text[at:stop]) else None
                if ending is not None and not (ending[0] == "s" and entry.written.endswith("s")):
                    return ending.end(), entry.say + _ending(entry.say, ending[0])
        return None


def _first_word(written: str) -> str:
    word = WORD.match(written)
    return (word[0] if word else written).casefold()


def _forms(word: str) -> tuple[str, ...]:
    """Give what a word may be a form of: itself, and what it is a plural or a possessive of."""
    bare = word.partition("'")[0].partition("’")[0]
    if bare.endswith("es"):
        return bare, bare[:-1], bare[:-2]
    return (bare, bare[:-1]) if bare.endswith("s") else (bare,)


def _same(entry: Entry, found: str) -> bool:
    if found == entry.written:
        return True
    if entry.any_case:
        return found.casefold() == entry.written.casefold()
    return len(found) > 3 and found == entry.written.upper()  # noqa: PLR2004  `WHO` is no `Who`


def _ending(say: str, ending: str) -> str:
    """Keep a derived ending sayable: a plural `s` after a hiss becomes `es`."""
    plural = ending.rstrip("'’")
    if plural not in {"s", "es"}:
        return ending
    return ("es" if say.endswith(("s", "x", "z", "ch", "sh")) else "s") + ending[len(plural) :]


def read_lexicon(toml_text: str) -> Lexicon:
    """Read a lexicon from TOML.

    Raises:
        ConfigError: it is not TOML, or an entry cannot be used; the message names the entry.
    """
    try:
        tables = tomllib.loads(toml_text)
    except (ValueError, RecursionError) as error:
        raise _bad(
            f"not TOML: {error}", 'A name that is not plain letters goes in quotes: "Ra\'anana" = "…".'
        ) from error
    unknown = sorted(set(tables) - {"say"})
    if unknown:
        raise _bad(f"unknown table [{unknown[0]}]", "All entries stand under [say].")
    table = tables.get("say", {})
    if not isinstance(table, dict):
        raise _bad("`say` is not a table", "Write [say] on a line of its own, then one entry a line.")
    return Lexicon(tuple(_entries(table)))


def _bad(message: str, hint: str) -> ConfigError:
    return ConfigError("lexicon", message, hint=hint)


def _entries(table: Mapping[str, object]) -> Iterable[Entry]:
    for written, value in table.items():
        if not WORD.match(written) or len(written) > LONGEST:
            raise _bad(
                f"{written!r} is not a word or a phrase", "An entry starts with a letter, as printed in stories."
            )
        fields = value if isinstance(value, dict) else {"say": value}
        unknown = sorted(set(fields) - {"say", "phonemes", "any_case"})
        if unknown:
            raise _bad(f"{written}: unknown key {unknown[0]!r}", "Known keys: say, phonemes, any_case.")
        yield Entry(written, _say(written, fields), _phonemes(written, fields), any_case=_any_case(written, fields))


def _say(written: str, fields: Mapping[str, object]) -> str:
    say = fields.get("say")
    if not isinstance(say, str) or len(say) > LONGEST or not SPEAKABLE.fullmatch(say):
        raise _bad(f"{written}: `say` must be words in plain letters", 'For example: Kyiv = "Keeve".')
    if re.search(rf"(?<!\w){re.escape(written)}(?!\w)", say):
        raise _bad(f"{written}: its respelling holds the word itself", "Respell the whole word.")
    return say


def _any_case(written: str, fields: Mapping[str, object]) -> bool:
    any_case = fields.get("any_case", False)
    if not isinstance(any_case, bool):
        raise _bad(f"{written}: `any_case` must be true or false", "Leave it out for names.")
    return any_case


def _phonemes(written: str, fields: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    table = fields.get("phonemes", {})
    if not isinstance(table, dict) or not all(isinstance(said, str) and "/" in key for key, said in table.items()):
        raise _bad(f"{written}: `phonemes` must name engine and language", 'For example: { "kokoro/en-us" = "kˈiv" }.')
    return tuple(sorted(table.items()))
