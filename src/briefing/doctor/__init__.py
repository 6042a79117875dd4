"""What is wrong with this installation, and how to mend it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.doctor.check import Check, State, well
from briefing.doctor.intake import look_at_folder, look_at_inbox, look_at_sources
from briefing.doctor.nights import look_at_held, look_at_nights, look_at_timetable
from briefing.engines.workers import Workers
from briefing.errors import BriefingError, SynthesisError
from briefing.mix import lacking, recipe
from briefing.model import FEED, Prosody, Utterance
from briefing.pages import is_local
from briefing.press import damaged
from briefing.press.lost import refuse_lost_library
from briefing.report import counted
from briefing.serve.tokens import NAME as TOKENS
from briefing.store.library import LIBRARY, Library, has_library
from briefing.store.lock import LOCK
from briefing.studio.stand_in import voices_instead

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from briefing.doctor.check import Told
    from briefing.feed.check.asking import Answer
    from briefing.model import Voice
    from briefing.newsroom import Newsroom

__all__ = ["Check", "State", "examine"]

ROOM = 500_000_000
"""Bytes that a night may need."""
BEGINNING = 2000
"""Bytes of a feed by which it is known."""
SENTENCE = "The ferry leaves at seven."


def examine(room: Newsroom, now: datetime, known: Collection[Check] = ()) -> Iterator[Check]:
    """Look at everything that an edition needs, one after the other; what cannot be looked at is a fault.

    Of a further show, only at what is its own.  `known` is what was found before: who has no cast has no voices.
    """
    yield from (_named(check.name, (check.state, check.found, check.mend), room) for check in known)
    deaf = {"voices"} if any(check.name == "cast" for check in known) else set()
    for name in _OF_EACH_SHOW if room.main else _CHECKS:
        if name in deaf:
            continue
        look = _CHECKS[name]
        try:
            yield from (_named(name, told, room) for told in look(room, now))
        except BriefingError as error:
            yield _named(name, (State.FAULT, error.message, error.hint), room)
        except Exception as error:  # noqa: BLE001  the doctor must get through
            told = (State.FAULT, f"{type(error).__name__}: {error}", "This is a fault of the program.")
            yield _named(name, told, room)


def _named(name: str, told: Told, room: Newsroom) -> Check:
    state, found, mend = told
    return Check(name, state, f"{room.settings.show.title}: {found}" if room.main else found, mend)


def _voices(room: Newsroom, _now: datetime) -> Iterator[Told]:
    """Every engine that is needed speaks with every voice of the cast."""
    cast = room.cast
    if room.main and room.main.cast == cast:
        return
    instead = voices_instead(cast, room.engine) if room.engine else {}
    every = sorted({*(instead or cast.members).values()}, key=lambda voice: (voice.engine, voice.id))
    for engine, voices in groupby(every, key=lambda voice: room.engine or voice.engine):
        yield _speaks(engine, list(voices), room.settings.engine.time_limit_s)


def _speaks(engine: str, voices: list[Voice], limit_s: float) -> Told:
    asked = [Utterance(SENTENCE, voice, Prosody()) for voice in voices]
    with Workers(engine, count=1, time_limit_s=limit_s) as workers:
        clips = list(workers.say_all(asked))
    failed = [clip for clip in clips if isinstance(clip, SynthesisError)]
    if failed:
        mend = failed[0].hint or "`briefing voices` shows the voices to be had; mend voices/newsroom.toml."
        return (
            State.FAULT,
            f"{len(failed)} of {counted(len(voices), 'voice')} cannot be heard: {failed[0].message}",
            mend,
        )
    return well(f"{engine} speaks with {counted(len(voices), 'voice')}")


def _encoder(room: Newsroom, _now: datetime) -> Iterator[Told]:
    audio = room.settings.audio
    if missing := lacking(audio):
        mend = "Install imageio-ffmpeg from a wheel, or take other formats in `audio.format` and `audio.also`."
        yield State.FAULT, f"this ffmpeg does not encode {', '.join(missing)}", mend
    else:
        yield well(f"ffmpeg {recipe(audio).split()[1]}")


def _disk(room: Newsroom, _now: datetime) -> Iterator[Told]:
    free = shutil.disk_usage(_existing(room.state)).free
    if free < ROOM:
        mend = "Make room, or keep less: `keep.clips_mb`, `keep.editions`; then `briefing editions prune`."
        yield State.FAULT, f"{free // 1_000_000} MB are free", mend
    else:
        yield well(f"{free / 1_000_000_000:.1f} GB are free")


def _permissions(room: Newsroom, _now: datetime) -> Iterator[Told]:
    for folder in (room.state, room.public):
        here = _existing(folder)
        try:
            with tempfile.NamedTemporaryFile(dir=here, prefix=".doctor-"):
                pass
        except OSError as error:
            mend = f"Let this user write there: chown -R {os.environ.get('USER', 'USER')} {here}"
            yield State.FAULT, f"{here} cannot be written ({error.strerror})", mend
            return
    for file in filter(Path.exists, (room.first.state / LOCK, room.state / LIBRARY)):
        try:
            file.open("r+b").close()
        except OSError as error:
            mend = f'If another user made it, root perhaps, take it over: sudo chown -R "$USER" {file.parent}'
            yield State.FAULT, f"{file} cannot be written ({error.strerror})", mend
            return
    yield well("out/ can be written")


def _existing(path: Path) -> Path:
    """The folder, or the nearest one above that is there."""
    return next(each for each in (path, *path.parents) if each.is_dir())


def _clock(room: Newsroom, now: datetime) -> Iterator[Told]:
    """The program is older than today, and so is everything that was published."""
    born = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    last = born
    if has_library(room.state):
        with Library(room.state / LIBRARY) as library:
            last = max([born, *(episode.updated for episode, _ in library.archive())])
    if now < last - timedelta(minutes=5):
        yield State.FAULT, f"the clock says {now:%Y-%m-%d %H:%M} UTC, before {last:%Y-%m-%d %H:%M}", "Set the clock."
    else:
        yield well(f"{now:%Y-%m-%d %H:%M} UTC; editions bear the date of {room.settings.show.timezone}")


def _library(room: Newsroom, _now: datetime) -> Iterator[Told]:
    path = room.state / LIBRARY
    refuse_lost_library(room)
    if not has_library(room.state):
        yield well("there is none yet")
        return
    with Library(path) as library:
        editions = len(library.archive())
    with closing(sqlite3.connect(path)) as db:
        (told,) = db.execute("PRAGMA integrity_check (1)").fetchone()
    if told == "ok":
        yield well(f"whole; {counted(editions, 'edition')}")
    else:
        mend = f"Put a backup back: `briefing restore FILE`; or a library.v*.sqlite beside {path}."
        yield State.FAULT, f"it is damaged ({' '.join(str(told).split())})", mend


def _files(room: Newsroom, _now: datetime) -> Iterator[Told]:
    """Every file that the feed names is there and whole."""
    if not has_library(room.state):
        yield well("there are none yet")
        return
    with Library(room.state / LIBRARY) as library:
        episodes = library.episodes()
    bad = [each for each in episodes if damaged(each, room.public)]
    if bad:
        mend = "The next run makes it again: briefing make"
        yield (
            State.FAULT,
            f"audio of {counted(len(bad), 'edition')} is missing or cut off, such as {bad[0].enclosure.path}",
            mend,
        )
    else:
        yield well(f"{counted(len(episodes), 'audio file')} on hand")


def _address(room: Newsroom, _now: datetime) -> Iterator[Told]:
    """Apps can fetch the feed at the address that it gives; one that is for subscribers is theirs to judge."""
    show = room.settings.show
    if room.main and is_local(show.address):
        return  # it was said of the main show
    if is_local(show.address):
        mend = "Set `show.address` to where out/public is served, or listen on this network with `briefing serve`."
        yield State.ADVICE, f"{show.address} is this machine only", mend
        return
    feed = show.address + FEED
    answer = _asked(feed)
    if _is_for_subscribers(answer, room):
        yield well(f"{feed} is for subscribers, and was not looked into")
    elif answer.status == HTTPStatus.OK and b"<rss" in answer.body:
        yield well(f"{feed} is served")
    else:
        wrong = "is no feed" if answer.status == HTTPStatus.OK else f"cannot be had: {answer}"
        yield (
            State.FAULT,
            f"{feed} {wrong}",
            f"Serve {room.public} at `show.address`; any web server or bucket can hold it.",
        )


def _asked(feed: str) -> Answer:
    """The beginning of what is served there."""
    from briefing.feed.check.asking import Asker  # noqa: PLC0415  heavy

    with Asker(urlsplit(feed).hostname or "") as asker:
        return asker.ask(feed, limit=BEGINNING)


def _is_for_subscribers(answer: Answer, room: Newsroom) -> bool:
    """Who has no token is not even told that there is a show, and of tokens only hashes are kept: none can be shown."""
    refused = HTTPStatus.NOT_FOUND if (room.first.state / TOKENS).exists() else HTTPStatus.UNAUTHORIZED
    return answer.status in {HTTPStatus.UNAUTHORIZED, refused}


_CHECKS: dict[str, Callable[[Newsroom, datetime], Iterator[Told]]] = {
    "folder": look_at_folder,
    "inbox": look_at_inbox,
    "sources": look_at_sources,
    "voices": _voices,
    "encoder": _encoder,
    "disk": _disk,
    "permissions": _permissions,
    "clock": _clock,
    "library": _library,
    "files": _files,
    "address": _address,
    "timetable": look_at_timetable,
    "nights": look_at_nights,
    "held": look_at_held,
}
_OF_EACH_SHOW = ("inbox", "sources", "voices", "library", "files", "address", "nights", "held")
