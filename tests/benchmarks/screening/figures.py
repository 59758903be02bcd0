"""Shares with their uncertainty."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_Z = 1.959964
"""Of a two-sided interval of 95 %."""


@dataclass(frozen=True)
class Share:
    """`hits` of `total` with the Wilson interval of 95 %."""

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
        return (middle - wide) / (1 + square), (middle + wide) / (1 + square)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}, {high:.3f}] of {self.total:,}"


@dataclass(frozen=True)
class Outcome:
    """What was said of a pair, and what is so."""

    said: bool
    same: bool


def f1(outcomes: Sequence[Outcome]) -> float:
    """Harmonic mean of precision and recall."""
    right = sum(one.said and one.same for one in outcomes)
    wrong = sum(one.said != one.same for one in outcomes)
    return 2 * right / (2 * right + wrong) if right + wrong else math.nan


def bootstrapped(
    figure: Callable[[Sequence[Outcome]], float],
    outcomes: Sequence[Outcome],
    *,
    rounds: int = 1000,
    seed: int = 8,
) -> tuple[float, float]:
    """The middle 95 % of `figure` over samples drawn from `outcomes` with replacement."""
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    drawn = sorted(figure(chance.choices(outcomes, k=len(outcomes))) for _ in range(rounds))
    return drawn[rounds // 40], drawn[-rounds // 40 - 1]
