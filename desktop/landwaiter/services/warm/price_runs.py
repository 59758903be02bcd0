"""Prices in order, so that a percentile of many is found without sorting or counting them.

A price takes twenty bytes: what it is, of which day, and of whom. Which case it is of is not kept:
two of the same price, day and exporter are as good as each other.
"""
# ruff: noqa: PLC0415 (numpy is loaded once prices are compared: most commands compare none)

from array import array
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

_WHOLE: Final = 100
"""Percentiles are of so many."""
_PLACES: Final = 4
"""Decimals of a price."""
EXACT: Final = Decimal(1).scaleb(-_PLACES)
_MOST: Final = 2**63 - 1
"""Ten-thousandths of a euro; what is more than 900 million million is kept as that."""
_FEW: Final = 32
"""Prices that are put in their places one by one; more are sorted in."""


@dataclass(frozen=True, slots=True)
class PricedLine:
    """The price of one line of a case's newest declaration."""

    price: Decimal
    """To `EXACT`."""
    exporter: str
    day: date = date.min
    """On which it was accepted; the first of all days where none is stated."""


@dataclass(slots=True)
class PriceRun:
    """Prices of one code."""

    _prices: "array[int]" = field(default_factory=lambda: array("q"))
    """In order; beside each its day and the hash of its exporter."""
    _days: "array[int]" = field(default_factory=lambda: array("i"))
    _exporters: "array[int]" = field(default_factory=lambda: array("q"))
    _latest: int = 0
    """No price is of a later day."""
    _sorted: int = 0
    """How many are in order; those behind them came since they were asked for."""

    def add(self, one: PricedLine) -> None:
        day = one.day.toordinal()
        self._latest = max(self._latest, day)
        self._prices.append(_scaled(one.price))
        self._days.append(day)
        self._exporters.append(hash(one.exporter))

    def remove(self, one: PricedLine) -> None:
        """A line that was added; the newer version of its declaration takes its place."""
        self._settle()
        price, day, exporter = _scaled(one.price), one.day.toordinal(), hash(one.exporter)
        at = bisect_left(self._prices, price)
        while (self._days[at], self._exporters[at]) != (day, exporter):
            at += 1
        for kept in (self._prices, self._days, self._exporters):
            del kept[at]
        self._sorted -= 1

    def until(
        self, day: date, *, of: str | None = None, but: Collection[PricedLine] = ()
    ) -> "PriceSelection":
        """Those of a day and before it, without the lines of the case that asks.

        Of one exporter, where that is said.
        """
        if not self._prices:
            return NO_PRICES
        self._settle()
        last = day.toordinal()
        gone = sorted(
            _scaled(one.price)
            for one in but
            if one.day <= day and (of is None or one.exporter == of)
        )
        if of is None and self._latest <= last:
            return PriceSelection(self._prices, _places(self._prices, gone))
        import numpy as np

        chosen = np.frombuffer(self._days, dtype=np.intc) <= last
        if of is not None:
            chosen &= np.frombuffer(self._exporters, dtype=np.int64) == hash(of)
        prices: Any = np.frombuffer(self._prices, dtype=np.int64)[chosen]
        return PriceSelection(prices, _places(prices, gone))

    def _settle(self) -> None:
        """All in order."""
        came = len(self._prices) - self._sorted
        if came > _FEW:
            import numpy as np

            order = np.argsort(np.frombuffer(self._prices, dtype=np.int64), kind="stable")
            for kept, kind in (
                (self._prices, np.int64),
                (self._days, np.intc),
                (self._exporters, np.int64),
            ):
                np.frombuffer(kept, dtype=kind)[:] = np.frombuffer(kept, dtype=kind)[order]
        else:
            for _one in range(came):
                self._place_last()
        self._sorted = len(self._prices)

    def _place_last(self) -> None:
        at = bisect_left(self._prices, self._prices[self._sorted], 0, self._sorted)
        for kept in (self._prices, self._days, self._exporters):
            kept.insert(at, kept.pop(self._sorted))
        self._sorted += 1


def _scaled(price: Decimal) -> int:
    return max(-_MOST, min(_MOST, int(price.scaleb(_PLACES))))


def _places(prices: Sequence[int], gone: Sequence[int]) -> list[int]:
    """Where prices stand that do not count, in order; equal ones stand together."""
    found: list[int] = []
    for price in gone:
        at = bisect_left(prices, price)
        while found and at <= found[-1]:
            at += 1
        found.append(at)
    return found


@dataclass(frozen=True, slots=True)
class PriceSelection:
    """Prices in order without some of their places: what a case is compared with."""

    _ordered: Sequence[int]
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
        return Decimal(int(self._ordered[place])).scaleb(-_PLACES)


NO_PRICES: Final = PriceSelection((), [])
