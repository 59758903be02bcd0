"""Which cells of a table are few, and what goes with a cell that is withheld."""

from collections.abc import Collection, Iterator
from typing import Final

from landwaiter.domain.statistics.figures import Adds, CellPlace, ColumnKind, FigureTable
from landwaiter.domain.statistics.known_print import place_in

FEWEST: Final = 3
"""Below so many a count is withheld, but for 0."""


def totals(table: FigureTable) -> Iterator[CellPlace]:
    """Cells of a row or a column that sums others up."""
    for row in table.rows:
        for column in table.columns:
            if Adds.TOTAL in {row.adds, column.adds}:
                yield place_in(table, row.key, column.key)


def along(table: FigureTable) -> Iterator[tuple[CellPlace, tuple[CellPlace, ...]]]:
    """A count, and what is of it: amounts, and counts that hold it."""
    of: dict[str, list[str]] = {}
    for column in table.columns:
        if column.kind is not ColumnKind.DERIVED:
            for count in column.of:
                of.setdefault(count, []).append(column.key)
    for row in table.rows:
        for count, columns in of.items():
            places = tuple(place_in(table, row.key, one) for one in columns)
            yield place_in(table, row.key, count), places


def few(table: FigureTable) -> set[CellPlace]:
    """Counts of one and two, and the amounts of what they count.

    An amount may be that of one line where its row counts many: the one that was declared in that
    currency.
    """
    found = set()
    for row in table.rows:
        for column in table.columns:
            counts = (column.key,) if column.kind is ColumnKind.COUNT else column.of
            values = [table.figure(row.key, one).value for one in counts]
            if column.kind is ColumnKind.AMOUNT:
                cell = table.figure(row.key, column.key)
                values.append(cell.of or len(cell.ids))
            if column.kind in (ColumnKind.COUNT, ColumnKind.AMOUNT) and any(
                value is not None and 0 < value < FEWEST for value in values
            ):
                found.add(place_in(table, row.key, column.key))
    return found | _few_stated(table)


def _few_stated(table: FigureTable) -> set[CellPlace]:
    """Of stated figures that may add up, all that are something, where one of them is few."""
    cells = [
        (place_in(table, row.key, column.key), table.figure(row.key, column.key).value or 0)
        for row in table.rows
        for column in table.columns
        if row.joined and column.kind is ColumnKind.STATED
    ]
    if not any(0 < value < FEWEST for _place, value in cells):
        return set()
    return {place for place, value in cells if value}


def derived_of(table: FigureTable, chosen: Collection[CellPlace]) -> set[CellPlace]:
    """Medians and shares of what is withheld."""
    return {
        place_in(table, row.key, column.key)
        for row in table.rows
        for column in table.columns
        if column.kind is ColumnKind.DERIVED
        and any(place_in(table, row.key, one) in chosen for one in column.of)
    }
