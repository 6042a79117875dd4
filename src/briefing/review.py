"""The review gate: editions that wait, as scripts in the state folder, until an editor approves them.

The script is all there is of a held edition: what an editor changes in it is published, and who deletes it has the
edition made anew.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.errors import ArticleError, SourceError
from briefing.held import (
    FOLDER,
    Note,
    bound,
    cast_of,
    digests,
    held_scripts,
    held_text,
    keep_notes,
    notes_of,
    outdated,
    write_held,
)
from briefing.model import Kind
from briefing.report import Outcome, Status
from briefing.scripted import as_script, from_script, known_voices, read_out, voice_places
from briefing.scriptfile import doubtful, edition_of, parse, proofread, render, split
from briefing.selection import Draft, reissue
from briefing.similar import Shelf, same_story, sketch
from briefing.store.library import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from briefing.newsroom import Newsroom
    from briefing.scripted import Scripted
    from briefing.scriptfile import Script
    from briefing.store.library import Library

__all__ = [
    "approved",
    "doubts",
    "held_scripts",
    "hold",
    "must_wait",
    "named",
    "set_aside",
    "settle",
    "take_out",
]


def must_wait(draft: Draft, scripted: Iterable[Scripted], room: Newsroom) -> bool:
    """Whether an editor is to look at this edition before it is heard; what was heard before need not wait."""
    changed = [each for each in scripted if each.story.id in draft.changed]
    hold = room.settings.publish.hold
    return (hold == "all" and bool(changed)) or (hold == "doubtful" and any(each.doubtful for each in changed))


def hold(draft: Draft, scripted: Sequence[Scripted], room: Newsroom, library: Library) -> list[Outcome]:
    """Write the edition's script into the state folder; what is to be said of its new and corrected stories.

    Raises:
        StoreError: it cannot be written.
    """
    day = draft.begun.astimezone(ZoneInfo(room.settings.show.timezone))
    path = room.state / FOLDER / f"{day:%Y-%m-%d}-{draft.guid[-8:]}.script"
    text = render(*(as_script(each, room) for each in scripted), edition=draft.guid)
    own = tuple(each.story.id for each in scripted if not each.story.script)
    changed = tuple(sorted(draft.changed))
    note = Note(cast_of(room), own, digests(text), changed, draft.versions, draft.published)
    # Without a note a script counts as edited by an editor; a note without its script is dropped.
    keep_notes(notes_of(room, library) | {path.name: note}, library)
    write_held(path, text)
    names = {entry.story.id: entry.name for entry in draft.entries}
    stories = [each.story for each in scripted if each.story.id in draft.changed]
    also = dict.fromkeys(draft.overruled, ", in the place of what an editor made of it")
    return [_held(names[story.id], story.article.headline, path, also.get(story.id, "")) for story in stories]


def _held(name: str, headline: str, path: Path, also: str = "") -> Outcome:
    hint = f"Look at it, correct it if you like, then: briefing approve {path.stem}"
    return Outcome(name, Status.HELD, headline, reason=f"{name}: held for an editor{also}: {path}", hint=hint)


def named(states: Iterable[Path], names: Sequence[str]) -> dict[Path, tuple[Path, ...]]:
    """State folder of a show → its scripts of these names, in that order; all of them without a name.

    Raises:
        SourceError: one of the names waits in none.
    """
    waiting = {state: held_scripts(state) for state in states}
    every = {path: state for state, paths in waiting.items() for path in paths}
    known = {spelling: path for path in every for spelling in (path.stem, path.name, str(path))}
    for name in names:
        if name not in known:
            hint = f"These wait: {', '.join(path.stem for path in every)}." if every else "Nothing waits."
            raise SourceError(name, "is no edition that waits", hint=hint)
    meant = dict.fromkeys(known[name] for name in names)
    return {state: tuple(path for path in meant if every[path] == state) for state in waiting} if names else waiting


def doubts(path: Path) -> str:
    """How much there is to look at: `2 doubtful of 7 quotes, 3 stories`; or what is wrong with the script."""
    try:
        scripts = [proofread(part, str(path)) for _, part in split(held_text(path))]
    except ArticleError as error:
        return f"broken: {error.message}"
    quotes = [segment for script in scripts for segment in script.segments if segment.kind is Kind.QUOTE]
    stories = f"{len(scripts)} {'story' if len(scripts) == 1 else 'stories'}"
    return f"{sum(map(doubtful, quotes))} doubtful of {len(quotes)} quotes, {stories}"


def take_out(room: Newsroom, ids: Collection[str]) -> None:
    """Drop these stories from whatever waits: their sources say that they are not to be used.

    Raises:
        StoreError: a script cannot be written.
    """
    for path in held_scripts(room.state):
        text = held_text(path, "replace")
        parts = list(split(text))
        kept = [part for id_, part in parts if id_ not in ids]
        if not kept:
            path.unlink()
        elif len(kept) < len(parts):
            write_held(path, bound(f"edition: {edition_of(text)}", kept))


def approved(path: Path, room: Newsroom, library: Library, *, now: datetime, moment: datetime) -> Draft:
    """The edition that a held script is of, as it stands there now.

    A new one is begun `now`, and the feed dates it to the `moment`.
    Of a published edition, what was neither new when it was held nor edited since is taken as it is public now: an
    editor may have made it again meanwhile.

    Raises:
        ArticleError: the script is broken; the message names the line.
    """
    text = held_text(path)
    guid = edition_of(text)
    if not guid:
        raise ArticleError(f"{path}:1", "the line `edition:` is gone", hint="Delete the file to have it made anew.")
    note = notes_of(room, library).get(path.name) or Note("", ())
    edited = note.edited(text)
    entries = _without_needless([_entry(part, str(path)) for _, part in split(text)], edited, room)
    ids = frozenset(entry.story.id for entry in entries)
    if not library.stories(guid):
        return Draft(guid, now, moment, tuple(entries), ids, Status.PUBLISHED, note.versions)
    changed = ids & {*note.changed, *edited}
    public = reissue(guid, library, {}, note.versions)
    there = {entry.story.id: entry for entry in public.entries}
    there |= {entry.story.id: entry for entry in entries if entry.story.id in changed}
    inside = tuple(there[entry.story.id] for entry in entries if entry.story.id in there)
    return replace(public, entries=inside, changed=changed)


def _without_needless(entries: Sequence[Entry], edited: Collection[str], room: Newsroom) -> list[Entry]:
    """None has a script that nobody edited, and that says what the program says of itself.

    Where it does not any more, as when the program was changed meanwhile, the script holds: it is what was approved.
    """
    bare = [replace(entry.story, script="") for entry in entries]
    told = [from_script(as_script(each, room)).script for each in read_out(bare, room, known_voices(room))]
    return [
        replace(entry, story=story) if script == entry.story.script and story.id not in edited else entry
        for entry, story, script in zip(entries, bare, told, strict=True)
    ]


def _entry(part: str, file: str) -> Entry:
    """A story of a held script."""
    script = proofread(part, file)
    if not script.id:
        hint = "Put it back before the story; or delete the file to have it made anew."
        raise ArticleError(f"{file}:{script.turns[0].line}", "the line `source:` of this story is gone", hint=hint)
    story = from_script(script)
    return Entry(story.article.title or story.id, story, voice_places(script, file))


def settle(path: Path, left: Collection[str]) -> Path | None:
    """Take away the script of an edition that was published; where its stories with these ids wait on.

    They could not be heard, and wait as they were edited, for an edition of their own.  The file is first written and
    then named anew, so that no crash between the two loses a word.

    Raises:
        StoreError: it cannot be written.
    """
    if not left:
        path.unlink()
        return None
    guid = f"urn:uuid:{uuid.uuid4()}"
    write_held(path, bound(f"edition: {guid}", (part for id_, part in split(held_text(path)) if id_ in left)))
    return path.rename(path.with_name(f"{path.stem.rpartition('-')[0]}-{guid[-8:]}.script"))


def set_aside(entries: Iterable[Entry], library: Library, room: Newsroom) -> tuple[list[Entry], list[Outcome]]:
    """The stories that do not wait for an editor already, and what is to be said of those that do."""
    waiting = _Waiting(room.state)
    free, outcomes = [], []
    for entry in entries:
        met = library.find(entry.story.id)
        unchanged = met is not None and met.fingerprint == entry.story.fingerprint and not entry.story.script
        held = None if unchanged else waiting.find(entry, new=met is None)
        if held is None:
            free.append(entry)
        else:
            old = outdated(held.path, room, library)
            also = "" if held.fingerprint == entry.story.fingerprint else ", as it was before its source changed"
            also += f", {old}" if old else ""
            outcomes.append(_held(entry.name, entry.story.article.headline, held.path, also))
    return free, outcomes


@dataclass(frozen=True, slots=True)
class _Held:
    """A story that waits."""

    path: Path
    fingerprint: str
    script: Script | None
    """None while it is broken."""


class _Waiting:
    """The stories of all editions that wait."""

    def __init__(self, state: Path) -> None:
        self._stories: dict[str, _Held] = {}
        self._shelf: Shelf[str] = Shelf()
        for path in held_scripts(state):
            for id_, part in split(held_text(path, "replace")):
                self._add(id_, part, path)

    def _add(self, id_: str, part: str, path: Path) -> None:
        try:
            script = parse(part, str(path))
        except ArticleError:  # an editor is at work in it
            self._stories[id_] = _Held(path, "", None)
            return
        if id_ not in self._stories:
            self._stories[id_] = _Held(path, script.fingerprint, script)
            self._shelf.add(id_, sketch(script.article))

    def find(self, entry: Entry, *, new: bool) -> _Held | None:
        """The story that waits under this id, or, for a `new` one, in mostly the same words."""
        if entry.story.id in self._stories or not new:
            return self._stories.get(entry.story.id)
        article = entry.story.article
        near = (self._stories[id_] for id_ in self._shelf.near(sketch(article)))
        return next((held for held in near if held.script and same_story(held.script.article, article)), None)
