"""MP3, M4A and Opus: the same programme in each, at the same times, made of the same blocks."""

from __future__ import annotations

import audioop
import dataclasses
import datetime as dt
import itertools
import os
import re
import subprocess
import xml.etree.ElementTree as ET
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec
import pytest
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from PIL import Image

from briefing.edition import make_edition
from briefing.errors import MixError
from briefing.feed.check import check_feed
from briefing.feed.check.rule import NAMES
from briefing.mix import (
    FORMATS,
    Block,
    Take,
    cue_sheet,
    encode,
    ffmpeg,
    formats,
    join_blocks,
    lacking,
    load_block,
    mix_block,
    voice_gain,
)
from briefing.model import Chapter, Enclosure, Episode, Voice
from briefing.press.history import newest
from briefing.retention import files_of
from briefing.settings import AudioSettings
from briefing.store.library import LIBRARY, Library
from briefing.tags import Tags, write_tags
from tests.conftest import NOW, story
from tests.test_mix import FFMPEG, heard, loud_stretches, speech

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.newsroom import Newsroom

pytestmark = pytest.mark.made_anew
EVERY = ("mp3", "m4a", "opus")
VOICE = Voice("espeak", "en-us+m1")


def _jpeg() -> bytes:
    """A picture of some size, so that an Ogg page does not hold it."""
    whole = BytesIO()
    Image.effect_noise((300, 300), 80).save(whole, "JPEG")
    return whole.getvalue()


CHAPTERS = (
    Chapter(0, 2_000, "Quay opens; pier = closed #1", "https://pod.example/quay?a=1;b=2"),
    Chapter(2_000, 5_500, "Orchard prize – “a surprise” \\"),
)
TAGS = Tags(
    title="Evening edition",
    artist="The Desk",
    album="The Briefing",
    date=dt.date(2026, 11, 22),
    language="en-gb",
    comment="The voices are synthetic.",
    chapters=CHAPTERS,
    cover=_jpeg(),
)


def settings(main: str, channels: str = "mono") -> AudioSettings:
    """All formats, one of them the main one."""
    also = [name for name in EVERY if name != main]
    return msgspec.convert({"format": main, "also": also, "channels": channels}, AudioSettings)


def mixed(folder: Path, audio: AudioSettings, count: int = 3) -> list[Block]:
    """Blocks that differ in length, the last without a pause at its end."""
    clip = speech(0.9, peak=20_000)
    gains = {str(VOICE): voice_gain([speech(3, peak=20_000)], audio)}
    blocks = []
    for number in range(count):
        row = [Take(clip, VOICE, 300 + 37 * number, f"Block {number}.", "Reporter")] * 2
        row.append(Take(clip, VOICE, 0 if number == count - 1 else 900 + 11 * number, "Its end.", "Reporter"))
        blocks.append(mix_block(row, folder / f"{number}", gains=gains, audio=audio))
    return blocks


def loud(folder: Path, audio: AudioSettings) -> tuple[Path, ...]:
    """An edition of one block, long enough for its loudness to be measured, in every format."""
    clip = speech(3, peak=20_000)
    gains = {str(VOICE): voice_gain([clip], audio)}
    row = [Take(clip, VOICE, 250, "Words.", "Reporter")] * 2
    return join_blocks([mix_block(row, folder / "loud", gains=gains, audio=audio)], folder / "edition")


def decoded(path: Path) -> bytes:
    """Samples at 44.1 kHz, mono; a decoder's complaint fails the test."""
    form = ["-f", "s16le", "-ar", "44100", "-ac", "1", "-"]
    done = subprocess.run([FFMPEG, "-v", "error", "-i", path, *form], capture_output=True, check=True)
    assert not done.stderr
    return done.stdout


def shown_by_ffmpeg(path: Path) -> list[tuple[float, str]]:
    """Start and title of each chapter."""
    said = subprocess.run([FFMPEG, "-i", path], capture_output=True, text=True, check=False).stderr
    found = re.findall(r"Chapter #0:\d+: start ([\d.]+).*?title +: (.*?)\n", said, re.DOTALL)
    return [(float(start), title) for start, title in found]


Edition = tuple[str, "Path", list[Block]]


