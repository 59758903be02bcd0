"""Goods lines of the trade store: as they are kept, and what they add up to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from landwaiter.storage.base.day_numbers import day_number
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.dialect import added_up


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A goods line in whole units: cents of the euro, grams; None where it is not stated."""

    no: int
    destination: str
    heading: str
    cn8: str
    value: int | None
    mass: int | None
    units: int | None = None
    """In thousandths."""


def role_columns(day: date, lines: Sequence[StoredLine]) -> Mapping[str, Any]:
    """What is said of a declaration beside each party in a role."""
    places = {line.destination for line in lines}
    values = [line.value for line in lines if line.value is not None]
    masses = [line.mass for line in lines if line.mass is not None]
    return {
        "day": day_number(day),
        "destination": places.pop() if len(places) == 1 else None,
        "items": len(lines),
        "value": sum(values),
        "valued": len(values),
        "mass": sum(masses),
        "weighed": len(masses),
    }


def item_columns(number: int, month: int, day: date, line: StoredLine) -> dict[str, Any]:
    """A goods line as it is kept."""
    return {
        "declaration_id": number,
        "no": line.no,
        "month": month,
        "day": day_number(day),
        "destination": line.destination,
        "heading": line.heading,
        "cn8": line.cn8,
        "value": line.value,
        "mass": line.mass,
        "units": line.units,
    }


@dataclass(slots=True)
class _Sum:
    items: int = 0
    value: int = 0
    mass: int = 0
    valued: int = 0
    weighed: int = 0


@dataclass(slots=True)
class _Sums:
    cells: dict[tuple[int, str, str], _Sum] = field(default_factory=dict)

    def add(self, month: int, line: StoredLine, sign: int = 1) -> None:
        cell = self.cells.setdefault((month, line.destination, line.heading), _Sum())
        cell.items += sign
        cell.value += sign * (line.value or 0)
        cell.mass += sign * (line.mass or 0)
        cell.valued += sign * (line.value is not None)
        cell.weighed += sign * (line.mass is not None)

    def by_month(self) -> list[dict[str, int | str]]:
        """The same whatever the heading."""
        found: dict[tuple[int, str], _Sum] = {}
        for (month, destination, _heading), one in self.cells.items():
            whole = found.setdefault((month, destination), _Sum())
            whole.items, whole.value = whole.items + one.items, whole.value + one.value
            whole.mass, whole.valued = whole.mass + one.mass, whole.valued + one.valued
            whole.weighed += one.weighed
        return [
            {"month": month, "destination": destination, **asdict(one)}
            for (month, destination), one in found.items()
        ]


_KEY: Final = ("month", "destination", "heading")
_SUMMED: Final = ("items", "value", "mass", "valued", "weighed")
_ADDED_UP = added_up(t.trade_rollup, _KEY, _SUMMED)
_ADDED_BY_MONTH = added_up(t.trade_month, _KEY[:2], _SUMMED)


def add_up(
    conn: Writer, added: Iterable[tuple[int, Sequence[StoredLine]]], replaced: Iterable[int]
) -> None:
    """The sums with lines of some months, and without those of versions that were replaced."""
    sums = _Sums()
    for month, lines in added:
        for line in lines:
            sums.add(month, line)
    for number in replaced:
        for month, line in lines_of(conn, number):
            sums.add(month, line, -1)
    cells = [
        {**dict(zip(_KEY, place, strict=True)), **asdict(one)} for place, one in sums.cells.items()
    ]
    if cells:
        conn.execute(_ADDED_UP, cells)
        conn.execute(_ADDED_BY_MONTH, sums.by_month())


def lines_of(conn: Reader, number: int) -> Iterable[tuple[int, StoredLine]]:
    """The month of a declaration with each of its lines."""
    item = t.trade_item.c
    found = conn.execute(select(t.trade_item).where(item.declaration_id == number))
    for row in found:
        yield (
            int(row.month),
            StoredLine(
                row.no, row.destination, row.heading, row.cn8, row.value, row.mass, row.units
            ),
        )
