"""Whether every utterance is in the finished file, whole and in its place, by its signal: no recogniser, no guess.

    python bench/lost.py [--utterances 2000] [--engine espeak] [--first 5000]

Speaks news-like stories of our own as a finished programme, cuts every utterance out of the MP3 where the transcript
says that it is, and compares it with what the bare engine makes of the same words just now: how long it is, and the
energy in 24 bands, 100 times a second.  It is lost where it is less like its own clip than like one of 20 others of the
same voice and nearly the same length, as a whole and in its worst half second: sentences of one other word are told
apart by that.  It is lost, too, where its length is off by more than 3 %; and something in it is lost where any half
second of it is unlike its clip.  As controls, 0.3 s are taken out of every tenth utterance, and the most like it of the
others is put in its place: both must be seen.  Ends with 1 when one is lost, or a control is not seen.  Needs numpy.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from listen import RATE, bare, programme, scripts
from rooms import install, newsroom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Utterance

HOP, WINDOW, BANDS = RATE // 100, RATE // 40, 24
LOWEST_HZ, HIGHEST_HZ = 100, 7000
DEPTH = 5.0
"""Powers of ten below the loudest that still count: 50 dB."""
RIVALS = 20
LENGTH_OFF = 0.03
SHORT_S = 0.03
"""Lengths are exact to so many seconds, however short the utterance."""
HALF_SECOND = 50
SLACK = 12
"""Hundredths of a second that a sound may be away from its place: less than any word lasts."""
UNLIKE = 0.6
"""Below it a half second is taken for another one: what is there and what is missing are far from it on both sides."""
CONTROL_EVERY, CONTROL_S = 10, 0.3
WORDS_AN_UTTERANCE = 16


@dataclass(frozen=True)
class Match:
    """How an utterance compares with its own clip and with others."""

    length: float
    """Of the clip's."""
    own: float
    worst: float
    """Of its half seconds."""
    rival: float
    """The most like it of the others."""
    rivals_worst: float
    seconds: float

    @property
    def lost(self) -> bool:
        """Whether it is another utterance, or not all of it."""
        another = self.own <= self.rival and self.worst <= self.rivals_worst
        return another or abs(self.length - 1) * self.seconds > max(SHORT_S, LENGTH_OFF * self.seconds)

    @property
    def holed(self) -> bool:
        """Whether some of it is unlike."""
        return self.worst < UNLIKE


def spectrum(samples: Any) -> Any:  # noqa: ANN401  numpy is not ours to type
    """Log energy in each band, `HOP` by `HOP`, about its mean."""
    count = max(1, 1 + (len(samples) - WINDOW) // HOP)
    padded = np.pad(samples, (0, max(0, WINDOW + HOP - len(samples))))
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:count] * np.hanning(WINDOW)
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    edges = np.geomspace(LOWEST_HZ, HIGHEST_HZ, BANDS + 1) * WINDOW / RATE
    starts = np.maximum.accumulate(np.round(edges).astype(int))
    bands = np.stack([power[:, a : max(a + 1, b)].mean(axis=1) for a, b in pairwise(starts)], 1)
    logs = np.log10(bands + bands.max() * 10**-DEPTH + 1e-12)
    return logs - logs.mean()


def stretched(rows: Any, count: int) -> Any:  # noqa: ANN401  as above
    """The same in `count` steps."""
    at = np.linspace(0, len(rows) - 1, count)
    low = at.astype(int)
    high = np.minimum(low + 1, len(rows) - 1)
    part = (at - low)[:, None]
    return rows[low] * (1 - part) + rows[high] * part


def likeness(one: Any, other: Any) -> Any:  # noqa: ANN401  as above
    """How much each half second of one is like the other thereabouts: 1 for the same, 0 for what has nothing in common.

    A warm espeak makes a pause a little longer or shorter, so that what follows comes that much later or earlier.
    """
    other, size = stretched(other, len(one)), (one**2).sum(axis=1)
    window = np.ones(min(HALF_SECOND, len(one)))
    best = None
    for shift in range(-SLACK, SLACK + 1, 2):
        moved = other[np.clip(np.arange(len(one)) + shift, 0, len(one) - 1)]
        both = np.convolve((one * moved).sum(axis=1), window, "valid")
        all_of_it = np.convolve(size + (moved**2).sum(axis=1), window, "valid")
        here = 2 * both / (all_of_it + 1e-12)
        best = here if best is None else np.maximum(best, here)
    return best


