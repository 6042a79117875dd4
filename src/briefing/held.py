"""The scripts of editions that wait, on disk, and what is known of each: whether an editor was at work in it."""

from __future__ import annotations

import hashlib
from datetime import datetime  # noqa: TC003  read at run time, when a note is decoded
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from briefing.cast import folded_name
from briefing.disk import write_whole
from briefing.errors import ArticleError, StoreError
from briefing.scripted import known_voices, recast
from briefing.scriptfile import edition_of, parse, render, split
from briefing.store.keeping import decoded
from briefing.store.library import Version  # noqa: TC001  read at run time, when a note is decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from briefing.newsroom import Newsroom
    from briefing.store.library import Library

__all__ = [
    "FOLDER", "Note", "bound", "cast_of", "digests", "held_scripts", "held_text", "in_order", "keep_notes", "notes_of",
    "outdated", "renew", "write_held",
]  # fmt: skip

FOLDER = "held"
"""In the state folder."""


def held_scripts(state: Path) -> tuple[Path, ...]:
    """The scripts of the editions that wait, by name."""
    return tuple(sorted((state / FOLDER).glob("*.script")))


def in_order(paths: Iterable[Path], room: Newsroom, library: Library) -> list[Path]:
    """These scripts, the one that is to be the newest in the feed last: as their editions would be without an editor.

    Before them come those of which that is not known, as they stand.
    """
    notes = notes_of(room, library)
    moments = {name: note.published.timestamp() for name, note in notes.items() if note.published}
    return sorted(paths, key=lambda path: moments.get(path.name, 0.0))


def renew(room: Newsroom, library: Library) -> None:
    """Give held scripts that nobody edited the voices and spoken forms of now, as where a pin was added meanwhile.

    Who says what stays as it was held.

    Raises:
        StoreError: one cannot be read or written.
    """
    notes, texts = notes_of(room, library), {}
    for path in held_scripts(room.state):
        text, note = held_text(path, "replace"), notes.get(path.name)
        if note and not note.edited(text):
            scripts = (parse(part, str(path)) for _, part in split(text))
            new = render(*recast(scripts, note.own, room, known_voices(room)), edition=edition_of(text))
            notes[path.name] = replace(note, parts=digests(text), instead=digests(new))
            texts[path] = (text, new)
    keep_notes(notes, library)  # both, or what was written before the other would pass for an editor's work
    for path, (text, new) in texts.items():
        if new != text:
            write_held(path, new)
        notes[path.name] = replace(notes[path.name], parts=digests(new), instead={}, cast=cast_of(room))
    keep_notes(notes, library)


def outdated(path: Path, room: Newsroom, library: Library) -> str:
    """Where a script that was edited before the cast changed has a voice that the cast of now would not give."""
    note = notes_of(room, library).get(path.name)
    if note is None or note.cast == cast_of(room):
        return ""
    try:
        scripts = [parse(part, str(path)) for _, part in split(held_text(path, "replace"))]
    except ArticleError:
        return ""  # that is told elsewhere
    turns = (turn for script in scripts for turn in script.turns if turn.voice)
    for turn in turns:
        pin = room.cast.pins.get(folded_name(turn.segment.speaker.name)) if turn.segment.speaker else None
        voice = room.cast.named(turn.voice)
        if voice is None or (pin and pin != voice):
            return f"edited before the cast changed, see {turn.voice} in line {turn.line}"
    return ""


class Note(msgspec.Struct, frozen=True):
    """What is known of a script since it was written."""

    cast: str
    """Of the cast whose voices it has."""
    own: tuple[str, ...]
    """Ids of its stories whose voices no editor's script gave."""
    parts: dict[str, str] = {}
    """Id of each story → digest of its text: another one means that an editor was at work there."""
    changed: tuple[str, ...] = ()
    """Ids of those that were new or corrected when it was written."""
    versions: tuple[Version, ...] = ()
    """To be known when it is published."""
    published: datetime | None = None
    """Of its `Draft`: where editions stand in the order of the feed that begin to wait in one night."""
    instead: dict[str, str] = {}
    """As `parts`, of the text that is about to take the place of that one."""

    def edited(self, text: str) -> frozenset[str]:
        """Ids of the stories of its text as it is now that an editor was at work in."""
        ours = {*self.parts.items(), *self.instead.items()}
        return frozenset(id_ for id_, there in digests(text).items() if (id_, there) not in ours)


def notes_of(room: Newsroom, library: Library) -> dict[str, Note]:
    """File name → note, of the scripts that are still there."""
    there = {path.name for path in held_scripts(room.state)}
    notes = decoded(library.show("held") or "{}", dict[str, Note])
    return {name: note for name, note in notes.items() if name in there}


def keep_notes(notes: Mapping[str, Note], library: Library) -> None:
    """Keep these, and no others."""
    library.note("held", msgspec.json.encode(notes).decode())


def digests(text: str) -> dict[str, str]:
    """Id → what names the text of that story, in a text of several."""
    return {id_: digest(part.strip("\n")) for id_, part in split(text)}


def digest(text: str) -> str:
    """Names a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def cast_of(room: Newsroom) -> str:
    """Names the cast of now."""
    cast = room.cast
    return digest(repr((cast.reporter, cast.pool, cast.unknown, sorted(cast.pins.items(), key=str))))


def bound(head: str, parts: Iterable[str]) -> str:
    """The text of an edition: its head, and those of its stories."""
    return "\n\n".join(part.strip("\n") for part in (head, *parts)) + "\n"


def write_held(path: Path, text: str) -> None:
    """Put a script in place.

    Raises:
        StoreError: it cannot be written.
    """
    try:
        write_whole(path, text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise StoreError(str(path), f"cannot be written ({error.strerror})") from error


def held_text(path: Path, errors: str = "surrogatepass") -> str:
    """The text of a script; `errors` says what becomes of bytes that are no UTF-8.

    Raises:
        ArticleError: there are such bytes, and nothing is to become of them.
        StoreError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8", errors)
    except UnicodeDecodeError as error:
        raise ArticleError(str(path), f"is no text ({error})", hint="Save it as UTF-8, or delete it.") from error
    except OSError as error:
        raise StoreError(str(path), f"cannot be read ({error.strerror})", hint="Mend its permissions.") from error
