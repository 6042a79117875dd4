"""What an edition is made of: which stories are new, corrected, unchanged, or the same as another."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from briefing.report import Outcome, Status
from briefing.running import running_order
from briefing.scripted import fingerprint
from briefing.similar import Shelf, best, clusters, continues, same_story, sketch
from briefing.store.library import Entry, Version

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from briefing.model import Article
    from briefing.settings import EditionSettings
    from briefing.store.library import Known, Library, Published

__all__ = ["MEMORY", "Draft", "Plan", "free_ids", "keep_waiting", "reissue", "select"]

MEMORY = timedelta(days=6)
"""How far back a new story is compared: an update comes within days, and the next issue of a weekly column after."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition to be made, or made again."""

    guid: str
    begun: datetime
    """When the run that publishes it first began: whose date and name its greeting says."""
    published: datetime
    """The same, or a little earlier; see `new`."""
    entries: tuple[Entry, ...]
    """In running order."""
    changed: frozenset[str]
    """Ids of the stories that are new or corrected."""
    status: Status
    """What becomes of those."""
    versions: tuple[Version, ...] = ()
    """To be known when it is published."""
    overruled: frozenset[str] = frozenset()
    """Ids of those that an editor had put right before their source said something new."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with the stories of a run."""

    drafts: tuple[Draft, ...]
    outcomes: tuple[Outcome, ...]
    """What is to be said of stories that are in no draft."""
    versions: tuple[Version, ...]
    """To be known whatever becomes of the drafts."""


def free_ids(entries: Iterable[Entry], library: Library, now: datetime) -> None:
    """Free the ids under which a source gives another story by now, as a page does that has a column every week.

    The published story stays where it is, and the other one is new.
    """
    for entry in entries:
        story = entry.story
        met = None if story.script else library.find(story.id)
        if met and met.fingerprint != story.fingerprint:
            recent = now - library.episode(met.guid).published < MEMORY
            if continues(story.article, library.article(met.story), recent=recent):
                continue
            if earlier := library.fingerprinted(story.fingerprint):  # as where a page shows an old column once more
                library.remember([Version(story.id, story.fingerprint, earlier)])
            else:
                library.free(story.id)


def keep_waiting(found: Mapping[str, Entry], library: Library, now: datetime) -> tuple[Entry, ...]:
    """What waits, by the name of its own that it has from now on where its source gives another story under its id.

    Or the new one, of the stories that were `found`, would take its place, and the old one was never heard.
    """
    recent = bool(library.since(now - MEMORY))  # what waits does so since the last edition, at most
    waiting = library.waiting()
    kept = tuple(_apart(entry, found.get(entry.story.id), recent=recent) for entry in waiting)
    if kept != waiting:
        library.leave(kept)
    return kept


def _apart(entry: Entry, other: Entry | None, *, recent: bool) -> Entry:
    """An entry that waits, under an id of its own where the `other` of its id is another story."""
    story = entry.story
    if other is None or other.story.fingerprint == story.fingerprint:
        return entry
    if continues(other.story.article, story.article, recent=recent):
        return entry
    return replace(entry, story=replace(story, id=f"{story.id}#{story.fingerprint[:12]}"))


def select(
    entries: Sequence[Entry],
    library: Library,
    settings: EditionSettings,
    *,
    now: datetime,
    waiting: Collection[str] = (),
) -> Plan:
    """Which editions are to be made or made again of `entries`, whose ids differ.

    A story that was published before, under this id or in mostly the same words under another, stays as it is or is
    corrected; of new stories that are the same one is taken.  Those whose ids are `waiting` come first.
    """
    recent = _shelf(library, now)
    chosen = _Selection(library, recent)
    new = [entry for entry in entries if not (chosen.known(entry) or chosen.astray(entry))]
    fresh = [entry for entry in chosen.once(new) if not chosen.published(entry)]
    drafts = [chosen.again(guid) for guid in dict.fromkeys([*chosen.corrected, *library.unfinished()])]
    drafts += chosen.new(running_order(fresh, settings, waiting), now, each=settings.episodes == "story")
    pending = frozenset().union(*(draft.changed for draft in drafts))
    settled = tuple(version for version in chosen.versions if version.story not in pending)
    return Plan(tuple(drafts), tuple(chosen.outcomes), settled)


def reissue(guid: str, library: Library, changed: Mapping[str, Entry], versions: tuple[Version, ...] = ()) -> Draft:
    """A published edition as it stands, with what `changed`, by id, in its place, and without what was withdrawn."""
    episode, gone = library.episode(guid), library.withdrawn()
    stories = (story for story in library.stories(guid) if story.id not in gone)
    there = tuple(changed.get(story.id) or Entry(story.id, story) for story in stories)
    ids = frozenset(changed) - gone.keys()
    return Draft(guid, episode.begun or episode.published, episode.published, there, ids, Status.CORRECTED, versions)


def _shelf(library: Library, now: datetime) -> Shelf[str]:
    """The stories of the last days."""
    shelf: Shelf[str] = Shelf()
    for story, kept in library.since(now - MEMORY):
        shelf.add(story, kept)
    return shelf


