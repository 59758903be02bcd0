"""Prices in order, so that a percentile of many is found without sorting or counting them."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

_WHOLE: Final = 100
"""Percentiles are of so many."""


@dataclass(frozen=True, slots=True, order=True)
class PricedLine:
    """The price of one line of a case's newest declaration."""

    price: Decimal
    case_id: str
    line: int
    day: date = date.min
    """On which it was accepted; the first of all days where none is stated."""


@dataclass(slots=True)
class PriceRun:
    """Prices of one code, of all or of one exporter."""

    _ordered: list[PricedLine] = field(default_factory=list)
    _by_day: list[tuple[date, PricedLine]] = field(default_factory=list)

    def add(self, one: PricedLine) -> None:
        insort(self._ordered, one)
        insort(self._by_day, (one.day, one))

    def remove(self, one: PricedLine) -> None:
        """A line that was added; the newer version of its declaration takes its place."""
        del self._ordered[bisect_left(self._ordered, one)]
        del self._by_day[bisect_left(self._by_day, (one.day, one))]

    def until(self, day: date, *, but: Collection[PricedLine]) -> "PriceSelection":
        """Those of a day and before it, without the lines of the case that asks."""
        later = self._by_day[bisect_right(self._by_day, day, key=lambda one: one[0]) :]
        left_out = {*(one for _day, one in later), *(one for one in but if one.day <= day)}
        return PriceSelection(
            self._ordered, sorted(bisect_left(self._ordered, one) for one in left_out)
        )


@dataclass(frozen=True, slots=True)
class PriceSelection:
    """A run without some of its places: what a case is compared with."""

    _ordered: list[PricedLine]
    _left_out: list[int]

    def __len__(self) -> int:
        return len(self._ordered) - len(self._left_out)

    def median(self) -> Decimal:
        """The middle price, or the mean of the two in the middle."""
        half = len(self) // 2
        upper = self._at(half)
        return upper if len(self) % 2 else (self._at(half - 1) + upper) / 2

    def percentile(self, percent: int) -> Decimal:
        """By the nearest rank: the least price that so many in a hundred do not exceed."""
        rank = -(-percent * len(self) // _WHOLE)
        return self._at(max(rank, 1) - 1)

    def _at(self, place: int) -> Decimal:
        for gone in self._left_out:
            if gone > place:
                break
            place += 1
        return self._ordered[place].price


NO_PRICES: Final = PriceSelection([], [])
