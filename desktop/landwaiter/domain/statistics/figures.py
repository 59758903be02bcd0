"""A table of figures: its rows, its columns, how they add up, and what each figure counts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.stated_figures import StatedFigure
from landwaiter.i18n import Words

CellPlace = tuple[str, str]
"""A cell, by the keys of its row and its column."""
FigureValue = int | Decimal


class ColumnKind(Enum):
    COUNT = auto()
    AMOUNT = auto()
    """A value or a mass of what another column counts."""
    DERIVED = auto()
    """A median or a share: it adds up with nothing."""
    STATED = auto()
    """What the office says itself: nothing is counted behind it, and it adds up with nothing."""


_COUNTED = frozenset({ColumnKind.COUNT, ColumnKind.AMOUNT})


class Adds(Enum):
    """How a row or a column stands to the total of its table."""

    PART = auto()
    AGAIN = auto()
    """What the parts count a second time, taken off."""
    TOTAL = auto()
    APART = auto()


@dataclass(frozen=True, slots=True)
class FigureColumn:
    key: str
    title: Words
    kind: ColumnKind = ColumnKind.COUNT
    adds: Adds = Adds.APART
    of: tuple[str, ...] = ()
    """Columns that count what an amount or a derived figure is of."""
    unit: Words = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    key: str
    title: Words
    adds: Adds = Adds.PART
    basis: Words = ""
    """A second line of its title: a provision of law, a source."""
    stated: StatedFigure | None = None
    """Who said it, where it is no count."""
    joined: bool = False
    """What is stated may add up with other such rows, nobody here knows how: where one of them is
    one or two, none of them prints for others."""


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A cell: None is not known, which is never 0."""

    value: FigureValue | None
    ids: tuple[str, ...] = ()
    """What it counts: a case, or an item of one as `PL1-2026-000412/1`."""
    of: int = 0
    """How many it counts, where they are too many to be named."""


NOTHING = TableFigure(0)
NOT_KNOWN = TableFigure(None)


@dataclass(frozen=True, slots=True)
class FigureTable:
    table: StatisticTable
    definition: Words
    """What one count is; with the version of it whoever reads two prints knows they compare."""
    rows: tuple[FigureRow, ...]
    columns: tuple[FigureColumn, ...]
    figures: Mapping[CellPlace, TableFigure]
    notes: tuple[Words, ...] = ()
    version: int = 1
    counted: int = 0
    """How many the table covers, of `covered`."""
    covered: int = 0
    empty: Words = ""
    chart: str = ""
    """Column that is drawn as bars; empty: none is."""
    row_title: Words = ""

    def figure(self, row: str, column: str) -> TableFigure:
        """A cell; where nothing was counted a count is 0, and what is derived is not known."""
        found = self.figures.get((row, column))
        if found is not None:
            return found
        is_counted = self.column(column).kind in _COUNTED
        return NOTHING if is_counted else NOT_KNOWN

    def means_nothing(self, row: FigureRow, column: FigureColumn) -> bool:
        """A median or share of what is only taken off the total."""
        return row.adds is Adds.AGAIN and column.kind is ColumnKind.DERIVED

    def places(self) -> Iterator[CellPlace]:
        for row in self.rows:
            for column in self.columns:
                yield row.key, column.key

    def column(self, key: str) -> FigureColumn:
        return next(one for one in self.columns if one.key == key)


Relation = tuple[tuple[CellPlace, int], ...]
"""Cells with their signs, which add up to 0."""


def relations(table: FigureTable) -> tuple[Relation, ...]:
    """Every sum that a reader of the table can check."""
    return (*_down(table), *_across(table))


_SIGNS = {Adds.PART: 1, Adds.AGAIN: -1, Adds.TOTAL: -1}


def _down(table: FigureTable) -> Iterator[Relation]:
    if not any(row.adds is Adds.TOTAL for row in table.rows):
        return
    for column in table.columns:
        if column.kind in _COUNTED:
            yield tuple(
                ((row.key, column.key), _SIGNS[row.adds])
                for row in table.rows
                if row.adds is not Adds.APART
            )


def _across(table: FigureTable) -> Iterator[Relation]:
    columns = [one for one in table.columns if one.adds is not Adds.APART]
    if any(one.adds is Adds.TOTAL for one in columns):
        for row in table.rows:
            yield tuple(((row.key, one.key), _SIGNS[one.adds]) for one in columns)


@dataclass
class Tally:
    """Counts as they are made: each id once in each cell."""

    _ids: dict[CellPlace, dict[str, None]] = field(default_factory=dict)
    _sums: dict[CellPlace, Decimal] = field(default_factory=dict)

    def count(self, row: str, column: str, what: str) -> None:
        self._ids.setdefault((row, column), {})[what] = None

    def add(self, row: str, column: str, what: str, amount: Decimal | None) -> None:
        """An amount; of what states none the id is kept all the same."""
        self.count(row, column, what)
        self._sums[row, column] = self._sums.get((row, column), Decimal(0)) + (amount or 0)

    def ids(self, row: str, column: str) -> tuple[str, ...]:
        return tuple(sorted(self._ids.get((row, column), ())))

    def rows(self) -> tuple[str, ...]:
        """Rows in which something was counted."""
        return tuple(sorted({row for row, _column in self._ids}))

    def figures(self) -> dict[CellPlace, TableFigure]:
        return {
            place: TableFigure(self._sums.get(place, len(ids)), tuple(sorted(ids)))
            for place, ids in self._ids.items()
        }


def total_row(
    figures: Mapping[CellPlace, TableFigure],
    rows: Iterable[str],
    columns: Iterable[str],
    *,
    key: str,
) -> dict[CellPlace, TableFigure]:
    """The sum over some rows, of which nothing is counted twice."""
    rows = tuple(rows)
    found = {}
    for column in columns:
        cells = [figures[row, column] for row in rows if (row, column) in figures]
        values = [cell.value for cell in cells if cell.value is not None]
        ids = tuple(sorted(one for cell in cells for one in cell.ids))
        found[key, column] = TableFigure(sum(values) if values else 0, ids)
    return found
