"""The voices of espeak-ng, as its data folder lists them: languages, and variants that change how a voice sounds.

Reading the files keeps the C library out of it: its own list needs a process that can speak, and it keeps quiet about
names that it does not understand.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.errors import SynthesisError
from briefing.model import Gender, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["NORMAL_PITCH", "EspeakData", "EspeakVoice"]

NORMAL_PITCH = 50
"""Of 0 to `HIGHEST_PITCH`: the variant's own."""
HIGHEST_PITCH = 99


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    """A voice as the library wants it named."""

    name: str
    """Language file and variant: `gmw/en-US+m1`."""
    pitch: int = NORMAL_PITCH
    """0 to 99; 50 is the voice's own."""


class EspeakData:
    """What a data folder of espeak-ng can sound like.

    A voice's id is a language, a variant if wanted, and a pitch if wanted: `en-us`, `en-us+m1`, `en-us+m1@35`.  A
    language may be named by its code (`en-gb`) or by its file (`gmw/en`); case does not matter.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def complete(self) -> bool:
        """Whether the library can start on it; without its phonemes it ends the whole process instead."""
        return (self.folder / "phontab").is_file()

    def voice(self, voice_id: str) -> EspeakVoice:
        """Find the voice with that id.

        Raises:
            SynthesisError: no such language or variant, or a pitch that is not 0 to 99.
        """
        base, _, pitch = voice_id.partition("@")
        language, plus, variant = base.partition("+")
        name = _find(self._files, language, "language", voice_id)
        if plus:
            name += f"+{_find(self._variant_files, variant, 'variant', voice_id)}"
        return EspeakVoice(name, _pitch(pitch, voice_id) if "@" in voice_id else NORMAL_PITCH)

    def voices(self, engine: str) -> Iterator[Voice]:
        """List each language, and for English each variant of it."""
        for code in self._codes:
            yield Voice(engine, code, code)
            if code.partition("-")[0] == "en":
                yield from (Voice(engine, f"{code}+{name}", code, gender) for name, gender in self._variants)

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(sorted(_language_code(path) for path in self._language_paths))

    @cached_property
    def _language_paths(self) -> tuple[Path, ...]:
        return tuple(path for path in sorted((self.folder / "lang").rglob("*")) if path.is_file())

    @cached_property
    def _files(self) -> dict[str, str]:
        """The library's name for each way to write a language; its own code goes before another's file name."""
        names = {path: path.relative_to(self.folder / "lang").as_posix() for path in self._language_paths}
        by_file = {written.lower(): name for name in names.values() for written in (name, name.rpartition("/")[2])}
        return by_file | {_language_code(path): name for path, name in names.items()}

    @cached_property
    def _variants(self) -> tuple[tuple[str, Gender | None], ...]:
        paths = sorted((self.folder / "voices" / "!v").glob("*"), key=lambda path: path.name.lower())
        return tuple((path.name, _gender(path)) for path in paths if " " not in path.name)

    @cached_property
    def _variant_files(self) -> dict[str, str]:
        return {name.lower(): name for name, _ in self._variants}


def _find(known: dict[str, str], name: str, what: str, voice_id: str) -> str:
    try:
        return known[name.lower()]
    except KeyError:
        near = difflib.get_close_matches(name.lower(), known, n=1)
        hint = f"Did you mean {near[0]}?" if near else "`briefing voices` lists those there are."
        raise SynthesisError("espeak", "", f"voice {voice_id}: there is no {what} {name!r}", hint=hint) from None


def _pitch(written: str, voice_id: str) -> int:
    if not (written.isascii() and written.isdecimal() and int(written) <= HIGHEST_PITCH):
        raise SynthesisError("espeak", "", f"voice {voice_id}: the pitch after `@` goes from 0 to {HIGHEST_PITCH}")
    return int(written)


def _settings(path: Path) -> dict[str, list[str]]:
    """Read the lines of a voice file; the first of several with one key stands."""
    lines = (line.split() for line in path.read_text("utf-8", "replace").splitlines())
    settings: dict[str, list[str]] = {}
    for key, *values in filter(None, lines):
        settings.setdefault(key, values)
    return settings


def _language_code(path: Path) -> str:
    return next(iter(_settings(path).get("language", ())), path.name).lower()


def _gender(path: Path) -> Gender | None:
    written = next(iter(_settings(path).get("gender", ())), "")
    return Gender(written) if written in set(Gender) else None
