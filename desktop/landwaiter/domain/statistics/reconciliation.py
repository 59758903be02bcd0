"""What an earlier print said otherwise, cell by cell, with what came to it and what left it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.figures import (
    CellPlace,
    ColumnKind,
    FigureColumn,
    FigureTable,
    FigureValue,
    TableFigure,
)
from landwaiter.domain.statistics.known_print import KnownPrint, place_in


@dataclass(frozen=True, slots=True)
class EarlierPrint:
    """A print that was kept: what its reader knows, and what each cell counted."""

    dossier: str
    first: date
    last: date
    cut_off: datetime
    """Until when its figures were counted."""
    made_at: datetime
    whole: bool
    """For the office alone: it withheld nothing."""
    tables: tuple[str, ...]
    """Those that were printed."""
    known: KnownPrint
    ids: Mapping[CellPlace, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MovedCell:
    """A figure that is another now."""

    table: StatisticTable
    row: str
    column: str
    """Titles, as the table has them now; of a row that is gone its key."""
    then: FigureValue | None
    now: FigureValue | None
    """None: not known."""
    came: tuple[str, ...]
    left: tuple[str, ...]
    place: CellPlace
    stated: bool
    """The office says it itself: nothing is counted behind it."""


def moved_cells(earlier: EarlierPrint, tables: Iterable[FigureTable]) -> Iterator[MovedCell]:
    """Each cell of the printed tables whose value is not what it was, of the same period."""
    for table in tables:
        if table.table.value not in earlier.tables:
            continue
        rows = {row.key: row.title for row in table.rows}
        columns = {one.key: one for one in table.columns if one.kind is not ColumnKind.DERIVED}
        gone = [
            row.partition("|")[2]
            for row, _column in earlier.known.values
            if row.startswith(f"{table.table}|") and row.partition("|")[2] not in rows
        ]
        for row in dict.fromkeys((*rows, *gone)):
            for key, column in columns.items():
                place, now = place_in(table, row, key), table.figure(row, key)
                then = _then(earlier, place, column)
                if now.value == then:
                    continue
                yield MovedCell(
                    table.table,
                    rows.get(row, row),
                    column.title,
                    then,
                    now.value,
                    *_moves(earlier.ids.get(place, ()), now),
                    place,
                    column.kind is ColumnKind.STATED,
                )


def _then(earlier: EarlierPrint, place: CellPlace, column: FigureColumn) -> FigureValue | None:
    """What it printed; a row that a count did not have yet was 0, one that is stated not known."""
    if place in earlier.known.unknown or column.kind is ColumnKind.STATED:
        return earlier.known.values.get(place)
    return earlier.known.values.get(place, 0)


def _moves(then: tuple[str, ...], now: TableFigure) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = set(then), set(now.ids)
    return tuple(sorted(after - before)), tuple(sorted(before - after))
