"""What a feed costs: CPU time and size for shows of 10, 1,000 and 10,000 episodes, and for publishing it again.

Run: python bench/feed.py [EPISODES…]
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.feed import show_guid, write_feed
from briefing.model import Article, Enclosure, Episode, Person
from briefing.notes import notes_html, summary
from briefing.settings import ShowSettings
from briefing.targets.folder import publish

SIZES = (10, 1_000, 10_000)
SHOW = ShowSettings(title="Harbour News", email="desk@pod.example", address="https://pod.example/")
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


def main(sizes: tuple[int, ...]) -> None:
    """Print the table."""
    print(f"{'episodes':>9} {'feed, CPU s':>12} {'again, CPU s':>13} {'kB':>9}")
    for size in sizes:
        episodes = [_episode(number) for number in range(size)]
        with tempfile.TemporaryDirectory() as folder:
            first, length = _publish(episodes, Path(folder))
            again, _ = _publish(episodes, Path(folder))
        print(f"{size:9,} {first:12.3f} {again:13.3f} {length / 1000:9,.0f}")


def _publish(episodes: list[Episode], folder: Path) -> tuple[float, int]:
    """CPU seconds of writing and publishing the feed, and its bytes."""
    started = time.process_time()
    feed = write_feed(SHOW, episodes, guid=show_guid("pod.example/feed.xml"), image="cover.png")
    publish({"feed.xml": feed}, folder)
    return time.process_time() - started, len(feed)


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
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
