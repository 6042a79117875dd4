"""What a feed costs: CPU seconds for shows with 10, 1,000 and 10,000 episodes of history.

Run: python bench/feed.py [EPISODES…]

    all      everything written for the first time: feed, archives, index and pages of older episodes
    next     the same once one more episode was published, as it is every night
    again    the same with nothing new
    feed     writing the current feed, of at most 200 items, alone: at most 0.1 s
    in one   what one document of them all would cost
    index    kilobytes of the index, which leads to every episode

Ends with 1 when the current feed costs more, or has more items.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.artwork import draw
from briefing.cast import read_cast
from briefing.config import bundled
from briefing.feed import show_guid, write_feed
from briefing.model import Article, Enclosure, Episode, Person
from briefing.newsroom import Newsroom
from briefing.notes import notes_html, summary
from briefing.pages import INDEX
from briefing.press import publish_feed
from briefing.press.history import newest
from briefing.settings import KeepSettings, Settings, ShowSettings
from briefing.spoken import Lexicon
from briefing.store.library import LIBRARY, Library

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (10, 1_000, 10_000)
SHOW = ShowSettings(title="Harbour News", email="desk@pod.example", address="https://pod.example/", image="cover.png")
STORIES = [
    (
        Article(
            f"Ferry number {n} returns to the northern harbour after repairs",
            ("Text.",),
            byline=("Ana Ruiz",),
            site="The Ledger",
            url=f"https://pod.example/stories/{n}",
        ),
        [Person("Mara Lind", "harbour master"), Person("a passenger")],
    )
    for n in range(8)
]


MOST_S, MOST_ITEMS = 0.1, 200


def main(sizes: tuple[int, ...]) -> int:
    """Print the table."""
    picture = draw(SHOW.title)
    print(f"{'episodes':>9} {'all':>9} {'next':>9} {'again':>9} {'feed':>9} {'items':>6} {'in one':>9} {'index':>6}")
    held = [_row(size, picture) for size in sizes]
    return 0 if all(held) else 1


def _row(size: int, picture: bytes) -> bool:
    """One line; whether the current feed is small and quick enough."""
    with tempfile.TemporaryDirectory() as folder:
        room = _room(Path(folder), picture)
        with Library(room.state / LIBRARY) as library:
            for number in range(size):
                library.record(_episode(number), [], {})
            first = _cpu(lambda: publish_feed(library, room))
            library.record(_episode(size), [], {})
            following = _cpu(lambda: publish_feed(library, room))
            again = _cpu(lambda: publish_feed(library, room))
            current = newest(library)
            feed = _cpu(lambda: _written(current))
            whole = _cpu(lambda: _written(library.episodes()))
        index = (room.public / INDEX).stat().st_size / 1000
    print(
        f"{size:9,} {first:9.3f} {following:9.3f} {again:9.3f} {feed:9.3f} {len(current):6} {whole:9.3f} {index:6.0f}"
    )
    return feed <= MOST_S and len(current) <= MOST_ITEMS


def _room(home: Path, picture: bytes) -> Newsroom:
    (home / "state").mkdir()
    (home / "cover.png").write_bytes(picture)
    cast = read_cast((bundled() / "newsroom.toml").read_text("utf-8"), "newsroom.toml")
    settings = Settings(show=SHOW, keep=KeepSettings(editions=0))
    return Newsroom(home, home / "public", home / "state", settings, cast, Lexicon(), "silent")


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _written(episodes: tuple[Episode, ...]) -> bytes:
    return write_feed(SHOW, episodes, guid=show_guid("pod.example/feed.xml"), image="cover.png")


def _episode(number: int) -> Episode:
    """One of eight stories, an hour after the one before."""
    published = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    path = f"episodes/{published:%Y-%m-%d-%H}-{number:08x}"
    return Episode(
        guid=f"tag:pod.example,2026:{number}",
        title=f"{published:%A, %d %B %Y}",
        published=published,
        updated=published,
        enclosure=Enclosure(f"{path}.mp3", length=7_000_000, type="audio/mpeg"),
        duration_ms=600_000,
        summary=summary([article for article, _ in STORIES]),
        notes_html=notes_html(STORIES),
        transcript=f"{path}.vtt",
        chapters=f"{path}.json",
    )


if __name__ == "__main__":
    sys.exit(main(tuple(int(size) for size in sys.argv[1:]) or SIZES))
