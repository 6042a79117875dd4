"""Readers that never rest while editions are published: `python bench/hammer.py [PUBLISHES]` (500).

Four clients ask the program's own server, over HTTP, for the feed again and again, and each time for the newest episode
and for one by chance, to the last byte.  Meanwhile editions are published: new ones, and now and then a correction (the
same episode with other audio).  An hour of the newsroom's clock lies between two of them, so that old editions leave
the feed and, after their days of grace, the disk.  Whatever is torn, missing or not what the feed promised is counted;
one such thing ends it with 1.
"""

from __future__ import annotations

import hashlib
import http.client
import random
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).parents[1]))  # the suite's newsroom is used, and the server of another bench

from briefing.intake import Intake
from briefing.report import Status
from serve import OURS, Server, start_python, wait_for
from tests.faults.newsroom import START, open_room, write_story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.newsroom import Newsroom

PUBLISHES = 500
CLIENTS = 4
CORRECTED = 5
"""Every so many publishes correct the story before."""
SHOWN = 5
"""Faults that are printed."""


@dataclass
class Seen:
    """What the clients met."""

    feeds: int = 0
    files: int = 0
    faults: list[str] = field(default_factory=list)


def main(publishes: int) -> int:
    """Print what was published and what was seen."""
    seen = Seen()
    with TemporaryDirectory(prefix="hammer-") as folder:
        home = Path(folder)
        room = open_room(home)
        _publish(room, 0)
        with _served(room.public) as server, _reading(server.port, seen):
            made = [_publish(room, number) for number in range(1, publishes + 1)]
    print(f"published {made.count(Status.PUBLISHED)} editions and {made.count(Status.CORRECTED)} corrections")
    print(f"{CLIENTS} clients read {seen.feeds:,} feeds and {seen.files:,} audio files whole")
    print(f"torn, missing or otherwise wrong: {len(seen.faults)}")
    print("\n".join(seen.faults[:SHOWN]))
    return 1 if seen.faults or len(made) - made.count(None) < publishes else 0


def _publish(room: Newsroom, number: int) -> Status | None:
    """A new edition, or a correction of the one before; None where nothing was published."""
    corrects = number % CORRECTED == CORRECTED - 1
    write_story(room.home, f"boat{number - corrects}", "It has new engines." if corrects else "")
    report = Intake((room,)).make_edition(room, now=START + timedelta(hours=number))
    changed = (each.status for each in report.outcomes if each.status in {Status.PUBLISHED, Status.CORRECTED})
    return next(changed, None)


@contextmanager
def _served(public: Path) -> Iterator[Server]:
    server = start_python("ours", OURS, public)
    try:
        wait_for(server.port)
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


@contextmanager
def _reading(port: int, seen: Seen) -> Iterator[None]:
    """Clients at work for as long as this lasts."""
    over = threading.Event()
    clients = [threading.Thread(target=_read, args=(port, seen, over, number)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    try:
        yield
    finally:
        over.set()
        for client in clients:
            client.join()


def _read(port: int, seen: Seen, over: threading.Event, number: int) -> None:
    pick = random.Random(number)  # noqa: S311  not for secrets
    while not over.wait(0.005):
        try:
            named = _named(_get(port, "/feed.xml"))
            seen.feeds += 1
            for path, length in {named[0], pick.choice(named)}:
                data = _get(port, path)
                whole = len(data) == length and hashlib.sha256(data).hexdigest()[:12] in path
                seen.faults += [] if whole else [f"{path}: {len(data)} bytes, and not those that the feed promised"]
                seen.files += 1
        except (OSError, http.client.HTTPException, ET.ParseError, LookupError) as error:
            seen.faults.append(f"{type(error).__name__}: {error}")


def _named(feed: bytes) -> list[tuple[str, int]]:
    """Path and length of each enclosure, the newest first."""
    found = ET.fromstring(feed).iter("enclosure")  # noqa: S314  our own feed
    paths = ((urlsplit(each.attrib["url"]).path, int(each.attrib["length"])) for each in found)
    return [(path[path.index("/episodes/") :], length) for path, length in paths]


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            raise http.client.HTTPException(f"{path}: status {answer.status}")
        return answer.read()
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else PUBLISHES))
