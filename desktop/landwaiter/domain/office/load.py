"""Figures of a head on the work of the office: time in a stage, and clocks that were kept.

Only what was recorded is counted. Where nothing was, there is no figure; where there is little, it
is said plainly, for a percentile of three values says nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

FEW = 10
"""Below so many values there is no 90th percentile, and the values themselves are told."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Some numbers of days, by what they have in the middle and near their end."""

    count: int
    median: Decimal
    """Of an even count, the mean of the two in the middle."""
    p90: int | None
    """The smallest of the values that nine in ten do not exceed; None where there are too few."""
    values: tuple[int, ...]
    """Every value, ascending, where there are few; else none."""


def spread_of(days: Iterable[int]) -> Spread | None:
    """None where there is nothing to count."""
    found = sorted(days)
    if not found:
        return None
    count, middle = len(found), len(found) // 2
    pair = (found[middle],) if count % 2 else (found[middle - 1], found[middle])
    enough = count >= FEW
    return Spread(
        count=count,
        median=Decimal(sum(pair)) / len(pair),
        p90=found[(9 * count + 9) // 10 - 1] if enough else None,
        values=() if enough else tuple(found),
    )


class ClockOutcome(StrEnum):
    KEPT = "kept"
    MISSED = "missed"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class DueClock:
    """A deadline as it is counted: to which track or request it belongs, and how it went."""

    name: str
    """Letter of a track, or the kind of a request that hangs on none."""
    legal: bool
    due: date
    """The last day, in the calendar of who had to answer."""
    ended: date | None
    due_at: datetime | None = None
    """The hour at which it ends, where it is in hours."""
    ended_at: datetime | None = None

    def state(self, today: date, now: datetime) -> ClockOutcome:
        """Kept where it ended by its day or hour; running while that is still to come."""
        if self.due_at is not None:
            over = self.ended_at or now
            in_time = over <= self.due_at
        else:
            in_time = (self.ended or today) <= self.due
        if not in_time:
            return ClockOutcome.MISSED
        return ClockOutcome.RUNNING if self.ended is None else ClockOutcome.KEPT

    def settled(self) -> date:
        """The day on which it was kept or missed."""
        return min(self.ended or self.due, self.due)


@dataclass(frozen=True, slots=True)
class ClockCount:
    """Clocks of one track or kind of request: kept and missed in the period, running now."""

    name: str
    legal: bool
    kept: int
    missed: int
    running: int


@dataclass(frozen=True, slots=True)
class LoadPeriod:
    """Days of the office, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def clock_counts(
    clocks: Sequence[DueClock], period: LoadPeriod, today: date, now: datetime
) -> tuple[ClockCount, ...]:
    """Those of the law first, then by name; what neither ended in it nor runs is left out."""
    counted: Counter[tuple[bool, str, ClockOutcome]] = Counter()
    for clock in clocks:
        state = clock.state(today, now)
        if state is ClockOutcome.RUNNING or period.holds(clock.settled()):
            counted[(clock.legal, clock.name, state)] += 1
    names = sorted({(not legal, name) for legal, name, _state in counted})
    return tuple(
        ClockCount(
            name,
            not is_own,
            *(counted[(not is_own, name, state)] for state in ClockOutcome),
        )
        for is_own, name in names
    )