@pytest.fixture(scope="module", params=EVERY)
def programme(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The main format, a folder with an edition in every format, and its 51 blocks, which are three over and over."""
    folder = tmp_path_factory.mktemp(request.param)
    blocks = mixed(folder, settings(request.param)) * 17
    join_blocks(blocks, folder / "edition", CHAPTERS)
    return request.param, folder, blocks


@pytest.mark.parametrize("name", EVERY)
def test_after_fifty_blocks_every_format_is_in_time(programme: Edition, name: str) -> None:
    """What is heard at a cue begins within 30 ms of where the one transcript for all says, to the last of them."""
    _, folder, blocks = programme
    cues = cue_sheet(blocks, [0] * len(blocks))
    sounds = loud_stretches(decoded(folder / f"edition.{name}"))
    starts = [start for start, _ in sounds]
    for cue in (*cues[:6], *cues[-6:]):
        nearest = min(starts, key=lambda start: abs(start - cue.start_ms - 25))
        assert -5 <= nearest - cue.start_ms <= 55
    ends = [end for _, end in sounds]
    assert abs(ends[-1] - cues[-1].end_ms) <= 60


@pytest.mark.parametrize("name", EVERY)
def test_every_format_is_as_long_as_the_main_one(programme: Edition, name: str) -> None:
    """To the sample in the main format, within half a frame in the others."""
    main, folder, blocks = programme
    length = len(decoded(folder / f"edition.{name}")) // 2
    off = abs(length - sum(block.frames for block in blocks))
    assert off <= (1 if name == main else FORMATS[name].samples / 2 + 1)


@pytest.mark.parametrize("name", EVERY)
def test_joins_are_silent(programme: Edition, name: str) -> None:
    """No click where one block meets the next: 20 ms on either side, nothing is louder than -60 dBFS."""
    _, folder, blocks = programme
    pcm = decoded(folder / f"edition.{name}")
    joins = list(itertools.accumulate(block.frames for block in blocks))[:-1]
    quiet = [at for number, at in enumerate(joins) if number % 3 != 2]  # the third has no pause at its end
    assert max(audioop.max(pcm[2 * (at - 882) : 2 * (at + 882)], 2) for at in quiet) <= 33


@pytest.mark.parametrize("channels", ["mono", "stereo"])
def test_every_format_has_its_loudness(tmp_path: Path, channels: str) -> None:
    """-16 LUFS within half a unit and no peak above -1 dBTP, in mono and in stereo."""
    audio = settings("mp3", channels)
    for path in loud(tmp_path, audio):
        lufs, peak = heard(path)
        assert abs(lufs + 16) <= 0.5, path.name
        assert peak <= -1.0, path.name


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(("channels", "count"), [("mono", 1), ("stereo", 2)])
def test_mono_and_stereo(tmp_path: Path, name: str, channels: str, count: int) -> None:
    """The file has as many channels as were asked for, and in stereo both are the same."""
    (path,) = join_blocks(
        mixed(tmp_path, msgspec.convert({"format": name, "channels": channels}, AudioSettings), 1), tmp_path / "edition"
    )
    done = subprocess.run([FFMPEG, "-v", "error", "-i", path, "-f", "s16le", "-"], capture_output=True, check=True)
    said = subprocess.run([FFMPEG, "-i", path], capture_output=True, text=True, check=False).stderr
    assert f", {channels}, " in said
    if count > 1:
        left, right = audioop.tomono(done.stdout, 2, 1, 0), audioop.tomono(done.stdout, 2, 0, 1)
        difference = audioop.add(left, audioop.mul(right, 2, -1), 2)
        assert audioop.rms(difference, 2) <= audioop.rms(left, 2) / 10


@pytest.mark.parametrize(("name", "kbps"), [("m4a", 32), ("m4a", 320), ("opus", 32), ("opus", 320), ("mp3", 320)])
def test_any_bitrate(tmp_path: Path, name: str, kbps: int) -> None:
    """The main format takes the bitrate asked for, as far as it goes so high, and is as loud as at any other."""
    audio = msgspec.convert({"format": name, "bitrate_kbps": kbps}, AudioSettings)
    (path,) = loud(tmp_path, audio)
    assert abs(heard(path)[0] + 16) <= 0.5
    block = load_block(tmp_path / "loud")
    assert block
    assert len(decoded(path)) == 2 * block.frames


def test_the_same_takes_give_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    """Nor does joining or tagging put in anything of the day or the machine."""
    made = []
    for name in ("a", "b"):
        (folder := tmp_path / name).mkdir()
        paths = join_blocks(mixed(folder, settings("mp3")), folder / "edition", CHAPTERS)
        for path in paths:
            write_tags(path, TAGS)
        made.append([path.read_bytes() for path in paths])
    assert made[0] == made[1]


def test_joining_leaves_nothing_else(tmp_path: Path) -> None:
    """A file for each format, and nothing that was needed on the way."""
    paths = join_blocks(mixed(tmp_path, settings("opus"), 1), tmp_path / "edition", CHAPTERS)
    assert [path.name for path in paths] == ["edition.opus", "edition.mp3", "edition.m4a"]
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"0.opus", "0.mp3", "0.m4a", "0.json", *(path.name for path in paths)}


@pytest.mark.parametrize("name", EVERY)
def test_a_block_is_whole_in_every_format_or_not_at_all(tmp_path: Path, name: str) -> None:
    """Where one of its files is gone or cut off, it counts as never made."""
    (block,) = mixed(tmp_path, settings("mp3"), 1)
    assert load_block(tmp_path / "0") == block
    path = tmp_path / f"0.{name}"
    path.write_bytes(path.read_bytes()[:-1])
    assert load_block(tmp_path / "0") is None
    path.unlink()
    assert load_block(tmp_path / "0") is None


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("damage", [b"", b"\xff", b"OggS" + bytes(40), bytes(3000)])
def test_frames_of_another_kind_are_told(name: str, damage: bytes) -> None:
    """What an encoder may have written by mistake is not taken for a block."""
    if damage or name == "opus":
        with pytest.raises(ValueError, match=r"frame|Ogg"):
            FORMATS[name].count(damage)


def test_chapters_of_an_mp4_are_for_all_players(programme: Edition) -> None:
    """A text track for Apple's, Nero's list for others; whatever stands in a title."""
    _, folder, _ = programme
    path = folder / "edition.m4a"
    assert shown_by_ffmpeg(path) == [(0.0, CHAPTERS[0].title), (2.0, CHAPTERS[1].title.rstrip("\\"))]
    assert [chapter.start for chapter in MP4(path).chapters] == [0.0, 2.0]
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"text" in data[: data.index(b"mdat")]


@pytest.mark.parametrize("title", ["", "\\", "\n\0 ", "=;#\\\n", "ë" * 300, "\ud800"])
def test_any_title_can_be_a_chapter(tmp_path: Path, title: str) -> None:
    """The file is whole, and the chapter after it has its own title."""
    audio = AudioSettings(format="m4a")
    chapters = (Chapter(0, 1_000, title), Chapter(1_000, 2_000, "After it"))
    (path,) = join_blocks(mixed(tmp_path, audio, 1), tmp_path / "edition", chapters)
    assert [chapter.title for chapter in MP4(path).chapters][1:] == ["After it"]
    assert decoded(path)


def test_tags_of_an_m4a(tmp_path: Path) -> None:
    """Title, artist, album, day, comment and picture are there, once; the chapters and the sound stay."""
    (path,) = join_blocks(mixed(tmp_path, AudioSettings(format="m4a"), 1), tmp_path / "edition", CHAPTERS)
    sound, chapters = decoded(path), shown_by_ffmpeg(path)
    write_tags(path, TAGS)
    once = path.read_bytes()
    write_tags(path, TAGS)
    assert path.read_bytes() == once
    tags = MP4(path).tags
    names = ("©nam", "©ART", "©alb", "©day", "©gen", "©cmt")
    assert [tags[name][0] for name in names] == [
        "Evening edition", "The Desk", "The Briefing", "2026-11-22", "Podcast", "The voices are synthetic.",
    ]  # fmt: skip
    assert bytes(tags["covr"][0]) == TAGS.cover
    assert (decoded(path), shown_by_ffmpeg(path)) == (sound, chapters)


def test_tags_of_an_opus(tmp_path: Path) -> None:
    """The same, with the chapters in their order and with their addresses."""
    (path,) = join_blocks(mixed(tmp_path, AudioSettings(format="opus"), 1), tmp_path / "edition", CHAPTERS)
    sound = decoded(path)
    write_tags(path, TAGS)
    once = path.read_bytes()
    write_tags(path, TAGS)
    assert path.read_bytes() == once
    tags = OggOpus(path).tags
    assert [tags[name][0] for name in ("title", "artist", "album", "date", "genre", "language", "comment")] == [
        "Evening edition", "The Desk", "The Briefing", "2026-11-22", "Podcast", "en-gb", "The voices are synthetic.",
    ]  # fmt: skip
    assert (tags["chapter001"], tags["chapter001name"]) == (["00:00:02.000"], [CHAPTERS[1].title])
    assert tags["chapter000url"] == [CHAPTERS[0].url]
    assert len(tags["metadata_block_picture"]) == 1
    assert shown_by_ffmpeg(path) == [(0.0, CHAPTERS[0].title), (2.0, CHAPTERS[1].title)]
    assert decoded(path) == sound


@pytest.mark.parametrize("name", EVERY)
def test_tags_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    """A file that is gone, or is none of its kind, is told by its name."""
    with pytest.raises(MixError, match=rf"gone\.{name}"):
        write_tags(tmp_path / f"gone.{name}", TAGS)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"bitrate_kbps": 31}, "bitrate_kbps"),
        ({"bitrate_kbps": 321}, "bitrate_kbps"),
        ({"also": ["mp3"]}, "also"),
        ({"also": ["opus", "opus"]}, "also"),
        ({"format": "ogg"}, "ogg"),
        ({"channels": "five"}, "five"),
    ],
)
def test_settings_that_contradict_themselves(table: dict[str, object], told: str) -> None:
    """A format twice, an unknown one, or a bitrate that none has is refused when the settings are read."""
    with pytest.raises(msgspec.ValidationError, match=told):
        msgspec.convert(table, AudioSettings)


@pytest.mark.skipif(os.name != "posix", reason="the false ffmpeg is a shell script")
def test_what_an_ffmpeg_was_built_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format without encoder is told before the night; without soxr, ffmpeg resamples by itself."""
    assert lacking(settings("mp3")) == ()
    false = tmp_path / "ffmpeg"
    false.write_text("#!/bin/sh\necho ' A....D aac   AAC'; echo ' A....D libmp3lame   MP3'\n")
    false.chmod(0o755)
    monkeypatch.setattr(ffmpeg._binary(), "path", str(false))
    assert lacking(settings("mp3")) == ("opus",)
    assert ffmpeg.resampler.__wrapped__() == "filter_size=64"


def test_without_soxr_a_block_is_as_long_and_as_loud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other resampler is no other clock."""
    (with_soxr,) = loud(tmp_path, AudioSettings())
    before = (len(decoded(with_soxr)), heard(with_soxr)[0])
    monkeypatch.setattr(encode, "resampler", lambda: "filter_size=64")
    (without,) = loud(tmp_path, AudioSettings())
    assert len(decoded(without)) == before[0]
    assert abs(heard(without)[0] - before[1]) <= 0.1


def test_the_main_format_comes_first() -> None:
    """By it the time is counted."""
    assert list(formats(AudioSettings())) == ["mp3"]
    assert list(formats(settings("opus"))) == ["opus", "mp3", "m4a"]


def in_formats(room: Newsroom, audio: AudioSettings) -> Newsroom:
    """A newsroom whose editions have other formats."""
    return dataclasses.replace(room, settings=msgspec.structs.replace(room.settings, audio=audio))


def served(room: Newsroom) -> dict[str, bytes]:
    """Every public file."""
    return {str(path.relative_to(room.public)): path.read_bytes() for path in room.public.rglob("*") if path.is_file()}


def blocks_of(room: Newsroom) -> dict[str, int]:
    """Encoded blocks, and when they were written."""
    return {path.name: path.stat().st_mtime_ns for path in room.state.glob("blocks/??/*") if path.suffix != ".json"}


def test_an_edition_in_three_formats(room: Newsroom) -> None:
    """All lie under one name; the library, the feed and the page know them, and each has its true length and type."""
    room = in_formats(room, settings("mp3"))
    make_edition([story("alba")], room, now=NOW)
    with Library(room.state / LIBRARY) as library:
        (episode,) = newest(library)
    audio = (episode.enclosure, *episode.alternates)
    assert [(each.path.rpartition(".")[2], each.type) for each in audio] == [
        ("mp3", "audio/mpeg"), ("m4a", "audio/x-m4a"), ("opus", "audio/ogg"),
    ]  # fmt: skip
    assert len({each.path.rpartition(".")[0] for each in audio}) == 1
    assert all((room.public / each.path).stat().st_size == each.length for each in audio)
    page = (room.public / (episode.link or "")).read_text("utf-8")
    assert re.findall(r'<source src="[^"]*\.(\w+)" type="([^"]*)"', page) == [
        ("mp3", "audio/mpeg"), ("m4a", "audio/x-m4a"), ("opus", "audio/ogg; codecs=opus"),
    ]  # fmt: skip
    feed = ET.parse(room.public / "feed.xml").getroot()  # noqa: S314  our own feed
    listed = feed.findall(".//podcast:alternateEnclosure", NAMES)
    assert [(each.get("type"), each.get("length"), each.get("default")) for each in listed] == [
        (each.type, str(each.length), "true" if each is audio[0] else None) for each in audio
    ]
    sources = [source.get("uri") for each in listed for source in each.findall("podcast:source", NAMES)]
    assert sources == [room.settings.show.address + each.path for each in audio]
    assert not [
        each.rule.name for each in check_feed(str(room.public / "feed.xml")) if each.faults and "alt" in each.rule.name
    ]


def test_the_tags_of_every_format_are_written(room: Newsroom) -> None:
    """A player that was given another file shows the same."""
    room = in_formats(room, settings("m4a"))
    make_edition([story("alba")], room, now=NOW)
    (mp3, m4a, opus) = (next((room.public / "episodes").glob(f"*.{name}")) for name in EVERY)
    titles = [str(ID3(mp3)["TIT2"]), MP4(m4a).tags["©nam"][0], OggOpus(opus).tags["title"][0]]
    assert len(set(titles)) == 1
    assert "Alba" in titles[0]
    starts = [ID3(mp3)["CHAP:chp0"].start_time / 1000, MP4(m4a).chapters[0].start, shown_by_ffmpeg(opus)[0][0]]
    assert max(starts) - min(starts) <= 0.001


def test_a_correction_encodes_one_block_in_each_format(room: Newsroom) -> None:
    """The other stories' blocks stay as they are."""
    room = in_formats(room, settings("mp3"))
    make_edition([story("alba"), story("brigid"), story("clare")], room, now=NOW)
    before = blocks_of(room)
    make_edition([story("brigid", "It has new engines.")], room, now=NOW + dt.timedelta(days=1))
    fresh = [name for name, _ in blocks_of(room).items() - before.items()]
    assert sorted(name.rpartition(".")[2] for name in fresh) == ["m4a", "mp3", "opus"]
    assert len({name.partition(".")[0] for name in fresh}) == 1


def test_another_format_is_for_the_editions_to_come(room: Newsroom) -> None:
    """What is published stays as it is, to the byte; the next edition has the new format."""
    make_edition([story("alba")], room, now=NOW)
    before = served(room)
    room = in_formats(room, settings("m4a"))
    report = make_edition([story("alba")], room, now=NOW + dt.timedelta(days=1))
    assert report.made == ()
    assert served(room) == before
    make_edition([story("brigid")], room, now=NOW + dt.timedelta(days=1))
    new = sorted(path.rpartition(".")[2] for path in served(room).keys() - before.keys() if path.startswith("episodes"))
    assert new == sorted(["mp3", "m4a", "opus", "html", "json", "json", "srt", "vtt"])


def test_what_is_withdrawn_goes_in_every_format(room: Newsroom) -> None:
    """No file of the edition stays behind."""
    room = in_formats(room, settings("mp3"))
    make_edition([story("alba")], room, now=NOW)
    with Library(room.state / LIBRARY) as library:
        (episode,) = newest(library)
    assert {path.rpartition(".")[2] for path in files_of(episode, room.public)} >= set(EVERY)


def test_an_episode_of_an_older_library_has_no_alternates() -> None:
    """It is read as it was written, before there were any."""
    now = NOW
    old = Episode("g", "Title", now, now, Enclosure("e.mp3", 3, "audio/mpeg"), 1000, "s", "<p>n</p>")
    told = msgspec.json.decode(msgspec.json.encode(old))
    del told["alternates"]
    assert msgspec.convert(told, Episode, strict=False) == old