def rivals(at: int, clips: Sequence[Any], utterances: Sequence[Utterance]) -> list[int]:
    """The others of the same voice that are nearest in length and say something else."""
    mine = utterances[at]
    others = [n for n, each in enumerate(utterances) if each.voice == mine.voice and each.text != mine.text]
    return sorted(others, key=lambda n: abs(len(clips[n]) - len(clips[at])))[:RIVALS]


def match(part: Any, at: int, others: Sequence[int], clips: Sequence[Any], spectra: Sequence[Any]) -> Match:  # noqa: ANN401  as above
    """Compare a stretch of the programme with what it should be, and with others."""
    heard = spectrum(part)
    mine, theirs = likeness(heard, spectra[at]), (likeness(heard, spectra[n]) for n in others)
    own, rival = (mine.mean(), mine.min()), max(((each.mean(), each.min()) for each in theirs), default=(-1.0, -1.0))
    return Match(len(part) / max(1, len(clips[at])), *map(float, own + rival), len(clips[at]) / RATE)


def without(part: Any) -> Any:  # noqa: ANN401  as above
    """With a gap closed in its middle, as long as a short word, and as much silence at its end: as long as before."""
    gone, middle = int(CONTROL_S * RATE), len(part) // 2
    return np.concatenate([part[:middle], part[middle + gone :], np.zeros(min(gone, len(part) - middle))])


def most_alike(at: int, others: Sequence[int], spectra: Sequence[Any]) -> int:
    """The one of the others that would be taken for it first."""
    return max(others, key=lambda n: float(likeness(spectra[n], spectra[at]).mean()))


def main() -> None:
    """Print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default="espeak")
    parser.add_argument("--utterances", type=int, default=2000)
    parser.add_argument("--first", type=int, default=5000, help="number of the first story")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder), given.engine)
        room = newsroom(Path(folder), given.engine)
        scripted = scripts(room, given.utterances * WORDS_AN_UTTERANCE, given.first)
        utterances = [line.utterance for each in scripted for line in each.lines]
        clips = bare(utterances, given.engine, Path(folder))
        parts = programme(scripted, room, Path(folder), margin=0)
    spectra = list(map(spectrum, clips))
    others = [rivals(at, clips, utterances) for at in range(len(clips))]
    matches = [match(part, at, others[at], clips, spectra) for at, part in enumerate(parts)]
    controls = [at for at in range(0, len(parts), CONTROL_EVERY) if len(parts[at]) > RATE]
    spoilt = [match(without(parts[at]), at, others[at], clips, spectra) for at in controls]
    instead = {at: most_alike(at, others[at], spectra) for at in controls if others[at]}
    swapped = [match(parts[another], at, others[at], clips, spectra) for at, another in instead.items()]
    sys.exit(not report(matches, spoilt, swapped, utterances))


def report(
    matches: Sequence[Match], spoilt: Sequence[Match], swapped: Sequence[Match], utterances: Sequence[Utterance]
) -> bool:
    """Print the figures; whether nothing was lost and every control seen."""
    lost = [at for at, each in enumerate(matches) if each.lost]
    holed = [at for at, each in enumerate(matches) if each.holed and not each.lost]
    seen = sum(each.lost or each.holed for each in spoilt)
    told_apart = sum(each.lost or each.holed for each in swapped)
    print(f"utterances: {len(matches)}, {sum(each.seconds for each in matches) / 3600:.2f} h")
    print(f"lost: {len(lost)}; something in them lost: {len(holed)}")
    print(f"controls, {CONTROL_S} s taken out: {seen} of {len(spoilt)} seen")
    print(f"controls, another in its place: {told_apart} of {len(swapped)} seen")
    for name, values in (
        ("like its own clip", [each.own for each in matches]),
        ("like the nearest of the others", [each.rival for each in matches]),
        ("nearer to its own by", [each.own - each.rival for each in matches]),
        ("its worst half second", [each.worst for each in matches]),
        ("the controls' worst half second", [each.worst for each in spoilt]),
        ("length over the clip's", [each.length for each in matches]),
    ):
        low, middle, high = np.percentile(values, (0, 50, 100))
        print(f"  {name:<34} lowest {low:.3f}, middle {middle:.3f}, highest {high:.3f}")
    for at in (lost + holed)[:20]:
        print(f"  {matches[at]} {utterances[at].voice} {utterances[at].text[:80]!r}")
    return not lost and not holed and (seen, told_apart) == (len(spoilt), len(swapped))


if __name__ == "__main__":
    main()
