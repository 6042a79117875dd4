"""A newsroom in a folder, a night in it in a process of its own, and what must hold of it afterwards."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import resource
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from briefing.artwork import draw
from briefing.cast import read_cast
from briefing.config import bundled
from briefing.errors import StoreError
from briefing.feed.check import Level, check_feed
from briefing.newsroom import Newsroom
from briefing.settings import EngineSettings, KeepSettings, NightlySettings, Settings, ShowSettings
from briefing.spoken import Lexicon
from briefing.store.library import LIBRARY, Library
from tests.faults.points import count_points
from tests.faults.power import watch

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["START", "Told", "faults_of", "items", "night", "open_room", "write_story"]

START = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
"""The first night."""
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "briefing.artwork",
        "briefing.clean.dump",
        "briefing.clean.manuscript",
        "briefing.corrections",
        "briefing.feed",
        "briefing.mix",
        "briefing.nightly",
        "briefing.targets.carriers",
        "charset_normalizer",
        "dateutil.parser",
        "feedgen.feed",
        "imageio_ffmpeg",
        "jinja2",
        "lxml.html",
        "mutagen.id3",
        "PIL.PngImagePlugin",
        "segno",
    ]
)
"""What the program imports when it is needed, each night anew."""
ADDRESS = "https://pod.example/night/"
SYLLABLES = ["ba", "be", "du", "fi", "go", "ka", "lo", "mi", "nu", "pe", "ra", "so", "ti", "vo", "we", "zu"]
PICTURE = "cover.png"
LIMIT_S = 120.0
"""For one night."""
_HALF_MADE = ("episodes/.*.part", ".*.part", "edition-*", "blocks/*/.*", "clips/*/.*")
"""Of what may not be there after a night; a report half-written goes after a day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a night that came to its end says of itself."""

    exit_code: int
    spoken: int
    message: str
    points: int
    """Changes to the disk that it made."""
    cpu_s: float
    """Of the program, its engines and its encoders."""
    memory_mb: float
    """The most that the program itself took."""


def open_room(home: Path) -> Newsroom:
    """The newsroom in a folder: silent, and with a feed of two editions."""
    cast = read_cast((bundled() / "newsroom.toml").read_text("utf-8"), "newsroom.toml")
    settings = Settings(
        show=ShowSettings(title="The Night Desk", address=ADDRESS, email="desk@pod.example", image=PICTURE),
        engine=EngineSettings(workers=1),
        nightly=NightlySettings(time_limit_min=5),
        keep=KeepSettings(editions=2),
    )
    return Newsroom(home, home / "out/public", home / "out/state", settings, cast, Lexicon(), "silent")


def write_story(home: Path, name: str, words: str = "") -> None:
    """Put a short story with one person in it into the inbox; each name has words of its own."""
    (home / "inbox").mkdir(parents=True, exist_ok=True)
    if not (home / PICTURE).is_file():
        (home / PICTURE).write_bytes(_picture())
    pick = random.Random(name)  # noqa: S311  not for secrets
    made = iter(" ".join("".join(pick.sample(SYLLABLES, 3)) for _ in range(9)) for _ in range(4))
    text = (
        f"Ferry {name.title()} Sails Again\n\nBy Ann Lee\n\n"
        f"PORT OSSA (March 3, 2026) -- The {name} sailed for {next(made)} with {next(made)} on Tuesday. {words}\n\n"
        f'"We are glad to have {next(made)} back in {next(made)}," said Ada Moor, who owns the boat.\n'
    )
    (home / "inbox" / f"{name}.txt").write_text(text, "utf-8")


@cache
def _picture() -> bytes:
    """Drawn once, as that takes longer than all the rest of a night."""
    return draw("The Night Desk")


def night(home: Path, now: datetime, kill_at: int = 0, keep: Path | None = None, takes_back: str = "") -> Told | None:
    """Do a night's work in a process of its own; None where it killed itself, at point `kill_at`.

    With `keep`, a folder, it writes down there what a power cut could undo.  With `takes_back`, a story is withdrawn
    instead.

    Raises:
        RuntimeError: it hung, ended in another way, or left processes behind.
    """
    ours, theirs = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_night, args=(home, now, kill_at, keep, takes_back, theirs))
    process.start()
    theirs.close()
    try:
        told: Told | None = ours.recv() if ours.poll(LIMIT_S) else None
    except EOFError:
        told = None
    process.join(LIMIT_S)
    if process.exitcode not in {0, -signal.SIGKILL}:
        raise RuntimeError(f"the night ended with {process.exitcode}")
    _await_end(process.pid or 0)
    return told


def _night(home: Path, now: datetime, kill_at: int, keep: Path | None, takes_back: str, answer: Connection) -> None:
    os.setsid()
    points = count_points(kill_at)
    if keep:
        watch(keep)  # after it, as what was killed was not done
    code, spoken, message = _withdraw(home, now, takes_back) if takes_back else _run(home, now)
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu_s = sum((own.ru_utime, own.ru_stime, others.ru_utime, others.ru_stime))
    answer.send(Told(code, spoken, message, points(), cpu_s, own.ru_maxrss / 1000))


def _run(home: Path, now: datetime) -> tuple[int, int, str]:
    from briefing.nightly import run_nights  # noqa: PLC0415  preloaded where it is called

    ((done, message),) = run_nights((open_room(home),), now=now)
    return done.exit_code, done.report.spoken, message


def _withdraw(home: Path, now: datetime, name: str) -> tuple[int, int, str]:
    from briefing.corrections import withdraw  # noqa: PLC0415  the same

    try:
        _, report = withdraw(name, open_room(home), now=now)
    except StoreError as error:  # it was withdrawn already
        return error.exit_code, 0, error.message
    return report.exit_code, report.spoken, ""


def _await_end(group: int) -> None:
    """Engines and encoders end with the program that started them."""
    end = time.monotonic() + 15
    with suppress(ProcessLookupError):
        while time.monotonic() < end:
            os.killpg(group, 0)
            time.sleep(0.01)
        os.killpg(group, signal.SIGKILL)
        raise RuntimeError("a process outlived the night that was killed")


def items(public: Path) -> list[tuple[str, str, int]]:
    """Of each item of the feed: title, path of its audio under the public folder, and length."""
    channel = ET.fromstring((public / "feed.xml").read_bytes())  # noqa: S314  our own feed
    found = [(item, item.find("enclosure")) for item in channel.iter("item")]
    return [
        (item.findtext("title", ""), audio.attrib["url"].removeprefix(ADDRESS), int(audio.attrib["length"]))
        for item, audio in found
        if audio is not None
    ]


def faults_of(home: Path, stories: Counter[str]) -> list[str]:
    """What does not hold of a newsroom at rest in which these stories, and no others, were to be published."""
    room = open_room(home)
    with Library(room.state / LIBRARY) as library:
        archive = library.archive()
        there = Counter(Path(each.id).stem for episode, _ in archive for each in library.stories(episode.guid))
    faults = [f"{name} is {there[name]} times there" for name in {*there, *stories} if there[name] != stories[name]]
    named = [(each.title, each.enclosure.path, each.enclosure.length) for each, retired in archive if not retired]
    if named != items(room.public):
        faults.append("feed and library are not of the same opinion")
    broken = (each for each in check_feed(str(room.public / "feed.xml")) if each.rule.level is Level.MUST)
    faults += [f"feed: {fault}" for each in broken for fault in each.faults]
    for _, path, length in named:
        data = (room.public / path).read_bytes() if (room.public / path).is_file() else b""
        if len(data) != length or hashlib.sha256(data).hexdigest()[:12] not in path:
            faults.append(f"{path}: not the bytes that the feed promises")
    left = [path for root in (room.public, room.state) for form in _HALF_MADE for path in root.glob(form)]
    return faults + [f"{path.relative_to(home)} was left behind" for path in left]
