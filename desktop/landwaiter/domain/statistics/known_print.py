"""What the reader of a print for others knows: its figures, their sums, and what it withheld."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from landwaiter.domain.statistics.case_tables import DENIALS
from landwaiter.domain.statistics.figures import (
    CellPlace,
    ColumnKind,
    FigureTable,
    FigureValue,
    Relation,
    relations,
)
from landwaiter.domain.statistics.hold_tables import ALL
from landwaiter.domain.statistics.periods import Days

Unknown = tuple[int, CellPlace]
"""A withheld cell, and the first print in which it has this value; or what is counted in a piece of
the printed periods, under a number after theirs."""


@dataclass(frozen=True, slots=True)
class KnownPrint:
    """What a reader holds: the figures of one print, and which of them it withheld."""

    values: Mapping[CellPlace, FigureValue]
    relations: tuple[Relation, ...]
    amounts: frozenset[CellPlace]
    withheld: frozenset[CellPlace]
    unknown: frozenset[CellPlace] = frozenset()
    """What was not known, which is not 0."""
    days: Days | None = None
    """First and last; prints of the same days are of the same period."""


def known_of(
    tables: Iterable[FigureTable],
    withheld: Collection[CellPlace] = (),
    days: Days | None = None,
) -> KnownPrint:
    """Tables as their reader has them, their rows under the name of their table.

    What is derived is not among them: it follows what it is of, and adds up to nothing.
    """
    tables = tuple(tables)
    values, amounts, sums = dict[CellPlace, FigureValue](), set[CellPlace](), list[Relation]()
    unknown = set[CellPlace]()
    for table in tables:
        kinds = {one.key: one.kind for one in table.columns}
        for row, column in table.places():
            value = table.figure(row, column).value
            if kinds[column] is ColumnKind.DERIVED:
                continue
            if value is None:
                unknown.add(place_in(table, row, column))
                continue
            values[place_in(table, row, column)] = value
            if kinds[column] is ColumnKind.AMOUNT:
                amounts.add(place_in(table, row, column))
        for relation in relations(table):
            sums.append(tuple((place_in(table, *place), sign) for place, sign in relation))
    sums.extend(link for link in _links() if all(place in values for place, _sign in link))
    return KnownPrint(
        values, tuple(sums), frozenset(amounts), frozenset(withheld), frozenset(unknown), days
    )


def place_in(table: FigureTable, row: str, column: str) -> CellPlace:
    """A cell among those of all tables."""
    return f"{table.table}|{row}", column


def _links() -> Iterator[Relation]:
    """Figures of two tables that are the same."""
    yield (((f"T2|{ALL}", ALL), 1), ((f"T4|{ALL}", "lines"), -1))
    for rule in DENIALS:
        for column in ("substantiated", "dismissed", "open"):
            yield (((f"T7|{rule}", column), 1), ((f"T10|{rule}", column), -1))


def table_of(place: CellPlace) -> str:
    """Which table a cell among those of all tables is of."""
    return place[0].partition("|")[0]


def is_unmoved(place: CellPlace, now: KnownPrint, then: KnownPrint) -> bool:
    """In two prints of the same period."""
    same = now.days == then.days and place in now.values
    return same and now.values[place] == then.values.get(place)
