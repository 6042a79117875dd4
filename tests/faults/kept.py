"""Parsers of what the program finds on its own disk, where anything may have happened to it."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path

import msgspec

from briefing.mix.blocks import Block, Encoded, load_block
from briefing.mix.tracks import cut_to_speech
from briefing.model import Article, Clip, Cue, Enclosure, Episode, WordMark
from briefing.nightly.night import Night, last_nights
from briefing.press.history import newest
from briefing.report import Report
from briefing.schedule.text import Job, our_lines, with_job, without_job
from briefing.serve.tokens import subscribers
from briefing.store.blocks import BlockFolder
from briefing.store.clips import ClipCache
from briefing.store.library import LIBRARY, Entry, Library, Published, Version
from briefing.targets.remote import Known, _Memory
from tests.faults.parser import Parser, in_file

__all__ = ["KEPT"]

NOW = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
KEY = "ab" * 32
GUIDS = ("urn:uuid:1", "urn:uuid:2")
JOB = Job(Path("/venv/bin/briefing"), Path("/srv/100% news"), (time(4), time(16, 30)))


def _episode(guid: str) -> Episode:
    return Episode(
        guid, "Ferry", NOW, NOW, Enclosure(f"episodes/{guid[-1]}.mp3", 3, "audio/mpeg"), 1000, "s", "<p>n</p>"
    )


def _library() -> bytes:
    """Two editions, and something in every table."""
    article = Article("Ferry Sails", ("OSSA -- The ferry sailed on Tuesday.", "Nobody came."), ("Ann Lee",))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, LIBRARY)
        with Library(path) as library:
            for number, guid in enumerate(GUIDS):
                story = Published(f"{number}.txt", "1", article)
                library.record(_episode(guid), [story], {"ada moor": "silent/1"}, [Version("http://a/", "2", story.id)])
            library.leave([Entry("late", Published("late.txt", "3", article))])
            library.withdraw([("gone.txt", article)], NOW)
            library.let_go(["episodes/old.mp3"], NOW)
            library.remember_fetches({"https://paper.example/": {"If-None-Match": '"1"'}}, "all")
            library.cut(_episode(GUIDS[0]))
        return path.read_bytes()


def _open(path: Path) -> object:
    """Everything that a night asks of it."""
    with Library(path) as library:
        read = (
            library.episodes(), library.archive(), library.waiting(), library.voices(), library.since(NOW),
            library.cuts(), newest(library), library.withdrawn(), library.unfinished(), library.unnamed(),
            library.fetches("all"), library.find("0.txt"), library.show("guid"),
            [library.stories(guid) for guid in GUIDS],
        )  # fmt: skip
        library.forget_sketches(NOW)
        library.retire([GUIDS[0]], NOW)
        library.record(_episode(GUIDS[1]), [Published("1.txt", "9", Article("Ferry", ("It sailed.",)))], {})
        library.vacuum()
    return read


def _clip() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        cache = ClipCache(Path(folder))
        cache.put(KEY, Clip(bytes(range(256)) * 20, 22_050, (WordMark(0, 0, 3), WordMark(900, 4, 9))))
        return cache.path(KEY).read_bytes()


def _heard(path: Path) -> object:
    clip = ClipCache(path.parents[1]).get(KEY)
    return clip and (cut_to_speech(clip), [mark.frame for mark in clip.marks])


def _block(path: Path) -> object:
    path.with_suffix(".mp3").write_bytes(b"frames")
    block = load_block(path.with_suffix(""))
    return block and [each.samples for each in block.files]


def _note() -> bytes:
    files = (Encoded("mp3", Path("a.mp3"), 2, 6),)
    block = Block(files, (Cue(0, 20, "The ferry sailed.", "Reporter", 0),))
    return msgspec.json.encode(block, enc_hook=str)


def _crontab(content: bytes) -> object:
    text = content.decode("utf-8", "replace")
    lost = Counter(without_job(text, JOB.folder).splitlines()) - Counter(text.splitlines())
    assert not lost, "a line that was not there"
    assert our_lines(with_job(text, JOB), JOB.folder)
    return None


KEPT = {
    "library": Parser((_library(),), in_file(LIBRARY, _open), 200_000),
    "clip": Parser((_clip(),), in_file(f"{KEY[:2]}/{KEY}.clip", _heard)),
    "block": Parser((_note(),), in_file("a.json", _block)),
    "gain": Parser(
        (b"-3.25", b"0"), in_file(f"gains/{KEY}.json", lambda path: BlockFolder(path.parents[1]).gain(KEY, lambda: 1.0))
    ),
    "report": Parser(
        (msgspec.json.encode(Night(NOW, 1.5, 0, Report(()))),),
        in_file("2026-03-04T040000Z.json", lambda path: last_nights(path.parent, 9)),
    ),
    "remote memory": Parser((msgspec.json.encode({"feed.xml": Known(9, 9, "ab")}),), in_file("ab.json", _Memory.read)),
    "tokens": Parser(
        (b'{"subscribers": [{"name": "Ada", "sha256": "%s", "added": "2026-03-04T04:00:00Z"}]}' % (b"ab" * 32),),
        in_file("tokens.json", subscribers),
    ),
    "crontab": Parser((with_job("MAILTO=desk\n0 5 * * * true # briefing nightly: /srv\n", JOB).encode(),), _crontab),
}
"""Name → parser."""
