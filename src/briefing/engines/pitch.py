"""How high a voice is: the measure by which a cast is told apart."""

from __future__ import annotations

import math
from itertools import accumulate, pairwise
from operator import mul
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model import Clip

__all__ = ["median_pitch_hz"]

LOWEST_HZ, HIGHEST_HZ = 60, 400
WORKING_RATE = 5_500
"""Enough for the fundamental, and sixteen times cheaper than 22 kHz."""
WINDOW_S = 0.040
"""Two periods of the lowest voice, and a little."""
VOICED = 0.6
"""Autocorrelation from which a stretch is taken to be sung on a pitch; noise and pauses stay below."""
NEARLY_AS_GOOD = 0.9
"""Of several periods that fit about as well, the shortest is the fundamental's."""


def median_pitch_hz(clip: Clip) -> float | None:
    """Median fundamental over the voiced stretches, by autocorrelation; None where there are none."""
    step = max(1, clip.sample_rate // WORKING_RATE)
    samples, rate = _thinned(clip, step), clip.sample_rate / step
    window = int(WINDOW_S * rate)
    pitches = (_pitch_hz(samples[start : start + 2 * window], rate) for start in range(0, len(samples), window))
    found = [pitch for pitch in pitches if pitch]
    return median(found) if found else None


def _thinned(clip: Clip, step: int) -> list[float]:
    samples = clip.samples
    return [sum(samples[start : start + step]) / step for start in range(0, len(samples) - step + 1, step)]


def _pitch_hz(stretch: Sequence[float], rate: float) -> float | None:
    shortest, longest = int(rate / HIGHEST_HZ), int(rate / LOWEST_HZ)
    window = len(stretch) - longest - 1
    if window < longest:
        return None
    energies = list(accumulate((sample * sample for sample in stretch), initial=0.0))
    fits = [_fit(stretch, energies, lag, window) for lag in range(shortest, longest + 1)]
    best = max(fits)
    if best < VOICED:
        return None
    at = next(peak for peak in (*_peaks(fits), fits.index(best)) if fits[peak] >= NEARLY_AS_GOOD * best)
    return rate / (shortest + at + _between(fits, at))


def _fit(stretch: Sequence[float], energies: Sequence[float], lag: int, window: int) -> float:
    """Normalised autocorrelation: 1 where the stretch repeats itself after `lag`.

    `energies` are the running sums of the squares.
    """
    energy = energies[window] * (energies[lag + window] - energies[lag])
    return sum(map(mul, stretch[:window], stretch[lag : lag + window])) / math.sqrt(energy) if energy > 0 else 0.0


def _peaks(fits: Sequence[float]) -> Iterator[int]:
    rises = [after > before for before, after in pairwise(fits)]
    return (at for at, (before, after) in enumerate(pairwise(rises), start=1) if before and not after)


def _between(fits: Sequence[float], at: int) -> float:
    """Where between the samples the peak lies: the top of the parabola through it and its neighbours."""
    if not 0 < at < len(fits) - 1:
        return 0.0
    left, top, right = fits[at - 1 : at + 2]
    curve = left - 2 * top + right
    return (left - right) / (2 * curve) if curve else 0.0
