"""Periods of prints: which of them cross, and of which pieces they are made."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

Days = tuple[date, date]
"""First and last day of a period."""
PeriodPiece = frozenset[int]
"""Days that the same periods hold, as the numbers of these."""
_DAY: Final = timedelta(days=1)


def crosses(one: Days, other: Days) -> bool:
    """They have days in common, and neither holds the other."""
    meets = one[0] <= other[1] and other[0] <= one[1]
    return meets and not _holds(one, other) and not _holds(other, one)


def _holds(one: Days, other: Days) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


def pieces(periods: Mapping[int, Days]) -> tuple[PeriodPiece, ...]:
    """The pieces of which all periods are made, by their first day.

    No sum of periods tells days of the same piece apart.
    """
    bounds = {day for first, last in periods.values() for day in (first, last + _DAY)}
    found = (
        frozenset(n for n, (first, last) in periods.items() if first <= day <= last)
        for day in sorted(bounds)
    )
    return tuple(dict.fromkeys(one for one in found if one))


def is_told(period: int, others: Iterable[int], made_of: Iterable[PeriodPiece]) -> bool:
    """Whether whoever has a figure of the other periods can work out that of this one."""
    made_of = tuple(made_of)
    solved: list[list[Fraction]] = []
    for number in (*others, period):
        row = [Fraction(number in piece) for piece in made_of]
        for known in solved:
            at = next(n for n, one in enumerate(known) if one)
            factor = row[at] / known[at]
            row = [one - factor * other for one, other in zip(row, known, strict=True)]
        if any(row):
            solved.append(row)
        elif number == period:
            return True
    return False
