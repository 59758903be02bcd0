"""Figures with their uncertainty: every interval holds 95 %."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

_Z = 1.959964
"""Of a two-sided interval of 95 %."""
_ROUNDS = 1000
_SEED = 8


class Figure(Protocol):
    """A measured value and how far luck may have moved it."""

    @property
    def value(self) -> float: ...
    @property
    def interval(self) -> tuple[float, float]: ...


def holds(figure: Figure, other: Figure) -> bool:
    """`other` lies within the interval of `figure`."""
    low, high = figure.interval
    return low <= other.value <= high


@dataclass(frozen=True)
class Share:
    """`hits` of `total` with the Wilson interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        if not self.total:
            return math.nan, math.nan
        share, square = self.value, _Z * _Z / self.total
        middle = share + square / 2
        wide = _Z * math.sqrt(share * (1 - share) / self.total + square / (4 * self.total))
        return max(0.0, middle - wide) / (1 + square), (middle + wide) / (1 + square)

    def __str__(self) -> str:
        return _shown(self)


class OperatingPoint:
    """The lowest threshold that no more than `share` of the scores of innocents reach.

    Its interval: the thresholds of as many more or fewer of them as luck would bring.
    """

    def __init__(self, scores: Sequence[int], share: float) -> None:
        falling = sorted(scores, reverse=True)
        allowed = len(falling) * share
        wide = _Z * math.sqrt(allowed * (1 - share))
        ranks = (allowed, allowed + wide, max(0, allowed - wide))
        self.value, low, high = (falling[int(rank)] + 1 for rank in ranks)
        self.interval = low, high

    def __str__(self) -> str:
        return "{} [{}, {}]".format(self.value, *self.interval)


@dataclass(frozen=True)
class Outcome:
    """What was said of a pair, and what is so."""

    said: bool
    same: bool


class F1:
    """Harmonic mean of precision and recall; its interval by drawing the pairs anew."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._right = sum(one.said and one.same for one in outcomes)
        self._wrong = sum(one.said != one.same for one in outcomes)
        self._total = len(outcomes)

    @property
    def value(self) -> float:
        judged = 2 * self._right + self._wrong
        return 2 * self._right / judged if judged else math.nan

    @cached_property
    def interval(self) -> tuple[float, float]:
        """The middle 95 % of 1,000 samples as large, drawn with replacement."""
        if not self._total:
            return math.nan, math.nan
        kinds = np.array((self._right, self._wrong, self._total - self._right - self._wrong))
        chance = np.random.default_rng(_SEED)
        drawn = chance.multinomial(self._total, kinds / self._total, size=_ROUNDS)
        judged = np.maximum(1, 2 * drawn[:, 0] + drawn[:, 1])
        low, high = np.quantile(2 * drawn[:, 0] / judged, (0.025, 0.975))
        return float(low), float(high)

    def __str__(self) -> str:
        return _shown(self)


def _shown(figure: Figure) -> str:
    low, high = figure.interval
    return f"{figure.value:.3f} [{low:.3f}, {high:.3f}]"
