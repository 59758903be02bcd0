"""Consignments between the same parties, each in 32 bytes."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

_EACH: Final = 4
_LARGEST: Final = 2**63
_ELSEWHERE: Final = 1 << 20
"""As exponent: the value has more digits than eight bytes hold, and is kept beside."""


@dataclass(slots=True)
class ShipmentRun:
    """Of each consignment the row of its declaration, its day and its value, as they came."""

    _numbers: "array[int]" = field(default_factory=lambda: array("q"))
    """Row, day, digits and exponent of the value, one after the other."""
    _large: dict[int, Decimal] | None = None

    def add(self, row: int, day: date, value: Decimal) -> None:
        sign, digits, exponent = value.as_tuple()
        number = int("".join(map(str, digits))) * (-1 if sign else 1)
        if abs(number) >= _LARGEST or not isinstance(exponent, int):
            self._large = {**(self._large or {}), row: value}
            number, exponent = 0, _ELSEWHERE
        self._numbers.extend((row, day.toordinal(), number, exponent))

    def remove(self, row: int) -> None:
        """One that was added; the newer version of its declaration takes its place."""
        at = self._numbers[::_EACH].index(row) * _EACH
        del self._numbers[at : at + _EACH]

    def near(self, day: date, days: int) -> tuple[tuple[int, date, Decimal], ...]:
        """Row, day and value of those of a day and so many days before it."""
        return tuple(self._near(day.toordinal(), days))

    def _near(self, last: int, days: int) -> Iterator[tuple[int, date, Decimal]]:
        numbers = self._numbers
        for at, on in enumerate(numbers[1::_EACH]):
            if last - days <= on <= last:
                row, _on, number, exponent = numbers[_EACH * at : _EACH * (at + 1)]
                value = (self._large or {}).get(row)
                if exponent != _ELSEWHERE or value is None:
                    value = Decimal(number).scaleb(exponent)
                yield row, date.fromordinal(on), value
