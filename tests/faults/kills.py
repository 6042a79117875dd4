"""A night that is killed at any point, and the one that follows it."""

from __future__ import annotations

import random
import shutil
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from tests.faults.newsroom import START, Told, faults_of, items, night, write_story
from tests.faults.power import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SCENES", "Kill", "kills", "power_cuts", "pulled_out"]

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LATER = ("cedric", "dora")
"""Stories of the night that is killed, where it is not the first."""


@dataclass(frozen=True, slots=True)
class Kill:
    """What came of one."""

    scene: str
    point: int
    killed: bool
    """False where the run ended before it came to the point: threads make that differ a little."""
    looks: int
    """How often a reader looked at the public folder meanwhile."""
    faults: tuple[str, ...]
    lost: int = 0
    """How many names and files a power cut undid."""


def kills(points: int) -> Iterator[Kill]:
    """Kill a first night, a third one with a correction, and a take-down, at so many points, spread over them."""
    for scene, point in _spread(points):
        yield scene.kill(point)


def power_cuts(points: int) -> Iterator[Kill]:
    """Cut the power in the same runs, at so many points."""
    for scene, point in _spread(points):
        yield scene.cut(point)


def pulled_out(scene: str, times: int) -> Iterator[Kill]:
    """Kill the night of one scene so many times, and cut the power as often, in turn, spread over it."""
    with TemporaryDirectory(prefix="kills-") as folder:
        here = SCENES[scene](Path(folder, scene))
        for number, point in enumerate(_points(here.rehearse().points, 2 * times)):
            yield here.cut(point) if number % 2 else here.kill(point)


def _spread(points: int) -> Iterator[tuple[_Scene, int]]:
    with TemporaryDirectory(prefix="kills-") as folder:
        scenes = [make(Path(folder, name)) for name, make in SCENES.items()]
        told = [scene.rehearse() for scene in scenes]
        ends = [*accumulate(each.points for each in told)]
        until = [0, *(round(points * end / ends[-1]) for end in ends)]  # of the shares rounded one by one, one may miss
        for scene, each, (first, last) in zip(scenes, told, pairwise(until), strict=True):
            for point in _points(each.points, last - first):
                yield scene, point