@dataclass(slots=True)
class _Selection:
    """Takes each story to its place."""

    library: Library
    recent: Shelf[str]
    """The stories of the last days."""
    outcomes: list[Outcome] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    corrected: dict[str, dict[str, Entry]] = field(default_factory=dict)
    """Edition → story → what takes its place."""
    overruled: set[str] = field(default_factory=set)
    """Stories whose editor's words give way."""

    def known(self, entry: Entry) -> bool:
        """Whether the id was met before; then the entry has its place."""
        met = self._met(entry.story)
        if met is None:
            return False
        if entry.story.script and not met.retired:
            self._rewrite(entry, met)
        elif met.fingerprint == entry.story.fingerprint or met.retired:
            self.outcomes.append(Outcome(entry.name, Status.UNCHANGED, entry.story.article.headline))
        else:
            self._compare(entry, met, own=met.fingerprint == met.published)
        return True

    def _met(self, story: Published) -> Known | None:
        """What is known of the id; of a script, where another story has that by now, of the one that it is of."""
        met = self.library.find(story.id)
        if met and story.script and story.fingerprint not in {met.fingerprint, met.published}:
            return self.library.find(self.library.fingerprinted(story.fingerprint) or story.id)
        return met

    def astray(self, entry: Entry) -> bool:
        """Whether it is a script of a published story that does not say so; that is told, or its corrections vanish."""
        story = self._meant(entry) if entry.nameless else None
        if story is None:
            return False
        reason = f"{entry.name}: it has no `source:` line, and {self.library.article(story).headline!r} is published"
        hint = f"It has no `source:` line; put it back to correct the story: source: {story}"
        self.outcomes.append(Outcome(entry.name, Status.FAILED, entry.story.article.headline, reason=reason, hint=hint))
        return True

    def _meant(self, entry: Entry) -> str | None:
        """The published story whose fingerprint a script has, or mostly its words."""
        if story := self.library.fingerprinted(entry.story.fingerprint):
            return story
        return self._alike(entry.story.article)

    def _alike(self, article: Article) -> str | None:
        near = self.recent.near(sketch(article))
        return next((story for story in near if same_story(self.library.article(story), article)), None)

    def once(self, new: Sequence[Entry]) -> list[Entry]:
        """The best version of each story, in order; the others are told apart."""
        kept = []
        for places in clusters([entry.story.article for entry in new]):
            members = [new[at] for at in places]
            taken = members.pop(best([entry.story.article for entry in members]))
            kept.append(taken)
            for entry in members:
                self._drop(entry, taken.name)
                self.versions.append(_version(entry, taken.story.id))
        return kept

    def published(self, entry: Entry) -> bool:
        """Whether the story was published under another id; then the entry has its place."""
        story = self._alike(entry.story.article)
        met = self.library.find(story) if story else None
        if met is None:
            return False
        self._compare(entry, met, own=False)
        self.versions = [
            replace(version, story=met.story) if version.story == entry.story.id else version
            for version in self.versions
        ]
        return True

    def versions_of(self, stories: Collection[str]) -> tuple[Version, ...]:
        """The versions that belong to these stories."""
        return tuple(version for version in self.versions if version.story in stories)

    def again(self, guid: str) -> Draft:
        """An edition with its corrected stories in the places of the old ones."""
        entries = self.corrected.get(guid, {})
        draft = reissue(guid, self.library, entries, self.versions_of(entries))
        return replace(draft, overruled=draft.changed & self.overruled)

    def new(self, entries: Sequence[Entry], now: datetime, *, each: bool) -> Iterator[Draft]:
        """An edition of `entries`, or one of `each`; then a second apart, so that the first is the newest."""
        groups = [[entry] for entry in entries] if each else [entries] if entries else []
        for number, group in enumerate(groups):
            ids = frozenset(entry.story.id for entry in group)
            guid, published = f"urn:uuid:{uuid.uuid4()}", now - timedelta(seconds=number)
            yield Draft(guid, now, published, tuple(group), ids, Status.PUBLISHED, self.versions_of(ids))

    def _rewrite(self, entry: Entry, met: Known) -> None:
        """Let what an editor made of a published story take its place, unless it is there; id and fingerprint stay."""
        if self.library.script(met.story) == entry.story.script:
            self.outcomes.append(Outcome(entry.name, Status.UNCHANGED, entry.story.article.headline))
            return
        story = replace(entry.story, id=met.story, fingerprint=met.published)
        self.corrected.setdefault(met.guid, {})[met.story] = replace(entry, story=story)

    def _compare(self, entry: Entry, met: Known, *, own: bool) -> None:
        """Let an entry take the place of a published story, whose id stays, or drop it.

        `own`: its earlier version is the one that is heard, so that whatever it says now is a correction, to which
        what an editor made of that gives way, too.
        """
        placed = self.corrected.get(met.guid, {}).get(met.story)
        heard = placed.story.article if placed else self.library.article(met.story)
        edited = bool(placed.story.script) if placed else self._has_editors_words(met)
        self.versions.append(_version(entry, met.story))
        better = not edited and _is_better(entry.story.article, heard)
        if not met.retired and (better or (own and not placed)):
            if edited:
                self.overruled.add(met.story)
            story = replace(entry.story, id=met.story)
            self.corrected.setdefault(met.guid, {})[met.story] = replace(entry, story=story)
            if placed:
                self._drop(placed, entry.name)
        else:
            self._drop(entry, placed.name if placed else heard.headline)

    def _has_editors_words(self, met: Known) -> bool:
        """Whether the published words are not those of any source."""
        words = fingerprint(self.library.article(met.story))
        return bool(self.library.script(met.story)) or words != met.published

    def _drop(self, entry: Entry, other: str) -> None:
        reason = f"{entry.name}: the same story as {other}"
        self.outcomes.append(Outcome(entry.name, Status.DUPLICATE, entry.story.article.headline, reason=reason))


def _is_better(new: Article, old: Article) -> bool:
    """Whether one version says more, or later, than another, and not the same words."""
    return new.body != old.body and best((old, new)) == 1


def _version(entry: Entry, story: str) -> Version:
    return Version(entry.story.id, entry.story.fingerprint, story)
