"""Periods of prints: which of them cross, and of which pieces they are made."""

from collections.abc import Iterable, Mapping, Sequence
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
    solved = _Elimination()
    for number in others:
        solved.add(_holds_of(number, made_of))
    return not solved.add(_holds_of(period, made_of))


def loose(periods: Iterable[int], made_of: Iterable[PeriodPiece]) -> tuple[int, ...]:
    """The places of pieces that have to be known besides the periods for all others to be told."""
    made_of = tuple(made_of)
    solved = _Elimination()
    for number in periods:
        solved.add(_holds_of(number, made_of))
    return tuple(
        at
        for at in range(len(made_of))
        if solved.add([Fraction(at == other) for other in range(len(made_of))])
    )


def _holds_of(number: int, made_of: Iterable[PeriodPiece]) -> list[Fraction]:
    return [Fraction(number in piece) for piece in made_of]


class _Elimination:
    """Sums that do not follow from each other."""

    def __init__(self) -> None:
        self._rows: list[list[Fraction]] = []

    def add(self, row: Sequence[Fraction]) -> bool:
        """Whether it does not follow from those that are here."""
        left = list(row)
        for known in self._rows:
            at = next(n for n, one in enumerate(known) if one)
            if factor := left[at] / known[at]:
                left = [one - factor * other for one, other in zip(left, known, strict=True)]
        if any(left):
            self._rows.append(left)
            return True
        return False