def _points(among: int, count: int) -> Iterator[int]:
    """So many, as far from each other and from both ends as can be."""
    return (1 + (number * among + among // 2) // count for number in range(count))


@dataclass(slots=True)
class _Scene:
    """A newsroom before the night that is killed."""

    base: Path
    stories: Counter[str]
    day: int
    expected: list[tuple[str, str, int]]
    """The feed after a night that nobody disturbed."""
    takes_back: str = ""
    """The story that is withdrawn, where it is that which is killed."""

    def rehearse(self) -> Told:
        with self._copied() as home:
            told = night(home, START + self.day * DAY, takes_back=self.takes_back)
            if not told or told.exit_code or (faults := faults_of(home, self.stories)):
                raise RuntimeError(f"not even undisturbed: {told}, {faults}")
            self.expected = items(home / "out/public")
            return told

    def kill(self, point: int) -> Kill:
        now = START + self.day * DAY
        with self._copied() as home, _Reader(home / "out/public") as reader:
            killed = night(home, now, point, takes_back=self.takes_back) is None
            clips = _clips(home)
            spoken, faults = self._after(home)
            faults += _spoken_again(clips, _clips(home), spoken)
        return Kill(self.base.name, point, killed, reader.looks, (*faults, *reader.faults))

    def cut(self, point: int) -> Kill:
        now = START + self.day * DAY
        with self._copied() as home:
            keep = home.with_name("keep")
            keep.mkdir()
            killed = night(home, now, point, keep, self.takes_back) is None
            lost = cut(keep, random.Random(point))  # noqa: S311  not for secrets
            _, faults = self._after(home)
        return Kill(self.base.name, point, killed, 0, tuple(faults), lost)

    def _after(self, home: Path) -> tuple[int, list[str]]:
        """How many lines the next run speaks, and what is wrong then; who was taking something back tries again."""
        later = START + self.day * DAY + HOUR
        again = night(home, later, takes_back=self.takes_back) if self.takes_back else None
        told = night(home, later)
        if not told or told.exit_code:
            return 0, [f"the next night: {told.message if told else 'was killed'}"]
        faults = faults_of(home, self.stories)
        if items(home / "out/public") != self.expected:
            faults.append("another feed than that of an undisturbed night")
        if self.takes_back and _is_served(self.takes_back, home / "out/public"):
            faults.append(f"{self.takes_back} is still there")
        return told.spoken + (again.spoken if again else 0), faults

    @contextmanager
    def _copied(self) -> Iterator[Path]:
        with TemporaryDirectory(prefix="home-", dir=self.base.parent) as folder:
            home = Path(folder, "home")
            shutil.copytree(self.base, home)
            yield home


def _first(base: Path) -> _Scene:
    write_story(base, "alba")
    return _Scene(base, Counter(["alba"]), 0, [])


def _third(base: Path) -> _Scene:
    """One story is corrected, two are new, and the oldest edition leaves the feed."""
    for day, name in enumerate(("alba", "brigid")):
        write_story(base, name)
        if not night(base, START + day * DAY):
            raise RuntimeError("no night")
    write_story(base, "brigid", "It has new engines.")
    for name in LATER:
        write_story(base, name)
    return _Scene(base, Counter(["alba", "brigid", *LATER]), 2, [])


def _takes_back(base: Path) -> _Scene:
    """Of an edition of two stories, of which the other was corrected before."""
    for name in ("alba", "brigid"):
        write_story(base, name)
    for day, words in enumerate(("", "It has new engines.")):
        write_story(base, "brigid", words)
        if not night(base, START + day * DAY):
            raise RuntimeError("no night")
    return _Scene(base, Counter(["brigid"]), 2, [], "alba")


SCENES = {"first": _first, "third": _third, "take-down": _takes_back}
"""What is disturbed, by name."""


def _is_served(name: str, public: Path) -> bool:
    """In anything but audio."""
    files = (path for path in public.rglob("*") if path.is_file() and path.suffix != ".mp3")
    return any(name.title().encode() in path.read_bytes() for path in files)


def _clips(home: Path) -> dict[str, int]:
    """Every clip that is whole, and when it was made."""
    return {path.stem: path.stat().st_mtime_ns for path in (home / "out/state/clips").rglob("[!.]*.clip")}


def _spoken_again(before: dict[str, int], after: dict[str, int], spoken: int) -> Iterator[str]:
    if before.items() - after.items():
        yield "a clip that was there was made again"
    if spoken != len(after) - len(before):
        yield f"{spoken} lines were spoken for {len(after) - len(before)} clips"


class _Reader:
    """Somebody who looks at the feed, and at what it names, all the time."""

    def __init__(self, public: Path) -> None:
        self.looks = 0
        self.faults: list[str] = []
        self._public = public
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.01):
            self.faults += self._seen()

    def _seen(self) -> list[str]:
        if not (self._public / "feed.xml").exists():
            return []
        self.looks += 1
        try:
            named = items(self._public)
            paths = ((self._public / path, length) for _, path, length in named)
            missing = [f"the feed named {path.name}" for path, length in paths if not _is_whole(path, length)]
            return missing if items(self._public) == named else []  # between the two looks something was taken back
        except SyntaxError as error:  # ElementTree's ParseError is one
            return [f"the feed was torn: {error}"]


def _is_whole(audio: Path, length: int) -> bool:
    others = (audio.with_suffix(ending) for ending in (".vtt", ".html", ".chapters.json"))
    return audio.is_file() and audio.stat().st_size == length and all(path.is_file() for path in others)
