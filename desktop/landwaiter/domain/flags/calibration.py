"""How well rules do: shares with their intervals, and which rules only make noise."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Final

Z: Final = 1.959964
"""Standard score of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class CalibrationShare:
    """`met` of `of`, with Wilson's 95 % interval (Wilson 1927); thousandths, rounded outwards."""

    met: int
    of: int
    low: int
    high: int

    @property
    def point(self) -> int | None:
        """The share itself in thousandths; None of nothing."""
        return round(1000 * self.met / self.of) if self.of else None


def share(met: int, of: int) -> CalibrationShare:
    """The share and its interval; of nothing, everything is possible."""
    if not of:
        return CalibrationShare(0, 0, 0, 1000)
    observed, square = met / of, Z * Z
    centre = (observed + square / (2 * of)) / (1 + square / of)
    half = Z * sqrt(observed * (1 - observed) / of + square / (4 * of * of)) / (1 + square / of)
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    return CalibrationShare(met, of, int(1000 * low), -int(-1000 * high // 1))


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """What became of one rule on the casebook."""

    rule: str
    evaluated: int
    """Cases on which it decided, one way or the other."""
    raised: int
    substantiated: int
    dismissed: int

    @property
    def reviewed(self) -> int:
        return self.substantiated + self.dismissed

    @property
    def precision(self) -> CalibrationShare:
        """Share of the reviewed flags that were substantiated."""
        return share(self.substantiated, self.reviewed)


def noisy(
    records: Iterable[RuleRecord], *, least_reviewed: int, most_precision: int
) -> tuple[RuleRecord, ...]:
    """Rules whose precision is below `most_precision` thousandths even at its upper bound."""
    return tuple(
        record
        for record in records
        if record.reviewed >= least_reviewed and record.precision.high < most_precision
    )
